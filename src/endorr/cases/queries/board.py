"""Reads the coordinator's board: what is at risk and where, what broke, what is stuck. Never who is best."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from endorr import worktime
from endorr.base.clock import day_of, local_date
from endorr.base.tenancy.queries import entities_of
from endorr.base.tenancy.rules import Role, Viewer
from endorr.calendars.queries import pinned
from endorr.cases.models import Case, Delivery, MissReason, Referral, SharingRequest
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

type Calendars = dict[tuple[str, int], Calendar]


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
    """The board of the viewer's cooperations at an instant; `broken` counts what `missed` shows the latest of."""

    heat: tuple[tuple[str, tuple[int, ...]], ...]
    today: int
    late: int
    at_risk: tuple[Spot, ...]
    missed: tuple[Miss, ...]
    broken: int
    offers: tuple[Stuck, ...]
    requests: tuple[Stuck, ...]
    holes: tuple[tuple[str, str], ...]


def board_for(viewer: Viewer, now: datetime) -> Board:
    """Return the board of the cooperations the viewer coordinates; seven queries and one per calendar.

    The database counts what waits: the instants at which so much office time is left are reckoned beforehand.
    """
    here = Case.objects.filter(cooperation__in=viewer.cooperations_as(*COORDINATING))
    waits = here.filter(closed_at__isnull=True, contacted_at__isnull=True)
    versions = waits.order_by().values_list("calendar_id", "calendar_version").distinct()
    calendars = {version: pinned(*version) for version in versions}
    counted = _counted(waits, now, calendars)
    missed, broken = _missed(viewer, here, now, calendars)
    return Board(
        heat=_heat(counted),
        today=sum(row["today"] for row in counted),
        late=sum(row["late"] for row in counted),
        at_risk=_at_risk(viewer, waits, now, calendars),
        missed=missed,
        broken=broken,
        offers=_offers(viewer, now),
        requests=_requests(viewer),
        holes=unanswered_functions(viewer, on=local_date(now)),
    )


def _shown(viewer: Viewer, rows: "QuerySet[Case]") -> "QuerySet[Case]":
    """Add what a line of the board shows, and whether the viewer may read the question itself."""
    own = viewer.organisations_as(*COORDINATING)
    delivered = Delivery.objects.filter(case=OuterRef("pk"), organisation__in=own)
    received = Q(enquiry__receiver__in=entities_of(own))
    read = rows.annotate(reads=Exists(delivered) | received, municipality=F("enquiry__municipality"))
    return read.select_related("organisation", "function__organisation")


def _name(row: Any) -> str:
    return str(row.number) if row.reads else place_name(row.municipality)


def _at(row: Case) -> str:
    """Return whose a question is: the organisation that has it, else the door's."""
    return row.organisation.name if row.organisation else row.function.organisation.name


def _calendar(row: Case, calendars: Calendars) -> Calendar:
    version = row.calendar_id, row.calendar_version
    if version not in calendars:
        calendars[version] = pinned(*version)
    return calendars[version]


def _within(minutes: int, now: datetime, calendars: Calendars) -> Q:
    """Say which promises have at most so much office time left, each by the calendar it was given by."""
    each = (
        Q(calendar_id=slug, calendar_version=number, act_by__lte=worktime.act_by_within(now, minutes, calendar))
        for (slug, number), calendar in calendars.items()
    )
    return reduce(or_, each, Q(pk__in=()))


def _counted(waits: "QuerySet[Case]", now: datetime, calendars: Calendars) -> list[dict[str, Any]]:
    """Count what waits by whose it is and by how much office time is left: late, then band by band."""
    bands = (When(_within(most, now, calendars), then=Value(place)) for place, most in enumerate(BANDS))
    at = Coalesce("organisation__name", "function__organisation__name")
    rows = waits.order_by().annotate(at=at, band=Choose(*bands, default=Value(len(BANDS)))).values("at", "band")
    midnight, next_midnight = day_of(now)
    counted: Any = rows.annotate(
        count=Count("pk"),
        today=Count("pk", filter=Q(act_by__gte=midnight, act_by__lt=next_midnight)),
        late=Count("pk", filter=Q(act_by__lt=now)),
    )
    return list(counted)


