"""Reads and spells the time scale of a PX variable: TLIST(A1),"2019"-"2022" and its kin."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from endorr.statistics.table import Bare

TLIST = re.compile(r"TLIST\(([AHTQKMWD])1?\)?", re.IGNORECASE)
RANGE = re.compile(r'"([^"]*)"-"([^"]*)"')
LETTERED = re.compile(r"(\d{4})[HKQMVWT](\d{1,2})")

PARTS = {"A": 1, "H": 2, "T": 3, "Q": 4, "M": 12}
WIDTH = {"A": 4, "H": 5, "T": 5, "Q": 5, "M": 6, "W": 6, "D": 8}
MOST_PERIODS = 100_000

CODED = {
    "A": re.compile(r"(\d{4})()"),
    "H": re.compile(r"(\d{4})-?[HS]([12])"),
    "Q": re.compile(r"(\d{4})-?[QK]([1-4])"),
    "M": re.compile(r"(\d{4})(?:M|-|-M)(0[1-9]|1[0-2])"),
    "W": re.compile(r"(\d{4})-?[WV](0[1-9]|[1-4]\d|5[0-3])"),
}


def read_timeval(values: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """Scale and periods of a TIMEVAL, both the list and the range form; None if it is neither."""
    opening = TLIST.fullmatch(values[0]) if values else None
    if opening is None:
        return None
    # Some Nordic files say K for quarter and spell the periods 2015K1.
    scale = "Q" if opening[1].upper() == "K" else opening[1].upper()
    periods: list[str] = []
    for value in values[1:]:
        text = value.removesuffix(")") if isinstance(value, Bare) else value
        span = RANGE.fullmatch(text) if isinstance(value, Bare) else None
        periods.extend(_between(scale, span[1], span[2]) if span else _apart(scale, text.strip('"')))
    return scale, tuple(LETTERED.sub(r"\1\2", period) for period in periods if period)


def _apart(scale: str, text: str) -> Iterator[str]:
    """Periods that ran together because a comma was missing at the end of a line are told apart by their length."""
    width = WIDTH[scale]
    if len(text) > width and text.isdigit() and len(text) % width == 0:
        yield from (text[at : at + width] for at in range(0, len(text), width))
    else:
        yield text


def _between(scale: str, first: str, last: str) -> Iterator[str]:
    """Every period from the first to the last, both included; nothing if they are no periods of the scale."""
    if scale == "D" or not (first.isdigit() and last.isdigit() and len(first) == len(last) == WIDTH[scale]):
        return
    period = first
    for _ in range(MOST_PERIODS):
        if period > last:
            return
        yield period
        period = _next(scale, period)


def _next(scale: str, period: str) -> str:
    year, part = int(period[:4]), int(period[4:] or 1)
    parts = _weeks(year) if scale == "W" else PARTS[scale]
    year, part = (year, part + 1) if part < parts else (year + 1, 1)
    return f"{year:04d}" + (f"{part:0{WIDTH[scale] - 4}d}" if scale != "A" else "")


def _weeks(year: int) -> int:
    """Weeks of a year by ISO 8601: 28 December always lies in the last one."""
    return date(year, 12, 28).isocalendar().week


def periods_of_codes(codes: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Scale and periods of codes such as 2019, 2020K4, 2020M11 or 2020-11; ("", ()) if they are not all of one kind."""
    for scale, pattern in CODED.items():
        matches = [pattern.fullmatch(code) for code in codes]
        if codes and all(matches):
            return scale, tuple(match[1] + match[2] for match in matches if match)
    return "", ()
