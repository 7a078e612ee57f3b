"""The areas a figure may be of: municipalities, counties (NUTS 3), national areas (NUTS 2) and the nation."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from endorr.core.counties import BY_CODE, COUNTIES
from endorr.core.municipalities import in_county, municipalities
from endorr.statistics.table import Text, said

NATION = "00"


class Level(StrEnum):
    """How finely the country is divided."""

    COUNTY = "lan"
    NUTS2 = "riksomrade"
    MUNICIPALITY = "kommun"


NUTS2: dict[str, tuple[str, str]] = {
    "SE11": ("Stockholm", "Stockholm"),
    "SE12": ("Östra Mellansverige", "East Middle Sweden"),
    "SE21": ("Småland med öarna", "Småland and the islands"),
    "SE22": ("Sydsverige", "South Sweden"),
    "SE23": ("Västsverige", "West Sweden"),
    "SE31": ("Norra Mellansverige", "North Middle Sweden"),
    "SE32": ("Mellersta Norrland", "Middle Norrland"),
    "SE33": ("Övre Norrland", "Upper Norrland"),
}


@dataclass(frozen=True, slots=True)
class Area:
    """An area: its code, its whole and its short name, and the codes whose figures make it up."""

    code: str
    names: Text
    parts: tuple[str, ...]

    def name(self, language: str) -> str:
        return said(self.names, language)

    def short(self, language: str) -> str:
        """Return `Västra Götaland` for Västra Götalands län."""
        known = BY_CODE.get(self.code)
        return known.short if known else self.name(language)


SWEDEN = Area(NATION, {"sv": "Riket", "en": "Sweden"}, tuple(one.code for one in COUNTIES))


@cache
def areas(level: Level, within: str = "") -> tuple[Area, ...]:
    """Return the areas of a level in order of code; municipalities of the county `within` only, if it is said."""
    match level:
        case Level.COUNTY:
            return tuple(Area(one.code, {"sv": one.sv, "en": one.en}, (one.code,)) for one in COUNTIES)
        case Level.NUTS2:
            return tuple(
                Area(code, {"sv": sv, "en": en}, tuple(one.code for one in COUNTIES if one.nuts2 == code))
                for code, (sv, en) in NUTS2.items()
            )
        case Level.MUNICIPALITY:
            found = in_county(within) if within else tuple(municipalities().values())
            return tuple(Area(one.code, {"sv": one.name, "en": one.name}, (one.code,)) for one in found)


@cache
def _all() -> dict[str, Area]:
    found = {one.code: one for level in Level for one in areas(level)}
    nuts3 = {one.nuts3: found[one.code] for one in COUNTIES}
    letters = {one.iso: found[one.code] for one in COUNTIES}
    return {NATION: SWEDEN, **letters, **nuts3, **found}


def area(code: str) -> Area:
    """Return an area by its code: 19, SE125, SE-U, SE12, 1980 or 00; raises KeyError for any other.

    In Sweden a county is an area of NUTS 3, so both codes lead to the same.
    """
    return _all()[code]


def level_of(code: str) -> Level | None:
    """Return the level an area is of; None for the nation."""
    if code == NATION:
        return None
    if code in NUTS2:
        return Level.NUTS2
    return Level.COUNTY if code in BY_CODE else Level.MUNICIPALITY


def names_of(found: Sequence[Area], language: str) -> list[str]:
    return [one.short(language) for one in found]
