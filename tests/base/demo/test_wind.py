"""The bar on top of a demo's pages winds its clock; elsewhere there is neither bar nor address."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from endorr.base.clock import configured_clock
from endorr.base.clock.rules import START, after_weekend
from endorr.base.clock.wound import DemoClock
from endorr.base.demo import views
from endorr.base.jobs import next_due

pytestmark = pytest.mark.django_db

SOON = timedelta(seconds=60)


@pytest.fixture
def clock(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DemoClock:
    clock = DemoClock(tmp_path / "clock.json")
    clock.resume()
    for name in ("endorr.base.demo.views", "endorr.base.demo.context"):
        monkeypatch.setattr(f"{name}.configured_clock", lambda: clock)
    return clock


def wind(client: Client, step: str, **headers: str) -> str:
    answer = client.post("/demo/klocka", {"step": step}, headers=headers)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_an_hour_and_a_weekend(client: Client, clock: DemoClock) -> None:
    wind(client, "hour")
    assert START + timedelta(hours=1) <= clock.now() < START + timedelta(hours=1) + SOON
    wind(client, "weekend")
    assert after_weekend(START) <= clock.now() < after_weekend(START) + SOON


def test_to_the_next_event_that_any_room_knows_of(
    client: Client, clock: DemoClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = START + timedelta(hours=5)
    monkeypatch.setitem(views.TARGETS, "event", lambda _now: due)
    wind(client, "event")
    assert due <= clock.now() < due + SOON


def test_with_nothing_ahead_the_clock_stands_and_the_page_says_so(
    client: Client, clock: DemoClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(views.TARGETS, "event", lambda _now: None)
    wind(client, "event")
    assert clock.now() < START + SOON
    assert "Inget väntar på att hända" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("came_from", "goes_to"),
    [
        ("http://testserver/stil/?a=1", "/stil/?a=1"),
        ("", "/"),
        ("http://testserver//evil.example/x", "/evil.example/x"),
        ("https://evil.example/x", "/x"),
    ],
)
def test_it_returns_to_the_page_it_stood_on_and_never_to_another_house(
    client: Client, clock: DemoClock, came_from: str, goes_to: str
) -> None:
    assert wind(client, "hour", Referer=came_from) == goes_to


def test_the_bar_is_on_a_demos_page_and_on_no_other(client: Client, request: pytest.FixtureRequest) -> None:
    assert "/demo/klocka" not in client.get("/").content.decode()
    request.getfixturevalue("clock")
    page = client.get("/").content.decode()
    assert "/demo/klocka" in page
    assert "Över helgen" in page


@pytest.mark.parametrize("step", ["hour", "yesterday", ""])
def test_where_the_machines_clock_rules_there_is_nothing_to_wind(client: Client, step: str) -> None:
    assert not isinstance(configured_clock(), DemoClock)
    assert client.post("/demo/klocka", {"step": step}).status_code == 404


def test_a_step_nobody_offers_is_not_found(client: Client, clock: DemoClock) -> None:
    assert client.post("/demo/klocka", {"step": "back"}).status_code == 404


def test_the_next_event_is_the_earliest_of_all_rooms(monkeypatch: pytest.MonkeyPatch, tuesday: datetime) -> None:
    hours = [3, 1, 2, -1]
    asks = [lambda now, hour=hour: now + timedelta(hours=hour) for hour in hours] + [lambda _now: None]
    monkeypatch.setattr("endorr.base.jobs._declared", lambda _attribute: iter(asks))
    assert next_due(tuesday) == tuesday + timedelta(hours=1)
