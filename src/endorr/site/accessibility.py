"""What the accessibility statement says: what the last recorded test found, what we know to be missing, how it adds up.

The statement's parts are those that lagen (2018:1937) om tillgänglighet till digital offentlig service and Digg's
regulation ask for. The record is written by `script/accessibility`, never by hand.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RECORD = Path(__file__).with_name("accessibility.json")
SUPERVISOR = "https://www.digg.se/tdosanmalan"
MOST_MONTHS = 12


class Conformity(StrEnum):
    """How the site stands to the law, in the three words that the law knows."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page by its address, and how many faults the engine found on it in all ways of looking at it."""

    address: str
    faults: int


@dataclass(frozen=True, slots=True)
class Record:
    """The last recorded run of the accessibility test."""

    tested_on: date
    engine: str
    ways: Sequence[str]
    pages: Sequence[PageResult]

    @property
    def faults(self) -> int:
        return sum(page.faults for page in self.pages)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something we know to be missing: what, and what a reader who needs it can do meanwhile."""

    what: Promise
    meanwhile: Promise


GAPS: tuple[Gap, ...] = (
    Gap(
        _("Ingen med funktionsnedsättning har ännu provat sidorna åt oss, och ingen utomstående har granskat dem."),
        _("Program hittar bara en del av felen. Möter du ett fel som vi inte känner till vill vi gärna höra det."),
    ),
    Gap(
        _("Bara några sidor finns på lättläst svenska."),
        _("Ring eller skriv till oss, så förklarar vi det du undrar över."),
    ),
    Gap(
        _("Det finns ingen information på teckenspråk."),
        _("Ring gärna genom en förmedlingstjänst för bildtelefoni, eller skriv till oss."),
    ),
)
LISTED_ON = date(2026, 11, 22)
"""The day the gaps were last gone through."""


def parse(text: str) -> Record:
    """Read a record; raises ValueError or KeyError when it is not one."""
    told = json.loads(text)
    return Record(
        tested_on=date.fromisoformat(told["tested_on"]),
        engine=told["engine"],
        ways=tuple(told["ways"]),
        pages=tuple(PageResult(page["address"], page["faults"]) for page in told["pages"]),
    )


def dump(record: Record) -> str:
    """Write a record the same way every time."""
    told = {
        "tested_on": record.tested_on.isoformat(),
        "engine": record.engine,
        "ways": list(record.ways),
        "pages": [{"address": page.address, "faults": page.faults} for page in record.pages],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


@cache
def last_record() -> Record:
    """Return the committed record."""
    return parse(RECORD.read_text(encoding="utf-8"))


def conformity(record: Record, gaps: Sequence[Gap]) -> Conformity:
    """Say how the site stands: in full only without a fault or a gap, not at all when no page is free of faults."""
    if not record.faults and not gaps:
        return Conformity.FULL
    return Conformity.PARTIAL if any(not page.faults for page in record.pages) else Conformity.NONE


def is_stale(tested_on: date, reference: date) -> bool:
    """Say whether a statement was tested more than twelve months before `reference`."""
    year, month = divmod(tested_on.year * 12 + tested_on.month - 1 + MOST_MONTHS, 12)
    return (reference.year, reference.month, reference.day) > (year, month + 1, tested_on.day)
