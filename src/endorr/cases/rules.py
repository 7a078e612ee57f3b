"""Decides a case's life, what keeps its promise, to whom it may be shown, and which warnings it still needs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from endorr import worktime
from endorr.base.tenancy.rules import Role, Viewer
from endorr.worktime import Calendar, Promise, Step

ANSWERING = (Role.ADVISER, Role.COORDINATOR)
"""The roles that answer questions; a seat of another kind gives nothing here."""


def answering(viewer: Viewer) -> frozenset[int]:
    """Return the organisations in whose name a viewer answers, by row number."""
    return viewer.organisations_as(*ANSWERING)


def answering_at(viewer: Viewer, cooperation: int) -> frozenset[int]:
    """Return the organisations in whose name a viewer answers at one door."""
    seats = (seat for seat in viewer.seats if seat.role in ANSWERING)
    return frozenset(seat.organisation_id for seat in seats if cooperation in seat.cooperation_ids)


class Channel(StrEnum):
    """The way a question came in."""

    WEB = "web"
    MAIL = "mail"
    PHONE = "phone"
    API = "api"


class Sharing(StrEnum):
    """What the company has said of others than the receiver reading its question."""

    YES = "yes"
    ASK = "ask"
    RECEIVER = "receiver"


class State(StrEnum):
    """Where a case is; told by what has happened to it (`Life.state`), never set by hand."""

    ASKED = "asked"
    TAKEN = "taken"
    REFERRED = "referred"
    CONTACTED = "contacted"
    CLOSED = "closed"


class Way(StrEnum):
    """How a person was in contact with the company."""

    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"


class Evidence(StrEnum):
    """What a contact stands on, from weakest to strongest."""

    STATED = "stated"  # the adviser says so
    SENT = "sent"  # a message left the house
    CONFIRMED = "confirmed"  # the company says so


class Outcome(StrEnum):
    """What came of a case."""

    HELPED = "helped"
    SIGNPOSTED = "signposted"
    NO_HELP = "no_help"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"


class Keeping(StrEnum):
    """How it stands with a promise."""

    RUNNING = "running"
    KEPT = "kept"
    MISSED = "missed"


class Verdict(StrEnum):
    """How an offered question was answered."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"  # nobody answered within the inner target
    WITHDRAWN = "withdrawn"  # whoever offered it changed their mind, or the company did


class HoldReason(StrEnum):
    """Why an organisation's own clock stands still; the promise's never does."""

    COMPANY = "company"  # the company has been asked for something
    AUTHORITY = "authority"  # another authority must answer first
    ABROAD = "abroad"  # an answer from abroad is awaited


class MissCause(StrEnum):
    """Why a promise was missed."""

    NOT_SEEN = "not_seen"
    NO_TIME = "no_time"
    AWAY = "away"  # nobody behind the function was there
    WRONG = "wrong"  # it lay with the wrong organisation
    TRIED = "tried"  # we tried, and did not reach the company
    TECHNICAL = "technical"
    OTHER = "other"


class Reply(StrEnum):
    """Whose words a mail to a reply address carries, and what becomes of them."""

    COMPANY = "company"  # the company's, into its case
    ANSWER = "answer"  # an adviser's, to the company
    LOG = "log"  # an adviser's own mail to the company, noted as a contact


