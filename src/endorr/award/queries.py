"""Reads awards: what the public sees of a year, what the secretary has left to do, and a juror's own seat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch

from endorr.award import freezing
from endorr.award.models import Assessment, Award, CriteriaSheet, Interest, Juror, JuryRecord, Nomination
from endorr.award.rules import jury
from endorr.award.rules.jury import SECRETARY, Seat, Standing
from endorr.award.rules.sheet import Sheet
from endorr.award.rules.weighing import Weighing
from endorr.base.tenancy.queries import organisation_names, seated_as
from endorr.base.tenancy.rules import Role, Viewer, public_query
from endorr.indicators.queries import World

PUBLIC = "an award, its reasons and its figures are for everybody"


@dataclass(frozen=True, slots=True)
class NomineeRow:
    """A nominated region and the reasons for it."""

    county: str
    order: int
    reasons: str


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """The frozen data, read, with what they came to and the digests of both."""

    data: freezing.Frozen
    weighing: Weighing
    digest: str
    result_digest: str
    frozen_at: datetime
    sheet_number: int


@dataclass(frozen=True, slots=True)
class InterestRow:
    """What a juror has said of a nominee."""

    county: str
    has_interest: bool
    what: str


@dataclass(frozen=True, slots=True)
class JurorRow:
    """A juror: what was declared, how many points are written, whether all is handed in."""

    public_id: str
    name: str
    comes_from: str
    interests: tuple[InterestRow, ...]
    written: int
    handed_in_at: datetime | None

    @property
    def declared(self) -> bool:
        return bool(self.interests)

    @property
    def aside(self) -> bool:
        return any(one.has_interest for one in self.interests)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """The record of the jury's decision."""

    winner: str
    held_on: date
    reasons: str
    deviation: str
    written_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award in a list."""

    public_id: str
    year: int
    standing: Standing
    world: World
    winner: str = ""


@dataclass(frozen=True, slots=True)
class AwardPage:
    """All there is of an award; who reads it decides what may be shown."""

    row: AwardRow
    sheet: Sheet | None
    sheet_number: int
    frozen: FrozenRow | None
    nominees: tuple[NomineeRow, ...]
    jurors: tuple[JurorRow, ...] = ()
    record: RecordRow | None = None
    seats: Mapping[str, Seat] = field(default_factory=dict)

    @property
    def open_to_all(self) -> bool:
        """Say whether assessments may be read by others: once all who take part have handed in theirs."""
        nominees = [one.county for one in self.nominees]
        free = jury.taking_part(self.seats.values(), nominees)
        declared = all(seat.declared(nominees) for seat in self.seats.values())
        return bool(free) and declared and all(seat.handed_in for seat in free)

    def points(self, county: str) -> float | None:
        """Return the mean of the points given to a nominee; None until all may read them, the secretary too."""
        return jury.mean_points(self.seats.values(), county) if self.open_to_all else None


@public_query("asked by the room's own commands")
def seats_of(award: Award) -> dict[str, Seat]:
    """Return the jury of an award as the rules see it, by the seats' public ids; three queries."""
    return {row.public_id: _seat(row) for row in _jurors(award)}


def _jurors(award: Award) -> list[Juror]:
    interests = Interest.objects.select_related("nomination").order_by("nomination__order")
    assessments = Assessment.objects.select_related("nomination")
    rows = Juror.objects.filter(award=award).order_by("pk")
    return list(rows.prefetch_related(Prefetch("interests", interests), Prefetch("assessments", assessments)))


def _seat(row: Juror) -> Seat:
    return Seat(
        row.public_id,
        {one.nomination.county: one.has_interest for one in row.interests.all()},
        row.handed_in_at is not None,
        {(one.nomination.county, one.criterion): one.points for one in row.assessments.all()},
    )


def _juror_row(row: Juror) -> JurorRow:
    interests = tuple(InterestRow(one.nomination.county, one.has_interest, one.what) for one in row.interests.all())
    return JurorRow(row.public_id, row.name, row.comes_from, interests, len(row.assessments.all()), row.handed_in_at)


def _row(award: Award, winner: str = "") -> AwardRow:
    return AwardRow(award.public_id, award.year, Standing(award.standing), World(award.world), winner)


def _page(award: Award) -> AwardPage:
    frozen = _frozen(award)
    sheet = CriteriaSheet.objects.filter(award=award).order_by("-number").first()
    nominations = Nomination.objects.filter(award=award).order_by("order")
    jurors = _jurors(award)
    record = JuryRecord.objects.filter(award=award).select_related("winner", "confirmed_by").first()
    told = _record(record) if record else None
    decided = Standing(award.standing) is Standing.DECIDED
    return AwardPage(
        _row(award, told.winner if told and decided else ""),
        Sheet.from_dict(sheet.content) if sheet else None,
        sheet.number if sheet else 0,
        frozen,
        tuple(NomineeRow(one.county, one.order, one.reasons) for one in nominations),
        tuple(_juror_row(one) for one in jurors),
        told,
        {one.public_id: _seat(one) for one in jurors},
    )


def _frozen(award: Award) -> FrozenRow | None:
    found = getattr(award, "frozen", None)
    if found is None:
        return None
    return FrozenRow(
        freezing.read(found.content),
        freezing.read_result(found.result),
        found.digest,
        found.result_digest,
        found.frozen_at,
        found.sheet.number,
    )


