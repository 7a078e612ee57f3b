"""Arithmetic with figures that are rounded: every result is a value and the span it must lie in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Span:
    """A value and the least and most it can be, given what it was made of was rounded to."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} does not lie between {self.low} and {self.high}")

    @classmethod
    def rounded(cls, value: float, step: float) -> "Span":
        """A figure rounded to `step`, 0 for an exact one."""
        return cls(value, value - step / 2, value + step / 2)

    @property
    def width(self) -> float:
        return self.high - self.low

    def times(self, factor: float) -> "Span":
        """The span in another unit; `factor` is positive."""
        return Span(self.value * factor, self.low * factor, self.high * factor)


def total(spans: Iterable[Span]) -> Span:
    """The sum. Rounding errors are taken to lie all the same way, which is the worst that can be."""
    found = list(spans)
    return Span(sum(one.value for one in found), sum(one.low for one in found), sum(one.high for one in found))


def ratio(above: Span, below: Span) -> Span | None:
    """The quotient; None where the denominator may be nothing."""
    if below.low <= 0:
        return None
    corners = [one / other for one, other in product((above.low, above.high), (below.low, below.high))]
    return _around(above.value / below.value, corners)


def change(before: Span, after: Span) -> Span | None:
    """The relative change, 0.05 for five per cent; None from nothing."""
    quotient = ratio(after, before)
    return None if quotient is None else Span(quotient.value - 1, quotient.low - 1, quotient.high - 1)


def yearly(before: Span, after: Span, years: int) -> Span | None:
    """The mean change a year over some years: the change that, made every year, leads from the first to the last."""
    quotient = ratio(after, before)
    if quotient is None or quotient.low < 0:
        return None
    roots = [each ** (1 / years) - 1 for each in (quotient.low, quotient.high)]
    return _around(quotient.value ** (1 / years) - 1, roots)


def _around(value: float, corners: Iterable[float]) -> Span:
    """Floating point may put a value a hair outside the corners it was made from."""
    found = [value, *corners]
    return Span(value, min(found), max(found))
