"""`endorr demo`: the whole house on one machine, with people to be and a clock to wind."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click
from django.conf import settings

from endorr.cli._children import Child, Household
from endorr.cli._ground import NotOursError, empty_folder, gather_static, make_tables, only_one, prepare_folder

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
ASK_EVERY_SECONDS = 0.1


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Throw away what the demo has stored and start over.")
def command(fresh: bool) -> None:
    """Start the web pages and the worker with an embedded database, and keep them going until Ctrl-C."""
    folder = Path(settings.DATA)
    try:
        prepare_folder(folder)
    except NotOursError as error:
        raise click.ClickException(str(error)) from error
    listening = _listen(int(os.environ.get("PORT", "8000")))
    with only_one(folder) as alone:
        if not alone:
            raise click.ClickException(f"A demo is running in {folder} already; stop it first, or set ENDORR_DATA.")
        if fresh:
            _start_over(folder)
        _make_ready()
        _keep_going(folder, listening)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        raise click.ClickException(
            f"Port {port} on {HOST} is taken by another program. Choose another: PORT={port + 1} script/demo"
        ) from error
    listening.listen(128)
    # Port 0 is whichever the system gives: links in mails are made of the one it gave.
    os.environ["PORT"] = str(listening.getsockname()[1])
    return listening


def _start_over(folder: Path) -> None:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        raise click.ClickException("--fresh empties the embedded database only; ENDORR_DATABASE_URL names another.")
    try:
        empty_folder(folder)
    except NotOursError as error:
        raise click.ClickException(str(error)) from error


def _make_ready() -> None:
    from endorr.base.accounts.queries import has_accounts
    from endorr.base.clock import now
    from endorr.cli._seeds import sow

    make_tables()
    if not has_accounts():
        sow(now())
    gather_static()


def _keep_going(folder: Path, listening: socket.socket) -> None:
    from endorr.base.clock import configured_clock
    from endorr.base.clock.wound import DemoClock

    clock = configured_clock()
    assert isinstance(clock, DemoClock)
    clock.resume()
    logs = folder / "log"
    logs.mkdir(exist_ok=True)
    listening.set_inheritable(True)
    handle = listening.fileno()
    web = Child("endorr.cli._web", (f"fd://{handle}", "1"), keep_open=(handle,), output=logs / "web.log")
    worker = Child("endorr.cli._worker", output=logs / "worker.log")
    os.environ["DJANGO_SETTINGS_MODULE"] = "endorr.settings.demo"
    with Household([web, worker]) as household:
        port = listening.getsockname()[1]
        if _wait_until_ready(port, household, clock):
            _welcome(port, logs)
        elif not household.stopping:
            raise click.ClickException(f"The pages did not come up; {logs} tells why.")
        if not household.watch(clock.beat):
            raise click.ClickException(f"The web or the worker keeps dying; {logs} tells why.")
    click.echo("The demo has stopped. What it stored is kept; its clock stands still.")


def _wait_until_ready(port: int, household: Household, clock: object) -> bool:
    """Ask /readyz until it says yes; say no when patience ends or somebody stops the demo."""
    from endorr.base.clock.wound import DemoClock

    assert isinstance(clock, DemoClock)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not household.stopping:
        clock.beat()
        if _answers(f"http://{HOST}:{port}/readyz"):
            return True
        time.sleep(ASK_EVERY_SECONDS)
    return False


def _answers(address: str) -> bool:
    # No proxy of the machine's is asked for what runs here.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _welcome(port: int, logs: Path) -> None:
    from endorr.cli._seeds import PEOPLE

    lines = [f"Begin with the story: http://{HOST}:{port}/demo/", f"En dörr in is open: http://{HOST}:{port}/", ""]
    if PEOPLE:
        width = max(len(person.email) for person in PEOPLE)
        lines += ["Sign in as:", *(f"  {person.email:<{width}}  {person.name}, {person.does}" for person in PEOPLE), ""]
    lines += [f"Logs: {logs}", "Ctrl-C stops; `script/demo` goes on from there; `script/demo --fresh` starts over."]
    click.echo("\n".join(lines))
    sys.stdout.flush()
