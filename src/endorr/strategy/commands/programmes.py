"""Writes programmes over several regions, and who takes part in them: by hand, or out of a sheet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.companies.commands import Help, Told, note_received, recognise
from endorr.companies.queries import company_by_id
from endorr.companies.rules import Support, read
from endorr.directory.intake.sheets import read_table
from endorr.strategy.models import Participant, Programme, ProgrammeRegion
from endorr.strategy.queries.programmes import known_words
from endorr.strategy.rules.deeds import LEADING, Bar, Barred
from endorr.strategy.rules.participants import Sheet, participants

OPENED = kind("strategy.programme_opened", "A programme over several regions began")
TOOK_PART = kind("strategy.took_part", "A company received something in a programme")
IMPORTED = kind("strategy.participants_imported", "Participants of a programme were read out of a sheet")


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """A programme to begin: its name and address, what it is about, its days and its regions (cooperations)."""

    name: str
    slug: str
    about: str
    starts_on: date
    ends_on: date | None
    cooperations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """That a company took part: its number and name, what it received, when, in which region and from whom."""

    number: str
    name: str
    support: Support
    on: date
    cooperation: str
    organisation: str


class NotReadError(ValueError):
    """A sheet that cannot be taken in; `sheet` says why, cell by cell."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__("the sheet cannot be taken in")
        self.sheet = sheet


@transaction.atomic
def open_programme(plan: ProgrammePlan, viewer: Viewer, *, organisation: str, now: datetime) -> str:
    """Begin a programme and return its public id; barred where one does not lead, and for an address that is taken."""
    owner = organisation_by_id(organisation)
    if owner.pk not in viewer.organisations_as(*LEADING):
        raise Barred(Bar.NOT_YOURS)
    if plan.ends_on is not None and plan.ends_on < plan.starts_on:
        raise Barred(Bar.STARTS_BEFORE)
    try:
        with transaction.atomic():
            made = Programme.objects.create(
                slug=plan.slug,
                name=plan.name,
                about=plan.about,
                organisation=owner,
                starts_on=plan.starts_on,
                ends_on=plan.ends_on,
                opened_at=now,
            )
    except IntegrityError:
        raise Barred(Bar.NAME_TAKEN, plan.slug) from None
    for one in dict.fromkeys(plan.cooperations):
        ProgrammeRegion.objects.create(programme=made, cooperation=cooperation_by_id(one))
    facts: dict[str, Fact] = {"slug": made.slug, "regions": len(set(plan.cooperations))}
    record(chain=NATIONAL, kind=OPENED, subject=made.public_id, actor=viewer.actor, now=now, facts=facts)
    return made.public_id


def _locked(public_id: str, viewer: Viewer) -> Programme:
    """Lock a programme that one runs; Programme.DoesNotExist for any other."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(public_id=public_id, organisation__in=viewer.organisations_as(*LEADING))


@transaction.atomic
def add_participant(programme: str, viewer: Viewer, taking: Taking, *, now: datetime) -> str:
    """Note that a company took part and return the public id; noted again it is the same.

    Raises companies.rules.Refused for a number that is none, and Barred for a day or a region outside the programme.
    """
    return _add(_locked(programme, viewer), taking, viewer, now=now)[0]


def _add(row: Programme, taking: Taking, viewer: Viewer, *, now: datetime) -> tuple[str, bool]:
    if read(taking.number) is None:
        raise Barred(Bar.NO_OWNER)
    if taking.on > local_date(now):
        raise Barred(Bar.IN_THE_FUTURE)
    if taking.on < row.starts_on or (row.ends_on is not None and taking.on > row.ends_on):
        raise Barred(Bar.OUTSIDE)
    within = cooperation_by_id(taking.cooperation)
    if not ProgrammeRegion.objects.filter(programme=row, cooperation=within).exists():
        raise Barred(Bar.OTHER_REGION)
    partner = organisation_by_id(taking.organisation)
    chain = within.public_id
    told = Told(taking.name, taking.number)
    company = recognise(told, organisation=partner.public_id, now=now, actor=viewer.actor, chain=chain)
    made, new = Participant.objects.get_or_create(
        programme=row,
        cooperation=within,
        organisation=partner,
        company=company_by_id(company),
        support=taking.support.value,
        on=taking.on,
        defaults={"noted_at": now, "noted_by": viewer.actor},
    )
    if new:
        note_received(
            company,
            Help(taking.support, taking.on, row.name),
            organisation=partner.public_id,
            now=now,
            actor=viewer.actor,
            cooperation=chain,
            reference=made.public_id,
        )
        facts: dict[str, Fact] = {"programme": row.public_id, "support": made.support, "on": taking.on.isoformat()}
        record(chain=chain, kind=TOOK_PART, subject=made.public_id, actor=viewer.actor, now=now, facts=facts)
    return made.public_id, new


@transaction.atomic
def import_participants(programme: str, viewer: Viewer, content: bytes, *, now: datetime) -> int:
    """Take in every participant of a sheet, or none; return how many are new.

    Raises NotReadError with every cell that is wrong, and directory.intake.sheets.UnreadableError for what is no sheet.
    The same sheet taken in again gives nothing new.
    """
    row = _locked(programme, viewer)
    sheet = participants(read_table(content), known_words(row, today=local_date(now)))
    if sheet.faults:
        raise NotReadError(sheet)
    new = 0
    for line in sheet.lines:
        taking = Taking(line.written, line.name, line.support, line.on, line.region, line.partner)
        new += _add(row, taking, viewer, now=now)[1]
    facts: dict[str, Fact] = {"rows": len(sheet.lines), "new": new}
    record(chain=NATIONAL, kind=IMPORTED, subject=row.public_id, actor=viewer.actor, now=now, facts=facts)
    return new
