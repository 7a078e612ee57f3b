"""A proposal as a plain value: who should have a question, why, why not the others, and what it was decided with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

COORDINATOR = "coordinator"
LARGEST_TRACE = 10_000  # bytes of a stored trace; what does not fit is left out from the end


class Desk(StrEnum):
    """Where a message goes that is not a company's question; `distress` meets a person at once and no machine."""

    PRESS = "press"
    STUDENT = "student"
    RECORDS = "records"
    COMPLAINT = "complaint"
    SALES = "sales"
    DISTRESS = "distress"
    SPAM = "spam"
    JOB = "job"
    OTHER_AUTHORITY = "other_authority"


class Why(StrEnum):
    """One reason for or against an organisation; `Reason.detail` fills in what it speaks of."""

    PHRASE = "phrase"  # said much as a company in need of this would say it; detail: the phrase
    CONCEPT = "concept"  # a word of the trade; detail: the concept
    FACT = "fact"  # a named document, number or scheme; detail: its name
    NAMED = "named"  # the organisation is named
    WORDS = "words"  # the words as a whole; detail: those that weighed most
    MEANING = "meaning"  # near in meaning, though in other words
    OUTCOMES = "outcomes"  # confirmed outcomes of such questions; detail: how many
    COVERS = "covers"  # a function answers for this need in the municipality; detail: its name
    COVERS_UNCONFIRMED = "covers_unconfirmed"  # a public source says so, the organisation has not; detail: the name
    COVERS_OTHER_NEEDS = "covers_other_needs"  # is there, with other needs; detail: the function
    AWAY = "away"  # covers, and everybody behind the function is away; detail: the function
    COVERAGE_UNKNOWN = "coverage_unknown"  # nobody has said whether they cover the municipality
    NO_MUNICIPALITY = "no_municipality"  # the question does not say where the company is
    SIGNPOST = "signpost"  # not a partner: the company is shown the way, a partner may follow up
    RULE_MET = "rule_met"  # a condition of a service is met; detail: service and rule
    RULE_UNKNOWN = "rule_unknown"  # it is not known whether one is; detail: service and rule
    RULE_FAILED = "rule_failed"  # one is not; detail: service and rule
    OUTWEIGHED = "outweighed"  # the one before has more for it; detail: what it has that this one lacks
    NOTHING_SAID = "nothing_said"  # nothing in the question points here
    SECOND_NEED = "second_need"  # has the question's other need
    CONTEXT_POOR = "context_poor"  # too little is said to know
    NOT_A_QUESTION = "not_a_question"  # belongs at a desk; detail: which, and what showed it


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, of what, and how heavily (share of the score, negative when against; 0 for what is not weighed)."""

    why: Why
    detail: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One organisation proposed.

    `organisation` is its key: a kind such as `ekn` or `region`, followed by the county code where there is one to each
    county and the question says where (`region-24`), or the slug the directory knows it by. `function` is the public
    id of the function that would answer, empty for a signpost or where nobody is known. `services` are keys of the
    catalogue, best first. `confidence` is the chance, 0 to 1, that this organisation should have the question first.
    `co_owner` is set when the question has two needs and this one has the other.
    """

    organisation: str
    kind: str
    name: str = ""
    function: str = ""
    function_name: str = ""
    services: tuple[str, ...] = ()
    score: float = 0.0
    confidence: float = 0.0
    partner: bool = False
    co_owner: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """An organisation or service not offered, its score, and why."""

    key: str
    why: Why
    score: float = 0.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CounterQuestion:
    """One question back, always skippable: a key, the words in Swedish and English, and answers to choose from."""

    key: str
    sv: str
    en: str
    answers: tuple[tuple[str, str, str], ...] = ()

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Versions:
    """What a proposal was decided with: marks of the catalogue, the directory's answer, the rules and the model."""

    catalogue: str = ""
    directory: str = ""
    rules: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything decided about one question; the first candidate is proposed, the next ones are a click away.

    `sure` says that the first may be proposed alone; otherwise a coordinator chooses among the first two or three.
    `needs` are codes of the directory's vocabulary. A `desk` is set for what is not a company's question; `at_once`
    when a person must read it now and no automatic answer may go out. Nothing here is the company's own words.
    """

    id: str = ""
    enquiry: str = ""
    language: str = "sv"
    candidates: tuple[Candidate, ...] = ()
    needs: tuple[str, ...] = ()
    confidence: float = 0.0
    sure: bool = False
    ask: CounterQuestion | None = None
    ask_score: float = 0.0
    desk: Desk | None = None
    at_once: bool = False
    left: tuple[Left, ...] = ()
    versions: Versions = Versions()

    @property
    def first(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    def of(self, organisation: str) -> Candidate | None:
        """The candidate with a key, or of a kind, or None."""
        return next((one for one in self.candidates if organisation in {one.organisation, one.kind}), None)


def why_not(proposal: Proposal, key: str) -> tuple[Reason, ...]:
    """Say why an organisation or service was not the first proposed, from the proposal alone.

    The first candidate has no reason against it; one nobody has heard of has `NOTHING_SAID`.
    """
    first = proposal.first
    if first and key in {first.organisation, first.kind}:
        return ()
    offered = proposal.of(key)
    if offered:
        against = tuple(one for one in offered.reasons if one.why is Why.OUTWEIGHED or one.weight < 0)
        return against or (Reason(Why.OUTWEIGHED, first.organisation if first else ""),)
    found = tuple(Reason(one.why, one.detail, one.score) for one in proposal.left if key == one.key)
    return found or (Reason(Why.NOTHING_SAID),)


# Storing


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        told = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(kept) for name, kept in told.items() if kept not in (None, "", (), 0.0, False, Versions())}
    return value.value if isinstance(value, StrEnum) else value


def as_dict(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON would have it: only what is said, codes for reasons."""
    told: dict[str, Any] = _plain(proposal)
    return told


