"""PxWebApi, versions 1 and 2 (SCB and its sister offices), and Eurostat's JSON-stat: a table whole, in its limits."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from endorr.statistics.formats.jsonstat import read_jsonstat
from endorr.statistics.formats.jsonstat.reader import read_jsonstat_head
from endorr.statistics.formats.problems import UnreadableError
from endorr.statistics.rules.chunks import MismatchError, Part, narrowed, parts, together
from endorr.statistics.sources.asking import Asker, SourceError
from endorr.statistics.table import Dimension, Head, Role, Table

EVERYTHING = "*"
MOST_QUESTIONS = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which table of which service: its kind, the service's address, the table's id (v1: its path), what part of it.

    `selection` holds codes by dimension; "*" or a dimension left out is all of it.
    """

    kind: str
    base: str
    table: str
    language: str = "sv"
    selection: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> "Wanted":
        """Read a table's stored connection; raises SourceError for a kind nobody knows."""
        if told.get("kind") not in KINDS:
            raise SourceError(str(told.get("base", "")), f"no source is of the kind {told.get('kind')!r}")
        names = ("kind", "base", "table", "language", "selection")
        return cls(**{name: told[name] for name in names if name in told})

    def codes(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(codes) for name, codes in self.selection.items() if codes != EVERYTHING}


def fetch(wanted: Wanted, asker: Asker | None = None) -> Table:
    """Return the wanted table, asked for in as many questions as the service's limits need.

    Raises SourceError when it cannot be had whole: half a table is none.
    """
    try:
        return KINDS[wanted.kind](wanted, asker or Asker())
    except UnreadableError as error:
        raise SourceError(wanted.base, "; ".join(one.text("en") for one in error.problems)) from error
    except (MismatchError, KeyError) as error:
        raise SourceError(wanted.base, str(error).strip("'")) from error


def list_tables(base: str, asker: Asker, *, language: str = "sv", words: str = "") -> list[dict[str, Any]]:
    """Return what a PxWebApi v2 lists, page after page: each table's id, label, periods and when it was updated."""
    found: list[dict[str, Any]] = []
    page, last = 1, 1
    while page <= last and page <= MOST_QUESTIONS:
        query: dict[str, str | list[str]] = {"lang": language, "pageNumber": str(page), "pageSize": "1000"}
        if words:
            query["query"] = words
        answer = _json(asker.get(f"{base}/tables", query), base)
        found += answer.get("tables", [])
        last = int(answer.get("page", {}).get("totalPages", 1))
        page += 1
    return found


def _json(data: bytes, url: str) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise SourceError(url, "the answer is not JSON") from error


def _gather(head: Head, pieces: list[Part], ask: Callable[[Part], bytes], name: str) -> Table:
    if len(pieces) > MOST_QUESTIONS:
        raise SourceError(name, f"{len(pieces)} questions would be needed; choose a part of the table")
    return together(head, [(part, read_jsonstat(BytesIO(ask(part)), name)[0]) for part in pieces])


def _codes(head: Head, part: Part) -> list[tuple[str, list[str]]]:
    return [
        (dimension.code, [dimension.codes[at] for at in spots])
        for dimension, spots in zip(head.dimensions, part, strict=True)
    ]


# Version 2


def _fetch_v2(wanted: Wanted, asker: Asker) -> Table:
    limits = _json(asker.get(f"{wanted.base}/config"), wanted.base)
    asker.calls = int(limits.get("maxCallsPerTimeWindow", asker.calls))
    asker.window = float(limits.get("timeWindow", asker.window))
    name, query = f"{wanted.base}/tables/{wanted.table}", {"lang": wanted.language, "outputFormat": "json-stat2"}
    head = read_jsonstat_head(BytesIO(asker.get(f"{name}/metadata", {**query})), name)[0]
    head = narrowed(head, wanted.codes())
    pieces = list(parts(head.shape, int(limits.get("maxDataCells", 10_000))))

    def ask(part: Part) -> bytes:
        chosen = [{"variableCode": code, "valueCodes": codes} for code, codes in _codes(head, part)]
        return asker.post(f"{name}/data", {"selection": chosen}, query)

    return _gather(head, pieces, ask, name)


# Version 1


def _fetch_v1(wanted: Wanted, asker: Asker) -> Table:
    name = f"{wanted.base}/{wanted.table}"
    limits = _limits_v1(wanted, asker)
    head = narrowed(_head_v1(_json(asker.get(name), name), wanted.language, name), wanted.codes())
    pieces = list(parts(head.shape, int(limits.get("maxCells", 100_000)), int(limits.get("maxValues", 10_000))))

    def ask(part: Part) -> bytes:
        chosen = [
            {"code": code, "selection": {"filter": "item", "values": codes}} for code, codes in _codes(head, part)
        ]
        return asker.post(name, {"query": chosen, "response": {"format": "json-stat2"}})

    return _gather(head, pieces, ask, name)


def _limits_v1(wanted: Wanted, asker: Asker) -> dict[str, Any]:
    try:
        limits: dict[str, Any] = _json(asker.get(f"{wanted.base}/", {"config": ""}), wanted.base)
    except SourceError:
        return {}  # Older installations do not tell; the limits that SCB documents are then kept.
    asker.calls = int(limits.get("maxCalls", asker.calls))
    asker.window = float(limits.get("timeWindow", asker.window))
    return limits


def _head_v1(told: Any, language: str, name: str) -> Head:
    variables = told.get("variables") if isinstance(told, dict) else None
    if not isinstance(variables, list) or not variables:
        raise SourceError(name, "the answer names no variables")
    return Head(
        dimensions=tuple(_dimension_v1(one, language) for one in variables),
        stub=len(variables) - 1,
        language=language,
        languages=(language,),
        title={language: str(told.get("title", ""))},
    )


def _dimension_v1(one: Mapping[str, Any], language: str) -> Dimension:
    code, codes = str(one["code"]), tuple(map(str, one["values"]))
    role = Role.TIME if one.get("time") else Role.METRIC if code == "ContentsCode" else None
    role = Role.GEO if role is None and code.casefold() == "region" else role
    labels = tuple(map(str, one.get("valueTexts", codes)))
    return Dimension(code, {language: str(one.get("text", code))}, codes, {language: labels}, role)


# Eurostat


def _fetch_eurostat(wanted: Wanted, asker: Asker) -> Table:
    url = f"{wanted.base}/statistics/1.0/data/{wanted.table}"
    chosen: dict[str, str | list[str]] = {name: list(codes) for name, codes in wanted.codes().items()}
    data = asker.get(url, {"format": "JSON", "lang": wanted.language.upper(), **chosen})
    answer = _json(data, url)
    if isinstance(answer, dict) and ("warning" in answer or "error" in answer):
        raise SourceError(url, f"the table is too large for one answer: choose a part of it ({answer})"[:400])
    return read_jsonstat(BytesIO(data), url)[0]


KINDS: Mapping[str, Callable[[Wanted, Asker], Table]] = {
    "pxweb1": _fetch_v1,
    "pxweb2": _fetch_v2,
    "eurostat": _fetch_eurostat,
}
