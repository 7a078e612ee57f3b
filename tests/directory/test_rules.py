"""Who answers, and who helps where: told as days in Halland and Skåne, and tried on everything between."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from endorr.directory.rules import (
    Absence,
    Answer,
    Claim,
    CoverageMap,
    Holding,
    MapRow,
    Part,
    Place,
    Presence,
    Reason,
    Standing,
    Verdict,
    Why,
    answer,
    coverage_map,
    need_masks,
    presence,
    presences,
)

TUESDAY = date(2026, 11, 17)
LONG_AGO = date(2020, 1, 1)
EVA, OLA, MIA = 1, 2, 3
EXPORT_DESK, FINANCE = 10, 11


def days(count: int) -> date:
    return TUESDAY + timedelta(days=count)


def holder(person: int, *, until: date | None = None, function: int = EXPORT_DESK) -> Holding:
    return Holding(function, person, Place.HOLDER, 1, LONG_AGO, until)


def deputy(person: int, rank: int = 1, function: int = EXPORT_DESK) -> Holding:
    return Holding(function, person, Place.DEPUTY, rank, LONG_AGO)


def people(found: Presence) -> list[int]:
    return [one.person for one in found.answering]


def test_the_holder_answers_before_the_deputies() -> None:
    found = presence([deputy(MIA, 2), deputy(OLA), holder(EVA)], [], on=TUESDAY)
    assert people(found) == [EVA, OLA, MIA]
    assert found.why is Why.HOLDER


def test_the_first_deputy_who_is_there_answers_while_the_holder_is_away() -> None:
    away = [Absence(EVA, TUESDAY, days(3)), Absence(OLA, days(-3), TUESDAY)]
    found = presence([holder(EVA), deputy(OLA), deputy(MIA, 2)], away, on=TUESDAY)
    assert people(found) == [MIA]
    assert found.away == (EVA, OLA)
    assert found.why is Why.DEPUTY


def test_when_everybody_is_away_nobody_is_picked_and_it_is_said() -> None:
    away = [Absence(EVA, TUESDAY, TUESDAY), Absence(OLA, TUESDAY, TUESDAY)]
    found = presence([holder(EVA), deputy(OLA)], away, on=TUESDAY)
    assert not found.reachable
    assert found.why is Why.ALL_AWAY


def test_half_a_day_away_is_told_and_does_not_hinder() -> None:
    found = presence([holder(EVA)], [Absence(EVA, TUESDAY, TUESDAY, Part.MORNING)], on=TUESDAY)
    assert people(found) == [EVA]
    assert found.answering[0].half_day


def test_a_person_who_left_leaves_the_function_to_the_deputy() -> None:
    rows = [holder(EVA, until=days(-1)), deputy(OLA)]
    assert people(presence(rows, [], on=TUESDAY)) == [OLA]


def test_a_function_nobody_stands_behind_is_vacant_not_gone() -> None:
    found = presence([holder(EVA, until=days(-1))], [], on=TUESDAY)
    assert found == Presence()
    assert found.why is Why.VACANT


def test_somebody_who_holds_a_function_twice_answers_once() -> None:
    assert people(presence([holder(EVA), deputy(EVA), holder(EVA)], [], on=TUESDAY)) == [EVA]


THERE = {EXPORT_DESK: presence([holder(EVA)], [], on=TUESDAY)}


def sure(function: int, first: date = LONG_AGO, last: date | None = None) -> Claim:
    return Claim(function, Standing.CONFIRMED, first, last)


def read(function: int) -> Claim:
    return Claim(function, Standing.UNCONFIRMED, LONG_AGO)


def test_een_in_skane_answers_from_another_host_after_new_year_2023() -> None:
    invest, almi = 1, 2
    claims = [sure(invest, LONG_AGO, date(2022, 12, 31)), sure(almi, date(2023, 1, 1))]
    behind = {one: Presence(THERE[EXPORT_DESK].answering) for one in (invest, almi)}
    before = answer(claims, behind, on=date(2022, 12, 31), mapped_since=LONG_AGO)
    after = answer(claims, behind, on=date(2023, 1, 1), mapped_since=LONG_AGO)
    assert (before.functions, after.functions) == ((invest,), (almi,))
    assert Reason(Why.NOT_YET, almi, date(2023, 1, 1)) in before.reasons
    assert Reason(Why.ENDED, invest, date(2022, 12, 31)) in after.reasons


def test_a_hole_needs_a_complete_list_otherwise_it_is_unknown() -> None:
    assert answer([], {}, on=TUESDAY, mapped_since=LONG_AGO) == Answer(
        Verdict.HOLE, (), (Reason(Why.NOBODY, since=LONG_AGO),)
    )
    assert answer([], {}, on=TUESDAY, mapped_since=None) == Answer(Verdict.UNKNOWN, (), (Reason(Why.NOT_MAPPED),))


def test_who_should_be_there_and_is_not_makes_a_hole_however_little_else_is_known() -> None:
    for mapped in (None, LONG_AGO):
        found = answer([sure(FINANCE), read(EXPORT_DESK)], {}, on=TUESDAY, mapped_since=mapped)
        assert found.verdict is Verdict.HOLE
        assert found.reasons[0] == Reason(Why.VACANT, FINANCE, LONG_AGO)


def test_what_only_a_public_source_says_is_unknown_even_on_a_complete_list() -> None:
    found = answer([read(EXPORT_DESK)], THERE, on=TUESDAY, mapped_since=LONG_AGO)
    assert found.verdict is Verdict.UNKNOWN
    assert found.functions == ()


def test_one_who_answers_is_enough() -> None:
    found = answer([sure(FINANCE), sure(EXPORT_DESK)], THERE, on=TUESDAY, mapped_since=LONG_AGO)
    assert found.verdict is Verdict.COVERED
    assert found.functions == (EXPORT_DESK,)
    assert Reason(Why.VACANT, FINANCE, LONG_AGO) in found.reasons


PEOPLE = FUNCTIONS = st.integers(1, 4)
DAYS = st.integers(-5, 5).map(days)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    first = draw(DAYS)
    last = draw(st.none() | st.integers(0, 5).map(lambda more: first + timedelta(days=more)))
    return first, last


@st.composite
def holdings(draw: st.DrawFn) -> Holding:
    first, last = draw(spans())
    return Holding(draw(FUNCTIONS), draw(PEOPLE), draw(st.sampled_from(Place)), draw(st.integers(1, 3)), first, last)


@st.composite
def absences(draw: st.DrawFn) -> Absence:
    first, last = draw(spans())
    part = draw(st.sampled_from(Part))
    return Absence(draw(PEOPLE), first, first if part is not Part.WHOLE else last or first, part)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    first, last = draw(spans())
    return Claim(draw(FUNCTIONS), draw(st.sampled_from(Standing)), first, last)


HELD, AWAY, CLAIMED = st.lists(holdings(), max_size=8), st.lists(absences(), max_size=6), st.lists(claims(), max_size=8)
MAPPED = st.none() | st.just(LONG_AGO)


@given(HELD, AWAY)
def test_whoever_answers_is_in_office_and_not_away(held: list[Holding], away: list[Absence]) -> None:
    for function, found in presences(held, away, on=TUESDAY).items():
        for person in people(found):
            assert not any(one.person == person and one.on(TUESDAY) and one.part is Part.WHOLE for one in away)
            assert any(
                one.function == function and one.person == person and one.valid_from <= TUESDAY
                and (one.valid_to is None or one.valid_to >= TUESDAY)
                for one in held
            )  # fmt: skip


@given(HELD, AWAY, st.randoms())
def test_the_order_of_the_rows_decides_nothing(held: list[Holding], away: list[Absence], chance: object) -> None:
    before = presences(held, away, on=TUESDAY)
    assert presences(held[::-1], away[::-1], on=TUESDAY) == before


@given(HELD, AWAY)
def test_an_absence_ends_no_function(held: list[Holding], away: list[Absence]) -> None:
    here, gone = presences(held, [], on=TUESDAY), presences(held, away, on=TUESDAY)
    for function, found in here.items():
        assert {*people(found)} == {*people(gone[function]), *gone[function].away}


@given(CLAIMED, HELD, AWAY, MAPPED)
def test_covered_means_that_somebody_is_there(
    claimed: list[Claim], held: list[Holding], away: list[Absence], mapped: date | None
) -> None:
    behind = presences(held, away, on=TUESDAY)
    found = answer(claimed, behind, on=TUESDAY, mapped_since=mapped)
    helping = {
        one.function
        for one in claimed
        if one.in_force(TUESDAY)
        and one.standing is Standing.CONFIRMED
        and behind.get(one.function, Presence()).reachable
    }
    assert set(found.functions) == helping
    assert (found.verdict is Verdict.COVERED) == bool(helping)
    assert found.reasons


@given(CLAIMED, claims(), HELD, AWAY, MAPPED)
def test_one_more_coverage_never_takes_help_away(
    claimed: list[Claim], more: Claim, held: list[Holding], away: list[Absence], mapped: date | None
) -> None:
    behind = presences(held, away, on=TUESDAY)
    before = answer(claimed, behind, on=TUESDAY, mapped_since=mapped)
    after = answer([*claimed, more], behind, on=TUESDAY, mapped_since=mapped)
    assert set(before.functions) <= set(after.functions)


@given(CLAIMED, HELD, AWAY, MAPPED)
def test_neither_order_nor_repetition_nor_what_is_over_changes_the_verdict(
    claimed: list[Claim], held: list[Holding], away: list[Absence], mapped: date | None
) -> None:
    behind = presences(held, away, on=TUESDAY)
    found = answer(claimed, behind, on=TUESDAY, mapped_since=mapped)
    assert answer([*claimed[::-1], *claimed], behind, on=TUESDAY, mapped_since=mapped) == found
    now = [one for one in claimed if one.in_force(TUESDAY)]
    assert answer(now, behind, on=TUESDAY, mapped_since=mapped).verdict is found.verdict


NEEDS = ("finans", "regler", "tull")
PLACES = ("1380", "1384", "1401")


def cell_by_cell(
    claimed: Sequence[tuple[str, Claim]], masks: dict[int, int], behind: dict[int, Presence], mapped: set[str]
) -> dict[tuple[str, str], Verdict]:
    return {
        (place, need): answer(
            [claim for where, claim in claimed if where == place and masks.get(claim.function, 0) >> bit & 1],
            behind,
            on=TUESDAY,
            mapped_since=LONG_AGO if place in mapped else None,
        ).verdict
        for place in PLACES
        for bit, need in enumerate(NEEDS)
    }


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), claims()), max_size=12),
    st.lists(st.tuples(FUNCTIONS, st.sampled_from((*NEEDS, "annat"))), max_size=10),
    HELD,
    AWAY,
    st.sets(st.sampled_from(PLACES)),
)
def test_the_map_says_in_every_cell_what_a_single_question_would(
    claimed: list[tuple[str, Claim]],
    skills: list[tuple[int, str]],
    held: list[Holding],
    away: list[Absence],
    mapped: set[str],
) -> None:
    behind = presences(held, away, on=TUESDAY)
    masks = need_masks(NEEDS, skills)
    whole: CoverageMap = coverage_map(
        needs=NEEDS,
        municipalities=PLACES,
        mapped=mapped,
        rows=[MapRow(place, one.function, one.standing) for place, one in claimed if one.in_force(TUESDAY)],
        masks=masks,
        reachable={function for function, found in behind.items() if found.reachable},
    )
    singly = cell_by_cell(claimed, masks, behind, mapped)
    assert {(place, need): whole.verdict(place, need) for place in PLACES for need in NEEDS} == singly
    assert set(whole.holes()) == {cell for cell, verdict in singly.items() if verdict is Verdict.HOLE}
    for place in PLACES:
        assert whole.count(place) == {
            verdict: sum(singly[place, need] is verdict for need in NEEDS) for verdict in Verdict
        }
