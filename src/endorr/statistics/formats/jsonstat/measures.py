"""What PxWeb's extension says of measures - stock or flow, prices, adjustment, periods - and what PX calls it."""

from collections.abc import Mapping

from endorr.statistics.formats.jsonstat.document import Json
from endorr.statistics.table import Facts, Head, said

MEASURING = {"S": "Stock", "F": "Flow", "A": "Average", "X": "Other"}
PRICES = {"C": "Current", "F": "Fixed", "": "NotApplicable"}
# Keyed by DAYADJ and SEASADJ.
ADJUSTMENT = {("", ""): "None", ("", "YES"): "SesOnly", ("YES", ""): "WorkOnly", ("YES", "YES"): "WorkAndSes"}


def kinds(head: Head, codes: tuple[str, ...], language: str) -> dict[str, object]:
    """The extension of a metric dimension; the table's own facts stand in where a measure has none."""
    told: dict[str, dict[str, str]] = {}
    for code in codes:
        for name, text in _kind(head.facts, head.measures.get(code, Facts()), language).items():
            if text:
                told.setdefault(name, {})[code] = text
    return dict(told)


def _kind(table: Facts, measure: Facts, language: str) -> dict[str, str]:
    def fact(name: str) -> str:
        return said(getattr(measure, name), language) or said(getattr(table, name), language)

    adjusted = tuple("YES" if fact(name).upper() == "YES" else "" for name in ("day_adjusted", "season_adjusted"))
    stated = any(fact(name) for name in ("day_adjusted", "season_adjusted"))
    return {
        "measuringType": MEASURING.get(fact("stock_or_flow").upper(), ""),
        "priceType": PRICES.get(fact("prices").upper(), "") if fact("stock_or_flow") or fact("prices") else "",
        "adjustment": ADJUSTMENT[adjusted[0], adjusted[1]] if stated else "",
        "refperiod": fact("reference_period"),
        "basePeriod": fact("base_period"),
    }


def kinds_of(extension: Mapping[str, Json]) -> dict[str, dict[str, str]]:
    """The facts of each measure by code, as far as the extension tells them."""
    told: dict[str, dict[str, str]] = {}
    for name in ("measuringType", "priceType", "adjustment", "refperiod", "basePeriod"):
        value = extension.get(name)
        for code, text in value.items() if isinstance(value, dict) else ():
            if isinstance(text, str):
                told.setdefault(code, {}).update(_facts(name, text))
    return told


def _facts(name: str, text: str) -> dict[str, str]:
    match name:
        case "measuringType":
            return {"stock_or_flow": next((letter for letter, word in MEASURING.items() if word == text), "")}
        case "priceType":
            return {"prices": next((letter for letter, word in PRICES.items() if word == text), "")}
        case "adjustment":
            day, season = next((each for each, word in ADJUSTMENT.items() if word == text), ("", ""))
            return {"day_adjusted": day or "NO", "season_adjusted": season or "NO"}
        case "refperiod":
            return {"reference_period": text}
        case _:
            return {"base_period": text}
