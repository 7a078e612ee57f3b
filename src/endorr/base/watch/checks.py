"""Looks at everything the house needs to keep its promise, and times each look."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from endorr.base.clock import machine_now, now
from endorr.base.gauges import Gauge, gauges
from endorr.base.watch.models import Probe

log = logging.getLogger(__name__)

LEAST_FREE = 0.05
# Whoever asks again within this time is told the same: a check must not be a way to load the house.
REMEMBER_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found: whether it is well, what was seen in plain words, and how many milliseconds it took."""

    name: str
    well: bool
    seen: str
    milliseconds: float


Look = Callable[[], tuple[bool, str]]


def _database() -> tuple[bool, str]:
    Probe.objects.update_or_create(pk=1, defaults={"written_at": machine_now()})
    return True, "written"


def _migrations() -> tuple[bool, str]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return waiting == 0, f"{waiting} waiting"


def _disk() -> tuple[bool, str]:
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    share = usage.free / usage.total
    return share > LEAST_FREE, f"{share:.0%} free"


def _of_gauge(gauge: Gauge, instant: datetime) -> Look:
    def look() -> tuple[bool, str]:
        figure = gauge.read(instant)
        assert gauge.limit is not None
        return figure is None or figure <= gauge.limit, f"{figure} (limit {gauge.limit:g})"

    return look


def _looks() -> Iterator[tuple[str, Look]]:
    yield "database", _database
    yield "migrations", _migrations
    yield "disk", _disk
    instant = now()
    for gauge in gauges():
        if gauge.limit is not None:
            yield gauge.name, _of_gauge(gauge, instant)


def _timed(name: str, look: Look) -> Finding:
    started = time.perf_counter()
    try:
        well, seen = look()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what we are here to tell
        well, seen = False, type(error).__name__
    return Finding(name, well, seen, round((time.perf_counter() - started) * 1000, 1))


_remembered: tuple[float, tuple[Finding, ...]] | None = None


def findings() -> tuple[Finding, ...]:
    """Return what every look finds now, or found within the last two seconds."""
    global _remembered  # noqa: PLW0603 - one memory for the process is the point
    if _remembered and time.monotonic() - _remembered[0] < REMEMBER_SECONDS:
        return _remembered[1]
    found = tuple(_timed(name, look) for name, look in _looks())
    for finding in found:
        if not finding.well:
            log.warning("not ready", extra={"check": finding.name, "seen": finding.seen})
    _remembered = time.monotonic(), found
    return found


def forget() -> None:
    """Look anew at the next question."""
    global _remembered  # noqa: PLW0603
    _remembered = None
