"""Whether a page is still there: what a status says, and where we do not look."""

import pytest
from pytest_django import Settings
from tests.catalogue.factories import NOW, service

from endorr.base.jobs import Daily
from endorr.catalogue import jobs
from endorr.catalogue.looking import Seen, judged, look
from endorr.catalogue.models import LinkCheck


@pytest.mark.parametrize(
    ("status", "alive"), [(200, True), (301, True), (403, True), (429, True), (404, False), (410, False), (500, False)]
)
def test_what_a_status_says(status: int, alive: bool) -> None:
    assert judged(status).alive is alive


@pytest.mark.parametrize(
    "address",
    ["", "ftp://exempel.example/", "http://127.0.0.1/", "http://[::1]/", "http://10.0.0.8/x", "http://169.254.169.254/",
     "http://localhost/", "https://127.0.0.1:8000/", "javascript:alert(1)"],
)  # fmt: skip
def test_where_we_do_not_look(address: str) -> None:
    assert look(address) is None


def the_job() -> Daily:
    (found,) = (one for one in jobs.JOBS if isinstance(one, Daily) and one.name == "catalogue.look_at_links")
    return found


@pytest.mark.django_db
def test_at_night_every_page_is_looked_at_if_the_operator_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    service()
    monkeypatch.setattr("endorr.catalogue.jobs.look", lambda _address: Seen(alive=False, why="HTTP 404"))
    assert the_job().run(NOW, [NOW]) == 0
    settings.LOOK_AT_LINKS = True
    assert the_job().run(NOW, [NOW]) == 1
    assert LinkCheck.objects.get().why == "HTTP 404"
