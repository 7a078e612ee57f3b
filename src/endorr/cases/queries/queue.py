"""Reads what waits, by time left; what stands behind a wall is left out."""

from dataclasses import dataclass
from datetime import datetime

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.queries import pinned
from endorr.cases.models import Case
from endorr.cases.places import place_name
from endorr.cases.queries.whole import promise_of, readable
from endorr.cases.rules import ANSWERING, Keeping, Sharing, State, answering, keeping
from endorr.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Card:
    """One line of the queue. What stands behind a wall is empty, and `anonymous` says so."""

    public_id: str
    number: str
    municipality: str
    need: str
    due: datetime
    act_by: datetime
    calendar: Calendar
    minutes_left: int
    state: State
    keeping: Keeping
    anonymous: bool
    may_take: bool
    company: str = ""
    question: str = ""
    holder: str = ""
    organisation: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, by time left: the viewer's own and those nobody has; `first` is the nearest time to act ahead."""

    waiting: tuple[Card, ...]
    mine: tuple[Card, ...]
    others: tuple[Card, ...]
    first: datetime | None
    at_first: int
    late: int
    first_is_today: bool


def queue_for(viewer: Viewer, now: datetime, *, limit: int = 200) -> Queue:
    """Return what waits in the viewer's cooperations by time left; at most four queries and one per calendar."""
    open_here = Case.objects.filter(
        enquiry__cooperation__in=viewer.cooperations_as(*ANSWERING), closed_at__isnull=True, contacted_at__isnull=True
    )
    mine_too = Case.objects.filter(closed_at__isnull=True, organisation__in=answering(viewer))
    rows = (open_here | mine_too).select_related("enquiry", "promise", "holder", "organisation").distinct()
    reads = set(readable(viewer).filter(closed_at__isnull=True).values_list("pk", flat=True))
    calendars: dict[tuple[str, int], Calendar] = {}
    cards = [
        _card(row, viewer, calendars, now, reads=row.pk in reads)
        for row in rows.order_by("promise__act_by", "pk")[:limit]
    ]
    waiting = tuple(card for card in cards if card.state is State.ASKED)
    mine = tuple(card for card in cards if card.mine)
    others = tuple(card for card in cards if card.state is not State.ASKED and not card.mine)
    first = min((card.act_by for card in waiting if card.act_by >= now), default=None)
    late = sum(card.act_by < now for card in waiting)
    at_first = sum(card.act_by == first for card in waiting)
    today = first is not None and local_date(first) == local_date(now)
    return Queue(waiting, mine, others, first, at_first, late, first_is_today=today)


def anonymous_card(viewer: Viewer, public_id: str, now: datetime) -> Card | None:
    """Return what another organisation of the same cooperation may know of a case: place, need and due; two queries."""
    rows = Case.objects.filter(public_id=public_id, enquiry__cooperation__in=viewer.cooperations_as(*ANSWERING))
    row = rows.select_related("enquiry", "promise").first()
    return _card(row, viewer, {}, now, reads=False) if row else None


def _card(
    case: Case, viewer: Viewer, calendars: dict[tuple[str, int], Calendar], now: datetime, *, reads: bool
) -> Card:
    given, promise = case.promise, promise_of(case)
    version = given.calendar_id, given.calendar_version
    if version not in calendars:
        calendars[version] = pinned(*version)
    place, calendar = place_name(case.enquiry.municipality), calendars[version]
    left = worktime.office_time_left(now, given.act_by, calendar)
    state, how = State(case.state), keeping(promise, case.contacted_at, now)
    shared = state is State.ASKED and case.sharing == Sharing.YES.value
    if not reads:
        return Card(
            case.public_id,
            "",
            place,
            case.need,
            given.due,
            given.act_by,
            calendar,
            left,
            state,
            how,
            anonymous=True,
            may_take=shared,
        )
    return Card(
        case.public_id,
        case.number,
        place,
        case.need,
        given.due,
        given.act_by,
        calendar,
        left,
        state,
        how,
        anonymous=False,
        may_take=state is State.ASKED,
        company=case.enquiry.company or case.enquiry.name,
        question=case.enquiry.question,
        holder=case.holder.name if case.holder else "",
        organisation=case.organisation.name if case.organisation else "",
        mine=case.holder_id == viewer.user_id,
    )
