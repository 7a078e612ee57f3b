"""A story of the demo reads where it stands, and puts one in somebody's place to do the next thing."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.clock.rules import START
from endorr.base.clock.wound import DemoClock
from endorr.base.demo import context, telling
from endorr.base.demo.people import seed_people
from endorr.base.demo.stories import Step, Story

pytestmark = pytest.mark.django_db

WINDS = timedelta(days=2)


def _steps(_at: datetime) -> list[Step]:
    told = User.objects.filter(name="Omdöpt").exists()
    return [
        Step("Företaget läser sidan.", where="/", called="Björkverken", done=True),
        Step("Karin svarar.", where="/arbete/konto/", who="karin@almi.example", done=told),
        Step("Två dagar går.", until=START + WINDS),
        Step("Ali läser svaret.", who="ali@business-sweden.example"),
    ]


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DemoClock:
    clock = DemoClock(tmp_path / "clock.json")
    clock.resume()
    for module in (telling, context):
        monkeypatch.setattr(module, "configured_clock", lambda: clock)
    return clock


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a story that no room tells outside this file."""
    stories = (Story("provberattelse", "Ett prov", "Om att prova.", _steps),)
    for module in (telling, context):
        monkeypatch.setattr(module, "declared_stories", lambda: stories)
    seed_people(now())
    return "/demo/berattelser/provberattelse/"


def test_the_page_shows_who_does_what_and_whose_turn_it_is(client: Client, page: str) -> None:
    shown = client.get(page).content.decode()
    assert "Björkverken" in shown
    assert shown.index("Karin Påhitt") < shown.index('value="2"') < shown.index('value="3"')
    assert shown.count('aria-current="step"') == 1
    assert 'value="4"' not in shown, "a page that is not there yet cannot be gone to"
    User.objects.filter(email="karin@almi.example").update(name="Omdöpt")
    assert "Omdöpt" in client.get(page).content.decode()


def test_one_becomes_whoever_does_the_step(client: Client, page: str, clock: DemoClock) -> None:
    assert client.post(page + "steg", {"steg": "2"})["Location"] == "/arbete/konto/"
    account = client.get("/arbete/konto/").content.decode()
    assert "Karin Påhitt" in account
    assert page in account, "the bar leads back to the story"
    assert client.post(page + "steg", {"steg": "1"})["Location"] == "/"
    assert "_auth_user_id" not in client.session, "a company does not sign in"


@pytest.mark.parametrize("step", ["", "0", "5", "²", "x"])
def test_a_step_that_is_not_there_is_not_found(client: Client, page: str, step: str) -> None:
    assert client.post(page + "steg", {"steg": step}).status_code == 404


def test_a_step_without_its_page_says_so(client: Client, page: str) -> None:
    assert (
        "Dit har berättelsen inte kommit än" in client.post(page + "steg", {"steg": "4"}, follow=True).content.decode()
    )


def test_nobody_real_can_be_become(client: Client, page: str) -> None:
    User.objects.filter(email="karin@almi.example").update(fictional=False)
    assert client.post(page + "steg", {"steg": "2"}).status_code == 404


def test_time_passes_as_far_as_the_step_says(client: Client, page: str, clock: DemoClock) -> None:
    client.post(page + "steg", {"steg": "3"})
    assert clock.now() >= START + WINDS
    client.post(page + "steg", {"steg": "3"})
    assert clock.now() < START + WINDS + timedelta(minutes=1), "time that has passed does not pass again"


def test_without_a_demo_clock_time_goes_its_own_way(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200
    assert client.post(page + "steg", {"steg": "3"}).status_code == 404


def test_a_story_that_no_room_tells_is_not_found(client: Client) -> None:
    assert client.get("/demo/berattelser/finns-inte/").status_code == 404
