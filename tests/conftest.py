"""What every test may ask for: an instant to stand at, and people with seats."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.utils import translation
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
    if connection.vendor == "postgresql":
        left = [item for item in items if not touches_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if touches_database(item)]


def touches_database(item: pytest.Item) -> bool:
    """Say whether a test stores anything: by its fixtures, or, where it starts processes that do, by a mark."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "either_engine"))
    return marked or not OF_DATABASES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """Spare the collector what lives to the end: walking it over and over was an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin in Swedish, whatever language the last page was read in: no two runs have the same order."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _emptied_row_by_row() -> Iterator[None]:
    """Let a test that commits leave by deleting its rows, where rows are: Django would flush every table there is.

    That made new files for 170 tables on PostgreSQL, and wrote the 170 content types and 700 permissions anew on both
    engines. Those are no test's own, so they stay as the set-up made them.
    """
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType
    from django.test import TransactionTestCase

    stay = {Permission._meta.db_table, ContentType._meta.db_table}

    def empty(self: TransactionTestCase) -> None:
        everything = connection.introspection.django_table_names(only_existing=True, include_views=False)
        name = connection.ops.quote_name
        asked = [f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {name(one)})" for one in set(everything) - stay]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            filled = [table for (table,) in cursor.fetchall()]
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            for table in filled:
                cursor.execute(f"DELETE FROM {name(table)}")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", empty)
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
