"""The newsroom's words: kinds and states of a text, licences, and why a deed is refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from endorr.base.tenancy.rules import Role

WRITING = (Role.PRESS_OFFICER, Role.COORDINATOR)
APPROVING = (Role.COORDINATOR, Role.PRESS_OFFICER)
"""Whoever approves is never the one who asked for it, whatever the role: four eyes."""

OLD = timedelta(days=730)
"""After so long a text is shown as archive: figures, names and titles in it are of its own day."""

BEFORE = timedelta(minutes=30)
"""How long before the embargo lifts every figure is checked once more, so that somebody has time to mend it."""

SHORTEST_SOURCE = 10
"""Letters: fewer name no source that a reader could look up."""

LANGUAGES = ("sv", "en")


class Kind(StrEnum):
    """What sort of text it is."""

    RELEASE = "release"
    INVITATION = "invitation"


class Topic(StrEnum):
    """What it is about, for readers who follow one thing."""

    EXPORT = "export"
    FIGURES = "figures"
    MEETINGS = "meetings"
    SUPPORT = "support"
    REGION = "region"


class State(StrEnum):
    """How far a text has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"  # waits for its embargo
    STOPPED = "stopped"  # a figure no longer held when the embargo was to lift
    LIFTED = "lifted"


class Licence(StrEnum):
    """On which terms a picture may be used."""

    PRESS = "press"  # free for the press with the credit
    CC_BY = "cc_by"
    OWN = "own"  # ours, in our own texts only


class Desk(StrEnum):
    """What somebody answers for: the subject itself, or the press desk."""

    SUBJECT = "subject"
    PRESS = "press"


class Standing(StrEnum):
    """How a figure of a text stands to its source."""

    HOLDS = "holds"
    CHANGED = "changed"  # the source says another value, which still rounds to what is written
    DIFFERS = "differs"
    GONE = "gone"  # the source no longer tells it
    SOURCED = "sourced"  # a source in words, which only a person can check
    QUOTED = "quoted"  # stands in a quotation: never altered, never ours
    UNBOUND = "unbound"


BROKEN = frozenset({Standing.DIFFERS, Standing.GONE, Standing.UNBOUND})


class Refusal(StrEnum):
    """Why a deed is refused."""

    NOT_NOW = "not_now"
    OWN_TEXT = "own_text"
    HAS_FAULTS = "has_faults"
    BROKEN_FIGURES = "broken_figures"
    IN_THE_PAST = "in_the_past"
    NO_ALT = "no_alt"
    ALT_IS_CAPTION = "alt_is_caption"
    NO_CREDIT = "no_credit"
    NO_SUCH_FIGURE = "no_such_figure"
    NO_SUCH_FACT = "no_such_fact"
    NO_SOURCE = "no_source"
    NO_NOTICE = "no_notice"
    NOTHING_CHANGED = "nothing_changed"
    DESK_NEVER_OPEN = "desk_never_open"
    NOT_FOR_OTHERS = "not_for_others"
    BAD_FILE = "bad_file"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `details` are what it fell on."""

    def __init__(self, refusal: Refusal, *, details: Sequence[str] = ()) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.details = tuple(details)


def require(state: State, *allowed: State) -> None:
    """Refuse a deed on a text that has come too far, or not far enough."""
    if state not in allowed:
        raise Refused(Refusal.NOT_NOW)


def check_four_eyes(asked_by: int | None, approver: int | None) -> None:
    """Refuse whoever approves what they themselves asked to have approved (decision 0031)."""
    if asked_by == approver:
        raise Refused(Refusal.OWN_TEXT)


def check_embargo(lifts_at: datetime, *, now: datetime) -> None:
    """Refuse an embargo that lies in the past; a minute is for whoever was slow to press the button."""
    if lifts_at < now - timedelta(minutes=1):
        raise Refused(Refusal.IN_THE_PAST)


def check_picture(*, alt: str, caption: str, credit: str, decorative: bool) -> None:
    """Refuse a picture without credit, or without words for who cannot see it; decoration is chosen, never assumed."""
    if not credit.strip():
        raise Refused(Refusal.NO_CREDIT)
    if decorative:
        return
    if not alt.strip():
        raise Refused(Refusal.NO_ALT)
    if alt.strip().casefold().rstrip(".") == caption.strip().casefold().rstrip("."):
        raise Refused(Refusal.ALT_IS_CAPTION)


def is_archive(lifted_at: datetime, *, now: datetime) -> bool:
    """Say whether a text is so old that it is shown as archive."""
    return now - lifted_at > OLD
