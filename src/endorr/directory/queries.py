"""Reads who helps where, which holes there are, and what stands behind a function.

Answers for the public name functions and organisations, never a person; the others take the viewer first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.db.models import FilteredRelation, Q

from endorr.base.remembering import remembered
from endorr.base.tenancy.rules import Span, public_query
from endorr.directory.models import Absence, Channel, Coverage, Function, Holding, Need, Skill, Terms
from endorr.directory.models import Mapping as Mapped
from endorr.directory.rules import (
    Absence as Away,
)
from endorr.directory.rules import (
    Answer,
    ChannelKind,
    Claim,
    Competence,
    CoverageMap,
    MapRow,
    Obligation,
    Part,
    Place,
    Presence,
    Standing,
    Verdict,
    Why,
    answer,
    coverage_map,
    need_masks,
    presences,
)
from endorr.directory.rules import (
    Holding as Held,
)


@public_query("a condition, not rows")
def in_force(on: date, prefix: str = "") -> Q:
    """Return the condition under which a dated row counts on a day: from its first through its last."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    )


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need a company can ask about: its code, and its name in Swedish and English."""

    code: str
    name_sv: str
    name_en: str


@public_query("the vocabulary is public")
def needs() -> tuple[NeedRow, ...]:
    """Return the vocabulary of needs in its own order; one query."""
    return tuple(NeedRow(*row) for row in Need.objects.values_list("code", "name_sv", "name_en"))


@public_query("the vocabulary is public")
@remembered
def need_name(code: str) -> str:
    """Return what a need is called in Swedish; "" for one that does not exist; one query."""
    return Need.objects.filter(code=code).values_list("name_sv", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What else was said in the question; only what is filled in narrows the answer."""

    market: str = ""
    language: str = ""
    sector: str = ""
    size: str = ""

    def said(self) -> dict[str, str]:
        """Return the filled-in ones by kind of competence."""
        every = {
            Competence.MARKET: self.market,
            Competence.LANGUAGE: self.language,
            Competence.SECTOR: self.sector,
            Competence.SIZE: self.size,
        }
        return {kind.value: code for kind, code in every.items() if code}


NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One way in: its kind and its number or address, and whether it exists only in the demo."""

    kind: str
    value: str
    fictional: bool


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One function in an answer: why it is there, since or until when, and how to reach it."""

    why: Why
    since: date | None
    function: str
    public_id: str
    organisation: str
    fictional: bool
    verified_on: date | None
    channels: tuple[ChannelRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """The answer to "Vem hjälper till här?" as anybody may see it; `desk` takes the question whatever the verdict."""

    verdict: Verdict
    rows: tuple[HelpRow, ...]
    silence: Why | None
    mapped_since: date | None
    desk: HelpRow | None


@public_query("who helps where is for everybody to see")
def who_helps(municipality: str, need: str, *, on: date, wish: Wish = NO_WISH) -> Help:
    """Return who helps with a need in a municipality on a day; at most eight queries, for anybody to see."""
    answer = evaluate(municipality, need, on=on, wish=wish)
    mapped_since = _mapped_since(municipality, on) if answer.verdict is Verdict.HOLE else None
    desk = _desk_of(municipality[:2], on)
    shown = _shown({one.function for one in answer.reasons if one.function} | ({desk} if desk else set()))
    rows = tuple(_help_row(shown[one.function], one.why, one.since) for one in answer.reasons if one.function in shown)
    silence = next((one.why for one in answer.reasons if one.function is None), None)
    return Help(
        verdict=answer.verdict,
        rows=rows,
        silence=silence,
        mapped_since=mapped_since,
        desk=_help_row(shown[desk], Why.HOLDER, None) if desk in shown else None,
    )


@public_query("bare row numbers, for rooms to reckon with")
def evaluate(municipality: str, need: str, *, on: date, wish: Wish = NO_WISH) -> Answer:
    """Return the bare answer with row numbers, for rooms that go on reckoning with it; one to three queries."""
    unfit = _unfit(_claiming(municipality, need).values("function_id"), wish)
    claims: dict[Claim, None] = {}
    held: dict[tuple[int, int, date], Held] = {}
    away: dict[tuple[int, str], Away] = {}
    for function, standing, first, last, person, place, rank, since, part in _asked(municipality, need, on):
        claims.setdefault(Claim(function, STANDINGS[standing], first, last, function not in unfit))
        if person is not None and (function, person, since) not in held:
            held[function, person, since] = Held(function, person, PLACES[place], rank, since)
        if part is not None and (person, part) not in away:
            away[person, part] = Away(person, on, on, Part(part))
    behind = presences(held.values(), away.values(), on=on)
    found = answer(claims, behind, on=on, mapped_since=None)
    if found.verdict is not Verdict.UNKNOWN:
        return found  # somebody has spoken of this need here: whether the list is complete changes nothing
    return answer(claims, behind, on=on, mapped_since=_mapped_since(municipality, on))


# A word is looked up faster than an enumeration is asked for it, and a look-up reads a thousand of them.
STANDINGS = {one.value: one for one in Standing}
PLACES = {one.value: one for one in Place}


def _claiming(municipality: str, need: str) -> Any:
    able = Skill.objects.filter(kind=Competence.NEED, code=need).values("function_id")
    return Coverage.objects.filter(municipality=municipality, function_id__in=able)


def _with_people(rows: Any, on: date) -> Any:
    people = FilteredRelation("function__holdings", condition=in_force(on, "function__holdings__"))
    absent = "held__person__absences__"
    absences = FilteredRelation(
        "held__person__absences", condition=Q(**{f"{absent}first_day__lte": on, f"{absent}last_day__gte": on})
    )
    return rows.annotate(held=people, away=absences).values_list(
        "function_id",
        "standing",
        "valid_from",
        "valid_to",
        "held__person_id",
        "held__place",
        "held__rank",
        "held__valid_from",
        "away__part",
    )


# What stands in the prepared statement until somebody asks.
_MUNICIPALITY, _NEED, _DAY = "<municipality>", "<need>", date(1, 1, 1)


@cache
def _prepared(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Write the statement of a look-up once for each engine: writing it takes longer than answering it."""
    sql, parameters = _with_people(_claiming(_MUNICIPALITY, _NEED), _DAY).query.sql_with_params()
    return str(sql), tuple(parameters)


def _asked(municipality: str, need: str, on: date) -> list[tuple[Any, ...]]:
    """Return every claim with everybody behind it and their absences of the day, in one query."""
    sql, parameters = _prepared(connection.vendor)
    day = connection.ops.adapt_datefield_value
    told = {_MUNICIPALITY: municipality, _NEED: need, day(_DAY): day(on)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [told.get(one, one) for one in parameters])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@dataclass(frozen=True, slots=True)
class HelperRow:
    """A function that covers a municipality: whose it is, its needs, and whether somebody answers for it that day."""

    function: str
    name: str
    organisation: str
    organisation_name: str
    kind: str
    needs: frozenset[str]
    confirmed: bool
    reachable: bool
    desk: bool


@public_query("who helps where is for everybody to see")
def helpers_in(municipality: str, *, on: date) -> tuple[HelperRow, ...]:
    """Return every function that covers a municipality on a day, and its county's desk; five queries."""
    here = Coverage.objects.filter(in_force(on), municipality=municipality)
    desk = Function.objects.filter(in_force(on), desk=True, cooperation__county_code=municipality[:2])
    standing = dict(here.order_by("-standing").values_list("function_id", "standing"))
    chosen = Q(pk__in=list(standing)) | Q(pk__in=desk.values("pk"))
    functions = list(Function.objects.filter(chosen, in_force(on)).select_related("organisation__profile"))
    needs: dict[int, set[str]] = {}
    able = Skill.objects.filter(kind=Competence.NEED, function__in=functions)
    for function, code in able.values_list("function_id", "code"):
        needs.setdefault(function, set()).add(code)
    reachable = _reachable([one.pk for one in functions], on)
    rows = (
        HelperRow(
            function=one.public_id,
            name=one.name,
            organisation=one.organisation.slug,
            organisation_name=one.organisation.name,
            kind=_kind_of(one),
            needs=frozenset(needs.get(one.pk, ())),
            confirmed=standing.get(one.pk, Standing.CONFIRMED) == Standing.CONFIRMED,
            reachable=one.pk in reachable,
            desk=one.desk,
        )
        for one in functions
    )
    return tuple(sorted(rows, key=lambda row: row.function))


def _kind_of(function: Function) -> str:
    profile = getattr(function.organisation, "profile", None)
    return str(profile.kind) if profile else function.organisation.slug


def _unfit(functions: Any, wish: Wish) -> set[int]:
    # A function that names no market takes every market; one that names some takes those.
    said = wish.said()
    if not said:
        return set()
    named: dict[tuple[int, str], set[str]] = {}
    for function, kind, code in Skill.objects.filter(function__in=functions, kind__in=said).values_list(
        "function_id", "kind", "code"
    ):
        named.setdefault((function, kind), set()).add(code)
    return {function for (function, kind), codes in named.items() if said[kind] not in codes}


@public_query("bare row numbers, for rooms to reckon with")
def presences_of(functions: Any, *, on: date) -> dict[int, Presence]:
    """Return who answers for each of some functions on a day, those nobody stands behind left out; two queries.

    `functions` are row numbers, or a query that gives them.
    """
    held = Holding.objects.filter(in_force(on), function_id__in=functions)
    away = Absence.objects.filter(
        last_day__gte=on, first_day__lte=on, person_id__in=held.order_by().values("person_id")
    )
    return presences(
        [
            Held(function, person, Place(place), rank, first, last)
            for function, person, place, rank, first, last in held.values_list(
                "function_id", "person_id", "place", "rank", "valid_from", "valid_to"
            )
        ],
        [
            Away(person, first, last, Part(part))
            for person, first, last, part in away.values_list("person_id", "first_day", "last_day", "part")
        ],
        on=on,
    )


def _mapped_since(municipality: str, on: date) -> date | None:
    rows = Mapped.objects.filter(in_force(on), municipality=municipality).order_by("valid_from")
    return rows.values_list("valid_from", flat=True).first()


def _desk_of(county: str, on: date) -> int | None:
    rows = Function.objects.filter(in_force(on), desk=True, cooperation__county_code=county).order_by("valid_from")
    return rows.values_list("pk", flat=True).first()


def _shown(functions: Iterable[int]) -> dict[int, Function]:
    rows = Function.objects.filter(pk__in=functions).select_related("organisation").prefetch_related("channels")
    return {row.pk: row for row in rows}


def _help_row(function: Function, why: Why, since: date | None) -> HelpRow:
    return HelpRow(
        why=why,
        since=since,
        function=function.name,
        public_id=function.public_id,
        organisation=function.organisation.name,
        fictional=function.fictional,
        verified_on=function.verified_on,
        channels=_channel_rows(function.channels.all()),
    )


@public_query("what an organisation says of its own sites is public")
def own_sites(organisation: int) -> tuple[str, ...]:
    """Return the origins an organisation has declared as its own sites, such as `https://almi.example`; one query."""
    kinds = (ChannelKind.ENTRANCE.value, ChannelKind.WEB.value)
    rows = Channel.objects.filter(organisation=organisation, kind__in=kinds)
    told = [urlsplit(address) for address in rows.values_list("value", flat=True)]
    return tuple(sorted({f"https://{one.hostname}" for one in told if one.scheme == "https" and one.hostname}))


def _channel_rows(channels: Iterable[Channel]) -> tuple[ChannelRow, ...]:
    return tuple(
        ChannelRow(one.kind, one.value, one.fictional) for one in sorted(channels, key=lambda one: (one.kind, one.pk))
    )


@public_query("who helps where is for everybody to see")
def coverage_of(municipalities: Sequence[str], *, on: date, vocabulary: Sequence[str] | None = None) -> CoverageMap:
    """Return the verdict of every need in some municipalities on a day; six queries, five when told the vocabulary."""
    if vocabulary is None:
        vocabulary = tuple(Need.objects.values_list("code", flat=True))
    here = Coverage.objects.filter(in_force(on), municipality__in=municipalities)
    functions = here.values("function_id")
    rows = [MapRow(*row) for row in here.values_list("municipality", "function_id", "standing")]
    skills = Skill.objects.filter(kind=Competence.NEED, function__in=functions).values_list("function_id", "code")
    mapped = Mapped.objects.filter(in_force(on), municipality__in=municipalities)
    return coverage_map(
        needs=vocabulary,
        municipalities=municipalities,
        mapped=set(mapped.values_list("municipality", flat=True)),
        rows=rows,
        masks=need_masks(vocabulary, skills),
        reachable=_reachable(functions, on),
    )


@public_query("who shall take part and who is invited is the government's own assignment")
def obligations(*, on: date) -> dict[int, dict[Obligation, int]]:
    """Return for every cooperation how many members shall take part and how many are invited; one query."""
    rows = Terms.objects.filter(in_force(on, "participation__"), participation__ended_at__isnull=True)
    found: dict[int, dict[Obligation, int]] = {}
    for cooperation, obligation in rows.values_list("participation__cooperation", "obligation"):
        counts = found.setdefault(cooperation, {})
        counts[Obligation(obligation)] = counts.get(Obligation(obligation), 0) + 1
    return found


def _reachable(functions: Any, on: date) -> set[int]:
    away = set(
        Absence.objects.filter(last_day__gte=on, first_day__lte=on, part=Part.WHOLE).values_list("person_id", flat=True)
    )
    held = Holding.objects.filter(in_force(on), function__in=functions).values_list("function_id", "person_id")
    return {function for function, person in held if person not in away}


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk that takes a county's questions in: the function, its cooperation, who receives them in law.

    Row numbers are for other rooms' keys. `phone` and `mail` are empty when the desk has none.
    """

    function_id: int
    function: str
    cooperation_id: int
    cooperation_public_id: str
    cooperation: str
    county: str
    organisation_id: int
    organisation: str
    organisation_public_id: str
    entity_id: int
    entity_public_id: str
    entity: str
    is_authority: bool
    phone: str
    mail: str


@public_query("where questions are taken in is for everybody to see")
def desk_for(county: str, *, on: date) -> Desk | None:
    """Return the desk in force that takes questions from a county, by its two-digit code, or None; two queries."""
    return next((desk for span, desk in _desks(county) if span.holds(on)), None)


@remembered
def _desks(county: str) -> list[tuple[Span, Desk]]:
    """Return the desks a county has had and will have, in their order: a batch over many days asks for them once."""
    rows = Function.objects.filter(desk=True, cooperation__county_code=county).order_by("valid_from", "pk")
    found = rows.select_related("cooperation", "organisation__legal_entity").prefetch_related("channels")
    return [(Span(one.valid_from, one.valid_to), _desk(one)) for one in found]


@public_query("an address for the outbox, shown to nobody")
def duty_address(desk: Desk, *, on: date) -> str:
    """Return where mail to a desk goes on a day: its own address, else that of who answers for it first, else ""."""
    if desk.mail:
        return desk.mail
    presence = presences_of([desk.function_id], on=on).get(desk.function_id)
    if presence is None or not presence.answering:
        return ""
    rows = Holding.objects.filter(function=desk.function_id, person=presence.answering[0].person)
    return str(rows.values_list("person__email", flat=True)[0])


def _desk(function: Function) -> Desk:
    door, keeper = function.cooperation, function.organisation
    assert door is not None  # the table holds it: a desk serves a cooperation
    entity = keeper.legal_entity
    ways = {one.kind: one.value for one in reversed(_channel_rows(function.channels.all()))}
    return Desk(
        function_id=function.pk,
        function=function.name,
        cooperation_id=door.pk,
        cooperation_public_id=door.public_id,
        cooperation=door.name,
        county=door.county_code,
        organisation_id=keeper.pk,
        organisation=keeper.name,
        organisation_public_id=keeper.public_id,
        entity_id=entity.pk,
        entity_public_id=entity.public_id,
        entity=entity.name,
        is_authority=entity.is_authority,
        phone=ways.get(ChannelKind.PHONE, ""),
        mail=ways.get(ChannelKind.MAIL, ""),
    )
