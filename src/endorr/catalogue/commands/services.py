"""Writes services and their versions: add, change, verify, close, merge, reopen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.public_ids import new_public_id
from endorr.base.tenancy.queries import organisation_by_id
from endorr.catalogue.models import Double, Edition, Service, ServiceVersion, Signpost, Symptom, Todo, Watch
from endorr.catalogue.rules.card import FIELDS, Card, as_dict, changes, from_dict
from endorr.catalogue.rules.checks import Objection, objections
from endorr.catalogue.rules.duplicates import likely_doubles
from endorr.catalogue.rules.standing import CHECK_EVERY
from endorr.catalogue.rules.words import Status

ADDED = kind("catalogue.service_added", "A service was added to the catalogue.")
CHANGED = kind("catalogue.service_changed", "A service got a new version.")
VERIFIED = kind("catalogue.service_verified", "Somebody confirmed that all that is said of a service is true.")
MERGED = kind("catalogue.services_merged", "Two cards of one service became one; the other's address leads there.")
APART = kind("catalogue.services_kept_apart", "Two cards that seemed to be of one service were found not to be.")
OWNER_SET = kind("catalogue.owner_set", "A service got another owner.")
SYMPTOMS_SET = kind("catalogue.symptoms_set", "How a company in need of something would say so was changed.")


class CardRefusedError(ValueError):
    """A card that may not be kept; `objections` says why, field by field."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__(" ".join(f"{one.field}: {one.en}" for one in self.objections))


class StaleServiceError(ValueError):
    """Somebody else has changed the service since it was read; nothing was written."""


_OUT = (Status.CLOSED.value, Status.INACTIVE.value)


def mark_edition() -> None:
    """Make whatever is kept in memory of the catalogue out of date."""
    Edition.objects.update_or_create(pk=1, defaults={"mark": new_public_id()})


def card_of(row: Service) -> Card:
    """Return a row as the plain value it holds."""
    return from_dict({name: getattr(row, name) for name in FIELDS})


def note(row: Service, deed: str, *, now: datetime, actor: str, **facts: Fact) -> None:
    """Record a deed about a service in the ledger."""
    subject = f"service:{row.public_id}"
    record(chain=NATIONAL, kind=deed, subject=subject, actor=actor, now=now, facts={"key": row.key, **facts})


def locked(key: str) -> Service:
    """Return a service by its key, kept from others until the transaction ends; raises Service.DoesNotExist."""
    return Service.objects.select_for_update(of=("self",)).get(key=key)


def _columns(card: Card) -> dict[str, Any]:
    told = as_dict(card)
    return {**told, "opens_at": card.opens_at, "closes_at": card.closes_at, "read_on": card.read_on}


def refuse(card: Card) -> None:
    """Raise CardRefusedError for a card that may not be kept."""
    found = objections(card)
    if found:
        raise CardRefusedError(found)


def _version(row: Service, card: Card, changed: list[str], why: str, *, now: datetime, actor: str) -> None:
    ServiceVersion.objects.create(
        service=row, number=row.number, card=as_dict(card), changed=changed, note=why[:200], made_at=now, made_by=actor
    )


def find_doubles(cards: Iterable[Card], *, now: datetime) -> None:
    """Note the cards that seem to be of the same service as another; reads the whole catalogue once."""
    rows = {row.key: row for row in Service.objects.filter(merged_into__isnull=True).exclude(status__in=_OUT)}
    everything = [card_of(row) for row in rows.values()]
    for card in cards:
        for found in likely_doubles(card, everything):
            if found.first in rows and found.second in rows:
                told = {"score": found.score, "found_at": now}
                Double.objects.get_or_create(first=rows[found.first], second=rows[found.second], defaults=told)


def keep_new(card: Card, *, owner: str | None, note_text: str, now: datetime, actor: str) -> Service:
    """Store a new card in the caller's transaction; the caller looks for doubles and marks the edition."""
    refuse(card)
    if Service.objects.filter(key=card.key).exists():
        raise CardRefusedError([Objection("key", "Nyckeln är upptagen.", "The key is taken.")])
    row = Service.objects.create(
        **_columns(card),
        owner=organisation_by_id(owner) if owner else None,
        added_at=now,
        check_due_at=now + CHECK_EVERY,
    )
    _version(row, card, [], note_text, now=now, actor=actor)
    note(row, ADDED, now=now, actor=actor, version=1)
    return row


@transaction.atomic
def add_service(card: Card, *, owner: str | None = None, note_text: str = "", now: datetime, actor: str) -> str:
    """Add a service and return its public id; cards that seem to be of the same service are noted for a person.

    `owner` is an organisation's public id. Raises CardRefusedError.
    """
    row = keep_new(card, owner=owner, note_text=note_text, now=now, actor=actor)
    find_doubles([card], now=now)
    mark_edition()
    return row.public_id


@transaction.atomic
def change_service(
    key: str, after: Card, *, seen: int | None = None, note_text: str = "", now: datetime, actor: str
) -> tuple[str, ...]:
    """Give a service its next version and return the fields that changed; nothing is written when none did.

    `seen` is the version the writer had before them: StaleServiceError when another has been made since. The key
    itself never changes. Raises CardRefusedError and Service.DoesNotExist.
    """
    row = locked(key)
    if seen is not None and seen != row.number:
        raise StaleServiceError(f"{key} is at version {row.number}")
    refuse(after)
    told = as_dict(after)
    changed = [one.field for one in changes(as_dict(card_of(row)), {**told, "key": key})]
    if not changed:
        return ()
    for name, value in _columns(after).items():
        setattr(row, name, value if name != "key" else key)
    row.number += 1
    row.save()
    _version(row, card_of(row), changed, note_text, now=now, actor=actor)
    note(row, CHANGED, now=now, actor=actor, version=row.number, fields=list(changed))
    if {"name_sv", "coverage", "gives_sv"} & set(changed):
        find_doubles([card_of(row)], now=now)
    mark_edition()
    return tuple(changed)


