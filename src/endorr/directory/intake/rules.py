"""Checks a spreadsheet of people and coverage row by row, and says what is wrong where; it saves nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from endorr.directory.rules import Place


class Heading(StrEnum):
    """The columns of the sheet, by the words that stand on top of them."""

    ORGANISATION = "Organisation"
    FUNCTION = "Funktion"
    NAME = "Namn"
    EMAIL = "E-post"
    PLACE = "Plats"
    NEEDS = "Behov"
    LANGUAGES = "Språk"
    PLACES = "Kommuner"
    FIRST = "Från"
    LAST = "Till"
    CAPACITY = "Kapacitet"


REQUIRED = (Heading.ORGANISATION, Heading.FUNCTION, Heading.NAME, Heading.EMAIL, Heading.NEEDS, Heading.PLACES)
ALL_PLACES = "hela länet"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SEPARATORS = re.compile(r"[;,\n]")


class Wrong(StrEnum):
    """What can be wrong with a cell, a row or the whole sheet."""

    NO_HEADING = "no_heading"
    EMPTY_SHEET = "empty_sheet"
    MISSING = "missing"
    ORGANISATION = "organisation"
    NEED = "need"
    LANGUAGE = "language"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    DAY = "day"
    BEFORE = "before"
    ADDRESS = "address"
    PLACE = "place"
    NUMBER = "number"
    TWICE = "twice"
    OTHER_NAME = "other_name"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: in which row (as the spreadsheet numbers them; 1 is the headings), column and value."""

    row: int
    heading: Heading | None
    wrong: Wrong
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One checked row: a person behind a function, with what the function does and where."""

    organisation: str
    function: str
    name: str
    email: str
    place: Place
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    municipalities: tuple[str, ...]
    first: date
    last: date | None
    capacity: int | None


def packed(line: Line) -> dict[str, Any]:
    """Return a line as plain values that JSON can hold."""
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for name, value in asdict(line).items()
    }


def unpacked(row: Mapping[str, Any]) -> Line:
    """Return the line that `packed` made plain."""
    return Line(
        organisation=row["organisation"],
        function=row["function"],
        name=row["name"],
        email=row["email"],
        place=Place(row["place"]),
        needs=tuple(row["needs"]),
        languages=tuple(row["languages"]),
        municipalities=tuple(row["municipalities"]),
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]) if row["last"] else None,
        capacity=row["capacity"],
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What the sheet's words may mean, each keyed in lower case: organisations, needs, languages, municipalities.

    `county` is the cooperation's; `today` the day a row begins when it says nothing.
    """

    organisations: Mapping[str, str]
    needs: Mapping[str, str]
    languages: Mapping[str, str]
    municipalities: Mapping[str, str]
    county: str
    today: date


@dataclass(slots=True)
class _Row:
    """A row while it is read: gathers what is wrong instead of stopping at the first."""

    number: int
    cells: Mapping[Heading, str]
    faults: list[Fault] = field(default_factory=list)

    def text(self, heading: Heading, longest: int = 120) -> str:
        value = " ".join(self.cells.get(heading, "").split())
        if not value and heading in REQUIRED:
            self.blame(heading, Wrong.MISSING)
        if len(value) > longest:
            self.blame(heading, Wrong.TOO_LONG, value[:30])
        return value

    def blame(self, heading: Heading, wrong: Wrong, value: str = "") -> None:
        self.faults.append(Fault(self.number, heading, wrong, value))

    def one(self, heading: Heading, known: Mapping[str, str], wrong: Wrong) -> str:
        value = self.text(heading, 200)
        if value and value.casefold() not in known:
            self.blame(heading, wrong, value)
        return known.get(value.casefold(), "")

    def many(self, heading: Heading, known: Mapping[str, str], wrong: Wrong) -> tuple[str, ...]:
        written = [" ".join(part.split()) for part in _SEPARATORS.split(self.cells.get(heading, ""))]
        found: dict[str, None] = {}
        for value in filter(None, written):
            code = known.get(value.casefold())
            if code is None:
                self.blame(heading, wrong, value)
            else:
                found.setdefault(code)
        if not any(written) and heading in REQUIRED:
            self.blame(heading, Wrong.MISSING)
        return tuple(found)

    def day(self, heading: Heading) -> date | None:
        value = self.text(heading)
        try:
            return date.fromisoformat(value[:10]) if value else None
        except ValueError:
            self.blame(heading, Wrong.DAY, value)
            return None


