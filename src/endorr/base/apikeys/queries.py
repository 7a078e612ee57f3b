"""Reads an organisation's keys, and whom a key opens for."""

from dataclasses import dataclass
from datetime import datetime

from endorr.base.apikeys.models import ApiKey
from endorr.base.apikeys.rules import opens, prefix_of
from endorr.base.clock import local_date
from endorr.base.tenancy.queries import cooperations_of
from endorr.base.tenancy.rules import KeyHolder, Role, Viewer, public_query


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key, ready to show."""

    public_id: str
    name: str
    prefix: str
    organisation: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def is_alive(self, now: datetime) -> bool:
        """Say whether the key opens anything at an instant."""
        return self.revoked_at is None and now < self.expires_at


def keys_of_own_organisations(viewer: Viewer) -> list[KeyRow]:
    """Return the keys of the organisations the viewer administers, newest first; one query."""
    rows = (
        ApiKey.objects.filter(organisation__in=viewer.organisations_as(Role.ADMINISTRATOR))
        .select_related("organisation")
        .order_by("-made_at", "-pk")
    )
    return [_row(row) for row in rows]


def own_key(viewer: Viewer, public_id: str) -> KeyRow | None:
    """Return one key of an organisation the viewer administers; None for any other, as if it did not exist."""
    row = (
        ApiKey.objects.filter(organisation__in=viewer.organisations_as(Role.ADMINISTRATOR), public_id=public_id)
        .select_related("organisation")
        .first()
    )
    return _row(row) if row else None


@public_query("whoever holds the key may know whom it opens for")
def holder_of(text: str, *, now: datetime) -> KeyHolder | None:
    """Return whom a key opens for at an instant, in two queries; None for a wrong, revoked or ended one."""
    row = ApiKey.objects.filter(prefix=prefix_of(text) or "").first()
    if row is None or not opens(text, stored=row.digest, expires_at=row.expires_at, revoked_at=row.revoked_at, now=now):
        return None
    joined = cooperations_of([row.organisation_id], on=local_date(now))
    return KeyHolder(
        prefix=row.prefix,
        scopes=frozenset(row.scopes),
        organisation_id=row.organisation_id,
        cooperation_ids=joined.get(row.organisation_id, frozenset()),
    )


def _row(row: ApiKey) -> KeyRow:
    return KeyRow(
        public_id=row.public_id,
        name=row.name,
        prefix=row.prefix,
        organisation=row.organisation.name,
        scopes=tuple(row.scopes),
        made_at=row.made_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
