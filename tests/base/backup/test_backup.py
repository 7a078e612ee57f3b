"""What is backed up comes back, all of it, or the restore says what is wrong."""

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from pytest_django import Settings
from tests.cli.production import PRODUCTION, endorr, prepared_environment

from endorr.base.accounts.models import User
from endorr.base.files import commands
from endorr.base.files.queries import path_of
from endorr.base.files.rules import Purpose, own_organisation
from endorr.base.files.shelf import place_on_shelf, shelve
from endorr.cli.backup import command as backup
from endorr.cli.restore import command as restore

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@dataclass
class House:
    """A house with a person and a file in it, and room for backups."""

    place: str
    shelf: Path
    target: Path

    def back_up(self, *options: str) -> Path:
        done = run(backup, "--output", str(self.shelf), *options)
        assert done.exit_code == 0, done.output
        (made,) = self.shelf.glob("endorr-*")
        return made


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)  # type: ignore[arg-type]


@pytest.fixture
def house(transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    settings.MEDIA_ROOT = tmp_path / "house"
    quote = Purpose("quote", frozenset({"application/pdf"}), 10_000, own_organisation)
    monkeypatch.setattr(commands, "purposes", lambda: {"quote": quote})
    now = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
    User.objects.create_user("karin@almi.example", name="Karin")
    file = commands.store([PDF], name="offert.pdf", purpose="quote", owner_id=1, actor="person:x", now=now)
    return House(file.place, tmp_path / "shelf", tmp_path / "restored")


@pytest.fixture
def database_options() -> list[str]:
    """On PostgreSQL a restore needs an empty database to go into; on SQLite only a folder."""
    if connection.vendor == "sqlite":
        return []
    name = f"restored_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    return ["--database", f"postgresql://endorr@/{name}?host={connection.settings_dict['HOST']}"]


def names_in_sqlite(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "endorr.sqlite3")) as database:
        return [name for (name,) in database.execute("SELECT name FROM accounts_user")]


def test_what_was_backed_up_comes_back(house: House, database_options: list[str]) -> None:
    done = run(restore, str(house.back_up()), "--into", str(house.target), *database_options)
    assert done.exit_code == 0, done.output
    assert "1 files" in done.output
    assert (house.target / "files" / house.place[:2] / house.place).read_bytes() == PDF
    if connection.vendor == "sqlite":
        assert names_in_sqlite(house.target) == ["Karin"]
    again = run(restore, str(next(house.shelf.glob("endorr-*"))), "--into", str(house.target), *database_options)
    assert again.exit_code == 1
    assert "not empty" in again.output


def test_what_never_changes_is_carried_once_beside_the_archives(
    house: House, database_options: list[str], tmp_path: Path
) -> None:
    figures = tmp_path / "figures"
    figures.write_bytes(b"columns" * 100_000)
    sha256 = shelve(figures, now=datetime(2026, 11, 17, 8, 40, tzinfo=UTC))
    made = house.back_up()
    carried = house.shelf / "shelf" / sha256[:2] / sha256
    before = carried.stat().st_mtime_ns
    assert run(backup, "--output", str(house.shelf)).exit_code == 0
    assert (carried.stat().st_mtime_ns, made.stat().st_size < 600_000) == (before, True)
    done = run(restore, str(made), "--into", str(house.target), *database_options)
    assert done.exit_code == 0, done.output
    restored = house.target / "files" / "shelf" / sha256[:2] / sha256
    assert restored.read_bytes() == place_on_shelf(sha256).read_bytes()


