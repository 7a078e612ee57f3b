"""Decides what a company's number is and who may see it, which companies may be the same, and how many there are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from endorr.base.tenancy.rules import Role, Span, Viewer
from endorr.core import company_numbers, personal_numbers

KEEPING = (Role.ADVISER, Role.COORDINATOR)
"""The roles that see what their own organisation knows of companies."""


def keeping(viewer: Viewer) -> frozenset[int]:
    """Return the organisations whose knowledge of companies a viewer sees, by row number."""
    return viewer.organisations_as(*KEEPING)


class Kind(StrEnum):
    """What asks; a Swedish number tells by itself which it is."""

    COMPANY = "company"
    ASSOCIATION = "association"
    SOLE_TRADER = "sole_trader"
    FOREIGN = "foreign"
    NONE = "none"  # a person who has no company yet


class Support(StrEnum):
    """The kinds of help that a company can have received."""

    ADVICE = "advice"
    MEETING = "meeting"
    TRAINING = "training"
    INTRODUCTION = "introduction"
    CHEQUE = "cheque"
    FINANCE = "finance"
    EVENT = "event"
    OTHER = "other"


class Refusal(StrEnum):
    """Why a number or a deed was refused."""

    SHAPE = "shape"
    CHECK_DIGIT = "check_digit"
    UNKNOWN_KIND = "unknown_kind"
    OTHER_KIND = "other_kind"
    NO_COUNTRY = "no_country"
    NO_NUMBER_FOR_NONE = "no_number_for_none"
    HAS_A_NUMBER = "has_a_number"
    TWO_NUMBERS = "two_numbers"
    THE_SAME = "the_same"
    IN_A_GROUP = "in_a_group"
    NOT_IN_A_GROUP = "not_in_a_group"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    IN_THE_FUTURE = "in_the_future"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """What the rules do not allow; the number itself is never repeated, for it may be a person's."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


# Numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A number that has passed its check: how it is spelled once and for all, and whether it may be a person's own."""

    spelled: str = field(repr=False)
    kind: Kind
    personal: bool

    @property
    def kept(self) -> str:
        """What may be stored and shown in clear: the number, or nothing at all when it may be a person's."""
        return "" if self.personal else self.spelled


HIDDEN = "XXXXXX-XXXX"
"""What stands where a number may be a person's own."""

_KINDS = {
    company_numbers.Kind.SOLE_TRADER: Kind.SOLE_TRADER,
    company_numbers.Kind.ECONOMIC_ASSOCIATION: Kind.ASSOCIATION,
    company_numbers.Kind.NON_PROFIT: Kind.ASSOCIATION,
}
_FAULTS = {
    company_numbers.Fault.SHAPE: Refusal.SHAPE,
    company_numbers.Fault.CHECK_DIGIT: Refusal.CHECK_DIGIT,
    company_numbers.Fault.UNKNOWN_KIND: Refusal.UNKNOWN_KIND,
}

# What stands after the country's letters in a VAT number, as the European Commission's VIES describes them; the last
# three lie outside the Union. Only the shape is checked: no register abroad is asked.
_VAT = {
    "AT": r"U\d{8}", "BE": r"[01]\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}", "DE": r"\d{9}",
    "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[0-9A-Z]\d{7}[0-9A-Z]", "FI": r"\d{8}",
    "FR": r"[0-9A-HJ-NP-Z]{2}\d{9}", "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[0-9A-Z+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}", "LT": r"\d{9}(?:\d{3})?", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,13}", "SI": r"\d{8}", "SK": r"\d{10}", "XI": r"\d{9}(?:\d{3})?",
    "NO": r"\d{9}(?:MVA)?", "GB": r"\d{9}(?:\d{3})?", "CH": r"E\d{9}(?:MWST|TVA|IVA)?",
}  # fmt: skip
_ELSEWHERE = r"(?=(?:.*[0-9]){4})[0-9A-Z]{4,20}"  # a name may begin with a country's letters; it has no four digits
# Where a sole trader's number is, or looks like, the number of the person: it is hidden there as it is here.
_PERSONS = {
    "BG": r"\d{10}", "CY": r".*", "CZ": r"\d{9,10}", "ES": r"\d{8}[A-Z]|[KLMXYZ]\d{7}[A-Z]", "HR": r".*", "IE": r".*",
    "LV": r"[0-3]\d{10}", "NL": r".*", "PT": r"[123]\d{8}", "RO": r"\d{13}", "SI": r".*",
}  # fmt: skip
_FOREIGN = re.compile(r"(?P<country>[A-Z]{2})(?P<rest>[0-9A-Z+*]{2,22})", re.ASCII)
_BETWEEN = re.compile(r"[\s.\-/\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}]")


