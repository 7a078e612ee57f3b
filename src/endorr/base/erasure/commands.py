"""Forgets a person: every room's rows, the mails, and what the ledger knew, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.erasing import erasers, subject_of
from endorr.base.ledger.commands import Erased, erase_person, record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.queries import told_of
from endorr.base.ledger.rules import NATIONAL
from endorr.base.public_ids import new_public_id

FORGOTTEN = kind("person.forgotten", "What the house kept of a person was erased, room by room")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was taken away: by room and kind of row, and in the ledger."""

    rooms: Mapping[str, int]
    ledger: Erased


def summed(every: Iterable[Erased]) -> Erased:
    told = [(one.values, one.diary_rows, one.diary_rows_kept) for one in every]
    return Erased(*(sum(column) for column in zip(*told, strict=True)))


@transaction.atomic
def forget(person: str, *, now: datetime, actor: str, addresses: Iterable[str] = (), disposal: str = "") -> Forgotten:
    """Forget the person with a public id or a mail address; done again it finds nothing more to take away.

    A public id is that of an account, a question, a contact at a company, or feedback. An address alone is never
    written down: the events stand under an id made for it. `addresses` are further ones the person writes from. What an
    authority has registered goes only by a decision on disposal, named in `disposal` (GDPR art. 17(3), arkivlagen
    10 §); the rest goes without one.
    """
    told = [*addresses, person] if "@" in person else addresses
    person = new_public_id() if "@" in person else person
    subject = subject_of(person, addresses=frozenset(address.strip().casefold() for address in told))
    rooms = {
        f"{room}.{what}": count for room, erase in erasers() for what, count in erase(subject, now).items() if count
    }
    record(chain=NATIONAL, kind=FORGOTTEN, subject=person, actor=actor, now=now, facts=rooms)
    # One event for each id that values stand under, since the audit asks of each value who said that it may be empty.
    under = {person} | told_of(subject.things)
    every = [erase_person(one, now=now, actor=actor, disposal=disposal) for one in sorted(under)]
    return Forgotten(rooms, summed(every))
