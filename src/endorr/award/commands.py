"""The only writers of the award: open a year, write its sheet, freeze its data, nominate, seat a jury, decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from endorr.award import freezing
from endorr.award.models import (
    Assessment,
    Award,
    CriteriaSheet,
    FrozenData,
    Interest,
    Juror,
    JuryRecord,
    Nomination,
)
from endorr.award.queries import seats_of
from endorr.award.rules import jury
from endorr.award.rules.jury import NOMINEES, SECRETARY, Bar, Barred, Standing
from endorr.award.rules.sheet import Sheet
from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind as named
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import organisation_by_id, seated_as
from endorr.base.tenancy.rules import Role, Viewer
from endorr.indicators.queries import World

OPENED = named("award.opened", "Work on an award of a year began")
SHEET_WRITTEN = named("award.sheet_written", "A version of an award's criteria sheet was written")
FROZEN = named("award.frozen", "An award's data were frozen; their digest and the result's are among the facts")
NOMINATED = named("award.nominated", "Three regions were nominated, with reasons for the public")
SEATED = named("award.juror_seated", "Somebody was put on an award's jury")
LEFT = named("award.juror_left", "Somebody left an award's jury before the work of it began")
DECLARED = named("award.interests_declared", "A juror said for every nominee whether there is an interest")
ASSESSED = named("award.assessed", "A juror wrote points and reasons for a nominee")
HANDED_IN = named("award.handed_in", "A juror handed in an assessment; it can no longer be changed")
WRITTEN = named("award.record_written", "The record of the jury's decision was written; a juror is to confirm it")
DECIDED = named("award.decided", "A juror confirmed the record, and the award was decided")


@dataclass(frozen=True, slots=True)
class Nominee:
    """A region to nominate, by its county's code, and the reasons that the public reads."""

    county: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What a juror says of one nominee: whether there is an interest, and which."""

    has_interest: bool
    what: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A juror's points for a nominee in one thing, 1 to 5, and why."""

    points: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a record says: who won, when the jury met, why, and why not another where one had more points or a rank."""

    winner: str
    held_on: date
    reasons: str
    deviation: str = ""


def _note(award: Award, deed: str, *, now: datetime, actor: str, facts: Mapping[str, Fact]) -> None:
    told: dict[str, Fact] = {"year": award.year, **facts}
    record(chain=NATIONAL, kind=deed, subject=award.public_id, actor=actor, now=now, facts=told)


def _locked(public_id: str, viewer: Viewer) -> Award:
    """Lock an award of the secretariat one is the secretary of; Award.DoesNotExist for any other."""
    own = Award.objects.select_for_update(of=("self",)).filter(organisation__in=viewer.organisations_as(*SECRETARY))
    return own.get(public_id=public_id)


def _check(award: Award, *standings: Standing) -> None:
    if Standing(award.standing) not in standings:
        raise Barred(Bar.NOT_NOW)


def _set(award: Award, standing: Standing) -> None:
    award.standing = standing.value
    award.save(update_fields=["standing"])


@transaction.atomic
def open_award(year: int, viewer: Viewer, *, organisation: str, world: World, now: datetime) -> str:
    """Begin a year's award in a secretariat (an organisation's public id) and return its public id.

    Raises Barred for a year that has one, and where the viewer is not the secretary there.
    """
    secretariat = organisation_by_id(organisation)
    if secretariat.pk not in viewer.organisations_as(*SECRETARY):
        raise Barred(Bar.NO_SECRETARY)
    award, made = Award.objects.get_or_create(
        year=year,
        defaults={
            "organisation": secretariat,
            "world": world.value,
            "standing": Standing.PREPARED.value,
            "opened_at": now,
        },
    )
    if not made:
        raise Barred(Bar.YEAR_TAKEN, str(year))
    _note(award, OPENED, now=now, actor=viewer.actor, facts={"world": world.value})
    return award.public_id


@transaction.atomic
def write_sheet(public_id: str, viewer: Viewer, sheet: Sheet, *, now: datetime) -> int:
    """Write the next version of the criteria sheet and return its number; the same once more is no version.

    Barred once the data are frozen: a sheet that is changed after one has seen the answer is no sheet.
    """
    award = _locked(public_id, viewer)
    _check(award, Standing.PREPARED)
    last = CriteriaSheet.objects.filter(award=award).order_by("-number").first()
    if last is not None and last.content == sheet.as_dict():
        return last.number
    number = last.number + 1 if last else 1
    CriteriaSheet.objects.create(award=award, number=number, content=sheet.as_dict(), made_at=now, made_by=viewer.actor)
    _note(award, SHEET_WRITTEN, now=now, actor=viewer.actor, facts={"number": number})
    return number


@transaction.atomic
def freeze(public_id: str, viewer: Viewer, *, now: datetime) -> str:
    """Freeze what the sheet asks for, weigh it, and return the frozen copy's digest.

    Barred without a sheet, where a measure has too few figures, and when it is done already.
    """
    award = _locked(public_id, viewer)
    _check(award, Standing.PREPARED)
    sheet = CriteriaSheet.objects.filter(award=award).order_by("-number").first()
    if sheet is None:
        raise Barred(Bar.NO_SHEET)
    try:
        content = freezing.frozen_text(award.year, World(award.world), Sheet.from_dict(sheet.content))
    except freezing.TooFewFiguresError as few:
        raise Barred(Bar.TOO_FEW_FIGURES, few.measure.key) from few
    result = freezing.recompute(content)
    frozen = FrozenData.objects.create(
        award=award,
        sheet=sheet,
        content=content,
        digest=freezing.digest(content),
        result=result,
        result_digest=freezing.digest(result),
        frozen_at=now,
        frozen_by=viewer.actor,
    )
    _set(award, Standing.FROZEN)
    facts: dict[str, Fact] = {
        "sheet": sheet.number,
        "sha256": frozen.digest,
        "result_sha256": frozen.result_digest,
    }
    _note(award, FROZEN, now=now, actor=viewer.actor, facts=facts)
    return frozen.digest


@transaction.atomic
def nominate(public_id: str, viewer: Viewer, nominees: Sequence[Nominee], *, now: datetime) -> None:
    """Nominate three regions with their reasons; until a juror has declared anything they may be changed.

    Any region that the composite holds may be nominated: it is one input, and no order of it binds the secretary.
    """
    award = _locked(public_id, viewer)
    _check(award, Standing.FROZEN, Standing.NOMINATED)
    if len({one.county for one in nominees}) != NOMINEES:
        raise Barred(Bar.NOT_THREE)
    for one in nominees:
        if not one.reasons.strip():
            raise Barred(Bar.NO_REASON, one.county)
    weighed = freezing.read_result(FrozenData.objects.get(award=award).result)
    for one in nominees:
        if weighed.of(one.county) is None:
            raise Barred(Bar.NOT_WEIGHED, one.county)
    if Interest.objects.filter(nomination__award=award).exists():
        raise Barred(Bar.NOT_NOW)
    Nomination.objects.filter(award=award).delete()
    for order, one in enumerate(nominees, start=1):
        Nomination.objects.create(
            award=award,
            county=one.county,
            order=order,
            reasons=one.reasons.strip(),
            made_at=now,
            made_by=viewer.actor,
        )
    _set(award, Standing.NOMINATED)
    _note(award, NOMINATED, now=now, actor=viewer.actor, facts={"counties": [one.county for one in nominees]})


# The jury


@transaction.atomic
def seat_juror(public_id: str, viewer: Viewer, *, person: str, comes_from: str, now: datetime) -> str:
    """Put a person (public id) on the jury and return the seat's public id; Barred for one who is no juror.

    Nobody of the secretariat's own sits on the jury: who prepares does not decide.
    """
    award = _locked(public_id, viewer)
    _check(award, Standing.PREPARED, Standing.FROZEN, Standing.NOMINATED)
    seats = [one for one in seated_as(Role.JURY_MEMBER, on=local_date(now)) if one.public_id == person]
    if not seats:
        raise Barred(Bar.NO_JUROR)
    if any(one.organisation_id == award.organisation_id for one in seats):
        raise Barred(Bar.OF_THE_SECRETARIAT)
    found = seats[0]
    juror, made = Juror.objects.get_or_create(
        award=award,
        person_id=found.person_id,
        defaults={"name": found.name, "comes_from": comes_from.strip(), "added_at": now},
    )
    if not made:
        raise Barred(Bar.ALREADY_ON_THE_JURY)
    record(
        chain=NATIONAL,
        kind=SEATED,
        subject=award.public_id,
        actor=viewer.actor,
        now=now,
        facts={"year": award.year, "juror": juror.public_id},
        personal={"name": found.name},
        person=person,
    )
    return juror.public_id


@transaction.atomic
def unseat_juror(public_id: str, viewer: Viewer, juror: str, *, now: datetime) -> None:
    """Let a juror go who has not declared anything yet."""
    award = _locked(public_id, viewer)
    _check(award, Standing.PREPARED, Standing.FROZEN, Standing.NOMINATED)
    row = Juror.objects.get(award=award, public_id=juror)
    if row.interests.exists():
        raise Barred(Bar.NOT_NOW)
    row.delete()
    _note(award, LEFT, now=now, actor=viewer.actor, facts={"juror": juror})


def _own_seat(public_id: str, viewer: Viewer) -> tuple[Award, Juror]:
    """Lock an award and one's own seat on its jury; Juror.DoesNotExist for anybody else."""
    award = Award.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    juror = Juror.objects.filter(award=award, person=viewer.user_id, person__isnull=False).first()
    if award is None or juror is None:
        raise Juror.DoesNotExist
    return award, juror


