"""The web server: gunicorn with threads, told what to do by the command that starts it."""

import os
import shutil
import sys
import tempfile
from typing import Any

from gunicorn.app.base import BaseApplication

THREADS = 8


class Web(BaseApplication):  # type: ignore[misc]
    """Gunicorn around our WSGI application, configured by `options` only: no file, no environment."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from django.core.servers.basehttp import get_internal_wsgi_application

        return get_internal_wsgi_application()


def _forget_figures(_server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def run_web(*, bind: str, workers: int) -> None:
    """Serve until told to stop. `bind` is `host:port` or `fd://N`, a socket inherited from the parent."""
    # Each web process counts its requests in a file here; whichever is asked for figures adds all of them up.
    figures = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="endorr-figures-")
    Web(
        bind=bind,
        workers=workers,
        threads=THREADS,
        worker_class="gthread",
        timeout=60,
        graceful_timeout=15,
        keepalive=5,
        # A log line names what our own middleware names; gunicorn's would hold addresses of people.
        accesslog=None,
        control_socket_disable=True,
        proc_name="endorr-web",
        child_exit=_forget_figures,
        # Only the first process runs this; a web process that leaves must not take the others' figures with it.
        on_exit=lambda _server: shutil.rmtree(figures, ignore_errors=True),
    ).run()


def main() -> None:
    """Run as a child: `python -m endorr.cli._web BIND WORKERS`."""
    from endorr.cli._children import leave_with_parent

    leave_with_parent()
    run_web(bind=sys.argv[1], workers=int(sys.argv[2]))


if __name__ == "__main__":
    main()
