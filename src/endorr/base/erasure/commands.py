"""Forgets a person: every room's rows, the mails, and what the ledger knew, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.erasing import erasers, subject_of
from endorr.base.ledger.commands import Erased, erase_person, record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL

FORGOTTEN = kind("person.forgotten", "What the house kept of a person was erased, room by room")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was taken away: by room and kind of row, and in the ledger."""

    rooms: Mapping[str, int]
    ledger: Erased


@transaction.atomic
def forget(person: str, *, now: datetime, actor: str, addresses: Iterable[str] = (), disposal: str = "") -> Forgotten:
    """Forget the person with a public id; done again it finds nothing more to take away.

    `addresses` are further addresses the person is known to write from. What an authority has registered goes only by
    a decision on disposal, named in `disposal` (GDPR art. 17(3), arkivlagen 10 §); the rest goes without one.
    """
    subject = subject_of(person, addresses=frozenset(address.strip().casefold() for address in addresses))
    rooms = {
        f"{room}.{what}": count for room, erase in erasers() for what, count in erase(subject, now).items() if count
    }
    record(chain=NATIONAL, kind=FORGOTTEN, subject=person, actor=actor, now=now, facts=rooms)
    return Forgotten(rooms, erase_person(person, now=now, actor=actor, disposal=disposal))
