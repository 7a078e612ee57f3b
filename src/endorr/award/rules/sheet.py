"""What a criteria sheet may hold: measures out of official figures with weights, and what the jury reads itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from endorr.award.rules.composite import WHOLE, Aggregation, Normalisation, Part
from endorr.statistics.table import Text


class Kind(StrEnum):
    """What a measure looks at: how much there is, or how much it has changed."""

    LEVEL = "level"
    CHANGE = "change"


class Field(StrEnum):
    """The groups that measures are weighed in."""

    SMALL = "small"
    BREADTH = "breadth"


FIELDS: Mapping[Field, Text] = MappingProxyType(
    {
        Field.SMALL: {"sv": "Små och medelstora företag", "en": "Small and medium-sized firms"},
        Field.BREADTH: {"sv": "Exporten i stort", "en": "Exports at large"},
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion that figures can tell: an indicator by its key, its level or its change in per cent over `years`."""

    key: str
    indicator: str
    kind: Kind
    field: Field
    name: Text
    years: int = 0


_ALL = (
    Measure(
        "smf-export-okning",
        "smaforetag-per-invanare",
        Kind.CHANGE,
        Field.SMALL,
        {
            "sv": "Ökning av små och medelstora företags varuexport per invånare, fem år",
            "en": "Rise in small and medium-sized firms' goods exports per inhabitant, five years",
        },
        5,
    ),
    Measure(
        "smf-exportorer",
        "smaforetag-per-100000",
        Kind.LEVEL,
        Field.SMALL,
        {
            "sv": "Exporterande små och medelstora företag per 100 000 invånare",
            "en": "Exporting small and medium-sized firms per 100,000 inhabitants",
        },
    ),
    Measure(
        "smf-exportorer-okning",
        "smaforetag-per-100000",
        Kind.CHANGE,
        Field.SMALL,
        {
            "sv": "Ökning av antalet exporterande små och medelstora företag per invånare, fem år",
            "en": "Rise in exporting small and medium-sized firms per inhabitant, five years",
        },
        5,
    ),
    Measure(
        "tjansteexport-okning",
        "tjansteexport",
        Kind.CHANGE,
        Field.BREADTH,
        {"sv": "Ökning av tjänsteexporten, fem år", "en": "Rise in services exports, five years"},
        5,
    ),
    Measure(
        "varuexport-okning",
        "varuexport",
        Kind.CHANGE,
        Field.BREADTH,
        {"sv": "Ökning av varuexporten, fem år", "en": "Rise in goods exports, five years"},
        5,
    ),
    Measure(
        "andel-exporterande",
        "andel-foretag",
        Kind.LEVEL,
        Field.BREADTH,
        {"sv": "Andel av alla företag som exporterar", "en": "Share of all firms that export"},
    ),
)
MEASURES: Mapping[str, Measure] = MappingProxyType({one.key: one for one in _ALL})

MOST_WEIGHT = 10
MOST_READ = 8
FEWEST_TOLD = 14
"""Of the 21 regions so many must have a figure for a measure to count: two in three."""


class Flaw(StrEnum):
    """Why a sheet cannot be used."""

    NO_MEASURE = "no measure"
    NOTHING_TO_READ = "nothing to read"
    TOO_MUCH_TO_READ = "too much to read"
    READ_TWICE = "read twice"


class SheetError(ValueError):
    """A sheet that says too little or too much; `flaw` is why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Sheet:
    """A criteria sheet. `weights` by measure, 1 to 10; `read` what the jury reads itself, in the order it is shown.

    `swing` is how far each weight may be doubted, 0.25 for a quarter up or down; `draws` and `seed` are the number of
    tries in which everything is doubted at once, and where their chance begins.
    """

    weights: Mapping[str, int]
    read: tuple[str, ...]
    normalisation: Normalisation = Normalisation.MINMAX
    aggregation: Aggregation = Aggregation.ARITHMETIC
    swing: float = 0.25
    draws: int = 10_000
    seed: int = 1
    most_outliers: int = 2

    def __post_init__(self) -> None:
        """Refuse what cannot be used: SheetError says why."""
        if not self.weights:
            raise SheetError(Flaw.NO_MEASURE)
        if not self.read:
            raise SheetError(Flaw.NOTHING_TO_READ)
        if len(self.read) > MOST_READ:
            raise SheetError(Flaw.TOO_MUCH_TO_READ)
        if len({one.casefold() for one in self.read}) < len(self.read):
            raise SheetError(Flaw.READ_TWICE)
        for key, weight in self.weights.items():
            if key not in MEASURES or not 1 <= weight <= MOST_WEIGHT:
                raise ValueError(f"{key} cannot weigh {weight}")

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that weigh anything, in the order of the catalogue."""
        return tuple(one for one in _ALL if one.key in self.weights)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The measures in their fields; a field weighs what its measures weigh together."""
        fields = {one.field for one in self.measures}
        groups = [
            Part(field.value, WHOLE, float(sum(self.weights[one.key] for one in self.measures if one.field is field)))
            for field in Field
            if field in fields
        ]
        return (*groups, *(Part(one.key, one.field.value, float(self.weights[one.key])) for one in self.measures))

    def share(self, key: str) -> float:
        """Return how much of the whole a measure weighs, 0 to 1."""
        return self.weights[key] / sum(self.weights.values())

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "weights": dict(self.weights), "read": list(self.read)}

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> "Sheet":
        """Read a sheet as it was kept; raises SheetError or ValueError for one that was none."""
        return cls(
            **{
                **told,
                "read": tuple(told["read"]),
                "normalisation": Normalisation(told["normalisation"]),
                "aggregation": Aggregation(told["aggregation"]),
            }
        )
