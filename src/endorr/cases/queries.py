"""Reads cases: for the company what concerns it, for staff what the walls let through, ready to show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from endorr import worktime
from endorr.base.clock import local_date
from endorr.base.tenancy.rules import Viewer, public_query
from endorr.calendars.queries import pinned
from endorr.cases.models import Case, Contact, Delivery, Draft, Entry, Reminder
from endorr.cases.rules import ANSWERING, Evidence, Keeping, Outcome, Sharing, State, answering, keeping
from endorr.core.municipalities import municipalities
from endorr.worktime import Calendar, Promise


@dataclass(frozen=True, slots=True)
class DraftView:
    """What a visitor has filled in so far, and whether it has been sent."""

    key: str
    answers: dict[str, str]
    sent: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a case's story: when, what, who did it ("" is the company or the house), in whose name."""

    at: datetime
    kind: str
    person: str = ""
    organisation: str = ""
    text: str = ""
    way: str = ""
    reached: bool = True
    noted: datetime | None = None
    evidence: str = ""

    @property
    def turn(self) -> tuple[datetime, datetime]:
        """Where the line stands: contacts are stated by the minute, and within one what was noted first comes first."""
        return self.at.replace(second=0, microsecond=0), self.noted or self.at


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its own company sees it."""

    public_id: str
    number: str
    language: str
    question: str
    company: str
    company_number: str
    name: str
    email: str
    phone: str
    good_times: str
    municipality: str
    county: str
    site: str
    sharing: Sharing
    state: State
    outcome: Outcome | None
    holder: str
    organisation: str
    organisation_id: int | None
    function: str
    cooperation: str
    receiver: str
    receiver_is_authority: bool
    promise: Promise
    calendar: Calendar
    keeping: Keeping
    contacted_at: datetime | None
    contacted_by: str
    evidence: Evidence | None
    right_person: bool | None
    grade: int | None
    delivered_to: tuple[str, ...]
    happenings: tuple[Happening, ...]


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


@public_query("whoever holds the key of a draft wrote it")
def draft_by_key(key: str) -> DraftView | None:
    """Return a draft by its key, which is its only proof; one query."""
    row = Draft.objects.filter(key=key).first()
    return DraftView(row.key, dict(row.answers), row.sent) if row else None


WHOLE = (
    "enquiry__cooperation",
    "enquiry__receiver",
    "promise",
    "function__organisation",
    "holder",
    "organisation",
)


@public_query("the link has been proved: whoever holds it follows the case")
def case_of_link(public_id: str, now: datetime) -> CaseView:
    """Return the case that a private link opens, for whoever holds it; five queries."""
    return _whole(Case.objects.select_related(*WHOLE).get(public_id=public_id), now)


def case_for(viewer: Viewer, public_id: str, now: datetime) -> CaseView | None:
    """Return a case that the viewer's organisation may read, else None; five queries."""
    row = readable(viewer).select_related(*WHOLE).filter(public_id=public_id).first()
    return _whole(row, now) if row else None


def readable(viewer: Viewer) -> "QuerySet[Case]":
    """Return the cases that the viewer's organisations may read: as their receiver, or because it was delivered."""
    own = answering(viewer)
    delivered = Delivery.objects.filter(case=OuterRef("pk"), organisation__in=own)
    return Case.objects.filter(Q(enquiry__receiver__organisations__in=own) | Exists(delivered)).distinct()


def _whole(case: Case, now: datetime) -> CaseView:
    asked, given = case.enquiry, case.promise
    promise, happenings = _promise(case), _happenings(case)
    place = municipalities()[asked.municipality]
    names = Delivery.objects.filter(case=case).order_by("at").values_list("organisation__name", flat=True)
    return CaseView(
        public_id=case.public_id,
        number=case.number,
        language=asked.language,
        question=asked.question,
        company=asked.company,
        company_number=asked.company_number,
        name=asked.name,
        email=asked.email,
        phone=asked.phone,
        good_times=asked.good_times,
        municipality=place.name,
        county=place.county.code,
        site=asked.site,
        sharing=Sharing(case.sharing),
        state=State(case.state),
        outcome=Outcome(case.outcome) if case.outcome else None,
        holder=case.holder.name if case.holder else "",
        organisation=case.organisation.name if case.organisation else "",
        organisation_id=case.organisation_id,
        function=f"{case.function.name}, {case.function.organisation.name}",
        cooperation=asked.cooperation.name,
        receiver=asked.receiver.name,
        receiver_is_authority=asked.receiver.is_authority,
        promise=promise,
        calendar=pinned(given.calendar_id, given.calendar_version),
        keeping=keeping(promise, case.contacted_at, now),
        contacted_at=case.contacted_at,
        contacted_by=_first_reached(happenings),
        evidence=Evidence(case.evidence) if case.evidence else None,
        right_person=case.right_person,
        grade=case.grade,
        delivered_to=tuple(names),
        happenings=happenings,
    )


def _first_reached(happenings: tuple[Happening, ...]) -> str:
    talks = [one for one in happenings if one.kind == "contact" and one.reached]
    return min(talks, key=lambda one: one.at).person if talks else ""


def _promise(case: Case) -> Promise:
    given = case.promise
    return Promise(
        given.received, given.due, given.act_by, given.calendar_id, given.calendar_version, given.tzdata_version
    )


def _happenings(case: Case) -> tuple[Happening, ...]:
    told = [
        Happening(
            row.at,
            row.kind,
            row.person.name if row.person else "",
            row.organisation.name if row.organisation else "",
            row.text,
        )
        for row in Entry.objects.filter(case=case).select_related("person", "organisation").order_by("id")
    ]
    talks = [
        Happening(
            row.at,
            "contact",
            row.person.name,
            row.organisation.name,
            row.text,
            row.way,
            row.reached,
            row.logged_at,
            row.evidence,
        )
        for row in Contact.objects.filter(case=case).select_related("person", "organisation").order_by("id")
    ]
    return tuple(sorted([*told, *talks], key=lambda one: one.turn))


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
    given, promise = case.promise, _promise(case)
    version = given.calendar_id, given.calendar_version
    if version not in calendars:
        calendars[version] = pinned(*version)
    place, calendar = municipalities()[case.enquiry.municipality].name, calendars[version]
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


@public_query("row numbers for the worker")
def due_warnings(now: datetime, *, limit: int = 200) -> list[int]:
    """Return the warnings that are due and not seen to, the longest due first, by row number."""
    due = Reminder.objects.filter(done_at__isnull=True, due__lte=now).order_by("due", "id")
    return list(due.values_list("id", flat=True)[:limit])


@public_query("an instant for the worker")
def next_warning(now: datetime) -> datetime | None:
    """Return when the next warning after `now` falls due, if one waits."""
    waiting = Reminder.objects.filter(done_at__isnull=True, due__gt=now).order_by("due")
    return waiting.values_list("due", flat=True).first()
