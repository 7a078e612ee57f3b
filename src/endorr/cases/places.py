"""Says where a company is: its municipality, or only its county when a mail did not say more."""

from endorr.core.counties import county
from endorr.core.municipalities import municipalities


def place_name(code: str) -> str:
    """Return the name of a municipality by its four digits, or of a county by its two."""
    return municipalities()[code].name if len(code) > 2 else county(code).sv
