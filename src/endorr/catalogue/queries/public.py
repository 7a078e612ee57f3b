"""What anybody may ask of the catalogue: search it, read one service, follow feedback. No viewer is taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from endorr.base.tenancy.rules import public_query
from endorr.catalogue.models import Feedback, Service, Watch
from endorr.catalogue.queries.shelf import Entry, Phrases, Post, Shelf, phrases_of, shelf
from endorr.catalogue.rules.search import Hit, search
from endorr.catalogue.rules.standing import FOR_SWEDISH_COMPANIES, covers, covers_nearby, is_routable
from endorr.catalogue.rules.words import Applicant, Standing

# What is not sure comes after what is; what is gone never comes.
_DEMOTED = {Standing.OFFERED: 1.0, Standing.OVERDUE: 0.5, Standing.NOT_YET: 0.3, Standing.HISTORICAL: 0.2}
_SHOWN = frozenset(_DEMOTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty is anything. `place` is a county or municipality code, `nearby` adds neighbours."""

    text: str = ""
    topic: str = ""
    place: str = ""
    applicant: str = ""
    nearby: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One service in an answer, how it stands, and whether it lies beside the place rather than in it."""

    entry: Entry
    standing: Standing
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: services, signposts, and how many more there are in the neighbourhood (0 when asked for)."""

    found: tuple[Found, ...]
    posts: tuple[Post, ...]
    more_nearby: int


@public_query("the catalogue is for everybody")
def find(wanted: Wanted, *, now: datetime) -> Answer:
    """Return the services that answer, best first; by name when nothing is typed. One query, five after a change."""
    kept = shelf()
    stands = [entry.standing(now) for entry in kept.entries]
    shown = [_is_wanted(entry, stands[place], wanted) for place, entry in enumerate(kept.entries)]
    places = _ranked(kept, wanted, stands, shown)
    here = [place for place in places if covers(kept.entries[place].card.coverage, wanted.place)]
    near = [
        place
        for place in places
        if wanted.place
        and not covers(kept.entries[place].card.coverage, wanted.place)
        and covers_nearby(kept.entries[place].card.coverage, wanted.place)
    ]
    found = [Found(kept.entries[place], stands[place]) for place in here]
    if wanted.nearby:
        found += [Found(kept.entries[place], stands[place], elsewhere=True) for place in near]
    return Answer(tuple(found), _posts(kept, wanted), 0 if wanted.nearby else len(near))


def _is_wanted(entry: Entry, stands: Standing, wanted: Wanted) -> bool:
    card = entry.card
    if stands not in _SHOWN or entry.merged_into or (wanted.topic and wanted.topic not in card.topics):
        return False
    if not wanted.applicant:
        return card.applicant in FOR_SWEDISH_COMPANIES
    either = card.applicant is Applicant.EITHER and wanted.applicant in {Applicant.COMPANY, Applicant.BANK}
    return card.applicant.value == wanted.applicant or either


def _ranked(kept: Shelf, wanted: Wanted, stands: list[Standing], shown: list[bool]) -> list[int]:
    if not wanted.text.strip():
        # Entries lie in order of name; the sort keeps that order among equals.
        return sorted((place for place, is_shown in enumerate(shown) if is_shown), key=lambda at: -_DEMOTED[stands[at]])
    hits = search(kept.index, wanted.text, shown.__getitem__)
    return [hit.place for hit in sorted(hits, key=lambda hit: -_weight(hit, kept, stands, wanted))]


def _weight(hit: Hit, kept: Shelf, stands: list[Standing], wanted: Wanted) -> float:
    own = wanted.place and "SE" not in kept.entries[hit.place].card.coverage
    return hit.score * _DEMOTED[stands[hit.place]] * (1.15 if own else 1.0)


def _posts(kept: Shelf, wanted: Wanted) -> tuple[Post, ...]:
    if not wanted.text.strip():
        return ()
    return tuple(kept.posts[hit.place] for hit in search(kept.post_index, wanted.text)[:3])


@dataclass(frozen=True, slots=True)
class Page:
    """One service with what belongs on its page; `related` holds only what is offered."""

    found: Found
    phrases: tuple[tuple[str, str], ...]
    related: tuple[Found, ...]
    post: Post | None


