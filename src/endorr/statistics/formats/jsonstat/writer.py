"""Writes tables as JSON-stat 2.0 datasets in one of their languages, with what PxWeb puts in the extension."""

import json
from enum import StrEnum
from typing import BinaryIO

import numpy as np

from endorr.statistics.formats.jsonstat.measures import kinds
from endorr.statistics.formats.jsonstat.observations import numbers, statuses
from endorr.statistics.formats.moments import iso_of_px
from endorr.statistics.table import (
    UNKNOWN_LANGUAGE,
    Bare,
    Dimension,
    Facts,
    Head,
    Note,
    Observations,
    Role,
    Table,
    said,
)

type Out = dict[str, object]


class Form(StrEnum):
    """Whether `value` lists every cell or only those that hold a figure."""

    DENSE = "dense"
    SPARSE = "sparse"


def write_jsonstat(table: Table, stream: BinaryIO, *, language: str = "", form: Form = Form.DENSE) -> None:
    """Writes a table in a language, the table's own by default; the same bytes for the same table."""
    document = dataset(table.head, language or table.head.language)
    document |= _observations(table.observations, form)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    stream.write(text.encode("utf-8"))
    stream.write(b"\n")


def dataset(head: Head, language: str) -> Out:
    """Everything of a dataset but its values."""
    roles = {role.value: [each.code for each in head.having(role)] for role in Role}
    document: Out = {
        "version": "2.0",
        "class": "dataset",
        "label": said(head.title, language) or said(head.description, language),
        "source": said(head.source, language),
        "updated": iso_of_px(_updated(head, language)),
        "note": [each.text for each in _Noted.on(head, language)],
        "role": {role: codes for role, codes in roles.items() if codes},
        "id": [dimension.code for dimension in head.dimensions],
        "size": list(head.shape),
        "dimension": {each.code: _dimension(head, each, language) for each in head.dimensions},
        "extension": _extension(head, language),
    }
    return {name: value for name, value in document.items() if value not in ("", [], {})}


def _updated(head: Head, language: str) -> str:
    """When the table changed, or the latest of its measures."""
    return said(head.facts.updated, language) or max(
        (said(facts.updated, language) for facts in head.measures.values()), default=""
    )


class _Noted:
    """A note's text in the language, and whether it is mandatory."""

    def __init__(self, note: Note, language: str) -> None:
        self.text, self.mandatory = said(note.texts, language), note.mandatory

    @classmethod
    def on(cls, head: Head, language: str, dimension: str = "", category: str = "") -> "list[_Noted]":
        place = (dimension, category, ())
        return [cls(note, language) for note in head.notes if (note.dimension, note.category, note.cells) == place]


def _mandatory(notes: list[_Noted]) -> dict[str, bool]:
    return {str(place): True for place, note in enumerate(notes) if note.mandatory}


def _dimension(head: Head, dimension: Dimension, language: str) -> Out:
    notes = _Noted.on(head, language, dimension.code)
    by_category = {code: _Noted.on(head, language, dimension.code, code) for code in _noted(head, dimension)}
    category: Out = {
        "index": {code: place for place, code in enumerate(dimension.codes)},
        "label": dict(zip(dimension.codes, dimension.label(language), strict=True)),
        "child": _children(dimension),
        "unit": _units(head, dimension, language),
        "note": {code: [note.text for note in noted] for code, noted in by_category.items()},
    }
    extension: Out = {
        "elimination": dimension.elimination is not None,
        "eliminationValueCode": dimension.elimination if dimension.elimination in dimension.codes else "",
        "noteMandatory": _mandatory(notes),
        "categoryNoteMandatory": {code: _mandatory(noted) for code, noted in by_category.items() if _mandatory(noted)},
        **(kinds(head, dimension.codes, language) if dimension.role is Role.METRIC else {}),
    }
    whole: Out = {
        "label": dimension.name(language),
        "note": [note.text for note in notes],
        "category": {name: value for name, value in category.items() if value != {}},
        "extension": {name: value for name, value in extension.items() if value not in ("", {})},
    }
    return {name: value for name, value in whole.items() if value != []}


def _noted(head: Head, dimension: Dimension) -> list[str]:
    noted = {note.category for note in head.notes if note.dimension == dimension.code and note.category}
    return [code for code in dimension.codes if code in noted]


def _children(dimension: Dimension) -> dict[str, list[str]]:
    known = set(dimension.codes)
    children: dict[str, list[str]] = {}
    for child, parent in dimension.parents:
        if parent in known and child in known:
            children.setdefault(parent, []).append(child)
    return children


def _units(head: Head, dimension: Dimension, language: str) -> Out:
    """Every measure with its unit, the table's where it has none of its own, and its decimals."""
    if dimension.role is not Role.METRIC:
        return {}
    table = said(head.facts.unit, language)
    return {
        code: {
            "base": said(head.measures.get(code, Facts()).unit, language) or table,
            "decimals": head.precision.get((dimension.code, code), head.decimals),
        }
        for code in dimension.codes
    }


def _extension(head: Head, language: str) -> Out:
    contact = said(head.facts.contact, language) or next(
        (said(facts.contact, language) for facts in head.measures.values() if facts.contact), ""
    )
    extension: Out = {
        **head.extension,
        "noteMandatory": _mandatory(_Noted.on(head, language)),
        "px": _px(head, language),
        "contact": [{"raw": each} for each in contact.split("##") if each],
    }
    return {name: value for name, value in extension.items() if value not in ("", [], {})}


def _px(head: Head, language: str) -> Out:
    codes = [dimension.code for dimension in head.dimensions]
    px: Out = {
        "language": "" if language == UNKNOWN_LANGUAGE else language,
        "matrix": head.matrix,
        "subject-code": head.subject_code,
        "subject-area": said(head.subject, language),
        "description": said(head.description, language),
        "contents": said(head.contents, language),
        "units": said(head.facts.unit, language),
        "created": head.created,
        "updated": "" if iso_of_px(_updated(head, language)) else _updated(head, language),
        "cellnotes": _cell_notes(head, language),
    }
    px = {name: value for name, value in px.items() if value not in ("", [])}
    px |= {"decimals": head.decimals, "stub": codes[: head.stub], "heading": codes[head.stub :]}
    if head.shown_decimals is not None:
        px["showdecimals"] = head.shown_decimals
    for keyword in head.keywords:
        if not keyword.language and not keyword.subkeys and len(keyword.values) == 1:
            px.setdefault(keyword.name.lower(), _plain(keyword.values[0]))
    return px


def _plain(value: str) -> bool | str:
    if isinstance(value, Bare) and value.upper() in {"YES", "NO"}:
        return value.upper() == "YES"
    return str(value)


def _cell_notes(head: Head, language: str) -> list[Out]:
    return [
        {
            "cells": {
                dimension.code: code
                for dimension, code in zip(head.dimensions, note.cells, strict=True)
                if code is not None
            },
            "text": said(note.texts, language),
            "mandatory": note.mandatory,
        }
        for note in head.notes
        if note.cells
    ]


def _observations(observations: Observations, form: Form) -> Out:
    told = statuses(observations)
    if form is Form.DENSE:
        value: object = numbers(observations.values)
    else:
        places = np.flatnonzero(~np.isnan(observations.values))
        value = dict(zip(map(str, places.tolist()), numbers(observations.values[places]), strict=True))
    return {"value": value, **({"status": told} if told else {})}
