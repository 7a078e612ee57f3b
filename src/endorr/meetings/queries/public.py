"""What everybody sees: campaigns, published meetings with their open parts, and what came of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch

from endorr.base.tenancy.rules import public_query
from endorr.meetings.models import Campaign, Commitment, Input, Invitation, Meeting, Part
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
from endorr.meetings.rules import PartKind, Visibility


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign and its published meetings, those to come first and then those that have been."""

    slug: str
    name: str
    about: Said
    host: str
    coming: tuple[MeetingRow, ...]
    held: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """A published meeting: its open parts, the press slot's rule, and whom the press gives notice to."""

    row: MeetingRow
    parts: tuple[PartRow, ...]
    press: PressContact | None
    has_results: bool


@dataclass(frozen=True, slots=True)
class InputRow:
    """What was voiced, by how many companies or others, and the answer."""

    text: str
    part: Said
    voices: int
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a meeting: who came, in numbers, what was voiced and answered, what was promised."""

    row: MeetingRow
    turnouts: tuple[tuple[PartRow, Turnout], ...]
    inputs: tuple[InputRow, ...]
    commitments: tuple[CommitmentRow, ...]


def _published() -> "Prefetch[str]":
    rows = Meeting.objects.filter(published_at__isnull=False).select_related(*MEETING_COLUMNS)
    return Prefetch("meetings", rows.prefetch_related("parts"), to_attr="shown")


def _campaign(row: Campaign, now: datetime) -> CampaignRow:
    told = [meeting_row(meeting, meeting.parts.all()) for meeting in row.shown]  # type: ignore[attr-defined]
    dated = sorted(told, key=lambda one: (one.starts_at is None, one.starts_at or now))
    coming = tuple(one for one in dated if one.ends_at is None or one.ends_at > now)
    held = tuple(one for one in reversed(dated) if one not in coming)
    return CampaignRow(row.slug, row.name, said(row.about, row.about_en), row.organisation.name, coming, held)


@public_query("campaigns and published meetings are for everybody")
def campaigns(now: datetime) -> tuple[CampaignRow, ...]:
    """Return every campaign with its published meetings, the newest first; three queries."""
    rows = Campaign.objects.select_related("organisation").prefetch_related(_published()).order_by("-opened_at")
    return tuple(_campaign(row, now) for row in rows)


@public_query("campaigns and published meetings are for everybody")
def campaign(slug: str, now: datetime) -> CampaignRow | None:
    """Return one campaign, None for one that does not exist; three queries."""
    rows = Campaign.objects.filter(slug=slug).select_related("organisation").prefetch_related(_published())
    return next((_campaign(row, now) for row in rows), None)


@public_query("published meetings are for everybody")
def other_meetings(now: datetime) -> tuple[MeetingRow, ...]:
    """Return the published meetings outside campaigns that are yet to end, the nearest first; two queries."""
    rows = Meeting.objects.filter(published_at__isnull=False, campaign__isnull=True)
    told = [
        meeting_row(row, row.parts.all()) for row in rows.select_related(*MEETING_COLUMNS).prefetch_related("parts")
    ]
    coming = [one for one in told if one.ends_at is None or one.ends_at > now]
    return tuple(sorted(coming, key=lambda one: (one.starts_at is None, one.starts_at or now)))


def _published_meeting(public_id: str) -> Meeting | None:
    rows = Meeting.objects.filter(public_id=public_id, published_at__isnull=False)
    return rows.select_related(*MEETING_COLUMNS, "press_person").first()


@public_query("published meetings are for everybody")
def public_meeting(public_id: str) -> PublicMeeting | None:
    """Return a published meeting with its open parts, None for any other; four queries. A cancelled one is there."""
    row = _published_meeting(public_id)
    if row is None:
        return None
    parts = list(Part.objects.filter(meeting=row).order_by("starts_at", "pk"))
    shown = [part for part in parts if part.visibility == Visibility.OPEN.value]
    has_press = any(part.kind == PartKind.PRESS.value for part in shown)
    results = Input.objects.filter(part__meeting=row, visibility=Visibility.OPEN.value).exists()
    results = results or Commitment.objects.filter(part__meeting=row, visibility=Visibility.OPEN.value).exists()
    return PublicMeeting(
        row=meeting_row(row, shown),
        parts=tuple(part_row(part) for part in shown),
        press=press_contact(row) if has_press else None,
        has_results=results,
    )


@public_query("published meetings are for everybody")
def came_of_it(public_id: str) -> Results | None:
    """Return what came of a published meeting, as far as it is open to everybody; five queries."""
    row = _published_meeting(public_id)
    if row is None:
        return None
    shown = list(Part.objects.filter(meeting=row, visibility=Visibility.OPEN.value).order_by("starts_at", "pk"))
    invitations = list(Invitation.objects.filter(part__in=shown))
    voiced = Input.objects.filter(part__meeting=row, visibility=Visibility.OPEN.value).select_related("part")
    promised = Commitment.objects.filter(part__meeting=row, visibility=Visibility.OPEN.value)
    return Results(
        row=meeting_row(row, shown),
        turnouts=tuple(
            (part_row(part), turnout(one for one in invitations if one.part_id == part.pk)) for part in shown
        ),
        inputs=tuple(
            InputRow(one.text, said(one.part.title, one.part.title_en), one.heard, one.answer, one.answered_at)
            for one in voiced.annotate(heard=Count("voices")).order_by("pk")
        ),
        commitments=tuple(
            commitment_row(one) for one in promised.select_related("owner", "part__meeting").order_by("due", "pk")
        ),
    )


@public_query("commitments that are open to everybody")
def open_commitments(*, cooperation: int | None = None) -> tuple[CommitmentRow, ...]:
    """Return the commitments open to everybody of published meetings, for the follow-up of strategies; one query.

    `cooperation` is a row number; without it they are the whole country's.
    """
    rows = Commitment.objects.filter(visibility=Visibility.OPEN.value, part__meeting__published_at__isnull=False)
    if cooperation is not None:
        rows = rows.filter(part__meeting__cooperation=cooperation)
    return tuple(commitment_row(row) for row in rows.select_related("owner", "part__meeting").order_by("due", "pk"))


@dataclass(frozen=True, slots=True)
class HeardRow:
    """An input that is open to everybody, at which meeting and part it was voiced, and by how many guests."""

    public_id: str
    text: str
    meeting: str
    part: str
    voices: int
    answered: bool


@public_query("inputs that are open to everybody")
def open_inputs(organisation: int) -> tuple[HeardRow, ...]:
    """Return the open inputs of the published meetings that an organisation (a row number) hosts; one query."""
    rows = Input.objects.filter(
        visibility=Visibility.OPEN.value,
        part__meeting__organisation=organisation,
        part__meeting__published_at__isnull=False,
    )
    rows = rows.select_related("part__meeting").annotate(heard=Count("voices")).order_by("-pk")
    return tuple(
        HeardRow(
            one.public_id, one.text, one.part.meeting.title, one.part.title, one.heard, one.answered_at is not None
        )
        for one in rows
    )
