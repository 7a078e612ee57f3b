"""Reads stored files for those who may."""

from pathlib import Path

from django.conf import settings

from endorr.base.files.models import StoredFile
from endorr.base.files.purposes import purposes
from endorr.base.tenancy.rules import Viewer, public_query


@public_query("asked by the storage and the backup, which show nothing")
def path_of(place: str) -> Path:
    """Return where a file lies: two letters of folder keep folders small."""
    return Path(settings.MEDIA_ROOT) / place[:2] / place


def readable_file(viewer: Viewer, public_id: str) -> StoredFile | None:
    """Return a file if there is one and its purpose lets the viewer read it; None tells nothing of which it was."""
    file = StoredFile.objects.filter(public_id=public_id).first()
    if file is None or (purpose := purposes().get(file.purpose)) is None:
        return None
    return file if purpose.may_read(viewer, file.owner_id) else None


@public_query("asked by the storage and the backup, which show nothing")
def stored_places() -> dict[str, tuple[int, str]]:
    """Return size and SHA-256 of every stored file by its place: what a backup must hold."""
    return {place: (size, sha256) for place, size, sha256 in StoredFile.objects.values_list("place", "size", "sha256")}
