"""The room's share of the worker's round: ask owners, tell watchers, forget addresses."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from endorr.base.jobs import Daily, Job
from endorr.catalogue.commands.upkeep import ask_owners, forget, tell_watchers
from endorr.catalogue.letters import site
from endorr.catalogue.queries.upkeep import next_closing

ACTOR = "system:catalogue"


def _ask(now: datetime, _missed: Sequence[datetime]) -> int:
    return ask_owners(now=now, actor=ACTOR, site=site())


def _forget(now: datetime, _missed: Sequence[datetime]) -> int:
    return forget(now=now)


def _tell(now: datetime) -> int:
    return tell_watchers(now=now, site=site())


JOBS = (
    Daily("catalogue.ask_owners", time(7, 0), _ask),
    Daily("catalogue.forget", time(3, 40), _forget),
    Job("catalogue.tell_watchers", timedelta(minutes=5), _tell),
)

NEXT_DUE = (next_closing,)
