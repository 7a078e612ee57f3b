"""The whole catalogue in memory: every card and the index of its words, renewed when the edition's mark changes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import Subquery

from endorr.base.tenancy.rules import public_query
from endorr.catalogue.models import Edition, Service, Signpost, Symptom
from endorr.catalogue.rules.card import FIELDS, Card, from_dict
from endorr.catalogue.rules.search import Document, Index, build
from endorr.catalogue.rules.standing import standing
from endorr.catalogue.rules.words import TOPIC_BY_CODE, Standing

# What a word weighs by where it stands: the name first, then how companies put it, then what the service says.
NAME, KNOWN_AS, SYMPTOM, TOPIC, TEXT, SMALL = 6.0, 5.0, 3.0, 2.5, 1.5, 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """One service as it is shown: its card, and who stands behind it. `number` is its version."""

    card: Card
    public_id: str
    number: int
    owner: str
    owner_id: int | None
    added_at: datetime
    verified_at: datetime | None
    check_due_at: datetime
    merged_into: str

    def standing(self, now: datetime) -> Standing:
        return standing(self.card, check_due_at=self.check_due_at, now=now)


@dataclass(frozen=True, slots=True)
class Post:
    """One signpost as it is shown."""

    key: str
    kind: str
    name_sv: str
    name_en: str
    does_sv: str
    does_en: str
    web: str

    def text(self, name: str, language: str) -> tuple[str, str]:
        """Return a text and the language it is in: the one asked for, or Swedish when that is missing."""
        wanted: str = getattr(self, f"{name}_{language}", "")
        return (wanted, language) if wanted else (getattr(self, f"{name}_sv"), "sv")


Phrases = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """An edition of the catalogue: services by key, signposts, symptoms by key, and the two indexes."""

    mark: str
    entries: tuple[Entry, ...]
    by_key: Mapping[str, Entry]
    posts: tuple[Post, ...]
    symptoms: Phrases
    index: Index
    post_index: Index


_lock = Lock()
_kept: list[Shelf] = []


@public_query("the catalogue is for everybody")
def mark_now() -> Subquery:
    """Return the mark of the edition in force, for a query to bring along: whoever has it gets the shelf unasked."""
    return Subquery(Edition.objects.filter(pk=1).values("mark"))


@public_query("the catalogue is for everybody")
def shelf(mark: str | None = None) -> Shelf:
    """Return the catalogue as it stands: one query when it has not changed since, five when it has.

    Whoever has just read the edition's mark gives it, and saves the one.
    """
    if mark is None:
        mark = Edition.objects.filter(pk=1).values_list("mark", flat=True).first() or ""
    with _lock:
        if mark and _kept and _kept[0].mark == mark:
            return _kept[0]
        fresh = _read(mark)
        _kept[:] = [fresh]
        return fresh


def _read(mark: str) -> Shelf:
    rows = Service.objects.select_related("owner", "merged_into").order_by("name_sv", "key")
    entries = tuple(_entry(row) for row in rows)
    posts = tuple(Post(*row) for row in Signpost.objects.values_list(*Post.__dataclass_fields__))
    symptoms = _symptoms()
    return Shelf(
        mark=mark,
        entries=entries,
        by_key={entry.card.key: entry for entry in entries},
        posts=posts,
        symptoms=symptoms,
        index=build(_document(entry.card, symptoms) for entry in entries),
        post_index=build(_post_document(post, symptoms) for post in posts),
    )


def _entry(row: Service) -> Entry:
    return Entry(
        card=from_dict({name: getattr(row, name) for name in FIELDS}),
        public_id=row.public_id,
        number=row.number,
        owner=row.owner.name if row.owner else "",
        owner_id=row.owner_id,
        added_at=row.added_at,
        verified_at=row.verified_at,
        check_due_at=row.check_due_at,
        merged_into=row.merged_into.key if row.merged_into else "",
    )


def _symptoms() -> Phrases:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = Symptom.objects.order_by("pk").values_list("service__key", "signpost__key", "family", "language", "phrase")
    for service, signpost, family, language, phrase in rows:
        key = service or (f"signpost:{signpost}" if signpost else f"family:{family}")
        found[key].append((language, phrase))
    return {key: tuple(phrases) for key, phrases in found.items()}


@public_query("reads nothing but its arguments")
def phrases_of(card: Card, symptoms: Phrases) -> tuple[tuple[str, str], ...]:
    """Return how a company in need of a service would say so: its own symptoms and those of its family."""
    own = symptoms.get(card.key, ())
    return own + (symptoms.get(f"family:{card.family}", ()) if card.family else ())


def _document(card: Card, symptoms: Phrases) -> Document:
    topics = " ".join(
        f"{TOPIC_BY_CODE[code].sv} {TOPIC_BY_CODE[code].en}" for code in card.topics if code in TOPIC_BY_CODE
    )
    said = " ".join(phrase for _language, phrase in phrases_of(card, symptoms))
    return Document(
        card.key,
        (
            (NAME, f"{card.name_sv} {card.name_en} {card.key}"),
            (KNOWN_AS, " ".join((*card.synonyms, *card.old_names, card.provider))),
            (SYMPTOM, said),
            (TOPIC, topics),
            (TEXT, f"{card.gives_sv} {card.gives_en} {card.for_whom_sv} {card.for_whom_en}"),
            (SMALL, f"{card.cost_sv} {card.how_sv} {card.note_sv} {card.cost_en} {card.how_en}"),
        ),
    )


def _post_document(post: Post, symptoms: Phrases) -> Document:
    said = " ".join(phrase for _language, phrase in symptoms.get(f"signpost:{post.key}", ()))
    names = f"{post.name_sv} {post.name_en} {post.key}"
    return Document(post.key, ((NAME, names), (SYMPTOM, said), (TEXT, f"{post.does_sv} {post.does_en}")))
