"""Keeps a checked spreadsheet until it is accepted, and then writes it into the directory; twice changes nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from endorr.base.accounts.commands import open_account
from endorr.base.accounts.queries import person_by_address
from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.commands import grant_membership
from endorr.base.tenancy.queries import cooperation_by_id, in_force, organisation_by_id
from endorr.base.tenancy.rules import Role
from endorr.directory.commands import cover, open_function, seat_person, set_skills
from endorr.directory.intake.rules import Line, packed, unpacked
from endorr.directory.models import Coverage, Function, Holding, Sheet, Skill
from endorr.directory.rules import Competence, Place, Standing

ACCEPTED = kind("directory.sheet_accepted", "A spreadsheet of people and coverage was accepted as a whole.")

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What accepting a sheet changed: functions opened, people seated, municipalities covered; lines already there."""

    functions: int
    people: int
    municipalities: int
    unchanged: int


def keep_sheet(cooperation: str, lines: Sequence[Line], *, now: datetime, actor: str) -> str:
    """Keep the checked lines of a sheet for a day, outside the directory, and return its public id."""
    made = Sheet.objects.create(
        cooperation=cooperation_by_id(cooperation), sent_by=actor, sent_at=now, rows=[packed(line) for line in lines]
    )
    return made.public_id


@transaction.atomic
def accept_sheet(sheet: str, *, now: datetime, actor: str) -> Outcome:
    """Write all lines of a kept sheet into the directory, and empty the sheet; all or nothing.

    Functions are known by organisation and name, people by their address. What is there already is left as it is;
    nothing is ever taken away. Raises Sheet.DoesNotExist for a sheet that was accepted or has been thrown away.
    """
    waiting = Sheet.objects.select_for_update(of=("self",)).select_related("cooperation")
    row = waiting.get(public_id=sheet, accepted_at=None)
    lines = [unpacked(kept) for kept in row.rows]
    cooperation = row.cooperation.public_id
    before = _counts(cooperation)
    unchanged = sum(not _write(line, lines, cooperation, now=now, actor=actor) for line in lines)
    functions, people, places = (late - early for early, late in zip(before, _counts(cooperation), strict=True))
    row.rows, row.accepted_at = [], now
    row.save(update_fields=["rows", "accepted_at"])
    outcome = Outcome(functions, people, places, unchanged)
    record(chain=cooperation, kind=ACCEPTED, subject=sheet, actor=actor, now=now, facts=asdict(outcome))
    return outcome


def _counts(cooperation: str) -> tuple[int, int, int]:
    return (
        Function.objects.filter(cooperation__public_id=cooperation).count(),
        Holding.objects.filter(function__cooperation__public_id=cooperation).count(),
        Coverage.objects.filter(function__cooperation__public_id=cooperation).count(),
    )


def _write(line: Line, lines: Sequence[Line], cooperation: str, *, now: datetime, actor: str) -> bool:
    """Write one line; say whether anything changed. A function's skills are those of all its lines together."""
    same = [one for one in lines if (one.organisation, one.function) == (line.organisation, line.function)]
    skills = {(Competence.NEED, need) for one in same for need in one.needs}
    skills |= {(Competence.LANGUAGE, language) for one in same for language in one.languages}
    function, changed = _function(line, cooperation, skills, now=now, actor=actor)
    new = cover(function, line.municipalities, standing=Standing.CONFIRMED, from_day=line.first, now=now, actor=actor)
    return _person(line, function, now=now, actor=actor) or changed or bool(new)


def _function(
    line: Line, cooperation: str, skills: set[tuple[Competence, str]], *, now: datetime, actor: str
) -> tuple[str, bool]:
    there = Function.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=line.first),
        organisation__public_id=line.organisation,
        cooperation__public_id=cooperation,
        name=line.function,
    ).first()
    if there is None:
        opened = open_function(
            line.function,
            organisation=line.organisation,
            cooperation=cooperation,
            skills=skills,
            from_day=line.first,
            now=now,
            actor=actor,
            verified_on=local_date(now),
        )
        return opened, True
    held = {(Competence(kind), code) for kind, code in Skill.objects.filter(function=there).values_list("kind", "code")}
    if skills <= held:
        return there.public_id, False
    set_skills(there.public_id, held | skills, now=now, actor=actor)
    return there.public_id, True


def _person(line: Line, function: str, *, now: datetime, actor: str) -> bool:
    person = person_by_address(line.email) or open_account(line.email, line.name, now=now, actor=actor)
    organisation = organisation_by_id(line.organisation)
    seats = organisation.memberships.filter(in_force(local_date(now)), person=person, ended_at__isnull=True)
    if not seats.exists():
        grant_membership(person, organisation, Role.ADVISER, now=now, actor=actor)
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=line.first)
    if Holding.objects.filter(still, function__public_id=function, person=person).exists():
        return False
    deputies = Holding.objects.filter(still, function__public_id=function, place=Place.DEPUTY).count()
    seat_person(
        function,
        person.public_id,
        place=line.place,
        rank=deputies + 1 if line.place is Place.DEPUTY else 1,
        capacity=line.capacity,
        valid_to=line.last,
        from_day=line.first,
        now=now,
        actor=actor,
    )
    return True


def throw_away_old_sheets(now: datetime) -> int:
    """Delete the sheets nobody accepted within a day, with the names in them; return how many."""
    return Sheet.objects.filter(accepted_at=None, sent_at__lte=now - KEPT).delete()[0]
