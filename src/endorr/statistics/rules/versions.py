"""What differs between two versions of a table, cell by cell."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from endorr.statistics.table import Head, Table

EXAMPLES = 20


class Standing(StrEnum):
    """How far a version has come: waiting for a person, shown to everybody, or said no to."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is not what it was: its codes, before and after as they are written (a symbol where no figure)."""

    codes: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """How a new version differs from the one before; `reshaped` when the dimensions themselves are others."""

    added: int = 0
    gone: int = 0
    changed: int = 0
    reshaped: bool = False
    text_changed: bool = False
    examples: tuple[Change, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.reshaped or self.text_changed)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> "Differences":
        examples = tuple(Change(tuple(one["codes"]), one["before"], one["after"]) for one in told.get("examples", ()))
        return cls(**{**told, "examples": examples})


def differences(before: Table, after: Table) -> Differences:
    """Compare the cells that two versions have in common, and count those that only one has.

    Tables with other dimensions are not compared cell by cell: everything is then new.
    """
    codes = [one.code for one in before.head.dimensions]
    if codes != [one.code for one in after.head.dimensions]:
        return Differences(added=len(after.observations), gone=len(before.observations), reshaped=True)
    common = _common(before.head, after.head)
    here, there = _places(before.head, common), _places(after.head, common)
    old, new = before.observations, after.observations
    same_value = (old.values[here] == new.values[there]) | (np.isnan(old.values[here]) & np.isnan(new.values[there]))
    differing = np.flatnonzero(~(same_value & (old.flags[here] == new.flags[there])))
    return Differences(
        added=len(new) - len(there),
        gone=len(old) - len(here),
        changed=len(differing),
        text_changed=_without_time(before.head) != _without_time(after.head) and len(old) == len(new),
        examples=tuple(_examples(before, after, here, there, differing[:EXAMPLES])),
    )


def _without_time(head: Head) -> tuple[object, ...]:
    """What a reader would see of a head besides when it was made."""
    return head.title, head.contents, head.notes, head.source, head.facts.unit


def _common(before: Head, after: Head) -> list[list[str]]:
    pairs = zip(before.dimensions, after.dimensions, strict=True)
    return [[code for code in one.codes if code in set(other.codes)] for one, other in pairs]


def _places(head: Head, codes: Sequence[Sequence[str]]) -> npt.NDArray[np.intp]:
    """The flat places of the cells that the codes span, in the codes' own order."""
    axes = []
    for dimension, wanted in zip(head.dimensions, codes, strict=True):
        index = {code: place for place, code in enumerate(dimension.codes)}
        axes.append(np.array([index[code] for code in wanted], np.intp))
    if any(len(axis) == 0 for axis in axes):
        return np.zeros(0, np.intp)
    return np.ravel_multi_index(np.ix_(*axes), head.shape).ravel()


def _examples(
    before: Table,
    after: Table,
    here: npt.NDArray[np.intp],
    there: npt.NDArray[np.intp],
    differing: npt.NDArray[np.intp],
) -> Sequence[Change]:
    found = []
    for place in differing.tolist():
        spot = np.unravel_index(int(here[place]), before.head.shape)
        codes = tuple(one.codes[int(at)] for one, at in zip(before.head.dimensions, spot, strict=True))
        found.append(Change(codes, _written(before, int(here[place])), _written(after, int(there[place]))))
    return found


def _written(table: Table, place: int) -> str:
    value = float(table.observations.values[place])
    return table.observations.status(place) or ("" if np.isnan(value) else f"{value:g}")
