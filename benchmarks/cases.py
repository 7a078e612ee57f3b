"""The door against django-helpdesk 2.6.1: what a question, the queue and the board cost the server's processor.

Run: script/bench cases [--count 10000] [--rounds 5]. Both are served by one gunicorn worker on SQLite, set up alike,
with as many questions, 60 % of them open, and asked in turn.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "endorr.settings.test")
FOLDER = Path(tempfile.mkdtemp(prefix="endorr-bench-"))
os.environ.setdefault("ENDORR_DATABASE_URL", f"sqlite:///{FOLDER}/ours.sqlite3")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from tests.cases.factories import signed_in  # noqa: E402

from benchmarks import _crowd  # noqa: E402
from benchmarks._serving import Browser, Server, cost, hidden, serving  # noqa: E402
from endorr.base.clock import now  # noqa: E402
from endorr.cases.commands import start_draft  # noqa: E402
from endorr.cases.commands.asking import issue_private_page  # noqa: E402
from endorr.cases.models import Case  # noqa: E402

PEER = Path(".env/helpdesk/bin/python").absolute()
WORDS = "Vi vill sälja lampor till Norge och undrar vad som gäller för tullen. " * 7
type Deed = Callable[[int], None]


def ours(server: Server, ground: _crowd.Ground) -> dict[str, tuple[Deed, int]]:
    """Return what is asked of the door, and how many times a round."""
    staff = Browser(server.port, {"sessionid": signed_in(ground.coordinator).cookies["sessionid"].value})
    case = Case.objects.filter(state="contacted").order_by("-pk")[0]
    follows = issue_private_page(case, now=now())
    made: list[tuple[Browser, str, dict[str, str]]] = []

    def ready() -> None:
        who = len(made)
        told = {
            "fraga": f"{WORDS} {who}",
            "kommun": "Umeå",
            "namn": "Vera",
            "epost": f"v{who}{os.urandom(4).hex()}@l.example",
        }
        key = start_draft({**told, "dela": "yes"}, now=now())
        visitor, path = Browser(server.port), f"/fraga/utkast/{key}/kontrollera/"
        page = visitor.ask(path)[1]
        names = ("csrfmiddlewaretoken", "form_nonce")
        made.append((visitor, path, {name: hidden(page, name) for name in names}))

    def submit(number: int) -> None:
        visitor, path, form = made[number]
        assert visitor.ask(path, form)[0] == 302

    def look(path: str, _number: int) -> None:
        assert staff.ask(path)[0] == 200, path

    def prepare(number: int) -> None:
        if number == 0:
            made.clear()
        ready()

    return {
        "ready": (prepare, 40),
        "submit": (submit, 40),
        "queue": (partial(look, "/arbete/fragor/"), 40),
        "board": (partial(look, "/arbete/tavla/"), 30),
        "case": (partial(look, f"/arbete/fragor/{case.public_id}/"), 30),
        "status": (partial(look, f"/fraga/min/{follows}/"), 30),
    }


def theirs(server: Server) -> dict[str, tuple[Deed, int]]:
    """Return the same of the peer: its public form, its list with the rows it fetches, its dashboard."""
    visitor, staff = Browser(server.port), Browser(server.port)
    form = hidden(visitor.ask("/tickets/submit/")[1], "csrfmiddlewaretoken")
    token = hidden(staff.ask("/login/")[1], "csrfmiddlewaretoken")
    told = {"username": "anna", "password": "ett långt lösenord", "csrfmiddlewaretoken": token}
    assert staff.ask("/login/", told)[0] == 302
    rows = staff.ask("/tickets/")[1].split("datatables_ticket_list/")[1].split('"')[0].split("'")[0]

    def submit(number: int) -> None:
        sent = {"queue": "1", "title": f"Tull {number}", "body": WORDS, "priority": "3", "csrfmiddlewaretoken": form}
        assert visitor.ask("/tickets/submit/", {**sent, "submitter_email": f"v{number}@l.example"})[0] == 302

    def queue(_number: int) -> None:
        assert staff.ask("/tickets/")[0] == 200
        assert (
            staff.ask(f"/datatables_ticket_list/{rows}?draw=1&start=0&length=25&order[0][column]=0&order[0][dir]=asc")[
                0
            ]
            == 200
        )

    def look(path: str, _number: int) -> None:
        assert staff.ask(path)[0] == 200, path

    return {
        "submit": (submit, 40),
        "queue": (queue, 20),
        "board": (partial(look, "/dashboard/"), 15),
        "case": (partial(look, "/tickets/1/"), 20),
    }


GOALS = {"submit": 0.5, "queue": 0.2, "board": 0.1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ours-only", action="store_true", help="without the peer: how the cost grows with --count")
    parser.add_argument("--waiting", type=float, default=0.3)
    parser.add_argument("--going-on", type=float, default=0.3)
    told = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    ground = _crowd.furnish()
    most = min(told.count, 10_000)
    _crowd.fill(ground, most, now(), waiting=told.waiting, going_on=told.going_on)
    if told.count > most:
        _crowd.multiply(told.count // most)
    _crowd.gather_statistics()
    peer = f"sqlite:///{FOLDER}/theirs.sqlite3"
    mine = serving(
        sys.executable, "endorr.site.wsgi:application", "endorr.settings.test", os.environ["ENDORR_DATABASE_URL"]
    )
    if told.ours_only:
        with mine as server:
            _report(told.rounds, {"ours": (server, ours(server, ground))})
        return
    _fill_peer(peer, told.count)
    application = "django.core.wsgi:get_wsgi_application()"
    with mine as server, serving(str(PEER), application, "benchmarks._helpdesk_site", peer) as other:
        _report(told.rounds, {"ours": (server, ours(server, ground)), "theirs": (other, theirs(other))})


def _fill_peer(url: str, count: int) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks._helpdesk_site", "ENDORR_DATABASE_URL": url}
    subprocess.run([str(PEER), "-m", "benchmarks._helpdesk_fill", str(count)], env=environment, check=True)


def _report(rounds: int, sides: dict[str, tuple[Server, dict[str, tuple[Deed, int]]]]) -> None:
    spent: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for side, (server, deeds) in sides.items():
            for name, (deed, count) in deeds.items():
                once = cost(server, deed, count)
                if number:  # the first round warms up
                    spent.setdefault((name, side), []).append(once)
    print(f"{connection.vendor}, {Case.objects.count():,} questions, medians of {rounds} rounds, ms of processor time")
    for name in dict.fromkeys(name for name, _side in spent):
        medians = {side: statistics.median(spent[name, side]) for side in sides if (name, side) in spent}
        line = ", ".join(f"{side} {value:.1f}" for side, value in medians.items())
        ratio = f", ratio {medians['ours'] / medians['theirs']:.2f}" if len(medians) == 2 else ""
        goal = f" (at most {GOALS[name]})" if ratio and name in GOALS else ""
        print(f"{name}: {line}{ratio}{goal}")


if __name__ == "__main__":
    main()
