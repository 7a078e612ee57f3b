"""Figures and what is said of them, as a reader writes them."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.i18n.formats import NBSP
from endorr.base.i18n.templatetags.words import number
from endorr.indicators.queries import Panel, World
from endorr.indicators.rules.areas import NATION, Area
from endorr.indicators.rules.computing import Figure, Made
from endorr.indicators.rules.definitions import Indicator
from endorr.indicators.rules.ranking import Place
from endorr.statistics.rules.identity import BASES, Basis, Edition
from endorr.statistics.table import Text, said


def language() -> str:
    """The language of the page being made."""
    return get_language() or "sv"


def told(text: Text) -> str:
    """A text in the page's language, or in whichever it has."""
    return said(text, language())


def shown(indicator: Indicator, value: float | None) -> str:
    """A value with the indicator's decimals, without its unit."""
    if value is None:
        return _("uppgift saknas")
    text = number(value, indicator.decimals)
    changed = indicator.operation in {"change", "yearly"}
    return f"+{text}" if changed and value > 0 else text


def with_unit(indicator: Indicator, value: float | None) -> str:
    """A value with its unit: `57 075 miljoner kronor`, `+2,4 procent`."""
    return shown(indicator, value) if value is None else f"{shown(indicator, value)} {told(indicator.unit)}"


def place_text(place: Place | None, *, under_heading: bool = False) -> str:
    """A rank in words: `plats 5 av 21`, `delad plats 5 av 21, mellan 4 och 6 med hänsyn till avrundning`.

    Under a heading that says what it is: `5 av 21`, `delad 5 av 21`.
    """
    if place is None:
        return ""
    words = {"rank": place.rank, "of": place.of, "best": place.best, "worst": place.worst}
    if under_heading:
        text = _("delad %(rank)s av %(of)s") if place.tied else _("%(rank)s av %(of)s")
        text = text.replace(" ", NBSP)
    else:
        text = _("delad plats %(rank)s av %(of)s") if place.tied else _("plats %(rank)s av %(of)s")
    if not place.certain:
        text += _(", mellan %(best)s och %(worst)s med hänsyn till avrundning")
    return text % words


def counted_text(figure: Figure, *, nation: bool = True) -> str:
    """How many areas a sum counts, when it is not all: `20 av 21 län`."""
    if figure.whole or figure.span is None:
        return ""
    words = {"counted": figure.counted, "of": figure.of}
    return (_("%(counted)s av %(of)s län") if nation else _("%(counted)s av %(of)s delar")) % words


def basis_name(basis: Basis | None) -> str:
    return told(BASES[basis].name) if basis else ""


def source_text(panel: Panel) -> str:
    """Source, basis and editions of a panel in a sentence."""
    sources = list(dict.fromkeys(told(edition.source).rstrip(".") for edition in panel.editions))
    text = "; ".join(sources)
    if panel.basis:
        text += _(". Fördelningsgrund: %(basis)s") % {"basis": basis_name(panel.basis)}
    if panel.editions:
        text += _(". Tabeller: %(tables)s") % {"tables": ", ".join(edition_text(one) for one in panel.editions)}
    return f"{text}."


def edition_text(edition: Edition) -> str:
    """A table and its version: `Folkmängd per län, version 1`."""
    text = _("%(table)s, version %(version)s") % {"table": told(edition.title), "version": edition.version}
    return f"{text} ({edition.vintage})" if edition.vintage else text


def warning(world: World) -> str:
    """What every page, chart and file of the practice world says."""
    return _("Övningsdata: påhittade tal, får inte citeras") if world is World.PRACTICE else ""


def made_text(figure: Figure) -> str:
    """How a figure came about: made by us, or as somebody has published it."""
    if figure.span is None:
        return ""
    return _("publicerad") if figure.made is Made.PUBLISHED else _("beräknad")


def notes_text(figure: Figure) -> str:
    """The notes of the cells a figure rests on, each once."""
    return " ".join(dict.fromkeys(told(note) for note in figure.notes))


def nation_figure(panel: Panel, period: str) -> Figure:
    """The nation's figure, or none when too few counties are counted for it to stand for the nation."""
    figure = panel.figure(NATION, period)
    return figure if figure.telling else Figure(None, counted=figure.counted, of=figure.of)


def listed(found: Sequence[Area]) -> str:
    return ", ".join(one.name(language()) for one in found)
