"""Finds out whether a chain is what was written: pure, one pass, and says which row is wrong and how."""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain as joined
from itertools import pairwise

from endorr.base.ledger.rules import FIRST, Entry, seal


class Wrong(StrEnum):
    """What can be wrong with a row."""

    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    INSERTED = "inserted"
    CUT_OFF = "cut off"
    REPLACED = "replaced"
    PERSONAL = "personal"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, and - for several rows - through which number; `was` tells where it belonged."""

    wrong: Wrong
    chain: str
    seq: int
    through: int = 0
    was: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event with the hash that stands beside it."""

    entry: Entry
    hash: str


NEARBY = 100  # how far a row is looked for at both sides of where it stands
SEARCHES = 20  # such searches in one chain: naming a fault precisely is a courtesy, finding it is the duty


def holds(row: Sealed, *, key: bytes) -> bool:
    """Say whether a row's hash is the seal of what the row tells; what cannot even be spelled does not hold."""
    try:
        return hmac.compare_digest(seal(row.entry, key=key), row.hash)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return False


@dataclass(slots=True)
class _Pass:
    """One way through one chain."""

    key: bytes
    chain: str
    pins: Mapping[int, str]
    shift: int = 0
    searches: int = 0

    def over(self, rows: Iterable[Sealed]) -> Iterator[Finding]:
        expected, previous, sound, last = 1, FIRST, True, 0
        for row, after in pairwise(joined(rows, [None])):
            assert row is not None
            seq = row.entry.seq
            if seq > expected:
                yield Finding(Wrong.MISSING, self.chain, expected, through=seq - 1)
            elif seq < expected:
                yield Finding(Wrong.INSERTED, self.chain, seq)
            here = list(self._row(row, after))
            yield from here
            linked = seq != expected or row.entry.previous == previous
            if not here and sound and not linked:
                yield Finding(Wrong.REPLACED, self.chain, seq - 1)
            expected, previous, sound, last = seq + 1, row.hash, not here, max(last, seq)
        yield from self._cut(last)

    def _row(self, row: Sealed, after: Sealed | None) -> Iterator[Finding]:
        seq = row.entry.seq
        pin = self.pins.get(seq)
        if holds(row, key=self.key):
            self.shift = 0
            if pin is not None and pin != row.hash:
                yield Finding(Wrong.REPLACED, self.chain, seq)
            return
        was = self._belonged(row)
        if was is None:
            kept = (after is not None and after.entry.previous == row.hash) or pin == row.hash
            yield Finding(Wrong.CHANGED if kept else Wrong.INSERTED, self.chain, seq)
        elif was - seq != self.shift:
            self.shift = was - seq
            yield Finding(Wrong.MOVED, self.chain, seq, was=was)

    def _belonged(self, row: Sealed) -> int | None:
        """Return the number under which a row was sealed, when it is near the one it bears."""
        if self.searches >= SEARCHES and not self.shift:
            return None
        seq = row.entry.seq
        near = [seq + self.shift]
        if self.searches < SEARCHES:
            self.searches += 1
            near += sorted(range(max(1, seq - NEARBY), seq + NEARBY + 1), key=lambda number: abs(number - seq))
        for number in near:
            if holds(replace(row, entry=replace(row.entry, seq=number)), key=self.key):
                return number
        return None

    def _cut(self, last: int) -> Iterator[Finding]:
        furthest = max(self.pins, default=0)
        if furthest > last:
            yield Finding(Wrong.CUT_OFF, self.chain, last + 1, through=furthest)


def chain_faults(rows: Iterable[Sealed], *, chain: str, key: bytes, pins: Mapping[int, str]) -> Iterator[Finding]:
    """Yield what is wrong with one chain, its rows given in order of number.

    `pins` are hashes known from elsewhere by number: the head row's and those of exported heads. Without them rows cut
    off the end leave no trace, and whoever holds the key can write a chain anew from any row on.
    """
    return _Pass(key=key, chain=chain, pins=pins).over(rows)