class Refusal(StrEnum):
    """Why a deed at the door was refused."""

    ALREADY_TAKEN = "already_taken"
    NOT_TAKEN = "not_taken"
    NOT_YOURS = "not_yours"
    NOT_REFERRED = "not_referred"
    SAME_ORGANISATION = "same_organisation"
    CLOSED = "closed"
    NO_CONTACT = "no_contact"
    BEFORE_THE_QUESTION = "before_the_question"
    IN_THE_FUTURE = "in_the_future"
    ONLY_RECEIVER = "only_receiver"
    ASK_THE_COMPANY = "ask_the_company"
    NO_DOOR = "no_door"
    NO_MAIL = "no_mail"
    NOBODY_THERE = "nobody_there"
    ALREADY_REFERRED = "already_referred"
    NOT_LATER_WITHOUT_REASON = "not_later_without_reason"
    NOT_IN_THE_PAST = "not_in_the_past"
    ALREADY_RUNNING = "already_running"
    NOTHING_RUNS = "nothing_runs"
    NOT_MISSED = "not_missed"
    NO_SUCH_PERSON = "no_such_person"
    ALREADY_SENT = "already_sent"
    TOO_LONG_AGO = "too_long_ago"
    SAY_WHY = "say_why"
    NOT_CLOSED = "not_closed"
    ASKED_ALREADY = "asked_already"
    NOTHING_TO_ASK = "nothing_to_ask"
    ANSWERED_ALREADY = "answered_already"
    TOO_MANY = "too_many"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules of the door do not allow."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a case: a person in an organisation, by their row numbers."""

    person: int
    organisation: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact as the adviser states it: how, when, whether the company was reached, and what was said."""

    way: Way
    at: datetime
    reached: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """What has happened to a case; nothing here can say two things at once."""

    holder: Holder | None = None
    referred_to: int | None = None
    contacted_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None

    @property
    def state(self) -> State:
        if self.closed_at is not None:
            return State.CLOSED
        if self.referred_to is not None:
            return State.REFERRED
        if self.holder is None:
            return State.ASKED
        return State.CONTACTED if self.contacted_at is not None else State.TAKEN


def _open(life: Life) -> None:
    if life.closed_at is not None:
        raise Refused(Refusal.CLOSED)


def _held_by(life: Life, organisation: int) -> Holder:
    _open(life)
    if life.holder is None:
        raise Refused(Refusal.NOT_TAKEN)
    if life.holder.organisation != organisation:
        raise Refused(Refusal.NOT_YOURS)
    return life.holder


def take(life: Life, by: Holder) -> Life:
    """A person takes a case that nobody has."""
    _open(life)
    if life.holder is not None:
        raise Refused(Refusal.ALREADY_TAKEN)
    return replace(life, holder=by)


def refer(life: Life, *, by: Holder, to: int) -> Life:
    """The organisation that has a case offers it to another; until that one accepts, the first one has it still."""
    _held_by(life, by.organisation)
    if to == by.organisation:
        raise Refused(Refusal.SAME_ORGANISATION)
    if life.referred_to is not None:
        raise Refused(Refusal.ALREADY_REFERRED)
    return replace(life, referred_to=to)


def accept(life: Life, by: Holder) -> Life:
    """The organisation that was offered a case takes it over."""
    _open(life)
    if life.referred_to != by.organisation:
        raise Refused(Refusal.NOT_REFERRED)
    return replace(life, holder=by, referred_to=None)


def decline(life: Life, by: Holder) -> Life:
    """The organisation that was offered a case says no: it stays where it was, at no cost to anybody."""
    _open(life)
    if life.referred_to != by.organisation:
        raise Refused(Refusal.NOT_REFERRED)
    return replace(life, referred_to=None)


def lapse(life: Life) -> Life:
    """Nobody accepted an offered case in time: it goes back to the door, unless somebody was in contact already."""
    _open(life)
    if life.referred_to is None:
        raise Refused(Refusal.NOT_REFERRED)
    return replace(life, referred_to=None, holder=life.holder if life.contacted_at else None)


def hand_to(life: Life, deputy: int) -> Life:
    """The person who has a case is away or has left: a deputy in the same function gets it."""
    _open(life)
    if life.holder is None:
        raise Refused(Refusal.NOT_TAKEN)
    return replace(life, holder=Holder(deputy, life.holder.organisation))


def let_go(life: Life) -> Life:
    """The person who has a case is away or has left, and nobody is there instead: it goes back to the function."""
    _open(life)
    return replace(life, holder=None, referred_to=None)


def give_back(life: Life, by: Holder) -> Life:
    """The organisation that has a case gives it back to the door; the promise runs on as before."""
    _held_by(life, by.organisation)
    return replace(life, holder=None, referred_to=None)


def contact(life: Life, *, by: Holder, at: datetime, received: datetime, now: datetime) -> Life:
    """A named person of the organisation that has the case was in contact; the first time is what counts."""
    _held_by(life, by.organisation)
    check_when(at, received=received, now=now)
    first = at if life.contacted_at is None else min(at, life.contacted_at)
    return replace(life, contacted_at=first)


def close(life: Life, *, by: Holder, outcome: Outcome, now: datetime) -> Life:
    """The organisation that has a case closes it; one that nobody was reached in can only be closed as unreachable."""
    _held_by(life, by.organisation)
    if life.contacted_at is None and outcome is not Outcome.UNREACHABLE:
        raise Refused(Refusal.NO_CONTACT)
    return replace(life, referred_to=None, closed_at=now, outcome=outcome)


def close_by_company(life: Life, *, now: datetime) -> Life:
    """The company closes its own case: as helped when somebody was in contact, else as withdrawn."""
    _open(life)
    outcome = Outcome.WITHDRAWN if life.contacted_at is None else Outcome.HELPED
    return replace(life, referred_to=None, closed_at=now, outcome=outcome)


def reopen(life: Life) -> Life:
    """A closed case is taken up again where it was: with whoever had it, and with the contact there has been."""
    if life.closed_at is None:
        raise Refused(Refusal.NOT_CLOSED)
    return replace(life, closed_at=None, outcome=None)


def offer_stands(before: Life, after: Life) -> bool:
    """Say whether an open offer outlives a turn of a case's life: only while whoever made it has the case, open."""
    if before.holder is None or after.holder is None or after.closed_at is not None:
        return False
    return before.holder.organisation == after.holder.organisation


