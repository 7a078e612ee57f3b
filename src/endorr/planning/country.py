"""Looks for somebody in the whole country who can take a question, with a reason for everybody who cannot.

For a question that nobody in the own cooperation can take. The answer is functions: which of them are held by somebody
who is at work, does this, covers the place, speaks the language and knows the market; and how many fall on each rule.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from endorr.base.tenancy.rules import public_query
from endorr.directory.roster import Chances, chances, functions_named
from endorr.planning.rules.staff import Code, Codes, pack

BEST = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A function that could take the question; `nearby` whether it covers the municipality itself."""

    function: str
    organisation: str
    nearby: bool


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What was found in the whole country: the best candidates, and one code for everybody who answers, packed.

    rows    the holdings' functions and people, in the order of the codes
    """

    candidates: tuple[Candidate, ...]
    counts: dict[Code, int]
    rows: Chances
    codes: bytes


@public_query("functions and organisations, which anybody can see in the directory")
def search(need: str, municipality: str, language: str, market: str = "", *, on: date) -> Search:
    """Return who in the country can take a question; those who cover its municipality first; at most seven queries."""
    found = chances(need, municipality, language, market, on=on)
    codes = _codes(found)
    able = np.flatnonzero((codes == Code.FITS) | (codes == Code.PLACE))
    order = able[np.lexsort((found.functions[able], ~found.holds[able], ~found.covers[able]))]
    functions = list(dict.fromkeys(found.functions[order].tolist()))[:BEST]
    names = functions_named(functions)
    nearby = set(found.functions[found.covers].tolist())
    kinds, counts = np.unique(codes, return_counts=True)
    return Search(
        tuple(Candidate(*names[one], nearby=one in nearby) for one in functions),
        {Code(int(kind)): int(count) for kind, count in zip(kinds, counts, strict=True)},
        found,
        pack(codes),
    )


def _codes(found: Chances) -> Codes:
    against = (
        (Code.NEED, ~found.does),
        (Code.LANGUAGE, ~found.speaks),
        (Code.MARKET, ~found.knows),
        (Code.AWAY, ~found.present),
        (Code.PLACE, ~found.covers),
    )
    codes = np.zeros(len(found.functions), dtype=np.uint8)
    for code, rows in reversed(against):
        codes[rows] = code
    return codes
