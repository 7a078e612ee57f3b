"""What every page of the figures costs with five million observations behind them, beside the same pages without.

Run: script/bench figures
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOODS = 800
MOST_QUERIES, MOST_MS = 12, 100
ROUNDS = 5


def _grow() -> int:
    """Publish the practice world's exports by market anew, each figure also by 800 kinds of goods; return how many."""
    from dataclasses import replace

    import numpy as np

    from endorr.base.clock import now
    from endorr.statistics.commands import Origin, TableFacts, declare, publish
    from endorr.statistics.rules.identity import Basis
    from endorr.statistics.seed import practice
    from endorr.statistics.seed.cells import named
    from endorr.statistics.table import Observations, Table

    key, title, small, series = next(
        one for one in practice._contents(practice._world()) if one[0] == "ovning-marknader"
    )
    kinds = {"alla": {"sv": "alla varor", "en": "all goods"}}
    kinds |= {f"{n:04}": {"sv": f"vara {n}", "en": f"goods {n}"} for n in range(1, GOODS)}
    goods = named("vara", {"sv": "vara", "en": "goods"}, kinds)
    head = replace(small.head, dimensions=(*small.head.dimensions, goods))
    shares = np.random.default_rng(1).dirichlet(np.full(GOODS - 1, 0.3))
    whole = small.observations.values
    values = np.concatenate([whole[:, None], np.outer(whole, shares).round()], axis=1).reshape(-1)
    flags = np.repeat(small.observations.flags, GOODS)
    at = now()
    facts = TableFacts(title=title, basis=Basis.SYNTHETIC, source=practice.SOURCE, about=practice.SOURCE)
    declare(key, facts, [replace(one, selection={"vara": "alla"}) for one in series], now=at, actor="bench")
    publish(key, Table(head, Observations(values, flags)), Origin("bench", at), now=at, actor="bench")
    return len(values)


def _addresses() -> Iterator[str]:
    from endorr.core.counties import COUNTIES
    from endorr.indicators.rules.definitions import INDICATORS
    from endorr.statistics.models import FigureTable

    for world in ("", "ovning/"):
        start = f"/statistik/{world}"
        yield from (start, f"{start}jamfor/?lan=24&lan=25&lan=22&lan=14&lan=12", f"{start}vad-siffrorna-betyder/")
        yield from (f"{start}lan/{county.code}/" for county in COUNTIES)
        yield from (f"{start}matt/{key}/" for key in INDICATORS)
    yield "/statistik/tabeller/"
    yield from (f"/statistik/tabeller/{key}/" for key in FigureTable.objects.values_list("key", flat=True))
    yield "/granska/"


def _cost(address: str) -> tuple[int, float]:
    """Return queries and milliseconds of processor time of a page that has been read before: the median of some."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, spent, asked = Client(), [], 0
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        spent.append((time.process_time() - began) * 1_000)
        asked = max(asked, len(queries))
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
    return asked, statistics.median(spent[1:])


def measure() -> dict[str, Any]:
    """Return what the pages cost before and after the large table, and what it weighs in the database and beside it."""
    from django.conf import settings
    from django.db import connection

    before = {address: _cost(address) for address in _addresses()}
    weight = _weight(connection, Path(settings.MEDIA_ROOT))
    observations = _grow()
    after = {address: _cost(address) for address in _addresses()}
    grown = _weight(connection, Path(settings.MEDIA_ROOT))
    slowest = max(after, key=lambda one: after[one][1])
    return {
        "observations": observations,
        "pages": len(after),
        "queries_at_most": max(asked for asked, _ in after.values()),
        "slowest_page": slowest,
        "slowest_ms_of_processor": round(after[slowest][1]),
        "median_ms_of_processor": round(statistics.median(spent for _, spent in after.values()), 1),
        "times_the_same_pages_without": round(statistics.median(after[one][1] / before[one][1] for one in before), 2),
        "database_grew_kB": round((grown[0] - weight[0]) / 1024),
        "shelf_grew_kB": round((grown[1] - weight[1]) / 1024),
        "met": all(asked <= MOST_QUERIES and spent < MOST_MS for asked, spent in after.values()),
    }


def _weight(connection: Any, data: Path) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        database = cursor.fetchone()[0]
    return database, sum(file.stat().st_size for file in data.rglob("*") if file.is_file())


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "endorr.settings.test")
    import django

    django.setup()
    from django.test.runner import DiscoverRunner

    from endorr.base.clock import now
    from endorr.statistics.seed.practice import sow_practice
    from endorr.statistics.seed.published import sow_published

    runner = DiscoverRunner(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        sow_published(now())
        sow_practice(now())
        print(json.dumps(measure(), indent=1))
    finally:
        runner.teardown_databases(old)


if __name__ == "__main__":
    main()
