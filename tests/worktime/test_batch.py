"""Arrays of questions: the same answers, whichever way they are found, and clear refusals."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from tests.worktime.test_properties import EVERY

from endorr import worktime
from endorr.worktime import BUILT_IN, Calendar, NoWorkingDayError, OutOfRangeError, UnknownCalendarError, batch
from endorr.worktime.batch import promises
from endorr.worktime.hours import week

SECOND = np.timedelta64(1, "s")
COMMON = ["SE", "FI", "SE-7d", "SE-region-klam"]


def instants(first: str, last: str, count: int, seed: int) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    start, end = (int(np.datetime64(day, "s").astype(np.int64)) for day in (first, last))
    return np.random.default_rng(seed).integers(start, end, count).astype("datetime64[s]")


def by_the_rules(
    asked: np.ndarray[tuple[int], np.dtype[np.datetime64]], calendar: Calendar
) -> tuple[list[datetime], list[datetime]]:
    parts = [promises(part, calendar) for part in np.array_split(asked, 4)]
    return [moment for part in parts for moment in part.due.tolist()], [
        moment for part in parts for moment in part.act_by.tolist()
    ]


@pytest.mark.parametrize("name", sorted(set(EVERY) - {"every-minute"}))
def test_the_table_answers_as_the_rules_do(name: str) -> None:
    # Every slot's edges and a second to each side, with the changes of the clock; then seconds at random.
    edges = np.arange(np.datetime64("2026-01-01", "s"), np.datetime64("2027-01-01", "s"), np.timedelta64(900, "s"))
    asked = np.concatenate([edges - SECOND, edges, edges + SECOND, instants("2024-01-01", "2029-01-01", 10_000, 1)])
    assert len(asked) > batch.ROWS_FOR_TABLE
    found = promises(asked, EVERY[name])
    assert (found.due.tolist(), found.act_by.tolist()) == by_the_rules(asked, EVERY[name])


def test_the_table_answers_for_mixed_calendars() -> None:
    asked = instants("2025-01-01", "2026-12-31", batch.ROWS_FOR_TABLE + 3, 2)
    which = np.random.default_rng(3).integers(0, len(COMMON), len(asked)).astype(np.int8)
    found = promises(asked, COMMON, which)
    for place, name in enumerate(COMMON):
        rows = which == place
        assert (found.due[rows].tolist(), found.act_by[rows].tolist()) == by_the_rules(asked[rows], BUILT_IN[name])


def test_the_edges_of_the_years_are_answered_by_the_table_too() -> None:
    for first, last in (("1990-01-01T00", "1990-01-20"), ("2100-12-10", "2100-12-31T22")):
        asked = instants(first, last, batch.ROWS_FOR_TABLE, 4)
        found = promises(asked, "SE")
        assert (found.due.tolist(), found.act_by.tolist()) == by_the_rules(asked, BUILT_IN["SE"])


def test_a_door_far_east_is_answered_from_its_own_new_year() -> None:
    asked = instants("1989-12-31T18:15", "1990-01-20", batch.ROWS_FOR_TABLE, 8)
    found = promises(asked, EVERY["kathmandu"])
    assert (found.due.tolist(), found.act_by.tolist()) == by_the_rules(asked, EVERY["kathmandu"])


def test_hours_by_the_minute_need_no_table() -> None:
    asked = instants("2000-01-01", "2060-01-01", batch.ROWS_FOR_TABLE, 5)
    found = promises(asked, EVERY["every-minute"])
    for row in range(0, len(asked), 997):
        single = worktime.promise(asked[row].item().replace(tzinfo=UTC), EVERY["every-minute"])
        assert single.act_by.replace(tzinfo=None) == found.act_by[row].item()


def test_the_table_seldom_has_to_ask_the_rules() -> None:
    # Only where the clocks change on a working day; else the speed would be gone though every answer were right.
    for name, most in (("SE", 0), ("FI", 0), ("SE-7d", 40)):
        grid = batch._grid((BUILT_IN[name],), 2020, 2029)
        assert (grid.entries == batch.ASK_THE_RULES).sum() <= most
        assert len(grid.entries) > 170_000


def test_no_question_gives_no_answer() -> None:
    found = promises(np.array([], dtype="datetime64[s]"), "SE")
    assert len(found.due) == len(found.act_by) == 0


def test_fractions_of_a_second_are_dropped_as_in_the_single_question() -> None:
    asked = np.array(["2026-11-17T09:40:00.999"], dtype="datetime64[ms]")
    single = worktime.due(datetime(2026, 11, 17, 9, 40, 0, 999_000, tzinfo=UTC))
    assert promises(asked).due[0].item() == single.replace(tzinfo=None) == datetime.fromisoformat("2026-11-18T09:40")


def test_asking_leaves_the_questions_as_they_were() -> None:
    asked = instants("2026-01-01", "2026-12-31", 1000, 6)
    before = asked.copy()
    promises(asked, "SE")
    assert (asked == before).all()


@pytest.mark.parametrize("rows", [3, batch.ROWS_FOR_TABLE])
def test_a_year_out_of_range_names_its_row(rows: int) -> None:
    asked = np.full(rows, np.datetime64("2026-06-18T12:00", "s"))
    asked[2] = np.datetime64("2100-12-31T22:30", "s")
    which = np.zeros(rows, dtype=np.int64)
    assert promises(asked, ["SE", "FI"], which).due[2].item() == datetime.fromisoformat("2101-01-03T23:00")
    which[2] = 1
    with pytest.raises(OutOfRangeError, match="row 2: 2100-12-31T22:30:00 lies outside the years 1990-2100"):
        promises(asked, ["SE", "FI"], which)
    asked[2] = np.datetime64("1989-12-31T22:59:59", "s")
    with pytest.raises(OutOfRangeError, match="row 2: 1989-12-31"):
        promises(asked, "SE")


@pytest.mark.parametrize("rows", [2, batch.ROWS_FOR_TABLE])
def test_every_calendar_begins_and_ends_on_its_own_clock(rows: int) -> None:
    # In Helsinki the years begin and end an hour before they do in Stockholm.
    for place, hour in ((0, "23"), (1, "22")):
        begins, ends = (np.datetime64(f"{day}T{hour}:00", "s") for day in ("1989-12-31", "2100-12-31"))
        which = np.full(rows, place)
        asked = np.full(rows, begins)
        asked[-1] = ends - SECOND
        found = promises(asked, ["SE", "FI"], which)
        for row in (0, -1):
            single = worktime.due(asked[row].item().replace(tzinfo=UTC), ("SE", "FI")[place])
            assert found.due[row].item() == single.replace(tzinfo=None)
        for outside in (begins - SECOND, ends):
            asked[-1] = outside
            for calendars, rows_by in ((["SE", "FI"], which), ([("SE", "FI")[place]], None)):
                with pytest.raises(OutOfRangeError, match=f"row {rows - 1}"):
                    promises(asked, calendars, rows_by)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_seconds_around_every_edge_of_a_day_are_answered_as_single_questions(name: str) -> None:
    calendar = EVERY[name]
    hours = {minute for day in calendar.hours for window in day for minute in (window.opens, window.closes)}
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (17, 18, 20, 21, 22, 23)]
    edges = [day + timedelta(minutes=minute) for day in days for minute in hours | {0}]
    walls = [edge + timedelta(seconds=off) for edge in edges for off in range(-2, 3)]
    asked = [worktime.from_wall_clock(wall.replace(tzinfo=None), calendar) for wall in walls]
    found = promises(np.array([moment.replace(tzinfo=None) for moment in asked], dtype="datetime64[s]"), calendar)
    for moment, due, act_by in zip(asked, found.due.tolist(), found.act_by.tolist(), strict=True):
        single = worktime.promise(moment, calendar)
        assert (single.due.replace(tzinfo=None), single.act_by.replace(tzinfo=None)) == (due, act_by)


def test_the_last_hours_of_a_year_are_not_taken_for_another_calendars() -> None:
    names = ("SE-statutory", "SE-7d")
    asked = np.datetime64("2026-12-31T21:00", "s") + np.arange(batch.ROWS_FOR_TABLE) % 10_800 * SECOND
    which = np.arange(batch.ROWS_FOR_TABLE) % 2
    found = promises(asked, names, which)
    for row in range(0, 10_800, 53):
        single = worktime.promise(asked[row].item().replace(tzinfo=UTC), names[which[row]])
        assert single.due.replace(tzinfo=None) == found.due[row].item()


def test_how_large_a_table_would_be_is_known_before_it_is_made() -> None:
    calendars = (BUILT_IN["SE"], EVERY["lunch"])
    first, last = (int(np.datetime64(day, "s").astype(np.int64)) for day in ("2024-01-01", "2027-12-31"))
    made = len(batch._grid(calendars, 2024, 2027).entries)
    assert made <= batch._entry_count(calendars, first, last) <= 1.01 * made


def test_the_calendars_must_be_told_apart() -> None:
    asked = instants("2026-01-01", "2026-12-31", 3, 7)
    with pytest.raises(ValueError, match="which"):
        promises(asked, ["SE", "FI"])
    for wrong in (-1, 2):
        with pytest.raises(IndexError, match="which"):
            promises(asked, ["SE", "FI"], np.array([0, wrong, 1]))
    with pytest.raises(UnknownCalendarError):
        promises(asked, "NO")


@pytest.mark.parametrize("rows", [1, batch.ROWS_FOR_TABLE])
def test_a_calendar_that_runs_out_is_said_to(rows: int) -> None:
    never = Calendar("never", weekdays=())
    shut = Calendar("shut", hours=week({}))
    asked = np.full(rows, np.datetime64("2026-06-18T12:00", "s"))
    for calendar in (never, shut):
        with pytest.raises(NoWorkingDayError):
            promises(asked, calendar)
        with pytest.raises(NoWorkingDayError):
            worktime.promise(datetime(2026, 6, 18, 12, tzinfo=UTC), calendar)


def test_one_that_runs_out_later_still_answers_before() -> None:
    open_once = replace(BUILT_IN["SE"], id="once", weekdays=())
    for day in range(1, 20):
        open_once = open_once.opened_on(date(2026, 6, day))
    asked = np.datetime64("2026-06-02T00:00", "s") + np.arange(batch.ROWS_FOR_TABLE) * np.timedelta64(10, "s")
    found = promises(asked, open_once)
    assert found.due[0].item() == datetime.fromisoformat("2026-06-03T00:00")
    assert found.due[-1].item() == asked[-1].item() + timedelta(days=1)
    # The last day of all, 19 June, is due for a question of the day before, and no question of its own can be answered.
    assert promises(np.array(["2026-06-18T12:00"], dtype="datetime64[s]"), open_once).due[0].item().day == 19
    with pytest.raises(NoWorkingDayError):
        promises(np.array(["2026-06-19T12:00"], dtype="datetime64[s]"), open_once)
    with pytest.raises(NoWorkingDayError):
        promises(np.array(["2026-06-02", "2026-06-30"], dtype="datetime64[s]"), open_once)
