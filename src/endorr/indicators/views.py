"""The public pages of figures: a county's profile, an indicator across counties, a comparison, what figures mean."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from endorr.base.figures import Count, Counts, OwnFigure, counted, own_figures
from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.parts import Cell, Column, Link, Table
from endorr.indicators import showing
from endorr.indicators.choosing import Choice, chosen, pinned_query
from endorr.indicators.drawing.marks import Drawing
from endorr.indicators.drawing.standalone import as_png, as_svg
from endorr.indicators.files import as_table, file_name
from endorr.indicators.forms import CompareForm, IndicatorForm
from endorr.indicators.queries import Panel, Published, World, panel, panels, panels_for, published_for, split
from endorr.indicators.rules.areas import NATION, SWEDEN, Area, Level, area, areas, level_of
from endorr.indicators.rules.definitions import GROUPS, INDICATORS, Indicator
from endorr.indicators.showing import MARKETS_SHOWN, address
from endorr.indicators.words import basis_name, language, listed, nation_figure, shown, told, warning, with_unit
from endorr.statistics import queries as statistics
from endorr.statistics.files import KINDS, written
from endorr.statistics.rules.comparing import Deed, refusal
from endorr.statistics.rules.identity import BASES, Basis
from endorr.statistics.table import said

HEADLINES = ("varuexport", "per-invanare", "forandring", "exportorer")


def _page(request: HttpRequest, template: str, world: World, context: dict[str, Any]) -> HttpResponse:
    common = {
        "world": world,
        "practice": world is World.PRACTICE,
        "warning": warning(world),
        "start": address(world, "start"),
        "other_world": address(World.OFFICIAL if world is World.PRACTICE else World.PRACTICE, "start"),
    }
    return render(request, template, {**common, **context})


def start(request: HttpRequest, world: World) -> HttpResponse:
    """What figures there are, by county and by indicator."""
    found = panels(world)
    rows = [(told(name), [_there_is(found[one.key]) for one in _of_group(group)]) for group, name in GROUPS.items()]
    counties = [Link(one.name(language()), address(world, "county", one.code)) for one in areas(Level.COUNTY)]
    lead = found["per-invanare"]
    drawing = showing.tile_map(lead, lead.latest) if lead.latest else None
    return _page(
        request, "indicators/start.html", world, {"groups": rows, "counties": counties, "map": drawing, "lead": lead}
    )


def _of_group(group: object) -> list[Indicator]:
    return [one for one in INDICATORS.values() if one.group is group]


def _there_is(one: Panel) -> dict[str, Any]:
    year = one.latest
    return {
        "name": told(one.indicator.name),
        "href": address(one.world, "indicator", one.indicator.key),
        "definition": told(one.indicator.definition),
        "year": year,
        "told": one.told(year) if year else 0,
        "of": len(one.areas),
    }


def _area(code: str, *levels: Level) -> Area:
    try:
        found = area(code)
    except KeyError as unknown:
        raise Http404 from unknown
    if level_of(found.code) not in levels:
        raise Http404
    return found


def county(request: HttpRequest, code: str, world: World) -> HttpResponse:
    """A county's export profile: its own figures against all 21 and the nation."""
    place = _area(code, Level.COUNTY)
    if code != place.code:
        return redirect(address(world, "county", place.code))
    found = panels_for(place, world)
    context = {
        "place": place,
        "name": place.name(language()),
        "headlines": [_headline(found[key], place) for key in HEADLINES],
        "groups": [showing.profile_table(name, rows) for name, rows in showing.profile_rows(found, place)],
        "others": [Link(one.short(language()), address(world, "county", one.code)) for one in areas(Level.COUNTY)],
        "published": _published_tables(published_for(place)) if world is World.OFFICIAL else None,
        **_profile_drawings(found, place, world),
    }
    return _page(request, "indicators/county.html", world, context)


