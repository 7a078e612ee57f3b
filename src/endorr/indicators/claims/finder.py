"""Finds every figure in a press text: numerals and number words, with unit, kind, direction, period, place and subject.

A figure is a quantity somebody could check: money, a share, a change, a count of things, a rank, a rate. Dates, times,
telephone numbers, addresses, names with a number in them, lengths of time, the bounds of size classes ("1-9 anställda")
and the head counts of a rate ("per 100 000 invånare") are not.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from endorr.core.counties import COUNTIES
from endorr.indicators.claims import words
from endorr.indicators.claims.figure import About, Direction, Figure, Kind, Period
from endorr.indicators.claims.numerals import (
    DIGITS,
    EVERY,
    HALVES,
    LOW,
    ORDINALS,
    PARTS,
    PLACES_SV,
    ROUGH,
    TIMES,
    Numeral,
    Tongue,
    numeral,
    spelt_pattern,
)

NATION = "00"
_NATION = {
    Tongue.SV: (
        r"\bsverige(?:s)?\b|\bi (?:hela )?(?:landet|riket)\b|\blandets\b|\brikets\b|\bnationellt\b|"
        r"\bsvenska exporten\b"
    ),
    Tongue.EN: r"\bsweden(?:'s)?\b|\bnational(?:ly)?\b|\bthe whole country\b|\bswedish exports\b",
}
_MASKED = (
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\b\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2})?",
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!\s?%)",
    r"(?:\+46|\b0)\d{1,3}\s?[-–]\s?\d[\d ]{4,}\d",
    r"\+\d{2}[ \d()-]{7,}\d",
    r"\b\d{1,2}[:.]\d{2}(?:\s?(?:–|-|till|to)\s?\d{1,2}[:.]\d{2})?\b(?!\s?(?:%|procent|mil|md|kr|per))(?<=:\d\d)",
    r"\b\d{1,2}\s?[–-]\s?\d{1,2}[:.]\d{2}\b",
    r"(?i)(?:(?<=dagar )|(?<=dag )|(?<=dagen )|(?<=öppet ))\d{1,2}\s?[–-]\s?\d{1,2}\b",
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)",
    r"(?i)(?<=postnummer )\d{3}\s?\d{2}\b",
    r"(?<![\d.,:])(?<!\d[ \u00a0\u202f\u2009])0\d+(?![\d,.])",
    r"\bkl\.?\s?\d{1,2}(?:[.:]\d{2})?(?:\s?[–-]\s?\d{1,2}(?:[.:]\d{2})?)?",
    r"\b\d{3}\s?\d{2}\s+(?=[A-ZÅÄÖ][a-zåäö]+\b(?!\s*(?:företag|kommun)))(?<=\d{2}\s)",
    r"\b\d{6}[-+]\d{4}\b",
    r"\b\d{4}/\d{2,4}(?::\d+)?\b|\b\d{4}:\d+\b",
    r"(?m)^\s*\d{1,2}[.)]\s(?=\D)",
)
_YEAR = re.compile(r"(?<![\d.,:/-])(?:19|20)\d\d(?![\d%])(?!\s?[.,]\d)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(?:–|-|—|/|och|till|to|and)\s?((?:19|20)\d\d)(?!\d)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-ZÅÄÖ0-9–\"”-])|\n+")
_SCALE_GAP = r"[ \u00a0\u202f-]?"


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure before its surroundings are read."""

    start: int
    end: int
    kind: Kind
    number: Numeral
    unit: str = ""
    value_end: int = 0


def find_figures(text: str, tongue: Tongue = Tongue.SV) -> tuple[Figure, ...]:
    """Return the figures of a text in the order they stand; none overlaps another."""
    masked = _mask(text)
    found = _apart([*_ranks(masked, tongue), *_worded(masked, tongue), *_counted(masked, tongue)])
    reader = _Surroundings(text, masked, tongue)
    return tuple(reader.read(one) for one in found)


def _mask(text: str) -> str:
    """Return the text with what can never be a figure blanked out, place for place."""
    for pattern in _MASKED:
        text = re.sub(pattern, lambda match: "\x00" * len(match[0]), text)
    return text


