"""What the accessibility engine finds on the public pages, in every way of looking at them; recorded when asked to."""

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.browser.conftest import Open, Scheme

from endorr.base.clock import local_date, now
from endorr.site.accessibility import RECORD, PageResult, Record, dump

PAGES = (
    "/",
    "/en/",
    "/ll/",
    "/tillganglighet/",
    "/en/tillganglighet/",
    "/ll/tillganglighet/",
    "/nar-far-jag-svar/?kalender=SE&dag=2026-06-18&tid=14.00",
    "/ll/nar-far-jag-svar/",
    "/oppna-data/kalendrar/",
    "/vem-hjalper/",
    "/stod/",
    "/ring-mig/",
    "/ar/fraga/",
    "/vart-lofte/",
    "/moten/",
    "/statistik/",
    "/statusz",
    "/konto/logga-in/",
)
WAYS: tuple[tuple[Scheme, int], ...] = (("light", 1200), ("dark", 1200), ("light", 320), ("dark", 320))


class Notes:
    """What has been found so far, page by page."""

    def __init__(self) -> None:
        self.faults: Counter[str] = Counter(dict.fromkeys(PAGES, 0))
        self.seen: set[tuple[str, Scheme, int]] = set()
        self.engine = ""

    def record(self) -> Record:
        pages = tuple(PageResult(page, self.faults[page]) for page in PAGES)
        return Record(local_date(now()), self.engine, tuple(f"{scheme} {width}" for scheme, width in WAYS), pages)


@pytest.fixture(scope="module")
def notes() -> Iterator[Notes]:
    kept = Notes()
    yield kept
    # Half a run says nothing about the pages it never opened.
    if os.environ.get("RECORD_ACCESSIBILITY") and len(kept.seen) == len(PAGES) * len(WAYS):
        RECORD.write_text(dump(kept.record()), encoding="utf-8")


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_shuts_nobody_out(visit: Open, notes: Notes, path: str) -> None:
    seen = visit(path)
    for scheme, width in WAYS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.emulate_media(color_scheme=scheme)
        found = seen.axe_violations()
        notes.seen.add((path, scheme, width))
        notes.faults[path] += len(found)
        notes.engine = f"axe-core {seen.page.evaluate('axe.version')}"
        assert found == [], (scheme, width)
        assert seen.sideways() <= 0, (scheme, width)