def _record(row: JuryRecord) -> RecordRow:
    confirmed = row.confirmed_by.name if row.confirmed_by else ""
    return RecordRow(
        row.winner.county, row.held_on, row.reasons, row.deviation, row.written_at, confirmed, row.confirmed_at
    )


_WHOLE = Award.objects.select_related("frozen__sheet", "organisation")
SHOWN = tuple(one.value for one in Standing if one is not Standing.PREPARED)
"""The public sees an award from the day its criteria and data are frozen."""


@public_query(PUBLIC)
def years() -> tuple[AwardRow, ...]:
    """Return the awards that the public may see, the latest first; two queries."""
    awards = list(Award.objects.filter(standing__in=SHOWN).order_by("-year"))
    decided = JuryRecord.objects.filter(award__in=awards, confirmed_at__isnull=False)
    winners = dict(decided.values_list("award", "winner__county"))
    return tuple(_row(one, winners.get(one.pk, "")) for one in awards)


@public_query(PUBLIC)
def award_of(year: int) -> AwardPage | None:
    """Return what the public may see of a year's award: the jury and the record once it is decided; six queries."""
    award = _WHOLE.filter(year=year, standing__in=SHOWN).first()
    if award is None:
        return None
    page = _page(award)
    if page.row.standing is Standing.DECIDED:
        return page
    return AwardPage(page.row, page.sheet, page.sheet_number, page.frozen, page.nominees)


@public_query(PUBLIC)
def frozen_text(year: int) -> str | None:
    """Return the frozen copy of a year word for word, for anybody to check; one query."""
    found = Award.objects.filter(year=year, standing__in=SHOWN).values_list("frozen__content", flat=True).first()
    return found or None


def awards(viewer: Viewer) -> tuple[AwardRow, ...]:
    """Return the awards of the secretariats one is the secretary of, the latest first; one query."""
    rows = Award.objects.filter(organisation__in=viewer.organisations_as(*SECRETARY)).order_by("-year")
    return tuple(_row(one) for one in rows)


def award(viewer: Viewer, public_id: str) -> AwardPage | None:
    """Return an award as its secretary sees it; None for anybody else; six queries."""
    own = _WHOLE.filter(organisation__in=viewer.organisations_as(*SECRETARY))
    found = own.filter(public_id=public_id).first()
    return _page(found) if found else None


@dataclass(frozen=True, slots=True)
class PossibleJuror:
    """Somebody who could sit on a jury, and the organisation they come from."""

    public_id: str
    name: str
    comes_from: str


def possible_jurors(viewer: Viewer, public_id: str, *, on: date) -> list[PossibleJuror]:
    """Return whom the secretary may put on an award's jury: jurors by seat, not on it, of no secretariat; 4 queries."""
    own = Award.objects.filter(organisation__in=viewer.organisations_as(*SECRETARY), public_id=public_id).first()
    if own is None:
        return []
    on_it = set(Juror.objects.filter(award=own, person__isnull=False).values_list("person", flat=True))
    found = [one for one in seated_as(Role.JURY_MEMBER, on=on) if one.person_id not in on_it]
    names = organisation_names({one.organisation_id for one in found})
    return [
        PossibleJuror(one.public_id, one.name, names[one.organisation_id])
        for one in found
        if one.organisation_id != own.organisation_id
    ]


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A juror's own seat: the award, one's own row, and one's own points by nominee and criterion."""

    page: AwardPage
    own: JurorRow
    points: Mapping[tuple[str, str], tuple[int, str]]


def own_seats(viewer: Viewer) -> tuple[AwardRow, ...]:
    """Return the awards whose jury one is on, the latest first; one query."""
    rows = Award.objects.filter(jurors__person=viewer.user_id, jurors__person__isnull=False).order_by("-year")
    return tuple(_row(one) for one in rows) if viewer.signed_in else ()


def own_seat(viewer: Viewer, public_id: str) -> OwnSeat | None:
    """Return one's own seat on a jury; None for anybody who has none on it; eight queries."""
    if not viewer.signed_in:
        return None
    seated = Juror.objects.filter(award__public_id=public_id, person=viewer.user_id).first()
    found = _WHOLE.filter(public_id=public_id).first() if seated else None
    if seated is None or found is None:
        return None
    page = _page(found)
    own = next(one for one in page.jurors if one.public_id == seated.public_id)
    rows = Assessment.objects.filter(juror=seated).select_related("nomination")
    points = {(one.nomination.county, one.criterion): (one.points, one.why) for one in rows}
    return OwnSeat(page, own, points)


@dataclass(frozen=True, slots=True)
class Given:
    """What one juror has written of one nominee."""

    juror: str
    county: str
    criterion: str
    points: int
    why: str


def given(viewer: Viewer, public_id: str) -> list[Given]:
    """Return what those who take part have handed in, to somebody on the same jury; one query."""
    rows = Assessment.objects.filter(
        juror__award__public_id=public_id,
        juror__award__jurors__person=viewer.user_id,
        juror__handed_in_at__isnull=False,
    ).select_related("juror", "nomination")
    return [
        Given(one.juror.name, one.nomination.county, one.criterion, one.points, one.why)
        for one in rows.order_by("nomination__order", "criterion", "juror__pk")
    ]
