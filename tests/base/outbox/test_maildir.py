"""A folder that mail is delivered into: what is whole is taken once, and nothing is left behind or left out."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from endorr.base.outbox import maildir
from endorr.base.outbox.models import IncomingMail


def put(path: Path, raw: bytes, at: datetime) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


@pytest.mark.django_db
def test_a_maildir_and_mail_files_are_taken_once_and_what_is_still_growing_is_left(
    tuesday: datetime, tmp_path: Path
) -> None:
    box = maildir.folder(f"halland=maildir://{tmp_path}")
    assert box == maildir.Folder("halland", tmp_path)
    early = tuesday - timedelta(hours=2)
    put(tmp_path / "new" / "1.M1.host", b"Message-ID: <1@x.example>\r\n\r\nEtt", early)
    put(tmp_path / "cur" / "2.M1.host:2,S", b"Message-ID: <2@x.example>\r\n\r\nTva", tuesday)
    put(tmp_path / "tmp" / "3.M1.host", b"halva", early)
    put(tmp_path / "fil.eml", b"Message-ID: <3@x.example>\r\n\r\nTre", early)
    growing = put(tmp_path / "snart.eml", b"Message-ID: <4@x", tuesday)
    assert maildir.take(box, now=tuesday, machine_now=tuesday) == 3
    put(tmp_path / "new" / "9.M1.host", b"Message-ID: <1@x.example>\r\n\r\nEtt", early)
    assert maildir.take(box, now=tuesday, machine_now=tuesday) == 1, "as after a kill between storing and removing"
    assert list(IncomingMail.objects.order_by("received_at", "pk").values_list("received_at", flat=True)) == [
        early,
        early,
        tuesday,
    ]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["3.M1.host", growing.name]


def test_a_folder_that_is_none_is_said(tmp_path: Path, tuesday: datetime) -> None:
    assert maildir.folder("halland=imaps://u:s@h/INBOX") is None
    with pytest.raises(ValueError, match="maildir"):
        maildir.folder("halland=maildir:///")
    with pytest.raises(FileNotFoundError):
        maildir.take(maildir.Folder("halland", tmp_path / "borta"), now=tuesday, machine_now=tuesday)
