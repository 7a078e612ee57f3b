"""Invites people to the parts of a meeting, and notes who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction, Fact
from endorr.companies.queries import company_by_id
from endorr.meetings.commands.seats import check_open, held
from endorr.meetings.commands.telling import Passed, note_deed, tell
from endorr.meetings.letters import invited
from endorr.meetings.models import Guest, Invitation, Meeting, Part
from endorr.meetings.rules import GuestKind, Method, Refusal, Refused, State, check_audience

INVITED = kind("meetings.invited", "Somebody was invited to a part of a meeting")
ATTENDANCE = kind("meetings.attendance", "It was noted whether somebody came to a part of a meeting")


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom to invite and on whose behalf; `company` is the public id of a company that the host knows, or empty."""

    kind: GuestKind
    name: str
    email: str
    organisation_name: str = ""
    phone: str = ""
    company: str = ""
    language: str = "sv"


@transaction.atomic
def invite(parts: Sequence[str], invitee: Invitee, *, now: datetime, actor: str) -> str:
    """Invite somebody to some parts of one meeting (public ids) and return the guest's public id.

    The same address is the same guest; who is invited to a part already is not invited again. Refused to a part that
    is for others, is over, or is cancelled.
    """
    guest: Guest | None = None
    for public_id in sorted(parts):
        part = held(public_id)
        check_open(part, now)
        guest = guest or guest_of(part.meeting, invitee, now=now)
        check_audience(GuestKind(guest.kind), part.audience)
        _invite(part, guest, now=now, actor=actor)
    assert guest is not None, "somebody is invited to something"
    return guest.public_id


def guest_of(meeting: Meeting, invitee: Invitee, *, now: datetime) -> Guest:
    """Return the guest that an address is at a meeting, known from now on if need be."""
    told = {
        "kind": invitee.kind.value,
        "name": invitee.name,
        "phone": invitee.phone,
        "organisation_name": invitee.organisation_name,
        "company": company_by_id(invitee.company) if invitee.company else None,
        "language": invitee.language,
        "added_at": now,
    }
    found, _ = Guest.objects.get_or_create(meeting=meeting, email=invitee.email.strip().lower(), defaults=told)
    return found


def _invite(part: Part, guest: Guest, *, now: datetime, actor: str) -> None:
    row, new = Invitation.objects.get_or_create(
        part=part, guest=guest, defaults={"state": State.INVITED.value, "made_at": now}
    )
    if not new:
        return
    row.part, row.guest = part, guest
    facts = {"part": part.public_id, "kind": guest.kind}
    passed = [Passed(Direction.OUTGOING, guest, "Inbjudan")]
    note_deed(INVITED, part.meeting, row.public_id, facts, now=now, actor=actor, passed=passed, guest=guest)
    tell(row, invited, calendar=Method.REQUEST, now=now, actor=actor)


@transaction.atomic
def note_attendance(invitation: str, *, came: bool, now: datetime, actor: str) -> None:
    """Note whether somebody came; may be put right later. Refused before the part has begun."""
    row = Invitation.objects.select_for_update().get(public_id=invitation)
    part = Part.objects.select_related("meeting__cooperation").get(pk=row.part_id)
    if now < part.starts_at:
        raise Refused(Refusal.NOT_HELD_YET)
    if row.attended == came:
        return
    row.attended = came
    row.save(update_fields=["attended"])
    facts: dict[str, Fact] = {"part": part.public_id, "came": came}
    note_deed(ATTENDANCE, part.meeting, row.public_id, facts, now=now, actor=actor)
