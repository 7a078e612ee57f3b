"""Matching scenarios M1 to M24 of public one-door services, replayed by number, and where we decide otherwise."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.matching.rules.criteria import (
    Code,
    Criterion,
    Entry,
    Fact,
    Need,
    Span,
    TwiceError,
    Verdict,
    judge,
    needs_of,
    offers,
    stepped_aside,
    with_adviser,
)

HERE, THERE = "2480", "1380"


def entry(*levels: tuple[Criterion, ...], subject: str = "loans", **told: object) -> Entry:
    return Entry("anna", subject, levels, **{"national": True, **told})  # type: ignore[arg-type]


def need(
    subject: str = "loans",
    *,
    years: int | None = None,
    staff: Span | int | None = None,
    told: Mapping[Fact, str] | None = None,
) -> Need:
    facts: dict[Fact, Span | str] = dict(told or {})
    if years is not None:
        facts[Fact.AGE] = Span.exactly(years)
    if staff is not None:
        facts[Fact.EMPLOYEES] = staff if isinstance(staff, Span) else Span.exactly(staff)
    return Need(subject, HERE, facts)


def taken(one: Entry, asked: Need) -> bool:
    return judge(one, asked).verdict is Verdict.OFFERED


def at_least(years: int) -> tuple[Criterion, ...]:
    return (Criterion(Fact.AGE, low=years),)


def at_most_staff(number: int, *subjects: str) -> tuple[Criterion, ...]:
    return (Criterion(Fact.EMPLOYEES, high=number, only_for=frozenset(subjects)),)


BAND_6_9, BAND_20_49, BAND_50_99, BAND_250 = Span(6, 9), Span(20, 49), Span(50, 99), Span(250, 499)
AGES = [
    ("M1", entry(at_least(6)), {1: False, 7: True}),
    ("M2", entry(at_least(6), at_least(4)), {3: False, 5: False, 7: True}),
    ("M3", entry((), at_least(4), at_least(2)), {3: False, 5: True}),
    ("M4", entry((Criterion(Fact.AGE, high=5),)), {2: True, 7: False}),
]


@pytest.mark.parametrize(("number", "one", "table"), AGES, ids=[row[0] for row in AGES])
def test_m1_to_m4_every_level_must_accept_the_companys_age(number: str, one: Entry, table: dict[int, bool]) -> None:
    assert {years: taken(one, need(years=years)) for years in table} == table


def test_m5_a_criterion_for_one_subject_is_silent_on_the_others() -> None:
    small = at_most_staff(10, "liquidity")
    assert taken(entry(small, subject="hiring"), need("hiring", staff=BAND_20_49))
    assert taken(entry(small, subject="liquidity"), need("liquidity", staff=BAND_6_9))
    assert not taken(entry(small, subject="liquidity"), need("liquidity", staff=BAND_20_49))


def test_m6_branch_and_organisation_may_both_limit_size() -> None:
    assert not taken(entry((), at_most_staff(10), at_most_staff(50)), need(staff=BAND_20_49))
    only_whole = entry((), (), at_most_staff(50))
    assert not taken(only_whole, need(staff=BAND_250))
    assert taken(only_whole, need(staff=BAND_6_9))


@pytest.mark.parametrize("fact", [Fact.SECTOR, Fact.LEGAL_FORM], ids=["M7 M8 sector", "M9 M10 legal form"])
def test_m7_to_m10_lists_accept_or_turn_away_for_their_subject_alone(fact: Fact) -> None:
    accepting = (Criterion(fact, codes=frozenset("ABC"), only_for=frozenset({"x"})),)
    refusing = (Criterion(fact, codes=frozenset("D"), refuses=True, only_for=frozenset({"x"})),)
    for rule in (accepting, refusing):
        assert not taken(entry(rule, subject="x"), need("x", told={fact: "D"}))
        assert taken(entry(rule, subject="x"), need("x", told={fact: "A"}))
        assert taken(entry(rule, subject="y"), need("y", told={fact: "D"}))


def test_m11_a_municipality_may_be_left_out_of_one_subject() -> None:
    rule = (Criterion(Fact.MUNICIPALITY, codes=frozenset({HERE}), refuses=True, only_for=frozenset({"x"})),)
    assert not taken(entry(rule, subject="x"), need("x"))
    assert taken(entry(rule, subject="y"), need("y"))


def test_m12_otherwise_what_is_not_known_goes_to_triage_with_its_reason() -> None:
    one = entry((Criterion(Fact.EMPLOYEES, low=10),), at_least(3))
    assert judge(one, need()).verdict is Verdict.TRIAGE
    half = judge(one, need(staff=20))
    assert (half.verdict, half.code, half.about) == (Verdict.TRIAGE, Code.NOT_KNOWN, Fact.AGE)
    assert judge(one, need(staff=5)).verdict is Verdict.REFUSED, "one no is enough, whatever else is not known"
    assert taken(one, need(staff=20, years=4))


def test_m12_otherwise_a_band_is_compared_by_its_bounds_and_a_number_as_a_number() -> None:
    thirty = entry(at_most_staff(30))
    assert taken(thirty, need(staff=22))
    assert judge(thirty, need(staff=BAND_20_49)).verdict is Verdict.TRIAGE
    assert not taken(thirty, need(staff=BAND_50_99))


def test_m13_one_criterion_may_be_for_two_subjects_and_no_third() -> None:
    rule = at_most_staff(10, "x", "y")
    told = {subject: taken(entry(rule, subject=subject), need(subject, staff=50)) for subject in "xyz"}
    assert told == {"x": False, "y": False, "z": True}


def test_m14_the_bank() -> None:
    rules = {
        "hr": at_least(3),
        "water": (*at_least(3), Criterion(Fact.EMPLOYEES, high=49)),
        "energy": (*at_least(3), Criterion(Fact.EMPLOYEES, high=49)),
    }
    table = {
        ("hr", 1, BAND_20_49): False,
        ("hr", 5, BAND_20_49): True,
        ("hr", 5, BAND_50_99): True,
        ("water", 1, BAND_20_49): False,
        ("water", 5, BAND_20_49): True,
        ("water", 5, BAND_50_99): False,
        ("energy", 5, BAND_50_99): False,
    }
    told = {key: taken(entry(rules[key[0]], subject=key[0]), need(key[0], years=key[1], staff=key[2])) for key in table}
    assert told == table


def test_m15_to_m17_answers_agree_by_group_and_are_not_missed_where_none_were_given() -> None:
    wished = entry(answers=({"owns": True},))
    asked = {answer: Need("loans", HERE, answers={"owns": answer}) for answer in (True, False)}
    assert [taken(wished, asked[answer]) for answer in (True, False)] == [True, False]
    grouped = entry(answers=({"owns": True, "old": True}, {"rents": True}))
    assert not taken(grouped, Need("loans", HERE, answers={"owns": True, "old": False}))
    assert taken(grouped, Need("loans", HERE, answers={"owns": False, "rents": True}))
    assert taken(grouped, need()), "M17"


def test_m18_the_finance_case() -> None:
    groups: dict[str, tuple[dict[str, bool], ...]] = {
        "A": ({"little left": True}, {"little left": False, "bank": False}),
        "B": ({"little left": False, "bank": True},),
        "D": ({"little left": False},),
        "I": ({"bank": True},),
    }
    entries = [Entry(name, "finance", national=True, answers=wished) for name, wished in groups.items()]
    told = {
        (little, bank): set(
            offers(entries, Need("finance", HERE, answers={"little left": little, "bank": bank})).offered
        )
        for little in (True, False)
        for bank in (True, False)
    }
    assert told == {
        (True, True): {"A", "I"},
        (True, False): {"A"},
        (False, True): {"B", "D", "I"},
        (False, False): {"D", "A"},
    }


def test_m19_chambers_by_kind_of_activity_and_an_unknown_kind_goes_to_triage_with_all_of_them() -> None:
    chambers = [
        Entry(kind, "loans", (((Criterion(Fact.ACTIVITY, codes=frozenset({kind}))),),), national=True)
        for kind in ("trade", "crafts", "farming")
    ]
    assert offers(chambers, need(told={Fact.ACTIVITY: "crafts"})).offered == ("crafts",)
    assert offers(chambers, need()).triage == ("trade", "crafts", "farming")


def test_m20_an_advisers_own_zones_replace_the_branchs_and_who_is_gone_is_never_offered() -> None:
    both = frozenset({HERE, THERE})
    assert taken(entry(national=False, branch_zones=both), need())
    assert not taken(entry(national=False, branch_zones=both, zones=frozenset({THERE})), need())
    assert not taken(entry(zones=frozenset({THERE})), need()), "also where the branch is national"
    gone = judge(entry(gone=True), need())
    assert (gone.verdict, gone.code) == (Verdict.REFUSED, Code.GONE)


def test_m21_when_nobody_fits_staff_are_told_who_and_why() -> None:
    asked = need(years=1)
    told = offers([entry(at_least(6)), Entry("bo", "customs", national=True)], asked)
    assert told.nobody
    anna, bo = told.why("anna"), told.why("bo")
    assert anna is not None
    assert bo is not None
    assert (anna.code, anna.about, bo.code) == (Code.CRITERION, Fact.AGE, Code.OTHER_SUBJECT)
    assert told.why("cecilia") is None


def test_m22_and_m23_nobody_is_asked_twice_and_no_subject_comes_twice() -> None:
    assert with_adviser(("anna",), "bo") == ("anna", "bo")
    with pytest.raises(TwiceError):
        with_adviser(("anna",), "anna")
    assert [one.subject for one in needs_of(("loans", "customs"), HERE)] == ["loans", "customs"]
    with pytest.raises(TwiceError):
        needs_of(("loans", "loans"), HERE)


def test_m24_sisters_step_aside_where_that_is_the_setting() -> None:
    entries = [Entry(name, "loans", sister_of=home) for name, home in (("a", "bank"), ("b", "bank"), ("c", "fund"))]
    assert stepped_aside(entries, "a", sisters_step_aside=True) == ("b",)
    assert stepped_aside(entries, "a", sisters_step_aside=False) == ()
    assert stepped_aside(entries, "nobody", sisters_step_aside=True) == ()


bounds = st.integers(0, 500)


@given(low=bounds, wide=bounds, least=bounds, more=bounds, number=bounds)
def test_a_band_never_says_more_than_every_number_in_it(
    low: int, wide: int, least: int, more: int, number: int
) -> None:
    rule = Criterion(Fact.EMPLOYEES, low=least, high=least + more)
    band = rule.judge({Fact.EMPLOYEES: Span(low, low + wide)})
    inside = low + number % (wide + 1)
    exact = rule.judge({Fact.EMPLOYEES: Span.exactly(inside)})
    assert exact is not None
    assert band is None or band == exact
