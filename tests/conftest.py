"""What every test may ask for: an instant to stand at, and people with seats."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from pytest_django import DjangoDbBlocker

# A busy machine is slow, not wrong: no property is judged by the clock. ENDORR_EXAMPLES tries more of each.
EXAMPLES = int(os.environ.get("ENDORR_EXAMPLES", "40"))
settings.register_profile("house", deadline=None, max_examples=EXAMPLES)
settings.load_profile("house")

FIGURE = "figure"
OF_DATABASES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches a database; the rest cannot tell one engine from the other, and once is enough."""
    from django.db import connection

    if connection.vendor == "postgresql":
        left = [item for item in items if not touches_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if touches_database(item)]


def touches_database(item: pytest.Item) -> bool:
    """Say whether a test stores anything: by its fixtures, or, where it starts processes that do, by a mark."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "either_engine"))
    return marked or not OF_DATABASES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=True)
def _emptied_row_by_row() -> Iterator[None]:
    """Let PostgreSQL delete the few rows a test leaves: TRUNCATE would make new files for 150 tables, half a second."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    truncate = DatabaseOperations.sql_flush

    def sql_flush(
        self: DatabaseOperations, style: Any, tables: Sequence[str], *, reset_sequences: bool = False, **options: Any
    ) -> list[str]:
        if reset_sequences:
            return truncate(self, style, tables, reset_sequences=True, **options)
        rows = [f"DELETE FROM {self.quote_name(table)};" for table in tables]
        return ["SET LOCAL session_replication_role = replica;", *rows]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="module")
def sown_together(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Open a module: what its fixtures sow is sown once, is there for each of its tests, and is undone in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def tuesday() -> datetime:
    """Tuesday 17 November 2026, 09.40 in Stockholm: an ordinary morning at the door."""
    return datetime(2026, 11, 17, 8, 40, tzinfo=UTC)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say a measured figure at the end of the run, with its N: `figure("kills 200: lost 0")`."""
    return lambda text: request.node.user_properties.append((FIGURE, text))


def _figures(reports: dict[str, list[object]]) -> Iterator[str]:
    for report in reports.get("passed", []):
        for name, text in getattr(report, "user_properties", []):
            if name == FIGURE and getattr(report, "when", "") == "call":
                yield text


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for text in sorted(_figures(terminalreporter.stats)):
        terminalreporter.write_line(f"figure: {text}")
