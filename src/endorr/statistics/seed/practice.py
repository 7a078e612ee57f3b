"""A practice world: invented figures that fill all 21 counties, the same every time, never to be quoted.

Only its shape is taken from reality: the counties' population of 2019, a dip in 2020, about 84 per cent of the value
from firms with 250 employees or more, many small exporters. Totals agree in every table: size classes, markets and
municipalities add up to the county.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from random import Random
from typing import Any

from endorr.core.counties import COUNTIES
from endorr.core.municipalities import in_county, municipalities
from endorr.statistics.commands import Origin, TableFacts, declare, publish
from endorr.statistics.rules.identity import LARGE, Basis, Population, Trade
from endorr.statistics.rules.series import EXACT, SeriesFacts
from endorr.statistics.seed.cells import AREA, MEASURE, YEAR, Cell, counties, named, table, years
from endorr.statistics.seed.published import rows
from endorr.statistics.table import Dimension, Flag, Note, Role, Table, Text

ACTOR = "system:practice"
SEED = 2016
FIRST, LAST = 2014, 2025
YEARS = tuple(range(FIRST, LAST + 1))
SOURCE: Text = {
    "sv": "Övningsdata, påhittade av En dörr in. Får inte citeras.",
    "en": "Practice data, invented by En dörr in. Not to be quoted.",
}
WARNING = Note(SOURCE, mandatory=True)
SIZES: Mapping[str, Text] = {
    "0": {"sv": "0 anställda", "en": "0 employees"},
    "1-9": {"sv": "1–9 anställda", "en": "1–9 employees"},
    "10-49": {"sv": "10–49 anställda", "en": "10–49 employees"},
    "50-249": {"sv": "50–249 anställda", "en": "50–249 employees"},
    "250+": {"sv": "250 eller fler", "en": "250 or more"},
    "okand": {"sv": "okänd storlek", "en": "size unknown"},
}
VALUE_SHARES = (0.004, 0.016, 0.05, 0.09, 0.83, 0.01)
FIRM_SHARES = (0.34, 0.36, 0.18, 0.07, 0.02, 0.03)
MARKETS: Mapping[str, tuple[str, str, float]] = {
    "DE": ("Tyskland", "Germany", 0.105), "NO": ("Norge", "Norway", 0.104), "US": ("USA", "United States", 0.088),
    "DK": ("Danmark", "Denmark", 0.076), "FI": ("Finland", "Finland", 0.07),
    "GB": ("Storbritannien", "United Kingdom", 0.055),
    "NL": ("Nederländerna", "Netherlands", 0.052), "CN": ("Kina", "China", 0.05), "FR": ("Frankrike", "France", 0.044),
    "BE": ("Belgien", "Belgium", 0.043), "PL": ("Polen", "Poland", 0.036), "IT": ("Italien", "Italy", 0.029),
    "ES": ("Spanien", "Spain", 0.021), "JP": ("Japan", "Japan", 0.014), "KR": ("Sydkorea", "South Korea", 0.012),
    "IN": ("Indien", "India", 0.012), "BR": ("Brasilien", "Brazil", 0.011), "CA": ("Kanada", "Canada", 0.01),
    "TR": ("Turkiet", "Türkiye", 0.01), "AU": ("Australien", "Australia", 0.01), "AT": ("Österrike", "Austria", 0.01),
    "CH": ("Schweiz", "Switzerland", 0.01), "EE": ("Estland", "Estonia", 0.009),
    "ZA": ("Sydafrika", "South Africa", 0.007),
    "ovriga": ("övriga länder", "other countries", 0.112),
}  # fmt: skip
OTHER = "ovriga"
# Goods exports per inhabitant in thousands of kronor: where industry is heavy, in the practice world too.
PER_CAPITA = {
    "01": 118, "03": 72, "04": 95, "05": 112, "06": 128, "07": 168, "08": 121, "09": 31, "10": 162, "12": 88,
    "13": 64, "14": 164, "17": 101, "18": 116, "19": 152, "20": 134, "21": 138, "22": 126, "23": 42, "24": 92,
    "25": 172,
}  # fmt: skip
PACE = {2014: 1.0, 2015: 1.04, 2016: 1.05, 2017: 1.13, 2018: 1.22, 2019: 1.28, 2020: 1.2, 2021: 1.39, 2022: 1.66,
        2023: 1.68, 2024: 1.7, 2025: 1.76}  # fmt: skip
# The counties' totals are told in whole hundreds of millions, so that rounding can be seen at work.
ROUNDED = 100
KRONOR: Text = {"sv": "miljoner kronor", "en": "SEK million"}
FIRMS: Text = {"sv": "företag", "en": "firms"}
PEOPLE: Text = {"sv": "invånare", "en": "inhabitants"}


@dataclass(frozen=True, slots=True)
class _County:
    """A county in the practice world, year by year."""

    people: tuple[int, ...]
    goods: tuple[int, ...]
    services: tuple[int, ...]
    exporters: tuple[int, ...]
    firms: tuple[int, ...]


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Divide a whole number by weights so that the parts add up to it exactly (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(each) for each in exact]
    order = sorted(range(len(exact)), key=lambda place: exact[place] - parts[place], reverse=True)
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _people() -> dict[str, int]:
    return {row["area"]: int(row["value"]) for row in rows() if row["table"] == "folkmangd" and row["period"] == "2019"}


def _county(code: str, people: int, dice: Random) -> _County:
    growth, drift = dice.uniform(-0.002, 0.011), dice.uniform(-0.012, 0.018)
    residents = tuple(round(people * (1 + growth) ** (year - 2019)) for year in YEARS)
    goods = tuple(
        ROUNDED
        * round(
            PER_CAPITA[code]
            * people
            / 1000
            / ROUNDED
            * PACE[year]
            / PACE[2019]
            * (1 + drift) ** (year - 2019)
            * _shake(dice)
        )
        for year in YEARS
    )
    services = tuple(round(value * dice.uniform(0.18, 0.42) * (1.9 if code == "01" else 1)) for value in goods)
    active = tuple(round(each * dice.uniform(0.102, 0.121)) for each in residents)
    exporters = tuple(round(each * dice.uniform(0.031, 0.039) * (1 + drift * 2)) for each in active)
    return _County(residents, goods, services, exporters, active)


def _shake(dice: Random) -> float:
    return 1 + dice.uniform(-0.035, 0.035)


def _world() -> dict[str, _County]:
    dice, people = Random(SEED), _people()  # noqa: S311 - invented figures, the same every time
    return {one.code: _county(one.code, people[one.code], dice) for one in COUNTIES}


def _measures(told: Mapping[str, tuple[str, str]]) -> Dimension:
    names = {code: {"sv": sv, "en": en} for code, (sv, en) in told.items()}
    return named(MEASURE, {"sv": "mått", "en": "measure"}, names, Role.METRIC)


COUNTY_MEASURES = {
    "varor": ("Varuexport", "Goods exports"),
    "tjanster": ("Tjänsteexport", "Services exports"),
    "omsattning": ("Företagens nettoomsättning", "Firms' net turnover"),
    "brp": ("Bruttoregionprodukt", "Gross regional product"),
    "exportorer": ("Företag som exporterar varor", "Firms that export goods"),
    "foretag": ("Verksamma företag", "Active firms"),
    "foretag_anstallda": ("Verksamma företag med anställda", "Active firms with employees"),
    "invanare": ("Invånare", "Inhabitants"),
}
# One county's latest figure is left out, so that a sum of the nation can be seen to lack one.
MISSING = ("09", str(LAST))


def _county_cells(world: Mapping[str, _County]) -> Iterator[Cell]:
    dice = Random(SEED + 1)  # noqa: S311
    for code, one in world.items():
        for place, year in enumerate(map(str, YEARS)):
            goods = one.goods[place]
            told = {
                "varor": goods,
                "tjanster": one.services[place],
                "omsattning": round(goods * dice.uniform(2.7, 3.6)),
                "brp": round(one.people[place] * dice.uniform(0.39, 0.47)),
                "exportorer": one.exporters[place],
                "foretag": one.firms[place],
                "foretag_anstallda": round(one.firms[place] * 0.244),
                "invanare": one.people[place],
            }
            for measure, value in told.items():
                hidden = (code, year) == MISSING and measure in {"varor", "exportorer"}
                yield Cell((code, measure, year), value, flag=Flag.TWO_DOTS if hidden else Flag.VALUE)


def _size_cells(world: Mapping[str, _County]) -> Iterator[Cell]:
    dice = Random(SEED + 2)  # noqa: S311
    for code, one in world.items():
        for place, year in enumerate(map(str, YEARS)):
            values = shared(one.goods[place], [share * _shake(dice) for share in VALUE_SHARES])
            firms = shared(one.exporters[place], [share * _shake(dice) for share in FIRM_SHARES])
            for size, value, many in zip(SIZES, values, firms, strict=True):
                hidden = (code, year) == MISSING
                flag = Flag.TWO_DOTS if hidden else Flag.VALUE
                yield Cell((code, size, "varor", year), value, flag=flag)
                yield Cell((code, size, "exportorer", year), many, flag=flag)


def _market_cells(world: Mapping[str, _County]) -> Iterator[Cell]:
    dice = Random(SEED + 3)  # noqa: S311
    for code, one in world.items():
        taste = [share * dice.uniform(0.45, 1.7) for _sv, _en, share in MARKETS.values()]
        for place, year in enumerate(map(str, YEARS)):
            values = shared(one.goods[place], [share * _shake(dice) for share in taste])
            for market, value in zip(MARKETS, values, strict=True):
                flag = Flag.TWO_DOTS if (code, year) == MISSING else Flag.VALUE
                yield Cell((code, market, year), value, flag=flag)


def _municipal_cells(world: Mapping[str, _County]) -> Iterator[Cell]:
    dice = Random(SEED + 4)  # noqa: S311
    for code, one in world.items():
        places = in_county(code)
        heads = [dice.paretovariate(1.3) for _ in places]
        trade = [head * dice.uniform(0.4, 1.8) for head in heads]
        for at, year in enumerate(map(str, YEARS)):
            people = shared(one.people[at], heads)
            goods = shared(one.goods[at], [share * _shake(dice) for share in trade])
            firms = shared(one.exporters[at], heads)
            for spot, place in enumerate(places):
                hidden = firms[spot] < 3 or (code, year) == MISSING
                flag = Flag.TWO_DOTS if hidden else Flag.VALUE
                yield Cell((place.code, "varor", year), goods[spot], flag=flag)
                yield Cell((place.code, "exportorer", year), firms[spot], flag=flag)
                yield Cell((place.code, "invanare", year), people[spot])


def _world_cells(world: Mapping[str, _County]) -> Iterator[Cell]:
    for place, year in enumerate(map(str, YEARS)):
        total = sum(one.goods[place] for one in world.values())
        yield Cell(("varor", year), round(total / (0.0093 - 0.00005 * place)))


def _municipalities() -> Dimension:
    names = {code: {"sv": one.name, "en": one.name} for code, one in municipalities().items()}
    return named(AREA, {"sv": "kommun", "en": "municipality"}, names, Role.GEO)


def _table(dimensions: Sequence[Dimension], cells: Iterator[Cell], title: Text, units: Mapping[str, Text]) -> Table:
    return table(dimensions, cells, title=title, source=SOURCE, units=units, notes=(WARNING,))


UNITS = {
    "varor": KRONOR,
    "tjanster": KRONOR,
    "omsattning": KRONOR,
    "brp": KRONOR,
    "exportorer": FIRMS,
    "foretag": FIRMS,
    "foretag_anstallda": FIRMS,
    "invanare": PEOPLE,
}
CONCEPTS = {
    "varor": ("goods_export", Trade.GOODS),
    "tjanster": ("services_export", Trade.SERVICES),
    "omsattning": ("turnover", Trade.NONE),
    "brp": ("grp", Trade.NONE),
    "exportorer": ("exporters", Trade.GOODS),
    "foretag": ("active_firms", Trade.NONE),
    "foretag_anstallda": ("active_firms_with_employees", Trade.NONE),
    "invanare": ("population", Trade.NONE),
}


def _series(measure: str, names: Mapping[str, tuple[str, str]], suffix: str = "", **more: Any) -> SeriesFacts:
    concept, trade = CONCEPTS[measure]
    sv, en = names[measure]
    told: dict[str, Any] = {
        "key": measure,
        "selection": {MEASURE: measure},
        "geo": AREA,
        "population": Population(),
        "power": 6 if UNITS[measure] is KRONOR else 0,
        "step": 1 if UNITS[measure] is KRONOR else EXACT,
        **more,
    }
    return SeriesFacts(
        concept=concept + suffix, name={"sv": sv, "en": en}, unit=UNITS[measure], time=YEAR, trade=trade, **told
    )


def _step(measure: str) -> float:
    return ROUNDED if measure == "varor" else 1 if UNITS[measure] is KRONOR else EXACT


def _size_series() -> Iterator[SeriesFacts]:
    names = {measure: COUNTY_MEASURES[measure] for measure in ("varor", "exportorer")}
    for measure in names:
        yield _series(measure, names, "_by_size", split="storlek")
        yield _series(
            measure, names, key=f"{measure}-250", population=LARGE, selection={MEASURE: measure, "storlek": "250+"}
        )


def _contents(world: Mapping[str, _County]) -> Iterator[tuple[str, Text, Table, list[SeriesFacts]]]:
    when = years(map(str, YEARS))
    two = {measure: COUNTY_MEASURES[measure] for measure in ("varor", "exportorer")}
    three = {**two, "invanare": COUNTY_MEASURES["invanare"]}
    title: Text = {"sv": "Övning: export och företag per län", "en": "Practice: exports and firms by county"}
    measures = _measures(COUNTY_MEASURES)
    yield (
        "ovning-lan",
        title,
        _table((counties(), measures, when), _county_cells(world), title, UNITS),
        [_series(one, COUNTY_MEASURES, step=_step(one)) for one in COUNTY_MEASURES],
    )
    title = {"sv": "Övning: varuexport efter företagens storlek", "en": "Practice: goods exports by size of firm"}
    sizes = named("storlek", {"sv": "storlek", "en": "size"}, SIZES)
    content = _table((counties(), sizes, _measures(two), when), _size_cells(world), title, UNITS)
    yield "ovning-storlek", title, content, list(_size_series())
    title = {"sv": "Övning: varuexport efter marknad", "en": "Practice: goods exports by market"}
    markets = named(
        "marknad", {"sv": "marknad", "en": "market"}, {c: {"sv": n[0], "en": n[1]} for c, n in MARKETS.items()}
    )
    content = _table((counties(), markets, when), _market_cells(world), title, {"": KRONOR})
    by_market = _series("varor", COUNTY_MEASURES, "_by_market", split="marknad", selection={})
    yield "ovning-marknader", title, content, [by_market]
    title = {"sv": "Övning: varuexport per kommun", "en": "Practice: goods exports by municipality"}
    content = _table((_municipalities(), _measures(three), when), _municipal_cells(world), title, UNITS)
    yield "ovning-kommuner", title, content, [_series(measure, three, "_municipal") for measure in three]
    title = {"sv": "Övning: världens varuexport", "en": "Practice: the world's goods exports"}
    content = _table((_measures({"varor": two["varor"]}), when), _world_cells(world), title, UNITS)
    yield "ovning-varlden", title, content, [_series("varor", two, "_world", geo="")]


def sow_practice(now: datetime, *, first: int | None = None) -> int:
    """Declare and publish the practice world, or its `first` tables; once more changes nothing. Returns how many."""
    made = 0
    for key, title, content, series in islice(_contents(_world()), first):
        facts = TableFacts(title=title, basis=Basis.SYNTHETIC, source=SOURCE, about=SOURCE)
        declare(key, facts, series, now=now, actor=ACTOR)
        publish(key, content, Origin("practice", now), now=now, actor=ACTOR)
        made += 1
    return made
