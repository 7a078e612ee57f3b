"""A calendar that cannot keep a promise of one working day is refused, with the reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from endorr.worktime import (
    BUILT_IN,
    Calendar,
    CalendarRefusedError,
    Change,
    Override,
    refusals,
    require_promise,
    windows,
)
from endorr.worktime.hours import week

TODAY = date(2026, 11, 17)
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def with_hours(*texts: str) -> Calendar:
    return Calendar("door", hours=week(dict.fromkeys(WORKDAYS, texts)))


def closed(first: date, count: int, **fields: object) -> Calendar:
    overrides = tuple(Override(first + timedelta(days=ahead), Change.CLOSED, "Stängt") for ahead in range(count))
    return replace(BUILT_IN["SE"], overrides=overrides, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("today", [date(1990, 1, 1), TODAY, date(2099, 11, 26)])
def test_the_built_in_calendars_keep_their_promise(name: str, today: date) -> None:
    assert refusals(BUILT_IN[name], today) == ()
    assert require_promise(BUILT_IN[name], today) is BUILT_IN[name]


def test_an_hour_in_the_office_is_enough_and_59_minutes_are_not() -> None:
    assert refusals(with_hours("09:00-10:00"), TODAY) == ()
    (refusal,) = refusals(with_hours("09:00-09:59"), TODAY)
    assert refusal.day == TODAY
    assert refusal.en == "From 2026-11-17 24 working-day hours hold only 59 office minutes; 60 are needed."
    assert refusal.sv == "Från 2026-11-17 rymmer ett arbetsdygn bara 59 minuter kontorstid; minst 60 behövs."


def test_two_short_windows_add_up() -> None:
    assert refusals(with_hours("09:00-09:30", "13:00-13:30"), TODAY) == ()


def test_hours_that_move_from_day_to_day_can_leave_a_gap() -> None:
    # Thursday afternoon after 10.00 until Friday before 14.00 is a whole working day with nobody there.
    moving = Calendar("door", hours=week({**dict.fromkeys(WORKDAYS, ("09:00-10:00",)), "fri": ["14:00-15:00"]}))
    (refusal,) = refusals(moving, TODAY)
    assert refusal.day == date(2026, 11, 19)
    assert "0 minuter" in refusal.sv


def test_one_thin_day_is_found_however_far_ahead() -> None:
    thin = (
        BUILT_IN["SE"]
        .with_hours_on(date(2031, 3, 5), windows("16:00-16:30"))
        .with_hours_on(date(2031, 3, 6), windows("16:10-16:30"))
    )
    (refusal,) = refusals(thin, TODAY)
    # From Tuesday's closing on there is only Wednesday's half hour.
    assert refusal.day == date(2031, 3, 4)
    assert "30 office minutes" in refusal.en


def test_a_thin_day_of_the_past_is_forgiven() -> None:
    thin = BUILT_IN["SE"].with_hours_on(date(2026, 11, 16), windows("16:25-16:30"))
    assert refusals(thin, TODAY) == ()
    assert [refusal.day for refusal in refusals(thin, date(2026, 11, 13))] == [date(2026, 11, 13)]


def test_fourteen_days_of_rest_are_allowed_and_fifteen_are_not() -> None:
    # From Monday 23 November: ten days reach into the second week, thirteen over its weekend.
    assert refusals(closed(date(2026, 11, 23), 10), TODAY) == ()
    (refusal,) = refusals(closed(date(2026, 11, 23), 13), TODAY)
    assert refusal.day == date(2026, 11, 21)
    assert refusal.en == "From 2026-11-21 there are 16 days without a working day; under 15 may pass."
    assert refusal.sv == "Från 2026-11-21 går 16 dagar utan en arbetsdag; färre än 15 är tillåtet."


def test_the_fifteenth_day_decides() -> None:
    hours = week(dict.fromkeys((*WORKDAYS, "sat", "sun"), ("08:00-16:00",)))
    always = {"weekdays": (1, 2, 3, 4, 5, 6, 7), "days": "none", "hours": hours}
    assert refusals(closed(date(2026, 12, 1), 14, **always), TODAY) == ()
    (refusal,) = refusals(closed(date(2026, 12, 1), 15, **always), TODAY)
    assert refusal.day == date(2026, 12, 1)
    assert "15 days" in refusal.en


def test_a_calendar_must_reach_four_hundred_days_ahead() -> None:
    until = TODAY + timedelta(days=400)
    assert refusals(replace(BUILT_IN["SE"], covers_until=until), TODAY) == ()
    (refusal,) = refusals(replace(BUILT_IN["SE"], covers_until=until - timedelta(days=1)), TODAY)
    assert refusal.day == date(2027, 12, 21)
    assert refusal.en == "The calendar ends on 2027-12-21 but must reach 400 days ahead, to 2027-12-22."
    assert refusal.sv == "Kalendern gäller bara till 2027-12-21, men måste gälla 400 dagar framåt, till 2027-12-22."


def test_what_lies_after_its_end_is_not_judged() -> None:
    late = closed(date(2029, 1, 1), 60, covers_until=date(2028, 12, 31))
    assert refusals(late, TODAY) == ()
    assert refusals(replace(late, covers_until=date(2029, 12, 31)), TODAY) != ()


def test_a_calendar_with_no_working_day_is_refused_and_not_searched_for_ever() -> None:
    never = Calendar("never", weekdays=())
    (refusal,) = refusals(never, TODAY)
    assert "days without a working day" in refusal.en


def test_the_refusal_says_which_calendar_and_every_reason() -> None:
    empty = Calendar("empty", version=7, hours=week({}), covers_until=date(2027, 1, 1))
    with pytest.raises(
        CalendarRefusedError, match=r"calendar empty version 7: .*400 days.*only 0 office minutes"
    ) as caught:
        require_promise(empty, TODAY)
    assert len(caught.value.refusals) == 2
