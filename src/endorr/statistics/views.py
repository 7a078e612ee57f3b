"""The public pages of tables: what there is, one table in its latest or a dated version, and its files."""

from typing import Any

import numpy as np
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.files.shelf import from_shelf
from endorr.base.i18n.templatetags.words import number, plain_day
from endorr.base.ui.parts import Cell, Column, Link, Row, Table
from endorr.statistics import queries
from endorr.statistics.columns import Slice, read_columns
from endorr.statistics.files import KINDS, MOST_CELLS, PARQUET, written
from endorr.statistics.formats.problems import UnwritableError
from endorr.statistics.queries import TablePage, TableRow, VersionRow
from endorr.statistics.rules.identity import BASES, TRADES, Trade
from endorr.statistics.rules.series import SeriesFacts
from endorr.statistics.table import SYMBOLS, Dimension, Flag, Head, Text, said

MOST_ROWS = 60
FEW = 40


def language() -> str:
    return get_language() or "sv"


def told(text: Text) -> str:
    return said(text, language())


def tables(request: HttpRequest) -> HttpResponse:
    """Every table there is, official ones first."""
    found = queries.tables()
    official, practice = ([_line(row) for row in found if row.practice is kind] for kind in (False, True))
    return render(request, "statistics/tables.html", {"official": official, "practice": practice})


def _line(row: TableRow) -> dict[str, Any]:
    assert row.version
    return {
        "title": told(row.title),
        "href": reverse("statistics:table", args=[row.key]),
        "about": told(row.about),
        "basis": told(BASES[row.basis].name),
        "source": told(row.source),
        "version": row.version,
    }


def table(request: HttpRequest, key: str) -> HttpResponse:
    """A table in its latest version."""
    return _shown(request, queries.table_page(key), latest=True)


