"""Web, worker and database killed at any moment of a question's life: nothing acknowledged is lost, nothing is twice.

The client is a browser whose owner does not give up: without an answer the same form is sent again. What it was told
is compared with what the house holds afterwards.
"""

import contextlib
import http.client
import json
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.db.models import Count
from tests.base.outbox.sink import Sink
from tests.cases.factories import LONG_AGO, adviser, door, organisation, region_of, signed_in
from tests.directory.factories import function
from tests.faults.conftest import PATIENCE, ROOT, Start, database_url, killed_by_itself

from endorr.base.accounts.models import User
from endorr.base.apikeys.commands import make_key
from endorr.base.clock import machine_now
from endorr.base.i18n.formats import on_wall
from endorr.base.idempotency.forms import new_nonce
from endorr.base.ledger.audit import faults
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.outbox.commands import try_again
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.rules import State
from endorr.cases.commands import start_draft
from endorr.cases.models import Case, Contact, Entry, GivenPromise
from endorr.directory.commands import seat_person
from endorr.directory.models import Function
from endorr.directory.rules import Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

RANDOM = int(os.environ.get("ENDORR_KILLS", "500"))
CSRF = "c" * 32
GONE = (ConnectionError, http.client.HTTPException, TimeoutError)
STEP = timedelta(minutes=15)
DEEDS = {
    "ask": ("idempotency.claimed", "cases.stored", "cases.asked", "idempotency.answered", "idempotency.committed"),
    "take": ("idempotency.claimed", "cases.claimed", "cases.taken", "idempotency.answered", "idempotency.committed"),
    "refer": ("cases.referring", "cases.referred", "idempotency.answered", "idempotency.committed"),
    "decline": ("cases.declining", "cases.declined", "idempotency.answered", "idempotency.committed"),
    "accept": ("cases.accepting", "cases.accepted", "idempotency.answered", "idempotency.committed"),
    "contact": ("cases.contacting", "cases.contacted", "idempotency.answered", "idempotency.committed"),
    "write": ("cases.writing", "cases.wrote", "idempotency.answered", "idempotency.committed"),
    "close": ("cases.closing", "cases.closed", "idempotency.answered", "idempotency.committed"),
}
WAYS_IN = ("form", "api", "phone")


class Web:
    """The web server and the way to it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.arm = folder / "arm"
        environment = {
            **os.environ,
            "ENDORR_DATABASE_URL": database_url(),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, "-m", "tests.faults.door_web", str(self.port), str(self.arm)]
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=None)
        self.killed = self.unanswered = 0
        self.stopping = False

    def workers(self) -> list[int]:
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(pid) for pid in told.split()]

    def kill(self) -> None:
        for pid in self.workers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.killed += 1

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def get(self, path: str, cookie: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(line):
            line.request("GET", path, headers={"Cookie": cookie})
            return line.getresponse().read().decode()

    def post(self, path: str, body: str, headers: dict[str, str]) -> tuple[int, str, str]:
        """Send until there is an answer that is none of a house in trouble; return status, location and body."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                line.request("POST", path, body.encode(), headers)
                answer = line.getresponse()
                text = answer.read().decode()
            except GONE:
                self.unanswered += 1
                time.sleep(0.02)
                continue
            finally:
                line.close()
            if answer.status < 500:
                return answer.status, answer.headers.get("Location", ""), text
            self.unanswered += 1
            time.sleep(0.05)
        raise AssertionError(f"no answer at {path}")


