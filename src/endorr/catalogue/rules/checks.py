"""What must be put right before a card may be kept, field by field, with the nearest valid value where there is one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from endorr.catalogue.rules.card import WHOLE_COUNTRY, Card
from endorr.catalogue.rules.durations import is_duration, suggested
from endorr.catalogue.rules.eligibility import CODED, RANGES, SECTORS, Rule, RuleKind
from endorr.catalogue.rules.words import PROVIDER_KIND_BY_CODE, TOPIC_BY_CODE
from endorr.core.counties import BY_CODE
from endorr.core.languages import BY_CODE as LANGUAGE_BY_CODE
from endorr.core.municipalities import municipalities

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WEB = re.compile(r"https?://[^\s<>\"]+")
LONGEST_TEXT = 4_000
LONGEST_NAME = 200
LONGEST_LIST = 60
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason why a card is refused: its field, the sentence in Swedish and English, and what might be meant."""

    field: str
    sv: str
    en: str
    nearest: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.sv


def nearest(code: str, valid: Iterable[str]) -> tuple[str, ...]:
    """Return the valid codes most like a wrong one, nearest first: by value for numbers, else by letters."""
    known = list(valid)
    if code.isdigit():
        numbers = sorted((one for one in known if one.isdigit()), key=lambda one: (abs(int(one) - int(code)), one))
        return tuple(numbers[:NEAREST])
    return tuple(get_close_matches(code, known, n=NEAREST, cutoff=0.4)) or tuple(known[:NEAREST])


def _unknown(field: str, sv: str, en: str, code: str, valid: Iterable[str]) -> Objection:
    near = nearest(code, valid)
    either = ", ".join(near)
    return Objection(
        field, f"{sv} {code} finns inte. Menade du {either}?", f"There is no {en} {code}. Did you mean {either}?", near
    )


def _names(card: Card) -> Iterator[Objection]:
    if not KEY.fullmatch(card.key) or len(card.key) > 80:
        yield Objection(
            "key",
            "Nyckeln får ha små bokstäver a–z, siffror och bindestreck.",
            "A key has small letters a–z, digits and hyphens.",
        )
    if not card.name_sv.strip():
        yield Objection("name_sv", "Skriv vad stödet heter.", "Enter the name of the service.")
    if not card.provider.strip():
        yield Objection("provider", "Skriv vem som ger stödet.", "Enter who provides the service.")
    if not card.gives_sv.strip():
        yield Objection("gives_sv", "Skriv vad stödet ger.", "Enter what the service gives.")


def _lengths(card: Card) -> Iterator[Objection]:
    for field in Card.__dataclass_fields__:
        value = getattr(card, field)
        longest = LONGEST_NAME if field.startswith("name_") or field in {"provider", "page_date"} else LONGEST_TEXT
        if isinstance(value, str) and len(value) > longest:
            yield Objection(
                field, f"Texten får ha högst {longest} tecken.", f"The text may have at most {longest} characters."
            )
        if isinstance(value, tuple) and len(value) > LONGEST_LIST and field != "coverage":
            yield Objection(field, f"Högst {LONGEST_LIST} rader.", f"At most {LONGEST_LIST} lines.")


def _coverage(codes: Iterable[str], field: str) -> Iterator[Objection]:
    for code in codes:
        if code == WHOLE_COUNTRY or code in BY_CODE or code in municipalities():
            continue
        if len(code) == 4 and code.isdigit():
            yield _unknown(field, "Kommunkoden", "municipality code", code, municipalities())
        else:
            yield _unknown(field, "Länskoden", "county code", code, BY_CODE)


def _codes(card: Card) -> Iterator[Objection]:
    if card.provider_kind not in PROVIDER_KIND_BY_CODE:
        yield _unknown("provider_kind", "Typen", "kind", card.provider_kind, PROVIDER_KIND_BY_CODE)
    for topic in card.topics:
        if topic not in TOPIC_BY_CODE:
            yield _unknown("topics", "Ämnet", "topic", topic, TOPIC_BY_CODE)
    for language in card.languages:
        if language not in LANGUAGE_BY_CODE:
            yield _unknown("languages", "Språket", "language", language, LANGUAGE_BY_CODE)
    if not card.coverage:
        yield Objection("coverage", "Välj var stödet finns.", "Choose where the service is offered.")
    yield from _coverage(card.coverage, "coverage")


def _rule(rule: Rule) -> Iterator[Objection]:
    field = "eligibility"
    if rule.kind in RANGES and rule.low is None and rule.high is None:
        yield Objection(field, "Skriv minst en gräns.", "Enter at least one bound.")
    if rule.low is not None and rule.high is not None and rule.low > rule.high:
        yield Objection(field, "Den undre gränsen är högre än den övre.", "The lower bound is above the upper.")
    if rule.kind in CODED and not rule.codes:
        yield Objection(field, "Välj minst en kod.", "Choose at least one code.")
    if rule.kind is RuleKind.STATEMENT and not rule.sv.strip():
        yield Objection(field, "Skriv villkoret som en mening.", "Write the condition as a sentence.")
    if rule.kind in {RuleKind.COUNTY, RuleKind.MUNICIPALITY}:
        yield from _coverage(rule.codes, field)
    if rule.kind in {RuleKind.SECTOR, RuleKind.NOT_SECTOR}:
        for code in rule.codes:
            if code not in SECTORS:
                yield _unknown(field, "SNI-koden", "SNI code", code, SECTORS)


def _figures(card: Card) -> Iterator[Objection]:
    if card.own_share is not None and not 0 <= card.own_share <= 100:
        yield Objection("own_share", "Andelen är 0–100 procent.", "The share is 0–100 per cent.")
    if card.max_amount_sek is not None and card.max_amount_sek <= 0:
        yield Objection("max_amount_sek", "Beloppet är större än noll.", "The amount is above zero.")
    if card.opens_at and card.closes_at and card.closes_at <= card.opens_at:
        yield Objection("closes_at", "Stödet stänger innan det öppnar.", "The service closes before it opens.")
    if card.source and not WEB.fullmatch(card.source):
        yield Objection(
            "source", "Skriv en adress som börjar med https://", "Enter an address that begins with https://"
        )


def _answer_time(card: Card) -> Iterator[Objection]:
    if not card.answer_time or is_duration(card.answer_time):
        return
    meant = suggested(card.answer_time)
    sv = f"Skriv tiden som P14D (14 dagar).{f' Menade du {meant}?' if meant else ''} Orden får stå kvar bredvid."
    en = f"Write the time as P14D (14 days).{f' Did you mean {meant}?' if meant else ''} The words may stay beside it."
    yield Objection("answer_time", sv, en, (meant,) if meant else ())


def objections(card: Card) -> tuple[Objection, ...]:
    """Why a card may not be kept; empty if it may."""
    found = (_names(card), _lengths(card), _codes(card), _figures(card), _answer_time(card))
    return (*(one for some in found for one in some), *(one for rule in card.eligibility for one in _rule(rule)))
