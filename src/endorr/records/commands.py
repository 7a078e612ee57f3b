"""The only writers of public records: ask, test, answer; tell a person what is kept of them, and forget them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.erasure.commands import forget
from endorr.base.ledger.commands import record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.queries import behind
from endorr.base.ledger.rules import NATIONAL, Direction, Fact
from endorr.base.links.commands import issue
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import Rendered
from endorr.base.tenancy.queries import authority_by_id, own_authorities, seated_at
from endorr.base.tenancy.rules import Viewer
from endorr.records import letters, queries
from endorr.records.documents import fields_of
from endorr.records.models import Disposal, FieldRuling, Request, RequestedDocument, SubjectRequest
from endorr.records.roles import HANDLING
from endorr.records.rules import (
    LONGEST,
    MOST,
    Answer,
    Court,
    Ground,
    Keeping,
    Refusal,
    Refused,
    fingerprint,
    may_go,
    reasoned,
    tried,
)

ASKED = kind("records.asked", "Somebody asked for public records; who and why is not asked")
ANSWERED = kind("records.answered", "A requested document was tested field by field and answered")
REMINDED = kind("records.reminded", "A request for public records was still unanswered when its time was out")
DISPOSAL_DECIDED = kind("records.disposal_decided", "An authority's decision on disposal was entered in the plan")
WISHED = kind("records.wished_forgotten", "A person wishes to be forgotten")
TOLD_SUBJECT = kind("records.told_subject", "A person was sent what is kept of them")
SUBJECT_FORGOTTEN = kind("records.subject_forgotten", "A person was forgotten at their own wish")

STATUS = "records.status"
EXTRACT = "records.extract"
KEPT = timedelta(days=400)  # how long the requester's own page stays open
READABLE = timedelta(days=14)  # how long a person can read their extract
PATIENCE = timedelta(hours=1)  # between two extracts to one address
A_MONTH = timedelta(days=30)
SYSTEM = "system:records"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: of which authority, by numbers in its diary, in words, and where to answer, if anywhere."""

    entity: str
    numbers: Sequence[str] = ()
    text: str = ""
    email: str = ""
    language: str = "sv"
    site: str = ""


@transaction.atomic
def ask(wanted: Wanted, *, now: datetime) -> str:
    """Keep a request, register it in the authority's diary, tell its staff; return the token of the asker's own page.

    Raises Refused(NOTHING_ASKED) without numbers and words, TOO_MANY, OTHER_AUTHORITY for an entity with no diary,
    NO_SUCH_DOCUMENT for a number that its diary does not have.
    """
    text = wanted.text.strip()[:LONGEST]
    numbers = list(dict.fromkeys(wanted.numbers))
    if not text and not numbers:
        raise Refused(Refusal.NOTHING_ASKED)
    if len(numbers) > MOST:
        raise Refused(Refusal.TOO_MANY)
    entity = authority_by_id(wanted.entity)
    if entity is None:
        raise Refused(Refusal.OTHER_AUTHORITY)
    documents = behind(wanted.entity, numbers)
    if len(documents) < len(numbers):
        raise Refused(Refusal.NO_SUCH_DOCUMENT)
    row = Request(
        entity=entity,
        asked_at=now,
        due=worktime.due(now),
        text=text,
        email=wanted.email.strip().lower(),
        language=wanted.language,
        site=wanted.site,
    )
    row.number = _register(row, ASKED, Direction.INCOMING, "Begäran om allmän handling", now=now, actor="anonymous")
    row.save(force_insert=True)
    RequestedDocument.objects.bulk_create(
        [RequestedDocument(request=row, row_id=one.row) for one in documents]
        or [RequestedDocument(request=row, row_id=None)]
    )
    expires_at = now + KEPT
    token = issue(purpose=STATUS, target=row.public_id, now=now, expires_at=expires_at, actor=SYSTEM).token
    for person in seated_at(entity.pk, *HANDLING, on=local_date(now)):
        letter = letters.asked(row, link=f"{row.site}/arbete/handlingar/{row.public_id}/")
        _send(
            letter,
            to=person.email,
            key=f"records.asked:{row.public_id}:{person.person_id}",
            about=row.public_id,
            now=now,
        )
    if row.email:
        letter = letters.received(row, link=f"{row.site}/begaran/{token}/")
        _send(letter, to=row.email, key=f"records.received:{row.public_id}", about=row.public_id, now=now)
    return token


