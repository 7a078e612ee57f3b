"""The only writers of companies: recognise, make known, note what was received, settle likenesses, tell of groups."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from endorr.base.clock import local_date
from endorr.base.ledger.commands import append, record, settle
from endorr.base.ledger.kinds import kind as named
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.remembering import remember
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.base.tenancy.rules import Span, Viewer
from endorr.companies.keys import digest
from endorr.companies.models import Acquaintance, Apart, Company, Contact, Group, GroupPart, Received
from endorr.companies.rules import (
    Kind,
    Number,
    Refusal,
    Refused,
    Sketch,
    Support,
    check_group_span,
    keeper,
    keeping,
    name_key,
    phone_key,
    read,
)
from endorr.core.personal_numbers import masked

KNOWN = named("companies.known", "An organisation came to know a company")
NUMBERED = named("companies.numbered", "A company that had no number got one")
RECEIVED = named("companies.received", "A company received help from an organisation")
WITHDRAWN = named("companies.received_withdrawn", "What was noted as received had been noted by mistake")
CONTACT_ADDED = named("companies.contact_added", "An organisation noted a contact at a company")
CONTACT_FORGOTTEN = named(
    "companies.contact_forgotten", "A contact at a company was forgotten: name and addresses went"
)
MERGED = named("companies.merged", "A person found two companies to be one")
SPLIT = named("companies.split", "A person found that two companies that had been made one are two after all")
APART = named("companies.apart", "A person found two companies that looked alike to be two")
GROUPED = named("companies.grouped", "A company was told to belong to a group")
UNGROUPED = named("companies.ungrouped", "A company belongs to its group no more")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a company, as told; `task` is what they do there."""

    name: str
    email: str = ""
    phone: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What one is told of a company: name and municipality (code) as given, number however it was written."""

    name: str
    number: str = ""
    kind: Kind | None = None
    municipality: str = ""
    contact: Person | None = None
    fictional: bool = False


@transaction.atomic
def recognise(told: Told, *, organisation: str, now: datetime, actor: str, chain: str = NATIONAL) -> str:
    """Return the public id of the company that was told of, known from now on to an organisation (its public id).

    The same number is the same company, whoever is told it; without a number it is a new one, for nobody but a person
    decides that two names are one company. May be called in a higher room's transaction; `chain` is the cooperation's
    public id when the deed is a cooperation's. Raises Refused for a number that is none.
    """
    number = read(told.number, told.kind)
    company = _with_number(number, now=now) if number else _without_number(told.kind, now=now)
    _acquaint(company, organisation, told, now=now, actor=actor, chain=chain, new=number is None)
    remember(company)
    return company.public_id


def _with_number(number: Number, *, now: datetime) -> Company:
    made = {"kind": number.kind.value, "number": number.kept, "created_at": now}
    company, _ = Company.objects.get_or_create(digest=digest(number), defaults=made)
    return _root(company)


def _without_number(kind: Kind | None, *, now: datetime) -> Company:
    return Company.objects.create(kind=(kind or Kind.COMPANY).value, created_at=now)


def _root(company: Company) -> Company:
    return company.merged_into or company


def _by_id(public_id: str) -> Company:
    return _root(Company.objects.select_related("merged_into").get(public_id=public_id))


def _acquaint(
    company: Company, organisation: str, told: Told, *, now: datetime, actor: str, chain: str, new: bool = False
) -> None:
    """Let an organisation know a company by what it is told; nobody knows yet one that is `new`."""
    name = masked(told.name.strip())[:200]
    both = {"company": company, "organisation": organisation_by_id(organisation)}
    known = {
        "name": name,
        "name_key": name_key(name),
        "municipality": told.municipality,
        "since": now,
        "fictional": told.fictional,
    }
    if new:
        row = Acquaintance(**both, **known)
        append(row)
    else:
        row, new = Acquaintance.objects.get_or_create(**both, defaults=known)
        if not new:
            _refresh(row, name, told.municipality)
    if new:
        facts: dict[str, Fact] = {
            "organisation": organisation,
            "kind": company.kind,
            "numbered": bool(company.digest),
        }
        _note(KNOWN, company, facts, now=now, actor=actor, chain=chain)
    if told.contact:
        settle()
        _keep_contact(row, told.contact, now=now, actor=actor, chain=chain)


def _refresh(row: Acquaintance, name: str, municipality: str) -> None:
    """The newest word holds; silence takes nothing away."""
    row.name, row.municipality = name or row.name, municipality or row.municipality
    row.name_key = name_key(row.name)
    row.save(update_fields=["name", "name_key", "municipality"])


@transaction.atomic
def make_known(
    company: str,
    organisation: str,
    *,
    told_by: str,
    now: datetime,
    actor: str,
    contact: Person | None = None,
    chain: str = NATIONAL,
) -> None:
    """Let one more organisation know a company: name and municipality as the teller knows them, the contact as given.

    For a delivery: the higher room has checked the permission, and notes the delivery itself. `told_by` is the public
    id of the organisation that hands over; what others know of the company is not told. Nothing happens when the teller
    does not know it.
    """
    found = _by_id(company)
    own = Acquaintance.objects.filter(organisation__public_id=told_by)
    first = own.filter(Q(company=found) | Q(company__merged_into=found)).order_by("pk").first()
    if first is not None:
        told = Told(first.name, municipality=first.municipality, contact=contact, fictional=first.fictional)
        _acquaint(found, organisation, told, now=now, actor=actor, chain=chain)


@transaction.atomic
def give_number(company: str, text: str, *, now: datetime, actor: str) -> str:
    """Give a company its number and return its public id: that of the company that had the number already, if one had.

    Refused when it has a number (HAS_A_NUMBER) and for a text that is no number.
    """
    found = Company.objects.select_for_update().get(pk=_by_id(company).pk)
    if found.digest:
        raise Refused(Refusal.HAS_A_NUMBER)
    number = read(text)
    if number is None:
        raise Refused(Refusal.SHAPE)
    mark = digest(number)
    other = Company.objects.filter(digest=mark).first()
    if other is not None:
        whole = _merge(_root(other), found, now=now, actor=actor)
        _know_by_number(whole, found, now=now)
        return whole.public_id
    found.kind, found.number, found.digest = number.kind.value, number.kept, mark
    found.save(update_fields=["kind", "number", "digest"])
    _note(NUMBERED, found, {"kind": found.kind}, now=now, actor=actor)
    return found.public_id


def _know_by_number(whole: Company, part: Company, *, now: datetime) -> None:
    """Let whoever knew a company before its number was told know the numbered one too: it was they who told it."""
    for one in Acquaintance.objects.filter(company=part):
        same = {"name": one.name, "name_key": one.name_key, "municipality": one.municipality}
        told = {**same, "since": now, "fictional": one.fictional}
        Acquaintance.objects.get_or_create(company=whole, organisation=one.organisation, defaults=told)


# Contacts


@transaction.atomic
def add_contact(company: str, person: Person, *, organisation: str, now: datetime, actor: str) -> None:
    """Note somebody at a company an organisation knows; one who is there already gets what is new."""
    found = _by_id(company)
    row = Acquaintance.objects.filter(
        Q(company=found) | Q(company__merged_into=found), organisation__public_id=organisation
    ).first()
    if row is None:
        raise Acquaintance.DoesNotExist
    _keep_contact(row, person, now=now, actor=actor, chain=NATIONAL)


def _keep_contact(row: Acquaintance, person: Person, *, now: datetime, actor: str, chain: str) -> None:
    email = person.email.strip().lower()
    there = next((one for one in row.contacts.filter(forgotten_at__isnull=True) if _same(one, person, email)), None)
    if there is not None:
        there.phone, there.task = person.phone or there.phone, person.task or there.task
        there.name, there.email = person.name or there.name, email or there.email
        there.save(update_fields=["name", "email", "phone", "task"])
        return
    made = Contact.objects.create(
        acquaintance=row, name=person.name, email=email, phone=person.phone, task=person.task, added_at=now
    )
    facts: dict[str, Fact] = {"contact": made.public_id, "organisation": row.organisation.public_id}
    _note(CONTACT_ADDED, row.company, facts, now=now, actor=actor, chain=chain)


def _same(one: Contact, person: Person, email: str) -> bool:
    if one.email and email:
        return one.email == email
    if phone_key(one.phone) and phone_key(person.phone):
        return phone_key(one.phone) == phone_key(person.phone)
    return one.name.casefold() == person.name.strip().casefold()


@transaction.atomic
def forget_contact(contact: str, *, now: datetime, actor: str) -> None:
    """Take away name and addresses of a contact; that there was one stays. Does nothing the second time."""
    row = Contact.objects.select_for_update().get(public_id=contact)
    if row.forgotten_at is not None:
        return
    row.name = row.email = row.phone = row.task = ""
    row.forgotten_at = now
    row.save(update_fields=["name", "email", "phone", "task", "forgotten_at"])
    facts: dict[str, Fact] = {"contact": row.public_id}
    _note(CONTACT_FORGOTTEN, row.acquaintance.company, facts, now=now, actor=actor)


# What was received


@dataclass(frozen=True, slots=True)
class Help:
    """What a company received: of which kind, on which day, in words, and of which service (a key of the catalogue)."""

    support: Support
    on: date
    what: str = ""
    service: str = ""


@transaction.atomic
def note_received(
    company: str,
    given: Help,
    *,
    organisation: str,
    now: datetime,
    actor: str,
    cooperation: str = "",
    reference: str = "",
) -> str:
    """Note what a company received from an organisation and return the note's public id.

    `reference` is the public id of what it came out of (a question, a cheque): noted again it is the same note, so that
    a higher room may call this as often as it likes. Refused for a day to come.
    """
    if given.on > local_date(now):
        raise Refused(Refusal.IN_THE_FUTURE)
    details = {
        "company": _by_id(company),
        "cooperation": cooperation_by_id(cooperation) if cooperation else None,
        "service": given.service,
        "what": masked(given.what.strip())[:300],
        "on": given.on,
        "noted_at": now,
        "noted_by": actor,
    }
    giver = {"organisation": organisation_by_id(organisation), "support": given.support.value}
    if reference:
        row, new = Received.objects.get_or_create(reference=reference, **giver, defaults=details)
    else:
        row, new = Received.objects.create(**giver, **details), True
    if new:
        facts: dict[str, Fact] = {
            "received": row.public_id,
            "organisation": organisation,
            "support": row.support,
            "on": row.on.isoformat(),
        }
        _note(RECEIVED, row.company, facts, now=now, actor=actor, chain=cooperation or NATIONAL)
    return row.public_id


@transaction.atomic
def withdraw_received(received: str, *, now: datetime, actor: str) -> None:
    """Take back what was noted by mistake: it stays as a row and counts no more."""
    row = Received.objects.select_for_update().get(public_id=received)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    chain = row.cooperation.public_id if row.cooperation else NATIONAL
    _note(WITHDRAWN, row.company, {"received": row.public_id}, now=now, actor=actor, chain=chain)


# One or two


def _sketch(company: Company) -> Sketch:
    return Sketch(company.public_id, "", numbered=bool(company.digest))


def _locked(*public_ids: str) -> list[Company]:
    """Lock companies in one order, so that two who settle the same pair do not wait for each other."""
    pks = [_by_id(public_id).pk for public_id in public_ids]
    rows = {row.pk: row for row in Company.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    return [rows[pk] for pk in pks]


@transaction.atomic
def merge(one: str, other: str, *, now: datetime, actor: str) -> str:
    """Make two companies one and return the public id of the one that goes on; nothing is moved, and it can be undone.

    Refused when both have a number, and for a company with itself.
    """
    first, second = _locked(one, other)
    keeps, _ = keeper(_sketch(first), _sketch(second))
    gone = second if keeps.company == first.public_id else first
    return _merge(first if gone is second else second, gone, now=now, actor=actor).public_id


def _merge(keep: Company, gone: Company, *, now: datetime, actor: str) -> Company:
    Company.objects.filter(Q(pk=gone.pk) | Q(merged_into=gone)).update(merged_into=keep)
    _note(MERGED, keep, {"gone": gone.public_id}, now=now, actor=actor)
    return keep


@transaction.atomic
def split(company: str, *, now: datetime, actor: str) -> None:
    """Let a company that was made part of another stand for itself again."""
    row = Company.objects.select_for_update().get(public_id=company)
    if row.merged_into is None:
        return
    kept, row.merged_into = row.merged_into, None
    row.save(update_fields=["merged_into"])
    _note(SPLIT, kept, {"again": row.public_id}, now=now, actor=actor)


@transaction.atomic
def keep_apart(one: str, other: str, *, now: datetime, actor: str) -> None:
    """Note that two companies are two, so that nobody is asked again."""
    first, second = sorted(_locked(one, other), key=lambda company: company.pk)
    _, new = Apart.objects.get_or_create(first=first, second=second, defaults={"at": now, "by": actor})
    if new:
        _note(APART, first, {"other": second.public_id}, now=now, actor=actor)


# Groups


@transaction.atomic
def put_in_group(
    company: str,
    beside: str,
    *,
    organisation: str,
    from_day: date,
    now: datetime,
    actor: str,
    until: date | None = None,
) -> None:
    """Tell that a company belongs to the same group as another from a day on; refused when it is in one already.

    Each organisation tells of groups for itself: what another has told neither shows nor stands in the way.
    """
    new, old = _locked(company, beside)
    if new == old:
        raise Refused(Refusal.THE_SAME)
    teller = organisation_by_id(organisation)
    told = GroupPart.objects.filter(told_by=teller)
    held = told.filter(company=new).values_list("valid_from", "valid_to")
    check_group_span(Span(from_day, until), [Span(first, last) for first, last in held])
    part = told.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=from_day), company=old, valid_from__lte=from_day
    ).first()
    if part is None:
        check_group_span(
            Span(from_day),
            [Span(*days) for days in told.filter(company=old).values_list("valid_from", "valid_to")],
        )
        group = Group.objects.create(created_at=now)
        part = GroupPart.objects.create(group=group, company=old, told_by=teller, valid_from=from_day)
    GroupPart.objects.create(group=part.group, company=new, told_by=teller, valid_from=from_day, valid_to=until)
    facts: dict[str, Fact] = {"group": part.group.public_id, "beside": old.public_id, "from": from_day.isoformat()}
    _note(GROUPED, new, facts, now=now, actor=actor)


@transaction.atomic
def leave_group(company: str, viewer: Viewer, *, last_day: date, now: datetime) -> None:
    """Tell that a company belongs to its group through a day and no longer; refused when it is in none.

    Only who told of it ends it: a group that another organisation has told of is none here.
    """
    (found,) = _locked(company)
    told = GroupPart.objects.filter(company=found, told_by__in=keeping(viewer), valid_from__lte=last_day)
    part = told.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)).first()
    if part is None:
        raise Refused(Refusal.NOT_IN_A_GROUP)
    part.valid_to = last_day
    part.save(update_fields=["valid_to"])
    _note(UNGROUPED, found, {"group": part.group.public_id, "last": last_day.isoformat()}, now=now, actor=viewer.actor)


def _note(
    deed: str, company: Company, facts: dict[str, Fact], *, now: datetime, actor: str, chain: str = NATIONAL
) -> None:
    record(chain=chain, kind=deed, subject=company.public_id, actor=actor, now=now, facts=facts)