def _heat(counted: list[dict[str, Any]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    heat: dict[str, list[int]] = {row["at"]: [0] * (len(BANDS) + 1) for row in counted}
    for row in counted:
        heat[row["at"]][row["band"]] = row["count"]
    return tuple((name, tuple(bands)) for name, bands in sorted(heat.items()))


def _at_risk(viewer: Viewer, waits: "QuerySet[Case]", now: datetime, calendars: Calendars) -> tuple[Spot, ...]:
    rows = waits.filter(_within(AT_RISK, now, calendars), due__gte=now).order_by("act_by", "pk")[:MOST]
    return tuple(_spot(row, now, _calendar(row, calendars)) for row in _shown(viewer, rows))


def _spot(row: Case, now: datetime, calendar: Calendar) -> Spot:
    left = worktime.office_time_left(now, row.act_by, calendar)
    return Spot(row.public_id, _name(row), _at(row), row.act_by, row.due, calendar, left)


# Closed by the company before anybody had been in touch is no miss of ours, if it was in time.
BROKEN = Q(contacted_at__gt=F("due")) | (
    Q(contacted_at__isnull=True) & (Q(closed_at__isnull=True) | Q(closed_at__gt=F("due")))
)


def _missed(
    viewer: Viewer, here: "QuerySet[Case]", now: datetime, calendars: Calendars
) -> tuple[tuple[Miss, ...], int]:
    """Return the latest broken promises with what has been said of each, and how many there are; one query."""
    broken = here.filter(BROKEN, due__gte=now - LOOKED_BACK, due__lt=now)
    told = MissReason.objects.filter(case=OuterRef("pk")).order_by("-pk")
    rows = list(
        _shown(viewer, broken)
        .annotate(
            cause=Subquery(told.values("cause")[:1]),
            why=Subquery(told.values("text")[:1]),
            all_told=Subquery(
                broken.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
            ),
        )
        .order_by("-due", "-pk")[:MOST]
    )
    late = [row for row in rows if not _in_the_same_second(row)]
    missed = tuple(_miss(row, _calendar(row, calendars)) for row in late)
    return missed, (rows[0].all_told if rows else 0) - (len(rows) - len(late))


def _in_the_same_second(row: Case) -> bool:
    """Say whether what the database finds late by less than a second keeps the promise, which counts whole ones."""
    end = row.contacted_at or row.closed_at
    return end is not None and worktime.kept(end, row.due)


def _miss(row: Any, calendar: Calendar) -> Miss:
    cause = MissCause(row.cause) if row.cause else None
    return Miss(row.public_id, _name(row), _at(row), row.due, calendar, cause, row.why or "")


def _offers(viewer: Viewer, now: datetime) -> tuple[Stuck, ...]:
    """Return the open offers, the first to lapse first; one half way to its inner target stands out by its time."""
    rows = Referral.objects.filter(
        verdict="", case__cooperation__in=viewer.cooperations_as(*COORDINATING), offered_at__lte=now
    ).select_related("case", "to")
    return tuple(
        Stuck(one.case.public_id, one.case.number, one.to.name, one.offered_at, one.answer_by)
        for one in rows.order_by("answer_by", "pk")[:MOST]
    )


def _requests(viewer: Viewer) -> tuple[Stuck, ...]:
    rows = SharingRequest.objects.filter(
        answer__isnull=True,
        case__closed_at__isnull=True,
        case__cooperation__in=viewer.cooperations_as(*COORDINATING),
    ).select_related("case", "organisation")
    return tuple(
        Stuck(one.case.public_id, one.case.number, one.organisation.name, one.asked_at, None)
        for one in rows.order_by("asked_at", "pk")[:MOST]
    )
