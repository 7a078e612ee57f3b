"""Puts panels into words, tables and drawings, ready for a page, a file or a frame on somebody else's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.chart import Bar, BarChart, Line, LineChart
from endorr.base.ui.parts import Cell, Column, Link, Table
from endorr.indicators.drawing.dots import ROW, dots
from endorr.indicators.drawing.maps import choropleth, tiles
from endorr.indicators.drawing.marks import Drawing, Mark, ladder_key, step_of, steps
from endorr.indicators.drawing.multiples import shared_span, small
from endorr.indicators.queries import Panel, Split, World
from endorr.indicators.rules.areas import NATION, SWEDEN, Area, Level
from endorr.indicators.rules.definitions import GROUPS, INDICATORS, Indicator
from endorr.indicators.words import (
    basis_name,
    counted_text,
    language,
    made_text,
    nation_figure,
    notes_text,
    place_text,
    shown,
    source_text,
    told,
    with_unit,
)

MOST_COMPARED = 5
MARKETS_SHOWN = 10
NUMERIC = True


def address(world: World, name: str, *arguments: object, query: str = "") -> str:
    """Return the address of a page in the same world: nobody slips from practice into reality unawares."""
    prefix = "practice_" if world is World.PRACTICE else ""
    return reverse(f"indicators:{prefix}{name}", args=arguments) + (f"?{query}" if query else "")


def marks(panel: Panel, period: str, *, own: str = "", linked: bool = True) -> list[Mark]:
    """Return every area's figure of a year as marks, the greatest first and the missing last."""
    found = [_mark(panel, one, period, own=own, linked=linked) for one in panel.areas]
    return sorted(found, key=lambda mark: (mark.value is None, -(mark.value or 0), mark.name))


def _mark(panel: Panel, one: Area, period: str, *, own: str, linked: bool) -> Mark:
    figure, place = panel.figure(one.code, period), panel.ranks(period).get(one.code)
    name = one.short(language())
    spoken = ", ".join(
        each
        for each in (
            f"{one.name(language())}: {with_unit(panel.indicator, figure.value)}",
            place_text(place),
            counted_text(figure, nation=False),
        )
        if each
    )
    low, high = (figure.span.low, figure.span.high) if figure.span else (0.0, 0.0)
    href = address(panel.world, "county", one.code) if linked and panel.level is Level.COUNTY else ""
    text = shown(panel.indicator, figure.value)
    return Mark(one.code, name, figure.value, text, spoken, href, low, high, one.code == own)


def heading(panel: Panel, period: str) -> str:
    """Return what a drawing of a year shows: `Varuexport per invånare 2025, tusen kronor per invånare`."""
    told_of = {"name": told(panel.indicator.name), "year": period, "unit": told(panel.indicator.unit)}
    return _("%(name)s %(year)s, %(unit)s") % told_of


def figures_table(panel: Panel, period: str) -> Table:
    """Return a year's figures with rank, how they came about and their sources."""
    columns = [
        Column(_("Område")),
        Column(told(panel.indicator.unit), numeric=NUMERIC),
        Column(_("Plats"), numeric=NUMERIC),
        Column(_("Hur talet har kommit till")),
    ]
    rows: list[Sequence[Cell]] = [_figures_row(panel, one, period) for one in _in_order(panel, period)]
    if panel.level is not Level.MUNICIPALITY:
        figure = nation_figure(panel, period)
        how = counted_text(figure) or made_text(figure)
        rows.append((SWEDEN.name(language()), shown(panel.indicator, figure.value), "", how))
    return Table(heading(panel, period), columns, rows)


def _in_order(panel: Panel, period: str) -> list[Area]:
    by_code = {one.code: one for one in panel.areas}
    return [by_code[mark.code] for mark in marks(panel, period, linked=False)]


def _figures_row(panel: Panel, one: Area, period: str) -> Sequence[Cell]:
    figure, place = panel.figure(one.code, period), panel.ranks(period).get(one.code)
    rank = "" if place is None else str(place.rank)
    if place and not place.certain:
        rank += f" ({place.best}–{place.worst})"
    how = " ".join(each for each in (made_text(figure), notes_text(figure)) if each)
    return one.name(language()), shown(panel.indicator, figure.value), rank, how


