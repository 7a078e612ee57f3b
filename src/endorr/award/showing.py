"""Puts an award into tables and a drawing, ready for a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.award.queries import AwardPage, FrozenRow, JurorRow
from endorr.award.rules.sheet import FIELDS, MEASURES, Sheet
from endorr.award.rules.weighing import Placed, Weighing
from endorr.award.words import county_name, rank_text, share_text, short_name, span_text, told
from endorr.base.i18n.templatetags.words import number, percent, plain_day
from endorr.base.ui.parts import Cell, Column, Table
from endorr.indicators.drawing.dots import ROW, dots
from endorr.indicators.drawing.marks import Drawing, Mark
from endorr.indicators.queries import World
from endorr.statistics.rules.identity import BASES, Basis


def county_address(world: World, code: str) -> str:
    prefix = "practice_" if world is World.PRACTICE else ""
    return reverse(f"indicators:{prefix}county", args=[code])


def ranking(frozen: FrozenRow, nominees: Sequence[str], *, today: Weighing | None = None) -> Drawing:
    """Draw how the regions stand: a dot for the rank by the sheet, a line between which ranks nine tries in ten put it.

    The nominees are set off; the table beneath has the shares of the tries, and today's rank where figures changed.
    """
    weighing, world = frozen.weighing, frozen.data.world
    of = len(weighing.placed)
    marks = [
        Mark(
            one.code,
            short_name(one.code),
            float(one.rank),
            str(one.rank) if one.best == one.worst else f"{one.rank} ({span_text(one)})",
            f"{county_name(one.code)}: {rank_text(one, of)}",
            county_address(world, one.code),
            float(one.best),
            float(one.worst),
            one.code in nominees,
        )
        for one in weighing.placed
    ]
    title = _("Plats i sammanvägningen, %(of)s län") % {"of": of}
    note = _("Punkten är platsen enligt kriteriebladet. Det ljusa strecket är var länet hamnar i nio försök av tio.")
    picture = dots("award-rank", title, marks)
    return Drawing(title, picture, ranking_table(weighing, today=today), note, "", height=len(marks) * ROW + 12)


def ranking_table(weighing: Weighing, *, today: Weighing | None = None) -> Table:
    columns = [
        Column(_("Län")),
        Column(_("Poäng"), numeric=True),
        Column(_("Plats"), numeric=True),
        Column(_("Nio försök av tio"), numeric=True),
        Column(_("Först"), numeric=True),
        Column(_("Bland de tre första"), numeric=True),
    ]
    if today:
        columns.append(Column(_("Plats med dagens siffror"), numeric=True))
    rows = [_ranking_row(one, weighing, today) for one in weighing.placed]
    return Table(_("Sammanvägningen"), columns, rows)


def _ranking_row(one: Placed, weighing: Weighing, today: Weighing | None) -> list[Cell]:
    cells: list[Cell] = [
        county_name(one.code),
        number(one.score, 1),
        one.rank,
        span_text(one),
        share_text(one.first, weighing.draws),
        share_text(one.top3, weighing.draws),
    ]
    if today:
        now = today.of(one.code)
        cells.append(now.rank if now else "–")
    return cells


def criteria_table(sheet: Sheet, frozen: FrozenRow | None) -> Table:
    """Return the measures with their weights, and, once frozen, of which year, by which basis and from where."""
    columns = [Column(_("Mått")), Column(_("Vikt"), numeric=True), Column(_("År"), numeric=True), Column(_("Varifrån"))]
    return Table(_("Det som siffrorna säger"), columns, [_criterion_row(sheet, key, frozen) for key in _keys(sheet)])


def _keys(sheet: Sheet) -> list[str]:
    return [one.key for one in sheet.measures]


def _criterion_row(sheet: Sheet, key: str, frozen: FrozenRow | None) -> list[Cell]:
    measure = MEASURES[key]
    weight = percent(sheet.share(key))
    name = f"{told(FIELDS[measure.field])}: {told(measure.name)}"
    if frozen is None:
        return [name, weight, "–", "–"]
    made_of = frozen.data.made_of[key]
    return [name, weight, made_of["year"], _from_where(made_of)]


def _from_where(made_of: Mapping[str, Any]) -> str:
    sources = list(dict.fromkeys(told(one["source"]).rstrip(".") for one in made_of["tables"]))
    tables = ", ".join(
        _("%(table)s, version %(version)s") % {"table": told(one["title"]), "version": one["version"]}
        for one in made_of["tables"]
    )
    basis = told(BASES[Basis(made_of["basis"])].name)
    return _("%(sources)s. Fördelningsgrund: %(basis)s. Tabeller: %(tables)s.") % {
        "sources": "; ".join(sources),
        "basis": basis,
        "tables": tables,
    }


def interests_table(page: AwardPage) -> Table:
    """Return the jury and what each has declared, as the public reads it."""
    columns = [Column(_("Ledamot")), Column(_("Kommer från")), Column(_("Jäv"))]
    return Table(_("Juryn"), columns, [_interest_row(one) for one in page.jurors])


def _interest_row(one: JurorRow) -> list[Cell]:
    aside = [
        f"{short_name(each.county)}: {each.what}" if each.what else short_name(each.county)
        for each in one.interests
        if each.has_interest
    ]
    said = _("Deltog inte. %(aside)s") % {"aside": "; ".join(aside)} if aside else _("inget")
    return [one.name or _("Namnet är borttaget"), one.comes_from or "–", said if one.declared else _("har inte svarat")]


def points_table(page: AwardPage) -> Table:
    """Return the nominees side by side: the jury's mean points, and how each stands in the composite."""
    columns = [
        Column(_("Nominerad")),
        Column(_("Juryns poäng, medel av 1–5"), numeric=True),
        Column(_("Plats i sammanvägningen"), numeric=True),
        Column(_("Bland de tre första"), numeric=True),
    ]
    return Table(_("De nominerade sida vid sida"), columns, [_points_row(page, one.county) for one in page.nominees])


