"""The check digit that company, personal and card numbers share (Luhn, ISO/IEC 7812-1)."""


def luhn_sum(digits: str) -> int:
    """Return the Luhn sum of a string of ASCII digits, check digit included."""
    doubled = "0246813579"
    return sum(int(doubled[int(digit)]) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))


def luhn_valid(digits: str) -> bool:
    """Say whether the last digit is the check digit of those before it."""
    return luhn_sum(digits) % 10 == 0


def luhn_digit(digits: str) -> str:
    """Return the check digit to append to `digits`."""
    return str(-luhn_sum(digits + "0") % 10)
