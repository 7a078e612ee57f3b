"""What each indicator means: definition, formula, source, traps, and out of what it is made."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from endorr.statistics.rules.identity import ALL_FIRMS, LARGE, SME, Population, Trade
from endorr.statistics.table import Text


class Operation(StrEnum):
    """How the parts become the figure."""

    VALUE = "value"
    SUM = "sum"
    RATIO = "ratio"
    CHANGE = "change"
    YEARLY = "yearly"


SPANS = range(2, 16)
"""Over how many years a reader may have a mean yearly change."""


class Group(StrEnum):
    """What an indicator is about, in the order readers meet them."""

    EXPORTS = "exports"
    CHANGE = "change"
    WEIGHT = "weight"
    FIRMS = "firms"


_WORDS = tomllib.loads((files("endorr.indicators") / "data" / "definitions.toml").read_text(encoding="utf-8"))

GROUPS: Mapping[Group, Text] = MappingProxyType({group: _WORDS["groups"][group.value] for group in Group})


@dataclass(frozen=True, slots=True)
class Part:
    """What a figure is made of: a concept, of which firms, of goods or services; `categories` of a split are summed.

    `national` parts are of the whole world or nation and have no areas.
    """

    concept: str
    population: Population = ALL_FIRMS
    trade: Trade | None = None
    categories: tuple[str, ...] = ()
    national: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator. `times` takes the figure to the unit it is told in, with `decimals`; `years` is how far back.

    `published` is the concept under which others have published the very figure, used where it cannot be made.
    """

    key: str
    group: Group
    name: Text
    unit: Text
    definition: Text
    formula: Text
    traps: tuple[Text, ...]
    operation: Operation
    parts: tuple[Part, ...]
    below: Part | None = None
    times: float = 1.0
    decimals: int = 0
    years: int = 0
    published: Part | None = None

    @property
    def percent(self) -> bool:
        """Say whether it is told in per cent."""
        return self.unit["sv"] in {"procent", "procent per år"}

    @property
    def adds_up(self) -> bool:
        """Say whether the figure of a larger area is the sum of its parts'."""
        return self.operation in {Operation.VALUE, Operation.SUM}


GOODS = Part("goods_export", trade=Trade.GOODS)
SERVICES = Part("services_export", trade=Trade.SERVICES)
PEOPLE = Part("population")
EXPORTERS = Part("exporters", trade=Trade.GOODS)
SME_CLASSES = ("0", "1-9", "10-49", "50-249")
SME_EXPORTERS = Part("exporters_by_size", trade=Trade.GOODS, categories=SME_CLASSES)
SME_EXPORTERS_WITH_EMPLOYEES = Part("exporters_by_size", trade=Trade.GOODS, categories=SME_CLASSES[1:])
SME_GOODS = Part("goods_export_by_size", trade=Trade.GOODS, categories=SME_CLASSES)
LARGE_GOODS = Part("goods_export", LARGE, Trade.GOODS)


def _said_of(key: str, years: int) -> dict[str, Any]:
    """Return the texts of an indicator in which the number of years may stand."""
    told = _WORDS["indicators"][key]
    return {
        name: {language: text.replace("{years}", str(years)) for language, text in told[name].items()}
        for name in ("name", "definition", "formula")
    }


def over(indicator: Indicator, years: int) -> Indicator:
    """Return a mean yearly change over another number of years; any other indicator as it is."""
    if indicator.operation is not Operation.YEARLY:
        return indicator
    return replace(indicator, years=years, **_said_of(indicator.key, years))


def _indicator(key: str, group: Group, operation: Operation, parts: tuple[Part, ...], **made: Any) -> Indicator:
    """Join how an indicator is made to what is said of it."""
    told = _WORDS["indicators"][key]
    shared = [_WORDS["traps"][name] for name in told.get("shared_traps", ())]
    return Indicator(
        key=key,
        group=group,
        unit=told["unit"],
        **_said_of(key, made.get("years", 0)),
        traps=(*shared, *told.get("own_traps", ())),
        operation=operation,
        parts=parts,
        **made,
    )