def dot_ranking(panel: Panel, period: str, *, own: str = "", name: str = "rank", linked: bool = True) -> Drawing:
    """Draw a year's ranking with the spans that rounding leaves open; areas without a figure stand last."""
    found = marks(panel, period, own=own, linked=linked)
    nation = nation_figure(panel, period)
    middle = nation.value if not panel.indicator.adds_up else None
    label = _("Riket %(value)s") % {"value": shown(panel.indicator, middle)} if middle is not None else ""
    title = heading(panel, period)
    picture = dots(name, title, found, middle=middle, middle_name=label)
    rounded = any(mark.low < mark.high for mark in found)
    note = _("Punkten är talet, det ljusa strecket vad avrundningen lämnar öppet.") if rounded else ""
    height = len(found) * ROW + 12 + (30 if middle is not None else 0)
    return Drawing(title, picture, figures_table(panel, period), note, source_text(panel), height=height)


def county_map(panel: Panel, period: str, *, own: str = "", name: str = "map", linked: bool = True) -> Drawing:
    """Draw a year on the map, in five steps with about as many areas in each."""
    return _map(panel, period, name, own, linked=linked, as_tiles=False)


def tile_map(panel: Panel, period: str, *, own: str = "", name: str = "tiles", linked: bool = True) -> Drawing:
    """Draw a year as tiles of one size, with the figures in them."""
    return _map(panel, period, name, own, linked=linked, as_tiles=True)


def _map(panel: Panel, period: str, name: str, own: str, *, linked: bool, as_tiles: bool) -> Drawing:
    found = marks(panel, period, own=own, linked=linked)
    ladder = steps([mark.value for mark in found if mark.value is not None])
    title = heading(panel, period)
    layer = "municipalities" if panel.level is Level.MUNICIPALITY else "counties"
    picture = tiles(name, title, found, ladder) if as_tiles else choropleth(name, title, found, ladder, layer=layer)
    spans = [(shown(panel.indicator, step.low), shown(panel.indicator, step.high)) for step in ladder]
    key = ladder_key(ladder, spans, missing=any(not step_of(mark.value, ladder) for mark in found))
    return Drawing(title, picture, figures_table(panel, period), "", source_text(panel), key, height=760)


@dataclass(frozen=True, slots=True)
class Small:
    """One of the small charts: whose, its drawing, the last figure in words."""

    name: str
    href: str
    picture: SafeString
    last: str


def own_address(panel: Panel, place: Area) -> str:
    """Return the address of an indicator's page on the panel's basis, with an area set off."""
    basis = f"&grund={panel.basis}" if panel.basis else ""
    return address(panel.world, "indicator", panel.indicator.key, query=f"lan={place.code}{basis}")


def small_multiples(panel: Panel) -> list[Small]:
    """Draw every area's course over the years, with the nation's softly behind where the two can be set together."""
    courses = {one.code: [panel.figure(one.code, period).value for period in panel.periods] for one in panel.areas}
    nation = [nation_figure(panel, period).value for period in panel.periods]
    behind = [] if panel.indicator.adds_up else nation
    span = shared_span([*courses.values(), behind])
    return [_small(panel, one, courses[one.code], span, behind) for one in panel.areas]


def _small(
    panel: Panel,
    one: Area,
    course: Sequence[float | None],
    span: tuple[float, float],
    behind: Sequence[float | None],
) -> Small:
    years = zip(panel.periods, course, strict=True)
    spoken = "; ".join(f"{year}: {shown(panel.indicator, value)}" for year, value in years)
    title = f"{one.name(language())}, {told(panel.indicator.unit)}. {spoken}"
    picture = small(f"s{one.code}", title, course, span, behind=behind)
    known = [(year, value) for year, value in zip(panel.periods, course, strict=True) if value is not None]
    last = f"{known[-1][0]}: {shown(panel.indicator, known[-1][1])}" if known else _("uppgift saknas")
    href = address(panel.world, "county", one.code) if panel.level is Level.COUNTY else ""
    return Small(one.short(language()), href, picture, last)


def course_chart(panel: Panel, chosen: Sequence[Area], *, title: str = "") -> LineChart | None:
    """Draw the course of up to five areas; None when there is nothing to draw a line of."""
    periods = _spell(panel, chosen)
    if len(periods) < 2:
        return None
    lines = [Line(one.short(language()), [_value(panel, one, period) for period in periods]) for one in chosen]
    decimals = panel.indicator.decimals
    return LineChart(
        title or f"{told(panel.indicator.name)}, {told(panel.indicator.unit)}",
        periods,
        lines,
        unit=told(panel.indicator.unit) if panel.indicator.percent else "",
        source=source_text(panel),
        decimals=decimals,
    )


