"""What a guest sees behind their own link: their parts, what they voiced, and the door to the digital room."""

from dataclasses import dataclass
from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.meetings.models import Guest, Input, Invitation
from endorr.meetings.rows import (
    MEETING_COLUMNS,
    MeetingRow,
    PartRow,
    PressContact,
    Said,
    meeting_row,
    part_row,
    press_contact,
    said,
)
from endorr.meetings.rules import MAY_ANSWER, GuestKind, State, door_is_open


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part that a guest is invited to or has asked to come to, and what they may do about it."""

    part: PartRow
    state: State
    offer_ends: datetime | None
    moves_in: bool
    may_answer: bool
    door_open: bool
    why: str


@dataclass(frozen=True, slots=True)
class OwnInput:
    """What the guest voiced and the answer, when there is one."""

    text: str
    part: Said
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A guest's own page."""

    guest: str
    name: str
    kind: GuestKind
    nameable: bool
    meeting: MeetingRow
    press: PressContact | None
    parts: tuple[OwnPart, ...]
    inputs: tuple[OwnInput, ...]


@public_query("whoever holds the guest's link sees the guest's page")
def own_page(guest: str, now: datetime) -> OwnPage | None:
    """Return a guest's page, None for one that was forgotten; three queries."""
    rows = Guest.objects.filter(public_id=guest, forgotten_at__isnull=True).select_related(
        *(f"meeting__{name}" for name in MEETING_COLUMNS), "meeting__press_person"
    )
    row = rows.first()
    if row is None:
        return None
    mine = list(Invitation.objects.filter(guest=row).select_related("part").order_by("part__starts_at", "part_id"))
    voiced = Input.objects.filter(voices__guest=row).select_related("part").order_by("pk")
    return OwnPage(
        guest=row.public_id,
        name=row.name,
        kind=GuestKind(row.kind),
        nameable=row.nameable,
        meeting=meeting_row(row.meeting, [one.part for one in mine]),
        press=press_contact(row.meeting),
        parts=tuple(_own(one, cancelled=row.meeting.cancelled_at is not None, now=now) for one in mine),
        inputs=tuple(
            OwnInput(one.text, said(one.part.title, one.part.title_en), one.answer, one.answered_at) for one in voiced
        ),
    )


def _own(row: Invitation, *, cancelled: bool, now: datetime) -> OwnPart:
    part, state = row.part, State(row.state)
    return OwnPart(
        part=part_row(part),
        state=state,
        offer_ends=row.offer_ends,
        moves_in=row.moves_in,
        may_answer=state in MAY_ANSWER and not cancelled and now < part.ends_at,
        door_open=bool(part.room) and _lets_in(row, cancelled=cancelled, now=now),
        why=row.decided_why,
    )


def _lets_in(row: Invitation, *, cancelled: bool, now: datetime) -> bool:
    part = row.part
    times = {"starts_at": part.starts_at, "ends_at": part.ends_at}
    return door_is_open(State(row.state), **times, cancelled=cancelled, now=now)


@public_query("whoever holds the guest's link, and only while the guest is admitted and the door is open")
def room_of(guest: str, part: str, now: datetime) -> str | None:
    """Return the address of a part's digital room for a guest who is let in now, else None; one query."""
    rows = Invitation.objects.filter(guest__public_id=guest, part__public_id=part)
    row = rows.select_related("part__meeting").first()
    if row is None or not row.part.room:
        return None
    return row.part.room if _lets_in(row, cancelled=row.part.meeting.cancelled_at is not None, now=now) else None


@public_query("whoever holds the guest's link takes their own calendar entry")
def calendar_entry(guest: str, part: str) -> Invitation | None:
    """Return the invitation whose calendar file a guest asks for, None where there is none to keep; one query."""
    rows = Invitation.objects.filter(guest__public_id=guest, part__public_id=part, sequence__isnull=False)
    return rows.select_related("guest", "part__meeting__organisation").first()
