"""A mail server of our own that takes what it is given, or misbehaves in one chosen way."""

import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import cast


@dataclass
class Manners:
    """How the server behaves: an answer instead of 250 at a step, or a line dropped there."""

    answers: dict[str, str] = field(default_factory=dict)
    drop_at: str = ""
    drop_after_taking: bool = False
    silence: float = 0.0


class _Session(socketserver.StreamRequestHandler):
    @property
    def sink(self) -> "Sink":
        return cast("Sink", self.server)

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        time.sleep(self.sink.manners.silence)
        self.say(self.sink.manners.answers.get("CONNECT", "220 sink"))
        while line := self.rfile.readline():
            verb = line.decode(errors="replace").split()[0].upper() if line.split() else ""
            if verb == self.sink.manners.drop_at or not self.obey(verb):
                return

    def obey(self, verb: str) -> bool:
        answer = self.sink.manners.answers.get(verb)
        if answer:
            self.say(answer)
        elif verb == "DATA":
            self.say("354 go on")
            return self.take()
        elif verb == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if not line:
            return False
        refusal = self.sink.manners.answers.get("TEXT")
        if refusal:
            self.say(refusal)
            return True
        self.sink.keep(b"".join(lines))
        if self.sink.manners.drop_after_taking:
            return False
        self.say("250 taken")
        return True


class Sink(socketserver.ThreadingTCPServer):
    """Listens on a port of its own; `taken` counts what was taken by Message-ID, `raw` keeps the bytes."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.manners = Manners()
        self.taken: Counter[str] = Counter()
        self.raw: list[bytes] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def keep(self, raw: bytes) -> None:
        with self._lock:
            self.raw.append(raw)
            self.taken[str(BytesHeaderParser().parsebytes(raw)["Message-ID"])] += 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A client killed in mid-sentence is what these tests are about."""


@contextmanager
def listening() -> Iterator[Sink]:
    """Run a sink for the length of a block."""
    sink = Sink()
    thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        sink.shutdown()
        sink.server_close()
        thread.join()
