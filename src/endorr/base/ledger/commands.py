"""The only writers of the ledger: record what happened, erase what was personal."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from endorr.base.ledger.keys import chain_key
from endorr.base.ledger.kinds import known
from endorr.base.ledger.models import Chain, Event, PersonalValue
from endorr.base.ledger.rules import Entry, Fact, personal_digest, plain, seal

SALT = 16  # random bytes for each personal value


def _locked(chain: str) -> Chain:
    Chain.objects.get_or_create(name=chain)
    return Chain.objects.select_for_update().get(name=chain)


def _keep(event: Event, person: str, values: Mapping[str, tuple[str, str]]) -> None:
    PersonalValue.objects.bulk_create(
        PersonalValue(event=event, name=name, person=person, salt=salt, value=value)
        for name, (salt, value) in values.items()
    )


@transaction.atomic
def record(
    *,
    chain: str,
    kind: str,
    subject: str,
    actor: str,
    now: datetime,
    facts: Mapping[str, Fact],
    personal: Mapping[str, str] | None = None,
    person: str | None = None,
) -> Event:
    """Add one event to a chain, in the caller's transaction, and return it.

    `chain` is a cooperation's public id or NATIONAL; `kind` one that a room has named; `subject` the public id of what
    it is about; `facts` plain values (see `plain`) with nothing personal among them. What is personal goes in
    `personal`, by name, with the public id of the `person` it is about: the chain keeps only salted digests of it.
    A transaction that writes to two chains locks them in the order it records: take cooperations before NATIONAL.
    Raises UnknownKindError, NotPlainError, or ValueError for personal values without a person.
    """
    if personal and not person:
        raise ValueError("personal values need the person they can be erased for")
    values = {str(name): (secrets.token_hex(SALT), str(plain(value))) for name, value in (personal or {}).items()}
    digests = {name: personal_digest(salt=salt, value=value) for name, (salt, value) in values.items()}
    told = plain(facts)
    head = _locked(chain)
    entry = Entry(
        chain=chain,
        seq=head.seq + 1,
        at=now,
        kind=known(kind),
        subject=subject,
        actor=actor,
        facts=told,
        digests=digests,
        previous=head.hash,
    )
    event = Event.objects.create(
        chain=entry.chain,
        seq=entry.seq,
        at=entry.at,
        kind=entry.kind,
        subject=entry.subject,
        actor=entry.actor,
        facts=told,
        digests=digests,
        previous=entry.previous,
        hash=seal(entry, key=chain_key()),
    )
    head.seq, head.hash = event.seq, event.hash
    head.save(update_fields=["seq", "hash"])
    _keep(event, person or "", values)
    return event
