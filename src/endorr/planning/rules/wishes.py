"""What a coordinator may say to the planner, and when it is refused."""

from enum import StrEnum


class Wish(StrEnum):
    """What has been said of a question and a person."""

    PIN = "pin"  # this person shall have it
    EXCLUDE = "exclude"  # this person shall not: conflict of interest, or otherwise


class Answer(StrEnum):
    """What the one who has a question said of a proposal to pull it back."""

    YES = "yes"
    NO = "no"


class Refusal(StrEnum):
    """Why a deed was refused."""

    CANNOT = "cannot"  # the person cannot take the question at all
    SAID_ALREADY = "said_already"
    NOT_WAITING = "not_waiting"  # the question waits no more
    NOT_YOURS = "not_yours"
    ENDS_BEFORE = "ends_before"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the planner does not allow."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
