"""The words in which a room tells what is to be watched about it: a figure, and the limit beyond which to act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure that a room can be asked for at any time, quickly.

    `name` is Prometheus', with its unit (`outbox_oldest_seconds`); `read(now)` gives the figure, None when there is
    nothing to measure; above `limit` the house is not ready. `read` may touch the database, never anything slower.
    """

    name: str
    about: str
    read: Callable[[datetime], float | None]
    limit: float | None = None


def gauges() -> Iterator[Gauge]:
    """Return what every room's `gauges.GAUGES` declares."""
    for config in apps.get_app_configs():
        name = f"{config.name}.gauges"
        if config.name.startswith("endorr.") and find_spec(name) is not None:
            yield from import_module(name).GAUGES
