"""One web server on loopback and a client that counts what a request costs it in processor time."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A gunicorn with one worker; `spent` is the worker's processor time, and PostgreSQL's if it serves the tables."""

    port: int
    process: subprocess.Popen[bytes]
    database: int | None = None

    def spent(self) -> float:
        """Return seconds of processor time so far."""
        below = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(_ticks(int(one)) for one in below) / TICK + (_tree(self.database) if self.database else 0)


def _ticks(pid: int) -> int:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(told[11]) + int(told[12])


def _tree(pid: int) -> float:
    """Return what a PostgreSQL and all its processes have spent, those that have ended too."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ended = int(told[13]) + int(told[14])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (ended + _ticks(pid) + sum(_ticks(int(one)) for one in children)) / TICK


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(
    python: str, application: str, settings: str, database_url: str, *, workers: int = 1, database: int | None = None
) -> Iterator[Server]:
    """Start gunicorn with one set's python, the same options for all, and end it afterwards."""
    port = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "ENDORR_DATABASE_URL": database_url}
    command = [python, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    more = ["--worker-class", "sync", "--log-level", "error", "--no-control-socket"]
    process = subprocess.Popen([*command, *more], env=environment, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    try:
        _wait(port)
        yield Server(port, process, database)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on {port}")


@dataclass
class Browser:
    """A visitor: cookies, and one new connection for each request."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Return the status and the page; a form is posted with the token the cookies hold."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        body = None
        if form is not None:
            told["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        connection.request("GET" if form is None else "POST", path, body, told)
        response = connection.getresponse()
        page = response.read().decode(errors="replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return response.status, page


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def cost(server: Server, deed: Callable[[int], None], count: int) -> float:
    """Return milliseconds of the server's processor time for one of `count` deeds in a row."""
    before = server.spent()
    for number in range(count):
        deed(number)
    return (server.spent() - before) / count * 1000