_ALL = (
    _indicator("varuexport", Group.EXPORTS, Operation.VALUE, (GOODS,), times=1e-06),
    _indicator("tjansteexport", Group.EXPORTS, Operation.VALUE, (SERVICES,), times=1e-06),
    _indicator(
        "varor-och-tjanster",
        Group.EXPORTS,
        Operation.SUM,
        (GOODS, SERVICES),
        times=1e-06,
        published=Part("goods_export", trade=Trade.BOTH),
    ),
    _indicator(
        "per-invanare",
        Group.EXPORTS,
        Operation.RATIO,
        (GOODS,),
        below=PEOPLE,
        times=0.001,
        decimals=1,
        published=Part("published_per_capita", trade=Trade.GOODS),
    ),
    _indicator(
        "smaforetag-per-invanare",
        Group.EXPORTS,
        Operation.RATIO,
        (SME_GOODS,),
        below=PEOPLE,
        times=0.001,
        decimals=1,
        published=Part("published_per_capita", SME, trade=Trade.GOODS),
    ),
    _indicator(
        "varldsandel",
        Group.EXPORTS,
        Operation.RATIO,
        (GOODS,),
        below=Part("goods_export_world", national=True),
        times=1000,
        decimals=2,
    ),
    _indicator(
        "forandring",
        Group.CHANGE,
        Operation.CHANGE,
        (GOODS,),
        times=100,
        decimals=1,
        years=1,
        published=Part("published_change", trade=Trade.GOODS),
    ),
    _indicator("arlig-forandring", Group.CHANGE, Operation.YEARLY, (GOODS,), times=100, decimals=1, years=5),
    _indicator(
        "andel-omsattning",
        Group.WEIGHT,
        Operation.RATIO,
        (GOODS,),
        below=Part("turnover"),
        times=100,
        decimals=1,
        published=Part("published_share_turnover", trade=Trade.GOODS),
    ),
    _indicator(
        "andel-brp",
        Group.WEIGHT,
        Operation.RATIO,
        (GOODS,),
        below=Part("grp"),
        times=100,
        decimals=1,
        published=Part("published_share_grp", trade=Trade.GOODS),
    ),
    _indicator(
        "storforetagens-andel",
        Group.WEIGHT,
        Operation.RATIO,
        (LARGE_GOODS,),
        below=GOODS,
        times=100,
        decimals=1,
        published=Part("published_large_share", trade=Trade.GOODS),
    ),
    _indicator("exportorer", Group.FIRMS, Operation.VALUE, (EXPORTERS,)),
    _indicator(
        "exportorer-per-1000",
        Group.FIRMS,
        Operation.RATIO,
        (EXPORTERS,),
        below=PEOPLE,
        times=1000,
        decimals=1,
        published=Part("published_exporters_per_1000", trade=Trade.GOODS),
    ),
    _indicator("smaforetag-per-100000", Group.FIRMS, Operation.RATIO, (SME_EXPORTERS,), below=PEOPLE, times=100000),
    _indicator(
        "smaforetag-med-anstallda-per-100000",
        Group.FIRMS,
        Operation.RATIO,
        (SME_EXPORTERS_WITH_EMPLOYEES,),
        below=PEOPLE,
        times=100000,
    ),
    _indicator(
        "andel-foretag", Group.FIRMS, Operation.RATIO, (EXPORTERS,), below=Part("active_firms"), times=100, decimals=1
    ),
    _indicator(
        "andel-foretag-med-anstallda",
        Group.FIRMS,
        Operation.RATIO,
        (EXPORTERS,),
        below=Part("active_firms_with_employees"),
        times=100,
        decimals=1,
    ),
)

INDICATORS: Mapping[str, Indicator] = MappingProxyType({one.key: one for one in _ALL})


def concepts(indicator: Indicator) -> tuple[str, ...]:
    """Return every concept that an indicator may be made of, for one query."""
    parts = (*indicator.parts, indicator.below, indicator.published)
    return tuple(dict.fromkeys(part.concept for part in parts if part))
