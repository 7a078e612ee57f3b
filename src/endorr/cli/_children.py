"""Runs a few child processes until told to stop: restarts one that dies, stops all cleanly, leaves none behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PARENT = "ENDORR_PARENT_PIPE"
# A web server drains its requests and a worker finishes its item within this time, or is killed.
GRACE_SECONDS = 20
SOONEST_RESTART_SECONDS = 1
# A child that lives shorter than this many seconds, this many times in a row, ends everything.
SHORT_LIFE_SECONDS, MOST_SHORT_LIVES = 5, 3


def leave_with_parent() -> None:
    """In a child: stop as by SIGTERM when the process that started it is gone, however it went."""
    pipe = os.environ.pop(PARENT, None)
    if pipe is not None:
        threading.Thread(target=_wait_for_end, args=(int(pipe),), daemon=True, name="parent").start()


def _wait_for_end(pipe: int) -> None:
    # Nothing is ever written: the read returns when the parent's end closes.
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


@dataclass
class Child:
    """A module run as a process of its own, with its output in a file (None: where the parent's goes)."""

    module: str
    arguments: Sequence[str] = ()
    keep_open: Sequence[int] = ()
    output: Path | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    short_lives: int = field(default=0, init=False)

    def start(self, pipe: int) -> None:
        self.started = time.monotonic()
        with self._output() as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, "-m", self.module, *self.arguments],
                env={**os.environ, PARENT: str(pipe)},
                pass_fds=(pipe, *self.keep_open),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # A Ctrl-C in the terminal reaches the parent alone, which then stops its children in order.
                start_new_session=True,
            )

    def look_after(self, pipe: int) -> bool:
        """Restart the child if it died; say no when it keeps dying."""
        if self.process is None or self.process.poll() is None:
            return True
        short = time.monotonic() - self.started < SHORT_LIFE_SECONDS
        self.short_lives = self.short_lives + 1 if short else 0
        if self.short_lives >= MOST_SHORT_LIVES:
            return False
        time.sleep(SOONEST_RESTART_SECONDS)
        self.start(pipe)
        return True

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @contextlib.contextmanager
    def _output(self) -> Iterator[int | None]:
        if self.output is None:
            yield None
            return
        with self.output.open("ab") as file:
            yield file.fileno()


class Household:
    """The children of one parent, started together and stopped together."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self._stop = threading.Event()
        self._pipe, self._held = os.pipe()

    def __enter__(self) -> "Household":
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._asked_to_stop)
        for child in self.children:
            child.start(self._pipe)
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            child.stop()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            child.wait(deadline)
        os.close(self._held)
        os.close(self._pipe)

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def watch(self, every_second: Callable[[], None] = lambda: None) -> bool:
        """Look after the children until asked to stop; say no if one of them keeps dying."""
        while not self._stop.wait(1):
            every_second()
            if not all(child.look_after(self._pipe) for child in self.children):
                return False
        return True

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stop.set()
