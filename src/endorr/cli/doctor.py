"""`endorr doctor`: says in plain words what is right and what is wrong with this installation."""

import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from django.conf import settings
from django.db import connection

from endorr.base.clock import STOCKHOLM, configured_clock, machine_now
from endorr.base.clock.wound import DemoClock
from endorr.base.watch.checks import Finding, findings
from endorr.cli._production import problems

OLDEST_PYTHON, OLDEST_SQLITE, OLDEST_POSTGRESQL = (3, 12), (3, 37), 150_000

Verdict = tuple[bool, str]


@click.command("doctor")
def command() -> None:
    """Look at everything the house stands on; exit code 1 when something is wrong."""
    sound = True
    for name, look in _looks():
        well, words = _looked(look)
        sound = sound and well
        click.echo(f"{'right' if well else 'WRONG'}  {name}: {words}")
    raise SystemExit(0 if sound else 1)


def _looked(look: Callable[[], Verdict]) -> Verdict:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a doctor tells what is wrong and goes on
        return False, f"could not be looked at ({type(error).__name__})"


def _looks() -> Iterator[tuple[str, Callable[[], Verdict]]]:
    yield "settings", _settings
    yield "Python", _python
    yield "database", _sqlite if connection.vendor == "sqlite" else _postgresql
    yield "clock", _clock
    yield "keys", _keys
    yield "files", _files
    yield from _readiness()


def _settings() -> Verdict:
    name = os.environ["DJANGO_SETTINGS_MODULE"].rsplit(".", 1)[-1]
    if settings.DEMO:
        return True, "the demo's; never to be opened to the world"
    found = problems()
    return not found, f"{name}; " + ("; ".join(found) or "fit to be opened to the world")


def _python() -> Verdict:
    return sys.version_info >= OLDEST_PYTHON, f"{platform.python_version()} (3.12 or newer is needed)"


def _sqlite() -> Verdict:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    mode = connection.settings_dict["OPTIONS"]["transaction_mode"]
    told = ", ".join(f"{name}={value}" for name, value in found.items())
    well = found == wanted and mode == "IMMEDIATE" and sqlite3.sqlite_version_info >= OLDEST_SQLITE
    return well, f"SQLite {sqlite3.sqlite_version}, {told}, transactions {mode}"


def _postgresql() -> Verdict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('synchronous_commit')")
        version, commit = cursor.fetchone()
    well = version >= OLDEST_POSTGRESQL and commit != "off"
    return well, f"PostgreSQL {version // 10_000}, synchronous_commit={commit}"


def _clock() -> Verdict:
    clock = configured_clock()
    shown = clock.now().astimezone(STOCKHOLM).strftime("%Y-%m-%d kl. %H.%M")
    if isinstance(clock, DemoClock):
        return settings.DEMO, f"a demo's, standing at {shown}"
    return _not_before_release(machine_now()), f"the machine's, {shown} in Stockholm"


def _not_before_release(instant: datetime) -> bool:
    # The newest file of the package was made in the past, or this machine's clock is behind.
    newest = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))
    return instant.timestamp() >= newest


def _keys() -> Verdict:
    from endorr.cli.backup import key_fingerprints

    return True, ", ".join(f"{name} {fingerprint}" for name, fingerprint in key_fingerprints().items())


def _files() -> Verdict:
    from endorr.base.files.queries import path_of, stored_places

    stored = stored_places()
    missing = sum(not path_of(place).is_file() for place in stored)
    return missing == 0, f"{len(stored)} stored" + (f", {missing} of them missing on disk" if missing else "")


def _readiness() -> Iterator[tuple[str, Callable[[], Verdict]]]:
    for finding in findings():
        yield finding.name, partial(_found, finding)


def _found(finding: Finding) -> Verdict:
    return finding.well, finding.seen
