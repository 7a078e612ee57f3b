"""What the officer of a file does before the board sees it: take it up, ask for what is missing, judge the costs."""

from datetime import date, datetime

from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.base.tenancy.rules import Viewer
from endorr.cheques import letters
from endorr.cheques.commands.common import Passed, deed, locked, new_link, note, refuse_unless, seated, take_duty
from endorr.cheques.models import Application, Completion, CostLine
from endorr.cheques.reading import cost_rules
from endorr.cheques.rules.costs import CostKind, Stance, judge
from endorr.cheques.rules.words import PREPARED, Duty, Refusal, Refused, State, check_state

TAKEN_UP = kind("cheques.taken_up", "Somebody took up an application as its officer")
ASKED = kind("cheques.asked", "A company was asked for what is missing in its application; the time stands still")
JUDGED = kind("cheques.judged", "An officer said whether a cost counts, and why")
COMPLETE = kind("cheques.complete", "An application was found complete and went to the board")


def as_officer(application: str, viewer: Viewer, *, now: datetime) -> Application:
    """Lock an application for its officer."""
    row = locked(application)
    seated(row, viewer, Duty.OFFICER)
    take_duty(row, viewer, Duty.OFFICER, now=now)
    return row


@deed
def take_up(application: str, viewer: Viewer, *, now: datetime) -> None:
    """Become the officer of a file; refused when somebody else is."""
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), *PREPARED)
    note(row, TAKEN_UP, now=now, actor=viewer.actor)


@deed
def ask_completion(application: str, viewer: Viewer, text: str, by: date, *, now: datetime) -> None:
    """Ask the company for what is missing, all at once, by a day; the time to a decision stands still until then."""
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), State.SUBMITTED)
    refuse_unless(text.strip() and by > local_date(now), Refusal.NO_REASON)
    asked = Completion.objects.create(application=row, asked_at=now, by=by, text=text.strip())
    row.state = State.COMPLETING.value
    row.save(update_fields=["state"])
    passed = Passed(Direction.OUTGOING, "Begäran om komplettering av ansökan")
    note(row, ASKED, now=now, actor=viewer.actor, passed=passed, by=by.isoformat(), personal={"text": asked.text})
    link = new_link(row, now=now, actor=viewer.actor)
    letters.tell(row, "completion", token=link.token, once=f"{row.public_id}:{asked.pk}", now=now, words=asked.text)


@deed
def judge_cost(application: str, viewer: Viewer, cost: str, stance: Stance, why: str, *, now: datetime) -> None:
    """Say whether a cost counts, and why; a kind that the law shuts out counts for nobody's saying so."""
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), *PREPARED)
    line = CostLine.objects.get(application=row, public_id=cost)
    own = judge(CostKind(line.kind), "", cost_rules(local_date(now)))
    if stance is Stance.ALLOWED and own.stance is not Stance.ALLOWED:
        raise Refused(Refusal.EXPORT_AID if own.stance is Stance.EXPORT_AID else Refusal.NOT_NOW)
    refuse_unless(why.strip(), Refusal.NO_REASON)
    line.stance, line.why, line.judged_by_id, line.judged_at = stance.value, why.strip()[:300], viewer.user_id, now
    line.save(update_fields=["stance", "why", "judged_by", "judged_at"])
    note(row, JUDGED, now=now, actor=viewer.actor, cost=line.public_id, stance=line.stance, personal={"why": line.why})


@deed
def to_board(application: str, viewer: Viewer, *, now: datetime) -> None:
    """Find an application complete and hand it to the board."""
    row = as_officer(application, viewer, now=now)
    check_state(State(row.state), State.SUBMITTED)
    row.state = State.ASSESSMENT.value
    row.save(update_fields=["state"])
    note(row, COMPLETE, now=now, actor=viewer.actor)
    letters.tell_board(row, now=now)
