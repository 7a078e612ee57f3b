"""Looks for news at a table's source: what differs is proposed to a person, and nothing is overwritten."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from endorr.statistics.commands import Origin, UnknownPlaceError, note_check, propose
from endorr.statistics.rules.versions import Differences
from endorr.statistics.sources.asking import SourceError
from endorr.statistics.sources.pxweb import Wanted, fetch
from endorr.statistics.table import Table

ACTOR = "system:statistics"
USUAL_DAYS = 30
AGAIN = timedelta(days=1)
"""How soon a source that could not be had is asked once more."""
LEASE = timedelta(hours=2)
"""For how long one worker has a table to itself while it asks; longer than the slowest source takes."""


def next_check(connection: Mapping[str, Any], now: datetime) -> datetime:
    """Return when a source is asked next: after the days its connection says, or a month."""
    return now + timedelta(days=int(connection.get("days", USUAL_DAYS)))


def refresh(
    key: str, connection: Mapping[str, Any], *, now: datetime, source: Callable[[Wanted], Table] = fetch
) -> Differences | None:
    """Ask a table's source and propose what differs; None when it could not be had, and the table then says why."""
    try:
        wanted = Wanted.from_dict(connection)
        table = source(wanted)
        name = f"{wanted.base}/{wanted.table}"
        digest = hashlib.sha256(table.observations.values.tobytes()).hexdigest()
        found = propose(key, table, Origin(name, now, digest), now=now, actor=ACTOR)
    except (SourceError, UnknownPlaceError) as error:
        note_check(key, now=now, next_at=now + AGAIN, failed=str(error))
        return None
    note_check(key, now=now, next_at=next_check(connection, now))
    return found
