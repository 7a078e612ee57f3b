"""What is decided of the country's view: how a centre takes part, what a participant list says, what a sum may say.

The list has the shape that Tillväxtverket asks for at payment: one row a participant, with organisation number and
e-mail. Of it only unique companies are kept, as keyed hashes; an address is read and forgotten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from endorr.companies.rules import Number, Refused, read


class Way(StrEnum):
    """How a centre takes part in the country's view of a year."""

    SYSTEM = "system"  # companies ask at its door here
    FILE = "file"  # it uses another tool and hands in a list
    NOTHING = "nothing"


def way(*, promises: int, reported: bool) -> Way:
    """Return how a centre takes part: what is counted here comes first, so that nobody is counted twice."""
    if promises:
        return Way.SYSTEM
    return Way.FILE if reported else Way.NOTHING


class Wrong(StrEnum):
    """What is wrong with a participant list or one of its rows."""

    NO_HEADINGS = "no_headings"
    EMPTY = "empty"
    NO_NUMBER = "no_number"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_ADDRESS = "not_an_address"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Line:
    """One participant: the row in the sheet, the company's number (None where there is none), and what is wrong."""

    place: int
    number: Number | None
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class Participants:
    """A participant list read whole: its rows, or why it could not be read."""

    lines: tuple[Line, ...]
    wrong: Wrong | None = None

    @property
    def faults(self) -> tuple[Line, ...]:
        """The rows that stop the list from being accepted."""
        return tuple(line for line in self.lines if {Wrong.NOT_A_NUMBER, Wrong.NOT_AN_ADDRESS} & set(line.wrong))

    @property
    def companies(self) -> frozenset[str]:
        """The unique companies, as their numbers are spelled once and for all."""
        return frozenset(line.number.spelled for line in self.lines if line.number)

    @property
    def without_number(self) -> int:
        """How many rows have no number: they may be the same person, so they are told apart and never added."""
        return sum(1 for line in self.lines if line.number is None)


NUMBERS = (
    "organisationsnummer",
    "orgnr",
    "org.nr",
    "org nr",
    "personnummer/organisationsnummer",
    "organisation number",
)
ADDRESSES = ("e-post", "epost", "e-postadress", "mejl", "e-mail", "email")


def _column(row: Sequence[str], names: Iterable[str]) -> int | None:
    wanted = set(names)
    return next((place for place, cell in enumerate(row) if cell.strip().casefold().rstrip("*: ") in wanted), None)


def participants(table: Sequence[Sequence[str]]) -> Participants:
    """Read a sheet: the headings may stand under a title, in any order, among other columns."""
    for top, row in enumerate(table[:10]):
        number, address = _column(row, NUMBERS), _column(row, ADDRESSES)
        if number is not None and address is not None:
            lines = _lines(table[top + 1 :], number, address, first=top + 2)
            return Participants(lines, None if lines else Wrong.EMPTY)
    return Participants((), Wrong.NO_HEADINGS)


def _lines(rows: Sequence[Sequence[str]], number: int, address: int, *, first: int) -> tuple[Line, ...]:
    seen: set[tuple[str, str]] = set()
    lines = []
    for place, row in enumerate(rows, start=first):
        told, mail = _cell(row, number), _cell(row, address).casefold()
        if not told and not mail:
            continue
        line = _line(place, told, mail)
        same = (line.number.spelled if line.number else "", mail)
        wrong = (*line.wrong, Wrong.TWICE) if same in seen else line.wrong
        seen.add(same)
        lines.append(Line(place, line.number, wrong))
    return tuple(lines)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _line(place: int, told: str, mail: str) -> Line:
    wrong: list[Wrong] = []
    found: Number | None = None
    try:
        found = read(told)
    except Refused:
        wrong.append(Wrong.NOT_A_NUMBER)
    else:
        if found is None:
            wrong.append(Wrong.NO_NUMBER)
    if mail and ("@" not in mail or " " in mail):
        wrong.append(Wrong.NOT_AN_ADDRESS)
    return Line(place, found, tuple(wrong))


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over the centres that have said something: the value, how many they are, and of how many."""

    value: int
    told: int
    of: int

    @property
    def whole(self) -> bool:
        return self.told == self.of


def summed(values: Mapping[str, int | None]) -> Sum:
    """Add up what is known and say of how many; a centre that has said nothing is no zero."""
    known = [value for value in values.values() if value is not None]
    return Sum(sum(known), len(known), len(values))
