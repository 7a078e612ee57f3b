"""Rule 18: what is counted, what it stands on, and what a small count may not tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from endorr import worktime
from endorr.cases.figures.rules import LEAST, Figures, Measure, Tally, Told, Try, counted, figures, hours_between, shown
from endorr.cases.rules import Evidence, Outcome, Way

FRIDAY = datetime(2026, 11, 13, 14, 30, tzinfo=UTC)  # 15.30 on the wall
MONDAY = FRIDAY + timedelta(days=3)


def question(**told: Any) -> Told:
    return Told(**{"received": FRIDAY, "due": MONDAY, **told})


def reached(at: datetime, evidence: Evidence = Evidence.STATED, **told: Any) -> Told:
    return question(
        contacted_at=at, evidence=evidence, hours=hours_between(FRIDAY, at, worktime.calendar("SE")), **told
    )


def of(*questions: Told) -> Figures:
    return figures(counted(questions))


def test_a_share_says_of_how_many_and_what_each_contact_stands_on() -> None:
    told = of(
        reached(MONDAY, Evidence.CONFIRMED),  # to the second: kept
        reached(MONDAY - timedelta(hours=1), Evidence.SENT),
        reached(MONDAY - timedelta(hours=2), Evidence.STATED),
        reached(MONDAY + timedelta(seconds=1), Evidence.CONFIRMED),  # a second late: missed
        question(),
    )
    assert (told.in_time.count, told.in_time.of) == (3, 5)
    assert (told.in_time.confirmed, told.in_time.sent, told.in_time.stated) == (1, 1, 1)
    assert told.missed == 2
    assert told.in_time.share == 0.6


def test_hours_are_the_working_days_and_friday_to_monday_is_one_day() -> None:
    told = of(*[reached(FRIDAY + timedelta(minutes=30))] * 8, reached(MONDAY), question())
    assert told.median == 0.5
    assert told.p90 == 24.0


def test_whom_nobody_reached_has_waited_longest_of_all() -> None:
    told = of(reached(FRIDAY + timedelta(hours=1)), question(), question())
    assert told.median is None
    assert of(reached(FRIDAY + timedelta(hours=1)), reached(FRIDAY + timedelta(hours=1)), question()).median == 1.0


def test_the_stricter_line_goes_by_the_clock_on_the_wall() -> None:
    told = of(reached(FRIDAY + timedelta(hours=24)), reached(MONDAY))
    assert told.in_time.count == 2
    assert told.on_the_wall.count == 1


def test_right_person_is_what_the_company_says_and_else_that_nobody_passed_it_on() -> None:
    told = of(
        reached(MONDAY, right_person=True, moved_on=True),
        reached(MONDAY, right_person=False),
        reached(MONDAY),
        reached(MONDAY, moved_on=True),
        reached(MONDAY + timedelta(hours=1), right_person=True),  # the right one, too late
    )
    assert (told.right_person.confirmed, told.right_person.stated, told.right_person.of) == (1, 1, 5)


def test_helped_within_the_day_is_confirmed_only_by_the_company() -> None:
    soon, late = MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=1)
    helped: dict[str, Any] = {"outcome": Outcome.HELPED}
    told = of(
        reached(soon, closed_at=soon, closed_by_company=True, **helped),
        reached(soon, helped_in_time=True),
        reached(soon, closed_at=soon, **helped),
        reached(soon, closed_at=soon, helped_in_time=False, **helped),
        reached(soon, closed_at=late, **helped),
        reached(soon, closed_at=soon, outcome=Outcome.SIGNPOSTED),
    )
    assert (told.helped.confirmed, told.helped.stated) == (2, 1)


def test_two_tries_on_two_channels_in_time_are_kept_by_attempt_and_shown_apart() -> None:
    call, mail = Try(MONDAY - timedelta(hours=2), Way.CALL), Try(MONDAY, Way.MESSAGE)
    told = of(
        question(tries=(call, mail)),
        question(tries=(call, call)),
        question(tries=(call, Try(MONDAY + timedelta(seconds=1), Way.MESSAGE))),
    )
    assert (told.by_attempt, told.missed, told.in_time.count) == (1, 2, 0)


def test_a_question_the_company_took_back_in_time_is_no_promise_to_judge() -> None:
    before, after = MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=1)
    told = of(
        question(outcome=Outcome.WITHDRAWN, closed_at=before), question(outcome=Outcome.WITHDRAWN, closed_at=after)
    )
    assert (told.promises, told.withdrawn, told.missed) == (1, 1, 1)


@given(st.lists(st.sampled_from(list(Measure)), max_size=40), st.integers(0, 40))
def test_tallies_add_up_in_any_order(measures: list[Measure], cut: int) -> None:
    one, other = (
        Tally({measure.value: part.count(measure) for measure in part}) for part in (measures[:cut], measures[cut:])
    )
    assert (one + other).promises == (other + one).promises == one.promises + other.promises


@given(st.lists(st.integers(0, 30), max_size=12))
def test_no_small_count_is_shown_and_none_follows_from_the_total(counts: list[int]) -> None:
    may, total = shown(counts)
    assert not [count for count, ok in zip(counts, may, strict=True) if ok and 0 < count < LEAST]
    assert total == (sum(counts) == 0 or sum(counts) >= LEAST)
    back = [count for count, ok in zip(counts, may, strict=True) if not ok]
    if total and back:
        assert len(back) >= 2
        assert sum(back) >= LEAST


def test_parts_without_small_counts_are_all_shown() -> None:
    assert shown([5, 0, 12, 6]) == ([True, True, True, True], True)


def test_the_smallest_of_the_others_goes_with_a_small_one() -> None:
    assert shown([8, 20, 1]) == ([False, True, False], True)
    assert shown([1, 2, 30, 7]) == ([False, False, True, False], True)
    assert shown([3]) == ([False], False)
