"""What the decider does: grant, refuse or dismiss, once; and put an error right by a decision of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from endorr.aid.commands import Entered, Given, adjust, give
from endorr.aid.queries import rate_on
from endorr.aid.rules import Instrument, ore_within
from endorr.aid.rules import Refusal as AidRefusal
from endorr.aid.rules import Refused as AidRefused
from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.base.tenancy.rules import Viewer
from endorr.cheques import letters
from endorr.cheques.commands.assessing import check_sum
from endorr.cheques.commands.booking import pass_all, pass_on, sum_of, take
from endorr.cheques.commands.common import (
    Passed,
    deed,
    lock_call,
    locked,
    new_link,
    note,
    person_of,
    refuse_unless,
    seated,
    take_duty,
)
from endorr.cheques.models import Application, Decision
from endorr.cheques.reading import facts_of, granted_years, limits_of
from endorr.cheques.rules.costs import Stance
from endorr.cheques.rules.eligibility import broken, findings
from endorr.cheques.rules.money import Account, Move
from endorr.cheques.rules.words import PREPARED, Duty, Outcome, Refusal, Refused, State, check_state
from endorr.companies.commands import Help, note_received
from endorr.companies.rules import Support

DECIDED = kind("cheques.decided", "An application for a cheque was decided")
AMENDED = kind("cheques.amended", "A decision on a cheque was put right by one of its own")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided: the sum in öre (0 refuses), why, and the last day on which a cost counts."""

    ore: int
    reasons: str
    last_day: date | None = None


def _as_decider(application: str, viewer: Viewer, *, now: datetime) -> Application:
    row = locked(application)
    seated(row, viewer, Duty.DECIDER)
    take_duty(row, viewer, Duty.DECIDER, now=now)
    return row


@deed
def decide(application: str, viewer: Viewer, ruling: Ruling, *, now: datetime) -> str:
    """Decide an application and return the decision's number.

    A grant needs the board's support and is no more than it recommended; the group's room for small aid is weighed
    under a lock, and the money committed or the deed refused. What nobody completed is dismissed by a sum of 0.
    """
    row = _as_decider(application, viewer, now=now)
    refuse_unless(ruling.reasons.strip(), Refusal.NO_REASON)
    if ruling.ore:
        check_state(State(row.state), State.RECOMMENDED)
        _check_grant(row, ruling, now=now)
    else:
        check_state(State(row.state), State.RECOMMENDED, *PREPARED)
    dismissed = State(row.state) in PREPARED
    lock_call(row.call)
    pass_all(row, Move.FREE, now=now, by=viewer.actor)
    aid: dict[str, Any] = {}
    if ruling.ore:
        aid = _aid_fields(_give_aid(row, ruling.ore, viewer, now=now))
        take(row, Move.COMMIT, ruling.ore, now=now, by=viewer.actor)
        outcome = Outcome.GRANTED if ruling.ore == row.asked else Outcome.PARTLY
    else:
        outcome = Outcome.DISMISSED if dismissed else Outcome.REFUSED
    made = _write(row, ruling, outcome, viewer, now=now, **aid)
    row.state = State.GRANTED.value if ruling.ore else State.REFUSED.value
    row.closed_at = None if ruling.ore else now
    row.save(update_fields=["state", "closed_at"])
    _tell(row, made, DECIDED, "Beslut om exportcheck", viewer, now=now)
    if ruling.ore:
        _note_received(row, viewer, now=now)
    return made.number


def _check_grant(row: Application, ruling: Ruling, *, now: datetime) -> None:
    assert row.rules is not None
    recommendation = row.recommendation
    refuse_unless(recommendation.supports, Refusal.NO_QUORUM)
    if ruling.ore > recommendation.ore:
        raise Refused(Refusal.OVER_THE_LIMIT, ore=recommendation.ore)
    check_sum(row, ruling.ore)
    refuse_unless(ruling.last_day is not None and ruling.last_day >= local_date(now), Refusal.INCOMPLETE)
    assert row.submitted_at is not None
    found = findings(limits_of(row.rules), facts_of(row, granted_years(row)), year=row.submitted_at.year)
    refuse_unless(not broken(found), Refusal.BROKEN_RULE)


def _give_aid(row: Application, ore: int, viewer: Viewer, *, now: datetime) -> Entered:
    assert row.company is not None
    try:
        return give(
            row.company.public_id,
            Given(ore, local_date(now), Instrument.CHEQUE, reference=row.public_id),
            organisation=row.call.organisation.public_id,
            now=now,
            actor=viewer.actor,
            chain=row.call.cooperation.public_id,
        )
    except AidRefused as refused:
        raise as_ours(refused, now=now) from refused


