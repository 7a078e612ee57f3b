"""Reads what waits, by time left; what stands behind a wall is left out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.tenancy.queries import entities_of
from endorr.base.tenancy.rules import Viewer
from endorr.calendars.queries import pinned
from endorr.cases.models import AnswerTime, Case, CoOwner, Delivery, Hold, Reopening, SharingRequest
from endorr.cases.places import place_name
from endorr.cases.queries.whole import promise_of
from endorr.cases.rules import ANSWERING, Keeping, Leave, Sharing, State, answering, keeping, leave
from endorr.matching.queries import proposals_for
from endorr.matching.rules.proposal import Candidate, Proposal
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
    phone: str = ""
    holder: str = ""
    organisation: str = ""
    function: str = ""
    offered_to: str = ""
    offered_to_us: bool = False
    mine: bool = False
    first: Candidate | None = None
    again_by: datetime | None = None  # taken up again, and nobody has been in touch since
    answer_by: datetime | None = None  # the viewer's organisation's own answer

    @property
    def contacted(self) -> bool:
        """Whether the promise has nothing more to say: somebody has been in touch."""
        return self.state is State.CONTACTED or self.keeping is Keeping.KEPT


class Shown(StrEnum):
    """The views of the queue, as they stand in its address."""

    TO_DO = "att-gora"
    MINE = "mina"
    OURS = "vara"
    ALL = "alla"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue is looked at: a view, a need, words to look for, and which page of 25."""

    shown: Shown = Shown.TO_DO
    need: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits, by time left, and the whole in figures; `first` is the nearest time to act ahead."""

    cards: tuple[Card, ...]
    found: int
    waiting: int
    offered: int
    first: datetime | None
    at_first: int
    late: int
    first_is_today: bool


PAGE = 25


def queue_for(viewer: Viewer, now: datetime, wanted: Wanted = Wanted()) -> Queue:
    """Return a page of what waits in the viewer's cooperations, by time left; five queries and one per calendar.

    What nobody has read over a wall is not searched: words find only what the viewer may read.
    """
    doors = viewer.cooperations_as(*ANSWERING)
    untaken = Case.objects.filter(WAITS, cooperation__in=doors, closed_at__isnull=True)
    uncontacted, ahead = Q(contacted_at__isnull=True), Q(act_by__gte=now)
    figures = untaken.aggregate(
        waiting=Count("pk"),
        late=Count("pk", filter=uncontacted & ~ahead),
        first=Min("act_by", filter=uncontacted & ahead),
    )
    first, last = figures["first"], wanted.page * PAGE
    rows = _with_clocks(open_here(viewer), viewer)
    if wanted == Wanted(page=wanted.page):
        # However much waits, only what may stand on the page is sorted, and only what somebody has is looked at.
        mine, to_us = _to_do_of(viewer), _offered_to(viewer)
        soonest = untaken.filter(uncontacted, act_by=first).values("pk")
        counted = rows.filter(pk__in=soonest.union(mine, to_us)).aggregate(
            found=Count("pk", filter=~WAITS),
            at_first=Count("pk", filter=WAITS),
            offered=Count("pk", filter=Q(referred_to__in=answering(viewer))),
        )
        found, at_first, offered = figures["waiting"] + counted["found"], counted["at_first"], counted["offered"]
        near = _soonest(untaken, last).union(_out_of_turn(untaken), mine, to_us)
        # Found and sorted bare, and dressed only then.
        on_page = _page(rows.filter(pk__in=near), last).values_list("pk", flat=True)
        page = _page(rows.filter(pk__in=list(on_page)), PAGE).select_related(*CARD)
    else:
        wanted_rows = _wanted(rows, viewer, wanted)
        counted = wanted_rows.aggregate(found=Count("pk"), at_first=Count("pk", filter=RUNS & Q(act_by=first)))
        found, at_first = counted["found"], counted["at_first"]
        offered = open_here(viewer).filter(referred_to__in=answering(viewer)).count()
        page = _page(wanted_rows, last).select_related(*CARD)
    reasons = proposals_for(viewer, [row.enquiry.public_id for row in page])
    calendars: dict[tuple[str, int], Calendar] = {}
    cards = tuple(
        _card(row, viewer, calendars, now, reads=_reads(row), proposal=reasons.get(row.enquiry.public_id))
        for row in page
    )
    today = first is not None and local_date(first) == local_date(now)
    return Queue(
        cards,
        found,
        figures["waiting"],
        offered,
        first,
        at_first,
        figures["late"],
        first_is_today=today,
    )


CARD = (
    "enquiry",
    "promise",
    "holder",
    "organisation",
    "function__organisation",
    "held_for__organisation",
    "referred_to",
)
WAITS = Q(holder__isnull=True)
RUNS = WAITS & Q(contacted_at__isnull=True)
"""Nobody has it, and its promise runs: what is given back after contact waits too, and hurries nobody."""

SEEN_TO_BY_A_CLOCK = Q(contacted_at__isnull=True) | Q(again_by__isnull=False) | Q(answer_by__isnull=False)
"""The promise runs, or a clock beside it does."""


def open_here(viewer: Viewer) -> "QuerySet[Case]":
    """Return the open questions the viewer's organisation has, or that wait at a door of theirs."""
    own = answering(viewer)
    at_the_door = Q(cooperation__in=viewer.cooperations_as(*ANSWERING)) & (
        Q(contacted_at__isnull=True) | Q(holder__isnull=True)
    )
    delivered = Delivery.objects.filter(case=OuterRef("pk"), organisation__in=own)
    received = Q(enquiry__receiver__in=entities_of(own))
    return Case.objects.filter(at_the_door | Q(organisation__in=own), closed_at__isnull=True).annotate(
        reads=Exists(delivered) | received, said_yes=_said_yes(viewer)
    )