def read(text: str, kind: Kind | None = None) -> Number | None:
    """Read a number of a company however it is written; None for an empty text.

    Swedish numbers tell their kind. Abroad the country's two letters come first: `NO 923 609 016`, `DE123456789`. A
    `kind` that was stated must be the number's. Raises Refused, in which the number is not repeated.
    """
    bare = _BETWEEN.sub("", text).upper()
    if not bare:
        return None
    if kind is Kind.NONE:
        raise Refused(Refusal.NO_NUMBER_FOR_NONE)
    found = _foreign(bare) if bare[:2].isalpha() and not bare.startswith("SE") else _swedish(bare, kind)
    if kind not in {None, found.kind}:
        raise Refused(Refusal.OTHER_KIND)
    return found


def _swedish(bare: str, kind: Kind | None) -> Number:
    try:
        number = company_numbers.parse(bare)
    except company_numbers.CompanyNumberError as error:
        raise Refused(Refusal.NO_COUNTRY if kind is Kind.FOREIGN else _FAULTS[error.fault]) from None
    return Number(f"SE{number.digits}", _KINDS.get(number.kind, Kind.COMPANY), personal=number.is_personal)


def _foreign(bare: str) -> Number:
    match = _FOREIGN.fullmatch(bare)
    if match is None:
        raise Refused(Refusal.SHAPE)
    country, rest = match["country"], match["rest"]
    if not re.fullmatch(_VAT.get(country, _ELSEWHERE), rest):
        raise Refused(Refusal.SHAPE)
    rest = re.sub(r"(?:MVA|MWST|TVA|IVA)$", "", rest) if country in {"NO", "CH"} else rest
    swedish = rest.isdecimal() and personal_numbers.kind_of(rest) is not None
    personal = swedish or re.fullmatch(_PERSONS.get(country, r"(?!)"), rest) is not None
    return Number(country + rest, Kind.FOREIGN, personal=personal)


def shown(kept: str, *, numbered: bool) -> str:
    """Return a stored number as a page shows it: `556036-0793`, a hidden one as `XXXXXX-XXXX`, none as nothing."""
    if not kept:
        return HIDDEN if numbered else ""
    return f"{kept[2:8]}-{kept[8:]}" if kept.startswith("SE") else kept


# Likely the same


class Sign(StrEnum):
    """What speaks for two companies being the same, from strongest to weakest."""

    SAME_MAIL = "same_mail"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    CLOSE_NAME = "close_name"
    SAME_DOMAIN = "same_domain"
    SAME_PLACE = "same_place"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of a company that can be compared with another's; mails, phones and domains as `sketched`."""

    company: str
    name: str
    municipality: str = ""
    numbered: bool = False
    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


# The legal form comes last, or first, and is left out as often as not.
_FORMS = re.compile(
    r"\b(?:ab|aktiebolag|publ|hb|handelsbolag|kb|kommanditbolag|ek\.? ?för\.?|ekonomisk förening|enskild firma|as|asa"
    r"|aps|oyj?|gmbh|ag|ltd|limited|inc|llc|bv|sa|srl)(?=\W|$)"
)
# Addresses here say nothing of whose they are.
_ANYBODYS = frozenset((
    "gmail.com", "hotmail.com", "hotmail.se", "outlook.com", "live.se", "live.com", "icloud.com", "yahoo.com",
    "yahoo.se", "telia.com", "bredband.net", "comhem.se", "me.com", "msn.com", "proton.me", "protonmail.com",
))  # fmt: skip
CLOSE = 0.86
"""How much alike two names must be, of 1, to be called close: one letter wrong of eight is 0.875."""


def name_key(name: str) -> str:
    """Return a name without what people write differently: case, spaces, marks and the legal form."""
    told = name.casefold().replace("&", " och ")
    kept = re.findall(r"\w+", _FORMS.sub(" ", told)) or re.findall(r"\w+", told)
    return "".join(kept)[:120]


def phone_key(phone: str) -> str:
    """Return a telephone number as its last nine digits, so that +46 and 0 are one; "" for fewer than six."""
    digits = re.sub(r"\D", "", phone).lstrip("0")
    return digits[-9:] if len(digits) >= 6 else ""


def _domains(mails: Iterable[str]) -> frozenset[str]:
    return frozenset(mail.rpartition("@")[2] for mail in mails) - _ANYBODYS


def _close(key: str, other: str) -> bool:
    alike = SequenceMatcher(None, key, other)
    # The quick bounds first: most pairs are far from alike.
    return alike.real_quick_ratio() >= CLOSE and alike.quick_ratio() >= CLOSE and alike.ratio() >= CLOSE


def signs(one: Sketch, other: Sketch) -> tuple[Sign, ...]:
    """Return what speaks for two companies being one, strongest first; nothing unless a person should look.

    Two that both have numbers are two: a number is never mistaken for another.
    """
    if one.numbered and other.numbered:
        return ()
    key, key_too = name_key(one.name), name_key(other.name)
    found = {
        Sign.SAME_MAIL: bool(one.mails & other.mails),
        Sign.SAME_PHONE: bool(one.phones & other.phones),
        Sign.SAME_NAME: bool(key) and key == key_too,
        Sign.CLOSE_NAME: key != key_too and _close(key, key_too),
        Sign.SAME_DOMAIN: bool(_domains(one.mails) & _domains(other.mails)),
        Sign.SAME_PLACE: bool(one.municipality) and one.municipality == other.municipality,
    }
    told = tuple(sign for sign in Sign if found[sign])
    alone = {Sign.SAME_MAIL, Sign.SAME_PHONE, Sign.SAME_NAME}
    together = Sign.CLOSE_NAME in told and (Sign.SAME_PLACE in told or Sign.SAME_DOMAIN in told)
    return told if together or alone.intersection(told) else ()


