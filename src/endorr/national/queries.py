"""Reads the country's view: every centre beside the others, in the order of counties and never of figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from endorr.base.tenancy.queries import Choice, CooperationRow, cooperations
from endorr.base.tenancy.rules import Role, Viewer, public_query
from endorr.cases.figures.queries import Line, published
from endorr.directory.queries import obligations
from endorr.directory.rules import Obligation
from endorr.indicators.queries import Panel, World, panel
from endorr.national.models import Establishment, HoleCount, Report
from endorr.national.rules import Sum, Way, summed, way

PUBLIC = "the centres side by side are for everybody to see"
EXPORTING = "andel-foretag-med-anstallda"


@dataclass(frozen=True, slots=True)
class Established:
    """When a centre was established, if a source tells; where and when that was read."""

    on: date | None
    pilot: bool
    source: str


@dataclass(frozen=True, slots=True)
class Holes:
    """How many (municipality, need) pairs of a county are covered, open and unknown."""

    covered: int
    holes: int
    unknown: int
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre as the country sees it; None where nothing is known. `line` is its latest whole month, `reach` a year's.

    `reached` counts unique companies: at its own door, or in its list; the two are never added.
    """

    row: CooperationRow
    way: Way
    established: Established | None
    obligations: Mapping[Obligation, int]
    line: Line | None
    holes: Holes | None
    reached: int | None
    without_number: int


@dataclass(frozen=True, slots=True)
class Country:
    """The centres by county, and how many take part in which way."""

    centres: tuple[Centre, ...]
    year: int
    month: date | None
    nation: Line | None

    def ways(self) -> Mapping[Way, int]:
        return {one: sum(1 for centre in self.centres if centre.way is one) for one in Way}

    def reached(self, by: Way) -> Sum:
        """Return the sum over the centres that take part in one way, and of how many centres in the country."""
        return summed({one.row.slug: one.reached if one.way is by else None for one in self.centres})


@public_query(PUBLIC)
def country(*, today: date) -> Country:
    """Return all centres of the country; eight queries, however many they are."""
    doors = cooperations()
    # Of months that have ended: a running one would look better than it is.
    last = published("", None, today=today, only_ended=True, doors=doors)
    kept = {line.key: line for line in last.parts} if last else {}
    reports = _reports(today.year)
    established = {row.cooperation_id: row for row in Establishment.objects.all()}
    holes = {row.cooperation_id: row for row in HoleCount.objects.all()}
    duties = obligations(on=today)
    centres = tuple(
        _centre(
            one,
            line=kept.get(one.slug),
            reported=reports.get(one.pk),
            established=established.get(one.pk),
            holes=holes.get(one.pk),
            duties=duties.get(one.pk, {}),
        )
        for one in doors
    )
    return Country(centres, today.year, last.month if last else None, last.chosen if last else None)


@dataclass(frozen=True, slots=True)
class _Reported:
    companies: int
    without_number: int


def _reports(year: int) -> dict[int, _Reported]:
    rows = Report.objects.filter(year=year, accepted_at__isnull=False, replaced_at__isnull=True)
    counted = rows.annotate(reached=Count("companies")).values_list("cooperation_id", "reached", "without_number")
    return {cooperation: _Reported(reached, without_number) for cooperation, reached, without_number in counted}


def _centre(
    one: CooperationRow,
    *,
    line: Line | None,
    reported: _Reported | None,
    established: Establishment | None,
    holes: HoleCount | None,
    duties: Mapping[Obligation, int],
) -> Centre:
    taken = way(promises=1 if line else 0, reported=reported is not None)
    by_file = reported if taken is Way.FILE else None
    return Centre(
        row=one,
        way=taken,
        established=Established(established.on, established.pilot, established.source) if established else None,
        obligations=duties,
        line=line,
        holes=Holes(holes.covered, holes.holes, holes.unknown, holes.counted_at) if holes else None,
        reached=by_file.companies if by_file else line.reached if line else None,
        without_number=by_file.without_number if by_file else 0,
    )


@public_query(PUBLIC)
def exporting() -> Panel:
    """Return the share of firms with employees that export, by county; three queries."""
    return panel(EXPORTING, World.OFFICIAL)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A list that a centre has handed in."""

    public_id: str
    centre: str
    year: int
    received_at: datetime
    rows: int
    companies: int
    without_number: int
    twice: int
    accepted_at: datetime | None
    replaced_at: datetime | None


def reports_for(viewer: Viewer, *, limit: int = 50) -> list[ReportRow]:
    """Return the lists of the centres the viewer may report for, newest first; two queries."""
    rows = Report.objects.select_related("cooperation").order_by("-received_at")
    if not viewer.holds({Role.NATIONAL_COORDINATOR}):
        rows = rows.filter(cooperation__in=viewer.cooperations_as(Role.COORDINATOR))
    found = list(rows.prefetch_related("companies")[:limit])
    return [
        ReportRow(
            row.public_id,
            row.cooperation.name,
            row.year,
            row.received_at,
            row.rows,
            len(row.companies.all()),
            row.without_number,
            row.twice,
            row.accepted_at,
            row.replaced_at,
        )
        for row in found
    ]


def may_accept(viewer: Viewer, report: str) -> bool:
    """Say whether a list is one that the viewer may let count; one query."""
    rows = Report.objects.filter(public_id=report)
    if not viewer.holds({Role.NATIONAL_COORDINATOR}):
        rows = rows.filter(cooperation__in=viewer.cooperations_as(Role.COORDINATOR))
    return rows.exists()


def centres_to_report(viewer: Viewer) -> list[Choice]:
    """Return the centres the viewer may report for, by name, with their slugs; one query."""
    all_of_them = viewer.holds({Role.NATIONAL_COORDINATOR})
    own = viewer.cooperations_as(Role.COORDINATOR)
    return [Choice(one.slug, one.name) for one in cooperations() if all_of_them or one.pk in own]
