"""What holds for every question, whenever it comes and whatever the calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.worktime.oddities import ODD

from endorr import worktime
from endorr.worktime import BUILT_IN, Calendar
from endorr.worktime.batch import promises
from endorr.worktime.hours import week

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

EVERY = {**BUILT_IN, **ODD}
# Calendars on which the days of a clock change are no working days, so that every working day has 24 hours.
STEADY = [name for name in EVERY if 7 not in EVERY[name].weekdays and name != "seasons"]
ZONES = sorted(available_timezones())

names = st.sampled_from(sorted(EVERY))
steady = st.sampled_from(sorted(STEADY))
instants = st.integers(
    int(datetime(1990, 1, 3, tzinfo=UTC).timestamp()), int(datetime(2100, 12, 25, tzinfo=UTC).timestamp())
).map(lambda second: datetime.fromtimestamp(second, UTC))
# Around the changes of the clock, where the mistakes are.
sundays = st.builds(
    lambda year, month, minutes: datetime(year, month, 25, tzinfo=UTC) + timedelta(minutes=minutes),
    st.integers(1996, 2100),
    st.sampled_from((3, 10)),
    st.integers(0, 8 * 24 * 60),
)
moments = instants | sundays

often = settings(deadline=None, max_examples=400)


@often
@given(moments, names)
def test_due_comes_after_the_question(received: datetime, name: str) -> None:
    assert worktime.due(received, EVERY[name]) > received


@often
@given(moments, st.integers(1, 5 * 86_400), steady)
def test_a_later_question_never_falls_due_earlier(received: datetime, later: int, name: str) -> None:
    calendar = EVERY[name]
    assert worktime.due(received, calendar) <= worktime.due(received + later * SECOND, calendar)


@often
@given(moments, steady)
def test_exactly_24_working_hours_pass(received: datetime, name: str) -> None:
    calendar = EVERY[name]
    due = worktime.due(received, calendar)
    assert worktime.working_time(received, due, calendar) == DAY
    assert worktime.working_time(received, due - SECOND, calendar) == DAY - SECOND
    assert worktime.share_used(received, due, calendar) == 1.0


@often
@given(moments, names)
def test_a_change_of_the_clock_costs_an_hour_at_most(received: datetime, name: str) -> None:
    calendar = EVERY[name]
    due = worktime.due(received, calendar)
    assert abs(worktime.working_time(received, due, calendar) - DAY) <= HOUR


@often
@given(moments, names, st.sampled_from(ZONES))
def test_the_zone_a_question_is_written_in_does_not_matter(received: datetime, name: str, zone: str) -> None:
    calendar = EVERY[name]
    assert worktime.promise(received.astimezone(ZoneInfo(zone)), calendar) == worktime.promise(received, calendar)


WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
OTHER_HOURS = [
    Calendar("long", hours=week(dict.fromkeys(WORKDAYS, ("00:00-24:00",)))),
    Calendar("late", hours=week(dict.fromkeys(("mon", "thu"), ("17:00-18:00", "20:15-22:00"))), half_day_close=18 * 60),
    Calendar("none", hours=week({})),
]


@often
@given(moments, st.timedeltas(timedelta(0), timedelta(days=9)), st.integers(0, 600), names)
def test_the_last_act_by_with_so_many_minutes_left_parts_those_with_fewer_from_those_with_more(
    now: datetime, ahead: timedelta, minutes: int, name: str
) -> None:
    calendar, act_by = EVERY[name], (now + ahead).replace(microsecond=0)
    within = worktime.office_time_left(now, act_by, calendar) <= minutes
    assert (act_by <= worktime.act_by_within(now, minutes, calendar)) is within


@often
@given(moments, st.sampled_from(OTHER_HOURS))
def test_office_hours_do_not_move_due(received: datetime, other: Calendar) -> None:
    assert worktime.due(received, other) == worktime.due(received, "SE")


@often
@given(moments, names)
def test_act_by_lies_between_question_and_due_if_the_office_does(received: datetime, name: str) -> None:
    calendar = EVERY[name]
    given = worktime.promise(received, calendar)
    assert given.act_by <= given.due
    if worktime.office_time_left(received, given.due, calendar) >= 1:
        assert received.replace(microsecond=0) <= given.act_by
    assert worktime.office_time_left(given.act_by, given.due, calendar) == 0


@often
@given(moments, names)
def test_act_by_is_an_office_moment(received: datetime, name: str) -> None:
    calendar = EVERY[name]
    wall = worktime.wall_clock(worktime.promise(received, calendar).act_by, calendar)
    minutes = (wall - wall.replace(hour=0, minute=0, second=0)) / timedelta(minutes=1)
    open_now = any(hours.opens < minutes <= hours.closes for hours in calendar.office_hours(wall.date()))
    midnight = minutes == 0 and any(hours.closes == 1440 for hours in calendar.office_hours(wall.date() - DAY))
    assert open_now or midnight or _just_put_forward(wall, calendar)


def _just_put_forward(wall: datetime, calendar: Calendar) -> bool:
    """Whether the clocks have just skipped to this wall time: a closing inside the gap is then this moment."""
    return worktime.from_wall_clock(wall, calendar) == worktime.from_wall_clock(wall - SECOND, calendar)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(moments, names), min_size=1, max_size=200))
def test_a_batch_answers_as_the_single_questions_do(questions: list[tuple[datetime, str]]) -> None:
    order = sorted(EVERY)
    asked = np.array([moment.replace(tzinfo=None) for moment, _ in questions], dtype="datetime64[s]")
    which = np.array([order.index(name) for _, name in questions])
    found = promises(asked, [EVERY[name] for name in order], which)
    for (moment, name), due, act_by in zip(questions, found.due.tolist(), found.act_by.tolist(), strict=True):
        single = worktime.promise(moment, EVERY[name])
        assert (single.due.replace(tzinfo=None), single.act_by.replace(tzinfo=None)) == (due, act_by)


@often
@given(moments, names)
def test_the_inverse_is_the_inverse(due_by: datetime, name: str) -> None:
    calendar = EVERY[name]
    assume(datetime(1990, 1, 20, tzinfo=UTC) < due_by < datetime(2100, 12, 20, tzinfo=UTC))
    latest = worktime.latest_received(due_by, calendar)
    assert worktime.due(latest, calendar) <= due_by < worktime.due(latest + SECOND, calendar)


@often
@given(moments, steady)
def test_the_inverse_of_a_deadline_is_no_earlier_than_its_question(received: datetime, name: str) -> None:
    calendar = EVERY[name]
    due = worktime.due(received, calendar)
    latest = worktime.latest_received(due, calendar)
    assert latest >= received
    assert worktime.due(latest, calendar) == due


@often
@given(moments, st.integers(0, 10 * 86_400), st.integers(0, 10 * 86_400), steady)
def test_working_time_is_added_as_it_is_counted(start: datetime, one: int, other: int, name: str) -> None:
    if start.year == 2100:
        return
    calendar = EVERY[name]
    there = worktime.after(start, one * SECOND, calendar)
    assert worktime.working_time(start, there, calendar) == one * SECOND
    assert worktime.after(there, other * SECOND, calendar) >= there
    both = worktime.after(start, (one + other) * SECOND, calendar)
    if other:
        assert worktime.after(there, other * SECOND, calendar) == both
    assert worktime.after(start, DAY, calendar) == worktime.due(start, calendar)


@often
@given(moments, names)
def test_a_calendar_survives_being_written_down(received: datetime, name: str) -> None:
    again = Calendar.from_dict(EVERY[name].as_dict())
    assert again == EVERY[name]
    assert hash(again) == hash(EVERY[name])


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_days_of_an_explanation_add_up(name: str) -> None:
    calendar = EVERY[name]
    for hours in range(0, 24 * 400, 31):
        asked = datetime(2026, 1, 1, tzinfo=UTC) + hours * HOUR
        explained = worktime.explain(asked, calendar)
        counted = sum((day.counted for day in explained.days), timedelta())
        assert counted == worktime.working_time(asked, explained.promise.due, calendar)
        assert all(day.reason.works or not day.counted for day in explained.days)
        dates = [day.reason.day for day in explained.days]
        assert dates == [dates[0] + timedelta(days=ahead) for ahead in range(len(dates))]


@settings(deadline=None, max_examples=100)
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), names)
def test_the_office_is_only_open_on_working_days(day: date, name: str) -> None:
    calendar = EVERY[name]
    assert calendar.is_working_day(day) or not calendar.office_hours(day)