def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A table in the very version asked for: this address never shows anything else."""
    return _shown(request, queries.table_page(key, number), latest=False)


def _shown(request: HttpRequest, page: TablePage | None, *, latest: bool) -> HttpResponse:
    if page is None:
        raise Http404
    newest = page.versions[0]
    wanted = {
        dimension.code: request.GET[f"d{place}"]
        for place, dimension in enumerate(page.head.dimensions)
        if request.GET.get(f"d{place}") in dimension.codes
    }
    preview, choices = _preview(page, wanted)
    context = {
        "title": told(page.row.title),
        "about": told(page.row.about),
        "practice": page.row.practice,
        "latest": latest,
        "newer": newest if newest.number > page.version.number else None,
        "version": page.version,
        "key": page.row.key,
        "facts": _facts(page),
        "preview": preview,
        "choices": choices,
        "series": _series_table(page.series),
        "notes": [told(note.texts) for note in page.head.notes if not note.cells][:20],
        "versions": _versions_table(page),
        "files": _files(page),
        "large": page.version.cells > MOST_CELLS,
        "permalink": request.build_absolute_uri(
            reverse("statistics:version", args=[page.row.key, page.version.number])
        ),
    }
    return render(request, "statistics/table.html", context)


def _facts(page: TablePage) -> list[Row]:
    basis = BASES[page.row.basis]
    rows = [
        Row(_("Fördelningsgrund"), f"{told(basis.name)}: {told(basis.places)}. {told(basis.trap)}"),
        Row(
            _("Källa"),
            Link(told(page.row.source), page.row.source_url) if page.row.source_url else told(page.row.source),
        ),
        Row(_("Version"), _version_text(page.version)),
        Row(_("Hämtad"), plain_day(page.version.retrieved_at)),
        Row(_("Celler"), _cells_text(page.version)),
        Row(_("Kontrollsumma"), page.version.sha256),
    ]
    if page.row.licence:
        rows.insert(2, Row(_("Licens"), page.row.licence))
    return rows


def _version_text(version: VersionRow) -> str:
    text = _("%(number)s, publicerad här %(day)s") % {"number": version.number, "day": plain_day(version.made_at)}
    return f"{text} ({version.vintage})" if version.vintage else text


def _cells_text(version: VersionRow) -> str:
    words = {"cells": number(version.cells), "figures": number(version.figures)}
    return _("%(cells)s, varav %(figures)s med siffra") % words


def _series_table(series: tuple[SeriesFacts, ...]) -> Table:
    columns = [Column(_("Serie")), Column(_("Enhet")), Column(_("Vad")), Column(_("Vilka företag"))]
    rows: list[list[Cell]] = [
        [told(one.name), told(one.unit), TRADES[one.trade][language()] if one.trade is not Trade.NONE else "–",
         one.population.text(language()) if one.trade is not Trade.NONE else "–"]
        for one in series
    ]  # fmt: skip
    return Table(_("Vad tabellen mäter"), columns, rows)


def _versions_table(page: TablePage) -> Table:
    columns = [Column(_("Version")), Column(_("Publicerad")), Column(_("Vad som ändrades"))]
    rows: list[list[Cell]] = [
        [
            Link(str(one.number), reverse("statistics:version", args=[page.row.key, one.number])),
            plain_day(one.made_at),
            _changes_text(one),
        ]
        for one in page.versions
    ]
    return Table(_("Alla versioner"), columns, rows)


def _changes_text(version: VersionRow) -> str:
    if version.number == 1:
        return _("första versionen")
    found = version.differences
    if found.reshaped:
        return _("tabellen har en annan form")
    if not (found.added or found.gone or found.changed):
        return _("samma tal, ny beskrivning")
    words = {"added": number(found.added), "gone": number(found.gone), "changed": number(found.changed)}
    return _("%(added)s nya celler, %(gone)s borttagna, %(changed)s ändrade") % words


def _files(page: TablePage) -> list[Link]:
    kinds = {PARQUET: "Parquet"}
    if page.version.cells <= MOST_CELLS:
        kinds = {name: kind.name for name, kind in KINDS.items()} | kinds
    return [
        Link(name, reverse("statistics:file", args=[page.row.key, page.version.number, kind]))
        for kind, name in kinds.items()
    ]


def _preview(page: TablePage, wanted: dict[str, str]) -> tuple[Table, list[dict[str, Any]]]:
    """Return part of the table: areas or the longest dimension down, time across, one category of the others."""
    head = page.head
    down, across = _axes(head)
    fixed = {one.code: wanted.get(one.code, _first(one)) for one in head.dimensions if one not in (down, across)}
    asked: dict[str, tuple[str, ...]] = {code: (each,) for code, each in fixed.items()}
    if across is not None:
        asked[across.code] = across.codes[-8:]
    part = read_columns(from_shelf(page.version.sha256), head, asked)
    cells = _cells(head, part, down, across)
    choices = [
        {
            "name": f"d{place}",
            "label": one.name(language()),
            "options": list(zip(one.codes, one.label(language()), strict=True))[:500],
            "chosen": fixed[one.code],
        }
        for place, one in enumerate(head.dimensions)
        if one.code in fixed and len(one) > 1
    ]
    return cells, choices


def _axes(head: Head) -> tuple[Dimension, Dimension | None]:
    """Time across where there is time; down, the dimension of areas or the longest of the others."""
    time = next((one for one in head.dimensions if one.role == "time"), None)
    others = [one for one in head.dimensions if one is not time] or list(head.dimensions)
    down = next((one for one in others if one.role == "geo"), max(others, key=len))
    return down, time if time is not down else None


def _first(dimension: Dimension) -> str:
    return dimension.codes[0]


def _cells(head: Head, part: Slice, down: Dimension, across: Dimension | None) -> Table:
    order = list(head.dimensions)
    rows_at = part.places[order.index(down)].tolist()
    columns_at = part.places[order.index(across)].tolist() if across else [0] * len(rows_at)
    shown = sorted(set(columns_at))
    told_of: dict[int, dict[int, str]] = {}
    known = part.values[~np.isnan(part.values)]
    decimals = 0 if np.array_equal(known, np.rint(known)) else head.decimals
    rows = zip(rows_at, columns_at, part.values.tolist(), part.flags.tolist(), strict=True)
    for row, column, value, flag in rows:
        if flag != Flag.ABSENT:
            told_of.setdefault(row, {})[column] = _written(value, flag, decimals)
    labels = down.label(language())
    heads = [across.label(language())[at] for at in shown] if across else [_("Värde")]
    columns = [Column(down.name(language())), *(Column(one, numeric=True) for one in heads)]
    body: list[list[Cell]] = [
        [labels[row], *(told_of[row].get(column, "") for column in shown)] for row in sorted(told_of)[:MOST_ROWS]
    ]
    caption = _("De första raderna") if len(told_of) > MOST_ROWS else _("Tabellen")
    return Table(caption, columns, body, empty=_("Den här delen av tabellen är tom."))


def _written(value: float, flag: int, decimals: int) -> str:
    if value != value:  # noqa: PLR0124 - NaN is the one float that differs from itself
        return SYMBOLS.get(Flag(flag), "..") if flag < len(Flag) else ".."
    return number(value, decimals)


def file(request: HttpRequest, key: str, number: int, kind: str) -> HttpResponse | FileResponse:
    """A dated version as a file: the same bytes every time, save for the format's own date."""
    page = queries.table_page(key, number)
    if page is None or (kind not in KINDS and kind != PARQUET):
        raise Http404
    practice = "ovningsdata-" if page.row.practice else ""
    name = f"{practice}{key}-v{number}"
    if kind == PARQUET:
        path = from_shelf(page.version.sha256)
        response: HttpResponse | FileResponse = FileResponse(
            path.open("rb"), as_attachment=True, filename=f"{name}.parquet"
        )
    else:
        response = _file(page, kind, name)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _file(page: TablePage, kind: str, name: str) -> HttpResponse:
    if page.version.cells > MOST_CELLS:
        raise Http404
    found = KINDS[kind]
    try:
        data = written(queries.whole(page), found, language())
    except UnwritableError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse(data, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{found.ending}"'
    return response
