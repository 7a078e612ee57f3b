"""What every test may ask for: an instant to stand at, and people with seats."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong: no property is judged by the clock. ENDORR_EXAMPLES tries more of each.
EXAMPLES = int(os.environ.get("ENDORR_EXAMPLES", "40"))
settings.register_profile("house", deadline=None, max_examples=EXAMPLES)
settings.load_profile("house")

FIGURE = "figure"


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
