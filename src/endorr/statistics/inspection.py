"""Says in plain words, Swedish or English, what a table is."""

from collections.abc import Iterator

import numpy as np

from endorr.statistics.table import SYMBOLS, Dimension, Facts, Flag, Head, Observations, Role, Table, said

FEW = 6
WORDS = {
    "sv": {
        "title": "Titel", "contents": "Innehåll", "source": "Källa", "unit": "Enhet", "updated": "Uppdaterad",
        "languages": "Språk", "none": "inte angivet", "dimensions": "Dimensioner", "time": "tid", "geo": "område",
        "metric": "mått", "periods": "Perioder", "cells": "Celler", "figures": "med siffra", "without": "utan siffra",
        "notes": "Noter", "mandatory": "obligatoriska", "values": "värden", "code": "kod", "warnings": "Varningar",
    },
    "en": {
        "title": "Title", "contents": "Contents", "source": "Source", "unit": "Unit", "updated": "Updated",
        "languages": "Languages", "none": "not stated", "dimensions": "Dimensions", "time": "time", "geo": "area",
        "metric": "measure", "periods": "Periods", "cells": "Cells", "figures": "with a figure", "without": "without",
        "notes": "Notes", "mandatory": "mandatory", "values": "values", "code": "code", "warnings": "Warnings",
    },
}  # fmt: skip


def describe(table: Table, language: str) -> Iterator[str]:
    """The lines of a description in Swedish ("sv") or English; texts of the table in that language if it has it."""
    words = WORDS.get(language, WORDS["en"])
    head = table.head
    for key, text in _facts(head, language):
        yield f"{words[key]}: {text or words['none']}"
    yield f"{words['dimensions']}: {len(head.dimensions)}"
    for dimension in head.dimensions:
        yield f"  {_dimension(dimension, language, words)}"
    for dimension in head.having(Role.TIME):
        labels = dimension.label(language)
        yield f"{words['periods']}: {labels[0]} – {labels[-1]} ({number(len(labels), language)})"
    yield _cells(table.observations, language, words)
    if head.notes:
        mandatory = sum(note.mandatory for note in head.notes)
        yield f"{words['notes']}: {len(head.notes)} ({words['mandatory']}: {mandatory})"


def _facts(head: Head, language: str) -> Iterator[tuple[str, str]]:
    yield "title", said(head.title, language) or said(head.description, language)
    yield "contents", said(head.contents, language)
    yield "source", said(head.source, language)
    units = [said(head.facts.unit, language), *(said(facts.unit, language) for facts in head.measures.values())]
    yield "unit", ", ".join(dict.fromkeys(unit for unit in units if unit))
    yield "updated", _updated(head, language)
    yield "languages", ", ".join(head.languages)


def _updated(head: Head, language: str) -> str:
    facts: list[Facts] = [head.facts, *head.measures.values()]
    return max((said(each.updated, language) for each in facts), default="") or head.created


def _dimension(dimension: Dimension, language: str, words: dict[str, str]) -> str:
    labels = dimension.label(language)
    some = ", ".join(labels[:FEW]) + (" …" if len(labels) > FEW else "")
    role = f", {words[dimension.role.value]}" if dimension.role else ""
    name = dimension.name(language)
    code = f" ({words['code']} {dimension.code})" if dimension.code != name else ""
    return f"{name}{code}{role}: {number(len(labels), language)} {words['values']}: {some}"


def _cells(observations: Observations, language: str, words: dict[str, str]) -> str:
    total, missing = len(observations), int(np.isnan(observations.values).sum())
    text = f"{words['cells']}: {number(total, language)}, {words['figures']}: {number(total - missing, language)}"
    if missing:
        text += f", {words['without']}: {number(missing, language)}{_symbols(observations, language)}"
    return text


def _symbols(observations: Observations, language: str) -> str:
    """How many cells hold each symbol."""
    counts = np.bincount(observations.flags, minlength=len(Flag))
    told = [
        f"{symbol} {number(int(counts[flag]), language)}"
        for flag, symbol in SYMBOLS.items()
        if counts[flag] and flag is not Flag.NIL
    ]
    return f" ({', '.join(told)})" if told else ""


def number(many: int, language: str) -> str:
    """A whole number with its thousands apart: 57 075 in Swedish, 57,075 in English."""
    text = f"{many:,}"
    return text.replace(",", "\N{NO-BREAK SPACE}") if language == "sv" else text
