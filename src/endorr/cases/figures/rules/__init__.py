"""What is counted, how it adds up, and which small counts are kept back; plain Python on plain values."""

from endorr.cases.figures.rules.suppression import LEAST, shown
from endorr.cases.figures.rules.tallies import (
    NOTHING,
    Figures,
    Measure,
    Share,
    Tally,
    Told,
    Try,
    counted,
    figures,
    hours_between,
)

__all__ = [
    "LEAST",
    "NOTHING",
    "Figures",
    "Measure",
    "Share",
    "Tally",
    "Told",
    "Try",
    "counted",
    "figures",
    "hours_between",
    "shown",
]
