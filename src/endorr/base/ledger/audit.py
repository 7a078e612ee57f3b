"""Reads every row of the ledger and says what is wrong with it; memory stays flat however long the chains are."""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any

from django.db import DatabaseError

from endorr.base.ledger.commands import PERSON_ERASED
from endorr.base.ledger.heads import Heads
from endorr.base.ledger.keys import chain_key
from endorr.base.ledger.models import Chain, DiaryRow, DiarySeries, Event, PersonalValue
from endorr.base.ledger.rules import Entry, Written, diary_seal, personal_digest
from endorr.base.ledger.verification import Finding, Sealed, Wrong, chain_faults

CHUNK = 2000


def _sealed(event: Event) -> Sealed:
    entry = Entry(
        chain=event.chain,
        seq=event.seq,
        at=event.at.astimezone(UTC),
        kind=event.kind,
        subject=event.subject,
        actor=event.actor,
        facts=event.facts,
        digests=event.digests,
        previous=event.previous,
    )
    return Sealed(entry, event.hash)


def _pins(chain: str, head: Chain | None, exported: Sequence[Heads]) -> dict[int, str]:
    pins = {head.seq: head.hash} if head is not None and head.seq else {}
    return pins | {one.seq: one.hash for heads in exported for one in heads.heads if one.chain == chain}


def _names(heads: Mapping[str, Chain], exported: Sequence[Heads]) -> list[str]:
    written = Event.objects.order_by().values_list("chain", flat=True).distinct()
    return sorted({*heads, *written, *(one.chain for told in exported for one in told.heads)})


def _chain(name: str, head: Chain | None, exported: Sequence[Heads]) -> Iterator[Finding]:
    rows = Event.objects.filter(chain=name).order_by("seq", "id").iterator(chunk_size=CHUNK)
    yield from chain_faults(map(_sealed, rows), chain=name, key=chain_key(), pins=_pins(name, head, exported))


def _safely(name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Turn a row that the database can no longer even read out into a finding."""
    try:
        yield from findings
    except (ValueError, TypeError, AttributeError, DatabaseError):
        yield Finding(Wrong.UNREADABLE, name, 0)


def _value_holds(value: PersonalValue, digests: Mapping[str, str]) -> bool:
    if value.name not in digests:
        return False
    if value.erased_by is not None:
        return value.erased_by.kind == PERSON_ERASED and value.erased_by.subject == value.person
    try:
        digest = personal_digest(salt=value.salt, value=value.value)
    except ValueError:
        return False
    return hmac.compare_digest(digest, digests[value.name])


def _personal() -> Iterator[Finding]:
    events = Event.objects.order_by("id").prefetch_related("personal__erased_by").iterator(chunk_size=CHUNK)
    for event in events:
        kept = {one.name: one for one in event.personal.all()}
        for name in sorted({*kept, *event.digests}):
            if name not in kept or not _value_holds(kept[name], event.digests):
                yield Finding(Wrong.PERSONAL, event.chain, event.seq, name=name)


def _written(row: DiaryRow) -> Written:
    return Written(
        entity=row.entity,
        year=row.year,
        number=row.number,
        on=row.on,
        direction=row.direction,
        subject=row.subject,
        about=row.about,
        counterpart_digest=row.counterpart_digest,
        event_hash=row.event.hash,
    )


def _diary_pins(exported: Sequence[Heads]) -> dict[tuple[str, int], dict[int, str]]:
    pins: dict[tuple[str, int], dict[int, str]] = {}
    for heads in exported:
        for one in heads.diaries:
            pins.setdefault((one.entity, one.year), {})[one.number] = one.seal
    return pins


def _diary(entity: str, year: int, *, reached: int, pins: Mapping[int, str]) -> Iterator[Finding]:
    name, expected = f"diary {entity} {year}", 1
    rows = DiaryRow.objects.filter(entity=entity, year=year).select_related("event", "counterpart").order_by("number")
    for row in rows.iterator(chunk_size=CHUNK):
        if row.number > expected:
            yield Finding(Wrong.MISSING, name, expected, through=row.number - 1)
        if diary_seal(_written(row), key=chain_key()) != row.seal or not _counterpart_holds(row):
            yield Finding(Wrong.CHANGED, name, row.number)
        elif pins.get(row.number, row.seal) != row.seal:
            yield Finding(Wrong.REPLACED, name, row.number)
        expected = row.number + 1
    if max(reached, *pins, 0) >= expected:
        yield Finding(Wrong.CUT_OFF, name, expected, through=max(reached, *pins, 0))


def _counterpart_holds(row: DiaryRow) -> bool:
    one = getattr(row, "counterpart", None)
    if one is None:
        return False
    return bool(one.disposal) or personal_digest(salt=one.salt, value=one.name) == row.counterpart_digest


def _diaries(exported: Sequence[Heads]) -> Iterator[Finding]:
    pins = _diary_pins(exported)
    reached: dict[tuple[Any, Any], int] = {(one.entity, one.year): one.number for one in DiarySeries.objects.all()}
    written = DiaryRow.objects.order_by().values_list("entity", "year").distinct()
    for entity, year in sorted({*pins, *reached, *written}):
        at = (entity, year)
        yield from _safely(
            f"diary {entity} {year}", _diary(entity, year, reached=reached.get(at, 0), pins=pins.get(at, {}))
        )


def faults(*, exported: Sequence[Heads] = ()) -> Iterator[Finding]:
    """Yield everything that is wrong with the ledger: its chains, its personal values, its diaries.

    `exported` are heads whose signature has been believed; rows cut off or written anew before them are found.
    """
    heads = {one.name: one for one in Chain.objects.all()}
    for name in _names(heads, exported):
        yield from _safely(name, _chain(name, heads.get(name), exported))
        if name not in heads:
            yield Finding(Wrong.MISSING, name, 0)
    yield from _safely("", _personal())
    yield from _diaries(exported)
