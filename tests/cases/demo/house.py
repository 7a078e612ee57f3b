"""A demo's directory and its clock, for the tests of the story."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from endorr.base.clock import configured_clock
from endorr.base.clock.wound import DemoClock
from endorr.base.demo.people import seed_people
from endorr.catalogue.commands.seed import sow as sow_catalogue
from endorr.directory.demo.commands import sow_facts, sow_staff

# In this process's own folder: another run beside this one must not move our clock.
FILE = Path(settings.DATA) / "story-clock" / "clock.json"


class StoryClock(DemoClock):
    """The demo's clock in a file of the tests' own; it stands still, so that a test can say what time it is."""

    def __init__(self) -> None:
        super().__init__(FILE, counter=lambda: 0)


@contextmanager
def demo_at(instant: datetime) -> Iterator[DemoClock]:
    """Let a demo's clock rule the house, standing at an instant."""
    with override_settings(DEMO=True), clock_at(instant) as clock:
        yield clock


@contextmanager
def clock_at(instant: datetime) -> Iterator[DemoClock]:
    """Let a clock that can be wound rule the house, standing at an instant, and nothing else of a demo's."""
    FILE.unlink(missing_ok=True)
    with override_settings(CLOCK="tests.cases.demo.house.StoryClock"):
        clock = configured_clock()
        assert isinstance(clock, DemoClock)
        clock.wind_to(instant)
        yield clock
    FILE.unlink(missing_ok=True)


def open_demo(now: datetime) -> None:
    """Fill the directory as a fresh demo's is."""
    for seed in (sow_facts, seed_people, sow_staff, sow_catalogue):
        seed(now)
