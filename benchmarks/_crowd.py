"""A door with as many questions as is wanted, stored in bulk with all that stands beside each; all of it made up."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model
from tests.cases.factories import UMEA, adviser, door, organisation, region_of
from tests.directory.factories import function

from endorr import worktime
from endorr.base.accounts.models import User
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.links.models import CapabilityLink
from endorr.base.outbox.models import OutboxRow
from endorr.base.public_ids import new_public_id
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.base.tenancy.rules import Role
from endorr.cases.models import Case, Contact, Delivery, Enquiry, Entry, FollowUp, GivenPromise, Reminder
from endorr.cases.rules import warnings
from endorr.directory.models import Function
from endorr.worktime import Promise

PLACES = (UMEA, "2482", "2462", "2409", "2480")
NEEDS = ("finance", "customs", "market", "rules")
WORDS = (
    "Vi vill sälja lampor till Norge och undrar vad som gäller för tullen, vilka papper som ska följa med varan och "
    "om det finns någon som kan gå igenom avtalet med oss. Kunden finns i Trondheim och vill ha en första leverans "
    "före jul. Vi har inte exporterat förut och är sju anställda. "
)
YEARS_BACK = 730  # days over which what is closed came in
DAYS_BACK = 10  # over which what still waits came in
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Ground:
    """Who is there before the first question: the door, those who answer at it, and their functions."""

    cooperation: Cooperation
    region: Organisation
    desk: Function
    coordinator: User
    advisers: tuple[tuple[User, Organisation], ...]


def furnish() -> Ground:
    """Make the door, its region and two partners with ten people between them."""
    here = door()
    region = region_of(here)
    coordinator = adviser("Anna Berg", region, Role.COORDINATOR)
    bank, chamber = organisation("Bank Exempel", here), organisation("Kammare Exempel", here)
    for at in (bank, chamber):
        function("Rådgivning", at, within=here)
    places = [region] * 5 + [bank] * 3 + [chamber] * 2
    people = tuple((adviser(f"Råd{number} Givare", at), at) for number, at in enumerate(places))
    return Ground(here, region, Function.objects.get(desk=True), coordinator, ((coordinator, region), *people))


def fill(ground: Ground, count: int, now: datetime, *, waiting: float = 0.3, going_on: float = 0.3) -> None:
    """Store `count` questions more; shares of them wait for contact and are being answered, the rest are closed."""
    chance = random.Random(count)
    for number in batched(range(count), BATCH):
        shares = [chance.random() for _ in number]
        rows = [_case(ground, chance, share, now, waiting=waiting, going_on=going_on) for share in shares]
        _store(ground, rows, chance, now)


def multiply(times: int) -> None:
    """Store all questions there are, with what stands beside each, `times` over, as copies made by the database."""
    width = {model: _next(model) for model in COPIED}
    for copy in range(1, times):
        for model in COPIED:
            with connection.cursor() as cursor:
                cursor.execute(_copying(model, copy, width))
    if connection.vendor == "postgresql":
        _go_on_counting()


COPIED: tuple[type[Model], ...] = (
    *(Enquiry, Case, GivenPromise, Reminder, Entry, Contact, Delivery, FollowUp, CapabilityLink),
    *(Event, DiaryRow, OutboxRow),
)
OWN = frozenset({"public_id", "key", "message_id", "token_hash", "about", "subject", "target"})
"""What is a row's own, or names one that is: the copy's has another end."""


def _copying(model: type[Model], copy: int, width: dict[type[Model], int]) -> str:
    """Return the statement that copies a table's first rows: keys moved on, and what must differ given another end."""
    names, values = [], []
    for field in model._meta.concrete_fields:
        quoted = connection.ops.quote_name(str(field.column))
        shifted = model if field.primary_key else field.related_model
        names.append(quoted)
        if shifted in width:
            values.append(f"{quoted} + {copy * width[shifted]}")
        elif field.name == "seq" or (field.name == "number" and model is DiaryRow):
            values.append(f"{quoted} + {copy * 10_000_000}")
        elif field.name == "number":
            values.append(f"{quoted} || '_{copy:02}'")
        elif field.name in OWN and (field.max_length or 0) > 3 and not (field.name == "subject" and model is DiaryRow):
            values.append(f"substr({quoted}, 1, length({quoted}) - 3) || '_{copy:02}'")
        else:
            values.append(quoted)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} WHERE id < {width[model]}"