def _reason(stored: Mapping[str, Any]) -> Reason:
    return Reason(Why(stored["why"]), stored.get("detail", ""), stored.get("weight", 0.0))


def _candidate(stored: Mapping[str, Any]) -> Candidate:
    kept = {name: value for name, value in stored.items() if name not in {"reasons", "services"}}
    return Candidate(
        **kept,
        services=tuple(stored.get("services", ())),
        reasons=tuple(_reason(one) for one in stored.get("reasons", ())),
    )


def _question(stored: Mapping[str, Any] | None) -> CounterQuestion | None:
    if stored is None:
        return None
    answers = tuple((code, sv, en) for code, sv, en in stored.get("answers", ()))
    return CounterQuestion(stored["key"], stored["sv"], stored["en"], answers)


def from_dict(stored: Mapping[str, Any]) -> Proposal:
    """Read a stored proposal back; raises KeyError, TypeError or ValueError for what is none."""
    left = (Left(**{**one, "why": Why(one["why"])}) for one in stored.get("left", ()))
    return Proposal(
        id=stored.get("id", ""),
        enquiry=stored.get("enquiry", ""),
        language=stored.get("language", "sv"),
        candidates=tuple(_candidate(one) for one in stored.get("candidates", ())),
        needs=tuple(stored.get("needs", ())),
        confidence=stored.get("confidence", 0.0),
        sure=stored.get("sure", False),
        ask=_question(stored.get("ask")),
        ask_score=stored.get("ask_score", 0.0),
        desk=Desk(stored["desk"]) if stored.get("desk") else None,
        at_once=stored.get("at_once", False),
        left=tuple(left),
        versions=Versions(**stored.get("versions", {})),
    )


def weight_of(stored: Mapping[str, Any]) -> int:
    """How many bytes something takes as stored."""
    return len(json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode())
