"""Asks a service over HTTP: slowly enough, again when it is busy, never without an end."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

MOST_BYTES = 200_000_000
TIMEOUT = (10, 60)  # seconds to connect, and between two bytes
TRIES = 4
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 120.0
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
AGENT = "endorr-statistics/1"


class SourceError(Exception):
    """A source that did not give what was asked for; the text says which address and what it answered."""

    def __init__(self, url: str, why: str, status: int = 0) -> None:
        super().__init__(f"{url}: {why}")
        self.url, self.why, self.status = url, why, status


@dataclass(slots=True)
class Asker:
    """Asks one service. `calls` in `window` seconds is what it allows; nothing is asked faster.

    `sleep` and `clock` are the machine's, or a test's.
    """

    calls: int = 10
    window: float = 10.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    session: requests.Session = field(default_factory=requests.Session)
    _asked: list[float] = field(default_factory=list)

    def get(self, url: str, query: Mapping[str, str | list[str]] | None = None) -> bytes:
        """Return the body of an answer; raises SourceError when there is none after some tries."""
        return self._persist(lambda: self.session.get(url, params=query, **self._manners()), url)

    def post(self, url: str, body: Any, query: Mapping[str, str] | None = None) -> bytes:
        """Send JSON and return the body of the answer; raises SourceError as `get` does."""
        return self._persist(lambda: self.session.post(url, json=body, params=query, **self._manners()), url)

    def _manners(self) -> dict[str, Any]:
        return {"timeout": TIMEOUT, "stream": True, "headers": {"User-Agent": AGENT}, "allow_redirects": True}

    def _persist(self, ask: Callable[[], requests.Response], url: str) -> bytes:
        pause = FIRST_PAUSE
        for left in range(TRIES - 1, -1, -1):
            self._wait_for_turn()
            try:
                with ask() as answer:
                    if answer.status_code < 400:
                        return _body(answer, url)
                    if answer.status_code not in AGAIN or not left:
                        raise SourceError(url, _complaint(answer), answer.status_code)
                    wait = _told_to_wait(answer) or pause
            except requests.RequestException as error:
                if not left:
                    raise SourceError(url, type(error).__name__) from error
                wait = pause
            self.sleep(min(wait, LONGEST_PAUSE))
            pause *= 2
        raise AssertionError("the last try answers or raises")

    def _wait_for_turn(self) -> None:
        now = self.clock()
        self._asked = [moment for moment in self._asked if now - moment < self.window]
        if len(self._asked) >= self.calls:
            self.sleep(self.window - (now - self._asked[0]))
            self._asked = self._asked[1:]
        self._asked.append(self.clock())


def _body(answer: requests.Response, url: str) -> bytes:
    pieces, size = [], 0
    for piece in answer.iter_content(1 << 16):
        size += len(piece)
        if size > MOST_BYTES:
            raise SourceError(url, f"the answer is larger than {MOST_BYTES // 1_000_000} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _complaint(answer: requests.Response) -> str:
    told = answer.raw.read(300, decode_content=True).decode("utf-8", "replace").strip()
    return f"{answer.status_code} {answer.reason}" + (f": {told}" if told else "")


def _told_to_wait(answer: requests.Response) -> float | None:
    told = answer.headers.get("Retry-After", "")
    return float(told) if told.isdigit() else None
