"""What is decided about services without a database: fits, standing, durations, nearest codes, doubles."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.factories import NOW, card

from endorr.catalogue.rules.checks import objections
from endorr.catalogue.rules.durations import is_duration, suggested
from endorr.catalogue.rules.eligibility import CODED, RANGES, Answer, Company, Rule, RuleKind, evaluate, sector_of
from endorr.catalogue.rules.lines import as_lines, as_rules
from endorr.catalogue.rules.standing import NEIGHBOURS, covers, covers_nearby, is_routable, standing
from endorr.catalogue.rules.words import Applicant, Standing, Status
from endorr.core.counties import BY_CODE

STAFF = Rule(RuleKind.EMPLOYEES, low=2, high=49)
TURNOVER = Rule(RuleKind.TURNOVER_SEK, low=3_000_000)


@pytest.mark.parametrize(
    ("company", "answer"),
    [
        (Company(employees=12, turnover_sek=8_000_000), Answer.YES),
        (Company(employees=49, turnover_sek=3_000_000), Answer.YES),
        (Company(employees=50, turnover_sek=8_000_000), Answer.NO),
        (Company(employees=12, turnover_sek=2_999_999), Answer.NO),
        (Company(employees=12), Answer.UNKNOWN),
        (Company(), Answer.UNKNOWN),
        (Company(employees=1), Answer.NO),
    ],
)
def test_the_cheque_of_the_national_terms(company: Company, answer: Answer) -> None:
    assert evaluate((STAFF, TURNOVER), company).answer is answer


def test_every_rule_says_its_own() -> None:
    verdict = evaluate((STAFF, TURNOVER), Company(employees=12))
    assert [(one.name, one.answer) for one in verdict.outcomes] == [
        ("employees", Answer.YES),
        ("turnover_sek", Answer.UNKNOWN),
    ]


RULES = st.builds(Rule, st.sampled_from([RuleKind.EMPLOYEES, RuleKind.AGE_YEARS]), st.integers(0, 50), st.just(None))
COMPANIES = st.builds(Company, employees=st.none() | st.integers(0, 100), age_years=st.none() | st.integers(0, 100))


@given(st.lists(RULES, max_size=5), COMPANIES)
def test_what_is_not_known_never_excludes(rules: list[Rule], company: Company) -> None:
    known = [rule for rule in rules if getattr(company, rule.kind.value) is not None]
    assert (evaluate(rules, company).answer is Answer.NO) == (evaluate(known, company).answer is Answer.NO)


@given(st.lists(RULES, max_size=5), COMPANIES)
def test_rules_are_read_back_as_they_were(rules: list[Rule], company: Company) -> None:
    back = [Rule.from_dict(rule.as_dict()) for rule in rules]
    assert back == rules
    assert evaluate(back, company) == evaluate(rules, company)


def test_a_municipality_tells_its_county_and_a_division_its_section() -> None:
    assert evaluate([Rule(RuleKind.COUNTY, codes=("24",))], Company(municipality="2480")).answer is Answer.YES
    assert sector_of("25") == "C"
    assert evaluate([Rule(RuleKind.NOT_SECTOR, codes=("A",))], Company(sector="01")).answer is Answer.NO


def stands(**fields: object) -> Standing:
    return standing(card(**fields), check_due_at=NOW + timedelta(days=1), now=NOW)  # type: ignore[arg-type]


def test_a_call_leaves_the_second_after_it_closes() -> None:
    assert stands(closes_at=NOW) is Standing.OFFERED
    assert stands(closes_at=NOW - timedelta(seconds=1)) is Standing.GONE
    assert stands(opens_at=NOW + timedelta(seconds=1)) is Standing.NOT_YET


@pytest.mark.parametrize("status", [Status.CLOSED, Status.INACTIVE, Status.PAUSED])
def test_what_is_closed_is_gone(status: Status) -> None:
    assert stands(status=status) is Standing.GONE


@pytest.mark.parametrize(
    ("applicant", "routable"),
    [(Applicant.COMPANY, True), (Applicant.BANK, True), (Applicant.FOREIGN, False), (Applicant.PROMOTERS, False)],
)
def test_nobody_is_sent_to_what_is_for_others(applicant: Applicant, routable: bool) -> None:
    assert is_routable(card(applicant=applicant), Standing.OFFERED) is routable
    assert not is_routable(card(applicant=applicant), Standing.GONE)
    assert not is_routable(card(applicant=applicant), Standing.HISTORICAL)


def test_where_a_service_is_offered() -> None:
    assert covers(("SE",), "2480")
    assert covers(("24",), "2480")
    assert covers(("2281",), "2281")
    assert not covers(("2281",), "2280")
    assert covers(("2281",), "22"), "whoever names only the county sees what some of its municipalities have"
    assert not covers(("12",), "20")
    assert covers_nearby(("12",), "13")
    assert not covers_nearby(("12",), "20")


def test_neighbours_are_each_others() -> None:
    assert set(NEIGHBOURS) == set(BY_CODE)
    for county, beside in NEIGHBOURS.items():
        assert all(county in NEIGHBOURS[other] for other in beside), county


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ("ca 2 veckor", "P14D"),
        ("Normalt besked inom ett par veckor, komplexa affärer längre", "P14D"),
        ("Svar inom 15 arbetsdagar", "P21D"),
        ("Cirka tre dagar", "P3D"),
        ("3–4 arbetsdagar", "P6D"),
        ("inom 24 timmar", "PT24H"),
        ("Oftast besked samma dag", "P1D"),
        ("within six months", "P6M"),
        ("vi hör av oss", ""),
    ],
)
def test_what_an_answer_time_in_words_most_likely_means(said: str, duration: str) -> None:
    assert suggested(said) == duration
    assert not is_duration(said)
    assert not duration or is_duration(duration)


@pytest.mark.parametrize("text", ["P", "PT", "P1", "14D", "P14DT", "P-1D", "p14d"])
def test_what_is_no_duration(text: str) -> None:
    assert not is_duration(text)


def test_a_good_card_meets_no_objection() -> None:
    assert objections(card()) == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name_sv": " "}, "name_sv"),
        ({"provider": ""}, "provider"),
        ({"gives_sv": ""}, "gives_sv"),
        ({"coverage": ()}, "coverage"),
        ({"coverage": ("2599",)}, "coverage"),
        ({"topics": ("finanse",)}, "topics"),
        ({"own_share": 101}, "own_share"),
        ({"source": "javascript:alert(1)"}, "source"),
        ({"closes_at": NOW, "opens_at": NOW}, "closes_at"),
        ({"eligibility": (Rule(RuleKind.EMPLOYEES, low=50, high=2),)}, "eligibility"),
        ({"eligibility": (Rule(RuleKind.STATEMENT),)}, "eligibility"),
        ({"gives_sv": "x" * 4_001}, "gives_sv"),
    ],
)
def test_what_must_be_put_right(fields: dict[str, Any], field: str) -> None:
    assert [one.field for one in objections(card(**fields))] == [field]


CODES = st.lists(st.sampled_from(["04", "12", "25"]), min_size=1, max_size=3, unique=True).map(tuple)
SAID = st.from_regex(r"[A-ZÅÄÖa-zåäö0-9 ,.%]{0,20}[a-zåäö.]", fullmatch=True).map(str.strip)
WRITTEN = st.one_of(
    st.builds(Rule, st.sampled_from(sorted(RANGES)), st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 99)),
    st.builds(Rule, st.sampled_from(sorted(CODED)), codes=CODES),
    st.builds(Rule, st.just(RuleKind.STATEMENT), sv=SAID, en=st.just("") | SAID),
)


@given(st.lists(WRITTEN, max_size=4).map(tuple))
def test_conditions_are_written_as_lines_and_read_back(rules: tuple[Rule, ...]) -> None:
    assert as_rules(as_lines(rules)) == rules


def test_conditions_as_a_person_writes_them() -> None:
    assert as_rules("Anställda: 2-49\nomsättning: 3 000 000 –\n\nNi har en order / You have an order") == (
        STAFF,
        TURNOVER,
        Rule(RuleKind.STATEMENT, sv="Ni har en order", en="You have an order"),
    )
