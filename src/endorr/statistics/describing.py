"""What a table is, as plain JSON that a person writes: title, basis, source, connection and series."""

from collections.abc import Mapping
from typing import Any

from endorr.statistics.commands import TableFacts
from endorr.statistics.rules.identity import Basis, Population, Trade
from endorr.statistics.rules.series import SeriesFacts


def facts_of(told: Mapping[str, Any]) -> TableFacts:
    """Read what is said of a table; raises KeyError for what is missing, ValueError for a basis nobody knows."""
    return TableFacts(
        title=told["title"],
        basis=Basis(told["basis"]),
        source=told["source"],
        about=told.get("about", {}),
        source_url=told.get("source_url", ""),
        licence=told.get("licence", ""),
        connection=told.get("connection", {}),
    )


def series_of(told: Mapping[str, Any]) -> list[SeriesFacts]:
    """Read a table's series; raises KeyError for what is missing, ValueError for a trade nobody knows."""
    return [_series(one) for one in told.get("series", ())]


def _series(one: Mapping[str, Any]) -> SeriesFacts:
    names = ("geo", "split", "power", "step", "selection")
    return SeriesFacts(
        key=one["key"],
        concept=one["concept"],
        name=one["name"],
        unit=one["unit"],
        time=one["time"],
        trade=Trade(one.get("trade", "")),
        population=Population(**one.get("firms", {})),
        **{name: one[name] for name in names if name in one},
    )
