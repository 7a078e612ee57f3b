"""The restore drill: a house with 200,000 cases dies while it is written to, and is opened again out of its backup.

Run from the project's root: python -m benchmarks.restore [--cases N] [--engine sqlite|postgresql]. Backups are made as
docs/operations.md says, by `endorr backup --every`; then everything is killed and the house's folder is removed. Told
are RPO (how old the first acknowledged question is that did not come back) and RTO (from the death to the restored
house that `endorr doctor`, but for the worker that is yet to be started, and the ledger's verification find right).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.cli.production import PRODUCTION, good_environment
from tests.faults.small_postgres import Server, binaries

ROOT = Path(__file__).resolve().parents[1]
BATCH, FILES, FILE_SIZE = 2_000, 1_000, 60_000
EVERY = 2  # minutes between the beginnings of two backups
ROOMY = "-c listen_addresses= -c shared_buffers=256MB -c max_wal_size=2GB"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def make_door() -> None:
    from tests.directory.factories import cooperation, function, organisation

    from endorr.base.accounts.models import User
    from endorr.base.tenancy.models import LegalEntity

    region = organisation("Region Exempel")
    LegalEntity.objects.filter(pk=region.legal_entity_id).update(is_authority=True)
    door = cooperation("Vasterbotten", "24", region)
    function("Exportjouren", region, within=door, desk=True)
    User.objects.create_user("lena@region.exempel.se", name="Lena Ek")


def fill(cases: int) -> None:
    """Fill a house with closed cases: rows in bulk, but every event and diary row recorded and sealed in its chain."""
    from endorr.base.ledger.commands import together
    from endorr.base.remembering import remembering

    make_door()
    store_files()
    first = datetime(2024, 1, 8, 8, 0, tzinfo=UTC)
    for start in range(0, cases, BATCH):
        with remembering(), together():
            fill_batch(range(start, min(cases, start + BATCH)), first=first)


def store_files() -> None:
    from endorr.base.files import commands
    from endorr.base.files.rules import Purpose, own_organisation
    from endorr.base.tenancy.models import Organisation

    quote = Purpose("quote", frozenset({"application/pdf"}), 1_000_000, own_organisation)
    vars(commands)["purposes"] = lambda: {"quote": quote}
    owner = Organisation.objects.get().pk
    now = datetime.now(UTC)
    for number in range(FILES):
        content = PDF + f"% {number}\n".encode() + os.urandom(FILE_SIZE) + b"%%EOF\n"
        commands.store([content], name="offert.pdf", purpose="quote", owner_id=owner, actor="system:drill", now=now)


def fill_batch(numbers: range, *, first: datetime) -> None:
    from endorr.base.accounts.models import User
    from endorr.base.ledger.commands import record, register
    from endorr.base.ledger.rules import Direction
    from endorr.base.tenancy.models import Cooperation, Organisation
    from endorr.cases.commands.story import ASKED, CLOSED, TAKEN
    from endorr.cases.models import Case, Enquiry, Entry, GivenPromise, NumberSeries
    from endorr.directory.models import Function

    door, region = Cooperation.objects.get(), Organisation.objects.select_related("legal_entity").get()
    desk, lena, authority = Function.objects.get(desk=True).pk, User.objects.get(), region.legal_entity
    at = {number: first + timedelta(minutes=7 * number) for number in numbers}
    enquiries = Enquiry.objects.bulk_create(
        Enquiry(
            cooperation=door,
            receiver=authority,
            channel="web",
            site="https://dorren.region.se",
            received_at=at[number],
            language="sv",
            question=f"Vi vill sälja lampor nummer {number} till Norge. Vad gäller för tullen, momsen och märkningen? "
            * 3,
            municipality="2480",
            company=f"Lampor {number} AB",
            name=f"Vera Lind {number}",
            email=f"vera{number}@lampor.exempel.se",
        )
        for number in numbers
    )
    cases = Case.objects.bulk_create(
        Case(
            number=f"EX-2024-{number + 1:06}",
            enquiry=asked,
            cooperation=door,
            act_by=at[number] + timedelta(hours=20),
            due=at[number] + timedelta(hours=24),
            calendar_id="SE",
            calendar_version=1,
            function_id=desk,
            sharing="yes",
            state="closed",
            holder=lena,
            organisation=region,
            taken_at=at[number] + timedelta(hours=1),
            contacted_at=at[number] + timedelta(hours=2),
            evidence="stated",
            closed_at=at[number] + timedelta(hours=3),
            outcome="helped",
        )
        for number, asked in zip(numbers, enquiries, strict=True)
    )
    GivenPromise.objects.bulk_create(
        GivenPromise(
            case=case,
            received=case.enquiry.received_at,
            due=case.due,
            act_by=case.act_by,
            calendar_id="SE",
            calendar_version=1,
            tzdata_version="2026a",
        )
        for case in cases
    )
    Entry.objects.bulk_create(
        Entry(case=case, at=case.enquiry.received_at + timedelta(hours=1), kind=kind, person=lena, organisation=region)
        for case in cases
        for kind in ("taken", "closed")
    )
    for case in cases:
        told: dict[str, Any] = {"chain": door.public_id, "subject": case.public_id, "actor": "company"}
        asked_at = case.enquiry.received_at
        for deed, hours in ((ASKED, 0), (TAKEN, 1), (CLOSED, 3)):
            when = asked_at + timedelta(hours=hours)
            event = record(kind=deed, now=when, facts={"number": case.number, "due": case.due.isoformat()}, **told)
            if deed is ASKED:
                register(
                    entity=authority.public_id,
                    entity_name=authority.name,
                    direction=Direction.INCOMING,
                    counterpart=case.enquiry.company,
                    subject=f"Fråga om export, {case.number}",
                    about=case.public_id,
                    event=event,
                    now=when,
                )
    NumberSeries.objects.get_or_create(year=2024)


def write(acknowledged: str) -> None:
    """Take questions in for ever, a few a second, and write down outside the house which were acknowledged when."""
    from endorr.cases.commands import Asked, ask
    from endorr.cases.rules import Sharing

    with Path(acknowledged).open("a", encoding="ascii") as book:
        number = 0
        while True:
            number += 1
            asked = Asked(
                site="https://dorren.region.se",
                language="sv",
                question=f"Fråga {number} medan huset säkerhetskopieras.",
                municipality="2480",
                name="Vera Lind",
                sharing=Sharing.YES,
                email=f"vera-{number}@nya.exempel.se",
            )
            receipt = ask(asked, now=datetime.now(UTC))
            book.write(f"{time.time()} {receipt.number}\n")
            book.flush()
            time.sleep(0.3)


def missing(acknowledged: str) -> None:
    """Say the time of the first acknowledged question that the house does not have, and how many it lacks."""
    from endorr.cases.models import Case

    told = [line.split() for line in Path(acknowledged).read_text("ascii").splitlines()]
    there = set(Case.objects.values_list("number", flat=True))
    lost = [float(at) for at, number in told if number not in there]
    print(min(lost, default=0.0), len(lost), len(told), len(there))


def say(words: str) -> None:
    print(f"figure: {words}", flush=True)


class House:
    """A house in a folder, on either engine, that can be killed."""

    def __init__(self, folder: Path, engine: str, keys: Path) -> None:
        self.folder, self.engine = folder, engine
        folder.mkdir()
        self.environment = good_environment(keys) | {"DJANGO_SETTINGS_MODULE": PRODUCTION, "PYTHONPATH": f"src:{ROOT}"}
        self.environment |= {"ENDORR_DATA": str(folder), "ENDORR_DATABASE_URL": f"sqlite:///{folder}/endorr.sqlite3"}
        self.server: Server | None = None
        if engine == "postgresql":
            self.server = self._postgres()
            self.environment["ENDORR_DATABASE_URL"] = self.server.url

    def _postgres(self) -> Server:
        disk, sockets = self.folder / "postgres", self.folder / "sockets"
        for one in (disk, sockets):
            one.mkdir()
            shutil.chown(one, "postgres", "postgres")
        server = Server(disk, sockets, binaries(), ROOMY)
        server.make()
        server.start()
        return server

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *arguments]
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE)

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode and "doctor" not in arguments:
            raise SystemExit(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def die(self) -> None:
        """Kill the database server as a power cut would, and lose the machine's folder."""
        if self.server is not None:
            self.server.kill()
        shutil.rmtree(self.folder)


