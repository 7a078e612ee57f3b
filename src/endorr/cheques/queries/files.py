"""Reads applications for those who work in them: each tab of a file with its few queries, nothing to who has jäv.

The organisation whose call it is sees its files; a member of the board sees those that are with the board, and what is
in one only after having said that they have no jäv.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery

from endorr.aid.queries import EntryRow, account_of, rate_on
from endorr.aid.rules import Refused as AidRefused
from endorr.aid.rules import Room, ore_within
from endorr.base.clock import local_date
from endorr.base.tenancy.rules import Viewer
from endorr.cheques.models import Application, Assessment, Attachment, Declaration, DutyHeld, Posting, Seat
from endorr.cheques.queries.calls import CallRow, row_of
from endorr.cheques.queries.parts import (
    CostShown,
    DecisionShown,
    FileShown,
    PaymentShown,
    costs_shown,
    decisions_shown,
    files_shown,
    payments_shown,
    stored_file,
)
from endorr.cheques.reading import costs_that_count, facts_of, granted_years, limits_of
from endorr.cheques.rules.board import Member, Tally, Vote, tally
from endorr.cheques.rules.costs import highest
from endorr.cheques.rules.eligibility import Finding, findings
from endorr.cheques.rules.money import Account
from endorr.cheques.rules.words import READING, Duty, Ground, State
from endorr.companies.queries import names_of
from endorr.core.municipalities import municipalities

WITH_THE_BOARD = tuple(
    state.value
    for state in (State.ASSESSMENT, State.RECOMMENDED, State.GRANTED, State.RUNNING, State.REFUSED, State.CLOSED)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in the list; its company's name is what one needs to know whether one has jäv."""

    public_id: str
    number: str
    company: str
    fictional: bool
    call: str
    state: State
    asked: int
    answer_by: date | None
    hidden: bool
    to_declare: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every tab: the file, and what the viewer is in it."""

    public_id: str
    number: str
    company: str
    fictional: bool
    state: State
    call: CallRow
    submitted_at: datetime | None
    answer_by: date | None
    asked: int
    on_board: bool
    declared: bool
    conflicted: bool
    duty: Duty | None
    own_organisation: bool

    @property
    def is_open(self) -> bool:
        """Say whether the viewer may see what is in the file."""
        return not self.conflicted and (self.declared or not self.on_board)


def _mine(viewer: Viewer) -> Q:
    seats = Seat.objects.filter(
        person=viewer.user_id, organisation__in=viewer.organisation_ids, left_at__isnull=True
    ).values("call")
    own = Q(call__organisation__in=viewer.organisations_as(*READING))
    return own | Q(call__in=seats, state__in=WITH_THE_BOARD)


def _seen(viewer: Viewer) -> "QuerySet[Application]":
    """The applications that a viewer may know of, with what they are in each; drafts are the company's alone."""
    of_mine = {"application": OuterRef("pk"), "person": viewer.user_id}
    seat = Seat.objects.filter(call=OuterRef("call"), person=viewer.user_id, left_at__isnull=True)
    return (
        Application.objects.filter(_mine(viewer))
        .exclude(number="")
        .annotate(
            my_seat=Subquery(seat.values("organisation")[:1]),
            my_ground=Subquery(Declaration.objects.filter(**of_mine).values("ground")[:1]),
            my_duty=Subquery(DutyHeld.objects.filter(**of_mine).values("duty")[:1]),
        )
        .select_related(
            "call__rules",
            "call__organisation",
            "call__cooperation",
            "rules",
            "company",
            "recommendation",
            "report__approved_by",
        )
    )


def listing(viewer: Viewer) -> tuple[Listed, ...]:
    """Return the applications that a viewer may know of, those that are soonest due first; one query."""
    rows = _seen(viewer).order_by("closed_at", "answer_by", "pk")
    return tuple(_listed(row) for row in rows)


def _listed(row: Application) -> Listed:
    mine, ground = row.my_seat, row.my_ground  # type: ignore[attr-defined]
    return Listed(
        public_id=row.public_id,
        number=row.number,
        company=row.company_name,
        fictional=row.fictional,
        call=row.call.title,
        state=State(row.state),
        asked=row.asked or 0,
        answer_by=row.answer_by,
        hidden=bool(ground),
        to_declare=mine is not None and ground is None and row.state == State.ASSESSMENT.value,
    )


def _found(viewer: Viewer, public_id: str) -> Application | None:
    return _seen(viewer).filter(public_id=public_id).first()


