"""Who can take a question at all: one reason code for every adviser, the first rule that speaks against.

The rules are asked in the order of `Code`; "not said" never speaks against anybody (a person who has named no
language takes every language). The codes of a whole staff are kept as one byte each, so that "why was I not offered
this?" can be answered from the stored trace alone.
"""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]


class Code(IntEnum):
    """Why an adviser can take a question, or the first rule that says no."""

    FITS = 0
    PAUSED = 1  # takes nothing for the time being
    EXCLUDED = 2  # not this question: conflict of interest, or the coordinator has said so
    SHARING = 3  # the company has not said yes to the organisation
    NEED = 4  # does not do this
    PLACE = 5  # does not cover the municipality
    LANGUAGE = 6  # does not speak the language
    MARKET = 7  # does not know the market
    AWAY = 8  # not at work before the question must be acted on
    FULL = 9  # has as many open questions as the person can have


ANYTHING = "*"
"""The need of a desk that takes what nobody else does."""


@dataclass(frozen=True, slots=True)
class Adviser:
    """One who answers. An empty set of languages or markets means that none was named: every one is taken.

    grades      how good the person is at each need, 1 to 3; a need that is not there is not done, unless ANYTHING is
    places      municipality codes, or county codes for the whole county; empty covers all
    capacity    how many open questions at once; None: not said
    """

    key: str
    grades: Mapping[str, int]
    languages: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    markets: frozenset[str] = frozenset()
    capacity: int | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What an assignment needs to know of a question; instants in seconds since 1970.

    need        "" when nobody knows it yet: then every need fits
    excluded    advisers who must not have it, by key
    open_to     organisations that may have it; None: every one
    pinned      the adviser the coordinator has chosen, by key, or ""
    """

    key: str
    need: str
    place: str
    received: int
    act_by: int
    language: str = "sv"
    market: str = ""
    company: str = ""
    excluded: frozenset[str] = frozenset()
    open_to: frozenset[str] | None = None
    pinned: str = ""


@dataclass(eq=False, slots=True)
class Staff:
    """A staff as arrays, one row an adviser; made once and asked many times."""

    advisers: Sequence[Adviser]
    _number: dict[str, int] = field(init=False)
    _grades: dict[str, Codes] = field(init=False, default_factory=dict)
    _places: dict[str, Flags] = field(init=False, default_factory=dict)
    _counties: dict[str, Flags] = field(init=False, default_factory=dict)
    _languages: dict[str, Flags] = field(init=False, default_factory=dict)
    _markets: dict[str, Flags] = field(init=False, default_factory=dict)
    _everywhere: Flags = field(init=False)
    _any_language: Flags = field(init=False)
    _any_market: Flags = field(init=False)
    capacity: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        self._number = {one.key: number for number, one in enumerate(self.advisers)}
        self._everywhere = np.array([not one.places for one in self.advisers], dtype=np.bool_)
        self._any_language = np.array([not one.languages for one in self.advisers], dtype=np.bool_)
        self._any_market = np.array([not one.markets for one in self.advisers], dtype=np.bool_)
        self.capacity = np.array(
            [np.inf if one.capacity is None else one.capacity for one in self.advisers], dtype=np.float64
        )
        for number, one in enumerate(self.advisers):
            for need, grade in one.grades.items():
                self._grades.setdefault(need, self._blank())[number] = grade
            _mark(self._places, one.places, number, len(self))
            _mark(self._counties, {place[:2] for place in one.places}, number, len(self))
            _mark(self._languages, one.languages, number, len(self))
            _mark(self._markets, one.markets, number, len(self))

    def __len__(self) -> int:
        return len(self.advisers)

    def number(self, key: str) -> int:
        """Return the row of an adviser; KeyError for one who is not there."""
        return self._number[key]

    def _blank(self) -> Codes:
        return np.zeros(len(self.advisers), dtype=np.uint8)

    def grades(self, need: str) -> Codes:
        """Return each adviser's grade for a need, 0 for none; for the unknown need everybody's is 1."""
        if not need:
            return np.ones(len(self.advisers), dtype=np.uint8)
        anything = self._grades.get(ANYTHING)
        own = self._grades.get(need, self._blank())
        return own if anything is None else np.maximum(own, anything)

    def covers(self, place: str) -> Flags:
        """Say who covers a municipality, by itself or by its county.

        Of a place that is known by its county only, everybody who covers any of it is said to; of none, everybody.
        """
        none = np.zeros(len(self.advisers), dtype=np.bool_)
        if len(place) <= 2:
            return self._everywhere | (self._counties.get(place, none) if place else ~none)
        return self._everywhere | self._places.get(place, none) | self._places.get(place[:2], none)

    def codes(
        self,
        question: Question,
        *,
        in_time: Flags | None = None,
        full: Flags | None = None,
        paused: Collection[str] = (),
    ) -> Codes:
        """Return one `Code` for every adviser: the first rule that speaks against, else FITS.

        in_time     who is at work before the question must be acted on; None: everybody
        full        who has no room for another question; None: nobody
        """
        none = np.zeros(len(self.advisers), dtype=np.bool_)
        against = (
            (Code.PAUSED, self._among(paused)),
            (Code.EXCLUDED, self._among(question.excluded)),
            (Code.SHARING, none if question.open_to is None else ~self._of(question.open_to)),
            (Code.NEED, self.grades(question.need) == 0),
            (Code.PLACE, ~self.covers(question.place)),
            (Code.LANGUAGE, ~(self._any_language | self._languages.get(question.language, none))),
            (
                Code.MARKET,
                none if not question.market else ~(self._any_market | self._markets.get(question.market, none)),
            ),
            (Code.AWAY, none if in_time is None else ~in_time),
            (Code.FULL, none if full is None else full),
        )
        codes = np.zeros(len(self.advisers), dtype=np.uint8)
        for code, rows in reversed(against):
            codes[rows] = code
        return codes

    def _of(self, organisations: Collection[str]) -> Flags:
        return np.array([one.organisation in organisations for one in self.advisers], dtype=np.bool_)

    def _among(self, keys: Collection[str]) -> Flags:
        rows = np.zeros(len(self.advisers), dtype=np.bool_)
        rows[[self._number[key] for key in keys if key in self._number]] = True
        return rows


def _mark(sets: dict[str, Flags], names: Collection[str], number: int, size: int) -> None:
    for name in names:
        if name not in sets:
            sets[name] = np.zeros(size, dtype=np.bool_)
        sets[name][number] = True


def pack(codes: Codes) -> bytes:
    """Return the codes of a whole staff, small enough to keep with every proposal."""
    return zlib.compress(codes.tobytes(), 9)


def unpack(packed: bytes) -> Codes:
    """Return the codes that `pack` kept."""
    return np.frombuffer(zlib.decompress(packed), dtype=np.uint8)
