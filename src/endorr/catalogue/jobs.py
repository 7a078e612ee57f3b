"""The room's share of the worker's round: ask owners, tell watchers, forget addresses."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.conf import settings

from endorr.base.jobs import Daily, Job
from endorr.catalogue.commands.upkeep import ask_owners, forget, note_link, tell_watchers
from endorr.catalogue.letters import site
from endorr.catalogue.looking import look
from endorr.catalogue.queries.public import offered
from endorr.catalogue.queries.upkeep import next_closing

ACTOR = "system:catalogue"


def _ask(now: datetime, _missed: Sequence[datetime]) -> int:
    return ask_owners(now=now, actor=ACTOR, site=site())


def _forget(now: datetime, _missed: Sequence[datetime]) -> int:
    return forget(now=now)


def _tell(now: datetime) -> int:
    return tell_watchers(now=now, site=site())


def _look(now: datetime, _missed: Sequence[datetime]) -> int:
    """Look at every page the catalogue leads to, one by one; nothing where the operator has not said so."""
    if not settings.LOOK_AT_LINKS:
        return 0
    looked = 0
    for entry in offered(now=now):
        seen = look(entry.card.source)
        if seen is not None:
            note_link(entry.card.key, alive=seen.alive, why=seen.why, now=now, actor=ACTOR, site=site())
            looked += 1
    return looked


JOBS = (
    Daily("catalogue.ask_owners", time(7, 0), _ask),
    Daily("catalogue.forget", time(3, 40), _forget),
    Daily("catalogue.look_at_links", time(4, 20), _look),
    Job("catalogue.tell_watchers", timedelta(minutes=5), _tell),
)

NEXT_DUE = (next_closing,)
