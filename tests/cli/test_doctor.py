"""The doctor tells what is right and what is wrong, and its exit code agrees."""

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from pytest_django import Settings

from endorr.base.clock import machine_now
from endorr.base.tasks.commands import beat
from endorr.base.watch import checks
from endorr.cli import doctor

pytestmark = pytest.mark.django_db


@pytest.fixture
def examine(settings: Settings) -> Result:
    settings.DEMO = True
    checks.forget()
    return CliRunner().invoke(doctor.command)


@pytest.fixture
def _working() -> None:
    beat("w", machine_now=machine_now())


@pytest.mark.usefixtures("_working")
def test_a_sound_house_is_right_in_every_line(examine: Result) -> None:
    assert "WRONG" not in examine.output
    assert examine.exit_code == 0
    engine = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    for words in ("settings", "Python: 3.", engine, "clock: the machine's", "keys: secret", "files: 0 stored", "disk"):
        assert words in examine.output


def test_a_house_without_worker_is_wrong_in_that_line_alone(examine: Result) -> None:
    wrong = [line for line in examine.output.splitlines() if line.startswith("WRONG")]
    assert len(wrong) == 1
    assert "worker_heartbeat_seconds" in wrong[0]
    assert examine.exit_code == 1


def test_a_look_that_fails_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    def fails() -> tuple[bool, str]:
        raise PermissionError

    monkeypatch.setattr(doctor, "_keys", fails)
    settings.DEMO = True
    checks.forget()
    result = CliRunner().invoke(doctor.command)
    assert "WRONG  keys: could not be looked at (PermissionError)" in result.output
    assert "disk" in result.output
