"""The only readers of the ledger for others: what happened, what is known of a person, the public diary."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, Subquery

from endorr.base.ledger.heads import Head, Heads, Reach, heads_of
from endorr.base.ledger.keys import chain_key, fingerprint
from endorr.base.ledger.models import Chain, DiaryCounterpart, DiaryRow, DiarySeries, Event, PersonalValue, SecrecyMark
from endorr.base.ledger.rules import Direction, Fact

ERASED = ""
"""What stands where a personal value was."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event, ready to show; `personal` holds what is not erased."""

    chain: str
    seq: int
    at: datetime
    kind: str
    subject: str
    actor: str
    facts: Fact
    personal: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """One thing the ledger knows of a person, for a register extract (GDPR art. 15)."""

    at: datetime
    source: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One diary row as anybody may see it; what may be secret is blank (OSL 5 kap. 2 § second paragraph)."""

    number: str
    on: date
    direction: Direction
    counterpart: str
    subject: str
    masked: bool


def _told(event: Event) -> Told:
    return Told(
        chain=event.chain,
        seq=event.seq,
        at=event.at,
        kind=event.kind,
        subject=event.subject,
        actor=event.actor,
        facts=event.facts,
        personal={one.name: one.value for one in event.personal.all() if one.erased_by_id is None},
    )


def events_about(subject: str) -> list[Told]:
    """Return what happened to one thing, oldest first, in two queries; whoever may see the thing may see this."""
    return [_told(event) for event in Event.objects.filter(subject=subject).order_by("id").prefetch_related("personal")]


def chains() -> list[str]:
    """Return the names of all chains."""
    return list(Chain.objects.order_by("name").values_list("name", flat=True))


def events_after(chain: str, seq: int, *, kinds: frozenset[str], limit: int) -> list[Told]:
    """Return events of some kinds in one chain after a number, in order.

    A reader that keeps its place by chain and number misses nothing: numbers are given in the order of commit.
    """
    rows = Event.objects.filter(chain=chain, seq__gt=seq, kind__in=kinds).order_by("seq")
    return [_told(event) for event in rows.prefetch_related("personal")[:limit]]


def positions() -> dict[str, int]:
    """Return how far every chain has come, by name; one query."""
    return dict(Chain.objects.values_list("name", "seq"))


def subjects_after(chain: str, seq: int) -> set[str]:
    """Return what the events of one chain after a number are about; one query."""
    return set(Event.objects.filter(chain=chain, seq__gt=seq).values_list("subject", flat=True))


def known_of(person: str) -> list[Known]:
    """Return everything the ledger knows of a person: values of events, and rows of diaries, oldest first."""
    values = PersonalValue.objects.filter(person=person, erased_by__isnull=True).select_related("event").order_by("id")
    rows = DiaryCounterpart.objects.filter(person=person, disposal="").select_related("row__event").order_by("id")
    known = [Known(one.event.at, one.event.kind, one.name, one.value) for one in values]
    known += [Known(one.row.event.at, f"{one.row.entity_name} {one.row}", "counterpart", one.name) for one in rows]
    return sorted(known, key=lambda one: one.at)


def public_diary(
    entity: str, *, year: int, limit: int = 500, before: int | None = None, words: str = ""
) -> list[PublicRow]:
    """Return an authority's diary of a year as the public may see it, newest first, `limit` rows before a number.

    A row with a live secrecy mark shows number, date and direction; the rest is blank until a request has been tried,
    and so no `words` find it but its number. Others are found by their subject or number.
    """
    live = SecrecyMark.objects.filter(row=OuterRef("pk"), lifted_on__isnull=True)
    rows = DiaryRow.objects.filter(entity=entity, year=year).annotate(masked=Exists(live)).select_related("counterpart")
    if before is not None:
        rows = rows.filter(number__lt=before)
    if words:
        rows = rows.filter(Q(masked=False, subject__icontains=words) | _numbered(words, year))
    return [_public(row, masked=row.masked) for row in rows.order_by("-number")[:limit]]


def _numbered(words: str, year: int) -> Q:
    """Return the condition for a row by its number, written 2026-17 or 17."""
    number = words.strip().removeprefix(f"{year}-")
    return Q(number=int(number)) if number.isascii() and number.isdecimal() and len(number) < 9 else Q(pk=None)


def _public(row: DiaryRow, *, masked: bool) -> PublicRow:
    return PublicRow(
        number=str(row),
        on=row.on,
        direction=Direction(row.direction),
        counterpart="" if masked else row.counterpart.name,
        subject="" if masked else row.subject,
        masked=masked,
    )


@dataclass(frozen=True, slots=True)
class Diary:
    """One authority's diary of one year: the authority's public id, its name then, and how many rows there are."""

    entity: str
    name: str
    year: int
    rows: int


def diaries() -> list[Diary]:
    """Return every diary with something in it, by authority and newest year first; one query."""
    name = DiaryRow.objects.filter(entity=OuterRef("entity"), year=OuterRef("year")).order_by("-number")
    rows = DiarySeries.objects.filter(number__gt=0).annotate(name=Subquery(name.values("entity_name")[:1]))
    return [Diary(one.entity, one.name, one.year, one.number) for one in rows.order_by("name", "-year")]


@dataclass(frozen=True, slots=True)
class Behind:
    """A registered document as its authority's own staff see it; `row` is for pointing at, `marks` the live ones."""

    row: int
    number: str
    on: date
    direction: Direction
    subject: str
    counterpart: str
    about: str
    marks: tuple[str, ...]
    told: Told


