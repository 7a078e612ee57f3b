"""Says the words of the door in the language of the page."""

from endorr.cases.words.shared import CAME, FILE_REFUSALS, GRADES, REFUSED_TO_COMPANY, SHARINGS, WAYS
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
    "CAME",
    "DELIVERED_WORDS",
    "EVIDENCE",
    "FILE_REFUSALS",
    "GRADES",
    "GROUNDS",
    "HOLD_REASONS",
    "MISS_CAUSES",
    "OUTCOMES",
    "REFUSALS",
    "REFUSED_TO_COMPANY",
    "SHARINGS",
    "STATES",
    "VERDICTS",
    "WAYS",
]
