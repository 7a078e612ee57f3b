"""Seats: the part is locked while they are counted, so that two who want the last one do not both get it."""

from datetime import datetime, timedelta

from endorr.base.ledger.kinds import kind
from endorr.meetings.commands.telling import note_deed, tell
from endorr.meetings.letters import moved_in, offered
from endorr.meetings.models import Invitation, Meeting, Part
from endorr.meetings.rules import SEATED, Method, Refusal, Refused, State, Waiting, moves, offer_ends

OFFERED = kind("meetings.offered", "A free seat was offered to whoever had waited longest, until a stated time")
MOVED_IN = kind("meetings.moved_in", "Somebody who chose to be moved in got a free seat")


def held(public_id: str) -> Part:
    """Lock a part and return it with its meeting as it stands now; its invitations change only under this lock."""
    part = Part.objects.select_for_update().get(public_id=public_id)
    part.meeting = meeting_of(part.meeting_id)
    return part


def meeting_of(number: int) -> Meeting:
    """Return a meeting by its row number, with all that mails and the ledger need; read after the lock."""
    return Meeting.objects.select_related("cooperation", "organisation__legal_entity", "press_person", "campaign").get(
        pk=number
    )


def check_open(part: Part, now: datetime) -> None:
    """Refuse what is cancelled or over."""
    if part.meeting.cancelled_at is not None:
        raise Refused(Refusal.CANCELLED)
    if now >= part.ends_at:
        raise Refused(Refusal.OVER)


def invitation_of(part: Part, **which: str) -> Invitation:
    """Return one of a locked part's invitations; raises Invitation.DoesNotExist."""
    found = Invitation.objects.select_related("guest").get(part=part, **which)
    found.part = part
    return found


def place(invitation: Invitation, state: State, *, now: datetime, ends: datetime | None = None) -> None:
    """Move an invitation to a state and count its part's seats anew; `ends` is when an offer does."""
    part = invitation.part
    part.taken += (state in SEATED) - (State(invitation.state) in SEATED)
    if state is not State.QUEUED:
        invitation.queued_at = None
    elif invitation.queued_at is None:
        invitation.queued_at = now
    invitation.state, invitation.offer_ends = state.value, ends
    invitation.save()
    part.save(update_fields=["taken"])


def someone_waits(part: Part, *, before: Invitation) -> bool:
    """Say whether anybody else stands in the queue, ahead of an invitation that may stand there itself."""
    queue = Invitation.objects.filter(part=part, state=State.QUEUED.value).exclude(pk=before.pk)
    if before.queued_at is not None:
        queue = queue.filter(queued_at__lte=before.queued_at)
    return queue.exists()


def fill(part: Part, *, now: datetime, actor: str) -> None:
    """Give the free seats of a locked part to those who have waited longest."""
    if part.meeting.cancelled_at is not None or part.taken >= part.capacity or now >= part.starts_at:
        return
    rows = Invitation.objects.filter(part=part, state=State.QUEUED.value).select_related("guest")
    queue = {row.pk: row for row in rows.order_by("queued_at", "pk")}
    ends = offer_ends(now=now, starts_at=part.starts_at, stands=timedelta(hours=part.offer_hours))
    waiting = [Waiting(row.pk, row.moves_in) for row in queue.values()]
    for key, state in moves(waiting, free=part.capacity - part.taken, offer=ends):
        row = queue[key]
        row.part = part
        offer = state is State.OFFERED
        place(row, state, now=now, ends=ends if offer else None)
        deed = OFFERED if offer else MOVED_IN
        facts = {"part": part.public_id, "until": ends.isoformat() if offer and ends else ""}
        note_deed(deed, part.meeting, row.public_id, facts, now=now, actor=actor)
        tell(row, offered if offer else moved_in, calendar=Method.REQUEST, now=now, actor=actor)