def _head(row: Application, viewer: Viewer, *, now: datetime) -> Head:
    mine, ground, duty = row.my_seat, row.my_ground, row.my_duty  # type: ignore[attr-defined]
    return Head(
        public_id=row.public_id,
        number=row.number,
        company=row.company_name,
        fictional=row.fictional,
        state=State(row.state),
        call=row_of(row.call, now=now),
        submitted_at=row.submitted_at,
        answer_by=row.answer_by,
        asked=row.asked or 0,
        on_board=mine is not None,
        declared=ground == "",
        conflicted=bool(ground),
        duty=Duty(duty) if duty else None,
        own_organisation=row.call.organisation_id in viewer.organisations_as(*READING),
    )


def head(viewer: Viewer, public_id: str, *, now: datetime) -> Head | None:
    """Return what stands above a file, None for one that the viewer may not know of; one query."""
    row = _found(viewer, public_id)
    return _head(row, viewer, now=now) if row else None


@dataclass(frozen=True, slots=True)
class Asked:
    """That the company was asked for what is missing, and what it answered."""

    at: datetime
    by: date
    text: str
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class DutyShown:
    """Who does what in the file."""

    duty: Duty
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationTab:
    """What the company has told, how the rules answer it, and who works in the file."""

    head: Head
    contact: str
    email: str
    phone: str
    municipality: str
    purpose: str
    need: str
    months: int | None
    findings: tuple[Finding, ...]
    costs: tuple[CostShown, ...]
    most: int
    files: tuple[FileShown, ...]
    completions: tuple[Asked, ...]
    duties: tuple[DutyShown, ...]


def application_tab(viewer: Viewer, public_id: str, *, now: datetime) -> ApplicationTab | None:
    """Return the first tab of a file; None for whom it is shut to; six queries."""
    row = _found(viewer, public_id)
    if row is None or row.rules is None or not (found := _head(row, viewer, now=now)).is_open:
        return None
    lines, limits = list(row.costs.all()), limits_of(row.rules)
    year = (row.submitted_at or now).year
    place = municipalities().get(row.municipality)
    return ApplicationTab(
        head=found,
        contact=row.contact_name,
        email=row.email,
        phone=row.phone,
        municipality=place.name if place else "",
        purpose=row.purpose,
        need=row.need,
        months=row.months,
        findings=findings(limits, facts_of(row, granted_years(row)), year=year),
        costs=costs_shown(lines),
        most=highest(costs_that_count(lines), limits),
        files=files_shown(row),
        completions=tuple(
            Asked(one.asked_at, one.by, one.text, one.answered_at, one.answer) for one in row.completions.all()
        ),
        duties=tuple(
            DutyShown(Duty(one.duty), one.person.name, one.at)
            for one in row.duties.select_related("person").order_by("pk")
        ),
    )


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A member of the board: what they have declared, and what they think; `points` in the order of the criteria."""

    person: str
    organisation: str
    mine: bool
    ground: Ground | None
    declared: bool
    points: tuple[int, ...]
    supports: bool | None
    ore: int
    text: str


@dataclass(frozen=True, slots=True)
class BoardTab:
    """The joint assessment: everybody's standpoint, how the votes stand, and what they were counted into."""

    head: Head
    standpoints: tuple[Standpoint, ...]
    tally: Tally
    most: int
    minutes: str
    recommended: int | None
    reserved: bool
    recommended_at: datetime | None


def board_tab(viewer: Viewer, public_id: str, *, now: datetime) -> BoardTab | None:
    """Return the joint assessment of a file; five queries.

    A member who has not assessed yet sees that others have, but not what: each thinks for themselves first.
    """
    row = _found(viewer, public_id)
    if row is None or row.rules is None or not (found := _head(row, viewer, now=now)).is_open:
        return None
    seats = list(
        Seat.objects.filter(call=row.call_id, left_at__isnull=True)
        .select_related("person", "organisation")
        .order_by("pk")
    )
    declared = {one.person_id: one for one in row.declarations.all()}
    thought = {one.person_id: one for one in row.assessments.all()}
    blind = found.on_board and row.state == State.ASSESSMENT.value and viewer.user_id not in thought
    recommendation = row.recommendation if hasattr(row, "recommendation") else None
    return BoardTab(
        head=found,
        standpoints=tuple(
            _standpoint(seat, declared.get(seat.person_id), thought.get(seat.person_id), row, viewer, blind=blind)
            for seat in seats
        ),
        tally=_tally(seats, declared, thought),
        most=highest(costs_that_count(row.costs.all()), limits_of(row.rules)),
        minutes=recommendation.minutes if recommendation else "",
        recommended=recommendation.ore if recommendation else None,
        reserved=bool(recommendation and recommendation.reserved),
        recommended_at=recommendation.at if recommendation else None,
    )