def _soonest(untaken: "QuerySet[Case]", most: int) -> "QuerySet[Case, Any]":
    """Return the first of what has had no contact and stands in the order of its promise alone."""
    ahead = untaken.filter(RUNS).exclude(pk__in=_running().values("case")).order_by("act_by", "pk")[:most]
    return Case.objects.filter(pk__in=ahead.values("pk")).values("pk")


def _out_of_turn(untaken: "QuerySet[Case]") -> "QuerySet[Case, Any]":
    """Return what waits by another clock: given back after contact, or taken up again."""
    return untaken.filter(Q(contacted_at__isnull=False) | Q(pk__in=_running().values("case"))).values("pk")


def _to_do_of(viewer: Viewer) -> "QuerySet[Case, Any]":
    """Return what the viewer has and must see to: nobody has been in touch, or another clock runs."""
    mine = _with_clocks(Case.objects.filter(closed_at__isnull=True, holder=viewer.user_id), viewer)
    return mine.filter(SEEN_TO_BY_A_CLOCK).values("pk")


def _offered_to(viewer: Viewer) -> "QuerySet[Case, Any]":
    return Case.objects.filter(closed_at__isnull=True, referred_to__in=answering(viewer)).values("pk")


def _page(rows: "QuerySet[Case, Any]", last: int) -> Any:
    return rows.order_by(F("next_by"), "pk")[last - PAGE : last]


def _running() -> "QuerySet[Reopening]":
    return Reopening.objects.filter(contacted_at__isnull=True, ended_at__isnull=True)


def _said_yes(viewer: Viewer) -> Exists:
    """Say of each case whether the company has said yes to one of the viewer's organisations."""
    own = answering(viewer)
    return Exists(SharingRequest.objects.filter(case=OuterRef("pk"), organisation__in=own, answer=True))


