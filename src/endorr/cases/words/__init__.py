"""Says the words of the door in the language of the page."""

from endorr.cases.words.shared import GRADES, SHARINGS, WAYS
from endorr.cases.words.staff import EVIDENCE, OUTCOMES, REFUSALS, STATES

__all__ = ["EVIDENCE", "GRADES", "OUTCOMES", "REFUSALS", "SHARINGS", "STATES", "WAYS"]
