"""Gives files out, as something to save and never as something to show."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from endorr.base.files.models import StoredFile
from endorr.base.files.queries import path_of, readable_file


def download(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Stream a file to whoever its purpose lets read it; 404 for anybody else."""
    file = readable_file(request.viewer, public_id)  # type: ignore[attr-defined]
    if file is None:
        raise Http404
    return as_download(file)


def as_download(file: StoredFile) -> FileResponse:
    """Return a file as a download that no browser runs or guesses at; the caller has made sure who asks.

    Rooms whose files are reached by a capability link use this behind their own check.
    """
    try:
        opened = path_of(file.place).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=True, filename=file.shown_name, content_type=file.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
