"""What every test may ask for: an instant to stand at, and people with seats."""

from datetime import UTC, datetime

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong: no property is judged by the clock.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def tuesday() -> datetime:
    """Tuesday 17 November 2026, 09.40 in Stockholm: an ordinary morning at the door."""
    return datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
