"""Takes a consistent copy of either database while it is being written, and puts one back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

Counts = dict[str, int]

SQLITE, POSTGRESQL = "sqlite", "postgresql"


class ToolMissingError(Exception):
    """A program of PostgreSQL's that is needed was not found."""


class NotEmptyError(Exception):
    """The place to restore into holds something already."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the database: whose, how many rows each table has, which stored and shelved files its rows speak of."""

    engine: str
    counts: Counts
    files: dict[str, tuple[int, str]]
    shelf: dict[str, int]


FILES = "SELECT place, size, sha256 FROM files_storedfile"
SHELF = "SELECT sha256, size FROM files_shelvedfile"


def copy_database(target: Path) -> Copy:
    """Write a consistent copy of the database the settings name to a file; writers go on meanwhile."""
    return _copy_sqlite(target) if connection.vendor == SQLITE else _copy_postgresql(target)


def _copy_sqlite(target: Path) -> Copy:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        # One file without a journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        return Copy(SQLITE, count_sqlite(copy), _files(copy.execute(FILES)), dict(copy.execute(SHELF).fetchall()))


def count_sqlite(database: sqlite3.Connection) -> Counts:
    """Return the number of rows of each table."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: _one(database.execute(f'SELECT count(*) FROM "{name}"')) for (name,) in sorted(names.fetchall())}  # noqa: S608 - names from the catalogue


def _copy_postgresql(target: Path) -> Copy:
    # The dump and the counts look at the same instant: a snapshot that this transaction exports.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", connection.settings_dict, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        cursor.execute(FILES)
        files = _files(cursor.fetchall())
        cursor.execute(SHELF)
        shelf = dict(cursor.fetchall())
        return Copy(POSTGRESQL, _count_postgresql(cursor), files, shelf)


def _count_postgresql(cursor: Any) -> Counts:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names from the catalogue
        counts[name] = _one(cursor)
    return counts


def _one(cursor: Any) -> int:
    return int(cursor.fetchone()[0])


def _files(rows: Any) -> dict[str, tuple[int, str]]:
    return {place: (size, sha256) for place, size, sha256 in rows}


def restore_sqlite(copy: Path, target: Path) -> Counts:
    """Put a copy in its place and return its rows per table; raises sqlite3.DatabaseError when it is damaged."""
    shutil.copyfile(copy, target)
    with closing(sqlite3.connect(target)) as database:
        (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        counts = count_sqlite(database)
        database.execute("PRAGMA journal_mode=WAL")
        return counts


def restore_postgresql(copy: Path, settings: dict[str, Any]) -> Counts:
    """Put a dump into an empty database and return its rows per table; raises NotEmptyError."""
    with _cursor(settings) as cursor:
        if _count_postgresql(cursor):
            raise NotEmptyError(settings["NAME"])
    _run(
        "pg_restore",
        settings,
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        str(copy),
        into=settings["NAME"],
    )
    with _cursor(settings) as cursor:
        return _count_postgresql(cursor)


@contextmanager
def _cursor(settings: dict[str, Any]) -> Iterator[Any]:
    import psycopg

    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    told = {word: settings[name] for word, name in words.items() if settings.get(name)}
    with psycopg.connect(**told) as opened, opened.cursor() as cursor:
        yield cursor


def _run(program: str, settings: dict[str, Any], *options: str, into: str = "") -> None:
    names = {"PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT", "PGDATABASE": "NAME"}
    # By the environment, so that no password is seen in a list of processes.
    told = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    target = [f"--dbname={into}"] if into else []
    subprocess.run([_tool(program), *target, *options], env={**os.environ, **told}, check=True)  # noqa: S603


def _tool(program: str) -> str:
    found = shutil.which(program)
    # Debian keeps the versions apart; the newest reads every older server.
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4]))
    if not found and not kept:
        raise ToolMissingError(f"{program} was not found: install PostgreSQL's client programs.")
    return str(kept[-1]) if kept else str(found)
