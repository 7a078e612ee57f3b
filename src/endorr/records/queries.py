"""Reads public records: the open diary, a request as its asker and its staff see it, what is kept of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from endorr.base.erasing import Held, Subject, held_of, subject_of
from endorr.base.ledger.queries import Behind, Diary, behind, diaries, known_of
from endorr.base.tenancy.queries import Choice, authority_names, own_authorities
from endorr.base.tenancy.rules import Viewer, public_query
from endorr.records.documents import fields_of
from endorr.records.models import Disposal, Request, RequestedDocument, SubjectRequest
from endorr.records.roles import HANDLING
from endorr.records.rules import Answer, CopyField, Court, Field, Ground, fingerprint


@public_query("which diaries there are is told to everybody (OSL 5 kap. 2 §)")
def open_diaries() -> list[Diary]:
    """Return every authority's newest diary, by the authority's name; two queries."""
    names = authority_names()
    newest: dict[str, Diary] = {}
    for one in diaries():
        if one.entity in names:
            newest.setdefault(one.entity, one)
    return sorted(newest.values(), key=lambda one: names[one.entity])


@public_query("which diaries there are is told to everybody (OSL 5 kap. 2 §)")
def diary_years(entity: str) -> list[int]:
    """Return the years of an authority's diary, newest first; none for whoever has no diary. Two queries."""
    return [one.year for one in diaries() if one.entity == entity] if entity in authority_names() else []


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One requested document: what the diary calls it, and the answer when there is one."""

    public_id: str
    number: str
    subject: str
    answer: Answer | None
    reason: str
    court: Court | None
    answered_at: datetime | None
    copy: tuple[CopyField, ...]


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request whole, for its asker or for the authority's staff."""

    public_id: str
    number: str
    entity: str
    authority: str
    asked_at: datetime
    due: datetime
    text: str
    by_mail: bool
    answered_at: datetime | None
    documents: tuple[DocumentRow, ...]

    @property
    def in_words(self) -> bool:
        """Say whether what was asked for in words is still to be found."""
        return any(not one.number and one.answer is None for one in self.documents)


def _document(row: RequestedDocument) -> DocumentRow:
    return DocumentRow(
        public_id=row.public_id,
        number=str(row.row) if row.row else "",
        subject=row.row.subject if row.row else "",
        answer=Answer(row.answer) if row.answer else None,
        reason=row.reason,
        court=Court(row.court) if row.court else None,
        answered_at=row.answered_at,
        copy=tuple(
            CopyField(one["label"], one["value"], Ground(one["ground"]) if one["ground"] else None) for one in row.copy
        ),
    )


def _whole(row: Request) -> RequestView:
    documents = row.documents.select_related("row").order_by("pk")
    return RequestView(
        public_id=row.public_id,
        number=row.number,
        entity=row.entity.public_id,
        authority=row.entity.name,
        asked_at=row.asked_at,
        due=row.due,
        text=row.text,
        by_mail=bool(row.email),
        answered_at=row.answered_at,
        documents=tuple(_document(one) for one in documents),
    )


@public_query("the link has been proved: whoever holds it asked")
def own_request(public_id: str) -> RequestView:
    """Return a request for whoever holds its link; two queries."""
    return _whole(Request.objects.select_related("entity").get(public_id=public_id))


def request_for(viewer: Viewer, public_id: str) -> RequestView | None:
    """Return a request to one of the viewer's own authorities; None for any other; three queries."""
    mine = [one.public_id for one in own_authorities(viewer, *HANDLING)]
    rows = Request.objects.select_related("entity").filter(public_id=public_id, entity__public_id__in=mine)
    return _whole(row) if (row := rows.first()) else None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in the staff's list."""

    public_id: str
    number: str
    authority: str
    asked_at: datetime
    due: datetime
    answered_at: datetime | None


def requests_for(viewer: Viewer, *, limit: int = 200) -> list[RequestRow]:
    """Return requests to the viewer's own authorities: the unanswered first, by when they are due; three queries."""
    mine = [one.public_id for one in own_authorities(viewer, *HANDLING)]
    rows = Request.objects.select_related("entity").filter(entity__public_id__in=mine)
    waiting = list(rows.filter(answered_at__isnull=True).order_by("due"))
    done = list(rows.filter(answered_at__isnull=False).order_by("-answered_at")[:limit])
    return [
        RequestRow(row.public_id, row.number, row.entity.name, row.asked_at, row.due, row.answered_at)
        for row in [*waiting, *done]
    ]


