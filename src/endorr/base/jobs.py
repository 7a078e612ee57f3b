"""The words in which a room tells the worker what to do: sweeps, nightly jobs, and when its next row falls due."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Job:
    """A sweep of due rows: `run(now)` moves what is due at `now` and returns how many rows that were.

    It may run in several workers at once and must be idempotent: rows are claimed by a conditional UPDATE.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Daily:
    """A job with an hour of its own on the Stockholm wall: `run(now, missed)` is told every instant it stands for.

    One worker at a time runs it. After a stop of three nights it runs once, with three instants in `missed`, oldest
    first. Killed in the middle it runs again, so it must be idempotent.
    """

    name: str
    at: time
    run: Callable[[datetime, Sequence[datetime]], int]


@dataclass(frozen=True, slots=True)
class Errand(Job):
    """A sweep that goes out of the house and may have to wait there, in a lane of its own: others never wait for it."""


NextDue = Callable[[datetime], datetime | None]


def _declared(attribute: str) -> Iterator[Any]:
    for config in apps.get_app_configs():
        name = f"{config.name}.jobs"
        if config.name.startswith("endorr.") and find_spec(name) is not None:
            yield from getattr(import_module(name), attribute, ())


@cache
def declared_jobs() -> tuple[Job | Daily, ...]:
    """Return what every room's `jobs.JOBS` declares; raises ValueError when two jobs share a name."""
    jobs: tuple[Job | Daily, ...] = tuple(_declared("JOBS"))
    names = [job.name for job in jobs]
    if len(set(names)) < len(names):
        raise ValueError(f"two jobs share a name among {sorted(names)}")
    return jobs


def next_due(now: datetime) -> datetime | None:
    """Return the earliest instant after `now` at which a row of any room falls due (`jobs.NEXT_DUE`), or None."""
    instants = [instant for ask in _declared("NEXT_DUE") if (instant := ask(now)) is not None and instant > now]
    return min(instants, default=None)
