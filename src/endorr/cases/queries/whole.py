"""Reads one case whole, with its story: for the company behind its link, and for those who may read it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import DateTimeField, Exists, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from endorr.base.tenancy.queries import entities_of
from endorr.base.tenancy.rules import Viewer, public_query
from endorr.calendars.queries import pinned
from endorr.cases.models import Case, Contact, Delivery, Entry, Kind
from endorr.cases.places import place_name
from endorr.cases.queries.offers import OfferRow, offer_row
from endorr.cases.rules import Evidence, Keeping, Outcome, Sharing, State, answering, keeping
from endorr.worktime import Calendar, Promise

AFTER_CONTACT = frozenset({Kind.CONFIRMED.value, Kind.CLOSED.value})


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
    def turn(self) -> tuple[datetime, datetime, bool]:
        """Where the line stands: contacts are stated by the minute, and within one what was noted first comes first.

        What answers a contact comes after one of the same instant.
        """
        return self.at.replace(second=0, microsecond=0), self.noted or self.at, self.kind in AFTER_CONTACT


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its own company sees it."""

    public_id: str
    number: str
    language: str
    speaks: str
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
    holder_id: int | None
    cooperation_id: int
    row_id: int
    enquiry_id: str
    offer: OfferRow | None
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
    delivered_to: tuple[str, ...]  # told to the company only; staff read it in the log
    happenings: tuple[Happening, ...]


OFFER = ("offer__to", "offer__function", "offer__person", "offer__organisation", "offer__answered_by")
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
    row = Case.objects.select_related(*WHOLE).get(public_id=public_id)
    names = Delivery.objects.filter(case=row).order_by("at").values_list("organisation__name", flat=True)
    return _whole(row, now, delivered_to=tuple(names), happenings=_happenings(row))


@public_query("the link has been proved: whoever holds it follows the case")
def promised_by_link(public_id: str, now: datetime) -> CaseView:
    """Return the case that a private link opens without its story, for what only tells of the promise; one query."""
    return _whole(Case.objects.select_related(*WHOLE).get(public_id=public_id), now)


def case_for(viewer: Viewer, public_id: str, now: datetime) -> CaseView | None:
    """Return a case that the viewer's organisation may read, with its story and open offer, else None; two queries."""
    row = _read(viewer, public_id)
    return _whole(row, now, offer=_offer_of(row), happenings=_happenings(row)) if row else None


def head_for(viewer: Viewer, public_id: str, now: datetime) -> CaseView | None:
    """Return a case as `case_for` does but without its story, for the pages beside it; one query."""
    row = _read(viewer, public_id)
    return _whole(row, now, offer=_offer_of(row)) if row else None


def _read(viewer: Viewer, public_id: str) -> Case | None:
    offer = FilteredRelation("referrals", condition=Q(referrals__verdict=""))
    rows = readable(viewer).annotate(offer=offer).select_related(*WHOLE, *OFFER)
    return rows.filter(public_id=public_id).first()


def _offer_of(case: Case) -> OfferRow | None:
    offer = getattr(case, "offer", None)
    return offer_row(offer) if offer else None


def readable(viewer: Viewer) -> "QuerySet[Case]":
    """Return the cases that the viewer's organisations may read: as their receiver, or because it was delivered."""
    own = answering(viewer)
    delivered = Delivery.objects.filter(case=OuterRef("pk"), organisation__in=own)
    return Case.objects.filter(Q(enquiry__receiver__in=entities_of(own)) | Exists(delivered))


def _whole(
    case: Case,
    now: datetime,
    *,
    offer: OfferRow | None = None,
    delivered_to: tuple[str, ...] = (),
    happenings: tuple[Happening, ...] = (),
) -> CaseView:
    asked, given = case.enquiry, case.promise
    promise = promise_of(case)
    return CaseView(
        public_id=case.public_id,
        number=case.number,
        language=asked.language,
        speaks=asked.speaks,
        question=asked.question,
        company=asked.company,
        company_number=asked.company_number,
        name=asked.name,
        email=asked.email,
        phone=asked.phone,
        good_times=asked.good_times,
        municipality=place_name(asked.municipality),
        county=asked.municipality[:2],
        site=asked.site,
        sharing=Sharing(case.sharing),
        state=State(case.state),
        outcome=Outcome(case.outcome) if case.outcome else None,
        holder=case.holder.name if case.holder else "",
        organisation=case.organisation.name if case.organisation else "",
        organisation_id=case.organisation_id,
        holder_id=case.holder_id,
        cooperation_id=asked.cooperation_id,
        row_id=case.pk,
        enquiry_id=asked.public_id,
        offer=offer,
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
        delivered_to=delivered_to,
        happenings=happenings,
    )


def _first_reached(happenings: tuple[Happening, ...]) -> str:
    talks = [one for one in happenings if one.kind == "contact" and one.reached]
    return min(talks, key=lambda one: one.at).person if talks else ""


@public_query("a value of a row that the caller has read")
def promise_of(case: Case) -> Promise:
    given = case.promise
    return Promise(
        given.received, given.due, given.act_by, given.calendar_id, given.calendar_version, given.tzdata_version
    )


def _happenings(case: Case) -> tuple[Happening, ...]:
    """Return the story of a case in its order: what happened to it and the contacts there were; one query."""
    by = (Coalesce("person__name", Value("")), Coalesce("organisation__name", Value("")), "text")
    told = Entry.objects.filter(case=case).values_list("pk", "at", "kind", *by, *NO_CONTACT)
    stated = ("way", "reached", "logged_at", "evidence")
    talks = Contact.objects.filter(case=case).values_list("pk", "at", Value("contact"), *by, *stated)
    rows = sorted(told.union(talks, all=True), key=lambda row: (row[2] == "contact", row[0]))
    return tuple(sorted((Happening(*row[1:]) for row in rows), key=lambda one: one.turn))


NO_CONTACT = (Value(""), Value(value=True), Value(None, output_field=DateTimeField()), Value(""))
"""What stands in a line that is no contact, where a contact says how, whether it reached, when noted, on what."""


@public_query("asked for whoever has just been given it")
def promise_given(public_id: str) -> Promise:
    """Return the promise of a case; one query."""
    return promise_of(Case.objects.select_related("promise").get(public_id=public_id))