def _register(row: Request, deed: str, way: Direction, subject: str, *, now: datetime, actor: str) -> str:
    """Record what happened and write it in the authority's diary; return the diary number."""
    personal = {"wording": row.text} if row.text and deed == ASKED else None
    event = record(
        chain=NATIONAL,
        kind=deed,
        subject=row.public_id,
        actor=actor,
        now=now,
        facts={"entity": row.entity.public_id, "due": row.due.isoformat()},
        personal=personal,
        person=row.public_id,
    )
    registered = register(
        entity=row.entity.public_id,
        entity_name=row.entity.name,
        direction=way,
        counterpart="anonym",
        subject=subject,
        about=row.public_id,
        event=event,
        now=now,
        person=row.public_id,
    )
    return str(registered)


def _send(letter: Rendered, *, to: str, key: str, about: str, now: datetime) -> None:
    enqueue_mail(
        to=to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        language=letter.language,
        now=now,
        key=key,
        about=about,
    )


def _own(viewer: Viewer, public_id: str) -> Request:
    """Return a request to one of the viewer's own authorities, locked; raises Request.DoesNotExist for any other."""
    mine = [one.public_id for one in own_authorities(viewer, *HANDLING)]
    rows = Request.objects.select_for_update(of=("self",)).select_related("entity")
    return rows.get(public_id=public_id, entity__public_id__in=mine)


@transaction.atomic
def add_document(public_id: str, viewer: Viewer, number: str, *, now: datetime) -> str:
    """Find a document for a request that was put in words; return its public id.

    Raises Refused(NO_SUCH_DOCUMENT), ALREADY_THERE or ANSWERED.
    """
    row = _own(viewer, public_id)
    if row.answered_at is not None:
        raise Refused(Refusal.ANSWERED)
    found = behind(row.entity.public_id, [number.strip()])
    if not found:
        raise Refused(Refusal.NO_SUCH_DOCUMENT)
    document, made = RequestedDocument.objects.get_or_create(request=row, row_id=found[0].row)
    if not made:
        raise Refused(Refusal.ALREADY_THERE)
    # What was put in words has now been found: the wording itself needs no answer of its own.
    RequestedDocument.objects.filter(request=row, row__isnull=True, answer="").delete()
    return document.public_id


@dataclass(frozen=True, slots=True)
class Trial:
    """How a document was tried: a ground or None for each field, the reason, the court, and the text that was seen."""

    masks: Mapping[str, Ground | None]
    reason: str
    court: Court | None
    seen: str


@transaction.atomic
def answer_document(public_id: str, document: str, viewer: Viewer, trial: Trial, *, now: datetime) -> Answer:
    """Answer for one document, field by field: what is handed out is kept exactly as it was handed out.

    A refusal, whole or in part, is a decision: it needs its reason and the court it is appealed to. Raises
    Request.DoesNotExist and RequestedDocument.DoesNotExist for another authority's, Refused(ANSWERED),
    CHANGED_SINCE when the document says something else than what was tested, NOT_EVERY_FIELD, NO_REASON, NO_COURT.
    """
    row = _own(viewer, public_id)
    found = row.documents.select_related("row").get(public_id=document, row__isnull=False)
    if found.answer:
        raise Refused(Refusal.ANSWERED)
    fields = fields_of(behind(row.entity.public_id, [str(found.row)])[0], row.entity.public_id)
    seen = fingerprint(fields)
    if trial.seen != seen:
        raise Refused(Refusal.CHANGED_SINCE)
    outcome = tried(fields, trial.masks)
    reasoned(outcome.answer, trial.reason, trial.court)
    refused = outcome.answer in {Answer.PARTLY, Answer.REFUSED}
    found.answer, found.answered_at, found.answered_by_id = outcome.answer.value, now, viewer.user_id
    found.reason = trial.reason.strip() if refused else ""
    found.court = trial.court.value if refused and trial.court else ""
    found.seen = seen
    found.copy = [
        {"label": one.label, "value": one.value, "ground": one.ground.value if one.ground else ""}
        for one in outcome.copy
    ]
    found.save()
    FieldRuling.objects.bulk_create(
        [
            FieldRuling(document=found, field=one.key, label=one.label, ground=(trial.masks[one.key] or ""))
            for one in fields
        ]
    )
    _answered(row, found, viewer, now)
    return outcome.answer


