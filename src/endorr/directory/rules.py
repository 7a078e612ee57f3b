"""Decides who answers for a function on a day, and whether a need is covered in a municipality, with the reasons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Place(StrEnum):
    """In which capacity a person stands behind a function."""

    HOLDER = "holder"
    DEPUTY = "deputy"


class Part(StrEnum):
    """How much of a day somebody is away; only a whole day keeps a person from answering that day."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class Standing(StrEnum):
    """How sure a coverage is: said by the organisation itself, or read in a public source and not yet confirmed."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class Verdict(StrEnum):
    """The three answers to "Vem hjälper till här?"."""

    COVERED = "covered"
    HOLE = "hole"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """A reason behind a verdict; each speaks of one function, or of the municipality when no function is named."""

    HOLDER = "holder"  # a holder is there and answers
    DEPUTY = "deputy"  # no holder is there; a deputy answers
    ALL_AWAY = "all_away"  # the function is held, and everybody behind it is away
    VACANT = "vacant"  # the function goes on, and nobody is behind it
    UNCONFIRMED = "unconfirmed"  # a public source says so; the organisation has not
    OTHER_CASES = "other_cases"  # does this, but for other markets, languages, sectors or sizes
    ENDED = "ended"  # used to cover
    NOT_YET = "not_yet"  # will cover
    NOBODY = "nobody"  # the cooperation has gone through the municipality: nobody does this there
    NOT_MAPPED = "not_mapped"  # the cooperation has not gone through the municipality


class Duty(StrEnum):
    """What an organisation is, in one of its activities; it decides which duties it has towards the public."""

    AUTHORITY = "authority"
    STATE_COMPANY = "state_company"
    REGIONAL_COMPANY = "regional_company"
    MUNICIPAL_COMPANY = "municipal_company"
    CHAMBER = "chamber"
    ASSOCIATION = "association"
    PRIVATE = "private"
    NETWORK_LABEL = "network_label"  # a name such as EEN, carried by a host


class Obligation(StrEnum):
    """Whether the government's assignment says that an organisation shall take part, or is to be invited (2016)."""

    SHALL = "shall"
    INVITED = "invited"


class Lead(StrEnum):
    """The ways of leading a cooperation: owning the assignment, running it from day to day, or calling it together."""

    ASSIGNMENT = "assignment"
    OPERATION = "operation"
    CONVENER = "convener"


class Competence(StrEnum):
    """The kinds of thing a function can be good at; the codes of each kind are told in the room's README."""

    NEED = "need"
    SECTOR = "sector"
    MARKET = "market"
    LANGUAGE = "language"
    SIZE = "size"


class Size(StrEnum):
    """Company sizes by number employed, as the EU divides them (recommendation 2003/361/EC)."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ChannelKind(StrEnum):
    """The ways to reach a function or an organisation; an entrance is a door on a partner's own site."""

    PHONE = "phone"
    MAIL = "mail"
    WEB = "web"
    ENTRANCE = "entrance"


