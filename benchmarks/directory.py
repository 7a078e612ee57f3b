"""How fast 10,000 functions in 290 municipalities with 200 needs answer, against reading the rows one object at a time.

Run from the project's root: python -m benchmarks.directory [--spread county|scattered]
"""

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "endorr.settings.test")
FOLDER = Path(tempfile.mkdtemp(prefix="endorr-bench-"))
os.environ["ENDORR_DATABASE_URL"] = f"sqlite:///{FOLDER}/bench.sqlite3"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from endorr.base.accounts.models import User  # noqa: E402
from endorr.base.tenancy.models import Cooperation, LegalEntity, Organisation  # noqa: E402
from endorr.directory.models import Absence, Coverage, Function, Holding, Mapping, Need, Skill  # noqa: E402
from endorr.directory.queries import coverage_of, evaluate  # noqa: E402
from endorr.directory.rules import Verdict  # noqa: E402

TODAY = date(2026, 11, 17)
SINCE = date(2024, 1, 1)
FUNCTIONS, NEEDS, PEOPLE = 10_000, 200, 8_000
# As many municipalities per county as Sweden has; the codes themselves are made up.
COUNTIES = dict(
    zip(
        (f"{number:02}" for number in range(1, 22)),
        (26, 8, 9, 13, 13, 8, 12, 1, 5, 33, 6, 49, 16, 12, 10, 15, 10, 7, 8, 15, 14),
        strict=True,
    )
)
PLACES = {county: [f"{county}{number:02}" for number in range(1, size + 1)] for county, size in COUNTIES.items()}
LARGEST = max(PLACES, key=lambda county: len(PLACES[county]))
EVERYWHERE = [place for places in PLACES.values() for place in places]


def covered_by(chance: random.Random, spread: str) -> list[str]:
    if spread == "scattered":
        return chance.sample(EVERYWHERE, 29)
    if chance.random() < 0.02:
        return EVERYWHERE
    return PLACES[chance.choices(list(COUNTIES), weights=list(COUNTIES.values()))[0]]


def fill(spread: str) -> None:
    chance = random.Random(20261117)
    entity = LegalEntity.objects.create(name="Prov")
    partner = Organisation.objects.create(name="Prov", slug="prov", legal_entity=entity)
    door = Cooperation.objects.create(name="Prov", slug="prov", county_code="01")
    Need.objects.bulk_create(Need(code=f"need-{n}", name_sv="", name_en="", position=n) for n in range(NEEDS))
    functions = Function.objects.bulk_create(
        Function(organisation=partner, name=f"Funktion {n}", valid_from=SINCE) for n in range(FUNCTIONS)
    )
    people = User.objects.bulk_create(User(email=f"p{n}@prov.example", name=f"P{n}") for n in range(PEOPLE))
    Skill.objects.bulk_create(
        (
            Skill(function=one, kind="need", code=f"need-{n}")
            for one in functions
            # Most functions know the common things, few the rare ones: so there are holes to find.
            for n in {int(NEEDS * chance.random() ** 4) for _ in range(chance.randint(6, 18))}
        ),
        batch_size=5000,
    )
    Coverage.objects.bulk_create(
        (
            Coverage(function=one, municipality=place, standing=standing, valid_from=SINCE, valid_to=last)
            for one in functions
            for standing in [chance.choice(["confirmed"] * 9 + ["unconfirmed"])]
            for last in [chance.choice([None] * 9 + [TODAY - timedelta(days=1)])]
            for place in covered_by(chance, spread)
        ),
        batch_size=5000,
    )
    Holding.objects.bulk_create(
        (
            Holding(function=one, person=person, place=place, rank=rank, valid_from=SINCE)
            for one in functions
            for rank, (person, place) in enumerate(zip(chance.sample(people, 2), ("holder", "deputy"), strict=True), 1)
        ),
        batch_size=5000,
    )
    Absence.objects.bulk_create(
        Absence(person=one, first_day=day, last_day=day + timedelta(days=chance.randint(0, 14)))
        for one in people
        for day in [TODAY + timedelta(days=chance.randint(-60, 60))]
    )
    Mapping.objects.bulk_create(Mapping(cooperation=door, municipality=place, valid_from=SINCE) for place in EVERYWHERE)


def naive_cell(place: str, need: str) -> Verdict:
    """What one would write first: walk the objects and ask each for its relations."""
    rows = Coverage.objects.filter(municipality=place, valid_from__lte=TODAY).select_related("function")
    maybe = broken = False
    for row in rows:
        if row.valid_to and row.valid_to < TODAY:
            continue
        if not row.function.skills.filter(kind="need", code=need).exists():
            continue
        if row.standing == "unconfirmed":
            maybe = True
            continue
        for seat in row.function.holdings.select_related("person"):
            away = seat.person.absences.filter(first_day__lte=TODAY, last_day__gte=TODAY, part="whole")
            if not away.exists():
                return Verdict.COVERED
        broken = True
    if broken or not maybe:
        return Verdict.HOLE
    return Verdict.UNKNOWN


def seconds(work: Callable[[], object]) -> float:
    before = process_time()
    work()
    return process_time() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spread", choices=["county", "scattered"], default="county")
    spread = parser.parse_args().spread
    call_command("migrate", verbosity=0)
    fill(spread)
    print(f"sqlite {sqlite3.sqlite_version}; {Coverage.objects.count():,} coverages, {Skill.objects.count():,} skills")

    chance = random.Random(7)
    asked = [(chance.choice(EVERYWHERE), f"need-{chance.randrange(NEEDS)}") for _ in range(300)]
    evaluate(*asked[0], on=TODAY)
    single = [seconds(partial(evaluate, *one, on=TODAY)) for one in asked]
    quantiles = statistics.quantiles(single, n=100)
    print(f"one look-up: median {statistics.median(single) * 1e3:.2f} ms, p99 {quantiles[98] * 1e3:.2f} ms")

    places = PLACES[LARGEST]
    whole = min(seconds(partial(coverage_of, places, on=TODAY)) for _ in range(3))
    found = coverage_of(places, on=TODAY)
    print(f"hole map, {len(places)} municipalities x {NEEDS} needs: {whole:.3f} s, {len(found.holes())} holes")

    sample = [(place, need) for place, need in asked if place in places][:12] or [(places[0], "need-1")]
    naive = [seconds(partial(naive_cell, *cell)) for cell in sample]
    assert all(naive_cell(*cell) is found.verdict(*cell) for cell in sample), "the naive way disagrees"
    per_cell = statistics.mean(naive)
    print(f"the naive way: {per_cell * 1e3:.1f} ms a look-up, {per_cell * len(places) * NEEDS:.0f} s for the map")
    print(
        f"ratios: look-up {per_cell / statistics.median(single):.0f}, map {per_cell * len(places) * NEEDS / whole:.0f}"
    )
    connection.close()


if __name__ == "__main__":
    main()