def _go_on_counting() -> None:
    """Tell PostgreSQL's sequences how far the keys have come."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)


def gather_statistics() -> None:
    """Let the database know its tables as they are, as each engine does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(frozen=True, slots=True)
class _Row:
    """One question to be: its promise, and how far it has come."""

    promise: Promise
    contacted_at: datetime | None
    closed_at: datetime | None
    holder: tuple[User, Organisation] | None

    @property
    def state(self) -> str:
        if self.closed_at:
            return "closed"
        return "contacted" if self.contacted_at else "asked"


def _case(
    ground: Ground, chance: random.Random, share: float, now: datetime, *, waiting: float, going_on: float
) -> _Row:
    waits, goes_on = share < waiting, waiting <= share < waiting + going_on
    back = chance.random() * (DAYS_BACK if waits else YEARS_BACK)
    received = (now - timedelta(days=back + (0 if waits else 3))).replace(microsecond=0)
    promise = worktime.promise(received)
    if waits:
        return _Row(promise, None, None, None)
    late = chance.random() < 0.06
    contacted = min(promise.due + timedelta(hours=5) if late else received + timedelta(hours=chance.random() * 7), now)
    closed = None if goes_on else min(contacted + timedelta(days=chance.random() * 9), now)
    return _Row(promise, contacted, closed, chance.choice(ground.advisers))


