"""Which adviser entries a need may be offered to, by criteria on three levels, each with its reason.

An entry is an adviser and a subject. Every level must accept. What is not known shuts nobody out: the entry is offered
to triage, with the criterion that could not be tried (docs/decisions/0016-unknown-goes-to-triage.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Fact(StrEnum):
    """What a criterion may look at."""

    AGE = "age"  # whole years
    EMPLOYEES = "employees"  # a number, or the bounds of a size band
    SECTOR = "sector"
    LEGAL_FORM = "legal_form"
    MUNICIPALITY = "municipality"
    ACTIVITY = "activity"  # kinds of activity that a body was made for


class Verdict(StrEnum):
    """What comes of an entry."""

    OFFERED = "offered"
    TRIAGE = "triage"  # offered by a person, who asks what is not known
    REFUSED = "refused"


class Code(StrEnum):
    """Why, in one word; a trace keeps one for each entry."""

    FITS = "fits"
    OTHER_SUBJECT = "other_subject"
    OUTSIDE = "outside"
    GONE = "gone"
    ANSWERS = "answers"
    CRITERION = "criterion"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Span:
    """Between which bounds a number lies, ends included; one known exactly has both the same."""

    low: int
    high: int | None

    @classmethod
    def exactly(cls, number: int) -> "Span":
        """The span of a number that is known."""
        return cls(number, number)


Known = Span | str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: bounds for what is counted, codes accepted or turned away (`refuses`); `only_for` subjects."""

    fact: Fact
    low: int | None = None
    high: int | None = None
    codes: frozenset[str] = frozenset()
    refuses: bool = False
    only_for: frozenset[str] = frozenset()

    def judge(self, facts: Mapping[Fact, Known]) -> bool | None:
        """Return whether the facts meet it, or None when they do not say; a band across a bound does not say."""
        known = facts.get(self.fact)
        if known is None:
            return None
        if isinstance(known, Span):
            return self._within(known)
        return (known in self.codes) is not self.refuses

    def _within(self, span: Span) -> bool | None:
        low, high = self.low if self.low is not None else 0, self.high
        if span.low >= low and (high is None or (span.high is not None and span.high <= high)):
            return True
        outside = (span.high is not None and span.high < low) or (high is not None and span.low > high)
        return False if outside else None


Answers = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """An adviser and a subject: criteria by level (adviser, branch, organisation), territory, wished answers.

    `zones` are the adviser's own municipality codes and replace the branch's; `national` covers everywhere. `answers`
    are groups: all answers of one group must agree with the need's, and any one group is enough.
    """

    adviser: str
    subject: str
    levels: tuple[tuple[Criterion, ...], ...] = ()
    zones: frozenset[str] = frozenset()
    branch_zones: frozenset[str] = frozenset()
    national: bool = False
    answers: tuple[Answers, ...] = ()
    gone: bool = False
    sister_of: str = ""

    def covers(self, municipality: str) -> bool:
        """Whether the entry's territory holds a municipality: its own zones if any, else the branch's, else all."""
        if self.zones:
            return municipality in self.zones
        return municipality in self.branch_zones or self.national


@dataclass(frozen=True, slots=True)
class Need:
    """One subject a company needs help with, what is known of the company, and the answers it gave."""

    subject: str
    municipality: str
    facts: Mapping[Fact, Known] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """What came of one entry, in a word and, for a criterion, which fact it was about."""

    adviser: str
    verdict: Verdict
    code: Code
    about: str = ""


def judge(entry: Entry, need: Need) -> Offer:
    """Say whether an entry may be offered a need, with the first reason against, or what is not known."""
    if entry.gone:
        return Offer(entry.adviser, Verdict.REFUSED, Code.GONE)
    if entry.subject != need.subject:
        return Offer(entry.adviser, Verdict.REFUSED, Code.OTHER_SUBJECT)
    if not entry.covers(need.municipality):
        return Offer(entry.adviser, Verdict.REFUSED, Code.OUTSIDE)
    if not _answers_agree(entry.answers, need.answers):
        return Offer(entry.adviser, Verdict.REFUSED, Code.ANSWERS)
    asked = [one for level in entry.levels for one in level if not one.only_for or need.subject in one.only_for]
    facts: dict[Fact, Known] = {Fact.MUNICIPALITY: need.municipality, **need.facts}
    told = [(one, one.judge(facts)) for one in asked]
    refusing = next((one for one, verdict in told if verdict is False), None)
    if refusing:
        return Offer(entry.adviser, Verdict.REFUSED, Code.CRITERION, refusing.fact)
    unsaid = next((one for one, verdict in told if verdict is None), None)
    if unsaid:
        return Offer(entry.adviser, Verdict.TRIAGE, Code.NOT_KNOWN, unsaid.fact)
    return Offer(entry.adviser, Verdict.OFFERED, Code.FITS)


def _answers_agree(groups: Sequence[Answers], given: Answers) -> bool:
    # A need that came without answers is not turned away for want of them.
    if not groups or not given:
        return True
    return any(all(given.get(key) == wanted for key, wanted in group.items()) for group in groups)


@dataclass(frozen=True, slots=True)
class Offers:
    """What came of every entry; `nobody` is told to staff, and the need is kept."""

    all: tuple[Offer, ...]

    @property
    def offered(self) -> tuple[str, ...]:
        return tuple(one.adviser for one in self.all if one.verdict is Verdict.OFFERED)

    @property
    def triage(self) -> tuple[str, ...]:
        return tuple(one.adviser for one in self.all if one.verdict is Verdict.TRIAGE)

    @property
    def nobody(self) -> bool:
        return not self.offered and not self.triage

    def why(self, adviser: str) -> Offer | None:
        """What came of an adviser's best entry, or None for one who has none."""
        order = list(Verdict)
        own = [one for one in self.all if one.adviser == adviser]
        return min(own, key=lambda one: (order.index(one.verdict), one.code is Code.OTHER_SUBJECT), default=None)


def offers(entries: Iterable[Entry], need: Need) -> Offers:
    """Judge every entry for a need."""
    return Offers(tuple(judge(entry, need) for entry in entries))


class TwiceError(ValueError):
    """The same adviser on one need, or the same subject twice in one case."""


def with_adviser(advisers: Sequence[str], more: str) -> tuple[str, ...]:
    """Return a need's advisers with one more; raises TwiceError for one who is there already."""
    if more in advisers:
        raise TwiceError(more)
    return (*advisers, more)


def needs_of(subjects: Sequence[str], municipality: str) -> tuple[Need, ...]:
    """Return one need for each subject of a case; raises TwiceError for a subject that comes twice."""
    if len(set(subjects)) < len(subjects):
        raise TwiceError(", ".join(subjects))
    return tuple(Need(subject, municipality) for subject in subjects)


def stepped_aside(entries: Iterable[Entry], taken_by: str, *, sisters_step_aside: bool) -> tuple[str, ...]:
    """Return who need not answer any more when one of an organisation's branches took it; a setting, never a name."""
    known = list(entries)
    own = next((entry.sister_of for entry in known if entry.adviser == taken_by), "")
    if not own or not sisters_step_aside:
        return ()
    return tuple(entry.adviser for entry in known if entry.sister_of == own and entry.adviser != taken_by)
