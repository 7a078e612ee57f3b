"""The frozen rows that more than one of the room's queries gives, and how they are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from endorr.meetings.models import Commitment, Invitation, Meeting, Part
from endorr.meetings.rules import Fate, GuestKind, PartKind, State, Visibility


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is in: Swedish where the page's own is missing."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def said(swedish: str, english: str) -> Said:
    """Return a text in the language that is switched on, else the Swedish one."""
    return Said(english, "en") if english and get_language() == "en" else Said(swedish, "sv")


@dataclass(frozen=True, slots=True)
class PressContact:
    """Whom the press gives notice to."""

    name: str
    email: str
    phone: str
    fictional: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting, ready to show; the times are those of its first part's start and its last one's end."""

    public_id: str
    title: Said
    about: Said
    place: str
    host: str
    cooperation: str
    county: str
    campaign: str
    campaign_slug: str
    starts_at: datetime | None
    ends_at: datetime | None
    published: bool
    cancelled: bool
    cancelled_why: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a meeting without its room: that it has one is all that is told."""

    public_id: str
    kind: PartKind
    title: Said
    about: Said
    starts_at: datetime
    ends_at: datetime
    place: str
    digital: bool
    audience: tuple[GuestKind, ...]
    visibility: Visibility
    capacity: int
    free: int
    notice_by: datetime | None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """What an organisation took on in a part, by when, and what became of it."""

    public_id: str
    text: str
    owner: str
    due: date
    fate: Fate
    outcome: str
    visibility: Visibility
    part: Said
    meeting: str
    meeting_title: Said


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many were invited to a part, said yes and came; three figures that are never one."""

    invited: int
    confirmed: int
    attended: int


MEETING_COLUMNS = ("campaign", "cooperation", "organisation")


def meeting_row(meeting: Meeting, parts: Iterable[Part]) -> MeetingRow:
    told = list(parts)
    return MeetingRow(
        public_id=meeting.public_id,
        title=said(meeting.title, meeting.title_en),
        about=said(meeting.about, meeting.about_en),
        place=meeting.place,
        host=meeting.organisation.name,
        cooperation=meeting.cooperation.name,
        county=meeting.cooperation.county_code,
        campaign=meeting.campaign.name if meeting.campaign else "",
        campaign_slug=meeting.campaign.slug if meeting.campaign else "",
        starts_at=min((part.starts_at for part in told), default=None),
        ends_at=max((part.ends_at for part in told), default=None),
        published=meeting.published_at is not None,
        cancelled=meeting.cancelled_at is not None,
        cancelled_why=meeting.cancelled_why,
    )


def part_row(part: Part) -> PartRow:
    return PartRow(
        public_id=part.public_id,
        kind=PartKind(part.kind),
        title=said(part.title, part.title_en),
        about=said(part.about, part.about_en),
        starts_at=part.starts_at,
        ends_at=part.ends_at,
        place=part.place,
        digital=bool(part.room),
        audience=tuple(GuestKind(one) for one in part.audience),
        visibility=Visibility(part.visibility),
        capacity=part.capacity,
        free=part.capacity - part.taken,
        notice_by=part.notice_by,
    )


def commitment_row(row: Commitment) -> CommitmentRow:
    meeting = row.part.meeting
    return CommitmentRow(
        public_id=row.public_id,
        text=row.text,
        owner=row.owner.name,
        due=row.due,
        fate=Fate(row.fate),
        outcome=row.outcome,
        visibility=Visibility(row.visibility),
        part=said(row.part.title, row.part.title_en),
        meeting=meeting.public_id,
        meeting_title=said(meeting.title, meeting.title_en),
    )


NOT_INVITED = frozenset({State.ASKED, State.LATE, State.REFUSED})


def turnout(rows: Iterable[Invitation]) -> Turnout:
    told = [(State(row.state), row.attended) for row in rows]
    return Turnout(
        invited=sum(state not in NOT_INVITED for state, _ in told),
        confirmed=sum(state is State.CONFIRMED for state, _ in told),
        attended=sum(bool(came) for _, came in told),
    )


def press_contact(meeting: Meeting) -> PressContact | None:
    person = meeting.press_person
    return PressContact(person.name, person.email, meeting.press_phone, person.fictional) if person else None
