"""The published figures that exist, each with its own source, as tables by basis."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from itertools import groupby
from typing import Any

from endorr.statistics.commands import Origin, TableFacts, declare, publish
from endorr.statistics.rules.identity import Basis, Population, Trade
from endorr.statistics.rules.series import EXACT, SeriesFacts
from endorr.statistics.seed.cells import AREA, MEASURE, YEAR, Cell, counties, named, table, years
from endorr.statistics.table import Role, Table, Text

ACTOR = "system:statistics"
READ_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""When the sources were read; a demo whose clock stands before that says its own day."""

_FOLDER = files("endorr.statistics") / "data"
TOTAL = "total"


def tables() -> dict[str, dict[str, Any]]:
    """Return what is said of each table, by key."""
    return tomllib.loads((_FOLDER / "tables.toml").read_text(encoding="utf-8"))


def rows() -> list[dict[str, str]]:
    """Return every published figure as a row; the columns are those of the file's first line."""
    with (_FOLDER / "published.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _cells(rows: list[dict[str, str]]) -> Iterator[Cell]:
    for row in rows:
        swedish = f"Källa: {row['source']}. {row['note']}"
        english = f"Source: {row['source_en'] or row['source']}. {row['note_en']}"
        note = {"sv": swedish.strip(), "en": english.strip()}
        step = float(row["rounded_to"]) if row["rounded_to"] else None
        yield Cell((row["area"], row["measure"], row["period"]), float(row["value"]), step, note)


def _names(told: Mapping[str, Any]) -> dict[str, Text]:
    return {code: {"sv": one["sv"], "en": one["en"]} for code, one in told["measures"].items()}


def _units(told: Mapping[str, Any]) -> dict[str, Text]:
    units: dict[str, Text] = {
        code: {"sv": one["unit_sv"], "en": one["unit_en"]} for code, one in told["measures"].items() if "unit_sv" in one
    }
    return {"": units[TOTAL]} if "split" in told else units


def content(told: Mapping[str, Any], found: list[dict[str, str]]) -> Table:
    """Return a table's figures as a table."""
    split = told.get("split", "")
    middle = named(split or MEASURE, _middle_name(told), _names(told), None if split else Role.METRIC)
    return table(
        (counties(nation=True), middle, years(row["period"] for row in found)),
        _cells(found),
        title=told["title"],
        source=told["source"],
        units=_units(told),
    )


def _middle_name(told: Mapping[str, Any]) -> Text:
    name: Text = told.get("split_name", {"sv": "mått", "en": "measure"})
    return name


def _population(told: Mapping[str, Any]) -> Population:
    firms = told.get("firms", [0])
    return Population(firms[0], firms[1] if len(firms) > 1 else None)


def _series(told: Mapping[str, Any]) -> Iterator[SeriesFacts]:
    split = told.get("split", "")
    for code, one in told["measures"].items():
        if "concept" not in one:
            continue
        common: dict[str, Any] = {
            "name": {"sv": one["sv"], "en": one["en"]} if not split else told["title"],
            "unit": {"sv": one["unit_sv"], "en": one["unit_en"]},
            "time": YEAR,
            "geo": AREA,
            "power": one.get("power", 0),
            "step": 1 if one.get("power") else EXACT,
            "trade": Trade(one.get("trade", "")),
            "population": _population(one),
        }
        yield SeriesFacts(key=code, concept=one["concept"], selection={split or MEASURE: code}, **common)
        if split:
            yield SeriesFacts(key=f"{code}-{split}", concept=f"{one['concept']}_by_{split}", split=split, **common)


def sow_published(now: datetime) -> int:
    """Declare and publish every table of published figures; once more changes nothing. Returns how many tables."""
    by_table = {key: list(found) for key, found in groupby(rows(), key=lambda row: row["table"])}
    for key, told in tables().items():
        facts = TableFacts(
            title=told["title"],
            basis=Basis(told["basis"]),
            source=told["source"],
            about=told["about"],
            source_url=told["source_url"],
        )
        declare(key, facts, list(_series(told)), now=now, actor=ACTOR)
        publish(key, content(told, by_table[key]), Origin("published.csv", min(READ_AT, now)), now=now, actor=ACTOR)
    return len(by_table)