@dataclass(frozen=True, slots=True)
class ToTest:
    """A document as whoever tests it sees it: every field, what marks warn of, and the digest of what is shown."""

    request: RequestView
    document: DocumentRow
    fields: tuple[Field, ...]
    marks: tuple[str, ...]
    seen: str


def document_for(viewer: Viewer, request: str, document: str) -> ToTest | None:
    """Return a document to test for the staff of its own authority; None for any other. At most ten queries."""
    found = request_for(viewer, request)
    row = next((one for one in found.documents if one.public_id == document and one.number), None) if found else None
    if found is None or row is None:
        return None
    papers: Sequence[Behind] = behind(found.entity, [row.number])
    if not papers:
        return None
    fields = fields_of(papers[0], found.entity)
    return ToTest(found, row, fields, papers[0].marks, fingerprint(fields))


def last_court(viewer: Viewer, entity: str) -> Court | None:
    """Return the court that the viewer's own authority last named in a refusal; None when it has named none."""
    mine = {one.public_id for one in own_authorities(viewer, *HANDLING)}
    rows = RequestedDocument.objects.filter(request__entity__public_id=entity).exclude(court="")
    last = rows.order_by("-answered_at").values_list("court", flat=True).first() if entity in mine else None
    return Court(last) if last else None


@public_query("for the person alone: sent to the address itself")
def held_by(address: str) -> list[tuple[str, Held]]:
    """Return everything every room keeps of whoever has a mail address, by the room's label, and what the ledger knows.

    For that person only: it crosses every wall, so it is shown behind a link that went to the address itself.
    """
    subject = _subject(address)
    held = held_of(subject)
    for thing in sorted(subject.things):
        held += [("ledger", Held(one.source, one.at, ((one.name, one.value),))) for one in known_of(thing)]
    return held


def _subject(address: str) -> Subject:
    return subject_of(address, addresses=frozenset({address}))


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything that is kept of one person, as they see it."""

    public_id: str
    authority: str
    email: str
    asked_at: datetime
    wished_at: datetime | None
    forgotten_at: datetime | None
    held: tuple[tuple[str, Held], ...]


@public_query("the link has been proved: it went to the person's own address")
def extract_of(public_id: str) -> Extract:
    """Return a person's extract for whoever holds the link that their address got."""
    row = SubjectRequest.objects.select_related("entity").get(public_id=public_id)
    held = tuple(held_by(row.email)) if row.email else ()
    return Extract(row.public_id, row.entity.name, row.email, row.asked_at, row.wished_at, row.forgotten_at, held)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody's wish to be forgotten, as the authority's staff see it: who it is stays with the person."""

    public_id: str
    authority: str
    wished_at: datetime
    due: datetime | None
    forgotten_at: datetime | None
    erased: int
    kept: int


def wishes_for(viewer: Viewer) -> list[Wish]:
    """Return the wishes made to the viewer's own authorities, the waiting first; two queries."""
    mine = [one.public_id for one in own_authorities(viewer, *HANDLING)]
    rows = SubjectRequest.objects.select_related("entity").filter(entity__public_id__in=mine, wished_at__isnull=False)
    return [
        Wish(
            row.public_id,
            row.entity.name,
            row.wished_at,
            row.due,
            row.forgotten_at,
            sum(count for what, count in row.erased.items() if what != KEPT_ROWS),
            row.erased.get(KEPT_ROWS, 0),
        )
        for row in sorted(rows, key=lambda row: (row.forgotten_at is not None, row.wished_at))
        if row.wished_at is not None
    ]


KEPT_ROWS = "ledger.diary_rows_kept"


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """One line of the plan: a decision on disposal."""

    reference: str
    what: str
    decided_on: date
    years: int
    authority: str


def disposals_for(viewer: Viewer) -> list[DisposalRow]:
    """Return the decisions on disposal of the viewer's own authorities, newest first; two queries."""
    mine = [one.public_id for one in own_authorities(viewer, *HANDLING)]
    rows = Disposal.objects.select_related("entity").filter(entity__public_id__in=mine).order_by("-decided_on", "pk")
    return [DisposalRow(one.reference, one.what, one.decided_on, one.years, one.entity.name) for one in rows]


def authorities_of(viewer: Viewer) -> list[Choice]:
    """Return the authorities whose records the viewer handles, by name; one query."""
    return own_authorities(viewer, *HANDLING)


@public_query("an instant for the worker")
def next_due(now: datetime) -> datetime | None:
    """Return when the next unanswered request's time is out; None when none waits."""
    waiting = Request.objects.filter(due__gt=now, answered_at__isnull=True, reminded_at__isnull=True)
    return waiting.order_by("due").values_list("due", flat=True).first()
