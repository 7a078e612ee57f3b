"""What a question is compared with: organisations, their services, and how companies put what they need."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from endorr.catalogue.rules.card import Card
from endorr.catalogue.rules.standing import FOR_SWEDISH_COMPANIES
from endorr.catalogue.rules.starter import cards, signposts, symptoms
from endorr.catalogue.rules.words import Status


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to put a need: which organisation (kind) it points at, which service (or ""), in which language."""

    party: str
    service: str
    language: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation, or a kind of which there is one to each county, with what it does."""

    key: str
    name_sv: str
    name_en: str = ""
    does_sv: str = ""
    does_en: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything there is to choose among; `cards` are the services one may be sent to. `mark` names the edition.

    `stands_for` says, for a party of somebody else's list, which of our organisations it is, and how surely.
    """

    parties: tuple[Party, ...]
    cards: tuple[Card, ...]
    voices: tuple[Voice, ...]
    mark: str = ""
    stands_for: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(party.key for party in self.parties)


Phrases = Mapping[str, Iterable[tuple[str, str]]]
_GONE = frozenset({Status.CLOSED, Status.INACTIVE})


def gather(*, parties: Iterable[Party], cards: Iterable[Card], phrases: Phrases) -> Library:
    """Put a library together; `phrases` are (language, phrase) by service key, `family:` or `signpost:` key.

    A service of an organisation that is not among the parties is left out, and so is a phrase of no party.
    """
    known = {party.key: party for party in parties}
    kept = tuple(card for card in cards if card.organisation_key in known)
    voices = [
        Voice(party, "", language, phrase)
        for party in known
        for language, phrase in phrases.get(f"signpost:{party}", ())
    ]
    for card in kept:
        own = (*phrases.get(card.key, ()), *(phrases.get(f"family:{card.family}", ()) if card.family else ()))
        voices += [Voice(card.organisation_key, card.key, language, phrase) for language, phrase in own]
    unique = tuple(dict.fromkeys(voices))
    return Library(tuple(known.values()), kept, unique, fingerprint(unique, kept))


def fingerprint(voices: Iterable[Voice], cards: Iterable[Card] = ()) -> str:
    """Return a short name for exactly these phrases and services."""
    told = "\n".join(
        (
            *(f"{one.party}|{one.service}|{one.language}|{one.phrase}" for one in voices),
            *(repr(card) for card in cards),
        )
    )
    return hashlib.sha256(told.encode()).hexdigest()[:12]


DESK = "desk:"  # begins the key under which a desk is ranked beside the organisations


@cache
def _desk_voices() -> tuple[Voice, ...]:
    rows = tomllib.loads((files("endorr.matching") / "data" / "desks.toml").read_text(encoding="utf-8"))
    return tuple(
        Voice(DESK + desk, "", language, phrase)
        for desk, told in rows.items()
        for language, phrases in told.items()
        for phrase in phrases
    )


def heard(library: Library) -> tuple[Voice, ...]:
    """Return everything a message is compared with: a library's voices, and those of who asks nothing of it."""
    return (*library.voices, *_desk_voices())


def packaged() -> Library:
    """Return the library of the files in the package, without any database."""
    parties = [
        Party(key, row["name"], row.get("name_en", ""), row["does_sv"], row.get("does_en", ""))
        for key, row in signposts().items()
    ]
    routable = [card for card in cards() if card.applicant in FOR_SWEDISH_COMPANIES and card.status not in _GONE]
    return gather(parties=parties, cards=routable, phrases=dict(symptoms()))