def _standpoint(
    seat: Seat,
    said: Declaration | None,
    thought: Assessment | None,
    row: Application,
    viewer: Viewer,
    *,
    blind: bool,
) -> Standpoint:
    told = thought if not blind and not (said and said.ground) else None
    return Standpoint(
        person=seat.person.name,
        organisation=seat.organisation.name,
        mine=seat.person_id == viewer.user_id,
        ground=Ground(said.ground) if said and said.ground else None,
        declared=said is not None,
        points=tuple(told.points.get(one, 0) for one in row.call.criteria) if told else (),
        supports=told.supports if told else None,
        ore=told.ore if told else 0,
        text=told.text if told else "",
    )


def _tally(seats: list[Seat], declared: dict[int, Declaration], thought: dict[int, Assessment]) -> Tally:
    return tally(
        [Member(one.person_id, one.organisation_id) for one in seats],
        {person for person, one in declared.items() if one.ground},
        [Vote(one.person_id, one.organisation_id, one.supports, one.ore) for one in thought.values()],
    )


@dataclass(frozen=True, slots=True)
class AidTab:
    """The de minimis account of the company's group; `names` are those that the viewer's organisation knows."""

    head: Head
    room: Room
    entries: tuple[EntryRow, ...]
    names: dict[str, str]
    own: str
    left_ore: int | None
    rate: Decimal | None
    rate_on: date | None


def aid_tab(viewer: Viewer, public_id: str, *, now: datetime) -> AidTab | None:
    """Return the aid account of the company's group on this day; eight queries at most for a group."""
    row = _found(viewer, public_id)
    if row is None or row.company is None or not (found := _head(row, viewer, now=now)).is_open:
        return None
    day = local_date(now)
    try:
        room, entries = account_of(row.company.public_id, on=day)
    except AidRefused:
        return None
    rate = rate_on(day)
    return AidTab(
        head=found,
        room=room,
        entries=entries,
        names=names_of(viewer, {one.company for one in entries}),
        own=row.company.public_id,
        left_ore=ore_within(room.left, rate.kronor) if rate else None,
        rate=rate.kronor if rate else None,
        rate_on=rate.on if rate else None,
    )


@dataclass(frozen=True, slots=True)
class DecisionTab:
    """The decisions of a file, first to last."""

    head: Head
    decisions: tuple[DecisionShown, ...]
    recommended: int
    supported: bool


def decision_tab(viewer: Viewer, public_id: str, *, now: datetime) -> DecisionTab | None:
    """Return a file's decisions; two queries."""
    row = _found(viewer, public_id)
    if row is None or not (found := _head(row, viewer, now=now)).is_open:
        return None
    recommendation = row.recommendation if hasattr(row, "recommendation") else None
    return DecisionTab(
        head=found,
        decisions=decisions_shown(row),
        recommended=recommendation.ore if recommendation else 0,
        supported=bool(recommendation and recommendation.supports),
    )


@dataclass(frozen=True, slots=True)
class PostingShown:
    """A line of the ledger."""

    at: datetime
    move: str
    funder: str
    debit: Account
    credit: Account
    ore: int


@dataclass(frozen=True, slots=True)
class MoneyTab:
    """What was asked and paid, the final report, and the file's lines in the ledger."""

    head: Head
    payments: tuple[PaymentShown, ...]
    postings: tuple[PostingShown, ...]
    held: dict[Account, int]
    report: str
    new_markets: int
    orders: int
    report_at: datetime | None
    report_approved_by: str
    recoveries: tuple[tuple[int, str, int, int], ...]


def money_tab(viewer: Viewer, public_id: str, *, now: datetime) -> MoneyTab | None:
    """Return the money of a file: five queries."""
    row = _found(viewer, public_id)
    if row is None or not (found := _head(row, viewer, now=now)).is_open:
        return None
    postings = list(Posting.objects.filter(application=row).select_related("funder").order_by("pk"))
    held: dict[Account, int] = {}
    for one in postings:
        for account, change in ((Account(one.debit), -one.ore), (Account(one.credit), one.ore)):
            held[account] = held.get(account, 0) + change
    report = row.report if hasattr(row, "report") else None
    return MoneyTab(
        head=found,
        payments=payments_shown(row),
        postings=tuple(
            PostingShown(one.at, one.move, one.funder.name, Account(one.debit), Account(one.credit), one.ore)
            for one in postings
        ),
        held=held,
        report=report.text if report else "",
        new_markets=report.new_markets if report else 0,
        orders=report.orders if report else 0,
        report_at=report.at if report else None,
        report_approved_by=report.approved_by.name if report and report.approved_by else "",
        recoveries=tuple(row.recoveries.order_by("pk").values_list("ore", "reasons", "repaid", "lost")),
    )


def file_of(viewer: Viewer, public_id: str, file: str, *, now: datetime) -> Attachment | None:
    """Return a file of an application that is open to the viewer; None for any other; two queries."""
    row = _found(viewer, public_id)
    if row is None or not _head(row, viewer, now=now).is_open:
        return None
    return stored_file(row, file)