def _headline(one: Panel, place: Area) -> dict[str, Any]:
    year = showing.own_latest(one, place)
    figure = one.figure(place.code, year)
    nation = nation_figure(one, year).value
    beside = [year] if year else []
    rank = one.ranks(year).get(place.code) if year else None
    if rank:
        beside.append(_("plats %(rank)s av %(of)s") % {"rank": rank.rank, "of": rank.of})
    if nation is not None and not one.indicator.adds_up:
        beside.append(_("riket %(value)s") % {"value": shown(one.indicator, nation)})
    if one.basis and year and one.basis is not Basis.SYNTHETIC:
        beside.append(_("efter %(basis)s") % {"basis": basis_name(one.basis)})
    return {
        "value": shown(one.indicator, figure.value) if figure.span else "–",
        "label": f"{told(one.indicator.name)}, {told(one.indicator.unit)}",
        "note": ", ".join(beside) or _("uppgift saknas"),
        "href": showing.own_address(one, place),
    }


def _profile_drawings(found: dict[str, Panel], place: Area, world: World) -> dict[str, Any]:
    per_head = found["per-invanare"]
    year = showing.own_latest(per_head, place)
    told_of = statistics.series(["goods_export_by_size", "exporters_by_size", "goods_export_by_market"])
    by_size = split("goods_export_by_size", world, place, told_of)
    firms = split("exporters_by_size", world, place, told_of)
    markets = split("goods_export_by_market", world, place, told_of)
    return {
        "rank": showing.dot_ranking(per_head, year, own=place.code) if year and per_head.ranks(year) else None,
        "course": showing.course_chart(per_head, [place, SWEDEN]),
        "value_course": showing.course_chart(found["varuexport"], [place]),
        "sizes": showing.split_chart(by_size, _("Varuexport efter storlek %(year)s") % {"year": by_size.period})
        if by_size
        else None,
        "firms": showing.split_chart(
            firms, _("Exporterande företag efter storlek %(year)s") % {"year": firms.period}, firms=True
        )
        if firms
        else None,
        "markets": showing.split_chart(
            markets, _("De största marknaderna %(year)s") % {"year": markets.period}, most=MARKETS_SHOWN
        )
        if markets
        else None,
        "top3": showing.share_of_top(markets, 3) if markets else None,
        "municipalities": _municipal_map(place, world),
    }


def _municipal_map(place: Area, world: World) -> Drawing | None:
    one = panel("per-invanare", world, level=Level.MUNICIPALITY, within=place.code)
    return showing.county_map(one, one.latest, name="kommuner") if one.latest else None


def _published_tables(rows: tuple[Published, ...]) -> list[tuple[Table, str, str]]:
    """Return what is published of an area table by table, for each is counted in its own way; with its address."""
    by_table: dict[tuple[str, int, Basis], list[Published]] = {}
    for row in rows:
        edition = row.series.edition
        by_table.setdefault((edition.table, edition.version, row.series.basis), []).append(row)
    return [
        (
            _published_table(basis, found),
            reverse("statistics:version", args=[key, number]),
            told(found[0].series.edition.title),
        )
        for (key, number, basis), found in by_table.items()
    ]


def _published_table(basis: Basis, rows: list[Published]) -> Table:
    explained = BASES[basis]
    caption = _("%(basis)s: statistiken %(places)s") % {
        "basis": told(explained.name).capitalize(),
        "places": told(explained.places),
    }
    columns = [Column(_("Uppgift")), Column(_("År"), numeric=True), Column(_("Tal"), numeric=True), Column(_("Källa"))]
    return Table(caption, columns, [_published_row(one) for one in rows])


def _published_row(one: Published) -> list[Cell]:
    facts = one.series.facts
    value = (one.observed.value or 0) / 10.0**facts.power
    value = round(value, 6)
    decimals = 0 if value == round(value) else 1
    source = said(one.observed.note, language()).removeprefix("Källa: ").removeprefix("Source: ")
    return [told(facts.name), one.period, f"{showing.plain_number(value, decimals)} {told(facts.unit)}", source]


def _chosen_panel(request: HttpRequest, key: str, world: World) -> tuple[Panel, Choice]:
    if key not in INDICATORS:
        raise Http404
    choice = chosen(request.GET)
    one = panel(
        key,
        world,
        basis=choice.basis,
        level=choice.level,
        within=choice.within,
        years=choice.years,
        pins=choice.pins,
    )
    return one, choice


