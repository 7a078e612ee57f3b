"""Reads figures: public by nature, and every answer says what it is and from which version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery

from endorr.base.files.shelf import from_shelf
from endorr.base.tenancy.rules import public_query
from endorr.statistics.columns import read_all, read_columns
from endorr.statistics.heads import head_of
from endorr.statistics.models import DECLARED_OF_TABLE, FigureSeries, FigureTable, FigureVersion
from endorr.statistics.rules.identity import Basis, Edition, Population, Trade
from endorr.statistics.rules.series import Key, Observed, Same, Series, SeriesFacts, observed
from endorr.statistics.rules.versions import Differences, Standing
from endorr.statistics.table import Head, Table, Text

PUBLIC = "official figures are for everybody"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a table, without its figures."""

    public_id: str
    number: int
    standing: Standing
    vintage: str
    sha256: str
    cells: int
    figures: int
    origin: str
    retrieved_at: datetime
    made_at: datetime
    made_by: str
    differences: Differences


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table as a list shows it, with its latest published version if there is one."""

    key: str
    title: Text
    about: Text
    basis: Basis
    source: Text
    source_url: str
    licence: str
    checked_at: datetime | None
    check_failed: str
    connected: bool
    version: VersionRow | None = None

    @property
    def practice(self) -> bool:
        return self.basis is Basis.SYNTHETIC


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table with one version's head, all its versions and what its parts measure."""

    row: TableRow
    version: VersionRow
    head: Head
    statuses: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    series: tuple[SeriesFacts, ...] = field(default=())


HEAVY = {"head", "statuses", "declared"}
LIGHT = tuple(one.name for one in FigureVersion._meta.concrete_fields if one.name not in HEAVY)


def _version_row(row: FigureVersion) -> VersionRow:
    return VersionRow(
        row.public_id,
        row.number,
        Standing(row.standing),
        row.vintage,
        row.sha256,
        row.cells,
        row.figures,
        row.origin,
        row.retrieved_at,
        row.made_at,
        row.made_by,
        Differences.from_dict(row.differences),
    )


def _table_row(row: FigureTable, version: FigureVersion | None) -> TableRow:
    return TableRow(
        row.key,
        row.title,
        row.about,
        Basis(row.basis),
        row.source,
        row.source_url,
        row.licence,
        row.checked_at,
        row.check_failed,
        bool(row.connection),
        _version_row(version) if version else None,
    )


def _as_declared(row: TableRow, told: Mapping[str, Any]) -> TableRow:
    """Return a table as it was described when a version of it was published."""
    return replace(row, **{name: told[name] for name in DECLARED_OF_TABLE})


def _series_as_declared(told: Mapping[str, Any]) -> tuple[SeriesFacts, ...]:
    return tuple(_facts(FigureSeries(**one)) for one in told["series"])


def _newest() -> Subquery:
    found = FigureVersion.objects.filter(table=OuterRef("table"), standing=Standing.PUBLISHED).order_by("-number")
    return Subquery(found.values("pk")[:1])


@public_query(PUBLIC)
def tables() -> tuple[TableRow, ...]:
    """Return every table that has a published version, official ones first; two queries."""
    newest = FigureVersion.objects.filter(pk=_newest()).only(*LIGHT)
    versions = {row.table_id: row for row in newest}
    rows = FigureTable.objects.order_by("key")
    found = [_table_row(row, versions[row.pk]) for row in rows if row.pk in versions]
    return tuple(sorted(found, key=lambda row: (row.practice, row.key)))


@public_query("the desk's list; the policy says who may see it")
def desk() -> tuple[tuple[TableRow, VersionRow | None], ...]:
    """Return every table and the version that waits for a decision, if any; three queries."""
    newest = {row.table_id: row for row in FigureVersion.objects.filter(pk=_newest()).only(*LIGHT)}
    waiting = FigureVersion.objects.filter(standing=Standing.PROPOSED).only(*LIGHT)
    proposed = {row.table_id: _version_row(row) for row in waiting}
    return tuple(
        (_table_row(row, newest.get(row.pk)), proposed.get(row.pk)) for row in FigureTable.objects.order_by("key")
    )


@public_query(PUBLIC)
def table_page(key: str, number: int | None = None) -> TablePage | None:
    """Return a table in its latest published version, or in the very one asked for; two queries."""
    rows = FigureVersion.objects.filter(table__key=key, standing=Standing.PUBLISHED).select_related("table")
    wanted = (rows if number is None else rows.filter(number=number)).order_by("-number").first()
    if wanted is None:
        return None
    others = FigureVersion.objects.filter(table=wanted.table, standing=Standing.PUBLISHED).only(*LIGHT)
    return TablePage(
        _as_declared(_table_row(wanted.table, wanted), wanted.declared),
        _version_row(wanted),
        head_of(wanted.head),
        tuple(wanted.statuses),
        tuple(_version_row(row) for row in others.order_by("-number")),
        tuple(sorted(_series_as_declared(wanted.declared), key=lambda one: one.key)),
    )


@public_query("the desk's page; the policy says who may see it")
def proposal(public_id: str) -> tuple[TableRow, VersionRow, Head] | None:
    """Return a version that waits for a decision; one query."""
    row = FigureVersion.objects.filter(public_id=public_id).select_related("table").first()
    return (_table_row(row.table, None), _version_row(row), head_of(row.head)) if row else None


@public_query(PUBLIC)
def whole(page: TablePage) -> Table:
    """Return a version with all its figures; no query, one file."""
    return Table(page.head, read_all(from_shelf(page.version.sha256), page.statuses))


