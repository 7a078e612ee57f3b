"""How a table too large for one question is asked for in several, and put together again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np

from endorr.statistics.table import Dimension, Flag, Head, Observations, Table

type Part = tuple[tuple[int, ...], ...]
"""The places asked for, per dimension."""


class MismatchError(ValueError):
    """An answer holds other categories than were asked for; the text says which."""


def parts(shape: Sequence[int], most_cells: int, most_values: int | None = None) -> Iterator[Part]:
    """Divide a table into questions of at most `most_cells` cells and `most_values` categories in all, in order.

    The first dimensions are divided first, so that each answer is a run of the table. Raises ValueError for a limit
    that no question can keep.
    """
    sizes = list(shape)
    if most_cells < 1 or (most_values is not None and most_values < len(sizes)):
        raise ValueError("no question can be that small")
    for place, size in enumerate(sizes):
        rest = prod(sizes[place + 1 :])
        sizes[place] = max(1, min(size, most_cells // max(rest, 1)))
        if prod(sizes) <= most_cells:
            break
    while most_values is not None and sum(sizes) > most_values:
        widest = max(range(len(sizes)), key=sizes.__getitem__)
        sizes[widest] = max(1, sizes[widest] // 2)
    yield from product(*(tuple(_runs(total, step)) for total, step in zip(shape, sizes, strict=True)))


def _runs(total: int, step: int) -> Iterator[tuple[int, ...]]:
    for start in range(0, total, step):
        yield tuple(range(start, min(start + step, total)))


def together(head: Head, answers: Sequence[tuple[Part, Table]]) -> Table:
    """Put the answers together under the table's own head; a cell nobody answered for is absent.

    Raises MismatchError when an answer is not what was asked for: nothing is then put together.
    """
    values = np.full(head.size, np.nan)
    flags = np.full(head.size, np.uint8(Flag.ABSENT))
    statuses: tuple[str, ...] = ()
    for part, answer in answers:
        if answer.observations.statuses and statuses not in ((), answer.observations.statuses):
            raise MismatchError("the parts of the table use different statuses")
        statuses = answer.observations.statuses or statuses
        places = _places(head, part, answer.head)
        values[places], flags[places] = answer.observations.values, answer.observations.flags
    return Table(head, Observations(values, flags, statuses))


def _places(head: Head, part: Part, answered: Head) -> np.ndarray:
    """The places in the whole table of an answer's cells, in the answer's own order."""
    asked = {
        dimension.code: {dimension.codes[at]: at for at in spots}
        for dimension, spots in zip(head.dimensions, part, strict=True)
    }
    found: dict[str, list[int]] = {}
    for dimension in answered.dimensions:
        known = asked.get(dimension.code)
        if known is None or set(known) != set(dimension.codes):
            raise MismatchError(f"the answer has other categories in {dimension.code} than were asked for")
        found[dimension.code] = [known[code] for code in dimension.codes]
    if len(found) != len(asked):
        raise MismatchError(f"the answer lacks {', '.join(sorted(set(asked) - set(found)))}")
    order = [head.dimensions[place].code for place in range(len(head.dimensions))]
    grid = np.meshgrid(*(found[dimension.code] for dimension in answered.dimensions), indexing="ij")
    by_code = dict(zip((dimension.code for dimension in answered.dimensions), grid, strict=True))
    return np.ravel_multi_index(tuple(by_code[code] for code in order), head.shape).ravel()


def narrowed(head: Head, wanted: Mapping[str, Sequence[str]]) -> Head:
    """Return a head with only some categories, codes by the dimension's code; raises KeyError for one not there."""
    if strange := set(wanted) - {dimension.code for dimension in head.dimensions}:
        raise KeyError(f"the table has no dimension {min(strange)}")
    return replace(head, dimensions=tuple(_narrowed(one, wanted.get(one.code)) for one in head.dimensions))


def _narrowed(dimension: Dimension, codes: Sequence[str] | None) -> Dimension:
    if codes is None:
        return dimension
    index = {code: place for place, code in enumerate(dimension.codes)}
    if missing := next((code for code in codes if code not in index), None):
        raise KeyError(f"{dimension.code} has no category {missing}")
    spots = [index[code] for code in codes]
    return replace(
        dimension,
        codes=tuple(codes),
        labels={language: tuple(names[at] for at in spots) for language, names in dimension.labels.items()},
        periods=tuple(dimension.periods[at] for at in spots) if dimension.periods else (),
        parents=(),
        elimination=dimension.elimination if dimension.elimination in codes else None,
    )
