"""What the host sees: its own meetings with guests, notes and promises, and what its organisation owes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from endorr.base.tenancy.rules import Viewer, public_query
from endorr.meetings.models import Campaign, Commitment, Guest, Input, Invitation, Meeting, Note, Part
from endorr.meetings.rows import (
    MEETING_COLUMNS,
    CommitmentRow,
    MeetingRow,
    PartRow,
    PressContact,
    Said,
    Turnout,
    commitment_row,
    meeting_row,
    part_row,
    press_contact,
    said,
    turnout,
)
from endorr.meetings.rules import Fate, GuestKind, State, Visibility, deciding, hosting


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest's invitation to one part, for the host."""

    invitation: str
    guest: str
    part: str
    part_title: Said
    name: str
    kind: GuestKind
    organisation: str
    email: str
    phone: str
    state: State
    asked_at: datetime
    offer_ends: datetime | None
    queued_at: datetime | None
    question: str
    why: str
    attended: bool | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What somebody wrote down, and how many inputs have come of it."""

    public_id: str
    part: Said
    part_id: str
    text: str
    noted_at: datetime
    inputs: int


@dataclass(frozen=True, slots=True)
class DeskInput:
    """An input as the host sees it, with those behind it."""

    public_id: str
    text: str
    part: Said
    part_id: str
    visibility: Visibility
    behind: tuple[str, ...]
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    """All of a meeting that its host works with; `behind` is who answers for its campaign (public id and name)."""

    row: MeetingRow
    organisation: str
    organisation_row: int
    cooperation: str
    behind: tuple[str, str]
    press: PressContact | None
    parts: tuple[tuple[PartRow, Turnout], ...]
    guests: tuple[GuestRow, ...]
    notes: tuple[NoteRow, ...]
    inputs: tuple[DeskInput, ...]
    commitments: tuple[CommitmentRow, ...]
    decides: bool

    def part(self, public_id: str) -> PartRow | None:
        """Return one of the meeting's parts, None for any other."""
        return next((part for part, _ in self.parts if part.public_id == public_id), None)


BEHIND = ("press_person", "campaign__organisation")


def _own(viewer: Viewer) -> "QuerySet[Meeting]":
    return Meeting.objects.filter(organisation__in=hosting(viewer))


def own_meetings(viewer: Viewer) -> tuple[MeetingRow, ...]:
    """Return the meetings of the viewer's organisations, the latest first; two queries."""
    rows = _own(viewer).select_related(*MEETING_COLUMNS).prefetch_related("parts")
    told = [meeting_row(row, row.parts.all()) for row in rows.order_by("-pk")]
    return tuple(sorted(told, key=lambda one: (one.starts_at is not None, one.starts_at or 0), reverse=True))


def desk(viewer: Viewer, public_id: str) -> Desk | None:
    """Return a meeting that one of the viewer's organisations hosts, None for any other; seven queries."""
    row = _own(viewer).filter(public_id=public_id).select_related(*MEETING_COLUMNS, *BEHIND).first()
    if row is None:
        return None
    owner = row.campaign.organisation if row.campaign else None
    parts = list(Part.objects.filter(meeting=row).order_by("starts_at", "pk"))
    by_key = {part.pk: part for part in parts}
    invitations = list(Invitation.objects.filter(part__meeting=row).select_related("guest").order_by("pk"))
    voiced = Input.objects.filter(part__meeting=row).prefetch_related("voices__guest").order_by("pk")
    inputs = list(voiced)
    promised = Commitment.objects.filter(part__meeting=row).select_related("owner", "part__meeting")
    return Desk(
        row=meeting_row(row, parts),
        organisation=row.organisation.public_id,
        organisation_row=row.organisation_id,
        cooperation=row.cooperation.public_id,
        behind=(owner.public_id, owner.name) if owner else ("", ""),
        press=press_contact(row),
        parts=tuple((part_row(part), turnout(one for one in invitations if one.part_id == part.pk)) for part in parts),
        guests=tuple(_guest(one, by_key[one.part_id]) for one in invitations),
        notes=tuple(
            _note(one, by_key[one.part_id], inputs)
            for one in Note.objects.filter(part__meeting=row).order_by("noted_at", "pk")
        ),
        inputs=tuple(_input(one, by_key[one.part_id]) for one in inputs),
        commitments=tuple(commitment_row(one) for one in promised.order_by("due", "pk")),
        decides=row.organisation_id in deciding(viewer),
    )


def _guest(row: Invitation, part: Part) -> GuestRow:
    guest = row.guest
    return GuestRow(
        invitation=row.public_id,
        guest=guest.public_id,
        part=part.public_id,
        part_title=said(part.title, part.title_en),
        name=guest.name,
        kind=GuestKind(guest.kind),
        organisation=guest.organisation_name,
        email=guest.email,
        phone=guest.phone,
        state=State(row.state),
        asked_at=row.made_at,
        offer_ends=row.offer_ends,
        queued_at=row.queued_at,
        question=row.question,
        why=row.decided_why,
        attended=row.attended,
    )


def _note(row: Note, part: Part, inputs: list[Input]) -> NoteRow:
    came = sum(one.note_id == row.pk for one in inputs)
    return NoteRow(row.public_id, said(part.title, part.title_en), part.public_id, row.text, row.noted_at, came)


def _behind(guest: Guest) -> str:
    return ", ".join(word for word in (guest.name, guest.organisation_name) if word)


def _input(row: Input, part: Part) -> DeskInput:
    return DeskInput(
        public_id=row.public_id,
        text=row.text,
        part=said(part.title, part.title_en),
        part_id=part.public_id,
        visibility=Visibility(row.visibility),
        behind=tuple(filter(None, (_behind(voice.guest) for voice in row.voices.all()))),
        answer=row.answer,
        answered_at=row.answered_at,
    )


def own_meeting(viewer: Viewer, public_id: str) -> Meeting | None:
    """Return the row of a meeting to fill a form from, None unless the viewer hosts it; one query."""
    return _own(viewer).filter(public_id=public_id).select_related("campaign", "press_person", "organisation").first()


def own_part(viewer: Viewer, meeting: str, public_id: str) -> Part | None:
    """Return the row of a part to fill a form from, its room with it, None unless the viewer hosts it; one query."""
    return Part.objects.filter(public_id=public_id, meeting__public_id=meeting, meeting__in=_own(viewer)).first()


def owed(viewer: Viewer) -> tuple[CommitmentRow, ...]:
    """Return the open commitments of the viewer's organisations, whoever hosted the meeting; one query."""
    rows = Commitment.objects.filter(owner__in=hosting(viewer), fate=Fate.OPEN.value)
    return tuple(commitment_row(row) for row in rows.select_related("owner", "part__meeting").order_by("due", "pk"))


def own_commitment(viewer: Viewer, public_id: str) -> CommitmentRow | None:
    """Return a commitment that the viewer's organisation owns or whose meeting it hosted, else None; one query."""
    mine = hosting(viewer)
    rows = Commitment.objects.filter(Q(owner__in=mine) | Q(part__meeting__organisation__in=mine), public_id=public_id)
    return next((commitment_row(row) for row in rows.select_related("owner", "part__meeting")), None)


@public_query("which campaigns there are is public")
def campaign_choices() -> list[tuple[str, str]]:
    """Return every campaign's public id and name, by name; one query."""
    return list(Campaign.objects.order_by("name").values_list("public_id", "name"))
