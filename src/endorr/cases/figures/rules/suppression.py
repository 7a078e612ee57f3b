"""Keeps small counts back, and with them as many others as it takes that none follows from the total."""

from collections.abc import Sequence

LEAST = 5
"""From this many a count is published. Nothing at all is published, too: it is about nobody."""


def shown(counts: Sequence[int], *, least: int = LEAST) -> tuple[list[bool], bool]:
    """Return for the parts of a whole which may be published beside each other, and whether their total may.

    A part kept back is never alone, and the parts kept back are never so few together as one of them may not be: the
    smallest of the others go with them, since the total tells what is left.
    """
    may = [count == 0 or count >= least for count in counts]
    whole = sum(counts)
    rest = sorted((count, place) for place, count in enumerate(counts) if may[place] and count)
    while rest and _tells(counts, may, least):
        may[rest.pop(0)[1]] = False
    return may, whole == 0 or whole >= least


def _tells(counts: Sequence[int], may: Sequence[bool], least: int) -> bool:
    back = [count for count, ok in zip(counts, may, strict=True) if not ok]
    return bool(back) and (len(back) == 1 or sum(back) < least)
