"""What a reader has chosen, out of an address: year, basis, level, own county, span, and the tables' versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from endorr.core.counties import BY_CODE
from endorr.indicators.queries import Panel
from endorr.indicators.rules.areas import Level
from endorr.indicators.rules.definitions import SPANS
from endorr.statistics.rules.identity import Basis

PIN = "."
MOST_PINS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice; what cannot be understood counts as not chosen, for an address may be old or cut off."""

    year: str = ""
    basis: Basis | None = None
    level: Level = Level.COUNTY
    within: str = ""
    own: str = ""
    years: int = 0
    pins: Mapping[str, int] = field(default_factory=dict)

    def as_form(self, panel: Panel, year: str) -> dict[str, str]:
        """Return what the form on the page shows as chosen."""
        return {
            "ar": year,
            "grund": panel.basis.value if panel.basis else "",
            "niva": self.level.value,
            "lan": self.own,
            "i": self.within,
            "spann": str(panel.indicator.years),
        }


def chosen(query: QueryDict) -> Choice:
    """Read an address."""
    level = query.get("niva", "")
    basis = query.get("grund", "")
    found = Level(level) if level in set(Level) else Level.COUNTY
    years = query.get("spann", "")
    own, within = query.get("lan", ""), query.get("i", "")
    return Choice(
        query.get("ar", ""),
        Basis(basis) if basis in set(Basis) else None,
        found,
        _within(found, own, within),
        own if own in BY_CODE else "",
        int(years) if years in {str(one) for one in SPANS} else 0,
        _pins(query.get("underlag", "")),
    )


def _within(level: Level, own: str, within: str) -> str:
    """Municipalities are shown a county at a time: the one asked for, the reader's own, or the first."""
    if level is not Level.MUNICIPALITY:
        return ""
    return next((code for code in (within, own) if code in BY_CODE), next(iter(BY_CODE)))


def _pins(text: str) -> dict[str, int]:
    pairs = [part.rpartition(PIN) for part in text.split(",")[:MOST_PINS]]
    return {key: int(number) for key, _, number in pairs if key and number.isascii() and number.isdigit()}


def pinned_query(panel: Panel, year: str, choice: Choice) -> str:
    """Return the query of an address that never changes: everything chosen is said, and every table's version."""
    told = {
        "ar": year,
        "grund": panel.basis.value if panel.basis else "",
        "niva": "" if choice.level is Level.COUNTY else choice.level.value,
        "i": choice.within,
        "lan": choice.own,
        "spann": str(panel.indicator.years) if panel.spans else "",
        "underlag": ",".join(f"{one.table}{PIN}{one.version}" for one in panel.editions),
    }
    return urlencode({name: value for name, value in told.items() if value}, safe=",")
