"""Writes figures as a Swede does."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

SPACE: Final = "\N{NO-BREAK SPACE}"


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Return `57 075` or `-3,5`: groups of three parted by a no-break space, comma, a true minus sign.

    Halves are rounded away from zero, as in Statistics Sweden's tables.
    """
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,}".replace(",", SPACE).replace(".", ",")
    return f"\N{MINUS SIGN}{text}" if exact < 0 else text
