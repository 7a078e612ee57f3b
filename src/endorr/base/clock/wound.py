"""The demo's clock: ticks in real seconds, stands still while the demo is stopped, is wound forward and never back."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from endorr.base.clock.rules import LEASE, START, Anchor


def microseconds() -> int:
    """Return the machine's counter in whole microseconds: integers, so that beats never round the clock back."""
    return time.monotonic_ns() // 1000


class DemoClock:
    """A clock shared by every process of a demo through one small file.

    The file holds an anchor; each beat (`endorr demo` beats once a second) replaces it. `counter` gives
    microseconds that only grow and that all processes of the machine share.
    """

    def __init__(self, path: Path | None = None, *, counter: Callable[[], int] = microseconds) -> None:
        self._path = path or Path(settings.DATA) / "clock.json"
        self._counter = counter
        self._cached: tuple[tuple[int, int], Anchor] | None = None

    def now(self) -> datetime:
        return self._read().at(self._counter())

    def resume(self) -> None:
        """Set the clock going at a start: from the last beat and one lease, which nobody can have read beyond."""
        with self._held():
            started = self._path.exists()
            self._write(self._read().instant + (LEASE if started else timedelta(0)))

    def beat(self) -> None:
        """Keep the clock going for another lease."""
        with self._held():
            self._write(self.now())

    def wind_to(self, instant: datetime) -> None:
        """Wind forward to an instant; raises ValueError for one that has passed."""
        with self._held():
            if instant < self.now():
                raise ValueError("the demo clock is never wound back")
            self._write(instant)

    def wind(self, forward: timedelta) -> datetime:
        """Wind forward by a length of time and return the new instant; raises ValueError for a negative length."""
        with self._held():
            if forward < timedelta(0):
                raise ValueError("the demo clock is never wound back")
            instant = self.now() + forward
            self._write(instant)
        return instant

    def _read(self) -> Anchor:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return Anchor(START.astimezone(UTC), self._counter())
        # Every replacement is a new file, so its number and time tell whether it has been read.
        seen = (status.st_ino, status.st_mtime_ns)
        if self._cached is None or self._cached[0] != seen:
            stored = json.loads(self._path.read_text(encoding="ascii"))
            self._cached = seen, Anchor(datetime.fromisoformat(stored["instant"]), stored["counter"])
        return self._cached[1]

    def _write(self, instant: datetime) -> None:
        text = json.dumps({"instant": instant.astimezone(UTC).isoformat(), "counter": self._counter()})
        draft = self._path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="ascii")
        draft.replace(self._path)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
