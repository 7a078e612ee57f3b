"""Writes the identity rows: who there is, who takes part in what, who holds which seat; each deed leaves an event."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from endorr.base.accounts.commands import end_sessions
from endorr.base.accounts.models import User
from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.models import Brand, Cooperation, LegalEntity, Membership, Organisation, Participation
from endorr.base.tenancy.queries import in_force, seat_in_force
from endorr.base.tenancy.rules import Reason, Refused, Role, Span, check_seat, logo_type
from endorr.base.ui.contrast import check_brand

ENTITY_CREATED = kind("legal_entity.created", "a legal entity became known")
ORGANISATION_CREATED = kind("organisation.created", "a partner organisation became known")
COOPERATION_CREATED = kind("cooperation.created", "a regional cooperation became known")
JOINED = kind("organisation.joined", "an organisation takes part in a cooperation")
LEFT = kind("organisation.left", "an organisation takes part in a cooperation no more")
SEAT_GRANTED = kind("seat.granted", "a person got a role in an organisation")
SEAT_ENDED = kind("seat.ended", "a person's role in an organisation was ended")
BRAND_SET = kind("brand.set", "a cooperation's colours or logo were chosen")


@transaction.atomic
def create_legal_entity(name: str, number: str, *, now: datetime, actor: str, is_authority: bool) -> LegalEntity:
    """Store who answers in law; authorities are those bound by the rules on public records."""
    entity = LegalEntity.objects.create(name=name, number=number, is_authority=is_authority)
    facts: dict[str, Fact] = {"name": name, "number": number, "authority": is_authority}
    _note(NATIONAL, ENTITY_CREATED, entity.public_id, now=now, actor=actor, facts=facts)
    return entity


@transaction.atomic
def create_organisation(name: str, slug: str, *, legal_entity: LegalEntity, now: datetime, actor: str) -> Organisation:
    """Store a partner as people know it."""
    organisation = Organisation.objects.create(name=name, slug=slug, legal_entity=legal_entity)
    facts = {"name": name, "legal_entity": legal_entity.public_id}
    _note(NATIONAL, ORGANISATION_CREATED, organisation.public_id, now=now, actor=actor, facts=facts)
    return organisation


@transaction.atomic
def create_cooperation(name: str, slug: str, *, county_code: str, now: datetime, actor: str) -> Cooperation:
    """Store a regional cooperation; `county_code` is the county's two digits. Its own chain of events begins here."""
    cooperation = Cooperation.objects.create(name=name, slug=slug, county_code=county_code)
    facts = {"name": name, "county": county_code}
    subject = cooperation.public_id
    _note(cooperation.public_id, COOPERATION_CREATED, subject, now=now, actor=actor, facts=facts)
    return cooperation


@transaction.atomic
def join_cooperation(
    organisation: Organisation, cooperation: Cooperation, *, now: datetime, actor: str
) -> Participation:
    """Let an organisation take part from today; refused when it does already."""
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    today = local_date(now)
    if _participations(organisation, cooperation, on=today).filter(valid_to__isnull=True).exists():
        raise Refused(Reason.ALREADY_TAKES_PART)
    participation = _participations(organisation, cooperation, on=today).first() or Participation(
        organisation=organisation, cooperation=cooperation, valid_from=today
    )
    participation.valid_to = participation.ended_at = None
    participation.save()
    _note(cooperation.public_id, JOINED, organisation.public_id, now=now, actor=actor)
    return participation


@transaction.atomic
def leave_cooperation(
    organisation: Organisation, cooperation: Cooperation, *, now: datetime, actor: str
) -> Participation:
    """End an organisation's part in a cooperation at this instant; refused when it has none."""
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    parts = _participations(organisation, cooperation, on=local_date(now))
    participation = parts.filter(ended_at__isnull=True).first()
    if participation is None:
        raise Refused(Reason.DOES_NOT_TAKE_PART)
    participation.valid_to, participation.ended_at = local_date(now), now
    participation.save(update_fields=["valid_to", "ended_at"])
    _note(cooperation.public_id, LEFT, organisation.public_id, now=now, actor=actor)
    return participation


