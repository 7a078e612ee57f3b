"""How an event is written down, sealed and chained: one spelling for one meaning, and a hash that needs the key."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

type Fact = str | int | bool | Sequence["Fact"] | Mapping[str, "Fact"] | None

NATIONAL = "national"
"""The chain of events that belong to no cooperation's door."""

FIRST = "0" * 64
"""What stands for the previous hash in the first event of a chain."""


class Direction(StrEnum):
    """Which way a document passed the authority's door."""

    INCOMING = "in"
    OUTGOING = "out"


class NotPlainError(ValueError):
    """A value that has no single spelling: a float, a date, a half character, a key that is no string."""


def plain(value: object, path: str = "facts") -> Fact:
    """Return `value` as strings, whole numbers, booleans, None, lists and string-keyed mappings of these.

    Anything else raises NotPlainError: floats are spelled differently by different databases, amounts go as whole öre,
    instants as ISO 8601 strings. NUL and lone surrogates are refused because PostgreSQL stores neither.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _storable(value, path)
    if isinstance(value, Mapping):
        return {_storable(key, path): plain(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, f"{path}[{place}]") for place, item in enumerate(value)]
    raise NotPlainError(f"{path}: a {type(value).__name__} has no single spelling")


def _storable(text: object, path: str) -> str:
    if not isinstance(text, str):
        raise NotPlainError(f"{path}: a key must be a string")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise NotPlainError(f"{path}: NUL and lone surrogates cannot be stored")
    return str(text)


def canonical(value: Fact) -> bytes:
    """Return the one spelling of a plain value: JSON in UTF-8, keys sorted by code point, no spare spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def spelled(at: datetime) -> str:
    """Return the one spelling of an instant: UTC to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def personal_digest(*, salt: str, value: str) -> str:
    """Return what the chain remembers of a personal value, in 64 hex digits; without the salt it tells nothing."""
    return hmac.new(bytes.fromhex(salt), value.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the chain seals it."""

    chain: str
    seq: int
    at: datetime
    kind: str
    subject: str
    actor: str
    facts: Fact
    digests: Mapping[str, str] = field(default_factory=dict)
    previous: str = FIRST


def seal(entry: Entry, *, key: bytes) -> str:
    """Return an event's hash: HMAC-SHA-256 by a key outside the database, over all of it and the hash before it."""
    told: Fact = [
        entry.previous,
        entry.chain,
        entry.seq,
        spelled(entry.at),
        entry.kind,
        entry.subject,
        entry.actor,
        entry.facts,
        dict(entry.digests),
    ]
    return hmac.new(key, canonical(told), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """A diary row as it was written; its counterpart only by digest, so that the seal outlives a disposal."""

    entity: str
    year: int
    number: int
    on: date
    direction: str
    subject: str
    about: str
    counterpart_digest: str
    event_hash: str


def diary_seal(row: Written, *, key: bytes) -> str:
    """Return a diary row's seal, by the same key as the events'."""
    told: Fact = [
        "diary",
        row.entity,
        row.year,
        row.number,
        row.on.isoformat(),
        row.direction,
        row.subject,
        row.about,
        row.counterpart_digest,
        row.event_hash,
    ]
    return hmac.new(key, canonical(told), hashlib.sha256).hexdigest()
