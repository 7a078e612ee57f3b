"""Reads the coordinator's board: what is at risk and where, what broke, what is stuck. Never who is best."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.tenancy.rules import Role, Viewer
from endorr.calendars.queries import pinned
from endorr.cases.models import Case, Delivery, Enquiry, MissReason, Referral, SharingRequest
from endorr.cases.places import place_name
from endorr.cases.rules import MissCause
from endorr.directory.duty.queries import unanswered_functions
from endorr.worktime import Calendar

COORDINATING = (Role.COORDINATOR,)
BANDS = (0, 60, 120, 240, 480)
"""Office minutes left to act-by at which the heatmap's columns end: the first is what is late, the last the rest."""

AT_RISK = 120  # office minutes
LOOKED_BACK = timedelta(days=30)
MOST = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """A question on the board: its number where it may be read, else its place only; whose it is; until when."""

    public_id: str
    name: str
    at: str
    act_by: datetime
    due: datetime
    calendar: Calendar
    minutes_left: int


@dataclass(frozen=True, slots=True)
class Miss:
    """A broken promise and why, as far as anybody has told."""

    public_id: str
    name: str
    at: str
    due: datetime
    calendar: Calendar
    cause: MissCause | None
    text: str


@dataclass(frozen=True, slots=True)
class Stuck:
    """An offer nobody has answered, or a question to the company about sharing."""

    public_id: str
    name: str
    to: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Board:
    """The board of the viewer's cooperations at an instant."""

    heat: tuple[tuple[str, tuple[int, ...]], ...]
    today: int
    late: int
    at_risk: tuple[Spot, ...]
    missed: tuple[Miss, ...]
    offers: tuple[Stuck, ...]
    requests: tuple[Stuck, ...]
    holes: tuple[tuple[str, str], ...]


def board_for(viewer: Viewer, now: datetime) -> Board:
    """Return the board of the cooperations the viewer coordinates; six queries and one per calendar."""
    here = _here(viewer)
    calendars: dict[tuple[str, int], Calendar] = {}
    spots = [
        _spot(row, now, calendars)
        for row in here.filter(closed_at__isnull=True, contacted_at__isnull=True).order_by("promise__act_by", "pk")
    ]
    return Board(
        heat=_heat(spots),
        today=sum(local_date(one.act_by) == local_date(now) for one in spots),
        late=sum(one.act_by < now for one in spots),
        at_risk=tuple(one for one in spots if one.minutes_left <= AT_RISK and one.due >= now)[:MOST],
        missed=_missed(here, now, calendars),
        offers=_offers(viewer, now),
        requests=_requests(viewer),
        holes=unanswered_functions(viewer, on=local_date(now)),
    )


def _here(viewer: Viewer) -> Any:
    own = viewer.organisations_as(*COORDINATING)
    delivered = Delivery.objects.filter(case=OuterRef("pk"), organisation__in=own)
    received = Enquiry.objects.filter(pk=OuterRef("enquiry"), receiver__organisations__in=own)
    rows = Case.objects.filter(enquiry__cooperation__in=viewer.cooperations_as(*COORDINATING))
    return rows.annotate(reads=Exists(delivered) | Exists(received)).select_related(
        "enquiry", "promise", "organisation", "function__organisation"
    )


def _name(row: Any) -> str:
    return str(row.number) if row.reads else place_name(row.enquiry.municipality)


def _at(row: Case) -> str:
    """Return whose a question is: the organisation that has it, else the door's."""
    return row.organisation.name if row.organisation else row.function.organisation.name


def _calendar(row: Case, calendars: dict[tuple[str, int], Calendar]) -> Calendar:
    version = row.promise.calendar_id, row.promise.calendar_version
    if version not in calendars:
        calendars[version] = pinned(*version)
    return calendars[version]


def _spot(row: Case, now: datetime, calendars: dict[tuple[str, int], Calendar]) -> Spot:
    calendar = _calendar(row, calendars)
    left = worktime.office_time_left(now, row.promise.act_by, calendar)
    return Spot(row.public_id, _name(row), _at(row), row.promise.act_by, row.promise.due, calendar, left)


def _heat(spots: list[Spot]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Count an organisation's unanswered questions by how much office time is left: late, then band by band."""
    counted: Mapping[str, Counter[int]] = {one.at: Counter() for one in spots}
    for one in spots:
        counted[one.at][next((place for place, most in enumerate(BANDS) if one.minutes_left <= most), len(BANDS))] += 1
    return tuple(
        (name, tuple(bands[place] for place in range(len(BANDS) + 1))) for name, bands in sorted(counted.items())
    )


def _missed(here: Any, now: datetime, calendars: dict[tuple[str, int], Calendar]) -> tuple[Miss, ...]:
    broken = here.filter(promise__due__gte=now - LOOKED_BACK, promise__due__lt=now).order_by("-promise__due", "-pk")
    rows = [row for row in broken if _is_broken(row)][:MOST]
    told: dict[int, tuple[MissCause, str]] = {}
    for case, cause, text in (
        MissReason.objects.filter(case__in=[row.pk for row in rows]).order_by("pk").values_list("case", "cause", "text")
    ):
        told[case] = (MissCause(cause), text)
    return tuple(
        Miss(
            row.public_id,
            _name(row),
            _at(row),
            row.promise.due,
            _calendar(row, calendars),
            *told.get(row.pk, (None, "")),
        )
        for row in rows
    )


def _is_broken(row: Case) -> bool:
    if row.contacted_at is None:
        # Closed by the company before anybody had been in touch is no miss of ours, if it was in time.
        return row.closed_at is None or not worktime.kept(row.closed_at, row.promise.due)
    return not worktime.kept(row.contacted_at, row.promise.due)


def _offers(viewer: Viewer, now: datetime) -> tuple[Stuck, ...]:
    """Return the open offers, the first to lapse first; one half way to its inner target stands out by its time."""
    rows = Referral.objects.filter(
        verdict="", case__enquiry__cooperation__in=viewer.cooperations_as(*COORDINATING), offered_at__lte=now
    ).select_related("case", "to")
    return tuple(
        Stuck(one.case.public_id, one.case.number, one.to.name, one.offered_at, one.answer_by)
        for one in rows.order_by("answer_by", "pk")[:MOST]
    )


def _requests(viewer: Viewer) -> tuple[Stuck, ...]:
    rows = SharingRequest.objects.filter(
        answer__isnull=True,
        case__closed_at__isnull=True,
        case__enquiry__cooperation__in=viewer.cooperations_as(*COORDINATING),
    ).select_related("case", "organisation")
    return tuple(
        Stuck(one.case.public_id, one.case.number, one.organisation.name, one.asked_at, None)
        for one in rows.order_by("asked_at", "pk")[:MOST]
    )
