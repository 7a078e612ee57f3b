"""The web to be killed: the house's own server with one process, which the first one starts again when it dies.

`python -m tests.faults.door_web PORT ARM`: before a request it looks for the file ARM; the point named there is where
this process dies, once.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from endorr.base.failpoints import ARMED
from endorr.cli._web import Web


def armed(application: Callable[..., Iterable[bytes]], arm: Path) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if arm.exists():
            os.environ[ARMED] = arm.read_text("ascii")
            arm.unlink()
        return application(environ, start)

    return answer


def warm() -> None:
    """Load what the first request would load, so that it is not loaded anew after every kill."""
    from django.db import connections
    from django.test import Client

    visitor = Client(headers={"Host": "127.0.0.1"})
    for page in ("/", "/fraga/", "/arbete/fragor/", "/api/v1/questions/"):
        visitor.get(page)
    connections.close_all()


class Killed(Web):
    """Loads the house once, so that the process after a killed one costs a fork."""

    def __init__(self, arm: Path, **options: Any) -> None:
        self.arm = arm
        super().__init__(**options)

    def load(self) -> Any:
        application = super().load()
        warm()
        return armed(application, self.arm)


def main() -> None:
    Killed(
        Path(sys.argv[2]),
        bind=f"127.0.0.1:{sys.argv[1]}",
        workers=1,
        threads=4,
        worker_class="gthread",
        timeout=60,
        preload_app=True,
        accesslog=None,
        errorlog=os.devnull,
        control_socket_disable=True,
    ).run()


if __name__ == "__main__":
    main()
