"""Writes what organisations are and how they cooperate; each deed leaves one event."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.commands import end_membership, join_cooperation, leave_cooperation
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id, seat_in_force
from endorr.directory.commands import close_function
from endorr.directory.models import (
    Agreement,
    Channel,
    DutyFlag,
    Function,
    Leadership,
    Partnership,
    PartnershipSide,
    Profile,
    Terms,
)
from endorr.directory.rules import ChannelKind, Duty, Lead, Obligation, check_span

DESCRIBED = kind("directory.organisation_described", "What the directory knows of an organisation was set.")
FLAGGED = kind("directory.duty_flagged", "What an organisation is in one of its activities was set.")
ADDED = kind("directory.member_added", "An organisation became a member of a cooperation, on terms.")
LEFT = kind("directory.member_left", "An organisation left a cooperation; its functions there closed the same day.")
LED = kind("directory.lead_named", "An organisation was named to lead a cooperation.")
AGREED = kind("directory.agreement_set", "A new version of a cooperation's agreement was set.")
REACHED = kind("directory.organisation_reached", "A way to reach an organisation was added.")
UNPARTNERED = kind("directory.partnership_ended", "Work shared across a border ended.")
PARTNERED = kind("directory.partnership_begun", "Work shared across a border began.")


def _note(chain: str, deed: str, subject: str, *, now: datetime, actor: str, **facts: Fact) -> None:
    record(chain=chain, kind=deed, subject=subject, actor=actor, now=now, facts=facts)


@transaction.atomic
def describe_organisation(organisation: str, kind: str, *, now: datetime, actor: str, **details: Any) -> None:
    """Set what the directory knows of an organisation; `details` may give website, source, read_on, verified_on."""
    row = organisation_by_id(organisation)
    Profile.objects.update_or_create(organisation=row, defaults={"kind": kind, **details})
    _note(NATIONAL, DESCRIBED, organisation, now=now, actor=actor, kind=kind)


@transaction.atomic
def flag_duty(
    organisation: str, duty: Duty, *, from_day: date, now: datetime, actor: str, host: str | None = None, **details: Any
) -> None:
    """Say what an organisation is from a day; a network label names its `host`, and the host before it ends then.

    `details` may give activity (none: in all it does), valid_to, source, read_on and verified_on.
    """
    row = organisation_by_id(organisation)
    check_span(from_day, details.get("valid_to"))
    activity = details.pop("activity", "")
    before = DutyFlag.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=from_day),
        organisation=row,
        duty=duty.value,
        activity=activity,
        valid_from__lt=from_day,
    )
    before.update(valid_to=from_day - timedelta(days=1))
    DutyFlag.objects.update_or_create(
        organisation=row,
        duty=duty.value,
        activity=activity,
        valid_from=from_day,
        defaults={"host": organisation_by_id(host) if host else None, **details},
    )
    facts: dict[str, Fact] = {"duty": duty.value, "host": host, "from": from_day.isoformat()}
    _note(NATIONAL, FLAGGED, organisation, now=now, actor=actor, **facts)


@transaction.atomic
def add_member(
    organisation: str, cooperation: str, obligation: Obligation, *, now: datetime, actor: str, **details: Any
) -> None:
    """Make an organisation a member of a cooperation from today; `details` may give source, read_on, verified_on.

    Raises endorr.base.tenancy.rules.Refused when it takes part already.
    """
    joined = join_cooperation(organisation_by_id(organisation), cooperation_by_id(cooperation), now=now, actor=actor)
    Terms.objects.update_or_create(participation_id=joined.pk, defaults={"obligation": obligation.value, **details})
    _note(cooperation, ADDED, organisation, now=now, actor=actor, obligation=obligation.value)


@transaction.atomic
def member_leaves(organisation: str, cooperation: str, *, now: datetime, actor: str) -> None:
    """Let an organisation leave a cooperation at once: its functions there close today, its people's seats there end.

    Raises endorr.base.tenancy.rules.Refused when it does not take part.
    """
    today = local_date(now)
    row, door = organisation_by_id(organisation), cooperation_by_id(cooperation)
    functions = Function.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), organisation=row, cooperation=door
    )
    for public_id in list(functions.values_list("public_id", flat=True)):
        close_function(public_id, from_day=today, now=now, actor=actor)
    for seat in row.memberships.filter(seat_in_force(today), cooperation=door):
        end_membership(seat, now=now, actor=actor)
    Leadership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today), organisation=row, cooperation=door
    ).update(valid_to=today)
    leave_cooperation(row, door, now=now, actor=actor)
    _note(cooperation, LEFT, organisation, now=now, actor=actor)


@transaction.atomic
def name_lead(
    cooperation: str, organisation: str, lead: Lead, *, from_day: date, now: datetime, actor: str, **details: Any
) -> None:
    """Name who leads a cooperation in one way from a day; whoever led it so before does until the day before."""
    door = cooperation_by_id(cooperation)
    Leadership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=from_day),
        cooperation=door,
        lead=lead.value,
        valid_from__lt=from_day,
    ).update(valid_to=from_day - timedelta(days=1))
    Leadership.objects.update_or_create(
        cooperation=door,
        lead=lead.value,
        valid_from=from_day,
        defaults={"organisation": organisation_by_id(organisation), **details},
    )
    facts: dict[str, Fact] = {"lead": lead.value, "from": from_day.isoformat()}
    _note(cooperation, LED, organisation, now=now, actor=actor, **facts)


@transaction.atomic
def set_agreement(
    cooperation: str,
    parties: Collection[str],
    *,
    tasks: str,
    from_day: date,
    now: datetime,
    actor: str,
    until: date | None = None,
) -> int:
    """Set a new version of a cooperation's agreement and return its number; the version before ends the day before."""
    check_span(from_day, until)
    door = cooperation_by_id(cooperation)
    latest = Agreement.objects.select_for_update().filter(cooperation=door).order_by("-version").first()
    version = latest.version + 1 if latest else 1
    if latest and (latest.valid_to is None or latest.valid_to >= from_day):
        latest.valid_to = max(latest.valid_from, from_day - timedelta(days=1))
        latest.save(update_fields=["valid_to"])
    agreement = Agreement.objects.create(
        cooperation=door, version=version, tasks=tasks, valid_from=from_day, valid_to=until
    )
    agreement.parties.set([organisation_by_id(party) for party in parties])
    told: list[Fact] = [*sorted(parties)]
    facts: dict[str, Fact] = {"version": version, "parties": told, "from": from_day.isoformat()}
    _note(cooperation, AGREED, cooperation, now=now, actor=actor, **facts)
    return version


