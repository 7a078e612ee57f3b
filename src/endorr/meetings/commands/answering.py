"""What a guest answers, and what happens to an offer that nobody answers in time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.ledger.kinds import kind
from endorr.meetings import letters
from endorr.meetings.commands.seats import check_open, fill, held, invitation_of, place, someone_waits
from endorr.meetings.commands.telling import note_deed, tell
from endorr.meetings.models import Guest, Invitation
from endorr.meetings.rules import Method, Refusal, Refused, Reply, State, answered

ANSWERED = kind("meetings.answered", "A guest answered an invitation or an offer")
LAPSED = kind("meetings.lapsed", "An offer of a seat was not answered in time and goes on to the next")
NAMING = kind("meetings.naming", "A guest said whether they may be named in what is published")


@dataclass(frozen=True, slots=True)
class Answer:
    """A guest's answer; with `moves_in` they take a seat that becomes free without being asked again."""

    reply: Reply
    moves_in: bool = False


@transaction.atomic
def answer(guest: str, part: str, told: Answer, *, now: datetime, actor: str) -> State:
    """Take a guest's answer about a part and return where the invitation stands then.

    A yes takes a free seat, else a place in the queue; a no gives the seat to whoever waits. The same answer again
    changes nothing. Refused when the meeting is cancelled, the part over, or the press officer the one to decide.
    """
    locked = held(part)
    row = invitation_of(locked, guest__public_id=guest)
    check_open(locked, now)
    if row.offer_ends is not None and row.offer_ends <= now:
        _lapse(row, now=now, actor="worker")
    before = State(row.state)
    seats = locked.capacity - locked.taken
    after = answered(before, told.reply, free=seats, others_wait=someone_waits(locked, before=row))
    row.moves_in = told.moves_in and after is State.QUEUED
    row.answered_at = now
    if after is before:
        row.save(update_fields=["moves_in", "answered_at"])
        return after
    place(row, after, now=now)
    facts = {"part": locked.public_id, "before": before.value, "after": after.value}
    note_deed(ANSWERED, locked.meeting, row.public_id, facts, now=now, actor=actor)
    calendar = Method.REQUEST if told.reply is Reply.YES else Method.CANCEL
    tell(row, letters.answered, calendar=calendar, now=now, actor=actor)
    fill(locked, now=now, actor=actor)
    return after


def _lapse(row: Invitation, *, now: datetime, actor: str) -> None:
    part = row.part
    place(row, State.LAPSED, now=now)
    note_deed(LAPSED, part.meeting, row.public_id, {"part": part.public_id}, now=now, actor=actor)
    tell(row, letters.lapsed, calendar=Method.CANCEL, now=now, actor=actor)
    fill(part, now=now, actor=actor)


@transaction.atomic
def lapse(invitation: str, *, now: datetime) -> bool:
    """Let an offer that has ended go on to the next in the queue; False when it was answered or seen to meanwhile."""
    part = held(Invitation.objects.values_list("part__public_id", flat=True).get(public_id=invitation))
    row = invitation_of(part, public_id=invitation)
    if row.offer_ends is None or row.offer_ends > now:
        return False
    _lapse(row, now=now, actor="worker")
    return True


@transaction.atomic
def say_naming(guest: str, *, nameable: bool, now: datetime, actor: str) -> None:
    """Note a guest's yes or no to being named in what is published."""
    row = Guest.objects.select_for_update().get(public_id=guest)
    if row.forgotten_at is not None:
        raise Refused(Refusal.FORGOTTEN)
    if row.nameable != nameable:
        row.nameable = nameable
        row.save(update_fields=["nameable"])
        meeting = row.meeting
        note_deed(NAMING, meeting, row.public_id, {"nameable": nameable}, now=now, actor=actor)