@contextmanager
def at_work(house: House, book: Path, shelf: Path) -> Iterator[None]:
    """Keep the house written to and backed up until the end of the block, when all of it is killed."""
    running = [
        house.start("benchmarks.restore", "--write", str(book)),
        house.start("endorr", "backup", "--output", str(shelf), "--every", str(EVERY), "--keep", "3"),
    ]
    try:
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def drill(cases: int, engine: str, place: Path, *, backups: int = 2) -> None:
    keys, shelf, book = place / "keys", place / "backups", place / "acknowledged"
    keys.mkdir()
    house = House(place / "house", engine, keys)
    house.run("endorr", "prepare")
    started = time.monotonic()
    house.run("benchmarks.restore", "--fill", str(cases))
    say(f"{engine}: {cases} cases with {3 * cases} sealed events made in {time.monotonic() - started:.0f} s")
    with at_work(house, book, shelf):
        while len(list(shelf.glob("endorr-*"))) < backups:
            time.sleep(1)
        # As unlucky as can be: just before the next backup would be whole.
        time.sleep(EVERY * 60 - 5)
    died_at, died = time.time(), time.monotonic()
    house.die()
    newest = max(shelf.glob("endorr-*"))
    other = House(place / "restored", engine, keys)
    options = ["--database", other.server.url] if other.server else []
    restored = other.folder / "data"
    told = other.run("endorr", "restore", str(newest), "--into", str(restored), *options)
    if not other.server:
        other.environment["ENDORR_DATABASE_URL"] = f"sqlite:///{restored}/endorr.sqlite3"
    other.environment["ENDORR_DATA"] = str(restored)
    other.run("endorr", "prepare")
    wrong = [line for line in other.run("endorr", "doctor").splitlines() if line.startswith("WRONG")]
    rto = time.monotonic() - died
    print(told, *wrong, sep="\n")
    first_lost, lost, asked, there = other.run("benchmarks.restore", "--missing", str(book)).split()
    rpo = died_at - float(first_lost) if int(lost) else 0.0
    size = newest.stat().st_size / 1e6
    say(
        f"restore drill, {engine}, {there} cases, {FILES} files, archive {size:.0f} MB: RPO {rpo:.0f} s "
        f"({lost} of {asked} acknowledged while at work), RTO {rto:.0f} s, wrong afterwards: {len(wrong)}"
    )
    if other.server:
        other.server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--write", help=argparse.SUPPRESS)
    parser.add_argument("--missing", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.fill or told.write or told.missing:
        import django

        django.setup()
        if told.fill:
            fill(told.fill)
        elif told.write:
            write(told.write)
        else:
            missing(told.missing)
        return
    for engine in told.engine or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="endorr-drill-") as place:
            Path(place).chmod(0o755)
            drill(told.cases, engine, Path(place))


if __name__ == "__main__":
    main()
