"""Finds personal identity numbers, coordination numbers and card numbers in free text, so that they are not kept.

A personal identity number (folkbokföringslagen 1991:481, section 18) is a birth date, three digits and a check digit;
a coordination number has 60 added to the day. Both are written with ten or twelve digits, with or without a hyphen,
a plus from the year one turns 100, and, in free text, with spaces wherever people breathe.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from endorr.core.checksums import luhn_valid


class Kind(StrEnum):
    """What was found."""

    PERSONAL = "personal identity number"
    COORDINATION = "coordination number"
    CARD = "card number"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number in a text: what kind, and from which character up to which."""

    kind: Kind
    start: int
    end: int


_GAP = r"[\s.]?"
_DASHES = "-+\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_PERSON = re.compile(
    rf"(?=(?<!\d)(?P<whole>(?:(?P<century>18|19|20){_GAP})?"
    rf"(?P<day>\d\d[\s./-]?\d\d[\s./-]?\d\d)\s*[{_DASHES}]?\s*(?P<tail>\d\d{_GAP}\d{_GAP}\d))(?!\d))"
)
# A sole trader's VAT number wraps the personal number: SE, ten digits, 01.
_VAT = re.compile(r"(?i:SE)\s?(?P<whole>(?P<day>\d{6})[\s-]?(?P<tail>\d{4}))[\s-]?01(?!\d)")
_CARD = re.compile(r"(?<!\d)[2-6](?:[\s-]?\d){12,18}(?!\d)")


def kind_of(digits: str) -> Kind | None:
    """Return whose number ten or twelve digits are, or None when date or check digit say nobody's."""
    if len(digits) not in {10, 12} or not luhn_valid(digits[-10:]):
        return None
    month, day = int(digits[-8:-6]), int(digits[-6:-4])
    kind = Kind.COORDINATION if day > 60 else Kind.PERSONAL
    years = [int(digits[:4])] if len(digits) == 12 else [century + int(digits[:2]) for century in (1800, 1900, 2000)]
    return kind if any(_is_day(year, month, day % 60 if day > 60 else day) for year in years) else None


def find(text: str) -> tuple[Finding, ...]:
    """Return the numbers in a text, in order, none overlapping another."""
    found = [*_people(text), *_cards(text)]
    found.sort(key=lambda finding: (finding.start, -finding.end))
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def masked(text: str) -> str:
    """Return the text with every digit of a found number replaced, so that its shape still says what stood there."""
    for finding in find(text):
        hidden = re.sub(r"\d", "X", text[finding.start : finding.end])
        text = text[: finding.start] + hidden + text[finding.end :]
    return text


def _people(text: str) -> list[Finding]:
    found = []
    for pattern in (_PERSON, _VAT):
        for match in pattern.finditer(text):
            digits = (match.groupdict().get("century") or "") + _digits(match["day"] + match["tail"])
            kind = kind_of(digits)
            if kind:
                found.append(Finding(kind, match.start("whole"), match.end("whole")))
    return found


def _cards(text: str) -> list[Finding]:
    return [
        Finding(Kind.CARD, match.start(), match.end())
        for match in _CARD.finditer(text)
        if luhn_valid(_digits(match[0]))
    ]


def _digits(text: str) -> str:
    # int() reads every script's decimal digits, and a number typed on an Arabic keyboard is one all the same.
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
