"""Makes keys, revokes them, and notes that they are used."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from endorr.base.apikeys.models import ApiKey
from endorr.base.apikeys.rules import LONGEST, USE_NOTED_EVERY, Secret, digest, new_secret
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.models import Organisation

MADE = kind("api_key.made", "an organisation got a key for a program of its own")
REVOKED = kind("api_key.revoked", "an organisation's key was revoked")


@transaction.atomic
def make_key(
    organisation: str,
    name: str,
    scopes: Collection[str],
    *,
    lifetime: timedelta,
    now: datetime,
    actor: str,
) -> Secret:
    """Store a new key of an organisation (its public id) and return it with its text, which nobody can read again.

    Raises ValueError for a lifetime of nothing or of more than a year, and for a key that is for nothing.
    """
    if not timedelta(0) < lifetime <= LONGEST:
        raise ValueError("a key lives for at most a year")
    if not scopes:
        raise ValueError("a key is for something")
    secret = new_secret()
    key = ApiKey.objects.create(
        organisation=Organisation.objects.get(public_id=organisation),
        name=name,
        prefix=secret.prefix,
        digest=digest(secret.text),
        scopes=sorted(scopes),
        made_at=now,
        expires_at=now + lifetime,
    )
    facts = {"organisation": organisation, "scopes": sorted(scopes), "expires": key.expires_at.isoformat()}
    _note(MADE, key, now=now, actor=actor, facts=facts)
    return secret


@transaction.atomic
def revoke_key(public_id: str, *, now: datetime, actor: str) -> None:
    """End a key at this instant; nothing happens to one that was revoked before."""
    if ApiKey.objects.filter(public_id=public_id, revoked_at__isnull=True).update(revoked_at=now):
        _note(REVOKED, ApiKey.objects.get(public_id=public_id), now=now, actor=actor, facts={})


def note_use(prefix: str, *, now: datetime) -> None:
    """Remember that a key was used, at most every five minutes: not each call is worth a write, nor an event."""
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    ApiKey.objects.filter(stale, prefix=prefix).update(last_used_at=now)


def _note(deed: str, key: ApiKey, *, now: datetime, actor: str, facts: Mapping[str, Fact]) -> None:
    record(chain=NATIONAL, kind=deed, subject=key.public_id, actor=actor, now=now, facts=facts)
