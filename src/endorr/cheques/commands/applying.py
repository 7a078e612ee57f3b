"""What the company does: begin, fill in, send, answer what is asked for, and take the application back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from endorr.aid.commands import Declared
from endorr.aid.commands import declare as declare_aid
from endorr.base.clock import local_date
from endorr.base.files.commands import store
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.cheques import letters
from endorr.cheques.commands.booking import pass_all
from endorr.cheques.commands.common import (
    Passed,
    company_actor,
    lock_call,
    locked,
    new_link,
    note,
    refuse_unless,
)
from endorr.cheques.models import Application, Attachment, Call, Completion, CostLine, EarlierAid
from endorr.cheques.reading import cost_rules
from endorr.cheques.rules.costs import CostKind, judge
from endorr.cheques.rules.eligibility import Trade, answer_by
from endorr.cheques.rules.money import Move
from endorr.cheques.rules.words import OPEN_STATES, FileKind, Refusal, State, check_state
from endorr.companies.commands import Person, Told, recognise
from endorr.companies.keys import opened, sealed
from endorr.companies.queries import company_by_id
from endorr.core.personal_numbers import masked

BEGUN = kind("cheques.begun", "A company began an application for a cheque")
SUBMITTED = kind("cheques.submitted", "An application for a cheque came in")
COMPLETED = kind("cheques.completed", "A company answered what had been asked for in its application")
WITHDRAWN = kind("cheques.withdrawn", "A company took its application back")
FILED = kind("cheques.filed", "A file was added to an application for a cheque")

CHEQUE_FILES = "cheques.file"
MOST_FILES = 30


@dataclass(frozen=True, slots=True)
class CostTold:
    """A cost applied for, in öre without VAT."""

    kind: CostKind
    what: str
    ore: int


@dataclass(frozen=True, slots=True)
class AidTold:
    """A line of the certificate of earlier small aid, in cents of a euro."""

    giver: str
    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Filled:
    """What a company has filled in so far; None and "" where it has not. Money in öre, the number as written."""

    company_name: str = ""
    number: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    municipality: str = ""
    trade: Trade | None = None
    employees: int | None = None
    turnover: int | None = None
    begun: bool | None = None
    months: int | None = None
    asked: int | None = None
    purpose: str = ""
    need: str = ""
    certified: bool = False
    costs: Sequence[CostTold] = ()
    earlier_aid: Sequence[AidTold] = ()


@transaction.atomic
def begin(call: str, email: str, *, site: str, language: str, now: datetime) -> str:
    """Begin a draft, send the link to it by mail, and return the link's token. Refused while the call is closed.

    `site` is the address of the house as the company reached it; `language` the one it reads.
    """
    row = Call.objects.select_related("organisation__legal_entity", "cooperation").get(public_id=call)
    refuse_unless(row.opens_at <= now < row.closes_at, Refusal.NOT_OPEN)
    made = Application.objects.create(
        call=row, email=email.strip().lower(), site=site, language=language, created_at=now, fictional=row.fictional
    )
    note(made, BEGUN, now=now, actor=company_actor(made))
    link = new_link(made, now=now, actor=company_actor(made))
    letters.tell(made, "begun", token=link.token, once=made.public_id, now=now)
    return link.token


@transaction.atomic
def save(application: str, told: Filled, *, now: datetime) -> None:
    """Keep what a company has filled in, as a draft or while it answers what was asked for."""
    row = locked(application)
    check_state(State(row.state), State.DRAFT, State.COMPLETING)
    if row.state == State.DRAFT.value:
        row.company_name, row.sealed_number = masked(told.company_name.strip())[:200], sealed(told.number.strip())
    row.contact_name, row.phone = told.contact_name.strip()[:120], told.phone.strip()[:40]
    row.email = told.email.strip().lower() or row.email
    row.municipality, row.trade = told.municipality, told.trade.value if told.trade else ""
    row.employees, row.turnover, row.begun = told.employees, told.turnover, told.begun
    row.months, row.asked = told.months, told.asked
    row.purpose, row.need, row.certified = masked(told.purpose), masked(told.need), told.certified
    row.save()
    _keep_costs(row, told.costs, on=local_date(now))
    row.earlier_aid.all().delete()
    EarlierAid.objects.bulk_create(
        EarlierAid(application=row, giver=one.giver[:200], on=one.on, cents=one.cents) for one in told.earlier_aid
    )


def _keep_costs(row: Application, told: Sequence[CostTold], *, on: date) -> None:
    """Let the lines that stand as they stood stay, with what somebody has said of them; judge the new ones."""
    wanted = Counter((one.kind.value, masked(one.what)[:200], one.ore) for one in told)
    for line in row.costs.all():
        key = (line.kind, line.what, line.ore)
        if wanted[key]:
            wanted[key] -= 1
        else:
            line.delete()
    catalogue = cost_rules(on)
    for (kind_, what, ore), times in wanted.items():
        found = judge(CostKind(kind_), what, catalogue)
        for _ in range(times):
            CostLine.objects.create(
                application=row,
                kind=kind_,
                what=what,
                ore=ore,
                stance=found.stance.value,
                law=found.law,
                sign=found.sign,
            )


def _is_whole(row: Application) -> bool:
    told = (row.company_name, row.sealed_number, row.contact_name, row.email, row.municipality, row.trade)
    counted = (row.employees, row.turnover, row.begun, row.months, row.asked)
    return (
        all((*told, row.purpose, row.need, row.asked)) and None not in counted and row.certified and row.costs.exists()
    )


@transaction.atomic
def submit(application: str, *, now: datetime) -> str:
    """Send an application in and return its number; sent again it is the same one.

    The number is read and the company recognised; the certificate of earlier aid goes onto its aid account. Refused
    when something is left out, when the call has closed, or by companies.Refused for a number that is none.
    """
    row = locked(application)
    if row.number:
        return row.number
    check_state(State(row.state), State.DRAFT)
    call = lock_call(row.call)
    refuse_unless(call.opens_at <= now < call.closes_at, Refusal.NOT_OPEN)
    refuse_unless(_is_whole(row), Refusal.INCOMPLETE)
    company = recognise(
        Told(
            row.company_name,
            opened(row.sealed_number),
            municipality=row.municipality,
            contact=Person(row.contact_name, row.email, row.phone),
            fictional=row.fictional,
        ),
        organisation=row.call.organisation.public_id,
        now=now,
        actor=company_actor(row),
        chain=row.call.cooperation.public_id,
    )
    call.last_number += 1
    call.save(update_fields=["last_number"])
    row.number = f"{call.code.upper()}-{call.last_number:03}"
    row.company = company_by_id(company)
    row.rules_id, row.state, row.sealed_number = call.rules_id, State.SUBMITTED.value, ""
    row.submitted_at, row.answer_by = now, answer_by(now, call.days, ())
    row.save()
    _certify(row, company, now=now)
    note(
        row,
        SUBMITTED,
        now=now,
        actor=company_actor(row),
        passed=Passed(Direction.INCOMING, "Ansökan om exportcheck"),
        personal={"contact": row.contact_name, "email": row.email},
        asked=row.asked,
        company=company,
    )
    link = new_link(row, now=now, actor=company_actor(row))
    letters.tell(row, "submitted", token=link.token, once=row.public_id, now=now)
    return row.number


def _certify(row: Application, company: str, *, now: datetime) -> None:
    """Enter what is certified on the aid account; what has been certified stands though a line is taken away later."""
    for one in row.earlier_aid.all():
        told = Declared(one.giver, one.cents, one.on, reference=f"{row.public_id}:{one.on:%Y%m%d}:{one.cents}")
        declare_aid(company, told, now=now, actor=company_actor(row), chain=row.call.cooperation.public_id)


@transaction.atomic
def add_file(application: str, chunks: Iterable[bytes], kind_: FileKind, *, name: str, now: datetime) -> str:
    """Keep a file with an application and return its public id; RefusedFileError for one that is not taken."""
    row = locked(application)
    check_state(State(row.state), *(set(State) - {State.WITHDRAWN, State.REFUSED, State.CLOSED}))
    refuse_unless(row.attachments.count() < MOST_FILES, Refusal.TOO_MANY)
    stored = store(
        chunks,
        name=name,
        purpose=CHEQUE_FILES,
        owner_id=row.call.organisation_id,
        actor=company_actor(row)[:60],
        now=now,
    )
    kept = Attachment.objects.create(application=row, file=stored, kind=kind_.value, at=now)
    passed = Passed(Direction.INCOMING, "Fil till ansökan om exportcheck") if row.number else None
    note(row, FILED, now=now, actor=company_actor(row), passed=passed, file=kept.public_id, sha256=stored.sha256)
    return kept.public_id


@transaction.atomic
def answer_completion(application: str, text: str, *, now: datetime) -> None:
    """Answer what was asked for: the time to a decision goes on, moved by as long as it stood still."""
    row = locked(application)
    check_state(State(row.state), State.COMPLETING)
    asked = Completion.objects.get(application=row, answered_at__isnull=True)
    asked.answered_at, asked.answer = now, masked(text)
    asked.save(update_fields=["answered_at", "answer"])
    assert row.submitted_at is not None
    pauses = [(one.asked_at, one.answered_at) for one in row.completions.all() if one.answered_at]
    row.state, row.answer_by = State.SUBMITTED.value, answer_by(row.submitted_at, row.call.days, pauses)
    row.save(update_fields=["state", "answer_by"])
    assert row.company is not None
    _certify(row, row.company.public_id, now=now)
    passed = Passed(Direction.INCOMING, "Komplettering av ansökan om exportcheck")
    note(row, COMPLETED, now=now, actor=company_actor(row), passed=passed, personal={"answer": asked.answer})
    letters.tell_officer(row, "completed", now=now, once=f"{row.public_id}:{asked.pk}")


@transaction.atomic
def withdraw(application: str, *, now: datetime) -> None:
    """Take an application back before it is decided; what was reserved for it is free again."""
    row = locked(application)
    check_state(State(row.state), State.DRAFT, *OPEN_STATES)
    lock_call(row.call)
    freed = pass_all(row, Move.FREE, now=now, by=company_actor(row))
    submitted = bool(row.number)
    row.state, row.sealed_number, row.closed_at = State.WITHDRAWN.value, "", now
    row.save(update_fields=["state", "sealed_number", "closed_at"])
    passed = Passed(Direction.INCOMING, "Återkallad ansökan om exportcheck") if submitted else None
    note(row, WITHDRAWN, now=now, actor=company_actor(row), passed=passed, freed=freed)
