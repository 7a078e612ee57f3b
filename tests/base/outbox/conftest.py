"""A mail server to send to."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from tests.base.outbox.sink import Sink, listening

from endorr.settings.common import mailer


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A well-behaved mail server that this process's mailer is set to."""
    with listening() as server, override_settings(MAILERS={"default": mailer(server.url)}):
        yield server
