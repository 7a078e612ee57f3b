"""A service as a plain value: what the catalogue keeps, shows, compares, exports and takes in."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from endorr.catalogue.rules.eligibility import Rule
from endorr.catalogue.rules.words import Applicant, Confidence, Status

WHOLE_COUNTRY = "SE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One service. Texts end in the language they are in; what was never read is empty or None.

    `own_share` is the least share of the cost that the company itself pays, in per cent; `max_amount_sek` whole kronor;
    `answer_time` the provider's own promise as an ISO 8601 duration, `answer_time_text` its own words; `coverage` SE,
    county codes and municipality codes; `opens_at` and `closes_at` instants between which one may apply.
    """

    key: str
    name_sv: str
    name_en: str = ""
    provider: str
    provider_kind: str = "private"
    organisation_key: str = ""
    family: str = ""
    topics: tuple[str, ...] = ()
    applicant: Applicant = Applicant.COMPANY
    for_whom_sv: str = ""
    for_whom_en: str = ""
    gives_sv: str = ""
    gives_en: str = ""
    cost_sv: str = ""
    cost_en: str = ""
    how_sv: str = ""
    how_en: str = ""
    note_sv: str = ""
    note_en: str = ""
    own_share: int | None = None
    max_amount_sek: int | None = None
    answer_time: str = ""
    answer_time_text: str = ""
    coverage: tuple[str, ...] = (WHOLE_COUNTRY,)
    coverage_confidence: Confidence = Confidence.STATED
    eligibility: tuple[Rule, ...] = ()
    status: Status = Status.CURRENT
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    phone: str = ""
    email: str = ""
    languages: tuple[str, ...] = ("sv",)
    synonyms: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source: str = ""
    read_on: date | None = None
    page_date: str = ""

    def text(self, name: str, language: str) -> tuple[str, str]:
        """Return a text and the language it is in: the one asked for, or Swedish when that is missing."""
        wanted: str = getattr(self, f"{name}_{language}", "")
        return (wanted, language) if wanted else (getattr(self, f"{name}_sv"), "sv")


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Card))
LISTS = frozenset({"topics", "coverage", "languages", "synonyms", "old_names", "related"})
INSTANTS = frozenset({"opens_at", "closes_at"})
WORDS: Mapping[str, type[Applicant] | type[Confidence] | type[Status]] = {
    "applicant": Applicant,
    "coverage_confidence": Confidence,
    "status": Status,
}


def _plain(name: str, value: Any) -> Any:
    if name == "eligibility":
        return [rule.as_dict() for rule in value]
    if name in LISTS:
        return list(value)
    if name in WORDS:
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def as_dict(card: Card) -> dict[str, Any]:
    """Return every field of a card as JSON would have it."""
    return {name: _plain(name, getattr(card, name)) for name in FIELDS}


def _read(name: str, value: Any) -> Any:
    if name == "eligibility":
        return tuple(Rule.from_dict(rule) for rule in value)
    if name in LISTS:
        return tuple(value)
    if name in WORDS:
        return WORDS[name](value)
    if isinstance(value, str) and name in INSTANTS:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and name == "read_on" else value


def from_dict(stored: Mapping[str, Any]) -> Card:
    """Read a card back; raises KeyError, TypeError or ValueError for what no card can be."""
    return Card(**{name: _read(name, stored[name]) for name in FIELDS if name in stored})


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions of a card, as JSON values."""

    field: str
    before: Any
    after: Any


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two cards as `as_dict` gives them, in the card's own order."""
    return tuple(
        Change(name, before.get(name), after.get(name)) for name in FIELDS if before.get(name) != after.get(name)
    )
