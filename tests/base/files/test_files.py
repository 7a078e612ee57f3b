"""Files are taken by what they are, kept apart, and given only to whom their purpose lets read them."""

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from endorr.base.accounts.models import User
from endorr.base.clock import machine_now
from endorr.base.files import commands, queries
from endorr.base.files.commands import RefusedFileError, forget, store, sweep_orphans
from endorr.base.files.models import StoredFile
from endorr.base.files.queries import path_of, readable_file
from endorr.base.files.rules import ENDINGS, Purpose, own_organisation, shown_name
from endorr.base.tenancy.models import LegalEntity, Membership, Organisation
from endorr.base.tenancy.rules import ANONYMOUS, Role, Seat, Viewer

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
OWNER, OTHER = 7, 8

pytestmark = pytest.mark.django_db


def office(*parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return packed.getvalue()


WORD_FILE = office("[Content_Types].xml", "word/document.xml")


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.MEDIA_ROOT = tmp_path
    quote = Purpose("quote", frozenset(ENDINGS), 10_000, own_organisation)
    for module in (commands, queries):
        monkeypatch.setattr(module, "purposes", lambda: {"quote": quote})
    return tmp_path


def take(content: bytes, *, name: str = "offert.pdf", now: datetime) -> StoredFile:
    pieces: Iterator[bytes] = (content[at : at + 10] for at in range(0, len(content), 10))
    return store(pieces, name=name, purpose="quote", owner_id=OWNER, actor="person:x", now=now)


def viewer_in(organisation: int) -> Viewer:
    return Viewer(user_id=1, seats=(Seat(Role.ADVISER, organisation),))


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, ".pdf"),
        (PNG, ".png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0", ".jpg"),
        (WORD_FILE, ".docx"),
        (office("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
    ],
    ids=["pdf", "png", "jpeg", "word", "excel"],
)
def test_a_file_is_called_what_it_is(content: bytes, ending: str, tuesday: datetime) -> None:
    file = take(content, name="faktura.exe", now=tuesday)
    assert file.shown_name == "faktura" + ending
    assert path_of(file.place).read_bytes() == content
    assert file.size == len(content)
    assert path_of(file.place).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (PDF + b"x" * 10_000, "too_big"),
        (b"MZ\x90\0\3\0\0\0", "wrong_type"),
        (b"<html><script>alert(1)</script></html>", "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "wrong_type"),
        (b"just words", "wrong_type"),
        (office("readme.txt"), "wrong_type"),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "wrong_type"),
        (office("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "wrong_type"),
        (b"PK\3\4 torn", "wrong_type"),
    ],
    ids=["empty", "big", "program", "page", "svg", "text", "zip", "macros", "two at once", "torn"],
)
def test_what_is_not_taken_leaves_nothing_behind(content: bytes, reason: str, tuesday: datetime, folder: Path) -> None:
    with pytest.raises(RefusedFileError) as refused:
        take(content, now=tuesday)
    assert refused.value.reason == reason
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert not StoredFile.objects.exists()


class Scanner:
    def finds(self, path: Path) -> str:
        return "EICAR" if b"EICAR" in path.read_bytes() else ""


def test_what_the_scanner_finds_is_refused(settings: Settings, tuesday: datetime) -> None:
    settings.FILE_SCANNER = f"{__name__}.Scanner"
    assert take(PDF, now=tuesday)
    with pytest.raises(RefusedFileError, match="scanner"):
        take(PDF + b"EICAR", now=tuesday)


@given(st.text(max_size=300), st.sampled_from(sorted(ENDINGS)))
def test_no_name_leads_out_of_a_folder_or_hides_its_ending(offered: str, media_type: str) -> None:
    name = shown_name(offered, media_type)
    assert name.endswith(ENDINGS[media_type])
    assert 4 < len(name) <= 106
    assert not set(name) & set('/\\\0\r\n<>:"|?*\u202e')
    assert not name.startswith(".")


def test_a_file_is_given_to_its_owners_and_to_nobody_else(tuesday: datetime) -> None:
    file = take(PDF, now=tuesday)
    assert readable_file(viewer_in(OWNER), file.public_id) == file
    assert readable_file(viewer_in(OTHER), file.public_id) is None
    assert readable_file(ANONYMOUS, file.public_id) is None
    assert readable_file(viewer_in(OWNER), "0" * 16) is None


@pytest.fixture
def adviser() -> Membership:
    entity = LegalEntity.objects.create(name="Almi Nord AB")
    organisation = Organisation.objects.create(legal_entity=entity, slug="almi-nord", name="Almi Nord")
    karin = User.objects.create_user("karin@almi.example", name="Karin")
    return Membership.objects.create(
        person=karin, organisation=organisation, role=Role.ADVISER, valid_from=date(2020, 1, 1)
    )


def test_a_file_is_streamed_as_something_to_save(tuesday: datetime, adviser: Membership, client: Client) -> None:
    file = take(PDF, name="Offert för Östersund.pdf", now=tuesday)
    address = f"/arbete/filer/{file.public_id}/"
    client.force_login(adviser.person)
    assert client.get(address).status_code == 404
    StoredFile.objects.update(owner_id=adviser.organisation_id)
    response = client.get(address)
    assert b"".join(cast("Iterable[bytes]", response)) == PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Offert%20f")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.post(address).status_code == 405
    path_of(file.place).unlink()
    assert client.get(address).status_code == 404


def test_a_row_that_never_committed_leaves_a_file_for_the_sweep(tuesday: datetime, folder: Path) -> None:
    kept = take(PDF, now=tuesday)
    with transaction.atomic():
        take(PNG, now=tuesday)
        transaction.set_rollback(True)
    assert sweep_orphans(machine_now=machine_now()) == 0, "its row may be on the way"
    assert sweep_orphans(machine_now=machine_now() + timedelta(days=2)) == 1
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [kept.place]


def test_what_a_crash_left_half_taken_is_swept_too(folder: Path) -> None:
    half = folder / "incoming" / "half"
    half.parent.mkdir()
    half.write_bytes(b"%PDF")
    os.utime(half, (0, 0))
    assert sweep_orphans(machine_now=machine_now()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_file_is_gone_once_that_is_certain(tuesday: datetime) -> None:
    file = take(PDF, now=tuesday)
    path = path_of(file.place)
    with transaction.atomic():
        forget(file)
        assert path.exists()
    assert not path.exists()
