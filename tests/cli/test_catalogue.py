"""A partner's catalogue taken in from the command line, twice, and a file that is out to do harm."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.catalogue.factories import card

from endorr.catalogue.formats.hsds import to_hsds
from endorr.catalogue.models import FeedReading, Service
from endorr.cli.catalogue import command

pytestmark = pytest.mark.django_db


def taken(file: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["take", "partner", str(file), *options])
    return done.exit_code, done.output


def test_a_feed_is_taken_in_and_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps([to_hsds(card("bra", name_sv="Bra")), {"id": "fel"}]), encoding="utf-8")
    code, said = taken(file, "--name", "Partnern")
    assert code == 0
    assert said.startswith("1 added, 0 changed, 0 unchanged, 0 vanished, 1 refused")
    assert "set aside: fel: " in said
    assert taken(file)[1].startswith("0 added, 0 changed, 1 unchanged, 0 vanished, 1 refused")
    assert Service.objects.count() == 1


def test_ten_megabytes_are_refused_and_the_refusal_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(b'[{"id": "' + b"x" * 10_000_000 + b'"}]')
    code, said = taken(file)
    assert code == 2
    assert "Nothing has changed" in said
    assert not Service.objects.exists()
    assert FeedReading.objects.get().refused[0][0] == "the feed"


def test_an_owner_that_does_not_exist_is_told(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_text("[]", encoding="utf-8")
    code, said = taken(file, "--owner", "nobody")
    assert code == 2
    assert "no organisation is called" in said
