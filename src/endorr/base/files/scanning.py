"""The place where an installation may have files looked at by a virus scanner; out of the box nobody looks."""

from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Scanner(Protocol):
    """Looks at a file before it is taken; the setting FILE_SCANNER is the dotted path of a class without arguments."""

    def finds(self, path: Path) -> str:
        """Return what is wrong with the file, empty when nothing is; raise when it cannot be told."""
        ...


def found_by_scanner(path: Path) -> str:
    """Return what the configured scanner finds; empty without a scanner."""
    if not settings.FILE_SCANNER:
        return ""
    scanner: Scanner = import_string(settings.FILE_SCANNER)()
    return scanner.finds(path)
