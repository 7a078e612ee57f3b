"""Takes in a partner's own catalogue, in the words of HSDS: bounded, row by row, and once more changes nothing."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from endorr.base.tenancy.queries import organisation_by_id
from endorr.catalogue.commands.services import (
    CardRefusedError,
    card_of,
    change_service,
    find_doubles,
    keep_new,
    mark_edition,
)
from endorr.catalogue.formats.hsds import NotHsdsError, from_hsds
from endorr.catalogue.models import Feed, FeedItem, FeedReading, Service
from endorr.catalogue.rules.card import Card
from endorr.catalogue.rules.words import Status

LARGEST = 5_000_000  # bytes of a feed
MOST_ROWS = 5_000
DEEPEST = 40  # levels of nesting; HSDS itself needs fewer than ten
LONGEST_REASON = 200


class FeedRefusedError(ValueError):
    """A feed that cannot be read at all; nothing was changed, and the reading says why."""


@dataclass(slots=True)
class Report:
    """What came of reading a feed: keys by what became of them, and (row, reason) for each that was refused."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in self.__slots__}


@transaction.atomic
def open_feed(slug: str, name: str, *, owner: str | None = None) -> None:
    """Begin to follow a partner's catalogue; `owner` is the public id of the organisation that answers for it."""
    Feed.objects.get_or_create(
        slug=slug, defaults={"name": name, "owner": organisation_by_id(owner) if owner else None}
    )


def _depth(text: str) -> int:
    """Return how deep the brackets of a JSON text lie, those in its strings left out."""
    deepest = depth = 0
    in_string = escaped = False
    for letter in text:
        if in_string:
            in_string = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest


def _rows(raw: bytes) -> list[Any]:
    """Return the services of a feed: a list, or a page with `contents`; raises FeedRefusedError."""
    if len(raw) > LARGEST:
        raise FeedRefusedError(f"more than {LARGEST} bytes")
    try:
        text = raw.decode("utf-8")
        if _depth(text) > DEEPEST:
            raise FeedRefusedError(f"nested deeper than {DEEPEST} levels")
        told = json.loads(text)
    except ValueError as error:
        if isinstance(error, FeedRefusedError):
            raise
        raise FeedRefusedError(f"no JSON: {type(error).__name__}") from error
    rows = told.get("contents") if isinstance(told, dict) else told
    if not isinstance(rows, list):
        raise FeedRefusedError("no list of services")
    if len(rows) > MOST_ROWS:
        raise FeedRefusedError(f"more than {MOST_ROWS} services")
    return rows


def _digest(row: Any) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _named(row: Any, place: int) -> str:
    told = row.get("id") if isinstance(row, dict) else None
    return str(told)[:80] if told else f"row {place + 1}"


def _cards(rows: list[Any], report: Report) -> Iterator[tuple[str, str, Card]]:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        name = _named(row, place)
        if name in seen:
            report.refused.append((name, "the same id twice"))
            continue
        seen.add(name)
        try:
            yield name, _digest(row), from_hsds(row)
        except NotHsdsError as error:
            report.refused.append((name, str(error)[:LONGEST_REASON]))


def _own_key(card: Card, feed: Feed) -> Card:
    """A feed never takes over a card that is not its own: a key that is taken gets the feed's name after it."""
    taken = Service.objects.filter(key=card.key).exists()
    return replace(card, key=f"{card.key[:40]}-{feed.slug}"[:80]) if taken else card


def _take(feed: Feed, external: str, digest: str, card: Card, report: Report, *, now: datetime, actor: str) -> None:
    item = FeedItem.objects.select_related("service").filter(feed=feed, external_id=external).first()
    if item is not None and item.digest == digest and item.service.status != Status.INACTIVE.value:
        report.unchanged.append(item.service.key)
        return
    if item is None:
        owner = feed.owner.public_id if feed.owner else None
        row = keep_new(_own_key(card, feed), owner=owner, note_text=feed.slug, now=now, actor=actor)
        FeedItem.objects.create(feed=feed, external_id=external, service=row, digest=digest, seen_at=now)
        report.added.append(row.key)
        return
    change_service(item.service.key, card, note_text=feed.slug, now=now, actor=actor)
    item.digest, item.seen_at = digest, now
    item.save(update_fields=["digest", "seen_at"])
    report.changed.append(item.service.key)


def _retire(feed: Feed, kept: set[str], report: Report, *, now: datetime, actor: str) -> None:
    for item in FeedItem.objects.filter(feed=feed).exclude(external_id__in=kept).select_related("service"):
        if item.service.status not in {Status.INACTIVE.value, Status.CLOSED.value}:
            gone = replace(card_of(item.service), status=Status.INACTIVE)
            change_service(item.service.key, gone, note_text=feed.slug, now=now, actor=actor)
            report.vanished.append(item.service.key)


def _write_down(feed: Feed, report: Report, *, now: datetime, actor: str) -> None:
    FeedReading.objects.create(
        feed=feed, read_at=now, read_by=actor, counts=report.counts(), refused=[list(one) for one in report.refused]
    )


def read_feed(slug: str, raw: bytes, *, now: datetime, actor: str) -> Report:
    """Take in a partner's HSDS services and return what came of it; the reading is kept beside the feed.

    A row that cannot be kept is refused with its reason, and the others are taken. What was there and is there no more
    becomes inactive; a row refused this time is no row that vanished. Raises FeedRefusedError when nothing can be read:
    then nothing has changed. Feed.DoesNotExist for an unknown feed.
    """
    feed = Feed.objects.select_related("owner").get(slug=slug)
    report = Report()
    try:
        rows = _rows(raw)
    except FeedRefusedError as error:
        report.refused.append(("the feed", str(error)))
        _write_down(feed, report, now=now, actor=actor)
        raise
    with transaction.atomic():
        _take_all(feed, rows, report, now=now, actor=actor)
    return report


def _take_all(feed: Feed, rows: list[Any], report: Report, *, now: datetime, actor: str) -> None:
    for external, digest, card in _cards(rows, report):
        try:
            with transaction.atomic():
                _take(feed, external, digest, card, report, now=now, actor=actor)
        except CardRefusedError as error:
            report.refused.append((external, str(error)[:LONGEST_REASON]))
    named = {_named(row, place) for place, row in enumerate(rows)}
    _retire(feed, named, report, now=now, actor=actor)
    if report.added:
        rows_added = Service.objects.filter(key__in=report.added)
        find_doubles([card_of(row) for row in rows_added], now=now)
        mark_edition()
    _write_down(feed, report, now=now, actor=actor)
