"""The press: somebody asks to come to a press slot, and the press officer decides."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.meetings import letters
from endorr.meetings.commands.inviting import Invitee, guest_of
from endorr.meetings.commands.seats import check_open, held, invitation_of, place, someone_waits
from endorr.meetings.commands.telling import Passed, mail_staff, note_deed, tell
from endorr.meetings.models import Invitation, Part
from endorr.meetings.rules import (
    GuestKind,
    Method,
    PartKind,
    State,
    check_decision,
    request_state,
)

ASKED = kind("meetings.press_asked", "Somebody of the press asked to come to a press slot")
DECIDED = kind("meetings.press_decided", "The press officer decided about a request from the press")


class Decision(StrEnum):
    """What the press officer decides."""

    ADMIT = "admit"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class PressRequest:
    """Who asks to come, for which newsroom, and what they want to ask about."""

    name: str
    newsroom: str
    email: str
    phone: str = ""
    question: str = ""
    language: str = "sv"


@transaction.atomic
def ask_for_place(part: str, told: PressRequest, *, now: datetime, actor: str) -> None:
    """Take a request to come to a press slot: in time or late, the press officer is told and decides.

    An address that has asked already asks nothing new, and whoever writes it learns nothing of that. Refused for
    anything but an open press slot.
    """
    locked = held(part)
    if locked.kind != PartKind.PRESS.value or locked.meeting.published_at is None:
        raise Part.DoesNotExist
    check_open(locked, now)
    assert locked.notice_by is not None
    invitee = Invitee(GuestKind.PRESS, told.name, told.email, told.newsroom, phone=told.phone, language=told.language)
    guest = guest_of(locked.meeting, invitee, now=now)
    state = request_state(asked_at=now, notice_by=locked.notice_by)
    defaults = {"state": state.value, "made_at": now, "question": told.question}
    row, new = Invitation.objects.get_or_create(part=locked, guest=guest, defaults=defaults)
    if not new:
        return
    row.part, row.guest = locked, guest
    facts = {"part": locked.public_id, "state": state.value}
    passed = [Passed(Direction.INCOMING, guest, "Anmälan från press")]
    note_deed(ASKED, locked.meeting, row.public_id, facts, now=now, actor=actor, passed=passed, guest=guest)
    tell(row, letters.press_received, now=now, actor=actor)
    _tell_officer(row, now=now)


def _tell_officer(row: Invitation, *, now: datetime) -> None:
    meeting = row.part.meeting
    if meeting.press_person is None:
        return
    with override("sv"):
        said = letters.press_asked(row)
        page = reverse("meetings:decide", args=[meeting.public_id, row.public_id])
    mail_staff(meeting.press_person.email, said, page, meeting=meeting, once=row.public_id, now=now)


@transaction.atomic
def decide(invitation: str, decision: Decision, *, why: str, now: datetime, actor: str) -> State:
    """Let somebody of the press in or not, and answer with the reason; return where the request stands then.

    Admitted when all seats are taken, they join the queue. A no, and any answer to a late request, says why.
    """
    part = held(Invitation.objects.values_list("part__public_id", flat=True).get(public_id=invitation))
    row = invitation_of(part, public_id=invitation)
    check_open(part, now)
    admit = decision is Decision.ADMIT
    check_decision(State(row.state), admit=admit, why=why)
    row.decided_at, row.decided_by, row.decided_why = now, actor, why.strip()
    free = part.capacity > part.taken and not someone_waits(part, before=row)
    after = (State.CONFIRMED if free else State.QUEUED) if admit else State.REFUSED
    before = row.state
    place(row, after, now=now)
    facts = {"part": part.public_id, "before": before, "after": after.value}
    passed = [Passed(Direction.OUTGOING, row.guest, "Svar till press")]
    note_deed(DECIDED, part.meeting, row.public_id, facts, now=now, actor=actor, passed=passed)
    tell(row, letters.press_decided, calendar=Method.REQUEST if admit else None, now=now, actor=actor)
    return after