def _points_row(page: AwardPage, county: str) -> list[Cell]:
    points = page.points(county)
    placed = page.frozen.weighing.of(county) if page.frozen else None
    draws = page.frozen.weighing.draws if page.frozen else 1
    return [
        county_name(county),
        number(points, 1) if points is not None else "–",
        f"{placed.rank} ({span_text(placed)})" if placed else "–",
        share_text(placed.top3, draws) if placed else "–",
    ]


def nominee_cards(page: AwardPage) -> list[dict[str, object]]:
    """Return each nominee with its reasons, where it stands, and its county's own page."""
    assert page.frozen
    weighing = page.frozen.weighing
    cards = []
    for one in page.nominees:
        placed = weighing.of(one.county)
        assert placed
        cards.append(
            {
                "county": one.county,
                "name": county_name(one.county),
                "reasons": one.reasons,
                "winner": one.county == page.row.winner,
                "rank": rank_text(placed, len(weighing.placed)),
                "top3": share_text(placed.top3, weighing.draws),
                "href": county_address(page.row.world, one.county),
            }
        )
    return cards


def measured(page: AwardPage, county: str) -> Table:
    """Return what the frozen figures say of one region, measure by measure."""
    assert page.frozen
    columns = [Column(_("Mått")), Column(_("Tal"), numeric=True), Column(_("Enhet"))]
    rows: list[list[Cell]] = []
    for key in _keys(page.frozen.data.sheet):
        figure = page.frozen.data.figures[key].get(county)
        value = figure.value if figure else None
        unit = told(page.frozen.data.made_of[key]["unit"])
        rows.append([told(MEASURES[key].name), number(value, 1) if value is not None else _("uppgift saknas"), unit])
    return Table(_("Underlaget för %(county)s") % {"county": county_name(county)}, columns, rows)


def frozen_day(frozen: FrozenRow) -> str:
    return plain_day(frozen.frozen_at)