def _with_clocks(rows: "QuerySet[Case]", viewer: Viewer) -> "QuerySet[Case]":
    """Say when each is next to be seen to: by its promise or the clocks beside it (taken up again, an own answer)."""
    again = _running().filter(case=OuterRef("pk"))
    still = Hold.objects.filter(clock=OuterRef("pk"), ended_at__isnull=True)
    answer = AnswerTime.objects.filter(~Exists(still), case=OuterRef("pk"), met_at__isnull=True)
    answer = answer.filter(organisation__in=answering(viewer)).order_by("due")
    told = rows.annotate(again_by=Subquery(again.values("act_by")[:1]), answer_by=Subquery(answer.values("due")[:1]))
    runs = Choose(When(contacted_at__isnull=True, then=F("act_by")))
    return told.annotate(next_by=Coalesce("again_by", runs, "answer_by", "act_by"))


def _reads(row: Case) -> bool:
    """Say whether the viewer may read a question that `open_here` found for them."""
    return bool(row.reads)  # type: ignore[attr-defined]


def _wanted(rows: "QuerySet[Case]", viewer: Viewer, wanted: Wanted) -> "QuerySet[Case]":
    own = answering(viewer)
    beside = CoOwner.objects.filter(case=OuterRef("pk"), person=viewer.user_id, ended_at__isnull=True)
    match wanted.shown:
        case Shown.TO_DO:
            mine = Q(holder=viewer.user_id) & SEEN_TO_BY_A_CLOCK
            rows = rows.filter(WAITS | mine | Q(referred_to__in=own))
        case Shown.MINE:
            rows = rows.filter(Q(holder=viewer.user_id) | Exists(beside))
        case Shown.OURS:
            rows = rows.filter(organisation__in=own)
        case Shown.ALL:
            pass
    if wanted.need:
        rows = rows.filter(need=wanted.need)
    if wanted.words:
        said = ("number", "enquiry__company", "enquiry__name", "enquiry__question")
        rows = rows.filter(
            reduce(or_, (Q(**{f"{field}__icontains": wanted.words}) for field in said)), **{"reads": True}
        )
    return rows


def anonymous_card(viewer: Viewer, public_id: str, now: datetime) -> Card | None:
    """Return what another organisation of the same cooperation may know of a case: place, need and due; two queries."""
    rows = Case.objects.filter(public_id=public_id, cooperation__in=viewer.cooperations_as(*ANSWERING))
    row = rows.annotate(said_yes=_said_yes(viewer)).select_related(*CARD).first()
    return _card(row, viewer, {}, now, reads=False) if row else None


def _card(
    case: Case,
    viewer: Viewer,
    calendars: dict[tuple[str, int], Calendar],
    now: datetime,
    *,
    reads: bool,
    proposal: Proposal | None = None,
) -> Card:
    promise = promise_of(case)
    given = case.promise
    version = given.calendar_id, given.calendar_version
    if version not in calendars:
        calendars[version] = pinned(*version)
    place, calendar = place_name(case.enquiry.municipality), calendars[version]
    left = worktime.office_time_left(now, given.act_by, calendar)
    state, how = State(case.state), keeping(promise, case.contacted_at, now)
    answers = case.held_for or case.function
    function = f"{answers.name}, {answers.organisation.name}"
    to_us = case.referred_to_id in answering(viewer)
    own = answering(viewer)
    permitted = own if case.said_yes else ()  # type: ignore[attr-defined]
    may = leave(Sharing(case.sharing), organisation=min(own, default=0), reading=(), permitted=permitted)
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
            may_take=state is State.ASKED and may is Leave.GIVEN,
            function=function,
            offered_to_us=to_us,
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
        phone=case.enquiry.phone,
        function=function,
        offered_to=case.referred_to.name if case.referred_to else "",
        offered_to_us=to_us,
        mine=case.holder_id == viewer.user_id,
        first=proposal.first if proposal else None,
        again_by=getattr(case, "again_by", None),
        answer_by=getattr(case, "answer_by", None),
    )