def _blocks(sketch: Sketch) -> Iterable[tuple[str, str]]:
    # Only those that share a block are compared, so that thousands of companies are looked through in a blink.
    key = name_key(sketch.name)
    yield "name", key
    yield "place", sketch.municipality + key[:3]
    yield from (("mail", mail) for mail in sketch.mails)
    yield from (("phone", phone) for phone in sketch.phones)
    yield from (("domain", domain) for domain in _domains(sketch.mails))


MANY = 60
"""A block of more than this many companies says nothing of any of them."""


def likely_same(
    sketches: Sequence[Sketch], apart: Iterable[frozenset[str]] = ()
) -> list[tuple[Sketch, Sketch, tuple[Sign, ...]]]:
    """Return the pairs that a person should look at, the most alike first; `apart` are pairs found to be two."""
    blocks: dict[tuple[str, str], list[Sketch]] = {}
    for sketch in sketches:
        for block in _blocks(sketch):
            blocks.setdefault(block, []).append(sketch)
    seen = set(apart)
    found = []
    for members in blocks.values():
        for place, one in enumerate(members if len(members) <= MANY else ()):
            for other in members[place + 1 :]:
                pair = frozenset({one.company, other.company})
                if len(pair) == 2 and pair not in seen:
                    seen.add(pair)
                    found.append((one, other, signs(one, other)))
    order = list(Sign)
    told = [pair for pair in found if pair[2]]
    return sorted(told, key=lambda pair: ([order.index(sign) for sign in pair[2]], pair[0].name, pair[0].company))


def keeper(one: Sketch, other: Sketch) -> tuple[Sketch, Sketch]:
    """Return which of two goes on and which becomes part of it: the one with a number, else the first.

    Refuses two that both have numbers, and one with itself.
    """
    if one.company == other.company:
        raise Refused(Refusal.THE_SAME)
    if one.numbered and other.numbered:
        raise Refused(Refusal.TWO_NUMBERS)
    return (other, one) if other.numbered else (one, other)


# Groups


def check_group_span(span: Span, held: Iterable[Span]) -> None:
    """Refuse a time in a group that ends before it starts, or during which the company is in one already."""
    if span.last is not None and span.last < span.first:
        raise Refused(Refusal.ENDS_BEFORE_IT_STARTS)
    if any(span.meets(other) for other in held):
        raise Refused(Refusal.IN_A_GROUP)


# How many


@dataclass(frozen=True, slots=True)
class Touch:
    """That a company was reached: by which organisation, in which cooperation ("": in none), on which day."""

    company: str
    organisation: str
    cooperation: str
    on: date


@dataclass(frozen=True, slots=True)
class Who:
    """Behind which company an id stands once likenesses are settled, whether it is numbered, and its kind."""

    company: str
    numbered: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Reached:
    """How many: companies known by number, companies without one (perhaps the same), and people without a company."""

    numbered: int = 0
    unnumbered: int = 0
    people: int = 0

    @property
    def companies(self) -> int:
        """Companies in all: at most this many, and never fewer than `numbered`."""
        return self.numbered + self.unnumbered


@dataclass(frozen=True, slots=True)
class Reach:
    """How many companies were reached in a period; the parts overlap, so that they add up to more than the whole."""

    whole: Reached
    by_organisation: Mapping[str, Reached]
    by_cooperation: Mapping[str, Reached]


def _reached(companies: Iterable[Who]) -> Reached:
    kinds = [("people" if one.kind is Kind.NONE else "numbered" if one.numbered else "unnumbered") for one in companies]
    return Reached(kinds.count("numbered"), kinds.count("unnumbered"), kinds.count("people"))


def reach(touches: Iterable[Touch], who: Mapping[str, Who], *, first: date, last: date) -> Reach:
    """Count each company once in the whole, once for each organisation and once for each cooperation.

    `who` tells of every id among the touches; days outside `first` through `last` do not count.
    """
    whole: dict[str, Who] = {}
    organisations: dict[str, dict[str, Who]] = {}
    cooperations: dict[str, dict[str, Who]] = {}
    for touch in touches:
        if not first <= touch.on <= last:
            continue
        one = who[touch.company]
        whole[one.company] = one
        organisations.setdefault(touch.organisation, {})[one.company] = one
        if touch.cooperation:
            cooperations.setdefault(touch.cooperation, {})[one.company] = one
    return Reach(
        _reached(whole.values()),
        {name: _reached(found.values()) for name, found in sorted(organisations.items())},
        {name: _reached(found.values()) for name, found in sorted(cooperations.items())},
    )
