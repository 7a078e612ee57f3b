"""Calendars are values: what they hold, how they change, and what they refuse."""

import json
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest
from tests.worktime.oddities import ODD

from endorr.worktime import (
    BUILT_IN,
    Calendar,
    CalendarError,
    Change,
    Override,
    Season,
    UnknownCalendarError,
    Window,
    calendar,
    week,
    windows,
)
from endorr.worktime.hours import clock_of, minute_of, month_day, week_as_dict

EIGHT_TO_HALF_PAST_FOUR = ["08:00-16:30"]


def hours_on(found: Calendar, day: date) -> list[str]:
    return [str(window) for window in found.office_hours(day)]


def test_the_built_in_calendars_by_id() -> None:
    assert list(BUILT_IN) == ["SE", "SE-fullhalf", "SE-region-klam", "SE-7d", "SE-open-eve", "SE-statutory", "FI"]
    assert calendar() is calendar("SE") is BUILT_IN["SE"]
    assert calendar(ODD["lunch"]) is ODD["lunch"]
    with pytest.raises(UnknownCalendarError, match="no calendar 'NO'; built in are SE, SE-fullhalf"):
        calendar("NO")


@pytest.mark.parametrize("found", [*BUILT_IN.values(), *ODD.values()], ids=lambda found: found.id)
def test_a_calendar_is_the_same_after_a_journey_through_json(found: Calendar) -> None:
    assert Calendar.from_dict(json.loads(json.dumps(found.as_dict()))) == found


def test_what_is_left_out_takes_its_default() -> None:
    found = Calendar.from_dict({"id": "door"})
    assert found == Calendar("door")
    assert hours_on(found, date(2026, 11, 17)) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(found, date(2026, 10, 30)) == EIGHT_TO_HALF_PAST_FOUR
    assert (found.version, found.zone, found.covers_until) == (1, "Europe/Stockholm", date(2100, 12, 31))


def test_a_calendar_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        BUILT_IN["SE"].version = 2  # type: ignore[misc]


def test_every_change_makes_the_next_version() -> None:
    day = date(2026, 5, 15)
    closed = BUILT_IN["SE"].closed_on(day, "Klämdag")
    short = closed.with_hours_on(day, windows("10:00-12:00"))
    back = short.without_override(day)
    assert [found.version for found in (BUILT_IN["SE"], closed, short, back)] == [1, 2, 3, 4]
    assert [found.is_working_day(day) for found in (closed, short, back)] == [False, True, True]
    assert [hours_on(found, day) for found in (closed, short, back)] == [[], ["10:00-12:00"], EIGHT_TO_HALF_PAST_FOUR]
    assert closed.override(day) == Override(day, Change.CLOSED, "Klämdag")
    assert back.override(day) is None
    assert back.changed(version=1) == BUILT_IN["SE"]
    assert len(closed.closed_on(date(2026, 1, 2)).overrides) == 2


def test_equal_calendars_are_equal_however_they_were_written() -> None:
    one = Calendar("door", weekdays=(5, 1, 2, 2), overrides=(_closed(2), _closed(1)))
    other = Calendar("door", weekdays=(1, 2, 5), overrides=(_closed(1), _closed(2)))
    assert one == other
    assert hash(one) == hash(other)
    assert Calendar("door", hours=((Window(780, 990), Window(480, 720)),) * 7).hours[0] == windows(
        "08:00-12:00", "13:00-16:30"
    )


def _closed(day: int) -> Override:
    return Override(date(2026, 12, day), Change.CLOSED)


def test_an_opened_day_has_the_hours_given_or_those_of_a_working_day() -> None:
    saturday, holiday = date(2026, 11, 28), date(2026, 5, 1)
    se = BUILT_IN["SE"]
    assert hours_on(se.opened_on(saturday, "Öppet hus", hours=windows("10:00-14:00")), saturday) == ["10:00-14:00"]
    assert hours_on(se.opened_on(saturday), saturday) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(se.opened_on(holiday), holiday) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(Calendar("never-in", hours=week({})).opened_on(saturday), saturday) == []