@public_query("the catalogue is for everybody")
def page_of(key: str, *, now: datetime) -> Page | None:
    """Return a service by its key, gone or not, or None; one query, five after a change."""
    kept = shelf()
    entry = kept.by_key.get(key)
    if entry is None:
        return None
    related = _known(kept, entry.card.related, now)
    post = next((one for one in kept.posts if one.key == entry.card.organisation_key), None)
    return Page(Found(entry, entry.standing(now)), phrases_of(entry.card, kept.symptoms), related, post)


def _known(kept: Shelf, keys: Iterable[str], now: datetime) -> tuple[Found, ...]:
    found = (Found(kept.by_key[key], kept.by_key[key].standing(now)) for key in keys if key in kept.by_key)
    return tuple(one for one in found if one.standing in _SHOWN)


@public_query("the catalogue is for everybody")
def offered(*, now: datetime) -> tuple[Entry, ...]:
    """Return the services that are shown now, by name; one query, five after a change."""
    return tuple(entry for entry in shelf().entries if entry.standing(now) in _SHOWN and not entry.merged_into)


@public_query("the catalogue is for everybody")
def routable(*, now: datetime) -> tuple[Entry, ...]:
    """Return the services that a Swedish company may be sent to now, for matching; one query, five after a change."""
    return tuple(
        entry for entry in shelf().entries if is_routable(entry.card, entry.standing(now)) and not entry.merged_into
    )


@public_query("the catalogue is for everybody")
def service_names(language: str) -> dict[str, str]:
    """Return the name of every service by its key, gone or not, in a language or else in Swedish; one query."""
    rows = Service.objects.values_list("key", "name_sv", "name_en")
    return {key: (name_en if language == "en" else "") or name_sv for key, name_sv, name_en in rows}


@public_query("how companies put things names nobody")
def symptoms() -> tuple[tuple[str, str, str, str], ...]:
    """Return every symptom with what it points at, as (`service` or `signpost`, key, language, phrase).

    A family's symptoms are told for each of its services. One query, five after a change.
    """
    kept = shelf()
    services = (
        ("service", entry.card.key, language, phrase)
        for entry in kept.entries
        for language, phrase in phrases_of(entry.card, kept.symptoms)
    )
    posts = (
        ("signpost", post.key, language, phrase)
        for post in kept.posts
        for language, phrase in kept.symptoms.get(f"signpost:{post.key}", ())
    )
    return (*services, *posts)


@public_query("how companies put things names nobody")
def phrases() -> Phrases:
    """Return every symptom as (language, phrase) by service key, `family:` or `signpost:` key; as `symptoms`."""
    return shelf().symptoms


@public_query("the catalogue is for everybody")
def edition() -> str:
    """Return the mark of the catalogue as it stands; one query, five after a change."""
    return shelf().mark


@public_query("the catalogue is for everybody")
def signposts(mark: str | None = None) -> tuple[Post, ...]:
    """Return every signpost by name; one query, none for who has the edition's mark, four more after a change."""
    return shelf(mark).posts


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What a reader wrote, by when it is answered, and the answer once there is one."""

    public_id: str
    service_key: str
    service_name: str
    text: str
    given_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None


@public_query("whoever holds the unguessable id wrote it")
def feedback_by_id(public_id: str) -> FeedbackRow | None:
    """Return feedback to whoever holds its unguessable id, or None; one query."""
    row = Feedback.objects.filter(public_id=public_id).select_related("service").first()
    return feedback_row(row) if row else None


@public_query("shapes a row already read")
def feedback_row(row: Feedback) -> FeedbackRow:
    """Return a row of feedback ready to show."""
    return FeedbackRow(
        row.public_id,
        row.service.key,
        row.service.name_sv,
        row.text,
        row.given_at,
        row.due_at,
        row.answer,
        row.answered_at,
    )


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch, to whoever holds its unguessable id."""

    public_id: str
    service_key: str
    service_name: str
    confirmed: bool


@public_query("whoever holds the unguessable id watches")
def watch_by_id(public_id: str) -> WatchRow | None:
    """Return a watch to whoever holds its unguessable id, or None; one query."""
    row = Watch.objects.filter(public_id=public_id).select_related("service").first()
    if row is None:
        return None
    return WatchRow(row.public_id, row.service.key, row.service.name_sv, row.confirmed_at is not None)
