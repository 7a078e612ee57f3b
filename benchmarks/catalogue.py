"""How quick the catalogue's search is with 5,000 services, beside the plain way of asking the database.

Run: PYTHONPATH=src:. DJANGO_SETTINGS_MODULE=endorr.settings.test python -m benchmarks.catalogue
"""

import json
import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

SERVICES = 5_000
QUESTIONS = (
    "eori",
    "exportk",
    "kunden betalar inte",
    "vi söker en distributör i tyskland",
    "our foreign buyer does not pay",
    "ata-carnet till norge",
    "momms",
    "lån",
    "Vi är rädda att kunden i utlandet inte betalar och banken säger nej till större checkkredit",
    "certificate of origin",
)
ROUNDS = 10


def _processor(ask: Callable[[], Any]) -> float:
    """Return the processor time of one call, in milliseconds."""
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1_000


def _grown() -> Any:
    """Return 5,000 services made of what was read: each a copy with words exchanged and a county of its own."""
    from dataclasses import replace

    from endorr.catalogue.rules.starter import cards
    from endorr.core.counties import COUNTIES

    chance, kept = random.Random(1), cards()
    words = sorted({word for card in kept for word in f"{card.gives_sv} {card.for_whom_sv}".split()})
    for number in range(SERVICES):
        one = kept[number % len(kept)]
        more = " ".join(chance.choices(words, k=8))
        county = chance.choice(COUNTIES).code
        yield replace(
            one, key=f"{one.key}-{number}", name_sv=f"{one.name_sv} {number}", note_sv=more, coverage=(county,)
        )


def _fill() -> None:
    from datetime import timedelta

    from endorr.base.clock import now
    from endorr.catalogue.commands.seed import sow
    from endorr.catalogue.commands.services import mark_edition
    from endorr.catalogue.models import Service
    from endorr.catalogue.rules.card import as_dict

    at = now()
    sow(at)
    rows = (Service(**as_dict(card), added_at=at, check_due_at=at + timedelta(days=180)) for card in _grown())
    Service.objects.bulk_create(rows, batch_size=500)
    mark_edition()


def _plainly(text: str) -> list[str]:
    """Ask as one does without an index: any word, anywhere, in any of the texts and symptoms."""
    from django.db.models import Q

    from endorr.catalogue.models import Service

    wanted = Q()
    for word in text.split():
        for field in ("name_sv", "name_en", "gives_sv", "gives_en", "for_whom_sv", "synonyms", "note_sv"):
            wanted |= Q(**{f"{field}__icontains": word})
        wanted |= Q(symptoms__phrase__icontains=word)
    return [row.key for row in Service.objects.filter(wanted).distinct()]


def measure() -> dict[str, Any]:
    """Return milliseconds of processor time for each way, and how many times quicker ours is."""
    from endorr.base.clock import now
    from endorr.catalogue.queries.public import Wanted, find
    from endorr.catalogue.queries.shelf import shelf

    at = now()
    built = _processor(shelf)
    ours = [_processor(lambda text=text: find(Wanted(text=text), now=at)) for text in QUESTIONS * ROUNDS]  # type: ignore[misc]
    county = [_processor(lambda text=text: find(Wanted(text=text, place="12"), now=at)) for text in QUESTIONS]  # type: ignore[misc]
    plain = [_processor(lambda text=text: _plainly(text)) for text in QUESTIONS]  # type: ignore[misc]
    return {
        "services": len(shelf().entries),
        "built_ms": round(built),
        "search_ms_median": round(statistics.median(ours), 1),
        "search_ms_95th": round(statistics.quantiles(ours, n=20)[-1], 1),
        "search_ms_worst": round(max(ours), 1),
        "in_a_county_ms_worst": round(max(county), 1),
        "plain_ms_median": round(statistics.median(plain), 1),
        "times_quicker": round(statistics.median(plain) / statistics.median(ours), 1),
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "endorr.settings.test")
    import django

    django.setup()
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        _fill()
        print(json.dumps(measure(), indent=1))
    finally:
        runner.teardown_databases(old)


if __name__ == "__main__":
    main()
