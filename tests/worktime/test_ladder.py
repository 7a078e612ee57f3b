"""Who is reminded and when: stories from a week at the door, by the ordinary Swedish calendar unless told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worktime.oddities import ODD, at
from tests.worktime.test_properties import EVERY, STEADY, moments

from endorr import worktime
from endorr.worktime import Calendar, Step, ladder
from endorr.worktime.hours import week

# Calendars that would not be refused, without working days that have 23 or 25 hours.
KEEPING = [name for name in STEADY if not worktime.refusals(EVERY[name], date(1990, 1, 1))]


def told(received: datetime, calendar: Calendar | str = "SE") -> list[tuple[str, list[str]]]:
    shown = [(worktime.wall_clock(rung.at, calendar), rung.steps) for rung in ladder(received, calendar)]
    return [(f"{wall:%a %H:%M}", [step.value for step in steps]) for wall, steps in shown]


def test_an_ordinary_tuesday_morning() -> None:
    # Half of the day is gone at 21.40, the three quarters at 03.40: both wait for Wednesday morning.
    # But from 08.00 only 100 office minutes remain to 09.40, so both go back to the last moment of Tuesday.
    assert told(at("2026-11-17T09:40")) == [
        ("Tue 16:30", ["duty", "lead"]),
        ("Wed 08:40", ["last_call"]),
        ("Wed 09:40", ["tell_company", "missed", "ask_reason"]),
    ]


def test_a_tuesday_afternoon_leaves_room_the_next_morning() -> None:
    assert told(at("2026-11-17T14:20")) == [
        ("Wed 08:00", ["duty"]),
        ("Wed 08:20", ["lead"]),
        ("Wed 13:20", ["last_call"]),
        ("Wed 14:20", ["tell_company", "missed", "ask_reason"]),
    ]


def test_exactly_120_office_minutes_are_room_enough() -> None:
    assert told(at("2026-11-17T10:00"))[0] == ("Wed 08:00", ["duty", "lead"])
    assert told(at("2026-11-17T09:59"))[0] == ("Tue 16:30", ["duty", "lead"])


def test_nobody_is_reminded_during_the_weekend() -> None:
    assert told(at("2026-11-21T12:00")) == [
        ("Mon 12:00", ["duty"]),
        ("Mon 15:30", ["last_call"]),
        ("Mon 16:30", ["lead", "tell_company"]),
        ("Tue 00:00", ["missed"]),
        ("Tue 08:00", ["ask_reason"]),
    ]


def test_a_friday_evening_is_reminded_of_on_monday() -> None:
    assert told(at("2026-11-20T17:00")) == [
        ("Mon 08:00", ["duty"]),
        ("Mon 11:00", ["lead"]),
        ("Mon 15:30", ["last_call"]),
        ("Mon 16:30", ["tell_company"]),
        ("Mon 17:00", ["missed"]),
        ("Tue 08:00", ["ask_reason"]),
    ]


def test_the_last_call_counts_office_minutes_over_the_night() -> None:
    rungs = told(at("2026-11-17T08:20"))
    assert ("Tue 15:50", ["last_call"]) in rungs


def test_an_hour_before_act_by_may_be_the_opening_itself() -> None:
    assert ("Wed 08:00", ["last_call"]) in told(at("2026-11-17T09:00"))


def test_nobody_is_reminded_of_a_question_that_has_not_come() -> None:
    # One short window on Monday: the last office moment before would be on Friday, long before the question.
    short = Calendar("short", hours=week(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("13:00-14:30",))))
    assert told(at("2026-11-21T12:00"), short)[0] == ("Mon 13:00", ["duty"])
    assert told(at("2026-11-23T14:00"), short)[0] == ("Mon 14:30", ["duty", "lead"])


def test_lunch_is_not_a_time_for_reminders() -> None:
    # Half is used at 12.30 on Monday, in the lunch hour; afternoon opens at 13.00 with more than two hours left.
    rungs = told(at("2026-11-23T00:30"), ODD["lunch"])
    assert rungs[0] == ("Mon 13:00", ["duty"])


def test_the_next_rung_is_the_first_still_to_come() -> None:
    asked = at("2026-11-20T17:00")
    first, second, *_, last = ladder(asked)
    assert worktime.next_rung(asked, asked) == first
    assert worktime.next_rung(asked, first.at) == second
    assert worktime.next_rung(asked, last.at - timedelta(seconds=1)) == last
    assert worktime.next_rung(asked, last.at) is None


def test_office_minutes_left_are_what_a_queue_shows() -> None:
    assert worktime.office_time_left(at("2026-11-20T15:30"), at("2026-11-23T08:20")) == 80
    assert worktime.office_time_left(at("2026-11-20T16:29:30"), at("2026-11-23T08:00")) == 0
    assert worktime.office_time_left(at("2026-11-23T08:20"), at("2026-11-20T15:30")) == 0


@settings(deadline=None, max_examples=300)
@given(moments, st.sampled_from(KEEPING))
def test_every_step_is_taken_once_in_office_hours_and_in_time(received: datetime, name: str) -> None:
    calendar = EVERY[name]
    promise = worktime.promise(received, calendar)
    rungs = ladder(received, calendar)
    at_of = {step: rung.at for rung in rungs for step in rung.steps}
    assert sorted(at_of) == sorted(Step)
    assert sum(len(rung.steps) for rung in rungs) == len(Step)
    assert [rung.at for rung in rungs] == sorted({rung.at for rung in rungs})
    assert at_of[Step.TELL_COMPANY] == promise.act_by
    assert at_of[Step.MISSED] == promise.due <= at_of[Step.ASK_REASON]
    for step in (Step.DUTY, Step.LEAD, Step.LAST_CALL):
        assert received.replace(microsecond=0) <= at_of[step] <= promise.act_by
    for step in set(Step) - {Step.MISSED}:
        wall = worktime.wall_clock(at_of[step], calendar)
        minutes = wall.hour * 60 + wall.minute + wall.second / 60
        before = worktime.wall_clock(at_of[step] - timedelta(days=1), calendar)
        assert any(hours.opens <= minutes <= hours.closes for hours in calendar.office_hours(wall.date())) or (
            minutes == 0 and any(hours.closes == 1440 for hours in calendar.office_hours(before.date()))
        )


@pytest.mark.parametrize("name", sorted(EVERY))
def test_no_calendar_makes_the_ladder_stumble(name: str) -> None:
    for hours in range(0, 24 * 60, 7):
        rungs = ladder(datetime(2026, 10, 1, tzinfo=UTC) + timedelta(hours=hours), EVERY[name])
        assert sum(len(rung.steps) for rung in rungs) == len(Step)