@transaction.atomic
def add_way(organisation: str, kind: ChannelKind, value: str, *, now: datetime, actor: str, **details: Any) -> None:
    """Add an organisation's own way to be reached, unless it is there; `details` as for a function's channel."""
    row = organisation_by_id(organisation)
    _, added = Channel.objects.get_or_create(
        organisation=row, function=None, kind=kind.value, value=value.strip(), defaults=details
    )
    if added:
        _note(NATIONAL, REACHED, organisation, now=now, actor=actor, kind=kind.value)


@transaction.atomic
def end_partnership(partnership: str, *, last_day: date, now: datetime, actor: str) -> None:
    """Let work shared across a border end after a day."""
    row = Partnership.objects.select_for_update().get(public_id=partnership)
    check_span(row.valid_from, last_day)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    _note(NATIONAL, UNPARTNERED, partnership, now=now, actor=actor, last_day=last_day.isoformat())


@transaction.atomic
def begin_partnership(
    slug: str,
    name: str,
    *,
    cooperations: Collection[str],
    abroad: Collection[tuple[str, str]],
    from_day: date,
    now: datetime,
    actor: str,
    **details: Any,
) -> None:
    """Note work shared by cooperations, and by partners abroad given as (name, ISO 3166-1 country)."""
    partnership = Partnership.objects.create(slug=slug, name=name, valid_from=from_day, **details)
    PartnershipSide.objects.bulk_create(
        [
            *(
                PartnershipSide(partnership=partnership, cooperation=cooperation_by_id(public_id))
                for public_id in cooperations
            ),
            *(PartnershipSide(partnership=partnership, partner=partner, country=land) for partner, land in abroad),
        ]
    )
    told: list[Fact] = [*sorted(cooperations)]
    _note(NATIONAL, PARTNERED, partnership.public_id, now=now, actor=actor, cooperations=told)
