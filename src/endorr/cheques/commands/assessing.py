"""What a board does: each member says whether they have jäv, thinks for themselves, and together they recommend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from endorr.aid.queries import rate_on, room_on
from endorr.aid.rules import cents_of, ore_within
from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.rules import Viewer
from endorr.cheques.commands.booking import standing, take, weights_of
from endorr.cheques.commands.common import deed, lock_call, locked, note, refuse_unless, take_duty
from endorr.cheques.commands.preparing import as_officer
from endorr.cheques.models import Application, Assessment, Declaration, Recommendation, Seat
from endorr.cheques.reading import costs_that_count, limits_of
from endorr.cheques.rules.board import Member, Tally, Vote, are_points, tally
from endorr.cheques.rules.costs import highest
from endorr.cheques.rules.money import Account, Move, parts
from endorr.cheques.rules.words import Duty, Ground, Refusal, Refused, State, check_state

DECLARED = kind("cheques.declared", "Somebody said whether they have jäv in a file")
ASSESSED = kind("cheques.assessed", "A member of a board assessed an application")
RECOMMENDED = kind("cheques.recommended", "A board's votes were counted into a recommendation")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a member of a board thinks: points for each criterion, whether to support, with how many öre, and why."""

    points: Mapping[str, int]
    supports: bool
    ore: int
    text: str


def _seat(application: Application, viewer: Viewer) -> Seat:
    seat = Seat.objects.filter(
        call=application.call_id,
        person=viewer.user_id,
        organisation__in=viewer.organisation_ids,
        left_at__isnull=True,
    ).first()
    if seat is None:
        raise Refused(Refusal.NOT_ON_THE_BOARD)
    return seat


@deed
def declare(application: str, viewer: Viewer, ground: Ground | None, text: str, *, now: datetime) -> None:
    """Say that one has no jäv in a file (None), or which; what is once declared as jäv stands.

    With jäv the member neither sees the file nor counts for its quorum, and what they have said of it counts no more.
    """
    row = locked(application)
    seat = _seat(row, viewer)
    check_state(State(row.state), State.ASSESSMENT)
    there = Declaration.objects.filter(application=row, person=viewer.user_id).first()
    if there is not None and (there.ground or ground is None):
        return
    if ground is None:
        take_duty(row, viewer, Duty.ASSESSOR, now=now)
    told: dict[str, Any] = {"ground": ground.value if ground else "", "text": text.strip()[:300], "at": now}
    Declaration.objects.update_or_create(
        application=row,
        person_id=viewer.user_id,
        defaults=told,
        create_defaults={**told, "organisation": seat.organisation},
    )
    note(row, DECLARED, now=now, actor=viewer.actor, ground=told["ground"])


@deed
def assess(application: str, viewer: Viewer, opinion: Opinion, *, now: datetime) -> None:
    """Keep what a member thinks; said again it replaces what they said before, until the votes are counted."""
    row = locked(application)
    seat = _seat(row, viewer)
    check_state(State(row.state), State.ASSESSMENT)
    if not Declaration.objects.filter(application=row, person=viewer.user_id).exists():
        raise Refused(Refusal.NOT_DECLARED)
    take_duty(row, viewer, Duty.ASSESSOR, now=now)
    refuse_unless(are_points(opinion.points, row.call.criteria) and opinion.text.strip(), Refusal.NO_REASON)
    if opinion.supports:
        check_sum(row, opinion.ore)
    told: dict[str, Any] = {
        "points": dict(opinion.points),
        "supports": opinion.supports,
        "ore": opinion.ore if opinion.supports else 0,
        "text": opinion.text.strip(),
        "at": now,
    }
    Assessment.objects.update_or_create(
        application=row,
        person_id=viewer.user_id,
        defaults=told,
        create_defaults={**told, "organisation": seat.organisation},
    )
    note(row, ASSESSED, now=now, actor=viewer.actor, supports=opinion.supports, ore=told["ore"])


def check_sum(row: Application, ore: int) -> None:
    """Refuse a sum outside what the costs that count and the rule set allow."""
    assert row.rules is not None
    limits, lines = limits_of(row.rules), list(row.costs.all())
    most = highest(costs_that_count(lines), limits)
    if ore > most:
        stopped = any(line.stance == "export_aid" for line in lines)
        raise Refused(Refusal.EXPORT_AID if stopped else Refusal.OVER_THE_LIMIT, ore=most)
    least = limits.amount[0] or 1
    if ore < least:
        raise Refused(Refusal.UNDER_THE_LIMIT, ore=least)


def check_aid(row: Application, ore: int, *, now: datetime) -> None:
    """Refuse a sum that the company's group has no room for, with the most that it has room for."""
    assert row.company is not None
    day = local_date(now)
    rate = rate_on(day)
    if rate is None:
        raise Refused(Refusal.NO_RATE)
    found = room_on(row.company.public_id, on=day)
    if not found.admits(cents_of(ore, rate.kronor)):
        raise Refused(Refusal.OVER_THE_CEILING, ore=ore_within(found.left, rate.kronor))


def tally_of(row: Application) -> Tally:
    """Count the votes as they stand."""
    seats = Seat.objects.filter(call=row.call_id, left_at__isnull=True)
    conflicted = set(row.declarations.exclude(ground="").values_list("person", flat=True))
    votes = row.assessments.values_list("person", "organisation", "supports", "ore")
    members = [Member(*one) for one in seats.values_list("person", "organisation")]
    return tally(members, conflicted, [Vote(*one) for one in votes])


@deed
def recommend(application: str, viewer: Viewer, ore: int, minutes: str, *, now: datetime) -> None:
    """Count the votes into a recommendation, with its record, and reserve the money where there is enough.

    The officer of the file keeps the record. `ore` is at most what the votes came to, and 0 when they did not support.
    Refused without a quorum, past the group's room for small aid, or outside what the rules allow.
    """
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), State.ASSESSMENT)
    found = tally_of(row)
    refuse_unless(found.is_quorate, Refusal.NO_QUORUM)
    refuse_unless(minutes.strip(), Refusal.NO_REASON)
    if not found.supports:
        ore = 0
    elif ore > found.ore:
        raise Refused(Refusal.OVER_THE_LIMIT, ore=found.ore)
    else:
        check_sum(row, ore)
        check_aid(row, ore, now=now)
    call = lock_call(row.call)
    available = standing(call, Account.AVAILABLE)
    wanted = parts(ore, weights_of(call)) if ore else {}
    reserved = bool(ore) and all(part <= available.get(funder, 0) for funder, part in wanted.items())
    if reserved:
        take(row, Move.RESERVE, ore, now=now, by=viewer.actor)
    Recommendation.objects.create(
        application=row,
        supports=found.supports,
        ore=ore,
        eligible=found.eligible,
        needed=found.needed,
        given=found.given,
        supporting=found.supporting,
        reserved=reserved,
        minutes=minutes.strip(),
        at=now,
    )
    row.state = State.RECOMMENDED.value
    row.save(update_fields=["state"])
    note(row, RECOMMENDED, now=now, actor=viewer.actor, supports=found.supports, ore=ore, reserved=reserved)