def test_other_hours_do_not_open_a_closed_day() -> None:
    sunday = date(2026, 11, 29)
    found = BUILT_IN["SE"].with_hours_on(sunday, windows("10:00-12:00"))
    assert not found.is_working_day(sunday)
    assert hours_on(found, sunday) == []


def test_half_days_cut_the_usual_hours_but_not_those_decided_for_the_date() -> None:
    maundy = date(2026, 4, 2)
    se = BUILT_IN["SE"]
    assert hours_on(se, maundy) == ["08:00-12:00"]
    assert hours_on(BUILT_IN["SE-fullhalf"], maundy) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(se.with_hours_on(maundy, windows("08:00-15:00")), maundy) == ["08:00-15:00"]
    assert hours_on(ODD["lunch"], maundy) == ["08:10-11:55"]
    assert hours_on(BUILT_IN["SE"].changed(half_day_close=8 * 60), maundy) == []
    assert hours_on(BUILT_IN["FI"], maundy) == EIGHT_TO_HALF_PAST_FOUR


def test_seasons_have_a_week_of_their_own_and_may_span_new_year() -> None:
    found = ODD["seasons"]
    assert hours_on(found, date(2026, 6, 12)) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(found, date(2026, 6, 15)) == ["09:00-15:00"]
    assert hours_on(found, date(2026, 8, 14)) == ["09:00-15:00"]
    assert hours_on(found, date(2026, 8, 17)) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(found, date(2026, 12, 18)) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(found, date(2026, 12, 21)) == hours_on(found, date(2027, 1, 7)) == ["10:00-12:00"]
    assert hours_on(found, date(2027, 1, 8)) == EIGHT_TO_HALF_PAST_FOUR
    assert hours_on(found, date(2027, 1, 5)) == ["10:00-11:00"]