def _nominations(award: Award) -> dict[str, Nomination]:
    return {one.county: one for one in Nomination.objects.filter(award=award).order_by("order")}


@transaction.atomic
def declare_interests(public_id: str, viewer: Viewer, declared: Mapping[str, Declared], *, now: datetime) -> None:
    """Say for every nominee (county's code) whether one has an interest in it; until one has handed in.

    Barred for an answer that lacks, and for an interest that is not described.
    """
    award, juror = _own_seat(public_id, viewer)
    _check(award, Standing.NOMINATED)
    if juror.handed_in_at:
        raise Barred(Bar.HANDED_IN)
    nominations = _nominations(award)
    if declared.keys() != nominations.keys():
        raise Barred(Bar.NOT_DECLARED)
    for county, one in declared.items():
        if one.has_interest and not one.what.strip():
            raise Barred(Bar.NO_REASON, county)
        Interest.objects.update_or_create(
            juror=juror,
            nomination=nominations[county],
            defaults={"has_interest": one.has_interest, "what": one.what.strip(), "declared_at": now},
        )
    aside = [county for county, one in declared.items() if one.has_interest]
    if aside:
        Assessment.objects.filter(juror=juror).delete()
    _note(award, DECLARED, now=now, actor=viewer.actor, facts={"juror": juror.public_id, "interest_in": aside})