@transaction.atomic
def answer_not_held(public_id: str, viewer: Viewer, reason: str, *, now: datetime) -> None:
    """Answer that what was asked for in words is not held; raises Refused(ANSWERED) or NO_REASON."""
    row = _own(viewer, public_id)
    found = row.documents.filter(row__isnull=True, answer="").first()
    if found is None:
        raise Refused(Refusal.ANSWERED)
    reasoned(Answer.NOT_HELD, reason, None)
    found.answer, found.reason = Answer.NOT_HELD.value, reason.strip()
    found.answered_at, found.answered_by_id = now, viewer.user_id
    found.save()
    _answered(row, found, viewer, now)


def _answered(row: Request, found: RequestedDocument, viewer: Viewer, now: datetime) -> None:
    """Leave the event and the diary row of one answer; the last one ends the request and tells the asker."""
    event = record(
        chain=NATIONAL,
        kind=ANSWERED,
        subject=row.public_id,
        actor=viewer.actor,
        now=now,
        facts={
            "entity": row.entity.public_id,
            "document": str(found.row) if found.row else "",
            "answer": found.answer,
            "masked": sum(1 for one in found.copy if one["ground"]),
            "in_time": now <= row.due,
        },
    )
    register(
        entity=row.entity.public_id,
        entity_name=row.entity.name,
        direction=Direction.OUTGOING,
        counterpart="anonym",
        subject=f"Svar på begäran {row.number}",
        about=row.public_id,
        event=event,
        now=now,
        person=row.public_id,
    )
    if row.documents.filter(answer="").exists():
        return
    row.answered_at = now
    row.save(update_fields=["answered_at"])
    if row.email:
        expires_at = now + KEPT
        token = issue(purpose=STATUS, target=row.public_id, now=now, expires_at=expires_at, actor=SYSTEM).token
        letter = letters.answered(row, link=f"{row.site}/begaran/{token}/")
        _send(letter, to=row.email, key=f"records.answered:{row.public_id}", about=row.public_id, now=now)


def remind(now: datetime) -> int:
    """Tell the staff of each request whose time is out without an answer, once; return how many there were."""
    waiting = Request.objects.filter(due__lte=now, answered_at__isnull=True, reminded_at__isnull=True)
    return sum(_remind(pk, now) for pk in waiting.order_by("due").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, now: datetime) -> int:
    live = Request.objects.filter(pk=pk, answered_at__isnull=True, reminded_at__isnull=True)
    if not live.update(reminded_at=now):
        return 0
    row = Request.objects.select_related("entity").get(pk=pk)
    facts = {"entity": row.entity.public_id, "due": row.due.isoformat()}
    record(chain=NATIONAL, kind=REMINDED, subject=row.public_id, actor=SYSTEM, now=now, facts=facts)
    for person in seated_at(row.entity_id, *HANDLING, on=local_date(now)):
        letter = letters.late(row, link=f"{row.site}/arbete/handlingar/{row.public_id}/")
        _send(
            letter,
            to=person.email,
            key=f"records.late:{row.public_id}:{person.person_id}",
            about=row.public_id,
            now=now,
        )
    return 1


@transaction.atomic
def decide_disposal(entity: str, viewer: Viewer, keeping: Keeping, *, now: datetime) -> str:
    """Enter an authority's decision on disposal in its plan; return its public id.

    Raises Refused(OTHER_AUTHORITY) for one that is not the viewer's, ALREADY_THERE for a reference used before.
    """
    if entity not in {one.public_id for one in own_authorities(viewer, *HANDLING)}:
        raise Refused(Refusal.OTHER_AUTHORITY)
    owner = authority_by_id(entity)
    assert owner is not None
    row, made = Disposal.objects.get_or_create(
        entity=owner,
        reference=keeping.reference.strip(),
        defaults={"what": keeping.what.strip(), "decided_on": keeping.decided_on, "years": keeping.years},
    )
    if not made:
        raise Refused(Refusal.ALREADY_THERE)
    facts: dict[str, Fact] = {
        "entity": entity,
        "reference": row.reference,
        "decided_on": row.decided_on.isoformat(),
        "years": row.years,
    }
    record(chain=NATIONAL, kind=DISPOSAL_DECIDED, subject=row.public_id, actor=viewer.actor, now=now, facts=facts)
    return row.public_id