def test_a_season_includes_both_its_ends() -> None:
    summer, yule = ODD["seasons"].seasons
    assert [date(2026, 6, 14) in summer, date(2026, 6, 15) in summer] == [False, True]
    assert [date(2026, 8, 15) in summer, date(2026, 8, 16) in summer] == [True, False]
    assert [date(2026, 12, 19) in yule, date(2026, 12, 20) in yule] == [False, True]
    assert [date(2026, 1, 7) in yule, date(2026, 1, 8) in yule] == [True, False]
    assert date(2026, 6, 15) in Season((6, 15), (6, 15), week({}))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "id: a calendar needs one"),
        ({"id": ""}, "id: '' must be 1 to 64"),
        ({"id": "a b"}, "id: 'a b' must be"),
        ({"id": "a" * 65}, "must be 1 to 64"),
        ({"id": 3}, "3 should be text"),
        ({"id": "x", "version": 0}, "version: 0 must be 1 or more"),
        ({"id": "x", "version": True}, "True should be a whole number"),
        ({"id": "x", "days": "NO"}, "days: 'NO' is not one of SE, SE-statutory, FI, none"),
        ({"id": "x", "zone": "Stockholm"}, "zone: 'Stockholm' is not the name of a time zone"),
        ({"id": "x", "weekdays": [0]}, "weekdays: must be numbers from 1"),
        ({"id": "x", "weekdays": [8]}, "weekdays: must be numbers from 1"),
        ({"id": "x", "weekdays": 5}, "not made of the expected values"),
        ({"id": "x", "hours": {"måndag": []}}, "hours: 'måndag' is not one of mon, tue"),
        ({"id": "x", "hours": {"mon": ["08.00-16.30"]}}, "'08.00' is not a time of day"),
        ({"id": "x", "hours": {"mon": ["08:00"]}}, "'08:00' is not office hours such as"),
        ({"id": "x", "hours": {"mon": ["16:00-08:00"]}}, "do not open before they close"),
        ({"id": "x", "hours": {"mon": ["08:00-08:00"]}}, "do not open before they close"),
        ({"id": "x", "hours": {"mon": ["08:00-24:01"]}}, "'24:01' is not a time of day"),
        ({"id": "x", "hours": {"mon": ["08:60-09:00"]}}, "'08:60' is not a time of day"),
        ({"id": "x", "hours": {"mon": ["08:00-12:00", "11:59-16:00"]}}, "08:00-12:00 and 11:59-16:00 overlap or meet"),
        ({"id": "x", "hours": {"mon": ["08:00-12:00", "12:00-16:00"]}}, "overlap or meet: write them as one"),
        ({"id": "x", "hours": []}, "not made of the expected values"),
        ({"id": "x", "half_day_close": "noon"}, "'noon' is not a time of day"),
        ({"id": "x", "seasons": [{"from": "02-30", "to": "03-01", "hours": {}}]}, "'02-30' is not a date of the year"),
        ({"id": "x", "seasons": [{"from": "6-1", "to": "03-01", "hours": {}}]}, "'6-1' is not a date of the year"),
        ({"id": "x", "seasons": [{"to": "03-01", "hours": {}}]}, "not made of the expected values: 'from'"),
        ({"id": "x", "overrides": [{"date": "2026-13-01", "change": "closed"}]}, "'2026-13-01' is not a date such as"),
        (
            {"id": "x", "overrides": [{"date": "2026-12-01", "change": "shut"}]},
            "'shut' is not one of closed, opened, hours",
        ),
        ({"id": "x", "overrides": [{"date": "2026-12-01", "change": "hours"}]}, "2026-12-01 needs the office hours"),
        (
            {"id": "x", "overrides": [{"date": "2026-12-01", "change": "closed", "hours": ["08:00-09:00"]}]},
            "2026-12-01 is closed and so can have no office hours",
        ),
        (
            {"id": "x", "overrides": [{"date": "2026-12-01", "change": "closed"}] * 2},
            "overrides: 2026-12-01 is decided twice",
        ),
        ({"id": "x", "overrides": [{"date": "1989-12-31", "change": "closed"}]}, "1989-12-31 lies outside the years"),
        ({"id": "x", "covers_until": "2101-01-01"}, "2101-01-01 lies outside the years 1990-2100"),
        ({"id": "x", "holidays": []}, "'holidays' is not a field of a calendar"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(values: dict[str, Any], told: str) -> None:
    with pytest.raises(CalendarError) as caught:
        Calendar.from_dict(values)
    assert told in str(caught.value)


def test_a_week_has_seven_days_and_a_half_day_ends_within_it() -> None:
    with pytest.raises(CalendarError, match="hours: a week has seven days"):
        Calendar("door", hours=((),) * 6)
    for minute in (-1, 1441):
        with pytest.raises(CalendarError, match="half_day_close"):
            Calendar("door", half_day_close=minute)
    assert Calendar("door", half_day_close=1440).half_day_close == 1440
    assert Calendar("door", half_day_close=0).as_dict()["half_day_close"] == "00:00"


def test_times_of_day_and_of_the_year() -> None:
    assert [minute_of("00:00"), minute_of("08:05"), minute_of("24:00")] == [0, 485, 1440]
    assert [clock_of(0), clock_of(485), clock_of(1440)] == ["00:00", "08:05", "24:00"]
    assert month_day("02-29") == (2, 29)
    assert week_as_dict(week({"sun": ["10:00-12:00"]})) == {"sun": ["10:00-12:00"]}
    with pytest.raises(CalendarError, match="-1-5 do not open"):
        Window(-1, 5)


def test_the_first_and_the_last_day_can_be_decided() -> None:
    found = Calendar("door").closed_on(date(1990, 1, 2)).closed_on(date(2100, 12, 31))
    assert [override.day.year for override in found.overrides] == [1990, 2100]


def test_a_door_may_decide_about_the_first_and_the_last_day_there_is_and_none_beyond() -> None:
    for day in (date(1990, 1, 1), date(2100, 12, 31)):
        assert not Calendar("door").closed_on(day).is_working_day(day)
    for day in (date(1989, 12, 31), date(2101, 1, 1)):
        with pytest.raises(CalendarError, match="lies outside the years 1990-2100"):
            Calendar("door").closed_on(day)
