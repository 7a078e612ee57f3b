"""Reads the figures: for everybody, with small counts kept back; the same cost however many questions there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet, Subquery

from endorr.base.tenancy.queries import CooperationRow, cooperations, organisation_names
from endorr.base.tenancy.rules import public_query
from endorr.cases.figures.rules import LEAST, NOTHING, Figures, Tally, figures, shown
from endorr.cases.models import CountedThrough, MonthTally, Reach


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of figures: a month, a door or an organisation. `figures` is None where kept back."""

    key: str
    name: str
    figures: Figures | None
    reached: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of a door (or of the country: `slug` empty): its months, newest first, and one month's parts.

    `months` are lines by month; `chosen` is the month that is shown whole, `parts` its doors or organisations, only
    for a month that has ended. `newest` says whether no later month has figures; `counted_at` until when everything is
    in, None before anything was counted.
    """

    slug: str
    name: str
    month: date | None
    months: tuple[Line, ...]
    chosen: Line | None
    parts: tuple[Line, ...]
    year: tuple[int, int | None]
    ended: bool
    newest: bool
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class DoorName:
    """A door and what it is called."""

    slug: str
    name: str


@public_query("which doors there are is for everybody to know")
def named_doors() -> tuple[DoorName, ...]:
    """Return every door by name; one query."""
    return tuple(sorted((DoorName(one.slug, one.name) for one in cooperations()), key=lambda one: one.name))


WINDOW = 12
"""So many months are listed, the chosen or latest one last."""


@public_query("how the promise is kept is for everybody to see")
def published(
    slug: str,
    month: date | None,
    *,
    today: date,
    only_ended: bool = False,
    doors: Sequence[CooperationRow] | None = None,
) -> Published | None:
    """Return a door's figures, or the country's for an empty slug; None for a door that does not exist.

    Without a month the latest with figures is shown whole, or the latest of those that have ended. At most five
    queries, whatever there is to count, and one less for who knows the doors already.
    """
    doors = cooperations() if doors is None else doors
    door = next((one for one in doors if one.slug == slug), None)
    if slug and door is None:
        return None
    key = door.pk if door else None
    counted_at, latest = _counted(key, today if only_ended else None)
    last = month or latest
    columns = _columns(last, doors)
    reach = _reach(columns, key)
    months = tuple(column.line(key, reach) for column in reversed(columns) if key is None or key in column.tallies)
    ended = last is not None and _ended(last, today)
    parts: tuple[Line, ...] = ()
    if ended and columns and columns[-1].month == last:
        newest = columns[-1]
        parts = newest.organisations(key, newest.names(key), reach) if key else newest.doors(doors, reach)
    year = (last or today).year
    return Published(
        slug=slug,
        name=door.name if door else "",
        month=last,
        months=months,
        chosen=next((one for one in months if last and one.key == f"{last:%Y-%m}"), None),
        parts=parts,
        year=(year, _safe(reach.get((str(year), key, None), 0))),
        ended=ended,
        newest=month is None or month == latest,
        counted_at=counted_at,
    )


def _ended(month: date, today: date) -> bool:
    return (today.year, today.month) > (month.year, month.month)


def _counted(door: int | None, today: date | None) -> tuple[datetime | None, date | None]:
    """Return until when everything is in, and the latest month with figures, of those that had ended on a day."""
    rows = _months(door).filter(month__lt=today.replace(day=1)) if today else _months(door)
    through = CountedThrough.objects.annotate(latest=Subquery(rows.values("month")[:1])).order_by("until")
    return through.values_list("until", "latest").first() or (None, None)


def _latest() -> date | None:
    return _months(None).values_list("month", flat=True).first()


def _months(door: int | None) -> QuerySet[MonthTally]:
    rows = MonthTally.objects.filter(cooperation=door) if door else MonthTally.objects.all()
    return rows.order_by("-month")


@dataclass(frozen=True, slots=True)
class _Column:
    """A month: every door's tally, every organisation's at it, and which doors' counts may be published.

    The country's total stands beside the doors in each month, and no other sum does: months are decided one by one.
    """

    month: date
    tallies: dict[int, Tally]
    parts: dict[tuple[int, int], Tally]
    seen: dict[int | None, bool]

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}"

    def line(self, door: int | None, reach: "_Reached") -> Line:
        """Return the month's line for a door or the country."""
        tally = self.tallies[door] if door else sum(self.tallies.values(), NOTHING)
        return _line(self.key, "", tally, may_show=self.seen[door], reached=reach.get((self.key, door, None), 0))

    def doors(self, doors: Iterable[CooperationRow], reach: "_Reached") -> tuple[Line, ...]:
        """Return the doors that have any promise in the month, by county."""
        here = [one for one in doors if one.pk in self.tallies]
        return tuple(replace(self.line(one.pk, reach), key=one.slug, name=one.name) for one in here)

    def organisations(self, door: int, names: Mapping[int, str], reach: "_Reached") -> tuple[Line, ...]:
        """Return a door's organisations, the largest first; nothing where the door's own count is kept back."""
        if not self.seen.get(door, False):
            return ()
        cells = {by: tally for (at, by), tally in self.parts.items() if at == door}
        keys = sorted(cells, key=lambda by: (-cells[by].promises, by))
        seen, _ = shown([cells[by].promises for by in keys])
        return tuple(
            _line(str(by), names[by], cells[by], may_show=seen[place], reached=reach.get((self.key, door, by), 0))
            for place, by in enumerate(keys)
        )

    def names(self, door: int) -> dict[int, str]:
        """Return the names of a door's organisations; one query."""
        return organisation_names(by for at, by in self.parts if at == door)