def headings(first_row: Sequence[str]) -> tuple[dict[int, Heading], list[Fault]]:
    """Find the columns by their headings, in any order and case; a required one that is missing is a fault."""
    known = {heading.value.casefold(): heading for heading in Heading}
    found = {
        place: known[text.strip().casefold()]
        for place, text in enumerate(first_row)
        if text.strip().casefold() in known
    }
    missing = [heading for heading in REQUIRED if heading not in found.values()]
    return found, [Fault(1, heading, Wrong.NO_HEADING, heading.value) for heading in missing]


def check(table: Sequence[Sequence[str]], known: Known) -> tuple[list[Line], list[Fault]]:
    """Read a whole table, headings first; return its lines and everything wrong with it, in the order of the rows.

    Empty rows are passed over. Only a table without faults may be accepted.
    """
    columns, faults = headings(table[0] if table else [])
    rows = [
        _Row(number, {heading: cells[place] for place, heading in columns.items() if place < len(cells)})
        for number, cells in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    if faults:
        return [], faults
    if not rows:
        return [], [Fault(1, None, Wrong.EMPTY_SHEET)]
    lines = [_line(row, known) for row in rows]
    _compare(rows, lines)
    return lines, [fault for row in rows for fault in row.faults]


def _line(row: _Row, known: Known) -> Line:
    first, last = row.day(Heading.FIRST) or known.today, row.day(Heading.LAST)
    if last is not None and last < first:
        row.blame(Heading.LAST, Wrong.BEFORE, last.isoformat())
    return Line(
        organisation=row.one(Heading.ORGANISATION, known.organisations, Wrong.ORGANISATION),
        function=row.text(Heading.FUNCTION),
        name=row.text(Heading.NAME),
        email=_address(row),
        place=_place(row),
        needs=row.many(Heading.NEEDS, known.needs, Wrong.NEED),
        languages=row.many(Heading.LANGUAGES, known.languages, Wrong.LANGUAGE),
        municipalities=_municipalities(row, known),
        first=first,
        last=last,
        capacity=_capacity(row),
    )


def _address(row: _Row) -> str:
    value = row.text(Heading.EMAIL, 254).lower()
    if value and not _ADDRESS.fullmatch(value):
        row.blame(Heading.EMAIL, Wrong.ADDRESS, value)
    return value


def _place(row: _Row) -> Place:
    words = {"": Place.HOLDER, "innehavare": Place.HOLDER, "ersättare": Place.DEPUTY}
    value = row.text(Heading.PLACE)
    if value.casefold() not in words:
        row.blame(Heading.PLACE, Wrong.PLACE, value)
    return words.get(value.casefold(), Place.HOLDER)


def _municipalities(row: _Row, known: Known) -> tuple[str, ...]:
    if row.cells.get(Heading.PLACES, "").strip().casefold() == ALL_PLACES:
        return tuple(sorted({code for code in known.municipalities.values() if code.startswith(known.county)}))
    found = row.many(Heading.PLACES, known.municipalities, Wrong.MUNICIPALITY)
    for code in found:
        if not code.startswith(known.county):
            row.blame(Heading.PLACES, Wrong.COUNTY, code)
    return found


def _capacity(row: _Row) -> int | None:
    value = row.text(Heading.CAPACITY).removesuffix(".0")
    if value and not (value.isascii() and value.isdigit() and 0 < int(value) <= 1000):
        row.blame(Heading.CAPACITY, Wrong.NUMBER, value)
        return None
    return int(value) if value else None


def _compare(rows: Sequence[_Row], lines: Sequence[Line]) -> None:
    """Find what is wrong between rows: the same person twice behind a function, one address with two names."""
    seen: set[tuple[str, str, str]] = set()
    names: dict[str, str] = {}
    for row, line in zip(rows, lines, strict=True):
        behind = (line.organisation, line.function.casefold(), line.email)
        if line.email and behind in seen:
            row.blame(Heading.EMAIL, Wrong.TWICE, line.email)
        seen.add(behind)
        if line.email and names.setdefault(line.email, line.name.casefold()) != line.name.casefold():
            row.blame(Heading.NAME, Wrong.OTHER_NAME, line.name)
