"""What was said: notes become inputs that are answered, and commitments with an owner and a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction, Fact
from endorr.base.tenancy.queries import organisation_by_id, seated_as
from endorr.base.tenancy.rules import Role
from endorr.meetings import letters
from endorr.meetings.commands.seats import meeting_of
from endorr.meetings.commands.telling import Passed, mail_guest, mail_staff, note_deed, written
from endorr.meetings.models import Commitment, Guest, Input, Note, Part, Voice
from endorr.meetings.rules import Fate, Refusal, Refused, Visibility, check_due, check_open_text

NOTED = kind("meetings.noted", "Somebody wrote down what was said in a part of a meeting")
INPUT = kind("meetings.input", "Something that was voiced was marked as an input")
INPUT_ANSWERED = kind("meetings.input_answered", "An input was answered; those who voiced it were told")
COMMITTED = kind("meetings.committed", "An organisation took on to do something by a day")
SETTLED = kind("meetings.settled", "It was told what became of a commitment")


@dataclass(frozen=True, slots=True)
class Voiced:
    """What was voiced, who may read it, which guests (public ids) stand behind it, and the note it comes from."""

    text: str
    visibility: Visibility
    guests: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What an organisation (public id) took on, by which day, and the input (public id) it answers, if any."""

    text: str
    owner: str
    due: date
    visibility: Visibility = Visibility.OPEN
    input: str = ""


def _part(public_id: str) -> Part:
    part = Part.objects.get(public_id=public_id)
    part.meeting = meeting_of(part.meeting_id)
    return part


@transaction.atomic
def note(part: str, text: str, *, now: datetime, actor: str) -> str:
    """Write down what was said in a part, for the host alone; return the note's public id."""
    row = _part(part)
    made = Note.objects.create(part=row, text=text, noted_at=now, noted_by=actor)
    note_deed(NOTED, row.meeting, made.public_id, {"part": row.public_id}, now=now, actor=actor)
    return made.public_id


@transaction.atomic
def mark_input(part: str, told: Voiced, *, now: datetime, actor: str) -> str:
    """Mark something that was voiced in a part as an input and return its public id.

    Who stands behind it is never published. Refused for a link to a meeting room in what everybody may read.
    """
    row = _part(part)
    _check(told.text, told.visibility)
    made = Input.objects.create(
        part=row,
        note=Note.objects.get(public_id=told.note, part__meeting=row.meeting) if told.note else None,
        text=told.text,
        visibility=told.visibility.value,
        marked_at=now,
        marked_by=actor,
    )
    behind = Guest.objects.filter(public_id__in=told.guests, meeting=row.meeting)
    Voice.objects.bulk_create([Voice(input=made, guest=guest) for guest in behind])
    facts: dict[str, Fact] = {"part": row.public_id, "voices": len(behind), "visibility": made.visibility}
    note_deed(INPUT, row.meeting, made.public_id, facts, now=now, actor=actor)
    return made.public_id


def _check(text: str, visibility: Visibility) -> None:
    if visibility is Visibility.OPEN:
        check_open_text(text)


@transaction.atomic
def answer_input(public_id: str, text: str, *, now: datetime, actor: str) -> None:
    """Answer an input: each guest behind it gets the answer by mail and on their page, and everybody if it is open."""
    row = Input.objects.select_for_update().get(public_id=public_id)
    if row.answered_at is not None:
        raise Refused(Refusal.ANSWERED)
    _check(text, Visibility(row.visibility))
    row.answer, row.answered_at, row.answered_by = text, now, actor
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    part = Part.objects.get(pk=row.part_id)
    part.meeting = meeting = meeting_of(part.meeting_id)
    row.part = part
    voices = [one.guest for one in row.voices.select_related("guest").order_by("pk")]
    facts: dict[str, Fact] = {"part": part.public_id, "voices": len(voices)}
    passed = [Passed(Direction.OUTGOING, guest, "Svar på inspel") for guest in voices]
    note_deed(INPUT_ANSWERED, meeting, row.public_id, facts, now=now, actor=actor, passed=passed)
    for guest in voices:
        if guest.email:
            with override(written(guest.language)):
                said = letters.input_answered(row)
            once = f"{row.public_id}:{guest.public_id}"
            mail_guest(guest, said, meeting=meeting, until=part.ends_at, once=once, now=now, actor=actor)


@transaction.atomic
def commit(part: str, told: Promised, *, now: datetime, actor: str) -> str:
    """Note what an organisation took on in a part, and tell those who lead its work; return the public id."""
    row = _part(part)
    check_due(told.due, today=local_date(now))
    _check(told.text, told.visibility)
    made = Commitment.objects.create(
        part=row,
        input=Input.objects.get(public_id=told.input, part__meeting=row.meeting) if told.input else None,
        owner=organisation_by_id(told.owner),
        text=told.text,
        due=told.due,
        visibility=told.visibility.value,
        made_at=now,
        made_by=actor,
    )
    facts: dict[str, Fact] = {"part": row.public_id, "owner": told.owner, "due": told.due.isoformat()}
    note_deed(COMMITTED, row.meeting, made.public_id, facts, now=now, actor=actor)
    _tell_owner(made, now=now)
    return made.public_id


def _tell_owner(made: Commitment, *, now: datetime) -> None:
    """Mail the owner's coordinators, or its administrators where it has none, within the meeting's cooperation."""
    meeting, on = made.part.meeting, local_date(now)
    for role in (Role.COORDINATOR, Role.NATIONAL_COORDINATOR, Role.ADMINISTRATOR):
        seated = [one for one in seated_as(role, on=on) if one.organisation_id == made.owner_id]
        if seated:
            with override("sv"):
                said, page = letters.committed(made), reverse("meetings:settle", args=[made.public_id])
            for one in seated:
                once = f"{made.public_id}:{one.person_id}"
                mail_staff(one.email, said, page, meeting=meeting, once=once, now=now)
            return


@transaction.atomic
def settle(commitment: str, fate: Fate, *, outcome: str, now: datetime, actor: str) -> None:
    """Tell what became of a commitment, in words; refused when that has been told."""
    row = Commitment.objects.select_for_update().get(public_id=commitment)
    if row.fate != Fate.OPEN.value:
        raise Refused(Refusal.SETTLED)
    _check(outcome, Visibility(row.visibility))
    row.fate, row.outcome, row.settled_at, row.settled_by = fate.value, outcome, now, actor
    row.save(update_fields=["fate", "outcome", "settled_at", "settled_by"])
    part = Part.objects.select_related("meeting__cooperation").get(pk=row.part_id)
    facts: dict[str, Fact] = {"part": part.public_id, "fate": row.fate}
    note_deed(SETTLED, part.meeting, row.public_id, facts, now=now, actor=actor)