def indicator(request: HttpRequest, key: str, world: World) -> HttpResponse:
    """One indicator across counties: ranking with spans, two maps, every county's course, and what it means."""
    one, choice = _chosen_panel(request, key, world)
    year = choice.year if choice.year in one.periods else one.latest
    own = choice.own
    form = IndicatorForm(choice.as_form(one, year), panel=one)
    whole = one.level is not Level.MUNICIPALITY or choice.within
    context: dict[str, Any] = {
        "indicator": one.indicator,
        "name": told(one.indicator.name),
        "unit": told(one.indicator.unit),
        "panel": one,
        "year": year,
        "form": form,
        "meaning": _meaning(one.indicator),
        "nation": _nation_sentence(one, year),
        "told": one.told(year) if year else 0,
        "of": len(one.areas),
        "basis": _basis_words(one),
        "clashes": _clashes(one),
        "files": _file_links(one, choice, year),
        "permalink": request.build_absolute_uri(
            address(world, "indicator", key, query=pinned_query(one, year, choice))
        ),
        "embed": request.build_absolute_uri(address(world, "embed", key, query=pinned_query(one, year, choice))),
        "compare": address(world, "compare", query=f"matt={key}" + (f"&lan={own}" if own else "")),
    }
    if year:
        context |= {
            "rank": showing.dot_ranking(one, year, own=own),
            "map": showing.county_map(one, year, own=own) if one.level is not Level.NUTS2 and whole else None,
            "tiles": showing.tile_map(one, year, own=own) if one.level is Level.COUNTY else None,
            "multiples": showing.small_multiples(one) if len(one.periods) > 1 and whole else [],
            "span": f"{one.periods[0]}–{one.periods[-1]}",
        }
    return _page(request, "indicators/indicator.html", world, context)


def _nation_sentence(one: Panel, year: str) -> str:
    """Return the nation's figure, or why there is none: too few counties are known."""
    if not year or one.level is Level.MUNICIPALITY:
        return ""
    figure = nation_figure(one, year)
    words = {"value": with_unit(one.indicator, figure.value), "counted": figure.counted, "of": figure.of, "year": year}
    if figure.span is None:
        return _("Riket %(year)s: går inte att säga, för bara %(counted)s av %(of)s län har uppgift.") % words
    if figure.whole:
        return _("Riket %(year)s: %(value)s.") % words
    return _("Riket %(year)s: %(value)s, räknat på %(counted)s av %(of)s län.") % words


def _basis_words(one: Panel) -> dict[str, str] | None:
    if one.basis is None:
        return None
    explained = BASES[one.basis]
    return {"name": told(explained.name), "places": told(explained.places), "trap": told(explained.trap)}


def _clashes(one: Panel) -> list[str]:
    """Return why the bases that the indicator can be shown by must not be compared, one sentence a pair."""
    first = next((each for each in one.series if each.basis is one.basis), None)
    if first is None or len(one.bases) < 2:
        return []
    identity = first.identity
    others = [basis for basis in one.bases if basis is not one.basis]
    reasons = [
        refusal(Deed.COMPARE, identity, type(identity)(basis, identity.concept, identity.unit, identity.trade))
        for basis in others
    ]
    return [reason.text(language()) for found in reasons for reason in found if reason.what == "basis"]


def _meaning(one: Indicator) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": told(one.name),
        "unit": told(one.unit),
        "definition": told(one.definition),
        "formula": told(one.formula),
        "traps": [told(trap) for trap in one.traps],
    }


def _file_links(one: Panel, choice: Choice, year: str) -> list[Link]:
    query = pinned_query(one, year, choice)
    key = one.indicator.key
    files = [Link(kind.name, address(one.world, "file", key, name, query=query)) for name, kind in KINDS.items()]
    if not year:
        return []
    drawn = [
        Link(f"{name}, {ending.upper()}", address(one.world, "drawing", key, kind, ending, query=query))
        for kind, name in _drawings(one).items()
        for ending in ("svg", "png")
    ]
    return [*files, *drawn]


def _drawings(one: Panel) -> dict[str, str]:
    names = {"rank": _("Rangordning")}
    if one.level is not Level.NUTS2:
        names["karta"] = _("Karta")
    if one.level is Level.COUNTY:
        names["rutor"] = _("Rutkarta")
    return names


