"""What is wrong with a file: where it stands, what was expected there and what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

SHOWN = 60


class Severity(StrEnum):
    """Fatal problems leave nothing loaded; warnings leave the part they name out."""

    FATAL = "fatal"
    WARNING = "warning"


class Said(NamedTuple):
    """A phrase in Swedish and in English."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file. `line` counts from 1 (0 = none); `keyword` is a PX keyword, a cell or a JSON path."""

    severity: Severity
    file: str
    line: int
    keyword: str
    expected: Said
    found: str = ""

    def text(self, language: str = "sv") -> str:
        """The problem as one sentence in Swedish (sv) or English (any other)."""
        swedish = language == "sv"
        line = (f", rad {self.line}" if swedish else f", line {self.line}") if self.line else ""
        keyword = f", {self.keyword}" if self.keyword else ""
        expected = f"väntade {self.expected.sv}" if swedish else f"expected {self.expected.en}"
        found = f"{', fann ' if swedish else ', found '}{self.found}" if self.found else ""
        return f"{self.file}{line}{keyword}: {expected}{found}"


class UnreadableError(ValueError):
    """A file that cannot be read; `problems` says why, the fatal ones among them first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: each.severity is not Severity.FATAL))
        super().__init__("; ".join(each.text("en") for each in self.problems if each.severity is Severity.FATAL))


class UnwritableError(ValueError):
    """A table that a format cannot hold."""


def shown(found: object) -> str:
    """What was found, quoted and cut to a readable length."""
    text = " ".join(str(found).split())
    return f"«{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}»"
