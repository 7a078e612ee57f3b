"""Money as whole öre, so that no sum ever loses one."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

ORE_PER_KRONA = 100


def ore(kronor: Decimal | int | str) -> int:
    """Return kronor as öre; raises ValueError for a part of an öre, decimal.InvalidOperation for what is no number."""
    exact = Decimal(kronor) * ORE_PER_KRONA
    if exact != exact.to_integral_value():
        raise ValueError(f"{kronor} kronor is not a whole number of öre")
    return int(exact)


def kronor(ore_amount: int) -> Decimal:
    """Return öre as kronor, exactly."""
    return Decimal(ore_amount) / ORE_PER_KRONA


def share(ore_amount: int, fraction: Decimal) -> int:
    """Return a fraction of an amount, rounded to the nearest öre, halves away from zero."""
    return int((ore_amount * fraction).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split(ore_amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide an amount by whole weights so that the parts add up to it exactly.

    What rounding leaves over goes, an öre each, to the parts that lost most (largest remainder, earlier parts first).
    Raises ValueError when no weight is positive or one is negative.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights are not negative, and one of them is positive")
    sign = -1 if ore_amount < 0 else 1
    parts = [divmod(abs(ore_amount) * weight, total) for weight in weights]
    left = abs(ore_amount) - sum(whole for whole, _rest in parts)
    lucky = set(sorted(range(len(parts)), key=lambda place: -parts[place][1])[:left])
    return tuple(sign * (whole + (place in lucky)) for place, (whole, _rest) in enumerate(parts))
