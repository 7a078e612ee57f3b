"""Programmes over several regions, and how many companies they reach, each counted once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from endorr.base.tenancy.queries import cooperations, partners_in
from endorr.base.tenancy.rules import Viewer, public_query
from endorr.cases.figures.rules import LEAST, shown
from endorr.companies.queries import reached
from endorr.companies.rules import Reach, Support, Touch
from endorr.companies.words import SUPPORTS
from endorr.core.counties import BY_CODE
from endorr.strategy.models import Participant, Programme, ProgrammeRegion
from endorr.strategy.rules.deeds import LEADING
from endorr.strategy.rules.participants import Known, named

PUBLIC = "programmes and how many they reach are for everybody; small counts are kept back"


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in a list."""

    public_id: str
    slug: str
    name: str
    about: str
    host: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a programme's reach: a region or a kind of support, and how many companies; None where kept back."""

    key: str
    companies: int | None


@dataclass(frozen=True, slots=True)
class ReachRow:
    """How many companies were reached, each once; and by parts that overlap, so that they add up to more."""

    companies: int | None
    parts: tuple[Part, ...]
    supports: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme with its regions (by county) and its reach."""

    row: ProgrammeRow
    regions: tuple[str, ...]
    reach: ReachRow


def _row(one: Programme) -> ProgrammeRow:
    return ProgrammeRow(one.public_id, one.slug, one.name, one.about, one.organisation.name, one.starts_on, one.ends_on)


@public_query(PUBLIC)
def programmes() -> tuple[ProgrammeRow, ...]:
    """Return every programme; one query."""
    return tuple(_row(one) for one in Programme.objects.select_related("organisation").order_by("name"))


def own_programmes(viewer: Viewer) -> tuple[ProgrammeRow, ...]:
    """Return the programmes one runs; one query."""
    rows = Programme.objects.filter(organisation__in=viewer.organisations_as(*LEADING))
    return tuple(_row(one) for one in rows.select_related("organisation").order_by("name"))


def _touches(programmes: "Iterable[int] | QuerySet[Programme, Any]", part: str) -> list[Touch]:
    """Return what was received, with a part of the programmes (region, support or programme) where a touch has one."""
    rows = Participant.objects.filter(programme__in=programmes)
    told = rows.values_list("company__public_id", "organisation__public_id", part, "on")
    return [Touch(company, organisation, str(name), on) for company, organisation, name, on in told]


def _kept(told: Mapping[str, int]) -> tuple[Part, ...]:
    """Keep small counts back, and with them as many others as it takes that none follows from the whole."""
    may, _whole = shown(list(told.values()))
    return tuple(Part(key, count if ok else None) for (key, count), ok in zip(told.items(), may, strict=True))


def _parts(found: Reach, names: Iterable[str]) -> dict[str, int]:
    empty = dict.fromkeys(names, 0)
    return {**empty, **{name: one.numbered for name, one in found.by_cooperation.items()}}


@public_query(PUBLIC)
def reach(programmes: Iterable[int], regions: Iterable[str], *, today: date) -> ReachRow:
    """Count companies once in the whole, once in each region (county) and once for each kind of support; six queries.

    A company in two regions, two programmes or two years is one company; a group's companies are counted one by one.
    """
    wanted = list(programmes)
    by_region = reached(_touches(wanted, "cooperation__county_code"), first=date.min, last=today)
    by_support = reached(_touches(wanted, "support"), first=date.min, last=today)
    whole = by_region.whole.numbered
    return ReachRow(
        companies=whole if whole == 0 or whole >= LEAST else None,
        parts=_kept(_parts(by_region, sorted(regions))),
        supports=_kept(_parts(by_support, ())),
    )


@public_query(PUBLIC)
def programme(slug: str, *, today: date) -> ProgrammePage | None:
    """Return a programme with its reach; seven queries."""
    row = Programme.objects.select_related("organisation").filter(slug=slug).first()
    return _page(row, today=today) if row else None


def own_programme(viewer: Viewer, public_id: str, *, today: date) -> ProgrammePage | None:
    """Return a programme one runs, None for any other; seven queries."""
    rows = Programme.objects.filter(organisation__in=viewer.organisations_as(*LEADING), public_id=public_id)
    row = rows.select_related("organisation").first()
    return _page(row, today=today) if row else None


def _regions(row: Programme) -> list[str]:
    rows = ProgrammeRegion.objects.filter(programme=row).order_by("cooperation__county_code")
    return list(rows.values_list("cooperation__county_code", flat=True))


def _page(row: Programme, *, today: date) -> ProgrammePage:
    regions = _regions(row)
    return ProgrammePage(_row(row), tuple(regions), reach([row.pk], regions, today=today))


@public_query(PUBLIC)
def reach_of_all(*, today: date) -> int | None:
    """Return how many companies all programmes reach together, each once; two queries.

    None where a programme's own number is kept back: the joint one beside the others would tell too much of it.
    """
    found = reached(_touches(Programme.objects.values("pk"), "programme__slug"), first=date.min, last=today)
    small = any(0 < one.numbered < LEAST for one in found.by_cooperation.values())
    return None if small else found.whole.numbered


@public_query("names for a form or a sheet")
def known_words(row: Programme, *, today: date) -> Known:
    """Return what a sheet of a programme's participants may say; a query for each region."""
    regions = set(_regions(row))
    by_name: dict[str, str] = {}
    partners: dict[str, str] = {}
    for one in cooperations():
        if one.county_code in regions:
            county = BY_CODE[one.county_code]
            by_name |= dict.fromkeys((one.name, one.slug, one.county_code, county.sv, county.short), one.public_id)
            partners |= {choice.name: choice.public_id for choice in partners_in(one.public_id, on=today)}
    with override("sv"):
        supports = {str(text): kind for kind, text in SUPPORTS.items()} | {kind.value: kind for kind in Support}
    return Known(
        supports=named(supports),
        regions=named(by_name),
        partners=named(partners),
        first=row.starts_on,
        last=min(today, row.ends_on) if row.ends_on else today,
    )
