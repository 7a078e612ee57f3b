"""An indicator as a table of its own, in every format that official statistics are exchanged in."""

import numpy as np

from endorr.indicators.queries import Panel, World
from endorr.indicators.rules.areas import SWEDEN, Level
from endorr.indicators.rules.computing import Figure
from endorr.indicators.words import nation_figure
from endorr.statistics.rules.identity import BASES, Basis
from endorr.statistics.table import Dimension, Facts, Flag, Head, Note, Observations, Role, Table, Text, said

AREA, YEAR = "Region", "Tid"


def as_table(panel: Panel) -> Table:
    """Return a panel as a table of areas and years, the nation first; basis, traps and sources follow as notes."""
    areas = [one for one in (SWEDEN, *panel.areas) if one is not SWEDEN or panel.level is not Level.MUNICIPALITY]
    values, flags = [], []
    for one in areas:
        for period in panel.periods:
            figure = nation_figure(panel, period) if one is SWEDEN else panel.figure(one.code, period)
            values.append(np.nan if figure.value is None else round(figure.value, panel.indicator.decimals))
            flags.append(_flag(figure))
    names = {language: tuple(one.name(language) for one in areas) for language in ("sv", "en")}
    area = Dimension(AREA, {"sv": "område", "en": "area"}, tuple(one.code for one in areas), names, Role.GEO)
    labels = {"sv": panel.periods, "en": panel.periods}
    year = Dimension(YEAR, {"sv": "år", "en": "year"}, panel.periods, labels, Role.TIME, "A", panel.periods)
    observations = Observations(np.array(values, np.float64), np.array(flags, np.uint8))
    return Table(_head(panel, (area, year)), observations)


def _flag(figure: Figure) -> Flag:
    return Flag.TWO_DOTS if figure.value is None else Flag.VALUE


def _head(panel: Panel, dimensions: tuple[Dimension, ...]) -> Head:
    indicator = panel.indicator
    return Head(
        dimensions=dimensions,
        stub=1,
        language="sv",
        languages=("sv", "en"),
        title=indicator.name,
        contents=indicator.name,
        source=_source(panel),
        subject={"sv": "Export", "en": "Exports"},
        subject_code="HA",
        matrix=f"ENDORR-{indicator.key}",
        decimals=indicator.decimals,
        facts=Facts(unit=indicator.unit),
        notes=tuple(_notes(panel)),
    )


def _source(panel: Panel) -> Text:
    return {
        language: "; ".join(dict.fromkeys(one.source.get(language, "") for one in panel.editions)) or "-"
        for language in ("sv", "en")
    }


def _notes(panel: Panel) -> list[Note]:
    """What must follow the figures everywhere first: that they are invented, or by which basis they are."""
    basis = BASES[panel.basis] if panel.basis else BASES[Basis.SYNTHETIC]
    first = Note(basis.trap, mandatory=True)
    made = {
        "sv": "Ur " + ", ".join(f"{said(one.title, 'sv')}, version {one.version}" for one in panel.editions) + ".",
        "en": "From " + ", ".join(f"{said(one.title, 'en')}, version {one.version}" for one in panel.editions) + ".",
    }
    indicator = panel.indicator
    how = {language: f"{indicator.definition[language]} {indicator.formula[language]}." for language in ("sv", "en")}
    return [first, Note(how), Note(made), *(Note(trap) for trap in indicator.traps)]


def file_name(panel: Panel, ending: str) -> str:
    """Return a name that says what is in the file, and that it is invented where it is."""
    practice = "ovningsdata-" if panel.world is World.PRACTICE else ""
    over = f"-{panel.indicator.years}-ar" if panel.spans else ""
    return f"{practice}{panel.indicator.key}{over}-{panel.basis or 'saknas'}.{ending}"
