"""What a door may decide about its own days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from endorr.calendars.rules import NOTICE, differences, objections
from endorr.worktime import Calendar, calendar, windows

TODAY = date(2026, 11, 17)
DOOR = calendar("SE").changed(id="dorren", half_day_close=None, version=1)


def said(before: Calendar | None, after: Calendar) -> str:
    return " ".join(one.sv for one in objections(before, after, today=TODAY))


def test_a_bridging_day_can_be_closed_when_it_is_told_in_time() -> None:
    assert said(DOOR, DOOR.closed_on(date(2027, 5, 7), "klämdag")) == ""


def test_a_working_day_next_week_cannot_be_closed() -> None:
    refused = said(DOOR, DOOR.closed_on(date(2026, 11, 27), "planeringsdag"))
    assert "minst 14 dagar" in refused
    assert "2026-11-27" in refused


@settings(max_examples=25)
@given(st.integers(min_value=0, max_value=60))
def test_fourteen_days_is_the_line(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    if DOOR.is_working_day(day):
        assert bool(said(DOOR, DOOR.closed_on(day))) == (timedelta(days=ahead) < NOTICE)


def test_a_day_may_open_at_once() -> None:
    assert said(DOOR, DOOR.opened_on(date(2026, 11, 21), "mässlördag", hours=windows("10:00-14:00"))) == ""


def test_what_has_been_stays() -> None:
    assert "redan varit" in said(DOOR, DOOR.opened_on(date(2026, 11, 14), "för sent"))


def test_an_earlier_decision_can_be_taken_back_unless_it_closes_a_day_too_late() -> None:
    opened = DOOR.opened_on(date(2026, 11, 21), "mässlördag", hours=windows("10:00-14:00"))
    assert "minst 14 dagar" in said(opened, opened.without_override(date(2026, 11, 21)))
    closed = DOOR.closed_on(date(2027, 1, 7), "inventering")
    assert said(closed, closed.without_override(date(2027, 1, 7))) == ""


def test_a_calendar_that_cannot_keep_the_promise_is_refused_with_the_reason() -> None:
    hours = (windows("08:00-08:10"),) * 5 + ((), ())
    assert "minuter kontorstid" in said(DOOR, DOOR.changed(hours=hours))
    assert "400 dagar framåt" in said(None, DOOR.changed(covers_until=date(2027, 6, 30)))


def test_the_history_names_what_changed() -> None:
    after = DOOR.with_hours_on(date(2026, 12, 23), windows("08:00-12:00"), "dan före dopparedan")
    assert differences(DOOR, after) == ("overrides 2026-12-23",)
    assert differences(DOOR, DOOR.changed(name="Norra dörren")) == ("name",)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_objection_speaks_the_readers_language(language: str) -> None:
    (one,) = objections(DOOR, DOOR.closed_on(date(2026, 11, 27)), today=TODAY)
    assert ("notice" in one.text(language)) == (language == "en")
