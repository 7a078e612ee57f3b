"""Wall clocks as integer tables agree with the standard library's, and say what missing and doubled hours mean."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worktime.oddities import ODD

from endorr.worktime import CalendarError, OutOfRangeError, from_wall_clock, tzdata_version, wall_clock
from endorr.worktime.zone import zone

NAMES = ["Europe/Stockholm", "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]

seconds = st.integers(
    int(datetime(1990, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2101, 1, 1, tzinfo=UTC).timestamp())
)


def shown(second: int, name: str) -> int:
    wall = datetime.fromtimestamp(second, ZoneInfo(name)).replace(tzinfo=UTC)
    return int(wall.timestamp())


@settings(deadline=None, max_examples=500)
@given(seconds, st.sampled_from(NAMES))
def test_the_wall_shows_what_the_library_shows(second: int, name: str) -> None:
    assert zone(name).wall(second) == shown(second, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_change_is_where_the_library_has_it(name: str) -> None:
    clock = zone(name)
    for start in clock.starts[1:]:
        assert [clock.wall(start - 1), clock.wall(start)] == [shown(start - 1, name), shown(start, name)]
        assert clock.wall(start) != clock.wall(start - 1) + 1


def test_stockholm_changes_twice_a_year_at_one_utc() -> None:
    clock = zone("Europe/Stockholm")
    starts = [datetime.fromtimestamp(start, UTC) for start in clock.starts[1:]]
    assert all(sum(start.year == year for start in starts) == 2 for year in range(1990, 2101))
    assert {start.hour for start in starts} == {1}
    assert all(start.isoweekday() == 7 for start in starts)


@settings(deadline=None, max_examples=500)
@given(seconds, st.sampled_from(NAMES))
def test_there_and_back(second: int, name: str) -> None:
    clock = zone(name)
    wall = clock.wall(second)
    first, last = clock.instant(wall), clock.last_instant(wall)
    assert first <= second <= last
    assert clock.wall(first) == wall
    assert last - first in {0, 1800, 3600}
    assert clock.instant(clock.last_wall(second)) <= second < clock.instant(clock.last_wall(second) + 1)


def test_missing_and_doubled_wall_times() -> None:
    spring, autumn = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
    for minute in (0, 1, 30, 59):
        assert from_wall_clock(datetime(2026, 3, 29, 2, minute)) == spring  # noqa: DTZ001
        assert from_wall_clock(datetime(2026, 10, 25, 2, minute)) == autumn + timedelta(minutes=minute - 60)  # noqa: DTZ001
    assert from_wall_clock(datetime(2026, 3, 29, 3, 0)) == spring  # noqa: DTZ001
    assert from_wall_clock(datetime(2026, 10, 25, 3, 0)) == autumn + timedelta(hours=1)  # noqa: DTZ001
    assert wall_clock(spring - timedelta(seconds=1)).isoformat() == "2026-03-29T01:59:59"
    assert wall_clock(spring, ODD["kathmandu"]).isoformat() == "2026-03-29T06:45:00"


def test_the_last_instant_before_a_gap_is_the_second_before_it() -> None:
    clock, gap = zone("Europe/Stockholm"), int(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp())
    missing = clock.wall(gap - 1) + 1
    assert [clock.last_instant(missing + ahead) for ahead in (-1, 0, 1800, 3599, 3600)] == [
        *(gap - 1, gap - 1, gap - 1, gap - 1),
        gap,
    ]


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../zones", "Europe"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(CalendarError, match="is not the name of a time zone"):
        zone(name)


@pytest.mark.parametrize("year", [1, 1989, 2102, 9999])
def test_wall_times_off_the_table_are_refused(year: int) -> None:
    with pytest.raises(OutOfRangeError):
        from_wall_clock(datetime(year, 6, 1))  # noqa: DTZ001


def test_the_release_of_the_rules_is_known() -> None:
    assert tzdata_version()[:2] == "20"