NOTED_AT_ONCE = timedelta(hours=1)
"""A note of a call written within this long after it needs no explanation."""

NOTED_WITHIN = timedelta(days=3)
"""Working-day time after a call in which it may still be noted (rule 9)."""


def check_received(received: datetime, *, why: str, now: datetime, calendar: Calendar) -> None:
    """Refuse a call stated for later than now, for more than three working days ago, or late without a reason."""
    if received > now:
        raise Refused(Refusal.IN_THE_FUTURE)
    if worktime.working_time(received, now, calendar) > NOTED_WITHIN:
        raise Refused(Refusal.TOO_LONG_AGO)
    if now - received > NOTED_AT_ONCE and not why.strip():
        raise Refused(Refusal.SAY_WHY)


def as_stated(at: datetime, received: datetime) -> datetime:
    """Return the moment a stated minute means: people state minutes, and one the question came in begins with it."""
    return received if at < received < at + timedelta(minutes=1) else at


def check_when(at: datetime, *, received: datetime, now: datetime) -> None:
    """Refuse a contact stated for a moment before the question came or after now."""
    if at > now:
        raise Refused(Refusal.IN_THE_FUTURE)
    if at < received:
        raise Refused(Refusal.BEFORE_THE_QUESTION)


def keeping(promise: Promise, contacted_at: datetime | None, now: datetime) -> Keeping:
    """Say how it stands: kept by a first contact no later than due, equality kept, in whole seconds."""
    if contacted_at is not None:
        return Keeping.KEPT if worktime.kept(contacted_at, promise.due) else Keeping.MISSED
    return Keeping.RUNNING if worktime.kept(now, promise.due) else Keeping.MISSED


def check_statement(at: datetime, promise: Promise, life: Life, *, why: str, now: datetime, calendar: Calendar) -> None:
    """Refuse to turn a broken promise into a kept one by what is stated afterwards, as a call noted late is refused.

    A contact before due, told of after due, needs a reason (SAY_WHY) and lies at most three working days back.
    """
    broken = keeping(promise, life.contacted_at, now) is Keeping.MISSED
    if broken and worktime.kept(at, promise.due):
        check_received(at, why=why, now=now, calendar=calendar)


def ground(evidence: Evidence | None, first: datetime | None, *, at: datetime, stands_on: Evidence) -> Evidence:
    """Return what a promise stands on after one more contact: the evidence of the first in time, which is what counts.

    Of two at the same moment the stronger counts. What the company has confirmed is the contact that was first then.
    """
    if evidence is None or first is None or at < first:
        return stands_on
    return stronger(evidence, stands_on) if at == first else evidence


def stronger(one: Evidence, other: Evidence) -> Evidence:
    """Return the stronger of two grounds for the same contact."""
    return max(one, other, key=list(Evidence).index)


class Leave(StrEnum):
    """Whether an organisation may be handed a question."""

    GIVEN = "given"
    ASK_FIRST = "ask_first"
    REFUSED = "refused"


def leave(
    sharing: Sharing, *, organisation: int, reading: Collection[int], permitted: Collection[int] = frozenset()
) -> Leave:
    """Say whether an organisation may be handed a question: it reads it already, or the company has said yes to it.

    `permitted` are those the company has said yes to one by one; that counts no more once only the receiver may read.
    """
    if organisation in reading or sharing is Sharing.YES:
        return Leave.GIVEN
    if sharing is Sharing.RECEIVER:
        return Leave.REFUSED
    return Leave.GIVEN if organisation in permitted else Leave.ASK_FIRST


def check_leave(given: Leave) -> None:
    """Refuse to hand a question to an organisation that has no leave."""
    if given is not Leave.GIVEN:
        raise Refused(Refusal.ASK_THE_COMPANY if given is Leave.ASK_FIRST else Refusal.ONLY_RECEIVER)


REMINDERS = (Step.DUTY, Step.LEAD, Step.LAST_CALL)
"""The steps that remind those who answer, from the lowest; of some that coincide the highest stands for all."""


def warnings(received: datetime, calendar: Calendar) -> tuple[tuple[Step, datetime], ...]:
    """Return the steps of a promise's ladder and when each is due, earliest first."""
    return tuple((step, rung.at) for rung in worktime.ladder(received, calendar) for step in _told_once(rung.steps))


def _told_once(steps: Collection[Step]) -> tuple[Step, ...]:
    highest = [step for step in REMINDERS if step in steps][-1:]
    return tuple(step for step in steps if step not in REMINDERS or step in highest)


def still_needed(step: Step, life: Life) -> bool:
    """Say whether a step still has something to say: only an unkept promise of an open case is warned about."""
    if life.closed_at is not None or life.contacted_at is not None:
        return False
    return step is not Step.DUTY or life.holder is None
