"""Takes mail from a folder: a maildir that a mail server delivers into, or one that `.eml` files are put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from endorr.base.failpoints import failpoint
from endorr.base.outbox.commands import receive_mail

BATCH = 200  # mails in one round; the rest wait for the next
SCHEME = "maildir"

AT_REST = timedelta(seconds=10)
"""A file put straight into the folder may be growing; one untouched this long is whole. A maildir's always are."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to take mail from; `name` is what its mails are filed under, such as the slug of a cooperation."""

    name: str
    path: Path


def folder(text: str) -> Folder | None:
    """Return the folder that `vasterbotten=maildir:///srv/mail/vasterbotten` describes, None for another mailbox."""
    name, _equals, address = text.partition("=")
    parts = urlsplit(address)
    if parts.scheme != SCHEME:
        return None
    if not name or not parts.path.strip("/"):
        raise ValueError("a folder is written name=maildir:///the/folder")
    return Folder(name, Path(unquote(parts.path)))


def take(box: Folder, *, now: datetime, machine_now: datetime) -> int:
    """Store every mail of a folder and remove it there, one after another; return how many there were.

    A mail that was stored but not removed is taken again and recognised by its identity. It was received when its file
    was written. What the house keeps of it is forgotten by the house's own rule, so no copy is left behind here.
    """
    if not box.path.is_dir():
        raise FileNotFoundError(f"there is no folder {box.name}")
    found = 0
    for path, written in sorted(_waiting(box.path, machine_now), key=lambda one: one[1])[:BATCH]:
        receive_mail(raw=path.read_bytes(), mailbox=box.name, now=min(written, now))
        failpoint("maildir.stored")
        path.unlink(missing_ok=True)
        found += 1
    return found


def _waiting(folder: Path, machine_now: datetime) -> Iterator[tuple[Path, datetime]]:
    for place, pattern in ((folder / "new", "*"), (folder / "cur", "*"), (folder, "*.eml")):
        for path in place.glob(pattern):
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if path.is_file() and not path.is_symlink() and (place != folder or machine_now - written >= AT_REST):
                yield path, written