class House:
    """A door with an adviser and an organisation it refers to, a company that asks, and what all were told."""

    def __init__(self, web: Web) -> None:
        self.web, self.numbers = web, count(1)
        north = door()
        self.region, ekn = region_of(north), organisation("Kreditnämnden Exempel", north)
        lena, eva = adviser("Lena Ek", self.region), adviser("Eva Sjö", ekn)
        self.theirs = function("Garantier", ekn, within=north)
        for there, who in ((Function.objects.get(desk=True).public_id, lena), (self.theirs, eva)):
            seat_person(
                there, who.public_id, place=Place.HOLDER, from_day=LONG_AGO, now=machine_now(), actor="system:test"
            )
        self.lena, self.eva = self.cookies(lena), self.cookies(eva)
        self.key = make_key(
            ekn.public_id,
            "Kundregister",
            ["cases:write"],
            lifetime=timedelta(days=30),
            now=machine_now(),
            actor="user:x",
        ).text
        self.told: dict[str, list[str]] = {}

    def cookies(self, person: User) -> str:
        return f"csrftoken={CSRF}; sessionid={signed_in(person).cookies['sessionid'].value}"

    def send(self, path: str, fields: dict[str, str], *, who: str = "") -> str:
        """Send a form as a browser; return where it led to."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": who or f"csrftoken={CSRF}"}
        told = {**fields, "form_nonce": new_nonce(), "csrfmiddlewaretoken": CSRF}
        status, location, text = self.web.post(path, urlencode(told), headers)
        assert status == 302, (path, status, text[:2000])
        return location

    def ask(self, way: str) -> str:
        """Ask by one of the ways in; return the mail address, by which the question is known afterwards."""
        number = next(self.numbers)
        email = f"vera{number}@lampor.example"
        fields = {"fraga": f"Vi vill sälja lampor nummer {number} till land {number}.", "kommun": "Umeå"}
        fields |= {"namn": "Vera Lind", "epost": email, "dela": "yes"}
        if way == "form":
            key = self.draft(fields)
            self.send(f"/fraga/utkast/{key}/kontrollera/", {})
        elif way == "phone":
            wall = on_wall(machine_now())
            note = {"dag": f"{wall.date()}", "tid": f"{wall:%H.%M}", "sprak": "sv", "foretag": "", "telefon": ""}
            self.send("/arbete/fragor/ny/", {**fields, **note}, who=self.lena)
        else:
            call = {"question": fields["fraga"], "municipality": "2480", "name": "Vera", "email": email}
            headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": new_nonce()}
            headers |= {"Content-Type": "application/json"}
            status, _, text = self.web.post("/api/v1/questions/", json.dumps({**call, "sharing": "yes"}), headers)
            assert status == 201, text
        self.told[email] = ["asked"]
        return email

    def draft(self, fields: dict[str, str]) -> str:
        while True:
            try:
                return start_draft(fields, now=machine_now())
            except OperationalError:
                connection.close()

    def live(self, way: str, *, before: Callable[[str], None] = lambda deed: None) -> None:
        """Let a question live from its asking to its end, each deed sent until it is acknowledged."""
        before("ask")
        email = self.ask(way)
        case = self.find(email)
        wall = on_wall(machine_now())
        offer = {"funktion": self.theirs, "ord": "Kan ni?"}
        call = {"satt": "call", "nadd": "ja", "dag": f"{wall.date()}", "tid": f"{wall:%H.%M}", "ord": ""}
        for deed, what, fields, who, kind in (
            ("take", "ta", {}, self.lena, "taken"),
            ("refer", "erbjud", offer, self.lena, "referred"),
            ("decline", "inte-var", {"varfor": "Nej"}, self.eva, "declined"),
            ("refer", "erbjud", offer, self.lena, "referred"),
            ("accept", "ta-emot", {}, self.eva, "accepted"),
            ("contact", "kontakt", call, self.eva, "contacted"),
            ("write", "svara", {"svar": "Så här gör ni."}, self.eva, "wrote"),
            ("close", "avsluta", {"utfall": "helped", "ord": ""}, self.eva, "closed"),
        ):
            before(deed)
            self.send(f"/arbete/fragor/{case}/{what}/", fields, who=who)
            self.told[email].append(kind)

    def find(self, email: str) -> str:
        while True:
            try:
                return str(Case.objects.get(enquiry__email=email).public_id)
            except OperationalError:
                connection.close()

    def compare(self) -> None:
        """Compare all that was acknowledged with what the house holds."""
        assert Case.objects.count() == len(self.told) == GivenPromise.objects.count()
        assert set(Case.objects.values_list("enquiry__email", flat=True)) == set(self.told)
        for email, told in self.told.items():
            case = Case.objects.get(enquiry__email=email)
            events = list(Event.objects.filter(subject=case.public_id).order_by("pk").values_list("kind", flat=True))
            kinds = [one.removeprefix("cases.") for one in events]
            for deed in {*told}:
                assert kinds.count(deed) == told.count(deed), (email, deed, kinds, told)
            assert Contact.objects.filter(case=case).count() == told.count("contacted") + told.count("wrote")
            assert DiaryRow.objects.filter(about=case.public_id, direction="in").count() == 1
            assert Entry.objects.filter(case=case, kind="closed").count() == 1
        doubled = OutboxRow.objects.values("key").annotate(times=Count("pk")).filter(times__gt=1)
        assert not doubled.exists()
        assert list(faults()) == []


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    web = Web(tmp_path)
    try:
        yield House(web)
    finally:
        web.close()


def test_the_web_killed_at_every_named_point(house: House, figure: Callable[[str], None]) -> None:
    points = [(deed, point) for deed, named in DEEDS.items() for point in named]
    hits = 0
    for way in WAYS_IN:
        for deed, point in points if way == "form" else [one for one in points if one[0] == "ask"]:

            def arm(doing: str, deed: str = deed, point: str = point) -> None:
                if doing == deed:
                    house.web.arm.write_text(point, "ascii")

            before = house.web.unanswered
            house.live(way, before=arm)
            assert house.web.unanswered > before, f"nobody died at {point} of {deed}"
            hits += 1
    house.compare()
    figure(
        f"kill -9 of the web on {connection.vendor} at {hits} named points of {len(DEEDS)} deeds by {len(WAYS_IN)} "
        f"ways in: questions {len(house.told)}, acknowledged and lost 0, twice 0"
    )


class Postgres:
    """The server of the test's own database, whose processes can be killed; on SQLite there is none."""

    def __init__(self) -> None:
        self.data = Path(str(connection.settings_dict["HOST"])) / "data"
        self.there = connection.vendor == "postgresql"
        self.killed = 0

    def kill_backend(self) -> None:
        """Kill one that serves somebody: the server throws all out and recovers."""
        serving = [pid for pid, name in self.children() if "[local]" in name]
        if serving:
            os.kill(random.choice(serving), signal.SIGKILL)
            self.killed += 1

    def children(self) -> list[tuple[int, str]]:
        first = (self.data / "postmaster.pid").read_text("ascii").split()[0]
        found = []
        for pid in Path(f"/proc/{first}/task/{first}/children").read_text("ascii").split():
            with contextlib.suppress(OSError):
                found.append((int(pid), Path(f"/proc/{pid}/cmdline").read_text("utf-8")))
        return found

    def kill_all(self) -> None:
        """Kill the whole server and start it again, as after a power cut."""
        first = int((self.data / "postmaster.pid").read_text("ascii").split()[0])
        for pid in [first, *(pid for pid, _ in self.children())]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.killed += 1
        # Where nobody buries the dead the server would think that the one the file names still lives.
        for lock in (self.data / "postmaster.pid", self.data.parent / ".s.PGSQL.5432.lock"):
            lock.unlink(missing_ok=True)
        command = shlex.split((self.data / "postmaster.opts").read_text("utf-8"))
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
        # Forked off, so that it outlives whoever started it, as the first server does.
        command = ["setsid", "--fork", *user, *command]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait()

    def wait(self) -> None:
        """Wait until the server takes people in."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(FileNotFoundError):
                if "ready" in (self.data / "postmaster.pid").read_text("ascii"):
                    return
            time.sleep(0.05)
        raise AssertionError("PostgreSQL did not come up again")


def test_web_worker_and_database_killed_at_random(
    house: House, sink: Sink, start: Start, figure: Callable[[str], None]
) -> None:
    seed = random.SystemRandom().randrange(2**32)
    rng, postgres = random.Random(seed), Postgres()
    over, broken = threading.Event(), []
    workers = 0

    def company() -> None:
        try:
            for number in count():
                if over.is_set():
                    return
                house.live(WAYS_IN[number % 3])
        except Exception as error:  # noqa: BLE001 - told by the test itself
            broken.append(error)
        finally:
            close_old_connections()
            connection.close()

    crowd = [threading.Thread(target=company) for _ in range(2)]
    for one in crowd:
        one.start()
    instant, begun = machine_now(), time.monotonic()
    while house.web.killed + workers + postgres.killed < RANDOM and not broken:
        time.sleep(rng.uniform(0.05, 0.6))
        lot = rng.random()
        if lot < 0.25:
            instant += STEP
            worker = start(now=instant, machine=instant)
            worker.line()
            time.sleep(rng.uniform(0.0, 0.2))
            worker.kill()
            workers += killed_by_itself(worker)
        elif postgres.there and lot < 0.35:
            postgres.kill_backend()
        elif postgres.there and lot < 0.37:
            postgres.kill_all()
        else:
            house.web.kill()
    seconds = time.monotonic() - begun
    over.set()
    for one in crowd:
        one.join(PATIENCE)
    assert not broken, (seed, broken)
    connection.close()
    house.compare()
    left = settled(instant + STEP, start)
    unsent = OutboxRow.objects.exclude(state=State.SENT).count()
    rows = dict(OutboxRow.objects.values_list("message_id", "state"))
    assert not unsent
    assert all(sink.taken[message] for message in rows)
    assert max(sink.taken.values()) <= 2 + bool(left)
    resent = sum(sink.taken.values()) - len(rows)
    kills = house.web.killed + workers + postgres.killed
    figure(
        f"kill -9 on {connection.vendor} at {kills} random points (web {house.web.killed}, worker {workers}, database "
        f"{postgres.killed}) in {seconds:.0f} s: questions {len(house.told)}, deeds acknowledged "
        f"{sum(map(len, house.told.values()))}, sent again {house.web.unanswered}, lost 0, twice 0; mails {len(rows)}, "
        f"lost 0, resent once {resent}, shown to a person {left}"
    )


def settled(instant: datetime, start: Start) -> int:
    """Let a worker finish that nobody kills, asking again for what was left to a person."""
    assert not killed_by_itself(start(now=instant, machine=instant))
    left = list(OutboxRow.objects.filter(state=State.UNDELIVERED).values_list("public_id", flat=True))
    for public_id in left:
        assert try_again(public_id, now=instant, actor="person:1")
    assert not killed_by_itself(start(now=instant + STEP, machine=instant + STEP))
    return len(left)
