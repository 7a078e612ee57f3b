"""How other clocks broke, each told as a story at our door that must end well."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests.worktime.oddities import ODD, at

from endorr import worktime
from endorr.worktime import BUILT_IN, Calendar, NoWorkingDayError, windows
from endorr.worktime.batch import promises
from endorr.worktime.hours import week

HOUR = timedelta(hours=1)


def test_no_way_of_asking_forgets_the_calendar() -> None:
    # Elsewhere one code path used the wall and another the calendar: Friday 16.30 plus an hour was Friday 17.30.
    asked, monday = at("2026-11-20T16:30"), at("2026-11-23T16:30")
    utc = np.array([asked.astimezone(UTC).replace(tzinfo=None)], dtype="datetime64[s]")
    assert worktime.due(asked) == monday
    assert worktime.promise(asked).due == monday
    assert worktime.after(asked, 24 * HOUR) == monday
    assert worktime.explain(asked).promise.due == monday
    assert promises(utc).due[0].item() == monday.astimezone(UTC).replace(tzinfo=None)
    assert worktime.after(asked, 8 * HOUR) == at("2026-11-23T00:30")


def test_a_question_on_a_closed_day_uses_nothing_until_the_day_opens() -> None:
    # Elsewhere the time since creation was counted although the day was closed.
    asked = at("2026-11-21T12:00")
    assert worktime.share_used(asked, at("2026-11-22T23:59")) == 0.0
    assert worktime.share_used(asked, at("2026-11-23T12:00")) == 0.5
    assert worktime.share_used(asked, at("2026-11-24T12:00")) == 1.5


@pytest.mark.parametrize("asked", ["2026-11-21T03:00", "2026-11-22T23:59:59", "2026-11-17T23:30", "2026-12-25T08:00"])
def test_a_question_outside_the_calendar_gets_a_full_promise(asked: str) -> None:
    # Elsewhere such a question got a delay of nothing and was late at birth.
    moment = at(asked)
    assert worktime.working_time(moment, worktime.due(moment)) == 24 * HOUR


def test_lunch_is_no_office_hour() -> None:
    # Elsewhere a calendar had one window a day.
    due = at("2026-11-17T12:30")
    assert worktime.act_by(due, ODD["lunch"]) == at("2026-11-17T11:55")
    assert worktime.act_by(at("2026-11-17T13:00"), ODD["lunch"]) == at("2026-11-17T11:55")
    assert worktime.act_by(at("2026-11-17T13:01"), ODD["lunch"]) == at("2026-11-17T13:01")


def test_a_door_that_never_closes_acts_by_due_itself() -> None:
    for second in ("00:00:00", "00:00:01", "00:00:02", "12:00:00", "23:59:59"):
        due = at(f"2026-11-18T{second}")
        assert worktime.act_by(due, ODD["round-the-clock"]) == due
        assert worktime.promise(due, ODD["round-the-clock"]).act_by == worktime.due(due, ODD["round-the-clock"])


def test_a_weekday_may_have_many_windows() -> None:
    # Elsewhere a weekday named twice was refused, or the last one won.
    hours = week({"tue": ["15:00-16:00", "08:00-09:00", "11:00-12:00"]})
    shown = [str(window) for window in hours[1]]
    assert shown == ["08:00-09:00", "11:00-12:00", "15:00-16:00"]


def test_a_short_day_before_a_holiday_closes_early_and_moves_no_deadline() -> None:
    # Elsewhere a short day could not be told from a whole one.
    asked = at("2026-10-29T15:30")
    assert worktime.due(asked, "SE") == worktime.due(asked, "SE-fullhalf") == at("2026-10-30T15:30")
    assert worktime.promise(asked, "SE").act_by == at("2026-10-30T12:00")
    assert worktime.promise(asked, "SE-fullhalf").act_by == at("2026-10-30T15:30")


def test_part_of_a_day_may_be_closed() -> None:
    # Elsewhere a holiday was a whole day or nothing.
    course = BUILT_IN["SE"].with_hours_on(date(2026, 11, 18), windows("13:00-16:30"), "Kurs")
    assert worktime.promise(at("2026-11-17T12:00"), course).act_by == at("2026-11-17T16:30")
    assert worktime.promise(at("2026-11-17T12:00"), course).due == at("2026-11-18T12:00")


def test_a_hold_over_a_weekend_is_counted_in_working_time_only() -> None:
    # Elsewhere pause and deadline were counted in different units, and the pause was added to the start.
    held, resumed = at("2026-11-20T15:00"), at("2026-11-23T09:00")
    hold = worktime.working_time(held, resumed)
    assert hold == 18 * HOUR
    assert worktime.after(at("2026-11-23T10:00"), hold) == at("2026-11-24T04:00")


def test_holds_add_up_one_by_one() -> None:
    due = at("2026-11-20T15:00")
    twice = worktime.after(worktime.after(due, 5 * HOUR), 7 * HOUR)
    assert twice == worktime.after(due, 12 * HOUR) == at("2026-11-23T03:00")


def test_a_calendar_edited_later_moves_no_promise_already_given() -> None:
    # Elsewhere saving a calendar recalculated every running case.
    before = BUILT_IN["SE"]
    given = worktime.promise(at("2026-05-13T15:30"), before)
    after = before.closed_on(date(2026, 5, 15), "Klämdag")
    assert (given.calendar_version, after.version) == (1, 2)
    assert worktime.promise(at("2026-05-13T15:30"), before) == given
    assert worktime.due(at("2026-05-13T15:30"), after) == at("2026-05-18T15:30")
    assert given.due == at("2026-05-15T15:30")


def test_looking_back_over_a_holiday_in_another_zone_comes_to_an_end() -> None:
    # Elsewhere going backwards from a holiday in another zone never ended.
    epiphany = datetime(2026, 1, 6, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    for name, calendar in {**BUILT_IN, **ODD}.items():
        assert worktime.latest_received(epiphany, calendar) < epiphany, name
        assert worktime.act_by(epiphany, calendar) <= epiphany, name


@pytest.mark.parametrize("deed", [worktime.due, worktime.promise, worktime.ladder, worktime.explain])
def test_a_calendar_without_working_days_is_said_so_at_once(deed: type) -> None:
    # Elsewhere a calendar without a working weekday was searched for ever.
    with pytest.raises(NoWorkingDayError, match="no working day left"):
        deed(at("2026-11-17T09:40"), Calendar("never", weekdays=()))


def test_more_time_over_a_holiday_never_lands_earlier() -> None:
    # Elsewhere business hours multiplied over a holiday jumped backwards.
    start = at("2026-12-22T15:00")
    landed = [worktime.after(start, hours * HOUR) for hours in range(24 * 12)]
    assert landed == sorted(landed)
    assert len(set(landed)) == len(landed)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York", "Europe/Stockholm"])
def test_times_with_a_zone_are_welcome(zone: str) -> None:
    # Elsewhere a time that knew its zone crashed the arithmetic.
    asked = at("2026-11-17T09:40").astimezone(ZoneInfo(zone))
    assert worktime.due(asked) == at("2026-11-18T09:40")


def test_times_without_one_are_refused_and_not_guessed() -> None:
    naive = datetime.fromisoformat("2026-11-17T09:40")
    with pytest.raises(worktime.NaiveTimeError, match="no offset from UTC"):
        worktime.due(naive)


def test_the_hour_on_a_sunday_makes_no_difference() -> None:
    # Elsewhere a day added on a Sunday depended on the hour.
    dues = {worktime.due(at("2026-11-22T00:00:01") + minutes * timedelta(minutes=7)) for minutes in range(205)}
    assert dues == {at("2026-11-24T00:00")}


def test_a_second_is_not_lost_over_a_weekend() -> None:
    assert worktime.due(at("2026-11-20T23:59:59")) == at("2026-11-23T23:59:59")
    assert worktime.due(at("2026-11-20T00:00:01")) == at("2026-11-23T00:00:01")
    assert worktime.due(at("2026-11-20T00:00:00")) == at("2026-11-21T00:00:00")


def test_the_three_eves_are_closed_without_asking_for_it() -> None:
    # Elsewhere they were working days unless one knew which category to ask for.
    assert worktime.due(at("2026-06-18T14:00")) == at("2026-06-22T14:00")
    assert worktime.due(at("2026-12-23T10:00")) == at("2026-12-28T10:00")
    assert worktime.due(at("2026-12-30T10:00")) == at("2027-01-04T10:00")


def test_sundays_are_closed_though_no_list_of_holidays_names_them() -> None:
    assert all(not BUILT_IN["SE"].is_working_day(date(2026, 1, 4) + timedelta(weeks=week)) for week in range(52))


def test_a_partner_in_another_zone_does_not_move_the_promise() -> None:
    # Elsewhere a transfer restarted the clock, or left the second group no time; here only the door's calendar counts.
    asked = at("2025-09-05T13:00")
    given = worktime.promise(asked, "SE")
    assert worktime.promise(asked, "FI").due == given.due
    assert worktime.working_time(at("2025-09-05T14:00"), given.due, "FI") == 23 * HOUR


def test_doubled_and_missing_hours_have_one_meaning() -> None:
    seven = "SE-7d"
    assert worktime.due(at("2026-03-28T02:30"), seven) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert worktime.due(at("2026-10-24T02:30"), seven) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    first, second = at("2026-10-25T02:30"), at("2026-10-25T02:30").replace(fold=1)
    assert worktime.due(first, seven) == worktime.due(second, seven) == at("2026-10-26T02:30")
    assert worktime.working_time(at("2026-10-25T02:50"), second, seven) == timedelta()


def test_a_moment_no_calendar_can_name_is_refused_in_words() -> None:
    # Elsewhere the last instant a computer knows overflowed on the wall clock.
    with pytest.raises(worktime.OutOfRangeError, match="the moment asked about lies outside the years 1990-2100"):
        worktime.due(datetime.max.replace(tzinfo=UTC))
