"""The figures of a JSON-stat dataset and their statuses, as arrays and back."""

from collections.abc import Iterable, Iterator

import numpy as np

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
NUMBER = Said("ett tal eller null", "a number or null")


def read_observations(document: Document, size: int) -> Observations:
    """`value` and `status` in any of their forms. Cells without value and status are `Flag.ABSENT`."""
    values = _values(document, size)
    flags = np.where(np.isnan(values), np.uint8(Flag.ABSENT), np.uint8(Flag.VALUE))
    statuses: dict[str, int] = {}
    for position, status in _statuses(document, size):
        flag = _flag(values, position, status)
        if flag is None:
            flag = statuses.setdefault(status, FIRST_STATUS + len(statuses))
            if len(statuses) > MOST_STATUSES:
                document.fail(
                    "$.status", Said(f"högst {MOST_STATUSES} olika", f"at most {MOST_STATUSES} different ones")
                )
        flags[position] = flag
        if flag == Flag.NIL:
            values[position] = 0
    return Observations(values, flags, tuple(statuses))


def _flag(values: Floats, position: int, status: str) -> int | None:
    """The flag of a PX symbol where it fits the value; anything else is a status of its own."""
    flag = FLAG_OF.get(status)
    value = values[position]
    if flag is Flag.NIL:
        return flag if np.isnan(value) or value == 0 else None
    return flag if np.isnan(value) else None


def _values(document: Document, size: int) -> Floats:
    given = document.root.get("value")
    if isinstance(given, dict):
        places = [_place(document, "$.value", key, size) for key in given]
        values = np.full(size, np.nan)
        values[places] = _floats(document, list(given.values()), list(given))
        return values
    listed = document.array_at("$.value", given)
    if len(listed) != size:
        document.fail("$.value", Said(f"{size} värden, som size säger", f"{size} values, as size says"), len(listed))
    return _floats(document, listed, range(size))


def _floats(document: Document, given: list[Json], names: Iterable[object]) -> Floats:
    if not NUMBERS.issuperset(map(type, given)):
        name, value = next((name, each) for name, each in zip(names, given, strict=True) if type(each) not in NUMBERS)
        document.fail(f"$.value[{name}]", NUMBER, value)
    try:
        values = np.array(given, np.float64)
    except OverflowError:
        document.fail("$.value", Said("tal som ryms i 64 bitar", "numbers that fit in 64 bits"))
    if np.isinf(values).any():
        document.fail("$.value", Said("ändliga tal", "finite numbers"))
    return values


def _statuses(document: Document, size: int) -> Iterator[tuple[int, str]]:
    given = document.root.get("status")
    if isinstance(given, str):
        given = [given]
    if isinstance(given, dict):
        for key, status in given.items():
            place = _place(document, "$.status", key, size)
            if not isinstance(status, str):
                document.fail(f"$.status[{key}]", TEXT, status)
            if status:
                yield place, status
        return
    listed = document.array_at("$.status", given if given is not None else [])
    if len(listed) == 1 and size > 1:
        listed = listed * size
    if len(listed) not in (0, size):
        document.fail(
            "$.status", Said(f"{size} statusar, som size säger", f"{size} statuses, as size says"), len(listed)
        )
    for place, status in enumerate(listed):
        if isinstance(status, str) and status:
            yield place, status
        elif status is not None and not isinstance(status, str):
            document.fail(f"$.status[{place}]", TEXT, status)


def _place(document: Document, path: str, key: str, size: int) -> int:
    if not (key.isascii() and key.isdigit() and len(key) < 12 and int(key) < size):
        document.fail(f"{path}[{key}]", Said(f"en plats 0-{size - 1}", f"a place 0-{size - 1}"), key)
    return int(key)


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