@dataclass(frozen=True, slots=True)
class Holding:
    """A person behind a function, from one day through another; deputies are asked in the order of their rank."""

    function: int
    person: int
    place: Place
    rank: int
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a person is away, the last one included; why is never asked."""

    person: int
    first_day: date
    last_day: date
    part: Part = Part.WHOLE

    def on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Claim:
    """That a function covers the municipality asked about, from one day through another.

    `fits` says whether its skills take the market, language, sector and size asked about, when any was.
    """

    function: int
    standing: Standing
    valid_from: date
    valid_to: date | None = None
    fits: bool = True

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody who answers for a function on a day, since when, and whether only half the day."""

    person: int
    place: Place
    since: date
    half_day: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Who answers for a function on a day (first asked first) and who would have, were they not away."""

    answering: tuple[Answerer, ...] = ()
    away: tuple[int, ...] = ()

    @property
    def reachable(self) -> bool:
        return bool(self.answering)

    @property
    def why(self) -> Why:
        if self.answering:
            return Why.HOLDER if self.answering[0].place is Place.HOLDER else Why.DEPUTY
        return Why.ALL_AWAY if self.away else Why.VACANT


VACANT = Presence()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of an answer: why, which function (or none: the municipality), since or until which day."""

    why: Why
    function: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What "who helps here?" gives: the verdict, the functions that answer, and every reason, the strongest first."""

    verdict: Verdict
    functions: tuple[int, ...]
    reasons: tuple[Reason, ...]


def _turn(holding: Holding) -> tuple[bool, int, date, int]:
    return (holding.place is Place.DEPUTY, holding.rank, holding.valid_from, holding.person)


def presence(holdings: Iterable[Holding], absences: Iterable[Absence], *, on: date) -> Presence:
    """Say who answers for one function on a day.

    Holders come before deputies, deputies in the order of their rank. Whoever is away the whole day never answers;
    half a day away is told, and does not hinder. `holdings` are those of the function, `absences` of anybody.
    """
    away = {one.person for one in absences if one.on(on) and one.part is Part.WHOLE}
    half = {one.person for one in absences if one.on(on) and one.part is not Part.WHOLE}
    answering: dict[int, Answerer] = {}
    missing: dict[int, None] = {}
    for holding in sorted(holdings, key=_turn):
        if not (holding.valid_from <= on and (holding.valid_to is None or on <= holding.valid_to)):
            continue
        if holding.person in away:
            missing.setdefault(holding.person)
        else:
            seen = Answerer(holding.person, holding.place, holding.valid_from, holding.person in half)
            answering.setdefault(holding.person, seen)
    return Presence(tuple(answering.values()), tuple(missing))


def presences(holdings: Iterable[Holding], absences: Collection[Absence], *, on: date) -> dict[int, Presence]:
    """Return who answers for each function that anybody stands behind; the others are vacant."""
    by_function: dict[int, list[Holding]] = {}
    for holding in holdings:
        by_function.setdefault(holding.function, []).append(holding)
    by_person: dict[int, list[Absence]] = {}
    for absence in absences:
        by_person.setdefault(absence.person, []).append(absence)
    return {
        function: presence(held, [one for holding in held for one in by_person.get(holding.person, ())], on=on)
        for function, held in by_function.items()
    }


# The order in which reasons are told: what helps the asker first, then what is wrong, then what is merely known.
_STRENGTH = {why: place for place, why in enumerate(Why)}


def _reason(claim: Claim, presence: Presence, on: date) -> Reason:
    if claim.valid_to is not None and claim.valid_to < on:
        return Reason(Why.ENDED, claim.function, claim.valid_to)
    if claim.valid_from > on:
        return Reason(Why.NOT_YET, claim.function, claim.valid_from)
    if not claim.fits:
        return Reason(Why.OTHER_CASES, claim.function, claim.valid_from)
    if claim.standing is Standing.UNCONFIRMED:
        return Reason(Why.UNCONFIRMED, claim.function, claim.valid_from)
    return Reason(presence.why, claim.function, claim.valid_from)


def _place(reason: Reason) -> tuple[int, date, int]:
    return (_STRENGTH[reason.why], reason.since or date.max, reason.function or 0)


def _told_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    # Rows may overlap: a function speaks once, with its strongest reason and the earliest day of it.
    told: dict[int | None, Reason] = {}
    for reason in sorted(reasons, key=_place):
        told.setdefault(reason.function, reason)
    return tuple(sorted(told.values(), key=_place))


def _verdict(whys: Collection[Why], *, mapped: bool) -> Verdict:
    if Why.HOLDER in whys or Why.DEPUTY in whys:
        return Verdict.COVERED
    if Why.ALL_AWAY in whys or Why.VACANT in whys:
        return Verdict.HOLE  # somebody has said they do it and nobody is there: that is known, and said aloud
    if Why.UNCONFIRMED in whys or not mapped:
        return Verdict.UNKNOWN
    return Verdict.HOLE


def answer(
    claims: Iterable[Claim], presences: Mapping[int, Presence], *, on: date, mapped_since: date | None
) -> Answer:
    """Say who helps with one need in one municipality on a day.

    `claims` are the coverages of that municipality by functions competent in the need, past and coming ones too;
    `presences` who answers for each function that day; `mapped_since` the day from which the cooperation says that its
    list for the municipality is complete (None: it has not said so). Without a complete list silence proves nothing,
    so the answer is then unknown, not a hole.
    """
    told = _told_once(_reason(claim, presences.get(claim.function, VACANT), on) for claim in claims)
    whys = {reason.why for reason in told}
    verdict = _verdict(whys, mapped=mapped_since is not None)
    helping = tuple(one.function for one in told if one.why in {Why.HOLDER, Why.DEPUTY} and one.function is not None)
    if not whys & {Why.HOLDER, Why.DEPUTY, Why.ALL_AWAY, Why.VACANT, Why.UNCONFIRMED}:
        silence = Why.NOT_MAPPED if mapped_since is None else Why.NOBODY
        told = (Reason(silence, since=mapped_since), *told)
    return Answer(verdict, helping, told)


@dataclass(frozen=True, slots=True)
class MapRow:
    """One coverage as the map needs it: where, by whom, how sure. Only rows in force on the day are handed over."""

    municipality: str
    function: int
    standing: str


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """The verdict of every municipality and need of an area on a day, kept as one bit each.

    Bit i of a mask stands for `needs[i]`. What is neither covered nor open is unknown.
    """

    needs: tuple[str, ...]
    municipalities: tuple[str, ...]
    covered: Mapping[str, int]
    open: Mapping[str, int]

    def verdict(self, municipality: str, need: str) -> Verdict:
        """Return one cell; raises ValueError for a need and KeyError for a municipality outside the map."""
        bit = 1 << self.needs.index(need)
        if self.covered[municipality] & bit:
            return Verdict.COVERED
        return Verdict.HOLE if self.open[municipality] & bit else Verdict.UNKNOWN

    def holes(self) -> list[tuple[str, str]]:
        """Return every (municipality, need) that is known to be open, by municipality and then by need."""
        return [
            (municipality, need)
            for municipality in self.municipalities
            for position, need in enumerate(self.needs)
            if self.open[municipality] >> position & 1
        ]

    def count(self, municipality: str) -> dict[Verdict, int]:
        """Return how many needs of a municipality have each verdict."""
        covered, open_ = self.covered[municipality].bit_count(), self.open[municipality].bit_count()
        return {Verdict.COVERED: covered, Verdict.HOLE: open_, Verdict.UNKNOWN: len(self.needs) - covered - open_}


def need_masks(needs: Sequence[str], competences: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Return, per function, the needs it is competent in as one bit each; needs outside the list are left out."""
    bit = {need: 1 << position for position, need in enumerate(needs)}
    masks: dict[int, int] = {}
    for function, need in competences:
        masks[function] = masks.get(function, 0) | bit.get(need, 0)
    return masks