@transaction.atomic
def verify_service(key: str, *, now: datetime, actor: str) -> None:
    """Note that all that is said of a service was true at this moment, and ask again in 180 days."""
    row = locked(key)
    row.verified_at, row.verified_by, row.check_due_at, row.check_asked_at = now, actor, now + CHECK_EVERY, None
    row.save(update_fields=["verified_at", "verified_by", "check_due_at", "check_asked_at"])
    Todo.objects.filter(service=row, kind="overdue", done_at__isnull=True).update(done_at=now, done_by=actor)
    note(row, VERIFIED, now=now, actor=actor, version=row.number)
    mark_edition()


@transaction.atomic
def set_owner(key: str, organisation: str | None, *, now: datetime, actor: str) -> None:
    """Let an organisation, by public id, answer for a service from now on; None leaves it without."""
    row = locked(key)
    row.owner = organisation_by_id(organisation) if organisation else None
    row.save(update_fields=["owner"])
    note(row, OWNER_SET, now=now, actor=actor, owner=organisation or "")
    mark_edition()


@transaction.atomic
def merge_services(kept: str, gone: str, *, now: datetime, actor: str) -> None:
    """Make two cards one: `gone` closes and leads to `kept`, whose names, symptoms and watchers grow by its own."""
    stays, leaves = (locked(key) for key in (kept, gone))
    if stays.pk == leaves.pk or stays.merged_into_id is not None:
        raise CardRefusedError([Objection("key", "Stödet går inte att slå ihop så.", "It cannot be merged so.")])
    card, other = card_of(stays), card_of(leaves)
    names = {*card.old_names, *other.old_names, other.name_sv, *filter(None, [other.name_en])} - {card.name_sv}
    after = {"old_names": sorted(names), "synonyms": sorted({*card.synonyms, *other.synonyms})}
    change_service(kept, from_dict({**as_dict(card), **after}), note_text=f"+ {gone}", now=now, actor=actor)
    change_service(
        gone, from_dict({**as_dict(other), "status": Status.CLOSED.value}), note_text=f"→ {kept}", now=now, actor=actor
    )
    Service.objects.filter(pk=leaves.pk).update(merged_into=stays)
    Service.objects.filter(merged_into=leaves).update(merged_into=stays)
    _move(Symptom.objects.filter(service=leaves), stays, ("language", "phrase"))
    _move(Watch.objects.filter(service=leaves), stays, ("email",))
    Double.objects.filter(first__in=[stays, leaves], second__in=[stays, leaves]).update(
        decided_at=now, decided_by=actor
    )
    note(stays, MERGED, now=now, actor=actor, gone=gone)
    mark_edition()


def _move(rows: Any, to: Service, alike: tuple[str, ...]) -> None:
    """Point rows at another service; those it already has a like of are let go."""
    had = set(rows.model.objects.filter(service=to).values_list(*alike))
    for row in rows:
        if tuple(getattr(row, name) for name in alike) in had:
            row.delete()
        else:
            row.service = to
            row.save(update_fields=["service"])


@transaction.atomic
def keep_apart(public_id: str, *, now: datetime, actor: str) -> None:
    """Decide that two cards are of different services; they are not suggested again."""
    pair = Double.objects.select_related("first", "second").get(public_id=public_id, decided_at__isnull=True)
    pair.decided_at, pair.decided_by = now, actor
    pair.save(update_fields=["decided_at", "decided_by"])
    note(pair.first, APART, now=now, actor=actor, other=pair.second.key)


def _symptom_rows(phrases: Iterable[tuple[str, str]], **of: Any) -> list[Symptom]:
    tidy = dict.fromkeys((language, " ".join(phrase.split())[:300]) for language, phrase in phrases)
    return [Symptom(language=language, phrase=phrase, **of) for language, phrase in tidy if phrase]


def keep_symptoms(key: str, phrases: Iterable[tuple[str, str]]) -> bool:
    """Store the phrases under a key in the caller's transaction; the caller records it and marks the edition."""
    what, _, name = key.rpartition(":")
    if what == "family":
        of: dict[str, Any] = {"family": name}
    elif what == "signpost":
        of = {"signpost": Signpost.objects.get(key=name)}
    else:
        of = {"service": locked(name)}
    wanted = _symptom_rows(phrases, **of)
    had = set(Symptom.objects.filter(**of).values_list("language", "phrase"))
    if had == {(row.language, row.phrase) for row in wanted}:
        return False
    Symptom.objects.filter(**of).exclude(phrase__in=[row.phrase for row in wanted]).delete()
    Symptom.objects.bulk_create([row for row in wanted if (row.language, row.phrase) not in had])
    return True


@transaction.atomic
def set_symptoms(key: str, phrases: Iterable[tuple[str, str]], *, now: datetime, actor: str) -> bool:
    """Replace how a company in need would say so, as (language, phrase); say whether anything changed.

    `key` is a service's, `family:<key>` or `signpost:<key>`.
    """
    if not keep_symptoms(key, phrases):
        return False
    n = Symptom.objects.count()
    record(chain=NATIONAL, kind=SYMPTOMS_SET, subject=f"symptoms:{key}", actor=actor, now=now, facts={"n": n})
    mark_edition()
    return True