@transaction.atomic
def grant_membership(
    person: User,
    organisation: Organisation,
    role: Role,
    *,
    now: datetime,
    actor: str,
    cooperation: Cooperation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Give a person a seat, from today unless told otherwise.

    Refused when the span is turned, when the person holds the seat on one of its days, when the account is closed, or
    when the organisation does not take part in the seat's cooperation on its first day.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    span = Span(valid_from or local_date(now), valid_to)
    if not person.is_active:
        raise Refused(Reason.ACCOUNT_CLOSED)
    if cooperation is not None and not _takes_part(organisation, cooperation, on=span.first):
        raise Refused(Reason.DOES_NOT_TAKE_PART)
    held = Membership.objects.filter(
        person=person, organisation=organisation, role=role, cooperation=cooperation, ended_at__isnull=True
    )
    check_seat(span, held=[Span(first, last) for first, last in held.values_list("valid_from", "valid_to")])
    membership = Membership.objects.create(
        person=person,
        organisation=organisation,
        cooperation=cooperation,
        role=role,
        valid_from=span.first,
        valid_to=span.last,
    )
    _note_seat(SEAT_GRANTED, membership, now=now, actor=actor)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, now: datetime, actor: str) -> Membership:
    """End a seat at this instant; the last one gone, the person is signed out everywhere.

    Does nothing to a seat that has ended already; refused for an organisation's last administrator.
    """
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership.refresh_from_db()
    today = local_date(now)
    if membership.ended_at is not None or (membership.valid_to is not None and membership.valid_to < today):
        return membership
    _check_an_administrator_remains(membership, on=today)
    membership.ended_at = now
    membership.valid_to = max(membership.valid_from, today)
    membership.save(update_fields=["ended_at", "valid_to"])
    _note_seat(SEAT_ENDED, membership, now=now, actor=actor)
    if not Membership.objects.filter(seat_in_force(today), person=membership.person_id).exists():
        end_sessions(membership.person, now=now, actor=actor)
    return membership


@transaction.atomic
def set_brand(
    cooperation: Cooperation, *, primary: str, accent: str, now: datetime, actor: str, logo: bytes | None = None
) -> Brand:
    """Give a cooperation its two colours (`#rrggbb`) and its logo (PNG or WebP; None keeps the one it has).

    Refused when text in the colours cannot be read, with the nearest colours that can.
    """
    problems = check_brand(primary, accent)
    if problems:
        details = [f"{problem.message} {problem.suggestion or ''}".strip() for problem in problems]
        raise Refused(Reason.COLOURS_TOO_FAINT, details=details)
    values: dict[str, Any] = {"primary": primary, "accent": accent}
    if logo is not None:
        values |= {"logo": logo, "logo_type": logo_type(logo)}
    brand, made = Brand.objects.select_for_update().get_or_create(cooperation=cooperation, defaults=values)
    if not made:
        Brand.objects.filter(pk=brand.pk).update(version=F("version") + 1, **values)
        brand.refresh_from_db()
    facts: dict[str, Fact] = {"primary": primary, "accent": accent, "logo": logo is not None}
    subject = cooperation.public_id
    _note(cooperation.public_id, BRAND_SET, subject, now=now, actor=actor, facts=facts)
    return brand


def _participations(organisation: Organisation, cooperation: Cooperation, *, on: date) -> QuerySet[Participation]:
    return Participation.objects.filter(in_force(on), organisation=organisation, cooperation=cooperation)


def _takes_part(organisation: Organisation, cooperation: Cooperation, *, on: date) -> bool:
    return _participations(organisation, cooperation, on=on).filter(ended_at__isnull=True).exists()


def _check_an_administrator_remains(membership: Membership, *, on: date) -> None:
    if membership.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.filter(
        Q(role=Role.ADMINISTRATOR), seat_in_force(on), organisation=membership.organisation_id, person__is_active=True
    ).exclude(person=membership.person_id)
    if not others.exists():
        raise Refused(Reason.LAST_ADMINISTRATOR)


def _note_seat(deed: str, membership: Membership, *, now: datetime, actor: str) -> None:
    facts: dict[str, Fact] = {
        "organisation": membership.organisation.public_id,
        "role": str(membership.role),
        "from": membership.valid_from.isoformat(),
        "to": membership.valid_to.isoformat() if membership.valid_to else None,
        "seat": membership.public_id,
    }
    chain = membership.cooperation.public_id if membership.cooperation else NATIONAL
    _note(chain, deed, membership.person.public_id, now=now, actor=actor, facts=facts)


def _note(
    chain: str, deed: str, subject: str, *, now: datetime, actor: str, facts: Mapping[str, Fact] | None = None
) -> None:
    record(chain=chain, kind=deed, subject=subject, actor=actor, now=now, facts=facts or {})
