"""The ground of a house: tables made at once are the tables that walking through the migrations makes."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

SOURCE = Path(__file__).resolve().parents[2] / "src"
BEGIN = "import django, json; django.setup(); from django.db import connection; "
MADE = BEGIN + "from endorr.cli._ground import make_tables; make_tables(); "
WALKED = BEGIN + "from django.core.management import call_command as call; call('migrate', verbosity=0); "
CACHED = "call('createcachetable', verbosity=0); "
TELL = """
look, found = connection.introspection, {}
with connection.cursor() as cursor:
    for table in look.table_names(cursor):
        columns = [
            [column.name, column.type_code, column.display_size, column.null_ok, column.default]
            for column in look.get_table_description(cursor, table)
        ]
        rules = [
            [sorted(rule["columns"] or []), rule["primary_key"], rule["unique"], rule["foreign_key"], rule["check"]]
            for rule in look.get_constraints(cursor, table).values()
        ]
        found[table] = [sorted(columns, key=str), sorted(map(json.dumps, rules))]
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    found["migrations"] = cursor.fetchall()
    found["content types"] = (cursor.execute("SELECT count(*) FROM django_content_type"), cursor.fetchone())[1]
print(json.dumps(found))
"""


@pytest.fixture
def empty(tmp_path: Path) -> list[str]:
    """The addresses of two databases with nothing in them."""
    if connection.vendor == "sqlite":
        return [f"sqlite:///{tmp_path}/{name}.sqlite3" for name in ("made", "walked")]
    names = [f"ground_{secrets.token_hex(4)}" for _ in range(2)]
    for name in names:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    return [f"postgresql://endorr@/{name}?host={connection.settings_dict['HOST']}" for name in names]


def told(source: str, url: str) -> dict[str, Any]:
    environment = {**os.environ, "ENDORR_DATABASE_URL": url, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", source + TELL], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.django_db
def test_tables_made_at_once_are_those_that_the_migrations_make(empty: list[str]) -> None:
    made, walked = told(MADE, empty[0]), told(WALKED + CACHED, empty[1])
    assert len(made) > 60
    assert made.keys() == walked.keys()
    assert {name: rows for name, rows in made.items() if rows != walked[name]} == {}


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