def _facts(row: FigureSeries) -> SeriesFacts:
    return SeriesFacts(
        key=row.key,
        concept=row.concept,
        name=row.name,
        unit=row.unit,
        time=row.time,
        geo=row.geo,
        split=row.split,
        power=row.power,
        step=row.step,
        trade=Trade(row.trade),
        population=Population(**row.population),
        selection=row.selection,
    )


type Pins = Mapping[str, int]
"""Tables whose very version is asked for, by key; the others are read in their latest."""


@public_query(PUBLIC)
def series(concepts: Iterable[str], pins: Pins | None = None) -> tuple[Series, ...]:
    """Return every series of some concepts, each in its table's latest version or the pinned one; two queries.

    A pinned version's series are those that were declared of it, whatever is said of the table today.
    """
    wanted = tuple(concepts)
    rows = FigureSeries.objects.filter(concept__in=wanted).order_by("pk").values_list("table_id", flat=True)
    return tuple(
        _series(facts, version)
        for version in _versions(set(rows), pins or {})
        for facts in _series_as_declared(version.declared)
        if facts.concept in wanted
    )


@public_query(PUBLIC)
def every_series() -> tuple[Series, ...]:
    """Return every series in its table's latest version; two queries."""
    found = sorted(_versions(None, {}), key=lambda version: version.table.key)
    return tuple(_series(facts, version) for version in found for facts in _series_as_declared(version.declared))


def _versions(tables: set[int] | None, pins: Pins) -> list[FigureVersion]:
    """Return the pinned versions and the newest of the tables that are not pinned, in the tables' order; one query."""
    newest = Q(pk=_newest()) if tables is None else Q(pk=_newest(), table__in=tables)
    wanted = newest & ~Q(table__key__in=tuple(pins))
    for key, number in pins.items():
        wanted |= Q(table__key=key, number=number)
    published = FigureVersion.objects.filter(wanted, standing=Standing.PUBLISHED).select_related("table")
    return list(published.only(*LIGHT, "declared", "table__key", "table__basis").order_by("table_id"))


def _series(facts: SeriesFacts, version: FigureVersion) -> Series:
    table, told = version.table, version.declared
    read_on = version.retrieved_at.date().isoformat()
    edition = Edition(table.key, version.number, version.vintage, told["source"], read_on, told["title"])
    return Series(facts, Basis(table.basis), edition, version.public_id, version.sha256)


# A published version never changes, and its public id is never used again.
_HEADS: dict[str, Head] = {}
MOST_HEADS = 512


@public_query("reads ahead, and shows nothing")
def prepare(wanted: Iterable[Series]) -> None:
    """Read the heads of some series' versions that this process has not read yet; one query, or none."""
    missing = {one.version_id for one in wanted} - _HEADS.keys()
    if not missing:
        return
    if len(_HEADS) + len(missing) > MOST_HEADS:
        _HEADS.clear()
    rows = FigureVersion.objects.filter(public_id__in=missing).values_list("public_id", "head")
    _HEADS.update({public_id: head_of(head) for public_id, head in rows})


def _head(version_id: str) -> Head:
    if version_id not in _HEADS:
        told = FigureVersion.objects.values_list("head", flat=True).get(public_id=version_id)
        _HEADS[version_id] = head_of(told)
    return _HEADS[version_id]


@public_query(PUBLIC)
def figures(one: Series) -> Mapping[Key, Observed]:
    """Return a series' figures by area, period and category; at most one query, and none the next time."""
    facts = one.facts
    return _figures(one.version_id, one.sha256, Same(facts, repr(facts)))


@lru_cache(maxsize=256)
def _figures(version_id: str, sha256: str, same: Same[SeriesFacts]) -> Mapping[Key, Observed]:
    head, facts = _head(version_id), same.value
    wanted = {name: (code,) for name, code in facts.selection.items()}
    part = read_columns(from_shelf(sha256), head, wanted)
    return observed(head, facts, part.places, part.values, part.flags)


@public_query(PUBLIC)
def labels(one: Series, dimension: str) -> Mapping[str, Text]:
    """Return what the categories of a series' dimension are called, by code."""
    found = next(each for each in _head(one.version_id).dimensions if each.code == dimension)
    return {
        code: {language: names[place] for language, names in found.labels.items()}
        for place, code in enumerate(found.codes)
    }


@public_query("asked by the worker")
def due_checks(now: datetime) -> tuple[tuple[str, datetime, Mapping[str, object]], ...]:
    """Return the tables whose source is to be asked by now: key, when it fell due, and where; one query."""
    rows = FigureTable.objects.filter(check_at__lte=now).order_by("check_at", "key")
    return tuple((row.key, row.check_at, row.connection) for row in rows if row.check_at)


@public_query("asked by the command line, which shows no figure")
def connections() -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return every table that has a source to ask, with where; one query."""
    rows = FigureTable.objects.exclude(connection={}).order_by("key")
    return tuple((row.key, row.connection) for row in rows)


@public_query("asked by the worker")
def next_check(now: datetime) -> datetime | None:
    """Return when the next source is to be asked; one query."""
    return FigureTable.objects.filter(check_at__gt=now).order_by("check_at").values_list("check_at", flat=True).first()


@public_query(PUBLIC)
def last_published() -> datetime | None:
    """Return when anything was last published; one query."""
    found: datetime | None = FigureVersion.objects.filter(standing=Standing.PUBLISHED).aggregate(last=Max("made_at"))[
        "last"
    ]
    return found


@public_query(PUBLIC)
def editions(used: Sequence[Series]) -> tuple[Edition, ...]:
    """Return the table versions that some series are from, each once; no query."""
    return tuple({(one.edition.table, one.edition.version): one.edition for one in used}.values())
