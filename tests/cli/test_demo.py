"""The demo really started: pages, worker, clock, a clean end, and what it keeps."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from endorr.base.clock.wound import DemoClock
from endorr.cli._ground import MARK, NotOursError, empty_folder, prepare_folder

SOURCE = Path(__file__).resolve().parents[2] / "src"
PATIENCE = 90


class Demo:
    """A demo of the test's own, on a free port, in a folder of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port = 0
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "ENDORR_DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "endorr.settings.demo",
            "ENDORR_DATA": str(folder),
            "ENDORR_DEMO_QUESTIONS": "20",  # the whole past has tests of its own
            # The system chooses: a port found free and let go may be another's before the demo has it.
            "PORT": "0",
            "PYTHONPATH": str(SOURCE),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "endorr", "demo", *options],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def welcome(self) -> str:
        """Wait for the address to be printed and return that line."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, line + self.process.stdout.read() + self.logs()
        self.port = int(found[1])
        return line

    def logs(self) -> str:
        """What its processes have written, for whoever must find out why they did not come up."""
        files = sorted((self.folder / "log").glob("*.log"))
        return "".join(f"\n-- {file.name}\n{file.read_text()[-4000:]}" for file in files)

    def get(self, path: str) -> Any:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as refused:
            pytest.fail(f"{path}: {refused.read().decode()}{self.logs()}")

    def endorr(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "endorr", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def end(self, sign: signal.Signals = signal.SIGTERM) -> str:
        self.process.send_signal(sign)
        output, _ = self.process.communicate(timeout=PATIENCE)
        return output


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Demo]]:
    demos: list[Demo] = []

    def begin(*options: str) -> Demo:
        demos.append(Demo(tmp_path / "demo", *options))
        return demos[-1]

    yield begin
    for demo in demos:
        if demo.process.poll() is None:
            demo.process.kill()
        demo.process.communicate()


def processes_of(folder: Path) -> list[str]:
    """Return the command lines of living processes that work in a demo's folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (entry / "environ").read_bytes(), (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if f"ENDORR_DATA={folder}".encode() in environment and b"endorr" in command:
            found.append(command.replace(b"\0", b" ").decode())
    return found


def wait_for(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def leave_an_old_demo(folder: Path) -> None:
    """What a demo has left that was wound and then broken: nothing of it may be there after a fresh start."""
    prepare_folder(folder)
    (folder / "endorr.sqlite3").write_bytes(b"no database at all")
    (folder / "clock.json").write_text(json.dumps({"instant": "2027-03-01T08:00:00+00:00", "counter": 0}))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at /proc")
def test_it_starts_afresh_is_wound_stops_goes_on_where_it_stood_and_leaves_no_child(
    tmp_path: Path, start: Callable[..., Demo]
) -> None:
    leave_an_old_demo(tmp_path / "demo")
    demo = start("--fresh")
    demo.welcome()
    ready = demo.get("/readyz")
    assert ready["status"] == "ready", ready
    assert "worker_heartbeat_seconds" in [check["name"] for check in ready["checks"]]

    assert demo.endorr("clock", "show").startswith("2026-11-17 09:4")
    assert demo.endorr("clock", "forward", "--over-weekend").startswith("2026-11-23 08:00")
    assert "stopped" in demo.end(signal.SIGINT)
    assert demo.process.returncode == 0
    assert processes_of(demo.folder) == []
    clock = DemoClock(demo.folder / "clock.json")
    stood = clock.now()

    again = start()
    again.welcome()
    assert timedelta(0) <= clock.now() - stood < timedelta(seconds=PATIENCE)
    assert len(processes_of(again.folder)) >= 3
    again.process.kill()
    again.process.wait()
    assert wait_for(lambda: processes_of(again.folder) == [])


def test_a_taken_port_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "endorr", "demo"],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "endorr.settings.demo",
                "ENDORR_DATA": str(tmp_path / "demo"),
                "PORT": str(port),
                "PYTHONPATH": str(SOURCE),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_no_demo_made_is_neither_used_nor_emptied(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("keep me")
    with pytest.raises(NotOursError):
        prepare_folder(tmp_path)
    with pytest.raises(NotOursError):
        empty_folder(tmp_path)
    assert letter.read_text() == "keep me"


def test_emptying_follows_no_link_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter.txt").write_text("keep me")
    demo = tmp_path / "demo"
    prepare_folder(demo)
    (demo / "link").symlink_to(outside)
    (demo / "endorr.sqlite3").write_text("rows")
    empty_folder(demo)
    assert [path.name for path in demo.iterdir()] == [MARK]
    assert (outside / "letter.txt").read_text() == "keep me"
