"""The room's words: where an application is, what was decided, who has which duty, why a deed is refused."""

from enum import StrEnum

from endorr.base.tenancy.rules import Role

HANDLING = (Role.ADVISER, Role.COORDINATOR)
"""The roles that handle applications to their own organisation's calls, and may be seated on a board."""

READING = (*HANDLING, Role.CONTROLLER)
"""The roles that see the applications to their own organisation's calls."""


WATCHING = (Role.CONTROLLER, Role.COORDINATOR)
"""The roles that watch the money of their own organisation's calls."""


class State(StrEnum):
    """Where an application is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    COMPLETING = "completing"  # the company has been asked for what is missing, and the time to answer stands still
    ASSESSMENT = "assessment"  # complete, and with the board
    RECOMMENDED = "recommended"
    GRANTED = "granted"  # decided, and its terms not accepted yet
    RUNNING = "running"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN_STATES = frozenset({State.SUBMITTED, State.COMPLETING, State.ASSESSMENT, State.RECOMMENDED})
PREPARED = frozenset({State.SUBMITTED, State.COMPLETING})


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    DISMISSED = "dismissed"  # avvisad: not tried, because it came too late or was never completed


class Duty(StrEnum):
    """What a person does in a file; nobody has two, whatever seats they hold."""

    OFFICER = "officer"
    ASSESSOR = "assessor"
    DECIDER = "decider"
    CONTROLLER = "controller"
    PAYER = "payer"


ROLES: dict[Duty, tuple[Role, ...]] = {
    Duty.OFFICER: HANDLING,
    Duty.ASSESSOR: HANDLING,
    Duty.DECIDER: (Role.COORDINATOR,),
    Duty.CONTROLLER: (Role.CONTROLLER,),
    Duty.PAYER: (Role.CONTROLLER,),
}
"""Which seats let a person take on a duty."""


class Ground(StrEnum):
    """Why somebody has jäv, by the list of förvaltningslagen (2017:900) 16 §."""

    PARTY = "party"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"
    EARLIER = "earlier"
    OTHER = "other"


class Appeal(StrEnum):
    """How a decision may be appealed, told by what the call stands on."""

    ADMINISTRATIVE = "administrative"  # förvaltningslagen 40-46 §§
    LEGALITY = "legality"  # laglighetsprövning, kommunallagen (2017:725) 13 kap.


class Funding(StrEnum):
    """Whose money it is, which decides which warning the applicant reads."""

    REGION = "region"
    STATE = "state"
    UNION = "union"


class Paying(StrEnum):
    """Where a payment request is."""

    REQUESTED = "requested"
    CONTROLLED = "controlled"
    ORDERED = "ordered"
    PAID = "paid"
    FAILED = "failed"
    REJECTED = "rejected"


OPEN_PAYING = frozenset({Paying.REQUESTED, Paying.CONTROLLED, Paying.ORDERED, Paying.FAILED})


class FileKind(StrEnum):
    """What a file of an application is."""

    APPLICATION = "application"
    INVOICE = "invoice"
    REPORT = "report"


class Refusal(StrEnum):
    """Why a deed was refused."""

    NOT_OPEN = "not_open"
    NOT_NOW = "not_now"
    INCOMPLETE = "incomplete"
    NOT_ON_THE_BOARD = "not_on_the_board"
    CONFLICT = "conflict"
    NOT_DECLARED = "not_declared"
    ANOTHER_DUTY = "another_duty"
    TAKEN = "taken"
    NO_SEAT = "no_seat"
    NO_QUORUM = "no_quorum"
    NO_MONEY = "no_money"
    OVER_THE_LIMIT = "over_the_limit"
    UNDER_THE_LIMIT = "under_the_limit"
    EXPORT_AID = "export_aid"
    OVER_THE_CEILING = "over_the_ceiling"
    NO_RATE = "no_rate"
    BROKEN_RULE = "broken_rule"
    NO_REASON = "no_reason"
    NOTHING_TO_PAY = "nothing_to_pay"
    STILL_PAYING = "still_paying"
    NO_REPORT = "no_report"
    TOO_MANY = "too_many"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `ore` is the sum that would be, where that stood in the way."""

    def __init__(self, refusal: Refusal, *, ore: int | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal, self.ore = refusal, ore


def check_duty(duty: Duty, held: Duty | None) -> None:
    """Refuse a person who has another duty in the file already (four eyes over the whole of it)."""
    if held not in {None, duty}:
        raise Refused(Refusal.ANOTHER_DUTY)


def check_state(state: State, *wanted: State) -> None:
    """Refuse what an application in this state cannot undergo."""
    if state not in wanted:
        raise Refused(Refusal.NOT_NOW)