def file(request: HttpRequest, key: str, kind: str, world: World) -> HttpResponse:
    """The indicator's figures as CSV, XLSX, JSON-stat 2 or PX."""
    one, _choice = _chosen_panel(request, key, world)
    if kind not in KINDS or not one.periods:
        raise Http404
    found = KINDS[kind]
    response = HttpResponse(written(as_table(one), found, language()), content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(one, found.ending)}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def drawing(request: HttpRequest, key: str, kind: str, ending: str, world: World) -> HttpResponse:
    """A chart or map as SVG, or as PNG for the press; in practice with its warning drawn in."""
    one, choice = _chosen_panel(request, key, world)
    year = choice.year if choice.year in one.periods else one.latest
    if kind not in _drawings(one) or ending not in {"svg", "png"} or not year:
        raise Http404
    makers = {"rank": showing.dot_ranking, "karta": showing.county_map, "rutor": showing.tile_map}
    made = makers[kind](one, year, own=choice.own, linked=False)
    svg = as_svg(made, warning=warning(world))
    content = as_png(svg) if ending == "png" else svg
    response = HttpResponse(content, content_type="image/png" if ending == "png" else "image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name(one, ending)}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@xframe_options_exempt
@csp_override({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
def embed(request: HttpRequest, key: str, world: World) -> HttpResponse:
    """The ranking alone, to stand in a frame on anybody's page; with source, basis and a way back here."""
    one, choice = _chosen_panel(request, key, world)
    year = choice.year if choice.year in one.periods else one.latest
    if not year:
        raise Http404
    context = {
        "drawing": showing.dot_ranking(one, year, own=choice.own, linked=False),
        "back": request.build_absolute_uri(address(world, "indicator", key, query=pinned_query(one, year, choice))),
    }
    return _page(request, "indicators/embed.html", world, context)


def compare(request: HttpRequest, world: World) -> HttpResponse:
    """Up to five counties side by side in one indicator, on one basis."""
    form = CompareForm(request.GET if request.GET else None)
    context: dict[str, Any] = {"form": form}
    if request.GET and form.is_valid():
        one = panel(form.cleaned_data["matt"], world, basis=form.cleaned_data["grund"] or None)
        places = [area(code) for code in form.cleaned_data["lan"]]
        context |= {
            "panel": one,
            "name": told(one.indicator.name),
            "places": listed(places),
            "chart": showing.course_chart(one, places),
            "table": showing.compare_table(one, places),
            "meaning": _meaning(one.indicator),
            "basis": _basis_words(one),
            "href": address(world, "indicator", one.indicator.key),
        }
    return _page(request, "indicators/compare.html", world, context)


def meaning(request: HttpRequest, world: World) -> HttpResponse:
    """What every figure means: definition, formula, sources and traps; and how exports are placed in counties."""
    groups = [(told(name), [_meaning(one) for one in _of_group(group)]) for group, name in GROUPS.items()]
    shown_bases = [Basis.HQ, Basis.BISNODE, Basis.PROD, Basis.REGISTER]
    bases = [
        {"name": told(BASES[one].name), "places": told(BASES[one].places), "trap": told(BASES[one].trap)}
        for one in shown_bases
    ]
    clash = refusal(Deed.COMPARE, *_example_pair())
    own = [_own(one, counts) for one, counts in counted(own_figures())]
    context = {"groups": groups, "bases": bases, "clash": clash[0].text(language()), "own": own}
    return _page(request, "indicators/meaning.html", world, context)


def _own(one: OwnFigure, counts: Counts) -> dict[str, Any]:
    period = max((period for code, period in counts if code == NATION), default="")
    latest = counts.get((NATION, period), Count(None))
    words = {"value": number(latest.value or 0, one.decimals), "unit": told(one.unit), "of": number(latest.of)}
    said_of = _("%(value)s %(unit)s, av %(of)s") if latest.of else _("%(value)s %(unit)s")
    return {
        "name": told(one.name),
        "unit": told(one.unit),
        "definition": told(one.definition),
        "formula": told(one.formula),
        "traps": [told(trap) for trap in one.traps],
        "latest": f"{period}: {said_of % words}" if latest.value is not None else _("inget att visa än"),
    }


def _example_pair() -> tuple[Any, Any]:
    from endorr.statistics.rules.identity import Identity, Trade

    one = Identity(Basis.HQ, "goods_export", "", Trade.GOODS)
    return one, Identity(Basis.BISNODE, "goods_export", "", Trade.GOODS)
