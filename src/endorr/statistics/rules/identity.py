"""What a figure is: by what it is placed in a county, about whom, of what, in which unit, from which edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from endorr.statistics.table import Text


class Basis(StrEnum):
    """By what a figure is placed in a county. The first three have all been published as "varuexport per län"."""

    HQ = "hq"
    BISNODE = "bisnode"
    PROD = "prod"
    REGISTER = "register"
    RESIDENTS = "residents"
    SURVEY = "survey"
    OWN = "own"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True)
class Explained:
    """A basis in words: its name, where it puts a figure ("... räknas i länet där ...") and what that leads to."""

    name: Text
    places: Text
    trap: Text


BASES: Mapping[Basis, Explained] = MappingProxyType(
    {
        Basis.HQ: Explained(
            {"sv": "huvudkontor", "en": "head office"},
            {
                "sv": "räknar hela exporten i länet där företaget har sitt säte",
                "en": "counts all exports in the county where the firm has its registered seat",
            },
            {
                "sv": "En koncerns hela varuexport hamnar där huvudkontoret ligger. Län med många fabriker men få "
                "huvudkontor får låga tal.",
                "en": "All goods that a group exports land where its head office is. Counties with many plants but "
                "few head offices get low figures.",
            },
        ),
        Basis.BISNODE: Explained(
            {"sv": "arbetsställe (Bisnode)", "en": "workplace (Bisnode)"},
            {
                "sv": "fördelar exporten på företagets arbetsställen efter antalet anställda",
                "en": "spreads exports over the firm's workplaces by the number employed",
            },
            {
                "sv": "Publicerades för 2014–2019 och har ersatts av fördelningen på produktionsplats.",
                "en": "Published for 2014–2019 and replaced by the distribution over places of production.",
            },
        ),
        Basis.PROD: Explained(
            {"sv": "produktionsplats", "en": "place of production"},
            {
                "sv": "räknar exporten i länet där det som exporteras produceras",
                "en": "counts exports in the county where what is exported is produced",
            },
            {
                "sv": "Finns från 2016, för varor och tjänster. Kan inte kedjas ihop med äldre serier.",
                "en": "Exists from 2016, for goods and services. It cannot be chained to older series.",
            },
        ),
        Basis.REGISTER: Explained(
            {"sv": "företagsregistret", "en": "business register"},
            {
                "sv": "räknar företag i SCB:s företagsregister",
                "en": "counts firms in Statistics Sweden's business register",
            },
            {
                "sv": "Ger fler exporterande företag än utrikeshandelsstatistiken, som har en nedre gräns.",
                "en": "Gives more exporting firms than the foreign trade statistics, which have a lower limit.",
            },
        ),
        Basis.RESIDENTS: Explained(
            {"sv": "folkbokföring", "en": "population register"},
            {"sv": "räknar dem som är folkbokförda i länet", "en": "counts those registered as living in the county"},
            {"sv": "Gäller den 31 december.", "en": "As of 31 December."},
        ),
        Basis.SURVEY: Explained(
            {"sv": "enkät", "en": "survey"},
            {"sv": "bygger på vad företag har svarat", "en": "rests on what firms have answered"},
            {"sv": "Har en osäkerhet från urvalet.", "en": "Has the uncertainty of a sample."},
        ),
        Basis.OWN: Explained(
            {"sv": "egna uppgifter", "en": "own records"},
            {"sv": "räknas i samverkans egna ärenden", "en": "is counted in the cooperation's own records"},
            {
                "sv": "Säger vad samverkan har gjort, inte hur hela länet mår.",
                "en": "Tells what the cooperation has done, not how the whole county fares.",
            },
        ),
        Basis.SYNTHETIC: Explained(
            {"sv": "övningsdata", "en": "practice data"},
            {"sv": "är påhittade tal att öva med", "en": "are invented figures to practise with"},
            {
                "sv": "Påhittade tal. De säger ingenting om verkligheten och får aldrig citeras.",
                "en": "Invented figures. They say nothing of the real world and must never be quoted.",
            },
        ),
    }
)


class Trade(StrEnum):
    """What is exported."""

    GOODS = "goods"
    SERVICES = "services"
    BOTH = "both"
    NONE = ""


TRADES: Mapping[Trade, Text] = MappingProxyType(
    {
        Trade.GOODS: {"sv": "varor", "en": "goods"},
        Trade.SERVICES: {"sv": "tjänster", "en": "services"},
        Trade.BOTH: {"sv": "varor och tjänster", "en": "goods and services"},
        Trade.NONE: {"sv": "inte export", "en": "not exports"},
    }
)

SME_BELOW = 250
"""Fewer employees than this is an SME (Tillväxtverket's basic facts; the EU's turnover limits are not used here)."""


@dataclass(frozen=True, slots=True)
class Population:
    """Which firms: from `low` to `high` employees, both included and None for no limit; all firms by default.

    Whether an SME may have no employees at all differs between publications, so it is said: 0-249 or 1-249.
    """

    low: int = 0
    high: int | None = None

    @property
    def everybody(self) -> bool:
        return self.low == 0 and self.high is None

    def within(self, other: "Population") -> bool:
        """Say whether every firm of this population is in the other."""
        below = other.high is None or (self.high is not None and self.high <= other.high)
        return self.low >= other.low and below

    def text(self, language: str) -> str:
        """Return `alla företag`, `företag med 1–249 anställda` or `företag med minst 250 anställda`."""
        english = language == "en"
        if self.everybody:
            return "all firms" if english else "alla företag"
        if self.high is None:
            return f"firms with at least {self.low} employees" if english else f"företag med minst {self.low} anställda"
        span = f"{self.low}–{self.high}"
        return f"firms with {span} employees" if english else f"företag med {span} anställda"

    def as_dict(self) -> dict[str, Any]:
        return {"low": self.low, "high": self.high}


ALL_FIRMS = Population()
SME = Population(0, SME_BELOW - 1)
SME_WITH_EMPLOYEES = Population(1, SME_BELOW - 1)
LARGE = Population(SME_BELOW, None)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which table a figure is from: key, version's number, preliminary or final, source, day read, title."""

    table: str
    version: int
    vintage: str = ""
    source: Text = field(default_factory=dict)
    retrieved: str = ""
    title: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything that must agree before two figures may be put beside each other, and where they are from."""

    basis: Basis
    concept: str
    unit: str
    trade: Trade = Trade.NONE
    population: Population = ALL_FIRMS
    edition: Edition | None = None
