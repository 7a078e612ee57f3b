"""Reads numerals as they stand in Swedish and English text, with how far each was rounded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache


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


_HUNDRED = {Tongue.SV: "hundra", Tongue.EN: "hundred"}
_THOUSAND = {Tongue.SV: "tusen", Tongue.EN: "thousand"}


def _low(ones: str, tens: str, more: dict[str, int]) -> dict[str, int]:
    named = {word: value for value, word in enumerate(ones.split())}
    return named | {word: place * 10 for place, word in enumerate(tens.split(), start=2)} | more


LOW: dict[Tongue, dict[str, int]] = {
    Tongue.SV: _low(_SV_ONES, _SV_TENS, {"en": 1}),
    Tongue.EN: _low(_EN_ONES, _EN_TENS, {}),
}
"""What number words are put together of, below a hundred."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def spelt_pattern(tongue: Tongue) -> str:
    """Return what number words look like: tolv, tjugoett, tolvhundra, tvåtusen femhundra; forty-two, a hundred."""
    told = LOW[tongue]
    ones = _any_of(word for word, value in told.items() if 0 < value < 10)
    tens = _any_of(word for word, value in told.items() if value >= 20)
    joint, gap, lead = ("", "[ ]?(?:och[ ]?)?", "") if tongue is Tongue.SV else ("-", "[ ](?:and[ ])?", "a[ ]|")
    below = rf"(?:(?:{tens})(?:{joint}(?:{ones}))?|{_any_of(word for word, value in told.items() if value < 20)})"
    space = "[ ]?" if tongue is Tongue.SV else "[ ]"
    hundreds = rf"(?:(?:{lead}{below}{space})?{_HUNDRED[tongue]}(?:{gap}{below})?|{below})"
    return rf"(?:(?:{lead}{hundreds}{space})?{_THOUSAND[tongue]}(?:{gap}{hundreds})?|{hundreds})"


def spelt_value(text: str, tongue: Tongue) -> int:
    """Return the number that words make up; the words are such as `spelt_pattern` matches."""
    told = LOW[tongue]
    whole = part = 0
    for word in re.findall(_any_of([*told, _HUNDRED[tongue], _THOUSAND[tongue]]), text.lower()):
        if word == _THOUSAND[tongue]:
            whole, part = whole + (part or 1) * 1000, 0
        elif word == _HUNDRED[tongue]:
            part = (part or 1) * 100
        else:
            part += told[word]
    return whole + part


HALVES: dict[Tongue, dict[str, float]] = {
    Tongue.SV: {
        "en halv": 0.5, "ett halvt": 0.5, "halvannan": 1.5, "en och en halv": 1.5, "ett och ett halvt": 1.5,
        "två och en halv": 2.5, "tre och en halv": 3.5, "fyra och en halv": 4.5, "ett par": 2, "ett par tre": 2.5,
    },
    Tongue.EN: {
        "half a": 0.5, "one and a half": 1.5, "two and a half": 2.5, "three and a half": 3.5, "a couple of": 2,
    },
}  # fmt: skip
"""Halves and pairs in words: figures only before a scale or a unit ("en halv miljard", not "en halv dag")."""

ROUGH: dict[Tongue, dict[str, int]] = {
    Tongue.SV: {
        "femtal": 5, "tiotal": 10, "femtontal": 15, "tjugotal": 20, "tjugofemtal": 25, "trettiotal": 30,
        "fyrtiotal": 40, "femtiotal": 50, "sextiotal": 60, "sjuttiotal": 70, "åttiotal": 80, "nittiotal": 90,
        "hundratal": 100, "tusental": 1000, "dussin": 12,
    },
    Tongue.EN: {"dozen": 12},
}  # fmt: skip
"""Words for about so many: ett trettiotal, a dozen. In the definite form ("trettiotalet") they are decades."""

_SV_NTH = (
    "tredje 3 fjärde 4 femte 5 sjätte 6 sjunde 7 åttonde 8 nionde 9 tionde 10 tolfte 12 femtonde 15 tjugonde 20 "
    "trettionde 30 femtionde 50 hundrade 100"
)
_EN_NTH = "third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 twentieth 20 hundredth 100"
_SV_PARTS = (
    "tredjedel 3 fjärdedel 4 femtedel 5 sjättedel 6 sjundedel 7 åttondel 8 åttondedel 8 niondel 9 niondedel 9 "
    "tiondel 10 tjugondel 20 tjugondedel 20 hundradel 100"
)
_EN_PARTS = "third 3 quarter 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 twentieth 20 hundredth 100"


def _pairs(told: str) -> dict[str, int]:
    words = told.split()
    return {word: int(number) for word, number in zip(words[::2], words[1::2], strict=True)}


EVERY: dict[Tongue, dict[str, int]] = {
    Tongue.SV: {"annan": 2, "annat": 2, **_pairs(_SV_NTH)},
    Tongue.EN: {"other": 2, "second": 2, **_pairs(_EN_NTH)},
}
"""What stands after "var" or "every": one in so many."""

PARTS: dict[Tongue, dict[str, int]] = {Tongue.SV: _pairs(_SV_PARTS), Tongue.EN: _pairs(_EN_PARTS)}
"""The names of parts of a whole, by how many make it up."""

_MULTIPLIED = {
    Tongue.SV: {
        "för": 2,
        "tre": 3,
        "fyr": 4,
        "fem": 5,
        "sex": 6,
        "sju": 7,
        "åtta": 8,
        "nio": 9,
        "tio": 10,
        "hundra": 100,
    },
    Tongue.EN: {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5},
}  # fmt: skip
_ENDINGS = {
    Tongue.SV: ("a", "ar", "as", "ade", "ades", "at", "ats", "ad", "ing", "ingen"),
    Tongue.EN: ("e", "es", "ed", "ing"),
}


def _times(tongue: Tongue) -> dict[str, float]:
    """Changes told in words, in per cent: fördubblades, tredubblat, tiofaldigats, halvering; doubled, halving."""
    stems: dict[str, int] = {}
    for word, times in _MULTIPLIED[tongue].items():
        stems |= {f"{word}dubbl": times, f"{word}faldig": times} if tongue is Tongue.SV else {word: times}
    if tongue is Tongue.SV:
        stems |= {"dubbler": 2, "fördubbler": 2}
    told = {stem + ending: 100.0 * (times - 1) for stem, times in stems.items() for ending in _ENDINGS[tongue]}
    if tongue is Tongue.SV:  # "dubbla" is more often no verb
        told |= {f"dubbl{ending}": 100.0 for ending in ("as", "ade", "ades", "at", "ats")}
    halved = "halver" if tongue is Tongue.SV else "halv"
    told |= {halved + ending: -50.0 for ending in _ENDINGS[tongue]}
    return told | ({"dubbelt så": 100.0} if tongue is Tongue.SV else {"twice as": 100.0, "by half": -50.0})


TIMES: dict[Tongue, dict[str, float]] = {tongue: _times(tongue) for tongue in Tongue}
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
    spelt = re.sub(r"\s+", " ", text.lower())
    half = HALVES[tongue].get(spelt)
    if half is not None:
        return Numeral(half, 0.5)
    if re.fullmatch(spelt_pattern(tongue), spelt):
        return Numeral(float(spelt_value(spelt, tongue)), 0.5)
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
