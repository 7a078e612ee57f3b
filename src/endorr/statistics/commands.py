"""The only writers of figures: declare a table, publish a version, propose one, say yes or no to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Max

from endorr.base.failpoints import failpoint
from endorr.base.files.shelf import draft, from_shelf, shelve
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.public_ids import new_public_id
from endorr.statistics.columns import read_all, write_columns
from endorr.statistics.heads import head_of, plain
from endorr.statistics.models import DECLARED_OF_TABLE, FigureSeries, FigureTable, FigureVersion
from endorr.statistics.rules.identity import Basis
from endorr.statistics.rules.series import SeriesFacts
from endorr.statistics.rules.versions import Differences, Standing, differences
from endorr.statistics.table import Head, Table, Text

DECLARED = kind("statistics.declared", "A table of figures was declared: its basis, source and series.")
PUBLISHED = kind("statistics.published", "A version of a table was published beside the older ones.")
PROPOSED = kind("statistics.proposed", "A source has other figures than we do; a person decides.")
ACCEPTED = kind("statistics.accepted", "A proposed version was published by a person.")
REFUSED = kind("statistics.declined", "A proposed version was declined by a person.")

LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What is said of a table when it is declared. `connection` says where the worker looks for news; {} nowhere."""

    title: Text
    basis: Basis
    source: Text
    about: Text = field(default_factory=dict)
    source_url: str = ""
    licence: str = ""
    connection: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a version came from: file name or address, its checksum, when it was fetched, preliminary or final."""

    name: str
    retrieved_at: datetime
    sha256: str = ""
    vintage: str = ""


class BasisChangedError(ValueError):
    """A table was declared again with another basis: its older versions would then lie about themselves."""


class UnknownTableError(LookupError):
    """No table of that key has been declared."""


class UnknownPlaceError(ValueError):
    """A series names a dimension or a category that the table does not have; the text says which."""


class NothingWaitsError(LookupError):
    """A proposal that does not exist, or has been decided already."""


class StaleProposalError(ValueError):
    """A later version has been published since this one was proposed."""


def _note(table: FigureTable, deed: str, *, now: datetime, actor: str, facts: dict[str, Fact]) -> None:
    facts = {"table": table.key, **facts}
    record(chain=NATIONAL, kind=deed, subject=f"figures:{table.public_id}", actor=actor, now=now, facts=facts)


@transaction.atomic
def declare(key: str, facts: TableFacts, series: Sequence[SeriesFacts], *, now: datetime, actor: str) -> None:
    """Say what a table is and what its parts measure; said once more it changes what is said, never a figure.

    What is said belongs to a version: said otherwise of figures that are published, it makes a new version of the same
    figures, and dated addresses go on meaning what they meant.

    Raises BasisChangedError for another basis than before: that is another table.
    """
    told = {
        "title": dict(facts.title),
        "basis": facts.basis.value,
        "about": dict(facts.about),
        "source": dict(facts.source),
        "source_url": facts.source_url,
        "licence": facts.licence,
        "connection": dict(facts.connection),
    }
    table, made = FigureTable.objects.get_or_create(
        key=key, defaults={**told, "made_at": now, "check_at": now if facts.connection else None}
    )
    if table.basis != facts.basis:
        raise BasisChangedError(f"{key} is by {table.basis}, not by {facts.basis}")
    if not made:
        FigureTable.objects.filter(pk=table.pk).update(**told)
        table.refresh_from_db()
    changed = _declare_series(table, series)
    _declare_anew(table, now=now, actor=actor)
    if made or changed:
        _note(table, DECLARED, now=now, actor=actor, facts={"basis": facts.basis.value, "series": len(series)})


def _declare_series(table: FigureTable, series: Sequence[SeriesFacts]) -> bool:
    wanted = {one.key: _series_row(one) for one in series}
    had = {row.key: row for row in FigureSeries.objects.filter(table=table)}
    FigureSeries.objects.filter(table=table).exclude(key__in=wanted).delete()
    changed = had.keys() != wanted.keys()
    for key, told in wanted.items():
        row = had.get(key)
        if row is None or any(getattr(row, name) != value for name, value in told.items()):
            FigureSeries.objects.update_or_create(table=table, key=key, defaults=told)
            changed = True
    return changed


def _declaration(table: FigureTable) -> dict[str, Any]:
    """Return what is said of a table and its series today, as a version keeps it."""
    rows = FigureSeries.objects.filter(table=table).order_by("pk")
    names = (*_series_names(), "key")
    series = [{name: getattr(row, name) for name in names} for row in rows]
    return {name: getattr(table, name) for name in DECLARED_OF_TABLE} | {"series": series}


def _declare_anew(table: FigureTable, *, now: datetime, actor: str) -> None:
    """Publish the current figures once more under what is said of them now, where that has changed and fits them."""
    current = _current(table)
    if current is None or current.declared == _declaration(table):
        return
    try:
        _check_series(table, head_of(current.head))
    except UnknownPlaceError:
        return  # what is said fits figures still to come, and will be theirs
    current.pk, current.public_id = None, new_public_id()
    current.number, current.declared, current.differences = _next_number(table), _declaration(table), {}
    current.made_at, current.made_by, current.decided_at, current.decided_by = now, actor, None, ""
    current.save(force_insert=True)
    facts: dict[str, Fact] = {"version": current.number, "sha256": current.sha256, "from": "declaration"}
    _note(table, PUBLISHED, now=now, actor=actor, facts=facts)


def _next_number(table: FigureTable) -> int:
    return (FigureVersion.objects.filter(table=table).aggregate(last=Max("number"))["last"] or 0) + 1


def _series_names() -> tuple[str, ...]:
    return tuple(name for name in SeriesFacts.__dataclass_fields__ if name != "key")


def _series_row(one: SeriesFacts) -> dict[str, Any]:
    return {
        "concept": one.concept,
        "name": dict(one.name),
        "unit": dict(one.unit),
        "power": one.power,
        "step": one.step,
        "trade": one.trade.value,
        "population": one.population.as_dict(),
        "selection": dict(one.selection),
        "geo": one.geo,
        "time": one.time,
        "split": one.split,
    }


def _locked(key: str) -> FigureTable:
    table = FigureTable.objects.select_for_update(of=("self",)).filter(key=key).first()
    if table is None:
        raise UnknownTableError(key)
    return table


def _current(table: FigureTable) -> FigureVersion | None:
    return FigureVersion.objects.filter(table=table, standing=Standing.PUBLISHED).order_by("-number").first()


def _table_of(version: FigureVersion) -> Table:
    observations = read_all(from_shelf(version.sha256), tuple(version.statuses))
    return Table(head_of(version.head), observations)


def _check_series(table: FigureTable, head: Head) -> None:
    dimensions = {dimension.code: set(dimension.codes) for dimension in head.dimensions}
    for row in FigureSeries.objects.filter(table=table):
        named = [name for name in (row.geo, row.time, row.split, *row.selection) if name and name not in dimensions]
        if named:
            raise UnknownPlaceError(f"{table.key}: {row.key} speaks of {named[0]}, which the table does not have")
        for name, code in row.selection.items():
            if code not in dimensions[name]:
                raise UnknownPlaceError(f"{table.key}: {row.key} speaks of {code} in {name}, which is not there")


def _write(
    table: FigureTable, content: Table, origin: Origin, standing: Standing, *, now: datetime, actor: str
) -> FigureVersion:
    """Put the figures on the shelf and their row beside the others; whole or not at all."""
    with draft() as path:
        write_columns(content.head, content.observations, path)
        failpoint("statistics.columns_written")
        sha256 = shelve(path, now=now)
    before = _current(table)
    return FigureVersion.objects.create(
        table=table,
        number=_next_number(table),
        standing=standing.value,
        vintage=origin.vintage,
        head=plain(content.head),
        statuses=list(content.observations.statuses),
        declared=_declaration(table),
        sha256=sha256,
        cells=len(content.observations),
        figures=int((~np.isnan(content.observations.values)).sum()),
        origin=origin.name,
        origin_sha256=origin.sha256,
        retrieved_at=origin.retrieved_at,
        differences=differences(_table_of(before), content).as_dict() if before else {},
        made_at=now,
        made_by=actor,
    )


def _same(before: FigureVersion | None, content: Table) -> bool:
    return before is not None and not differences(_table_of(before), content).any


@transaction.atomic
def publish(key: str, content: Table, origin: Origin, *, now: datetime, actor: str) -> int:
    """Publish a version of a declared table beside the older ones and return its number.

    The very same figures once more make no new version. Raises UnknownPlaceError where a series would point nowhere.
    """
    table = _locked(key)
    _check_series(table, content.head)
    before = _current(table)
    if before and _same(before, content):
        return before.number
    version = _write(table, content, origin, Standing.PUBLISHED, now=now, actor=actor)
    facts: dict[str, Fact] = {"version": version.number, "sha256": version.sha256, "from": origin.name}
    _note(table, PUBLISHED, now=now, actor=actor, facts=facts)
    return version.number


@transaction.atomic
def propose(key: str, content: Table, origin: Origin, *, now: datetime, actor: str) -> Differences:
    """Keep what a source now says, for a person to decide; nothing that is published changes.

    The same figures as published, or as already proposed, propose nothing. A later proposal takes the place of one
    that nobody has decided.
    """
    table = _locked(key)
    _check_series(table, content.head)
    waiting = FigureVersion.objects.filter(table=table, standing=Standing.PROPOSED).first()
    if waiting and _same(waiting, content):
        return Differences.from_dict(waiting.differences)
    if waiting:
        _decide(waiting, Standing.DECLINED, now=now, actor="system:superseded")
    before = _current(table)
    if before and _same(before, content):
        return Differences()
    version = _write(table, content, origin, Standing.PROPOSED, now=now, actor=actor)
    _note(table, PROPOSED, now=now, actor=actor, facts={"version": version.number, "from": origin.name})
    return Differences.from_dict(version.differences) if version.differences else Differences(added=version.cells)


def _decide(version: FigureVersion, standing: Standing, *, now: datetime, actor: str) -> None:
    version.standing, version.decided_at, version.decided_by = standing.value, now, actor
    version.save(update_fields=["standing", "decided_at", "decided_by"])


def _waiting(public_id: str) -> FigureVersion:
    found = FigureVersion.objects.select_for_update(of=("self",)).select_related("table")
    version = found.filter(public_id=public_id, standing=Standing.PROPOSED).first()
    if version is None:
        raise NothingWaitsError(public_id)
    return version


@transaction.atomic
def accept(public_id: str, *, now: datetime, actor: str) -> int:
    """Publish a proposed version and return its number; raises NothingWaitsError when it is decided already.

    Raises StaleProposalError when a later version has been published meanwhile.
    """
    version = _waiting(public_id)
    current = _current(version.table)
    if current and current.number > version.number:
        raise StaleProposalError(f"{version.table.key} is at version {current.number}")
    _check_series(version.table, head_of(version.head))
    version.declared = _declaration(version.table)
    version.save(update_fields=["declared"])
    _decide(version, Standing.PUBLISHED, now=now, actor=actor)
    facts: dict[str, Fact] = {"version": version.number, "sha256": version.sha256}
    _note(version.table, ACCEPTED, now=now, actor=actor, facts=facts)
    return version.number


@transaction.atomic
def decline(public_id: str, *, now: datetime, actor: str) -> None:
    """Leave what is published as it is, and remember that somebody said so."""
    version = _waiting(public_id)
    _decide(version, Standing.DECLINED, now=now, actor=actor)
    _note(version.table, REFUSED, now=now, actor=actor, facts={"version": version.number})


def claim_check(key: str, *, due: datetime, until: datetime) -> bool:
    """Take a due look-up for oneself until an instant; False when somebody else already has."""
    return bool(FigureTable.objects.filter(key=key, check_at=due).update(check_at=until))


def note_check(key: str, *, now: datetime, next_at: datetime, failed: str = "") -> None:
    """Remember when a table's source was asked, what went wrong, and when it is to be asked next."""
    FigureTable.objects.filter(key=key).update(checked_at=now, check_at=next_at, check_failed=failed[:LONGEST_WHY])
