"""Says the words of the door in the language of the page."""

from endorr.cases.words.shared import CAME, FILE_REFUSALS, GRADES, REFUSED_TO_COMPANY, SHARINGS, WAYS
from endorr.cases.words.staff import EVIDENCE, OUTCOMES, REFUSALS, STATES

__all__ = [
    "CAME",
    "EVIDENCE",
    "FILE_REFUSALS",
    "GRADES",
    "OUTCOMES",
    "REFUSALS",
    "REFUSED_TO_COMPANY",
    "SHARINGS",
    "STATES",
    "WAYS",
]