def coverage_map(
    *,
    needs: Sequence[str],
    municipalities: Sequence[str],
    mapped: Collection[str],
    rows: Iterable[MapRow],
    masks: Mapping[int, int],
    reachable: Collection[int],
) -> CoverageMap:
    """Answer every municipality x need of an area at once; each cell is what `answer` says of it.

    `mapped` are the municipalities with a complete list that day, `rows` the coverages in force, `masks` the needs of
    each function (see need_masks) and `reachable` the functions somebody answers for. One pass over the rows.
    """
    covered = dict.fromkeys(municipalities, 0)
    short = dict.fromkeys(municipalities, 0)
    maybe = dict.fromkeys(municipalities, 0)
    for row in rows:
        sure = covered if row.function in reachable else short
        pile = maybe if row.standing == Standing.UNCONFIRMED else sure
        pile[row.municipality] |= masks.get(row.function, 0)
    every = (1 << len(needs)) - 1
    open_ = {
        code: (short[code] | (every & ~maybe[code] if code in mapped else 0)) & ~covered[code]
        for code in municipalities
    }
    return CoverageMap(tuple(needs), tuple(municipalities), covered, open_)


class Refusal(StrEnum):
    """Why a deed in the directory was refused."""

    UNKNOWN_NEED = "unknown_need"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"
    NO_NEED = "no_need"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    FUNCTION_CLOSED = "function_closed"
    ALREADY_SEATED = "already_seated"
    NOT_COVERED = "not_covered"
    SAME_FUNCTION = "same_function"
    HALF_DAY_OVER_SEVERAL = "half_day_over_several"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules of the directory do not allow."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def meets(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Say whether two spans of days (last day included, None: until further notice) have a day in common."""
    return (second[1] is None or first[0] <= second[1]) and (first[1] is None or second[0] <= first[1])


def check_span(first: date, last: date | None) -> None:
    """Refuse a span that ends before it starts."""
    if last is not None and last < first:
        raise Refused(Refusal.ENDS_BEFORE_IT_STARTS)


def check_skills(skills: Collection[tuple[Competence, str]], *, needs: Collection[str]) -> None:
    """Refuse skills without any need, or with one outside the vocabulary: such a function would never be found."""
    asked = {code for kind, code in skills if kind is Competence.NEED}
    if not asked:
        raise Refused(Refusal.NO_NEED)
    if not asked <= set(needs):
        raise Refused(Refusal.UNKNOWN_NEED)
