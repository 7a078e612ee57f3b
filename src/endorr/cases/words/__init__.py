"""Says the words of the door in the language of the page."""

from endorr.cases.words.shared import GRADES, SHARINGS, WAYS
from endorr.cases.words.staff import (
    DELIVERED_WORDS,
    EVIDENCE,
    GROUNDS,
    HOLD_REASONS,
    MISS_CAUSES,
    OUTCOMES,
    REFUSALS,
    STATES,
    VERDICTS,
)

__all__ = [
    "DELIVERED_WORDS",
    "EVIDENCE",
    "GRADES",
    "GROUNDS",
    "HOLD_REASONS",
    "MISS_CAUSES",
    "OUTCOMES",
    "REFUSALS",
    "SHARINGS",
    "STATES",
    "VERDICTS",
    "WAYS",
]