def _columns(last: date | None, doors: Sequence[CooperationRow]) -> list[_Column]:
    if last is None:
        return []
    first = date(last.year - 1, last.month, 1)
    rows = MonthTally.objects.filter(month__gt=first, month__lte=last).order_by("month", "cooperation", "organisation")
    return [_column(month, list(of), doors) for month, of in groupby(rows, key=lambda row: row.month)]


def _column(month: date, rows: Iterable[MonthTally], doors: Sequence[CooperationRow]) -> _Column:
    tallies: dict[int, Tally] = {}
    parts: dict[tuple[int, int], Tally] = {}
    for row in rows:
        told = Tally(row.counts, {int(tenths): count for tenths, count in row.hours.items()})
        parts[row.cooperation_id, row.organisation_id] = told
        tallies[row.cooperation_id] = tallies.get(row.cooperation_id, NOTHING) + told
    keys = [one.pk for one in doors if one.pk in tallies]
    seen, country = shown([tallies[key].promises for key in keys])
    return _Column(month, tallies, parts, {None: country, **dict(zip(keys, seen, strict=True))})


def _line(key: str, name: str, tally: Tally, *, may_show: bool, reached: int) -> Line:
    if not may_show:
        return Line(key, name, None, None)
    return Line(key, name, figures(tally), _safe(reached))


def _safe(companies: int) -> int | None:
    return companies if companies == 0 or companies >= LEAST else None


type _Reached = dict[tuple[str, int | None, int | None], int]
"""Unique companies reached, by period, cooperation and organisation; None for any."""


def _reach(columns: Sequence["_Column"], door: int | None = None) -> _Reached:
    """Return what was reached in the months and years of some columns, one query; with a door only its own."""
    periods = {f"{column.month:%Y-%m}" for column in columns} | {f"{column.month:%Y}" for column in columns}
    rows = Reach.objects.filter(period__in=periods)
    if door:
        rows = rows.filter(cooperation=door)
    keys = rows.values_list("period", "cooperation", "organisation", "companies")
    return {(period, at, by): companies for period, at, by, companies in keys}


type OpenLine = tuple[date, str, str, str, Line, bool]


@public_query("how the promise is kept is for everybody to see")
def open_lines(last: date | None, *, today: date) -> list[OpenLine]:
    """Return twelve months as (month, level, door's slug, organisation's name, line, ended), oldest first.

    Every level the pages show, kept back as there; five queries.
    """
    doors = cooperations()
    columns = _columns(last or _latest(), doors)
    reach = _reach(columns)
    names = organisation_names({by for column in columns for _, by in column.parts})
    found: list[OpenLine] = []
    for column in columns:
        ended = _ended(column.month, today)
        found.append((column.month, "country", "", "", column.line(None, reach), ended))
        for one in (one for one in doors if one.pk in column.tallies):
            found.append((column.month, "cooperation", one.slug, "", column.line(one.pk, reach), ended))
            inside = column.organisations(one.pk, names, reach) if ended else ()
            found += [(column.month, "organisation", one.slug, line.name, line, ended) for line in inside]
    return found
