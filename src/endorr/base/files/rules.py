"""What a file may be, how it may be called, and what a room says of the files it keeps."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from endorr.base.tenancy.rules import Viewer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Every type we ever take, with the ending it is given back with. No SVG and no HTML: they can carry scripts.
ENDINGS = MappingProxyType(
    {
        "application/pdf": ".pdf",
        "image/png": ".png",
        "image/jpeg": ".jpg",
        "image/webp": ".webp",
        WORD: ".docx",
        EXCEL: ".xlsx",
    }
)

LONGEST_NAME = 100
# A file on disk without a row is left alone this long: its row may be in a transaction that is still open.
ORPHAN_GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a room keeps files for. `may_read(viewer, owner_id)` decides who is given one; size in bytes."""

    name: str
    media_types: frozenset[str]
    most_bytes: int
    may_read: Callable[[Viewer, int], bool]


def own_organisation(viewer: Viewer, owner_id: int) -> bool:
    """Let those read who hold a seat in the organisation that owns the file."""
    return owner_id in viewer.organisation_ids


def shown_name(offered: str, media_type: str) -> str:
    """Return a name fit to be shown and saved under: no folders, nothing invisible, the ending of what the file is.

    >>> shown_name("C:\\\\bilder\\\\..\\\\offert.exe", "application/pdf")
    'offert.pdf'
    """
    last = offered.replace("\\", "/").rsplit("/", 1)[-1]
    # Category C holds control characters and those that turn the direction of text to hide an ending.
    visible = "".join(mark for mark in unicodedata.normalize("NFC", last) if unicodedata.category(mark)[0] != "C")
    stem = visible.rsplit(".", 1)[0] if "." in visible.strip(".") else visible
    stem = "".join("_" if mark in '<>:"|?*/' else mark for mark in stem).strip(" .")[:LONGEST_NAME].strip(" .")
    return (stem or "fil") + ENDINGS[media_type]
