"""What somebody with the database, but without the key, might do to a ledger."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F

from endorr.base.ledger.models import Chain, Event
from endorr.base.ledger.rules import FIRST, Entry, seal

WRONG_KEY = b"not the key that sealed the chain"
FAR = 1_000_000


def _mine(chain: str) -> "list[Event]":
    return list(Event.objects.filter(chain=chain).order_by("seq"))


def _some(rng: random.Random, chain: str, reach: int) -> Event:
    return Event.objects.get(chain=chain, seq=rng.randint(1, reach))


def _shift(chain: str, *, after: int, by: int) -> None:
    """Renumber the rows after a number, by way of numbers nobody uses."""
    Event.objects.filter(chain=chain, seq__gt=after, seq__lt=FAR).update(seq=F("seq") + FAR + by)
    Event.objects.filter(chain=chain, seq__gte=FAR).update(seq=F("seq") - FAR)


def _reseal(chain: str, *, start: int) -> None:
    """Make the rows from a number on fit each other again, with the only key the attacker has: a wrong one."""
    previous = FIRST
    for event in _mine(chain):
        if event.seq >= start:
            entry = Entry(
                event.chain,
                event.seq,
                event.at,
                event.kind,
                event.subject,
                event.actor,
                event.facts,
                event.digests,
                previous,
            )
            event.previous, event.hash = previous, seal(entry, key=WRONG_KEY)
            Event.objects.filter(pk=event.pk).update(previous=event.previous, hash=event.hash)
        previous = event.hash


def _mend_head(chain: str) -> None:
    last = Event.objects.filter(chain=chain).order_by("-seq").first()
    told = {"seq": last.seq, "hash": last.hash} if last else {"seq": 0, "hash": FIRST}
    Chain.objects.filter(name=chain).update(**told)


def _remove(events: "list[Event]") -> None:
    """Delete rows as SQL would, without asking what hangs on them."""
    rows = Event.objects.filter(pk__in=[event.pk for event in events])
    rows._raw_delete(rows.db)


def change(rng: random.Random, chain: str, reach: int) -> None:
    event = _some(rng, chain, reach)
    changes: list[dict[str, object]] = [
        {"at": event.at + timedelta(microseconds=rng.choice([-1, 1, 3_600_000_000]))},
        {"kind": "tests.other"},
        {"subject": event.subject + "x"},
        {"actor": "person:somebodyelse"},
        {"facts": {**event.facts, "words": event.facts.get("words", 0) + 1}},
        {"facts": {}},
        {"digests": {"name": "0" * 64}},
        {"previous": "f" * 64},
        {"hash": "f" * 64},
    ]
    Event.objects.filter(pk=event.pk).update(**rng.choice(changes))
    if rng.random() < 0.5:
        _reseal(chain, start=event.seq)
        _mend_head(chain)


def delete(rng: random.Random, chain: str, reach: int) -> None:
    event = _some(rng, chain, reach)
    _remove([event])
    if rng.random() < 0.7:
        _shift(chain, after=event.seq, by=-1)
    if rng.random() < 0.5:
        _reseal(chain, start=event.seq)
    if rng.random() < 0.7:
        _mend_head(chain)


def reorder(rng: random.Random, chain: str, reach: int) -> None:
    first, second = rng.sample(range(1, reach + 1), 2)
    a, b = Event.objects.get(chain=chain, seq=first), Event.objects.get(chain=chain, seq=second)
    Event.objects.filter(pk=a.pk).update(seq=FAR)
    Event.objects.filter(pk=b.pk).update(seq=first)
    Event.objects.filter(pk=a.pk).update(seq=second)
    if rng.random() < 0.5:
        Event.objects.filter(pk=a.pk).update(previous=b.previous, hash=b.hash)
        Event.objects.filter(pk=b.pk).update(previous=a.previous, hash=a.hash)
    if rng.random() < 0.3:
        _reseal(chain, start=min(first, second))
    _mend_head(chain)


def insert(rng: random.Random, chain: str, reach: int) -> None:
    model = _some(rng, chain, reach)
    place = rng.randint(0, reach)
    _shift(chain, after=place, by=1)
    before = Event.objects.filter(chain=chain, seq=place).first()
    Event.objects.create(
        chain=chain,
        seq=place + 1,
        at=model.at,
        kind=model.kind,
        subject=model.subject,
        actor=model.actor,
        facts=model.facts,
        digests={},
        previous=before.hash if before else FIRST,
        hash=rng.choice([model.hash, f"{rng.getrandbits(256):064x}"]),
    )
    if rng.random() < 0.5:
        _reseal(chain, start=place + 1)
    if rng.random() < 0.7:
        _mend_head(chain)


def cut_off(rng: random.Random, chain: str, reach: int) -> None:
    kept = rng.randint(0, reach - 1)
    _remove([event for event in _mine(chain) if event.seq > kept])
    if rng.random() < 0.8:
        _mend_head(chain)
    if kept == 0 and rng.random() < 0.5:
        Chain.objects.filter(name=chain).delete()


ATTACKS: dict[str, Callable[[random.Random, str, int], None]] = {
    "changed": change,
    "deleted": delete,
    "reordered": reorder,
    "inserted": insert,
    "cut off": cut_off,
}
