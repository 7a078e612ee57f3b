"""Tables are fetched whole, within a service's limits, politely; what cannot be had changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from pytest_django import Settings
from tests.statistics.pxweb import Service, serving
from tests.statistics.samples import CONFORMANCE

from endorr.statistics import jobs, queries
from endorr.statistics.commands import TableFacts, declare
from endorr.statistics.refreshing import AGAIN, LEASE, refresh
from endorr.statistics.rules.identity import Basis
from endorr.statistics.sources.asking import Asker, SourceError
from endorr.statistics.sources.pxweb import Wanted, fetch, list_tables

FOLDER = CONFORMANCE / "pxwebapi"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=f"no conformance files at {FOLDER}")


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    with serving(FOLDER) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Service:
    running.most_cells, running.sulks, running.asked = 1000, [], []
    return running


@dataclass
class Time:
    """A clock that sleeping winds."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def asker(self) -> Asker:
        return Asker(sleep=self.sleep, clock=lambda: self.now)


def v2(service: Service, **more: object) -> Wanted:
    return Wanted("pxweb2", f"{service.base}/v2", "TAB004", "en", **more)  # type: ignore[arg-type]


def test_a_table_larger_than_one_answer_comes_whole(service: Service) -> None:
    found = fetch(v2(service), Time().asker())
    assert found.observations == service.table("TAB004").observations
    assert len(service.asked) == 5, "4,312 cells, at most 1,000 at a time"
    assert all(size <= 1000 for _, size in service.asked)
    assert found.head.title["en"].startswith("Total air emissions")


def test_part_of_a_table_in_both_versions_and_eurostats_shape(service: Service) -> None:
    chosen = {"GREENHOUSEGAS": ("CO2", "CH4"), "TIME": ("2016", "2017"), "SECTOR": "*"}
    new = fetch(v2(service, selection=chosen), Time().asker())
    assert new.head.shape == (14, 2, 1, 2)
    old = fetch(Wanted("pxweb1", f"{service.base}/v1", "TAB004", "en", chosen), Time().asker())
    assert old.observations == new.observations
    other = Wanted("eurostat", f"{service.base}/eurostat", "TAB004", "en", chosen)
    in_place = fetch(other, Time().asker())
    assert np.nansum(in_place.observations.values) == np.nansum(new.observations.values)
    with pytest.raises(SourceError, match="choose a part"):
        fetch(Wanted("eurostat", f"{service.base}/eurostat", "TAB004", "en"), Time().asker())


def test_a_busy_service_is_asked_again_when_it_says(service: Service) -> None:
    time = Time()
    service.sulks = [429, 503]
    assert fetch(v2(service), time.asker()).head.size == 4312
    assert time.slept[:2] == [7.0, 4.0]


def test_no_more_calls_than_the_service_allows(service: Service) -> None:
    service.most_cells = 60
    time = Time()
    fetch(v2(service), time.asker())
    assert len(service.asked) > 60
    assert sum(time.slept) >= 20, "30 calls in 10 seconds, as its configuration says"


def test_what_cannot_be_had_is_told_with_its_address(service: Service) -> None:
    service.sulks = [500] * 10
    with pytest.raises(SourceError, match=r"TAB004/data: 500 .*busy"):
        fetch(v2(service), Time().asker())
    with pytest.raises(SourceError, match="404"):
        fetch(Wanted("pxweb2", f"{service.base}/v2", "TAB999", "en"), Time().asker())
    with pytest.raises(SourceError, match="no dimension"):
        fetch(v2(service, selection={"Vara": ("01",)}), Time().asker())
    with pytest.raises(SourceError, match="kind"):
        Wanted.from_dict({"kind": "ftp"})
    with pytest.raises(SourceError):
        fetch(Wanted("pxweb2", "http://127.0.0.1:9/v2", "TAB004"), Time().asker())


def test_every_page_of_the_list_is_read(service: Service) -> None:
    found = list_tables(f"{service.base}/v2", Time().asker(), language="en")
    assert {one["id"] for one in found} >= {"TAB001", "TAB004"}


@pytest.mark.django_db
def test_the_worker_proposes_news_once_and_overwrites_nothing(
    service: Service, tuesday: datetime, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.FETCH_FIGURES = tmp_path, True
    connection = {"kind": "pxweb2", "base": f"{service.base}/v2", "table": "TAB004", "language": "en", "days": 7}
    text = {"sv": "Utsläpp"}
    declare("utslapp", TableFacts(text, Basis.SURVEY, text, connection=connection), [], now=tuesday, actor="x")
    (job,) = jobs.JOBS
    assert (job.run(tuesday), job.run(tuesday)) == (1, 0)
    assert queries.next_check(tuesday) == tuesday + timedelta(days=7)
    ((row, waiting),) = queries.desk()
    assert row.version is None
    assert waiting
    assert waiting.cells == 4312
    assert refresh("utslapp", {**connection, "table": "TAB999"}, now=tuesday) is None
    ((row, _),) = queries.desk()
    assert "404" in row.check_failed
    assert queries.next_check(tuesday) == tuesday + AGAIN, "a source that was away is asked again tomorrow"
    settings.FETCH_FIGURES = False
    assert job.run(tuesday + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_a_worker_that_dies_while_it_asks_does_not_lose_the_month(
    service: Service, tuesday: datetime, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT, settings.FETCH_FIGURES = tmp_path, True
    connection = {"kind": "pxweb2", "base": f"{service.base}/v2", "table": "TAB004", "language": "en"}
    text = {"sv": "Utsläpp"}
    declare("utslapp", TableFacts(text, Basis.SURVEY, text, connection=connection), [], now=tuesday, actor="x")
    (job,) = jobs.JOBS

    def dies(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "refresh", dies)
        with pytest.raises(SystemExit):
            job.run(tuesday)
    assert job.run(tuesday + LEASE / 2) == 0, "as far as the others know it is still being asked"
    assert job.run(tuesday + LEASE) == 1
    assert queries.next_check(tuesday + LEASE) == tuesday + LEASE + timedelta(days=30)