def as_ours(refused: AidRefused, *, now: datetime) -> Refused:
    """Return what the aid account refused in the room's own words, with the most there is room for."""
    rate = rate_on(local_date(now))
    if refused.refusal is AidRefusal.OVER_THE_CEILING and refused.room is not None and rate is not None:
        return Refused(Refusal.OVER_THE_CEILING, ore=ore_within(refused.room.left, rate.kronor))
    return Refused(Refusal.NO_RATE)


def _aid_fields(entered: Entered) -> dict[str, Any]:
    return {
        "aid_entry": entered.entry,
        "aid_cents": entered.cents,
        "aid_rate": entered.rate,
        "aid_rate_on": entered.rate_on,
    }


def _write(
    row: Application, ruling: Ruling, outcome: Outcome, viewer: Viewer, *, now: datetime, **more: Any
) -> Decision:
    assert row.rules is not None
    stopped = row.costs.exclude(stance=Stance.ALLOWED.value)
    return Decision.objects.create(
        number=f"{row.number}-B{row.decisions.count() + 1}",
        application=row,
        outcome=outcome.value,
        ore=ruling.ore,
        share=row.rules.share,
        last_day=ruling.last_day,
        reasons=ruling.reasons.strip(),
        stopped_costs=[
            {"what": line.what, "ore": line.ore, "stance": line.stance, "law": line.law, "why": line.why}
            for line in stopped
        ],
        appeal=row.call.appeal,
        facts={"employees": row.employees, "turnover": row.turnover, "municipality": row.municipality},
        person_id=person_of(viewer),
        at=now,
        **more,
    )


def _tell(row: Application, made: Decision, what: str, subject: str, viewer: Viewer, *, now: datetime) -> None:
    passed = Passed(Direction.OUTGOING, subject)
    facts: dict[str, Any] = {"decision": made.number, "outcome": made.outcome, "ore": made.ore}
    note(row, what, now=now, actor=viewer.actor, passed=passed, **facts)
    link = new_link(row, now=now, actor=viewer.actor)
    letters.tell(row, "decided", token=link.token, once=made.public_id, now=now)


def _note_received(row: Application, viewer: Viewer, *, now: datetime) -> None:
    assert row.company is not None
    note_received(
        row.company.public_id,
        Help(Support.CHEQUE, local_date(now), row.call.title),
        organisation=row.call.organisation.public_id,
        cooperation=row.call.cooperation.public_id,
        reference=row.public_id,
        now=now,
        actor=viewer.actor,
    )


@deed
def amend(application: str, viewer: Viewer, ruling: Ruling, *, now: datetime) -> str:
    """Put a granting decision right by a new one that names it, and return its number; the first stays as it was.

    A lower sum gives money back, though never what is paid or about to be; a higher one is weighed and taken as new.
    """
    row = _as_decider(application, viewer, now=now)
    check_state(State(row.state), State.GRANTED, State.RUNNING)
    refuse_unless(ruling.reasons.strip() and ruling.ore, Refusal.NO_REASON)
    first = row.decisions.latest("pk")
    lock_call(row.call)
    check_sum(row, ruling.ore)
    change = ruling.ore - first.ore
    if change < 0:
        if -change > sum_of(row, Account.COMMITTED):
            raise Refused(Refusal.STILL_PAYING)
        pass_on(row, Move.RELEASE, -change, now=now, by=viewer.actor)
    elif change > 0:
        take(row, Move.COMMIT, change, now=now, by=viewer.actor)
    try:
        adjust(first.aid_entry, ruling.ore, now=now, actor=viewer.actor, chain=row.call.cooperation.public_id)
    except AidRefused as refused:
        raise as_ours(refused, now=now) from refused
    outcome = Outcome.GRANTED if ruling.ore == row.asked else Outcome.PARTLY
    aid = {name: getattr(first, name) for name in ("aid_entry", "aid_cents", "aid_rate", "aid_rate_on")}
    last_day = ruling.last_day or first.last_day
    made = _write(row, Ruling(ruling.ore, ruling.reasons, last_day), outcome, viewer, now=now, amends=first, **aid)
    _tell(row, made, AMENDED, "Ändrat beslut om exportcheck", viewer, now=now)
    return made.number
