"""Wall clocks of one time zone as plain integer tables, because a zone conversion is the dearest part of a deadline."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from zoneinfo import ZoneInfo

from endorr.worktime.days import FIRST_YEAR, LAST_YEAR
from endorr.worktime.errors import CalendarError

DAY = 86_400
WEEK = 7 * DAY
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# A month before and a year after the years asked about, so that no answer falls off the table.
TABLE_START = datetime(FIRST_YEAR - 1, 12, 1, tzinfo=UTC)
TABLE_END = datetime(LAST_YEAR + 2, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """The offsets of a zone: `offsets[i]` seconds east of UTC rule from `starts[i]` (seconds since 1970, UTC).

    Wall times are naive seconds since 1970-01-01 00:00 on the zone's own clock. A wall time that does not exist
    means the first instant after the gap; one that occurs twice means its first pass.
    """

    name: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    last_walls: tuple[int, ...]
    first_walls: tuple[int, ...]

    def wall(self, instant: int) -> int:
        """What the clock on the wall shows at an instant."""
        return instant + self.offsets[bisect_right(self.starts, instant) - 1]

    def settle(self, wall: int) -> tuple[int, int]:
        """The first instant at which the wall clock has reached `wall`, and what it shows then (more, after a gap)."""
        piece = bisect_right(self.last_walls, wall)
        instant, start = wall - self.offsets[piece], self.starts[piece]
        return (instant, wall) if instant >= start else (start, start + self.offsets[piece])

    def instant(self, wall: int) -> int:
        """The first instant at which the wall clock has reached `wall`."""
        return self.settle(wall)[0]

    def last_wall(self, instant: int) -> int:
        """The latest wall time whose instant (see `instant`) is not after this one."""
        piece = bisect_right(self.starts, instant) - 1
        wall = instant + self.offsets[piece]
        ended = self.last_walls[piece - 1] if piece else wall
        return wall if wall >= ended else ended - 1

    def last_instant(self, wall: int) -> int:
        """The last instant at which the wall clock shows `wall` or less; the second before a gap if it is missing."""
        piece = bisect_right(self.first_walls, wall) - 1
        instant = wall - self.offsets[piece]
        return min(instant, self.starts[piece + 1] - 1) if piece + 1 < len(self.starts) else instant


@cache
def zone(name: str) -> Zone:
    """The zone of an IANA name such as Europe/Stockholm, from the installed tzdata release; CalendarError if none."""
    source = _source(name)
    starts, offsets = _changes(source)
    # Where each piece's wall clock stops, and where the next one's begins: they differ by the gap or the overlap.
    last_walls = tuple(start + before for start, before in zip(starts[1:], offsets[:-1], strict=True))
    first_walls = tuple(start + offset for start, offset in zip(starts, offsets, strict=True))
    return Zone(name, starts, offsets, last_walls, first_walls)


@cache
def tzdata_version() -> str:
    """The release of the time zone rules in use, to be kept beside every promise given."""
    return version("tzdata")


def _source(name: str) -> ZoneInfo:
    # The packaged rules, not the machine's: the same release must give the same promise everywhere.
    folder = files("tzdata") / "zoneinfo"
    try:
        with folder.joinpath(*name.split("/")).open("rb") as file:
            return ZoneInfo.from_file(file, key=name)
    except (OSError, ValueError) as error:
        raise CalendarError(f"zone: {name!r} is not the name of a time zone") from error


def _changes(source: ZoneInfo) -> tuple[tuple[int, ...], tuple[int, ...]]:
    end = _seconds(TABLE_END)
    starts, offsets = [_seconds(TABLE_START)], [_offset(source, _seconds(TABLE_START))]
    # No zone has changed its clocks twice within a week in these years.
    for later in range(starts[0] + WEEK, end + WEEK, WEEK):
        if _offset(source, later) != offsets[-1]:
            starts.append(_change_between(source, later - WEEK, later))
            offsets.append(_offset(source, later))
    return tuple(starts), tuple(offsets)


def _change_between(source: ZoneInfo, before: int, after: int) -> int:
    old = _offset(source, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(source, middle) == old else (before, middle)
    return after


def _offset(source: ZoneInfo, instant: int) -> int:
    offset = (EPOCH + timedelta(seconds=instant)).astimezone(source).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _seconds(instant: datetime) -> int:
    return int((instant - EPOCH).total_seconds())
