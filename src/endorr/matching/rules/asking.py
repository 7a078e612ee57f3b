"""Whether too little is said to know, and which one question would tell most; always skippable, never waited for."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from endorr.matching.rules.lexicon import concepts, cues
from endorr.matching.rules.proposal import CounterQuestion
from endorr.matching.rules.reading import Reading

ASK = 0.25  # from here a question is asked back: nine in ten that say too little, one in thirty that do not
HOPELESS = 0.85  # from here the cooperation's own desk has it first
PLAIN, UNKNOWN = 0.5, 0.3  # what a word of one organisation's phrases says, and one of nobody's
SHARED = 8  # organisations among which a word says half as much
LONG = 9  # letters from which a word is a compound, and says as much as two


def said(reading: Reading, known: Mapping[str, int]) -> float:
    """How much a message says of what it is about: concepts by their weight, other telling words by a part of one.

    Words that any question may hold ("cost", "apply", "how long") count for nothing, and a word counts for less the
    more organisations' phrases it is in.
    """
    lexicon, _named = cues()
    vague = {
        place
        for one in lexicon.find(reading.told)
        if one.concept.startswith("vague.")
        for place in range(one.at, one.at + one.words)
    }
    telling = [word for place, word in enumerate(reading.told) if place not in vague and len(word) > 3]
    plain = sum(_weight(known.get(word, 0)) + (0.2 if len(word) > LONG else 0.0) for word in dict.fromkeys(telling))
    pointing = (max(concepts().concepts[key].points.values(), default=0.0) for key in reading.concepts)
    return min(plain, 4.0) + 0.8 * sum(pointing)


def _weight(parties: int) -> float:
    return PLAIN * SHARED / (SHARED + parties - 1) if parties else UNKNOWN


@dataclass(frozen=True, slots=True)
class _Side:
    code: str
    sv: str
    en: str
    parties: frozenset[str]


def _side(code: str, sv: str, en: str, *parties: str) -> _Side:
    return _Side(code, sv, en, frozenset(parties))


_QUESTIONS: tuple[tuple[str, str, str, tuple[_Side, ...]], ...] = (
    (
        "what",
        "Handlar din fråga mest om pengar, om regler eller om att hitta kunder?",
        "Is your question mostly about money, rules or finding customers?",
        (
            _side("money", "Pengar och risk", "Money and risk", "almi", "ekn", "sek", "nopef", "swedfund"),
            _side(
                "rules",
                "Regler, tull och papper",
                "Rules, customs and papers",
                *("tullverket", "skatteverket", "kommerskollegium", "chamber-of-commerce", "isp", "livsmedelsverket"),
                *("jordbruksverket", "lakemedelsverket", "kemikalieinspektionen", "elsakerhetsverket", "boverket"),
                *("arbetsmiljoverket", "swedac", "sis", "scb", "access2markets", "ssm", "hav", "bolagsverket"),
            ),
            _side("market", "Kunder och marknader", "Customers and markets", "business-sweden", "een"),
            _side("grant", "Bidrag eller check", "A grant or voucher", "region", "tillvaxtverket", "vinnova"),
        ),
    ),
    (
        "money",
        "Är det ni som behöver låna, eller är det kundens betalning det gäller?",
        "Do you need to borrow, or is it about your customer's payment?",
        (
            _side("own", "Vi behöver låna", "We need to borrow", "almi"),
            _side("risk", "Kunden kanske inte betalar", "The customer may not pay", "ekn"),
            _side("buyer", "Kunden behöver låna till köpet", "The customer needs a loan for it", "sek"),
        ),
    ),
    (
        "goods",
        "Gäller det en vara över gränsen, eller momsen på fakturan?",
        "Is it about goods across the border, or VAT on the invoice?",
        (
            _side("border", "Varan över gränsen", "Goods across the border", "tullverket", "access2markets"),
            _side("vat", "Moms eller skatt", "VAT or tax", "skatteverket"),
            _side("paper", "Ett intyg eller en stämpel", "A certificate or a stamp", "chamber-of-commerce"),
            _side("statistics", "Uppgifter till statistiken", "Reports to the statistics", "scb"),
        ),
    ),
    (
        "product",
        "Vilket slags produkt gäller det?",
        "What kind of product is it about?",
        (
            _side("food", "Mat eller dryck", "Food or drink", "livsmedelsverket", "hav"),
            _side("animals", "Djur, växter eller trä", "Animals, plants or wood", "jordbruksverket"),
            _side("health", "Läkemedel eller hudvård", "Medicine or skin care", "lakemedelsverket"),
            _side("chemicals", "Kemikalier", "Chemicals", "kemikalieinspektionen"),
            _side("electric", "El eller maskin", "Electric or machine", "elsakerhetsverket", "arbetsmiljoverket"),
            _side("other", "Något annat", "Something else", "kommerskollegium", "swedac", "sis", "boverket"),
        ),
    ),
    (
        "country",
        "Ska ni sälja inom EU eller utanför?",
        "Will you sell inside or outside the EU?",
        (
            _side("inside", "Inom EU", "Inside the EU", "een", "kommerskollegium", "euipo", "skatteverket"),
            _side("outside", "Utanför EU", "Outside the EU", "business-sweden", "access2markets", "prv", "tullverket"),
        ),
    ),
    (
        "staff",
        "Gäller det personal som reser ut, eller någon som kommer hit?",
        "Is it about staff going abroad, or somebody coming here?",
        (
            _side("out", "Någon reser ut", "Going abroad", "forsakringskassan", "skatteverket"),
            _side("in", "Någon kommer hit", "Coming here", "migrationsverket", "arbetsmiljoverket"),
        ),
    ),
)


def counter_question(shares: Sequence[tuple[str, float]]) -> CounterQuestion:
    """Return the question whose answers part the likeliest organisations best: least doubt left when answered."""
    best = min(_QUESTIONS, key=lambda row: (_doubt_left(row[3], shares), row[0]))
    key, sv, en, sides = best
    return CounterQuestion(key, sv, en, tuple((side.code, side.sv, side.en) for side in sides))


def _doubt_left(sides: Sequence[_Side], shares: Sequence[tuple[str, float]]) -> float:
    """The entropy over organisations that is left on average when the answer is known."""
    groups = [[share for party, share in shares if party in side.parties] for side in sides]
    told = frozenset[str]().union(*(side.parties for side in sides))
    groups.append([share for party, share in shares if party not in told])
    return sum(_entropy(group) for group in groups)


def _entropy(group: Sequence[float]) -> float:
    whole = sum(group)
    return -sum(share * math.log(share / whole) for share in group if share > 0) if whole else 0.0