def _next(model: type[Model]) -> int:
    return (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def _store(ground: Ground, rows: Sequence[_Row], chance: random.Random, now: datetime) -> None:
    first, first_event = _next(Case), _next(Event)
    enquiries = _bulk(Enquiry, (_enquiry(ground, chance, at, row) for at, row in enumerate(rows, first)))
    cases = _bulk(
        Case, (_whole(ground, chance, at, *pair) for at, pair in enumerate(zip(enquiries, rows, strict=True), first))
    )
    _bulk(
        GivenPromise, (GivenPromise(case=case, **row.promise._asdict()) for case, row in zip(cases, rows, strict=True))
    )
    both = list(zip(cases, rows, strict=True))
    _bulk(Reminder, (one for case, row in both for one in _reminders(case, row, now)))
    _bulk(Entry, (one for case, row in both for one in _entries(case, row)))
    _bulk(Contact, (_contact(case, row) for case, row in both if row.contacted_at))
    abroad = [(case, row) for case, row in both if row.holder and row.holder[1] != ground.region]
    _bulk(Delivery, (_delivery(case, row) for case, row in abroad))
    _bulk(FollowUp, (_follow_up(case, row) for case, row in both if row.closed_at))
    _bulk(CapabilityLink, (_link(case, row) for case, row in both))
    events = _bulk(Event, (one for at, pair in enumerate(both) for one in _events(first_event + 3 * at, *pair)))
    entity = ground.region.legal_entity
    _bulk(DiaryRow, (_diary(entity, event, at) for at, event in enumerate(events[::3], first)))
    _bulk(OutboxRow, (one for case, row in both for one in _mails(case, row)))


def _bulk[Row: Model](model: type[Row], rows: Iterable[Row]) -> list[Row]:
    return model._default_manager.bulk_create(rows, batch_size=500)


def _enquiry(ground: Ground, chance: random.Random, at: int, row: _Row) -> Enquiry:
    words = f"{chance.choice(('Tull', 'Garanti', 'Avtal', 'Marknad'))} {at}. {WORDS}{chance.choice(NEEDS)} {at % 97}."
    return Enquiry(
        cooperation=ground.cooperation,
        receiver=ground.region.legal_entity,
        channel="web",
        site="https://dorren.example",
        received_at=row.promise.received,
        language="sv",
        question=words,
        municipality=chance.choice(PLACES),
        company=f"Bolag {at} AB",
        name=f"Namn {at}",
        email=f"f{at}@bolag{at}.example",
        phone=f"070-{at:07}",
        phone_digits=f"70{at:07}",
    )


def _whole(ground: Ground, chance: random.Random, at: int, enquiry: Enquiry, row: _Row) -> Case:
    return Case(
        number=f"EX-{row.promise.received.year}-B{at:06}",
        enquiry=enquiry,
        cooperation=ground.cooperation,
        act_by=row.promise.act_by,
        due=row.promise.due,
        calendar_id=row.promise.calendar_id,
        calendar_version=row.promise.calendar_version,
        function=ground.desk,
        need=chance.choice(NEEDS),
        sharing=chance.choice(("yes", "yes", "ask", "receiver")),
        state=row.state,
        holder=row.holder[0] if row.holder else None,
        organisation=row.holder[1] if row.holder else None,
        taken_at=row.promise.received + timedelta(minutes=40) if row.holder else None,
        contacted_at=row.contacted_at,
        evidence="sent" if row.contacted_at else "",
        closed_at=row.closed_at,
        outcome="helped" if row.closed_at else "",
    )


def _reminders(case: Case, row: _Row, now: datetime) -> Iterator[Reminder]:
    for step, due in warnings(row.promise.received, worktime.calendar(row.promise.calendar_id)):
        done = row.contacted_at or (due if due <= now else None)
        yield Reminder(case=case, step=step.value, due=due, done_at=done)


def _by(row: _Row) -> dict[str, Any]:
    assert row.holder
    return {"person": row.holder[0], "organisation": row.holder[1]}


def _entries(case: Case, row: _Row) -> Iterator[Entry]:
    if row.holder:
        yield Entry(case=case, at=row.promise.received + timedelta(minutes=40), kind="taken", **_by(row))
    if row.closed_at:
        yield Entry(case=case, at=row.closed_at, kind="closed", text="Ni fick svar om tullen.", **_by(row))


def _contact(case: Case, row: _Row) -> Contact:
    assert row.contacted_at
    stated = {"at": row.contacted_at, "logged_at": row.contacted_at, "way": "message", "evidence": "sent"}
    return Contact(case=case, reached=True, text=WORDS, **stated, **_by(row))


def _delivery(case: Case, row: _Row) -> Delivery:
    assert row.holder
    return Delivery(
        case=case, organisation=row.holder[1], at=row.promise.received, by="system", fields=["question"], ground="yes"
    )


def _follow_up(case: Case, row: _Row) -> FollowUp:
    assert row.closed_at
    due = row.closed_at + timedelta(days=14)
    return FollowUp(case=case, asking="satisfaction", due=due, done_at=due, mailed=True)


def _link(case: Case, row: _Row) -> CapabilityLink:
    return CapabilityLink(
        token_hash=new_public_id() * 4,
        purpose="cases.status",
        target=case.public_id,
        issued_at=row.promise.received,
        issued_by=f"case:{case.public_id}",
        expires_at=row.promise.received + timedelta(days=1200),
    )


def _events(first: int, case: Case, row: _Row) -> Iterator[Event]:
    for at, kind in enumerate(("cases.asked", "cases.taken", "cases.closed"), first):
        yield Event(
            chain="bulk",
            seq=at,
            at=row.promise.received,
            kind=kind,
            subject=f"case:{case.public_id}",
            actor="company",
            facts={"channel": "web", "due": row.promise.due.isoformat()},
            digests={},
            previous="0" * 64,
            hash=f"{at:064x}",
        )


def _diary(entity: Any, event: Event, number: int) -> DiaryRow:
    return DiaryRow(
        entity="bulk",
        entity_name=entity.name,
        year=event.at.year,
        number=number,
        on=event.at.date(),
        direction="in",
        subject="Fråga om export",
        about=event.subject,
        event=event,
        counterpart_digest="0" * 64,
        seal="0" * 64,
    )


def _mails(case: Case, row: _Row) -> Iterator[OutboxRow]:
    for kind in ("confirm", "door"):
        yield OutboxRow(
            channel="mail",
            key=f"{kind}:{case.public_id}",
            payload={"to": "f@bolag.example", "text": WORDS * 3},
            about=f"case:{case.public_id}",
            chain="bulk",
            message_id=f"<{kind}.{case.public_id}@dorren.example>",
            state="sent",
            created=row.promise.received,
            next_try=row.promise.received,
            sent_at=row.promise.received + timedelta(seconds=4),
        )
