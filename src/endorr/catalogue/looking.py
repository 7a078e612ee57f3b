"""Looks whether a public page is still there: reads only its status, and only where the whole world can reach."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

PATIENCE = 10.0  # seconds for a page to answer
# A page behind a login, or a server that minds machines, is there all the same.
THERE = frozenset({401, 403, 405, 406, 429})


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking: whether the page is there, and why not."""

    alive: bool
    why: str = ""


def judged(status: int) -> Seen:
    """Return what a status says; a page that has moved is there."""
    return Seen(alive=True) if status < 400 or status in THERE else Seen(alive=False, why=f"HTTP {status}")


def _is_public(host: str) -> bool:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def look(address: str) -> Seen | None:
    """Return whether a page is there; None when it is not ours to look at: no web address, or inside a network."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port not in {None, 80, 443}:
        return None
    try:
        if not _is_public(parts.hostname):
            return None
        return judged(
            _status(parts.scheme, parts.hostname, f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}")
        )
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Seen(alive=False, why=type(error).__name__)


def _connection(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, timeout=PATIENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, timeout=PATIENCE)


def _status(scheme: str, host: str, path: str) -> int:
    connection = _connection(scheme, host)
    try:
        connection.request("GET", path, headers={"User-Agent": "endorr-catalogue", "Accept": "text/html,*/*"})
        return connection.getresponse().status
    finally:
        connection.close()
