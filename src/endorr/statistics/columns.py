"""A table's observations as columns of an immutable Parquet file, written and read by DuckDB.

One column of places per dimension (`d0`, `d1`, ...), then `value` and `flag`, in row-major order, so that a query
for a few categories reads a few row groups.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from endorr.statistics.table import Flags, Floats, Head, Observations

MEMORY = "512MB"
_here = threading.local()


def _cursor() -> duckdb.DuckDBPyConnection:
    """A connection of this thread's own: DuckDB's are not to be shared, and none outlives a fork."""
    if getattr(_here, "process", None) != os.getpid():
        _here.connection = duckdb.connect(
            config={
                "threads": 1,
                "memory_limit": MEMORY,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        _here.process = os.getpid()
    connection: duckdb.DuckDBPyConnection = _here.connection
    return connection


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """Part of a table: for each row the place in every dimension, the value (NaN = none) and the flag."""

    places: tuple[npt.NDArray[np.intp], ...]
    values: Floats
    flags: Flags

    def __len__(self) -> int:
        return len(self.values)


def write_columns(head: Head, observations: Observations, path: Path) -> None:
    """Write the observations to a new file."""
    spots = np.unravel_index(np.arange(len(observations)), head.shape)
    cells: dict[str, npt.NDArray[np.generic]] = {
        f"d{place}": spot.astype(np.uint32) for place, spot in enumerate(spots)
    }
    cells |= {"value": observations.values, "flag": observations.flags}
    cursor = _cursor()
    cursor.register("cells", cells)
    try:
        target = _quoted(path)
        cursor.execute(f"COPY (SELECT * FROM cells) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608
    finally:
        cursor.unregister("cells")


def read_columns(path: Path, head: Head, wanted: Mapping[str, Sequence[str]]) -> Slice:
    """Read the cells of some categories (codes by the dimension's code; all where nothing is said), in order.

    A code that the table does not have is passed over; raises KeyError for a dimension it does not have.
    """
    found = _cursor().execute(_question(path, head, wanted)).fetchnumpy()
    spots = tuple(np.asarray(found[f"d{place}"], np.intp) for place in range(len(head.dimensions)))
    return Slice(spots, np.ma.filled(found["value"], np.nan), np.asarray(found["flag"], np.uint8))


def read_all(path: Path, statuses: tuple[str, ...] = ()) -> Observations:
    """Read every observation, in the table's order."""
    found = _cursor().execute(f"SELECT value, flag FROM read_parquet('{_quoted(path)}')").fetchnumpy()  # noqa: S608 - our own path
    values = np.ma.filled(found["value"], np.nan).astype(np.float64)
    return Observations(values, np.asarray(found["flag"], np.uint8), statuses)


def _question(path: Path, head: Head, wanted: Mapping[str, Sequence[str]]) -> str:
    places = {dimension.code: place for place, dimension in enumerate(head.dimensions)}
    conditions = []
    for code, codes in wanted.items():
        dimension = head.dimensions[places[code]]
        index = {each: at for at, each in enumerate(dimension.codes)}
        spots = sorted(index[each] for each in codes if each in index)
        if not spots:
            conditions.append("false")
        elif len(spots) < len(dimension):
            conditions.append(f"d{places[code]} IN ({', '.join(map(str, spots))})")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = ", ".join(f"d{place}" for place in range(len(head.dimensions))) or "1"
    return f"SELECT * FROM read_parquet('{_quoted(path)}'){where} ORDER BY {order}"  # noqa: S608 - numbers and our own path


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
