"""How fast companies are found, compared and counted: 20,000 known to one organisation, 100,000 touches.

Run from the project's root: python -m benchmarks.companies
"""

import os
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "endorr.settings.test")
FOLDER = Path(tempfile.mkdtemp(prefix="endorr-bench-"))
os.environ["ENDORR_DATABASE_URL"] = f"sqlite:///{FOLDER}/bench.sqlite3"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from endorr.base.tenancy.models import LegalEntity, Organisation  # noqa: E402
from endorr.base.tenancy.rules import Role, Seat, Viewer  # noqa: E402
from endorr.companies.models import Acquaintance, Company, Contact  # noqa: E402
from endorr.companies.queries import company_page, likenesses, newest, reached, search  # noqa: E402
from endorr.companies.rules import Touch, name_key  # noqa: E402

NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
FIRST = date(2026, 1, 1)
COMPANIES, TOUCHES = 20_000, 100_000
PARTS = (
    "nord", "ljus", "kvarn", "sten", "alm", "fjäll", "hav", "bygg", "mät", "rör", "skog", "trä", "järn", "glas", "lin",
    "vind", "sol", "is", "berg", "sjö",
)  # fmt: skip


def fill() -> tuple[Viewer, list[str]]:
    chance = random.Random(20261117)
    entity = LegalEntity.objects.create(name="Prov")
    own = Organisation.objects.create(name="Prov", slug="prov", legal_entity=entity)
    companies = Company.objects.bulk_create(
        (
            Company(kind="company", number="", digest=f"{place:064x}" if place % 3 else "", created_at=NOW)
            for place in range(COMPANIES)
        ),
        batch_size=5000,
    )
    names = ["".join(chance.sample(PARTS, 3)).capitalize() + " AB" for _ in companies]
    known = Acquaintance.objects.bulk_create(
        (
            Acquaintance(
                company=company,
                organisation=own,
                name=name,
                name_key=name_key(name),
                municipality=f"{chance.randrange(290):04}",
                since=NOW,
            )
            for company, name in zip(companies, names, strict=True)
        ),
        batch_size=5000,
    )
    Contact.objects.bulk_create(
        (
            Contact(acquaintance=one, name="Vera", email=f"vera@{name_key(one.name)}.example", added_at=NOW)
            for one in known
        ),
        batch_size=5000,
    )
    return Viewer(user_id=1, seats=(Seat(Role.ADVISER, own.pk),)), [one.public_id for one in companies]


def told(what: str, work: Callable[[], object]) -> None:
    work()
    times = []
    for _ in range(5):
        before = process_time()
        work()
        times.append(process_time() - before)
    print(f"{what}: {min(times) * 1e3:.1f} ms CPU, best of 5")


def main() -> None:
    call_command("migrate", verbosity=0)
    viewer, companies = fill()
    chance = random.Random(7)
    touches = [
        Touch(chance.choice(companies), f"o{chance.randrange(60)}", f"c{chance.randrange(21)}", FIRST + timedelta(days))
        for days in (chance.randrange(365) for _ in range(TOUCHES))
    ]
    told("the newest 50", lambda: newest(viewer))
    told("search by number", lambda: search(viewer, "556036-0793"))
    told("search by name", lambda: search(viewer, "fjällhav"))
    told("one company's page", lambda: company_page(viewer, companies[0], on=FIRST))
    told(f"likenesses among {COMPANIES:,}", lambda: likenesses(viewer))
    told(f"unique companies in {TOUCHES:,} touches", lambda: reached(touches, first=FIRST, last=date(2026, 12, 31)))


if __name__ == "__main__":
    main()