@transaction.atomic
def assess(public_id: str, viewer: Viewer, county: str, points: Mapping[str, Points], *, now: datetime) -> None:
    """Write one's points and reasons for a nominee; they may be changed until one hands in."""
    award, juror = _own_seat(public_id, viewer)
    _check(award, Standing.NOMINATED)
    nominations = _nominations(award)
    if county not in nominations:
        raise Barred(Bar.NOT_NOMINATED, county)
    jury.check_assessing(seats_of(award)[juror.public_id], nominations)
    read = _read(award)
    for criterion, one in points.items():
        if criterion not in read:
            raise Barred(Bar.NOT_ASSESSED, criterion)
        Assessment.objects.update_or_create(
            juror=juror,
            nomination=nominations[county],
            criterion=criterion,
            defaults={"points": one.points, "why": one.why.strip()},
        )
    _note(award, ASSESSED, now=now, actor=viewer.actor, facts={"juror": juror.public_id, "county": county})


def _read(award: Award) -> tuple[str, ...]:
    return Sheet.from_dict(FrozenData.objects.select_related("sheet").get(award=award).sheet.content).read


@transaction.atomic
def hand_in(public_id: str, viewer: Viewer, *, now: datetime) -> None:
    """Hand in one's assessment of all nominees; from then on it stands, and the others may read it at the end."""
    award, juror = _own_seat(public_id, viewer)
    _check(award, Standing.NOMINATED)
    jury.check_handing_in(seats_of(award)[juror.public_id], list(_nominations(award)), _read(award))
    juror.handed_in_at = now
    juror.save(update_fields=["handed_in_at"])
    _note(award, HANDED_IN, now=now, actor=viewer.actor, facts={"juror": juror.public_id})


@transaction.atomic
def write_record(public_id: str, viewer: Viewer, minutes: Minutes, *, now: datetime) -> None:
    """Write down what the jury has decided; written again until a juror has confirmed it.

    Barred until enough jurors without an interest have handed in. The winner is whom the jury says, never whom a sum
    says; where another nominee had more points or a higher rank, the record must say why.
    """
    award = _locked(public_id, viewer)
    _check(award, Standing.NOMINATED, Standing.WRITTEN)
    nominations = _nominations(award)
    seats = list(seats_of(award).values())
    jury.check_quorum(seats, nominations)
    if minutes.winner not in nominations:
        raise Barred(Bar.NOT_NOMINATED)
    if not minutes.reasons.strip():
        raise Barred(Bar.NO_REASON)
    weighed = freezing.read_result(FrozenData.objects.get(award=award).result)
    ranks = {one.code: one.rank for one in weighed.placed}
    if jury.deviates(minutes.winner, seats, list(nominations), ranks) and not minutes.deviation.strip():
        raise Barred(Bar.DEVIATION_UNEXPLAINED)
    JuryRecord.objects.update_or_create(
        award=award,
        defaults={
            "winner": nominations[minutes.winner],
            "held_on": minutes.held_on,
            "reasons": minutes.reasons.strip(),
            "deviation": minutes.deviation.strip(),
            "written_at": now,
            "written_by": viewer.actor,
        },
    )
    _set(award, Standing.WRITTEN)
    _note(award, WRITTEN, now=now, actor=viewer.actor, facts={"held_on": minutes.held_on.isoformat()})


@transaction.atomic
def confirm_record(public_id: str, viewer: Viewer, *, now: datetime) -> None:
    """Confirm (justera) the record as a juror who took part; the award is decided by that."""
    award, juror = _own_seat(public_id, viewer)
    _check(award, Standing.WRITTEN)
    free = jury.taking_part(seats_of(award).values(), _nominations(award))
    if juror.public_id not in {seat.key for seat in free}:
        raise Barred(Bar.NOT_PRESENT)
    row = JuryRecord.objects.select_related("winner").get(award=award)
    row.confirmed_by, row.confirmed_at = juror, now
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    _set(award, Standing.DECIDED)
    facts: dict[str, Fact] = {"winner": row.winner.county, "juror": juror.public_id}
    _note(award, DECIDED, now=now, actor=viewer.actor, facts=facts)