@transaction.atomic
def send_extract(entity: str, email: str, *, language: str, site: str, now: datetime) -> None:
    """Send whoever owns an address a link to everything that is kept of them, to that address and nowhere else.

    An address that nobody knows gets no mail, and one that was told within the hour no other; whoever asked is told
    the same in each case, so that nobody learns who is known here. Raises Refused(OTHER_AUTHORITY).
    """
    owner = authority_by_id(entity)
    if owner is None:
        raise Refused(Refusal.OTHER_AUTHORITY)
    address = email.strip().casefold()
    lately = SubjectRequest.objects.filter(email=address, entity=owner, asked_at__gt=now - PATIENCE)
    if lately.exists() or not queries.held_by(address):
        return
    row = SubjectRequest.objects.create(entity=owner, email=address, language=language, asked_at=now)
    facts = {"entity": entity}
    record(chain=NATIONAL, kind=TOLD_SUBJECT, subject=row.public_id, actor="anonymous", now=now, facts=facts)
    token = issue(purpose=EXTRACT, target=row.public_id, now=now, expires_at=now + READABLE, actor=SYSTEM).token
    letter = letters.extract(owner.name, link=f"{site}/mina-uppgifter/{token}/", language=language)
    _send(letter, to=address, key=f"records.extract:{row.public_id}", about=row.public_id, now=now)


@transaction.atomic
def wish_to_be_forgotten(public_id: str, *, site: str, now: datetime) -> None:
    """Keep a person's wish to be forgotten, made on the page that only their address opens; once is enough.

    The authority has a month (GDPR art. 12(3)); its staff are told at once.
    """
    row = SubjectRequest.objects.select_for_update(of=("self",)).select_related("entity").get(public_id=public_id)
    if row.wished_at is not None:
        return
    row.wished_at, row.due = now, now + A_MONTH
    row.save(update_fields=["wished_at", "due"])
    facts = {"entity": row.entity.public_id, "due": row.due.isoformat()}
    record(chain=NATIONAL, kind=WISHED, subject=row.public_id, actor="anonymous", now=now, facts=facts)
    for person in seated_at(row.entity_id, *HANDLING, on=local_date(now)):
        letter = letters.wished(row, link=f"{site}/arbete/gallring/")
        _send(
            letter,
            to=person.email,
            key=f"records.wished:{row.public_id}:{person.person_id}",
            about=row.public_id,
            now=now,
        )


@transaction.atomic
def forget_subject(public_id: str, viewer: Viewer, reference: str, *, on: date, now: datetime) -> Mapping[str, int]:
    """Forget whoever wished it, in every room at once; what an authority registered goes only by its decision.

    `reference` names a decision on disposal of the same authority, or is empty: then its diary keeps who wrote (GDPR
    art. 17(3), arkivlagen 10 §). Every chain of the ledger stays valid. Returns how much went, by room and kind. Raises
    SubjectRequest.DoesNotExist for another authority's or without a wish, Refused(ANSWERED) when it is done,
    NO_DECISION.
    """
    mine = [one.public_id for one in own_authorities(viewer, *HANDLING)]
    rows = SubjectRequest.objects.select_for_update(of=("self",)).select_related("entity")
    row = rows.get(public_id=public_id, entity__public_id__in=mine, wished_at__isnull=False)
    if row.forgotten_at is not None:
        raise Refused(Refusal.ANSWERED)
    if reference:
        plan = {one.reference: one for one in row.entity.disposals.all()}
        lines = [Keeping(one.reference, one.what, one.decided_on, one.years) for one in plan.values()]
        row.disposal = plan[may_go(lines, reference, on=on).reference]
    done = forget(row.email, now=now, actor=viewer.actor, addresses=[row.email], disposal=reference)
    row.email, row.forgotten_at, row.forgotten_by_id = "", now, viewer.user_id
    told = {
        **done.rooms,
        "ledger.values": done.ledger.values,
        "ledger.diary_rows": done.ledger.diary_rows,
        "ledger.diary_rows_kept": done.ledger.diary_rows_kept,
    }
    row.erased = told
    row.save()
    record(chain=NATIONAL, kind=SUBJECT_FORGOTTEN, subject=row.public_id, actor=viewer.actor, now=now, facts=told)
    return told