def _apart(found: list[_Found]) -> list[_Found]:
    """Return the figures that do not overlap; of two that do, the one that begins first, and of those the longest."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


# Ranks


@cache
def _rank_patterns(tongue: Tongue) -> tuple[re.Pattern[str], ...]:
    ordinals = "|".join(sorted(ORDINALS[tongue], key=len, reverse=True))
    if tongue is Tongue.EN:
        return (
            re.compile(
                r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)\s+(?:place|position|rank|highest|largest|best|lowest)\b", re.I
            ),
            re.compile(
                rf"\b(?P<word>{ordinals})[\s-]+(?:place|position|rank|highest|largest|most|best|lowest)\b", re.I
            ),
            re.compile(rf"\b(?:rank(?:s|ed)?|came|finished|placed)\s+(?P<word>{ordinals})\b", re.I),
            re.compile(
                r"\b(?:ranks?|ranked|place|position|number|no\.)\s+(?:number\s+|no\.\s+)?(?P<n>\d{1,2})\b(?!\s*(?:%|"
                r"per))",
                re.I,
            ),
        )
    nouns = "|".join(PLACES_SV)
    ends = "är|blev|blir|som|ligger|låg|kom|kommer|slutar|slutade|placerar sig som"
    only_places = "|".join(word for word in PLACES_SV if word not in LOW[tongue])
    at_end = r"(?=\s*[.,;)]|\s*$|\s+(?:före|efter|från|i|på|när|med|bland|av|och)\b)"
    most = r"(?:högst|störst|flest|mest|bäst|lägst|minst|sämst|yngst|äldst|\w{3,}ast)(?:e|a)?"
    among = r"(?:på listan|i (?:hela )?(?:landet|riket|sverige)|bland|av (?:alla|landets|de 21))"
    return (
        re.compile(r"\b(?P<n>\d{1,2}):(?:e|a|de)\s+(?:plats|högst|störst|bäst|lägst|flest)\w*", re.I),
        re.compile(rf"\b(?P<word>{ordinals})\s+plats\w*", re.I),
        re.compile(r"\bplats\s+(?:nr\.?\s+|nummer\s+)?(?P<n>\d{1,2})\b(?!\s*(?:%|procent))", re.I),
        re.compile(
            rf"\bplats\s+(?:nr\.?\s+|nummer\s+)?(?P<word>{ordinals}|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b", re.I
        ),
        re.compile(rf"\b(?P<word>näst|{ordinals})\s+{most}\b", re.I),
        re.compile(rf"\b(?P<word>{nouns})\s+{among}", re.I),
        re.compile(rf"\b(?:{ends})\s(?P<word>{only_places}){at_end}", re.I),
        re.compile(r"\b(?:är|blev|blir|som)\s(?:nummer|nr\.?)\s+(?P<n>\d{1,2})\b", re.I),
        re.compile(
            r"\b(?:är|blev|blir|som)\s(?:nummer|nr\.?)\s+(?P<word>ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b", re.I
        ),
        re.compile(rf"\b(?:nummer|nr\.?)\s+(?P<n>\d{{1,2}})\s+{among}", re.I),
        re.compile(rf"\b(?:nummer|nr\.?)\s+(?P<word>två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+{among}", re.I),
    )


def _ranks(masked: str, tongue: Tongue) -> Iterator[_Found]:
    words_of = {**ORDINALS[tongue], "näst": 2}
    if tongue is Tongue.SV:
        words_of |= PLACES_SV | {"ett": 1, "två": 2, "tre": 3, "fem": 5, "sex": 6, "sju": 7, "nio": 9, "tio": 10}
    for pattern in _rank_patterns(tongue):
        for match in pattern.finditer(masked):
            told = match.groupdict()
            place = int(told["n"]) if told.get("n") else words_of[told["word"].lower()]
            yield _Found(match.start(), match.end(), Kind.RANK, Numeral(place, 0), value_end=match.end())


# Shares and changes told in words


_SMALL = 20


def _few(tongue: Tongue) -> str:
    return "|".join(sorted((word for word, value in LOW[tongue].items() if value <= _SMALL), key=len, reverse=True))


@cache
def _parts(tongue: Tongue) -> re.Pattern[str]:
    """A part of a whole: "två tredjedelar", "en knapp femtedel", "dryga tiondelen", "hälften"; "two thirds", "half"."""
    names = "|".join(sorted(PARTS[tongue], key=len, reverse=True))
    few = _few(tongue)
    if tongue is Tongue.SV:
        rough = r"(?:(?:dryg|knapp|god|hel)[at]?\s+)?"
        half = r"hälften|halva(?=\s+(?!året|dagen|tiden|vägen|natten|livet|sanningen)\w)"
        return re.compile(rf"\b(?:(?:(?P<many>{few})\s*)?{rough}(?P<part>{names})(?:ar|en|arna)?|{half})\b", re.I)
    return re.compile(rf"\b(?:(?P<many>{few}|a)\s+(?P<part>{names})s?|(?:one |a )?half)\b", re.I)


@cache
def _every(tongue: Tongue) -> re.Pattern[str]:
    """One in so many: "vart femte", "var tjugonde"; "every other"."""
    nth = "|".join(EVERY[tongue])
    return re.compile(rf"\b(?:{'vart?' if tongue is Tongue.SV else 'every'}\s?(?P<nth>{nth}|annan|annat)\b)", re.I)


@cache
def _in_a_row(tongue: Tongue) -> re.Pattern[str]:
    """How many times running: "tionde året i rad", "third consecutive year"."""
    nth = "|".join(sorted(ORDINALS[tongue], key=len, reverse=True))
    if tongue is Tongue.SV:
        return re.compile(
            rf"\b(?P<nth>{nth})\s+(?P<span>året|kvartalet|månaden|veckan|gången)\s+i\s+(?:rad|följd)", re.I
        )
    return re.compile(
        rf"\b(?P<nth>{nth})\s+(?:consecutive|straight|successive)\s+(?P<span>year|quarter|month|week)", re.I
    )


_NO_PART_AFTER = {
    Tongue.SV: re.compile(r"\s+(?:säsong|gång|plats)", re.I),
    Tongue.EN: re.compile(r"(?!\s+(?:of\b|the\b|compan|firm|export|\w+ compan)|\s*(?:[.,;!?)]|$))", re.I),
}
_NOT_ONE_IN = {
    Tongue.SV: re.compile(
        r"\s+(?:år|dag|månad|vecka|gång|timme|kvartal|minut|plats|i (?:landet|riket|rad)|bland|störst|högst|bäst|lägst|"
        r"minst|flest|mest)\b",
        re.I,
    ),
    Tongue.EN: re.compile(r"\s+(?:year|day|month|week|time|hour|quarter|minute)\b", re.I),
}


@cache
def _times(tongue: Tongue) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, TIMES[tongue]), key=len, reverse=True))})\b", re.I)


def _share(match: re.Match[str], per_cent: float) -> _Found:
    return _Found(match.start(), match.end(), Kind.SHARE, Numeral(per_cent, 1.0), value_end=match.end())


def _worded(masked: str, tongue: Tongue) -> Iterator[_Found]:
    for match in _parts(tongue).finditer(masked):
        if _NO_PART_AFTER[tongue].match(masked, match.end()):
            continue
        many = match["many"] and match["many"].lower()
        count = 1.0 if many in {None, "", "a"} else numeral(many, tongue).value
        of = PARTS[tongue][match["part"].lower()] if match["part"] else 2
        if count <= of:
            yield _share(match, 100 * count / of)
    for match in _every(tongue).finditer(masked):
        if not _NOT_ONE_IN[tongue].match(masked, match.end()):
            yield _share(match, 100 / EVERY[tongue][match["nth"].lower()])
    for match in _times(tongue).finditer(masked):
        value = TIMES[tongue][match[0].lower()]
        yield _Found(match.start(), match.end(), Kind.CHANGE, Numeral(value, abs(value) * 0.1), value_end=match.end())
    for match in _in_a_row(tongue).finditer(masked):
        number = Numeral(ORDINALS[tongue][match["nth"].lower()], 0)
        yield _Found(match.start(), match.end(), Kind.COUNT, number, match["span"], value_end=match.end("nth"))
    yield from _so_many_of(masked, tongue)
    yield from _roughly(masked, tongue)


@cache
def _so_many(tongue: Tongue) -> re.Pattern[str]:
    few = spelt_pattern(tongue)
    of = (
        r"av\s+(?:de\s+|alla\s+|totalt\s+|sammanlagt\s+|våra\s+|\w{3,}s\s+)*"
        if tongue is Tongue.SV
        else r"(?:out\s+of|in|of\s+(?:the\s+)?(?:\w+['’]s\s+)?)\s*"
    )
    digits = DIGITS[tongue]
    return re.compile(
        rf"(?<![\w.,:/–-])(?P<part>{few}|{digits})\s+{of}(?P<whole>{few}|{digits})(?![\w%]|[.,:]\d)", re.I
    )


def _so_many_of(masked: str, tongue: Tongue) -> Iterator[_Found]:
    """Find parts of a counted whole: "fyra av tio", "1 032 av 1 167"; not "36 av 43 miljarder", which is money."""
    for match in _so_many(tongue).finditer(masked):
        part, whole = numeral(match["part"], tongue).value, numeral(match["whole"], tongue).value
        after = masked[match.end() : match.end() + 20]
        named = re.search(rf"(?:^|\W){words.UNNAMED[tongue]}", masked[max(0, match.start() - 60) : match.start()], re.I)
        unit = _units(tongue).match(masked, match.end())
        other = unit and any(unit[name] for name in ("percent", "points", "scale", "currency"))
        timed = re.match(rf"\s+{words.TIME[tongue]}", after, re.I)
        if whole > 1 and 0 < part <= whole and not (named or other or timed):
            share = Numeral(100 * part / whole, 50 / whole)
            yield _Found(match.start(), match.end("whole"), Kind.SHARE, share, value_end=match.end("whole"))


def _roughly(masked: str, tongue: Tongue) -> Iterator[_Found]:
    """Find counts told roughly: "ett trettiotal", "40-talet transportörer" (a decade has no noun), "a dozen"."""
    one = "ett" if tongue is Tongue.SV else "a"
    digits = r"|(?<![\d-])(?P<digits>\d{1,2}0)-tal(?P<known>et)?" if tongue is Tongue.SV else ""
    pattern = rf"\b(?:(?P<one>{one})\s+)?(?:(?P<word>{'|'.join(ROUGH[tongue])}){digits})\b"
    for match in re.finditer(pattern, masked, re.I):
        told = match.groupdict()
        value = ROUGH[tongue][told["word"].lower()] if told["word"] else int(told["digits"])
        things = _thing_after(tongue).match(masked, match.end()) or _noun_after(tongue).match(masked, match.end())
        if not told["word"] and not things and (told["known"] or not told["one"]):
            continue
        unit = things["thing"] if things else ""
        end = things.end() if things else match.end()
        yield _Found(match.start(), end, Kind.COUNT, Numeral(value, value * 0.2), unit, value_end=match.end())


# Numerals with a unit


LARGEST = 10.0**18
"""No figure of a text is as large; a longer row of digits is something else."""


@cache
def _numerals(tongue: Tongue) -> re.Pattern[str]:
    halves = "|".join(sorted(map(re.escape, HALVES[tongue]), key=len, reverse=True))
    spelt = rf"{halves}|{spelt_pattern(tongue)}"
    return re.compile(
        rf"(?<![\w.,:/–-])(?P<sign>[+\u2212-]\s?|(?<=[\s(])–)?(?P<digits>{DIGITS[tongue]})(?![\d\w]*:[\w\d])(?=\b|%|\W)(?![\w])"
        rf"|(?<![\w.,:/])(?:(?<=\d[–-]))(?P<digits2>{DIGITS[tongue]})(?!\w)"
        rf"|\b(?P<spelt>{spelt})\b",
        re.I,
    )


@cache
def _units(tongue: Tongue) -> re.Pattern[str]:
    scale = "|".join(words.SCALES[tongue])
    return re.compile(
        rf"{_SCALE_GAP}(?:(?P<points>{words.POINTS[tongue]})|(?P<percent>{words.PERCENT[tongue]})"
        rf"|(?P<scale>(?:{scale})\b)?(?:\s?(?P<currency>{words.CURRENCY[tongue]}))?)",
        re.I,
    )


@cache
def _thing_after(tongue: Tongue) -> re.Pattern[str]:
    return re.compile(rf"\s+{words.BETWEEN[tongue]}(?P<thing>{words.COUNTED[tongue]})", re.I)


@cache
def _noun_after(tongue: Tongue) -> re.Pattern[str]:
    return re.compile(words.NOUN[tongue])


def _counted(masked: str, tongue: Tongue) -> Iterator[_Found]:
    spans = [match.span() for match in _SPAN.finditer(masked)]
    for match in _numerals(tongue).finditer(masked):
        if any(start <= match.start() < end for start, end in spans):  # "2016-2020" are years, the second one too
            continue
        text = match["digits"] or match["digits2"] or match["spelt"]
        one = _one(masked, match, text, tongue)
        if one is not None:
            yield one


def _one(masked: str, match: re.Match[str], text: str, tongue: Tongue) -> _Found | None:
    """Return the figure that begins with a numeral, or None when it is something else."""
    start, end = match.start(), match.end()
    before, spelt = masked[max(0, start - 60) : start], match["spelt"] is not None
    decimals = tongue is Tongue.SV and "," in text
    if not spelt and not decimals and re.search(rf"(?:^|\W){words.UNNAMED[tongue]}", before, re.I):
        follows = masked[end : end + 12]
        if not re.match(rf"\s?(?:{words.PERCENT[tongue]}|mil|md|mn|bil|bn)", follows, re.I):
            return None
    number = numeral(text, tongue)
    if number.value > LARGEST:
        return None
    if (match["sign"] or "").strip() in {"-", "−", "–"}:
        number = Numeral(-number.value, number.half)
    unit = _units(tongue).match(masked, end)
    assert unit is not None
    if unit["points"] or unit["percent"]:
        kind = Kind.POINTS if unit["points"] else Kind.SHARE
        return _Found(start, unit.end(), kind, number, unit[0].strip(), value_end=unit.end())
    if unit["scale"] or unit["currency"]:
        return _money_or_scaled(
            masked, _Found(start, unit.end(), Kind.MONEY, number, unit[0].strip(), end), unit, tongue
        )
    return _things(masked, _Found(start, end, Kind.COUNT, number, value_end=end), tongue, before, spelt=spelt)


def _money_or_scaled(masked: str, one: _Found, unit: re.Match[str], tongue: Tongue) -> _Found | None:
    factor = _factor(unit["scale"] or "", tongue)
    number = one.number.times(factor)
    scaled = replace(one, number=number, value_end=unit.end())
    if unit["currency"] or words.MONEY_SCALE.search((unit["scale"] or "").strip()):
        return scaled
    if words.OTHER_CURRENCY.match(masked, unit.end()):
        foreign = words.OTHER_CURRENCY.match(masked, unit.end())
        assert foreign is not None
        return replace(scaled, end=foreign.end(), unit=masked[one.value_end : foreign.end()].strip())
    things = re.compile(rf"\s+{words.BETWEEN[tongue]}(?P<thing>{words.COUNTED[tongue]})", re.I).match(
        masked, unit.end()
    )
    if things:
        return replace(scaled, kind=Kind.COUNT, end=things.end(), unit=things["thing"], value_end=unit.end())
    if re.match(rf"\s+{words.TIME[tongue]}", masked[unit.end() : unit.end() + 20], re.I):
        return None
    # "43 miljarder" of a text on exports is kronor even where the word is left out.
    return scaled if factor >= 1e6 else None


def _factor(scale: str, tongue: Tongue) -> float:
    for pattern, factor in words.SCALES[tongue].items():
        if re.fullmatch(pattern, scale.strip(), re.I):
            return factor
    return 1.0


def _things(masked: str, one: _Found, tongue: Tongue, before: str, *, spelt: bool) -> _Found | None:
    """Return a count of things, or None for a year, a date, a length of time, a class bound or a bare numeral."""
    after = masked[one.end : one.end + 90]
    if re.match(rf"\s*(?:–|-|till|to)?\s*{words.TIME[tongue]}", after, re.I):
        return _measured_time(masked, one, tongue, before)
    if spelt and masked[one.start : one.end].lower() in HALVES[tongue]:
        return None
    if re.match(words.MULTIPLE[tongue], after, re.I):
        return replace(one, kind=Kind.TIMES)
    if re.search(words.A_SET_BEFORE[tongue], before, re.I) and re.match(words.SET_OF[tongue], after, re.I):
        return None
    paired = _of_the_sort_after(masked, one, tongue, before)
    if paired:
        return paired
    if re.search(r"\bper\s+$", before, re.I) or re.match(
        rf"-tal\b|\s+(?:\w+t\s+)?(?:{words.SUPERLATIVES[tongue]})", after, re.I
    ):
        return None
    if _is_class_bound(masked[one.start : one.end], before, after, tongue):
        return None
    if one.number.value == 1 and spelt and masked[one.start : one.end].lower() in {"en", "ett", "one"}:
        return None
    things = _thing_after(tongue).match(masked, one.end)
    if things is None:
        return _bare(masked, one, tongue, spelt=spelt)
    if not spelt and _YEAR.fullmatch(masked, one.start, one.end) and not _only_describing(things[0]):
        return None
    return replace(one, end=things.end(), unit=things["thing"])


def _measured_time(masked: str, one: _Found, tongue: Tongue, before: str) -> _Found | None:
    """Return a length of time that somebody has measured: one with decimals, or the second of two that are compared."""
    text = masked[one.start : one.end]
    ahead = masked[one.end : one.end + 30]
    compared = re.search(
        rf"\b(?:från|from)\s+(?:{DIGITS[tongue]})\s+(?:{words.TIME[tongue]}\s+)?(?:till|to)\s+$", before, re.I
    ) or re.match(rf"\s+{words.TIME[tongue]}\s+(?:till|to)\s+\d", ahead, re.I)
    years = re.match(r"\s*(?:åren|års?\b|years?\b)", masked[one.end : one.end + 10], re.I)
    decimals = ("," if tongue is Tongue.SV else ".") in text
    if not decimals and (not compared or (years and _YEAR.fullmatch(text))):
        return None
    return one


def _of_the_sort_after(masked: str, one: _Found, tongue: Tongue, before: str) -> _Found | None:
    """Return the first of two that are compared ("från 12 till 14,5 procent"): it is counted as the second is."""
    if not re.search(r"\b(?:från|mellan|from|between)\s+$", before, re.I):
        return None
    other = re.compile(rf"\s+(?:till|och|to|and)\s+(?P<other>{DIGITS[tongue]})(?!\w)", re.I).match(masked, one.end)
    if other is None or _YEAR.fullmatch(masked, one.start, one.end):
        return None
    unit = _units(tongue).match(masked, other.end())
    assert unit is not None
    if unit["percent"]:
        return replace(one, kind=Kind.SHARE, unit=unit[0].strip())
    if unit["scale"] or unit["currency"]:
        number = one.number.times(_factor(unit["scale"] or "", tongue))
        return replace(one, kind=Kind.MONEY, number=number, unit=unit[0].strip())
    things = _thing_after(tongue).match(masked, other.end())
    if things:
        return replace(one, unit=things["thing"])
    timed = re.match(rf"\s+{words.TIME[tongue]}", masked[other.end() : other.end() + 20], re.I)
    return one if timed and one.number.value < 1900 else None


def _only_describing(between: str) -> bool:
    """Say whether what follows a numeral that looks like a year is the thing itself, as in "2018 företag"."""
    return len(between.split()) == 1


def _is_class_bound(text: str, before: str, after: str, tongue: Tongue) -> bool:
    """Say whether a numeral bounds a size class: "företag med 1-9 anställda", "fler än 250 anställda"."""
    people = words.SIZE_CLASS[tongue]
    none = text == "0" and re.match(rf"\s+{people}", after, re.I)
    ranged = re.match(rf"\s?(?:–|-|till|to)\s?\d+\s+{people}", after, re.I)
    second = re.search(r"\d\s?(?:–|-|till|to)\s?$", before) and re.match(rf"\s+{people}", after, re.I)
    bound = re.search(words.BOUND_BEFORE[tongue], before, re.I) and re.match(rf"\s+{people}", after, re.I)
    sized = re.search(words.SIZED_BEFORE[tongue], before, re.I) and re.match(
        rf"\s*(?:–|-)?\s*\d*\s*{people}", after, re.I
    )
    return bool(none or ranged or second or sized or bound)


_NUMBER_OF = {
    Tongue.SV: re.compile(r"\bantal\w*\b[^.!?]*$|\bfrån \d[\d ]* till $", re.I),
    Tongue.EN: re.compile(r"\bnumber of\b[^.!?]*$|\bfrom \d[\d ,]* to $", re.I),
}


def _bare(masked: str, one: _Found, tongue: Tongue, *, spelt: bool) -> _Found | None:
    """Return a numeral without a thing we know after it, where it counts something all the same."""
    if _YEAR.fullmatch(masked, one.start, one.end):
        return None
    begins = max((match.end() for match in _SENTENCE.finditer(masked, 0, one.start)), default=0)
    sentence = masked[begins : one.start]
    after = masked[one.end : one.end + 12]
    if spelt:
        return _spelt(masked, one, tongue, sentence)
    if re.search(r"\bn\s?=\s?$", sentence):
        return one
    headed = re.search(words.HEADED[tongue], sentence, re.I)
    if headed:
        return _under(headed["unit"], one, tongue)
    per = re.match(rf"\s+{words.PER[tongue]}", masked[one.end : one.end + 40], re.I)
    if per or (_NUMBER_OF[tongue].search(sentence) and not re.match(r"\s?[–-]\s?\d", after)):
        return one
    if _COMPARED[tongue].search(sentence) and re.match(
        r"\s*(?:[.,;!?)]|$|till\b|to\b|förra|året|för\b|in\b|i\b)", after
    ):
        return _of_the_same_sort(one, sentence, tongue)
    return one if _left_unsaid(masked[one.start : one.end], sentence, after, tongue) else None


def _spelt(masked: str, one: _Found, tongue: Tongue, sentence: str) -> _Found | None:
    """Return a number word that counts: before a noun, of a whole, or alone at an end where it is the answer."""
    noun = _noun_after(tongue).match(masked, one.end)
    counted = replace(one, end=noun.end(), unit=noun["thing"]) if noun else one
    compared = re.match(r"\s+(?:till|to)\b", masked[one.end : one.end + 6])
    # Above twelve nobody counts in idioms ("på tu man hand", "inom två streck").
    if one.number.value > 12 or (compared and one.number.value != 1):
        return counted
    if one.number.value < 2 or re.search(words.KNOWN_SET[tongue], sentence, re.I):
        return None
    if noun or re.match(r"\s+(?:av|of)\s+\w", masked[one.end : one.end + 8]):
        return counted
    alone = re.match(r"\s*[.,;)]|\s*$", masked[one.end : one.end + 3])
    return one if alone and re.search(rf"\d|{words.BECAME[tongue]}", sentence, re.I) else None


def _left_unsaid(text: str, sentence: str, after: str, tongue: Tongue) -> bool:
    """Say whether a bare numeral counts something all the same: "avslogs 26", "omfattade 294 intervjuer", "till 6".

    It counts what stands after it or was counted before, unless it belongs to a name before it ("etapp 4", "Boeing
    737"), is somebody's age, a footnote or the bound of a range; and no name is written with decimals or in groups of
    three.
    """
    footnote = re.search(r"\($", sentence) and re.match(r"\)", after) and len(text) < 3
    if footnote or re.match(r"\s?[–-]\s?\d|[:/]", after):
        return False
    if re.search(r"\d,\d|\d\s\d{3}", text) if tongue is Tongue.SV else re.search(r"\d[,.]\d", text):
        return True
    age = len(text) == 2 and re.search(words.AGE[tongue], sentence) and re.match(r"\s*[,).]", after)
    return not (age or re.search(words.AFTER_A_NAME[tongue], sentence))


def _under(unit: str, one: _Found, tongue: Tongue) -> _Found:
    """Return a numeral of a list as a figure in the unit that stands over the list."""
    told = unit.lower()
    if told in {"procent", "%", "per cent"}:
        return replace(one, kind=Kind.SHARE, unit=unit)
    if told in {"antal", "number"}:
        return one
    scale = re.sub(r"kronor|sek|\bkr\b", "", told).strip() or told
    return replace(one, kind=Kind.MONEY, number=one.number.times(_factor(scale, tongue)), unit=unit)


_COMPARED = {
    Tongue.SV: re.compile(r"\b(?:från|till|mot|mål\w* (?:är|på|var))\s$", re.I),
    Tongue.EN: re.compile(r"\b(?:from|to|against|target (?:is|was|of)|goal (?:is|was|of))\s$", re.I),
}


def _of_the_same_sort(one: _Found, sentence: str, tongue: Tongue) -> _Found | None:
    """Return a numeral compared with one before it ("6,05 miljarder, upp från 5,87") as the same sort of figure."""
    earlier = list(_numerals(tongue).finditer(sentence))
    if not earlier:
        return one
    unit = _units(tongue).match(sentence, earlier[-1].end())
    assert unit is not None
    if unit["percent"]:
        return replace(one, kind=Kind.SHARE, unit=unit[0].strip())
    if unit["scale"] or unit["currency"]:
        number = one.number.times(_factor(unit["scale"] or "", tongue))
        return replace(one, kind=Kind.MONEY, number=number, unit=unit[0].strip())
    return one


# What stands around


class _Surroundings:
    """Reads direction, period, place and subject out of the sentence a figure stands in, and of what came before."""

    def __init__(self, text: str, masked: str, tongue: Tongue) -> None:
        self.text, self.masked, self.tongue = text, masked, tongue
        self.starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        self.periods = list(self._periods())
        self.places = list(self._places())

    def read(self, one: _Found) -> Figure:
        begins, ends = self._sentence(one.start)
        before, after = self.text[begins : one.start], self.text[one.end : ends]
        number, low, high = self._limits(one, before)
        one = self._rate(one)
        kind, direction, of_change = self._kind(one, before, after)
        if direction is Direction.DOWN and kind in {Kind.CHANGE, Kind.POINTS} and number.value > 0:
            number, low, high = number.times(-1), -high, -low
        return Figure(
            start=one.start,
            end=one.end,
            text=self.text[one.start : one.end],
            kind=kind,
            value=number.value,
            low=low,
            high=high,
            unit=one.unit,
            direction=direction,
            period=self._period(one, begins, ends),
            places=self._where(one, begins, ends),
            about=self._about(begins, ends),
            of_change=of_change,
        )

    def _sentence(self, place: int) -> tuple[int, int]:
        number = bisect_right(self.starts, place) - 1
        ends = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], ends

    def _limits(self, one: _Found, before: str) -> tuple[Numeral, float, float]:
        number = one.number
        for phrase, (least, most) in words.ABOUT_RIGHT[self.tongue].items():
            if one.kind is not Kind.RANK and re.search(rf"(?:^|\W)(?:{phrase})\s+$", before, re.I):
                ends = sorted((number.value * least, number.value * most))
                return number, ends[0], ends[1]
        return number, number.value - number.half, number.value + number.half

    def _rate(self, one: _Found) -> _Found:
        """Return a count or sum as a rate where "per 100 000 invånare" follows."""
        ends = self._sentence(one.start)[1]
        per = re.search(words.PER[self.tongue], self.masked[one.end : min(ends, one.end + 60)], re.I)
        if not per or per.start() > 30:
            return one
        # "Från 25 000 till 44 000 kronor per invånare" are two, and the words at the end belong to both.
        end = one.end if re.search(r"\d", self.masked[one.end : one.end + per.start()]) else one.end + per.end()
        if one.kind is Kind.COUNT and per["head"]:
            return replace(one, kind=Kind.RATE, end=end)
        if one.kind is Kind.MONEY and not per["head"]:
            return replace(one, kind=Kind.PER_CAPITA, end=end)
        return one

    def _kind(self, one: _Found, before: str, after: str) -> tuple[Kind, Direction | None, bool]:
        direction = self._direction(before, after)
        if one.kind is Kind.SHARE and one.unit:
            return self._share_or_change(one, before, after, direction)
        if one.kind is Kind.CHANGE:
            return Kind.CHANGE, Direction.UP if one.number.value > 0 else Direction.DOWN, True
        if one.kind in {Kind.MONEY, Kind.COUNT}:
            by = r"(?:med|på|om|by|of)\s+(?:[\w ]{0,25}\s)?$"
            moved = re.search(
                rf"(?:{words.UP[self.tongue]}|{words.DOWN[self.tongue]})[^.,;:]{{0,40}}?\b{by}", before, re.I
            )
            return one.kind, direction if moved else None, bool(moved)
        return one.kind, direction if one.kind is Kind.POINTS else None, one.kind is Kind.POINTS

    def _share_or_change(
        self, one: _Found, before: str, after: str, direction: Direction | None
    ) -> tuple[Kind, Direction | None, bool]:
        of = re.match(rf"\s*(?:{words.SHARE_OF[self.tongue]})", after, re.I)
        stands_for = re.search(rf"(?:{words.SHARE_OF[self.tongue]})\W+(?:\w+\W+){{0,3}}$", before, re.I)
        if of or (stands_for and not direction):
            return Kind.SHARE, None, False
        if one.number.value < 0:
            return Kind.CHANGE, Direction.DOWN, True
        if direction is not None:
            return Kind.CHANGE, direction, True
        return Kind.SHARE, None, False

    def _direction(self, before: str, after: str) -> Direction | None:
        """Return the direction told nearest before a figure, else nearest after it in the same sentence."""
        up, down = words.UP[self.tongue], words.DOWN[self.tongue]
        ups = [match.end() for match in re.finditer(up, before, re.I)]
        downs = [match.end() for match in re.finditer(down, before, re.I)]
        if ups or downs:
            return Direction.UP if max(ups, default=-1) > max(downs, default=-1) else Direction.DOWN
        first_up, first_down = re.search(up, after[:80], re.I), re.search(down, after[:80], re.I)
        if first_up and (not first_down or first_up.start() < first_down.start()):
            return Direction.UP
        return Direction.DOWN if first_down else None

    # Period

    def _periods(self) -> Iterator[tuple[int, int, Period]]:
        spans = [(match.start(), match.end()) for match in _SPAN.finditer(self.masked)]
        for match in _SPAN.finditer(self.masked):
            first, last = int(match[1]), int(match[2])
            if first < last:
                yield match.start(), match.end(), Period(last, first)
        for match in _YEAR.finditer(self.masked):
            if not any(start <= match.start() < end for start, end in spans):
                yield match.start(), match.end(), Period(int(match[0]))

    def _period(self, one: _Found, begins: int, ends: int) -> Period | None:
        def away(start: int, end: int) -> int:
            return min(abs(one.start - end), abs(start - one.end))

        inside = [(away(start, end), period) for start, end, period in self.periods if begins <= start < ends]
        if inside:
            return min(inside, key=lambda found: found[0])[1]
        earlier = [(start, period) for start, _, period in self.periods if start < begins]
        return max(earlier, key=lambda found: found[0])[1] if earlier else None

    # Place

    def _places(self) -> Iterator[tuple[int, str]]:
        for match in re.finditer(_NATION[self.tongue], self.text, re.I):
            yield match.start(), NATION
        for match in _county_names().finditer(self.text):
            yield match.start(), _codes_by_name()[match["name"].lower()]

    def _where(self, one: _Found, begins: int, ends: int) -> tuple[str, ...]:
        inside = [(abs(place - one.start), code) for place, code in self.places if begins <= place < ends]
        earlier = [(one.start - place, code) for place, code in self.places if place < begins]
        nearest = [code for _, code in sorted(inside)] + [code for _, code in sorted(earlier)]
        return tuple(dict.fromkeys(nearest))[:3]

    def _about(self, begins: int, ends: int) -> frozenset[About]:
        sentence = self.text[begins:ends]
        return frozenset(
            About(name) for name, pattern in words.SUBJECTS[self.tongue].items() if re.search(pattern, sentence, re.I)
        )


@cache
def _codes_by_name() -> dict[str, str]:
    return {county.short.lower(): county.code for county in COUNTIES}


@cache
def _county_names() -> re.Pattern[str]:
    stems = sorted(_codes_by_name(), key=len, reverse=True)
    return re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, stems))})s?(?![a-zåäö])", re.I)
