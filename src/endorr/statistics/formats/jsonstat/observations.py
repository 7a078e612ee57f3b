"""The figures of a JSON-stat dataset and their statuses, as arrays and back."""

from collections.abc import Iterable
from itertools import count
from typing import cast

import numpy as np
import numpy.typing as npt

from endorr.statistics.formats.jsonstat.document import TEXT, Document, Json
from endorr.statistics.formats.problems import Said
from endorr.statistics.table import (
    FIRST_STATUS,
    FLAG_OF,
    MOST_STATUSES,
    Flag,
    Flags,
    Floats,
    Observations,
)

NUMBERS = frozenset({int, float, type(None)})
LONGEST_KEY = 12
NUMBER = Said("ett tal eller null", "a number or null")


def read_observations(document: Document, size: int) -> Observations:
    """`value` and `status` in any of their forms. Cells without value and status are `Flag.ABSENT`."""
    values = _values(document, size)
    flags = np.where(np.isnan(values), np.uint8(Flag.ABSENT), np.uint8(Flag.VALUE))
    places, kind_of, kinds = _kinds(document, size)
    statuses: list[str] = []
    for status, kind in kinds.items():
        if not status:
            continue
        here = places[kind_of == kind]
        symbol, fits = _fitting(values[here], status)
        flags[here[fits]] = symbol
        if symbol == Flag.NIL:
            values[here[fits]] = 0
        if not fits.all():
            flags[here[~fits]] = min(FIRST_STATUS + len(statuses), 255)
            statuses.append(status)
    if len(statuses) > MOST_STATUSES:
        document.fail("$.status", Said(f"högst {MOST_STATUSES} olika", f"at most {MOST_STATUSES} different ones"))
    return Observations(values, flags, tuple(statuses))


def _kinds(document: Document, size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], dict[str, int]]:
    """Where there are statuses, which kind each is, and the kinds by their status."""
    signs = document.signs
    if signs is not None:
        strange = signs.places[signs.places >= size]
        if len(strange):
            expected = Said(f"en plats 0-{size - 1}", f"a place 0-{size - 1}")
            document.fail(f"$.status[{strange[0]}]", expected, str(strange[0]))
        return signs.places, np.zeros(len(signs.places), np.int64), {signs.sign: 0}
    places, told = _statuses(document, size)
    kinds = {status: number for number, status in enumerate(dict.fromkeys(told))}
    return places, np.fromiter(map(kinds.__getitem__, told), np.int64, len(told)), kinds


def _fitting(values: Floats, status: str) -> tuple[Flag, npt.NDArray[np.bool_]]:
    """Which cells a PX symbol fits: dots where there is no value, a dash where it is none or 0; others are statuses."""
    flag = FLAG_OF.get(status)
    if flag is None:
        return Flag.VALUE, np.zeros(len(values), np.bool_)
    nothing = np.isnan(values)
    return flag, (nothing | (values == 0) if flag is Flag.NIL else nothing)


def _values(document: Document, size: int) -> Floats:
    if document.figures is not None:
        return _all(document, document.figures, size)
    given = document.root.get("value")
    if isinstance(given, dict):
        values = np.full(size, np.nan)
        values[_places(document, "$.value", list(given), size)] = _floats(document, list(given.values()), list(given))
        return values
    return _all(document, _floats(document, document.array_at("$.value", given), count()), size)


def _all(document: Document, values: Floats, size: int) -> Floats:
    if len(values) != size:
        document.fail("$.value", Said(f"{size} värden, som size säger", f"{size} values, as size says"), len(values))
    return values


def _floats(document: Document, given: list[Json], names: Iterable[object]) -> Floats:
    if not NUMBERS.issuperset(map(type, given)):
        name, value = next((name, each) for name, each in zip(names, given, strict=False) if type(each) not in NUMBERS)
        document.fail(f"$.value[{name}]", NUMBER, value)
    try:
        values = np.array(given, np.float64)
    except OverflowError:
        document.fail("$.value", Said("tal som ryms i 64 bitar", "numbers that fit in 64 bits"))
    if np.isinf(values).any():
        document.fail("$.value", Said("ändliga tal", "finite numbers"))
    return values


def _statuses(document: Document, size: int) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Where there are statuses, and which; "" where one is left out."""
    given = document.root.get("status")
    if isinstance(given, str):
        given = [given]
    if isinstance(given, dict):
        return _places(document, "$.status", list(given), size), _told(document, list(given.values()), list(given))
    listed = document.array_at("$.status", given if given is not None else [])
    if len(listed) == 1 and size > 1:
        listed = listed * size
    if len(listed) not in (0, size):
        expected = Said(f"{size} statusar, som size säger", f"{size} statuses, as size says")
        document.fail("$.status", expected, len(listed))
    return np.arange(len(listed)), _told(document, [each if each is not None else "" for each in listed], range(size))


def _told(document: Document, statuses: list[Json], names: Iterable[object]) -> list[str]:
    if set(map(type, statuses)) - {str}:
        name, status = next(
            (name, each) for name, each in zip(names, statuses, strict=True) if not isinstance(each, str)
        )
        document.fail(f"$.status[{name}]", TEXT, status)
    return cast("list[str]", statuses)


def _places(document: Document, path: str, keys: list[str], size: int) -> npt.NDArray[np.int64]:
    """Keys of a sparse form as places; all at once where nothing is wrong."""
    together = "".join(keys)
    plain = not keys or (together.isascii() and together.isdigit() and all(keys) and max(map(len, keys)) < LONGEST_KEY)
    places = np.fromiter(map(int, keys), np.int64, len(keys)) if plain else np.zeros(0, np.int64)
    if not plain or (places >= size).any():
        wrong = next(
            key for key in keys if not (key.isascii() and key.isdigit() and len(key) < LONGEST_KEY and int(key) < size)
        )
        document.fail(f"{path}[{wrong}]", Said(f"en plats 0-{size - 1}", f"a place 0-{size - 1}"), wrong)
    return places


def numbers(values: Floats) -> list[int | float | None]:
    """Values for JSON: whole ones without a point, none as null."""
    if not np.isnan(values).any() and np.array_equal(values, np.trunc(values)) and (np.abs(values) < 2**53).all():
        return list(values.astype(np.int64).tolist())
    return [_number(value) for value in values.tolist()]


def _number(value: float) -> int | float | None:
    if value != value:  # noqa: PLR0124  # NaN is the one float that differs from itself
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def statuses(observations: Observations) -> dict[str, str]:
    """The statuses by place; an absent figure has none."""
    flags: Flags = observations.flags
    told = np.flatnonzero((flags != Flag.VALUE) & (flags != Flag.ABSENT))
    return {str(place): observations.status(place) for place in told.tolist()}
