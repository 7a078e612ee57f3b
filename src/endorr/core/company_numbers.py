"""Company numbers: an organisation number tells the kind of body, a sole trader's is a person's own and is hidden.

An organisation number (lagen 1974:174) is ten digits, of which the third is at least 2 and the last a check digit;
the first tells the kind. A sole trader has no other number than the personal or coordination number.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from endorr.core import personal_numbers
from endorr.core.checksums import luhn_valid


class Kind(StrEnum):
    """What kind of body holds the number, by its first digit (Skatteverket)."""

    ESTATE = "estate"
    PUBLIC = "public body"
    FOREIGN = "foreign company"
    LIMITED = "limited company"
    SIMPLE_PARTNERSHIP = "simple partnership"
    ECONOMIC_ASSOCIATION = "economic association"
    NON_PROFIT = "non-profit association or foundation"
    PARTNERSHIP = "trading or limited partnership"
    SOLE_TRADER = "sole trader"


_KINDS = {
    "1": Kind.ESTATE,
    "2": Kind.PUBLIC,
    "3": Kind.FOREIGN,
    "5": Kind.LIMITED,
    "6": Kind.SIMPLE_PARTNERSHIP,
    "7": Kind.ECONOMIC_ASSOCIATION,
    "8": Kind.NON_PROFIT,
    "9": Kind.PARTNERSHIP,
}

# Twelve digits begin with 16 for a body and with a century for a person; a VAT number is SE, ten digits, 01.
_WRITTEN = re.compile(r"(?:16|(?P<century>18|19|20))?(?P<ten>\d{10})", re.ASCII)
_VAT = re.compile(r"SE(\d{10})01", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-+\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}]")


class Fault(StrEnum):
    """Why a text is no company number."""

    SHAPE = "shape"
    CHECK_DIGIT = "check digit"
    UNKNOWN_KIND = "unknown kind"


class CompanyNumberError(ValueError):
    """A text that is no company number; `fault` says why. The text itself is not repeated: it may be a person's."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"not a company number: {fault}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A company number that has passed its check: ten digits, which only `digits` gives away, and its kind."""

    digits: str = field(repr=False)
    kind: Kind

    @property
    def is_personal(self) -> bool:
        """Say whether the number is a person's own, and therefore neither shown nor sent on."""
        return self.kind is Kind.SOLE_TRADER

    @property
    def shown(self) -> str:
        """The number as a page may show it: `556036-0793`, a sole trader's as `XXXXXX-XXXX`."""
        digits = "X" * 10 if self.is_personal else self.digits
        return f"{digits[:6]}-{digits[6:]}"

    def __str__(self) -> str:
        return self.shown


def parse(text: str) -> CompanyNumber:
    """Read a company number however it is written: 5560360793, 556036-0793, 16556036-0793, SE556036079301.

    Raises CompanyNumberError, whose `fault` a form turns into words.
    """
    bare = _BETWEEN.sub("", text)
    vat = _VAT.fullmatch(bare)
    match = _WRITTEN.fullmatch(vat[1] if vat else bare)
    if match is None:
        raise CompanyNumberError(Fault.SHAPE)
    ten, century = match["ten"], match["century"] or ""
    if not luhn_valid(ten):
        raise CompanyNumberError(Fault.CHECK_DIGIT)
    return CompanyNumber(ten, _kind(ten, century))


def _kind(ten: str, century: str) -> Kind:
    if personal_numbers.kind_of(century + ten):
        return Kind.SOLE_TRADER
    if century or ten[2] < "2" or ten[0] not in _KINDS:
        raise CompanyNumberError(Fault.UNKNOWN_KIND)
    return _KINDS[ten[0]]
