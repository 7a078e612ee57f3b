"""The only writers of the ledger: record what happened, erase what was personal."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from endorr.base.clock import local_date
from endorr.base.ledger.keys import chain_key
from endorr.base.ledger.kinds import kind as named
from endorr.base.ledger.kinds import known
from endorr.base.ledger.models import (
    Chain,
    DiaryCounterpart,
    DiaryRow,
    DiarySeries,
    Event,
    PersonalValue,
    SecrecyMark,
)
from endorr.base.ledger.rules import (
    NATIONAL,
    Direction,
    Entry,
    Fact,
    Written,
    diary_seal,
    personal_digest,
    plain,
    seal,
)

PERSON_ERASED = named("ledger.person_erased", "What the ledger knew of a person was erased; the chain stays valid")
MARKED_SECRET = named("ledger.marked_secret", "A diary row was marked as perhaps holding secrets (OSL 5 kap. 5 §)")
MARK_LIFTED = named("ledger.mark_lifted", "A secrecy mark on a diary row was lifted")

SALT = 16  # random bytes for each personal value


@dataclass
class _Batch:
    """Heads and numbers held while many deeds are recorded together, and the rows that are not stored yet."""

    heads: dict[str, Chain] = field(default_factory=dict)
    series: dict[tuple[str, int], DiarySeries] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    values: list[PersonalValue] = field(default_factory=list)
    rows: list[DiaryRow] = field(default_factory=list)
    counterparts: list[DiaryCounterpart] = field(default_factory=list)
    others: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    changed: dict[tuple[type[models.Model], tuple[str, ...]], dict[Any, models.Model]] = field(default_factory=dict)

    def store(self) -> None:
        Event.objects.bulk_create(self.events)
        PersonalValue.objects.bulk_create(self.values)
        DiaryRow.objects.bulk_create(self.rows)
        DiaryCounterpart.objects.bulk_create(self.counterparts)
        Chain.objects.bulk_update(self.heads.values(), ["seq", "hash"])
        DiarySeries.objects.bulk_update(self.series.values(), ["number"])
        self.settle()

    def settle(self) -> None:
        others, self.others = self.others, {}
        changed, self.changed = self.changed, {}
        for model, rows in others.items():
            model._default_manager.bulk_create(rows)
        for (model, fields), changes in changed.items():
            model._default_manager.bulk_update(changes.values(), fields, batch_size=200)


_BATCH: ContextVar[_Batch | None] = ContextVar("ledger_batch", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Record what happens inside as one append: the same rows, numbers and seals, stored in one go at the end.

    For whoever brings many deeds at once, such as an import. Each chain and diary stays locked until the end, and
    until then no query sees the new events, nor what was stored by `append`; if anything fails, nothing has happened.
    """
    with transaction.atomic(), _all_or_nothing():
        batch = _Batch()
        token = _BATCH.set(batch)
        try:
            yield
        finally:
            _BATCH.reset(token)
        batch.store()


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Make no savepoints inside: no deed there is ever undone by itself."""
    own = vars(transaction.get_connection())
    if "savepoint" in own:
        yield
        return
    own["savepoint"] = lambda: None  # what `atomic` inside another one asks for its savepoint
    try:
        yield
    finally:
        del own["savepoint"]


def append(*rows: models.Model) -> None:
    """Store new rows of one kind that belong to a deed and that it does not read: at once, or with its whole batch."""
    if not rows:
        return
    model = type(rows[0])
    if batch := _BATCH.get():
        batch.others.setdefault(model, []).extend(rows)
    elif len(rows) == 1:
        rows[0].save(force_insert=True)
    else:
        model._default_manager.bulk_create(rows)


def keep(row: models.Model, *fields: str) -> None:
    """Store what a deed changed in a row that no query of the deed reads: at once, or with its whole batch."""
    batch = _BATCH.get()
    if batch is None:
        row.save(update_fields=fields)
    elif row.pk is not None:  # a row that waits to be stored is stored as it is by then
        batch.changed.setdefault((type(row), fields), {})[row.pk] = row


def settle() -> None:
    """Store what a batch has appended and kept so far, for a query that is about to read it; nothing outside of one."""
    if batch := _BATCH.get():
        batch.settle()


def _locked(chain: str) -> Chain:
    batch = _BATCH.get()
    if batch and chain in batch.heads:
        return batch.heads[chain]
    held = Chain.objects.select_for_update()
    found = held.filter(name=chain).first()
    if found is None:
        Chain.objects.get_or_create(name=chain)
        found = held.get(name=chain)
    if batch:
        batch.heads[chain] = found
    return found


def _keep(event: Event, person: str, values: Mapping[str, tuple[str, str]]) -> None:
    kept = [
        PersonalValue(event=event, name=name, person=person, salt=salt, value=value)
        for name, (salt, value) in values.items()
    ]
    if batch := _BATCH.get():
        batch.values += kept
    else:
        PersonalValue.objects.bulk_create(kept)


@transaction.atomic
def record(
    *,
    chain: str,
    kind: str,
    subject: str,
    actor: str,
    now: datetime,
    facts: Mapping[str, Fact],
    personal: Mapping[str, str] | None = None,
    person: str | None = None,
) -> Event:
    """Add one event to a chain, in the caller's transaction, and return it.

    `chain` is a cooperation's public id or NATIONAL; `kind` one that a room has named; `subject` the public id of what
    it is about; `facts` plain values (see `plain`) with nothing personal among them. What is personal goes in
    `personal`, by name, with the public id of the `person` it is about: the chain keeps only salted digests of it.
    A transaction that writes to two chains locks them in the order it records: take cooperations before NATIONAL.
    Raises UnknownKindError, NotPlainError, or ValueError for personal values without a person.
    """
    if personal and not person:
        raise ValueError("personal values need the person they can be erased for")
    values = {str(name): (secrets.token_hex(SALT), str(plain(value))) for name, value in (personal or {}).items()}
    digests = {name: personal_digest(salt=salt, value=value) for name, (salt, value) in values.items()}
    told = plain(facts)
    head = _locked(chain)
    entry = Entry(
        chain=chain,
        seq=head.seq + 1,
        at=now,
        kind=known(kind),
        subject=subject,
        actor=actor,
        facts=told,
        digests=digests,
        previous=head.hash,
    )
    event = Event(
        chain=entry.chain,
        seq=entry.seq,
        at=entry.at,
        kind=entry.kind,
        subject=entry.subject,
        actor=entry.actor,
        facts=told,
        digests=digests,
        previous=entry.previous,
        hash=seal(entry, key=chain_key()),
    )
    head.seq, head.hash = event.seq, event.hash
    if batch := _BATCH.get():
        batch.events.append(event)
    else:
        event.save(force_insert=True)
        head.save(update_fields=["seq", "hash"])
    if values:
        _keep(event, person or "", values)
    return event


@dataclass(frozen=True, slots=True)
class Erased:
    """How much an erasure took away, and what an authority must keep until it has decided on disposal."""

    values: int
    diary_rows: int
    diary_rows_kept: int


@transaction.atomic
def erase_person(person: str, *, now: datetime, actor: str, disposal: str = "") -> Erased:
    """Erase what the ledger knows of a person: values and salts go, digests stay, every chain stays valid.

    An authority's diary is a public record: who a document came from is taken away only by a decision on disposal
    (gallring), named in `disposal`; without one those rows are counted and kept (GDPR art. 17(3), arkivlagen 10 §).
    """
    values = PersonalValue.objects.filter(person=person, erased_by__isnull=True)
    counterparts = DiaryCounterpart.objects.filter(person=person, disposal="")
    told = (values.count(), counterparts.count())
    done = Erased(told[0], told[1] if disposal else 0, 0 if disposal else told[1])
    event = record(
        chain=NATIONAL,
        kind=PERSON_ERASED,
        subject=person,
        actor=actor,
        now=now,
        facts={"values": done.values, "diary_rows": done.diary_rows, "disposal": disposal},
    )
    values.update(salt="", value="", erased_by=event)
    if disposal:
        counterparts.update(salt="", name="", disposal=disposal)
    return done


def _next_number(entity: str, year: int) -> int:
    batch = _BATCH.get()
    series = batch.series.get((entity, year)) if batch else None
    if series is None:
        DiarySeries.objects.get_or_create(entity=entity, year=year)
        series = DiarySeries.objects.select_for_update().get(entity=entity, year=year)
    series.number += 1
    if batch:
        batch.series[entity, year] = series
    else:
        series.save(update_fields=["number"])
    return series.number


@transaction.atomic
def register(
    *,
    entity: str,
    entity_name: str,
    direction: Direction,
    counterpart: str,
    subject: str,
    about: str,
    event: Event,
    now: datetime,
    person: str = "",
) -> DiaryRow:
    """Write what came in or went out in an authority's diary, in the caller's transaction (OSL 5 kap. 1-2 §).

    `entity` is the authority's public id and `entity_name` its name this day; `counterpart` from or to whom, kept apart
    and disposable, with the public id of the `person` if it is one; `subject` short and free of anything personal;
    `event` the one already recorded of the same deed. Numbers run without holes within the entity's calendar year.
    """
    day = local_date(now)
    salt = secrets.token_hex(SALT)
    written = Written(
        entity=entity,
        year=day.year,
        number=_next_number(entity, day.year),
        on=day,
        direction=Direction(direction).value,
        subject=subject,
        about=about,
        counterpart_digest=personal_digest(salt=salt, value=counterpart),
        event_hash=event.hash,
    )
    row = DiaryRow(
        entity=entity,
        entity_name=entity_name,
        year=written.year,
        number=written.number,
        on=day,
        direction=written.direction,
        subject=subject,
        about=about,
        event=event,
        counterpart_digest=written.counterpart_digest,
        seal=diary_seal(written, key=chain_key()),
    )
    beside = DiaryCounterpart(row=row, person=person, salt=salt, name=counterpart)
    if batch := _BATCH.get():
        batch.rows.append(row)
        batch.counterparts.append(beside)
    else:
        row.save(force_insert=True)
        DiaryCounterpart.objects.bulk_create([beside])
    return row


def _mark_facts(row: DiaryRow, ground: str) -> dict[str, Fact]:
    return {"entity": row.entity, "diary": f"{row.year}-{row.number}", "ground": ground}


@transaction.atomic
def mark_secret(row: DiaryRow, *, ground: str, now: datetime, actor: str) -> SecrecyMark:
    """Note that a document may hold secrets, with the provision of law; a note, not a decision (OSL 5 kap. 5 §)."""
    facts = _mark_facts(row, ground)
    record(chain=row.event.chain, kind=MARKED_SECRET, subject=row.about, actor=actor, now=now, facts=facts)
    return SecrecyMark.objects.create(row=row, ground=ground, on=local_date(now), by=actor)


@transaction.atomic
def lift_mark(mark: SecrecyMark, *, now: datetime, actor: str) -> None:
    """Lift a secrecy mark; it stays on the row as lifted."""
    row = mark.row
    facts = _mark_facts(row, mark.ground)
    record(chain=row.event.chain, kind=MARK_LIFTED, subject=row.about, actor=actor, now=now, facts=facts)
    mark.lifted_on, mark.lifted_by = local_date(now), actor
    mark.save(update_fields=["lifted_on", "lifted_by"])