def _spell(panel: Panel, chosen: Sequence[Area]) -> list[str]:
    """The years from the first to the last in which any of the areas has a figure."""
    told_in = [period for period in panel.periods if any(_value(panel, one, period) is not None for one in chosen)]
    return [period for period in panel.periods if told_in and told_in[0] <= period <= told_in[-1]]


def _value(panel: Panel, one: Area, period: str) -> float | None:
    return nation_figure(panel, period).value if one.code == NATION else panel.figure(one.code, period).value


def split_chart(found: Split, title: str, *, most: int = 0, firms: bool = False) -> BarChart:
    """Draw a divided figure: size classes in their order, or the `most` largest markets and the rest."""
    factor = 1 if firms else 1e-6
    rows = [(told(names), value * factor) for _code, names, value in found.rows]
    if most:
        known = [row for row, (code, _names, _value) in zip(rows, found.rows, strict=True) if code != "ovriga"]
        top = sorted(known, key=lambda row: -row[1])[:most]
        rest = found.total * factor - sum(value for _, value in top)
        rows = [*top, (_("alla andra"), rest)]
    source = told(found.series.edition.source) if found.series else ""
    unit = _("företag") if firms else _("miljoner kronor")
    bars = [Bar(name, value) for name, value in rows]
    note = _("%(hidden)s delar är dolda eller saknas.") % {"hidden": found.hidden} if found.hidden else ""
    # The unit stands in the title: beside every bar it would not fit on a phone.
    return BarChart(f"{title}, {unit}", bars, source=source, note=note)


def share_of_top(found: Split, most: int) -> float:
    """Return how much of the whole the largest categories make up, 0 to 1."""
    top = sorted((value for code, _names, value in found.rows if code != "ovriga"), reverse=True)[:most]
    return sum(top) / found.total if found.total else 0.0


def profile_rows(panels: Mapping[str, Panel], place: Area) -> list[tuple[str, list[Sequence[Cell]]]]:
    """Return a county's figures by group: indicator, its own, the unit, the nation's, its rank, year, basis."""
    groups = []
    for group, name in GROUPS.items():
        rows = [_profile_row(panels[key], place) for key, one in INDICATORS.items() if one.group is group]
        groups.append((told(name), rows))
    return groups


def _profile_row(panel: Panel, place: Area) -> Sequence[Cell]:
    indicator = panel.indicator
    year = own_latest(panel, place)
    figure, nation = panel.figure(place.code, year), nation_figure(panel, year)
    rank = panel.ranks(year).get(place.code) if year else None
    href = own_address(panel, place)
    return (
        Link(told(indicator.name), href),
        shown(indicator, figure.value),
        told(indicator.unit),
        _nation_cell(indicator, nation.value, counted_text(nation)) if year else "",
        place_text(rank, under_heading=True),
        year or "–",
        basis_name(panel.basis) if year else "–",
    )


def _nation_cell(indicator: Indicator, value: float | None, counted: str) -> str:
    if value is None:
        return "–"
    return f"{shown(indicator, value)} ({counted})" if counted else shown(indicator, value)


def own_latest(panel: Panel, place: Area) -> str:
    """Return the latest year in which an area has a figure; "" when it has none."""
    return next((year for year in reversed(panel.periods) if panel.figure(place.code, year).value is not None), "")


def profile_table(title: str, rows: Sequence[Sequence[Cell]]) -> Table:
    """Return a group of a profile's figures as a table."""
    columns = (
        Column(_("Mått")),
        Column(_("Länet"), numeric=NUMERIC),
        Column(_("Enhet")),
        Column(_("Riket"), numeric=NUMERIC),
        Column(_("Plats")),
        Column(_("År"), numeric=NUMERIC),
        Column(_("Fördelningsgrund")),
    )
    return Table(title, columns, rows)


def plain_number(value: float, decimals: int) -> str:
    """Return a number as the reader writes it."""
    return number(value, decimals)


def compare_table(panel: Panel, places: Sequence[Area]) -> Table:
    """Return the years of the chosen areas side by side, with the nation; the latest first."""
    columns = [Column(_("År")), *(Column(one.short(language()), numeric=NUMERIC) for one in (*places, SWEDEN))]
    rows = [
        [period, *(shown(panel.indicator, _value(panel, one, period)) for one in (*places, SWEDEN))]
        for period in reversed(panel.periods)
        if any(_value(panel, one, period) is not None for one in places)
    ]
    caption = f"{told(panel.indicator.name)}, {told(panel.indicator.unit)}"
    return Table(caption, columns, rows, empty=_("Inget av de valda länen har någon uppgift."))
