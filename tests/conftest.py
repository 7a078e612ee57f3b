"""What every test may ask for: an instant to stand at, and people with seats."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def tuesday() -> datetime:
    """Tuesday 17 November 2026, 09.40 in Stockholm: an ordinary morning at the door."""
    return datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
