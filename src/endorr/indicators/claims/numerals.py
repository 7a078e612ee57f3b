"""Reads numerals as they stand in Swedish and English text, with how far each was rounded."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Tongue(StrEnum):
    """A language whose numerals and words are read."""

    SV = "sv"
    EN = "en"


SPACE = "[ \u00a0\u202f\u2009]"
DIGITS = {
    Tongue.SV: rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?:,\d+)?|\d+(?:,\d+|\.\d{{1,2}}(?!\d))?",
    Tongue.EN: rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:{SPACE}\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?",
}
"""57 075 · 8,4 · 8.4 in Swedish; 57,075 · 57 075 · 8.4 in English. A point in Swedish is a decimal point."""

_SV_ONES = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
_EN_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SV_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _named(ones: str, tens: str, joint: str, more: dict[str, int]) -> dict[str, int]:
    units, decades = ones.split(), tens.split()
    named = {word: value for value, word in enumerate(units)}
    for place, decade in enumerate(decades, start=2):
        named[decade] = place * 10
        named |= {f"{decade}{joint}{units[one]}": place * 10 + one for one in range(1, 10)}
    return named | more


WORDS: dict[Tongue, dict[str, int]] = {
    Tongue.SV: _named(
        _SV_ONES, _SV_TENS, "", {"en": 1, "hundra": 100, "ett hundra": 100, "tusen": 1000, "ett tusen": 1000}
    ),
    Tongue.EN: _named(
        _EN_ONES, _EN_TENS, "-", {"a hundred": 100, "one hundred": 100, "a thousand": 1000, "one thousand": 1000}
    ),
}
"""The number words up to a hundred, and the round ones after it."""

SHARES: dict[Tongue, dict[str, float]] = {
    Tongue.SV: {
        "hälften": 50, "en tredjedel": 100 / 3, "två tredjedelar": 200 / 3, "en fjärdedel": 25, "tre fjärdedelar": 75,
        "en femtedel": 20, "två femtedelar": 40, "tre femtedelar": 60, "fyra femtedelar": 80, "en sjättedel": 100 / 6,
        "en åttondel": 12.5, "en tiondel": 10, "vartannat": 50, "varannan": 50, "vart tredje": 100 / 3,
        "var tredje": 100 / 3,
        "vart fjärde": 25, "var fjärde": 25, "vart femte": 20, "var femte": 20, "vart tionde": 10, "var tionde": 10,
    },
    Tongue.EN: {
        "half": 50, "a half": 50, "one half": 50, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3,
        "a quarter": 25, "one quarter": 25, "three quarters": 75, "a fifth": 20, "one fifth": 20, "a tenth": 10,
        "every other": 50, "every second": 50, "every third": 100 / 3, "every fourth": 25, "every tenth": 10,
    },
}  # fmt: skip
"""Shares told in words, in per cent."""

TIMES: dict[Tongue, dict[str, float]] = {
    Tongue.SV: {
        "fördubblades": 100, "fördubblats": 100, "fördubbling": 100, "dubblats": 100, "dubblerades": 100,
        "dubblerats": 100,
        "fördubblat": 100, "dubbelt så": 100, "tredubblats": 200, "tredubblades": 200, "fyrdubblats": 300,
        "fyrdubblades": 300, "femdubblats": 400, "tiodubblats": 900,
        "halverats": -50, "halverades": -50, "halvering": -50,
    },
    Tongue.EN: {"doubled": 100, "doubling": 100, "tripled": 200, "trebled": 200, "quadrupled": 300, "halved": -50},
}  # fmt: skip
"""Changes told in words, in per cent."""

_SV_PLACES = (
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde "
    "sextonde sjuttonde artonde nittonde tjugonde tjugoförsta"
)
_EN_PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
ORDINALS: dict[Tongue, dict[str, int]] = {
    tongue: {word: place for place, word in enumerate(places.split(), start=1)}
    for tongue, places in ((Tongue.SV, _SV_PLACES), (Tongue.EN, _EN_PLACES))
}
PLACES_SV = {
    "etta": 1,
    "tvåa": 2,
    "trea": 3,
    "fyra": 4,
    "femma": 5,
    "sexa": 6,
    "sjua": 7,
    "åtta": 8,
    "nia": 9,
    "tia": 10,
}
"""The nouns of a place in a ranking: etta, tvåa, trea ..."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value as it was written, and half the unit of its last digit: 43 is 43 ± 0.5, 8,4 is 8.4 ± 0.05."""

    value: float
    half: float

    def times(self, factor: float) -> "Numeral":
        return Numeral(self.value * factor, self.half * factor)


def numeral(text: str, tongue: Tongue) -> Numeral:
    """Read digits or a number word; ValueError for anything else.

    What was rounded is read from the last digit, and whole thousands written out (57 000) as rounded to their zeros.
    """
    word = WORDS[tongue].get(re.sub(r"\s+", " ", text.lower()))
    if word is not None:
        return Numeral(float(word), 0.5)
    plain = re.sub(SPACE, "", text)
    plain = plain.replace(",", ".") if tongue is Tongue.SV else plain.replace(",", "")
    try:
        value = Decimal(plain)
    except ArithmeticError:
        raise ValueError(f"{text!r} is not a numeral") from None
    return Numeral(float(value), 0.5 * 10 ** _last_place(value))


def _last_place(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0 or value == 0:
        return exponent
    digits = str(value)
    zeros = len(digits) - len(digits.rstrip("0"))
    return zeros if zeros >= 3 else 0
