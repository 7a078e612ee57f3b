"""Sweeps away files that belong to nobody, at night."""

from collections.abc import Sequence
from datetime import datetime, time

from endorr.base.clock import machine_now
from endorr.base.files.commands import sweep_orphans
from endorr.base.files.shelf import sweep_shelf
from endorr.base.jobs import Daily


def sweep(_now: datetime, _missed: Sequence[datetime]) -> int:
    return sweep_orphans(machine_now=machine_now()) + sweep_shelf(machine_now=machine_now())


JOBS = (Daily("files.sweep_orphans", time(3, 30), sweep),)
