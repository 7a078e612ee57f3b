"""Reads a programme's participants out of a sheet, and says of every cell that is wrong in which row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from endorr.companies.rules import Number, Refused, Support, read

NUMBER, NAME, DAY, SUPPORT, REGION, PARTNER = (
    "Organisationsnummer",
    "Företag",
    "Datum",
    "Insats",
    "Region",
    "Organisation",
)
COLUMNS = (NUMBER, NAME, DAY, SUPPORT, REGION, PARTNER)
NAMES: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("organisationsnummer", "orgnr", "org.nr", "org nr", "organisation number"),
    NAME: ("företag", "företagsnamn", "namn", "company", "name"),
    DAY: ("datum", "dag", "date", "day"),
    SUPPORT: ("insats", "stöd", "support"),
    REGION: ("region", "län", "samverkan", "county"),
    PARTNER: ("organisation", "främjare", "partner"),
}
LOOKED_AT = 10


class Wrong(StrEnum):
    """What is wrong with a cell, or with the sheet."""

    NO_COLUMN = "no_column"
    EMPTY_SHEET = "empty_sheet"
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    OUTSIDE = "outside"  # a day before the programme, after it or to come
    NOT_A_SUPPORT = "not_a_support"
    NOT_A_REGION = "not_a_region"
    NOT_A_PARTNER = "not_a_partner"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is wrong: the row as the sheet numbers it, the column's heading, what is wrong, and what stood there.

    Of a number nothing is repeated: it may be a person's own.
    """

    row: int
    column: str
    wrong: Wrong
    told: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A participant: company, number as written, day, what it received, region and organisation (public ids)."""

    number: Number
    written: str = field(repr=False)
    name: str
    on: date
    support: Support
    region: str
    partner: str

    @property
    def key(self) -> tuple[str, date, Support, str, str]:
        return self.number.spelled, self.on, self.support, self.region, self.partner


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet's words may be: kinds of support, regions and partners by name, and the programme's days."""

    supports: Mapping[str, Support]
    regions: Mapping[str, str]
    partners: Mapping[str, str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet read whole: its participants, and every fault there is."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def named[T](names: Mapping[str, T]) -> dict[str, T]:
    """Return what names stand for, as a sheet may spell them."""
    return {_key(name): told for name, told in names.items()}


def _places(row: Sequence[str]) -> dict[str, int]:
    cells = [_key(cell).rstrip("*: ") for cell in row]
    found = {}
    for column, names in NAMES.items():
        place = next((place for place, cell in enumerate(cells) if cell in names), None)
        if place is not None:
            found[column] = place
    return found


def participants(table: Sequence[Sequence[str]], known: Known) -> Sheet:
    """Read a sheet; its headings may stand under a title, in any order and among others."""
    best: dict[str, int] = {}
    top = 0
    for place, row in enumerate(table[:LOOKED_AT]):
        found = _places(row)
        if len(found) > len(best):
            best, top = found, place
    missing = [column for column in COLUMNS if column not in best]
    if missing:
        return Sheet((), tuple(Fault(top + 1, column, Wrong.NO_COLUMN) for column in missing))
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: set[tuple[str, date, Support, str, str]] = set()
    for place, row in enumerate(table[top + 1 :], start=top + 2):
        cells = {column: row[at].strip() if at < len(row) else "" for column, at in best.items()}
        if not any(cells.values()):
            continue
        line, wrong = _line(place, cells, known)
        faults += wrong
        if line is None:
            continue
        if line.key in seen:
            faults.append(Fault(place, NUMBER, Wrong.TWICE))
        seen.add(line.key)
        lines.append(line)
    if not lines and not faults:
        faults.append(Fault(top + 1, NUMBER, Wrong.EMPTY_SHEET))
    return Sheet(tuple(lines), tuple(faults))


def _line(place: int, cells: Mapping[str, str], known: Known) -> tuple[Line | None, list[Fault]]:
    faults = [Fault(place, column, Wrong.EMPTY) for column in COLUMNS if not cells[column]]
    empty = {one.column for one in faults}
    number = None
    if NUMBER not in empty:
        try:
            number = read(cells[NUMBER])
        except Refused:
            faults.append(Fault(place, NUMBER, Wrong.NOT_A_NUMBER))
    on = _day(cells[DAY])
    if DAY not in empty and on is None:
        faults.append(Fault(place, DAY, Wrong.NOT_A_DAY, cells[DAY][:40]))
    elif on is not None and not known.first <= on <= known.last:
        faults.append(Fault(place, DAY, Wrong.OUTSIDE, cells[DAY][:40]))
    support = known.supports.get(_key(cells[SUPPORT]))
    region = known.regions.get(_key(cells[REGION]))
    partner = known.partners.get(_key(cells[PARTNER]))
    words = ((SUPPORT, support, Wrong.NOT_A_SUPPORT), (REGION, region, Wrong.NOT_A_REGION))
    for column, found, wrong in (*words, (PARTNER, partner, Wrong.NOT_A_PARTNER)):
        if column not in empty and found is None:
            faults.append(Fault(place, column, wrong, cells[column][:60]))
    if faults or number is None or on is None or support is None or region is None or partner is None:
        return None, faults
    return Line(number, cells[NUMBER], cells[NAME][:200], on, support, region, partner), faults


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None