def behind(entity: str, numbers: Collection[str]) -> list[Behind]:
    """Return an authority's own documents by their numbers in the diary ("2026-17"), in that order; four queries."""
    wanted = Q(pk=None)
    for number in numbers:
        year, _, place = number.partition("-")
        if year.isdecimal() and place.isdecimal() and len(year) == 4 and len(place) < 9:
            wanted |= Q(year=int(year), number=int(place))
    rows = DiaryRow.objects.filter(wanted, entity=entity).select_related("event", "counterpart")
    found = {str(row): row for row in rows.prefetch_related("event__personal", "marks")}
    return [_behind(found[number]) for number in numbers if number in found]


def _behind(row: DiaryRow) -> Behind:
    return Behind(
        row=row.pk,
        number=str(row),
        on=row.on,
        direction=Direction(row.direction),
        subject=row.subject,
        counterpart=row.counterpart.name,
        about=row.about,
        marks=tuple(mark.ground for mark in row.marks.all() if mark.lifted_on is None),
        told=_told(row.event),
    )


def _reaches() -> Iterator[Reach]:
    for series in DiarySeries.objects.filter(number__gt=0):
        last = DiaryRow.objects.filter(entity=series.entity, year=series.year, number=series.number).first()
        if last is not None:
            yield Reach(series.entity, series.year, series.number, last.seal)


def present_heads(*, now: datetime) -> Heads:
    """Return how far every chain and every diary has come, to be signed and kept elsewhere."""
    heads = [Head(one.name, one.seq, one.hash) for one in Chain.objects.filter(seq__gt=0)]
    return heads_of(at=now, key=fingerprint(chain_key()), heads=heads, diaries=_reaches())


def height() -> int:
    """Return how many events there are in all chains, by their heads: a metric."""
    return sum(Chain.objects.values_list("seq", flat=True))


def told_of(people: Collection[str]) -> set[str]:
    """Return those of the public ids that personal values or diary rows still stand under."""
    values = PersonalValue.objects.filter(person__in=people, erased_by__isnull=True).values_list("person", flat=True)
    rows = DiaryCounterpart.objects.filter(person__in=people, disposal="").values_list("person", flat=True)
    return {*values, *rows}
