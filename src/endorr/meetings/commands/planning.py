"""Plans campaigns and meetings, changes their parts, and calls them off."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from endorr.base.accounts.queries import person_by_id
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.meetings import letters
from endorr.meetings.commands.seats import fill, held, meeting_of, place
from endorr.meetings.commands.telling import note_deed, tell
from endorr.meetings.models import Campaign, Invitation, Meeting, Part
from endorr.meetings.rules import (
    EXPECTED,
    UNDECIDED,
    GuestKind,
    Method,
    PartKind,
    Refusal,
    Refused,
    State,
    Visibility,
    check_capacity,
    check_open_text,
    check_press,
    check_room,
    check_times,
    offer_after_move,
)

OPENED = kind("meetings.campaign_opened", "A campaign of meetings was opened")
PLANNED = kind("meetings.planned", "A meeting was planned")
MEETING_CHANGED = kind("meetings.changed", "What is said of a meeting was changed")
PUBLISHED = kind("meetings.published", "A meeting's page was opened to everybody")
PART_ADDED = kind("meetings.part_added", "A meeting got another part")
PART_CHANGED = kind("meetings.part_changed", "A part of a meeting was changed; everybody expected there was told")
CANCELLED = kind("meetings.cancelled", "A meeting was cancelled; everybody concerned was told")


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """What a campaign is called and is for; `slug` is how its address ends."""

    name: str
    slug: str
    about: str
    about_en: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a meeting is; `campaign` and `press_person` are public ids, or empty."""

    title: str
    about: str
    place: str
    title_en: str = ""
    about_en: str = ""
    campaign: str = ""
    press_person: str = ""
    press_phone: str = ""


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What a part of a meeting is: instants, seats, whom it is for, and the digital room's address if it has one."""

    kind: PartKind
    title: str
    starts_at: datetime
    ends_at: datetime
    audience: Sequence[GuestKind]
    capacity: int
    visibility: Visibility = Visibility.OPEN
    title_en: str = ""
    about: str = ""
    about_en: str = ""
    place: str = ""
    room: str = field(default="", repr=False)
    offer_hours: int = 24
    notice_by: datetime | None = None


@transaction.atomic
def open_campaign(plan: CampaignPlan, *, organisation: str, now: datetime, actor: str) -> str:
    """Open a campaign that an organisation (its public id) answers for; return its public id.

    Refused when another campaign has the same address.
    """
    check_open_text(plan.about, plan.about_en)
    if Campaign.objects.filter(slug=plan.slug).exists():
        raise Refused(Refusal.NAME_TAKEN)
    made = Campaign.objects.create(
        slug=plan.slug,
        organisation=organisation_by_id(organisation),
        name=plan.name,
        about=plan.about,
        about_en=plan.about_en,
        opened_at=now,
    )
    facts: dict[str, Fact] = {"organisation": organisation}
    record(chain=NATIONAL, kind=OPENED, subject=made.public_id, actor=actor, now=now, facts=facts)
    return made.public_id


def _told(plan: MeetingPlan) -> dict[str, object]:
    check_open_text(plan.about, plan.about_en, plan.title, plan.place)
    return {
        "campaign": Campaign.objects.get(public_id=plan.campaign) if plan.campaign else None,
        "title": plan.title,
        "title_en": plan.title_en,
        "about": plan.about,
        "about_en": plan.about_en,
        "place": plan.place,
        "press_person": person_by_id(plan.press_person) if plan.press_person else None,
        "press_phone": plan.press_phone,
    }


@transaction.atomic
def plan(told: MeetingPlan, *, organisation: str, cooperation: str, site: str, now: datetime, actor: str) -> str:
    """Plan a meeting hosted by an organisation, within a cooperation (public ids); return its public id.

    `site` is the house's own address, for the links in mails. Nobody sees it until it is published. Refused for a link
    to a meeting room in what everybody is to read.
    """
    made = Meeting.objects.create(
        cooperation=cooperation_by_id(cooperation),
        organisation=organisation_by_id(organisation),
        site=site,
        planned_at=now,
        **_told(told),
    )
    note_deed(PLANNED, made, made.public_id, {"organisation": organisation}, now=now, actor=actor)
    return made.public_id


@transaction.atomic
def change_meeting(meeting: str, told: MeetingPlan, *, now: datetime, actor: str) -> None:
    """Change what is said of a meeting, and who answers the press."""
    row = _locked(meeting)
    if not told.press_person and row.parts.filter(kind=PartKind.PRESS.value).exists():
        raise Refused(Refusal.NO_PRESS_PERSON)
    for name, value in _told(told).items():
        setattr(row, name, value)
    row.save()
    note_deed(MEETING_CHANGED, row, row.public_id, {}, now=now, actor=actor)


