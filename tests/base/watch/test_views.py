"""Whoever looks after the house is told how it is; anybody else only whether it is ready."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from endorr.base.clock import machine_now
from endorr.base.gauges import Gauge
from endorr.base.tasks.commands import beat
from endorr.base.watch import checks

OUTSIDE = {"X-Forwarded-For": "192.0.2.1"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _look_anew() -> None:
    checks.forget()


def names_unwell(client: Client) -> list[str]:
    checks.forget()
    answer = client.get("/readyz").json()
    return [check["name"] for check in answer["checks"] if not check["well"]]


def test_a_house_without_worker_is_not_ready_and_says_why_to_those_who_look_after_it(client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    assert names_unwell(client) == ["worker_heartbeat_seconds"]
    beat("w", machine_now=machine_now())
    assert names_unwell(client) == []
    assert client.get("/readyz").status_code == 200


def test_outsiders_learn_nothing_but_whether(client: Client) -> None:
    answer = client.get("/readyz", headers=OUTSIDE)
    assert answer.json() == {"status": "not ready"}
    assert client.get("/metrics", headers=OUTSIDE).status_code == 404


def test_the_token_opens_details_and_figures_and_no_other_does(client: Client, settings: Settings) -> None:
    settings.WATCH_TOKEN = "token-of-the-house"
    right = {**OUTSIDE, "Authorization": "Bearer token-of-the-house"}
    assert "checks" in client.get("/readyz", headers=right).json()
    assert client.get("/metrics", headers=right).status_code == 200
    for wrong in ("Bearer token-of-another", "Bearer ", "token-of-the-house", "Bearer å"):
        assert client.get("/metrics", headers={**OUTSIDE, "Authorization": wrong}).status_code == 404


def test_no_token_set_means_that_no_token_opens(client: Client) -> None:
    assert client.get("/metrics", headers={**OUTSIDE, "Authorization": "Bearer "}).status_code == 404


def test_a_process_that_answers_is_alive_whatever_else_is(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/livez").json() == {"status": "alive"}


def test_a_look_that_raises_is_a_finding_and_the_others_go_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(_now: datetime) -> float:
        raise ConnectionError

    beat("w", machine_now=machine_now())
    late = Gauge("late_seconds", "", lambda _now: 61.0, 60)
    monkeypatch.setattr(checks, "gauges", lambda: iter([Gauge("gone", "", raises, 1), late]))
    assert names_unwell(client) == ["gone", "late_seconds"]


def test_asking_often_does_not_load_the_house(client: Client, django_assert_num_queries: object) -> None:
    client.get("/readyz", headers=OUTSIDE)
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get("/readyz", headers=OUTSIDE)


def test_the_figures_tell_requests_by_view_and_each_rooms_gauges(client: Client) -> None:
    beat("w", machine_now=machine_now() - timedelta(seconds=7))
    client.get("/livez")
    text = client.get("/metrics").content.decode()
    assert 'endorr_requests_total{method="GET",status="200",view="watch:livez"}' in text
    assert "endorr_worker_heartbeat_seconds 7." in text
    assert "endorr_tasks_waiting 0" in text


def test_no_answer_tells_a_version(client: Client) -> None:
    for address in ("/livez", "/readyz", "/metrics"):
        answer = client.get(address, headers=OUTSIDE)
        assert not {"Server", "X-Powered-By"} & set(answer.headers)
        assert b"6.1" not in answer.content


@pytest.mark.parametrize(
    ("address", "well", "ill"),
    [
        ("/statusz", "Allt fungerar", "Något fungerar inte"),
        ("/en/statusz", "Everything works", "Something does not work"),
    ],
)
def test_people_are_told_in_plain_words(client: Client, address: str, well: str, ill: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 503
    assert ill in answer.content.decode()
    assert "worker" not in answer.content.decode()
    beat("w", machine_now=machine_now())
    checks.forget()
    answer = client.get(address)
    assert answer.status_code == 200
    assert well in answer.content.decode()
