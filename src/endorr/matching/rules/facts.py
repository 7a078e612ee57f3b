"""Draws from a message what it tells of the company itself: how many they are, what they turn over, where they sit.

Only what is said in so many words is drawn. What is not said stays unknown, and what the company has told elsewhere
stands before what is drawn from its words.
"""

import re
from dataclasses import fields, replace
from functools import cache

from endorr.catalogue.rules.eligibility import Company
from endorr.core.municipalities import municipalities

_NUMBERS = {
    word: number
    for number, told in {
        1: "en ett one",
        2: "två two",
        3: "tre three",
        4: "fyra four",
        5: "fem five",
        6: "sex six",
        7: "sju seven",
        8: "åtta eight",
        9: "nio nine",
        10: "tio ten",
        11: "elva eleven",
        12: "tolv twelve",
        15: "femton fifteen",
        20: "tjugo twenty",
        30: "trettio thirty",
        50: "femtio fifty",
    }.items()
    for word in told.split()
}
_COUNT = rf"(\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_EMPLOYEES = re.compile(
    rf"\b(?:vi är|vi har|har|med|we are|we have|have|with)\s+(?:cirka |ca |omkring |about |around )?{_COUNT}\s+"
    r"(?:anställda|medarbetare|employees|staff)\b(?! (?:i|in|som|who|to|till) (?-i:[A-ZÅÄÖ]))|"
    rf"\b(?:vi är|we are)\s+{_COUNT}\s+(?:personer|pers\b|people)|\b{_COUNT}\s+anst\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(enmansföretag\w*|enmansfirma\w*|one-person company|inga anställda|no employees)\b", re.IGNORECASE
)
_TURNOVER = re.compile(
    r"\b(?:omsätter|omsättning(?:en)?(?: är| på| om)?|turnover (?:is|of)|turn over)\s+(?:cirka |ca |about |around )?"
    r"(\d[\d ]{0,11}(?:[.,]\d+)?)\s*"
    r"(mdkr|miljard\w*|billion|mkr|mnkr|msek|miljon\w*|million|m\b|tkr|tusen|thousand|kronor|kr\b|sek)",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"\b(?:företaget|bolaget|firman|company|firm)\s+(?:är|is)\s+{_COUNT}\s+(?:år|years?)(?: gammal\w*| old)?\b|"
    rf"\b{_COUNT}[- ](?:årigt|år gammalt|year-old)\s+(?:företag|bolag|firma|company|firm)\b",
    re.IGNORECASE,
)
_EXPORT = re.compile(
    r"\b(?:exporterar|export(?:en)? (?:är|utgör)|we export|exports are)\s+(?:cirka |ca |about )?"
    r"(\d{1,3})\s*(?:%|procent|percent)",
    re.IGNORECASE,
)
_UNITS = (("md", 10**9), ("miljard", 10**9), ("billion", 10**9), ("t", 10**3), ("m", 10**6))


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else _NUMBERS.get(text.casefold())


def _counted(found: re.Match[str] | None) -> int | None:
    told = next((group for group in found.groups() if group and _number(group) is not None), "") if found else ""
    return _number(told) if told else None


def _kronor(found: re.Match[str] | None) -> int | None:
    if not found:
        return None
    unit = found[2].casefold()
    times = next((worth for begins, worth in _UNITS if unit.startswith(begins)), 1)
    return round(float(found[1].replace(" ", "").replace(",", ".")) * times)


@cache
def _places() -> re.Pattern[str]:
    names = sorted((re.escape(one.name) for one in municipalities().values()), key=len, reverse=True)
    return re.compile(rf"\b(?:i|in|utanför|från|outside|from|nära|near)\s+({'|'.join(names)})(?:s kommun)?\b")


def _municipality(text: str) -> str:
    """Return the one municipality a message says the writer sits in; nothing when it names none or several."""
    named = set(_places().findall(text))
    return next((code for code, one in municipalities().items() if named == {one.name}), "")


def drawn(text: str) -> Company:
    """Return what a message tells of its company, unknown where it tells nothing."""
    employees = _counted(_EMPLOYEES.search(text))
    return Company(
        employees=0 if employees is None and _ALONE.search(text) else employees,
        turnover_sek=_kronor(_TURNOVER.search(text)),
        age_years=_counted(_AGE.search(text)),
        export_percent=_counted(_EXPORT.search(text)),
        municipality=_municipality(text),
    )


def completed(told: Company, text: str) -> Company:
    """Return what a company has told of itself, and what its words tell where it has told nothing."""
    found = drawn(text)
    missing = {
        field.name: getattr(found, field.name) for field in fields(Company) if getattr(told, field.name) in (None, "")
    }
    return replace(told, **missing)