def _locked(public_id: str) -> Meeting:
    number = Meeting.objects.select_for_update().filter(public_id=public_id).values_list("pk", flat=True).get()
    row = meeting_of(number)
    if row.cancelled_at is not None:
        raise Refused(Refusal.CANCELLED)
    return row


@transaction.atomic
def publish(meeting: str, *, now: datetime, actor: str) -> None:
    """Open a meeting's page to everybody; nothing happens the second time."""
    row = _locked(meeting)
    if row.published_at is None:
        row.published_at = now
        row.save(update_fields=["published_at"])
        note_deed(PUBLISHED, row, row.public_id, {}, now=now, actor=actor)


def _check(told: PartPlan, meeting: Meeting) -> None:
    check_times(told.starts_at, told.ends_at)
    check_press(told.kind, notice_by=told.notice_by, has_person=meeting.press_person is not None)
    check_open_text(told.title, told.title_en, told.about, told.about_en, told.place)
    check_room(told.room)


def _set(part: Part, told: PartPlan) -> None:
    part.title, part.title_en, part.about, part.about_en = told.title, told.title_en, told.about, told.about_en
    part.starts_at, part.ends_at, part.place, part.room = told.starts_at, told.ends_at, told.place, told.room
    part.audience = [one.value for one in told.audience]
    part.visibility, part.capacity, part.offer_hours = told.visibility.value, told.capacity, told.offer_hours
    part.notice_by = told.notice_by if told.kind is PartKind.PRESS else None


@transaction.atomic
def add_part(meeting: str, told: PartPlan, *, now: datetime, actor: str) -> str:
    """Give a meeting another part and return its public id.

    Refused for times or seats that cannot be, for a press slot without notice, and for a link to a meeting room in
    what everybody reads: it belongs in `room`.
    """
    row = _locked(meeting)
    _check(told, row)
    check_capacity(told.capacity, taken=0)
    part = Part(meeting=row, kind=told.kind.value)
    _set(part, told)
    part.save()
    facts: dict[str, Fact] = {"kind": part.kind, "starts": part.starts_at.isoformat(), "seats": part.capacity}
    note_deed(PART_ADDED, row, part.public_id, facts, now=now, actor=actor)
    return part.public_id


@transaction.atomic
def change_part(part: str, told: PartPlan, *, now: datetime, actor: str) -> None:
    """Change a part. When time, place or title is another, everybody expected is told, in their calendars too.

    More seats go to those who wait. Refused as `add_part`, and for fewer seats than are taken.
    """
    row = held(part)
    if row.meeting.cancelled_at is not None:
        raise Refused(Refusal.CANCELLED)
    _check(told, row.meeting)
    check_capacity(told.capacity, taken=row.taken)
    before = (row.starts_at, row.ends_at, row.place, row.title)
    _set(row, told)
    row.save()
    facts: dict[str, Fact] = {"starts": row.starts_at.isoformat(), "seats": row.capacity}
    note_deed(PART_CHANGED, row.meeting, row.public_id, facts, now=now, actor=actor)
    if before != (row.starts_at, row.ends_at, row.place, row.title):
        _tell_of_change(row, now=now, actor=actor)
    fill(row, now=now, actor=actor)


def _concerned(part: Part) -> list[Invitation]:
    states = [state.value for state in EXPECTED | UNDECIDED]
    rows = Invitation.objects.filter(part=part, state__in=states).select_related("guest").order_by("pk")
    for row in rows:
        row.part = part
    return list(rows)


def _tell_of_change(part: Part, *, now: datetime, actor: str) -> None:
    for row in _concerned(part):
        if row.offer_ends is not None:
            row.offer_ends = offer_after_move(row.offer_ends, now=now, starts_at=part.starts_at)
            row.save(update_fields=["offer_ends"])
        calendar = Method.REQUEST if State(row.state) in EXPECTED else None
        tell(row, letters.changed, calendar=calendar, now=now, actor=actor)


@transaction.atomic
def cancel(meeting: str, *, why: str, now: datetime, actor: str) -> None:
    """Cancel a meeting: everybody who is invited, admitted, waiting or has asked is told, and no door opens any more.

    Its page stays and says so. Refused when it is cancelled already.
    """
    row = _locked(meeting)
    parts = list(Part.objects.select_for_update().filter(meeting=row).order_by("pk"))
    row.cancelled_at, row.cancelled_why = now, why
    row.save(update_fields=["cancelled_at", "cancelled_why"])
    note_deed(CANCELLED, row, row.public_id, {"parts": len(parts)}, now=now, actor=actor)
    for part in parts:
        part.meeting = row
        for invitation in _concerned(part):
            place(invitation, State.CANCELLED, now=now)
            tell(invitation, letters.cancelled, calendar=Method.CANCEL, now=now, actor=actor)
