"""Reads the terms of a cooperation the viewer has a seat in; what is over is told too, after what holds."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from endorr.base.tenancy.queries import Choice, colours_of, cooperation_by_id
from endorr.base.tenancy.rules import Role, Viewer
from endorr.directory.models import Agreement, Channel, Leadership, PartnershipSide, Terms
from endorr.directory.queries import in_force
from endorr.directory.rules import ChannelKind, Lead


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Who leads in which way, from one day through another, and where that was read ("": told here)."""

    lead: Lead
    organisation: str
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One version of the agreement."""

    version: int
    tasks: str
    parties: tuple[str, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PartnershipRow:
    """Work shared across a border: with which other cooperations, and with whom abroad (name, country)."""

    public_id: str
    name: str
    others: tuple[str, ...]
    abroad: tuple[tuple[str, str], ...]
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way to reach a member."""

    organisation: str
    kind: ChannelKind
    value: str
    fictional: bool


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The terms of a cooperation."""

    public_id: str
    name: str
    slug: str
    may_change: bool
    leads: tuple[LeadRow, ...]
    agreements: tuple[AgreementRow, ...]
    partnerships: tuple[PartnershipRow, ...]
    ways: tuple[WayRow, ...]
    colours: tuple[str, str] | None


def terms_page(viewer: Viewer, cooperation: str) -> TermsPage | None:
    """Return the terms of a cooperation that one of the viewer's seats counts in, else None; six queries."""
    try:
        door = cooperation_by_id(cooperation)
    except ObjectDoesNotExist:
        return None
    if door.pk not in viewer.cooperation_ids:
        return None
    leads = Leadership.objects.filter(cooperation=door).select_related("organisation").order_by("-valid_from", "-pk")
    return TermsPage(
        public_id=cooperation,
        name=door.name,
        slug=door.slug,
        may_change=door.pk in viewer.cooperations_as(Role.COORDINATOR),
        leads=tuple(
            LeadRow(Lead(row.lead), row.organisation.name, row.valid_from, row.valid_to, row.source) for row in leads
        ),
        agreements=_agreements(door.pk),
        partnerships=_partnerships(door.pk),
        ways=_ways(door.pk),
        colours=colours_of(door.slug),
    )


def _agreements(door: int) -> tuple[AgreementRow, ...]:
    rows = Agreement.objects.filter(cooperation=door).order_by("-version", "parties__name")
    found: dict[int, AgreementRow] = {}
    for version, tasks, first, last, party in rows.values_list(
        "version", "tasks", "valid_from", "valid_to", "parties__name"
    ):
        before = found[version].parties if version in found else ()
        found[version] = AgreementRow(version, tasks, (*before, *filter(None, [party])), first, last)
    return tuple(found.values())


def _partnerships(door: int) -> tuple[PartnershipRow, ...]:
    own = PartnershipSide.objects.filter(cooperation=door).values("partnership")
    sides = PartnershipSide.objects.filter(partnership__in=own).select_related("partnership", "cooperation")
    found: dict[int, list[PartnershipSide]] = {}
    for side in sides.order_by("-partnership__valid_from", "-partnership__pk", "cooperation__name", "partner"):
        found.setdefault(side.partnership_id, []).append(side)
    return tuple(_partnership(rows, door) for rows in found.values())


def _partnership(sides: list[PartnershipSide], door: int) -> PartnershipRow:
    row = sides[0].partnership
    return PartnershipRow(
        public_id=row.public_id,
        name=row.name,
        others=tuple(side.cooperation.name for side in sides if side.cooperation and side.cooperation_id != door),
        abroad=tuple((side.partner, side.country) for side in sides if side.partner),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
    )


def _ways(door: int) -> tuple[WayRow, ...]:
    members = Terms.objects.filter(participation__cooperation=door).values("participation__organisation")
    rows = Channel.objects.filter(organisation__in=members).select_related("organisation")
    return tuple(
        WayRow(row.organisation.name, ChannelKind(row.kind), row.value, row.fictional)
        for row in rows.order_by("organisation__name", "kind", "pk")
        if row.organisation is not None
    )


def members_of(viewer: Viewer, cooperation: str, *, on: date) -> list[Choice]:
    """Return the organisations that take part in a cooperation of the viewer's on a day, by name; one query."""
    rows = Terms.objects.filter(
        Q(participation__ended_at__isnull=True),
        in_force(on, "participation__"),
        participation__cooperation__public_id=cooperation,
        participation__cooperation__in=viewer.cooperation_ids,
    ).order_by("participation__organisation__name")
    told = rows.values_list("participation__organisation__public_id", "participation__organisation__name")
    return [Choice(public_id, name) for public_id, name in told]