def test_backups_are_made_for_ever_and_only_the_newest_are_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = iter(datetime(2026, 11, 17, hour, tzinfo=UTC) for hour in range(1, 9))
    told: list[float] = []

    def sleep(seconds: float) -> None:
        told.append(seconds)
        if len(told) == 1:
            path_of(house.place).rename(house.shelf / "away")  # one that cannot be made does not end it
        if len(told) == 2:
            (house.shelf / "away").rename(path_of(house.place))
        if len(told) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr("endorr.cli.backup.machine_now", lambda: next(hours))
    monkeypatch.setattr("endorr.cli.backup.time.sleep", sleep)
    done = run(backup, "--output", str(house.shelf), "--every", "2", "--keep", "2")
    assert "No backup: the stored file" in done.output
    assert sorted(path.name[7:18] for path in house.shelf.glob("endorr-*")) == ["20261117T03", "20261117T04"]
    assert all(100 < seconds <= 120 for seconds in told)


def test_a_backup_without_its_shelf_is_not_restored_unless_told_to(
    house: House, database_options: list[str], tmp_path: Path
) -> None:
    figures = tmp_path / "figures"
    figures.write_bytes(b"columns")
    sha256 = shelve(figures, now=datetime(2026, 11, 17, 8, 40, tzinfo=UTC))
    made = house.back_up()
    (house.shelf / "shelf" / sha256[:2] / sha256).unlink()
    arguments = [str(made), "--into", str(house.target), *database_options]
    refused = run(restore, *arguments)
    assert refused.exit_code == 1
    assert "1 of 1 shelved files are not in" in refused.output
    assert not any(house.target.glob("*")) if house.target.exists() else True
    done = run(restore, *arguments, "--without-shelf")
    assert done.exit_code == 0, done.output
    assert f"Missing from the shelf: {sha256}" in done.output


def test_a_sealed_backup_needs_its_passphrase(house: House, database_options: list[str], tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("correct horse battery\n")
    wrong.write_text("incorrect horse battery\n")
    made = house.back_up("--passphrase-file", str(right))
    assert b"Karin" not in made.read_bytes()
    arguments = [str(made), "--into", str(house.target), *database_options]
    assert "sealed" in run(restore, *arguments).output
    assert "passphrase is wrong" in run(restore, *arguments, "--passphrase-file", str(wrong)).output
    done = run(restore, *arguments, "--passphrase-file", str(right))
    assert done.exit_code == 0, done.output


def test_a_passphrase_that_keeps_nobody_out_is_refused(house: House, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("1234\n")
    assert run(backup, "--output", str(house.shelf), "--passphrase-file", str(short)).exit_code == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_backup_that_was_cut_off_is_not_restored(house: House, database_options: list[str], share: float) -> None:
    made = house.back_up()
    whole = made.read_bytes()
    made.write_bytes(whole[: int(len(whole) * share)])
    done = run(restore, str(made), "--into", str(house.target), *database_options)
    assert done.exit_code == 1
    assert "Not restored" in done.output
    assert not list(house.target.glob("*")) if house.target.exists() else True


def test_a_stored_file_that_changed_on_disk_stops_the_backup(house: House) -> None:
    path = path_of(house.place)
    path.write_bytes(PDF + b"more")
    done = run(backup, "--output", str(house.shelf))
    assert done.exit_code == 1
    assert "has changed on disk" in done.output
    assert list(house.shelf.glob("endorr-*")) == []
    path.unlink()
    assert "is missing" in run(backup, "--output", str(house.shelf)).output


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the command runs on a house of its own, with SQLite")
@pytest.mark.parametrize("point", ["backup.database_added", "backup.written"])
def test_a_backup_that_is_killed_leaves_nothing_under_its_final_name(tmp_path: Path, point: str) -> None:
    environment = prepared_environment(tmp_path)
    shelf = tmp_path / "shelf"
    killed = endorr({**environment, "ENDORR_FAILPOINT": point}, "backup", "--output", str(shelf), settings=PRODUCTION)
    assert killed.returncode == -9
    assert list(shelf.glob("endorr-*")) == []
    assert list(shelf.glob(".partial-*")) != []
    done = endorr(environment, "backup", "--output", str(shelf), settings=PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert len(list(shelf.glob("endorr-*"))) == 1
