"""No line of a log and no figure names a person, whatever somebody writes wherever."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from endorr.base.policy import middleware
from endorr.base.policy.rules import EVERYONE, Rule, rule
from endorr.base.policy.table import policy_table
from endorr.base.trace import accepted, request_id
from endorr.base.watch.logs import JsonFormatter
from endorr.base.watch.metrics import exposition
from endorr.site import urls as house

NAME, MAIL, PHONE = "Kanariefågel Ek", "kanarie@almi.example", "070-174 06 58"
CANARIES = ("kanarie", "Kanarie", "%C3%A5gel", "174 06 58", "174%2006", "174+06")

pytestmark = pytest.mark.django_db


def stumble(_request: HttpRequest) -> HttpResponse:
    try:
        int(f"{NAME} <{MAIL}>")
    except ValueError as error:
        raise RuntimeError(f"no answer for {PHONE}") from error
    return HttpResponse()


def say(request: HttpRequest) -> HttpResponse:
    logging.getLogger("endorr.test").warning("%s wrote", request.POST.get("name"))
    logging.getLogger("some.library").warning("cannot parse %s", request.POST.get("name"))
    logging.getLogger("some.library").error(f"cannot parse {request.POST.get('name')}")
    return HttpResponse(request_id())


urlpatterns = [
    path("stumble", stumble, name="stumble"),
    path("say", say, name="say"),
    *house.urlpatterns,
]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that any logger of the process writes, as it would stand in the log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    kept = {name: list(logging.getLogger(name).handlers) for name in ("", "django", "django.server")}
    levels = {name: logging.getLogger(name).level for name in kept}
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger().addHandler(handler)
    rules: dict[str, Rule] = {
        **policy_table(),
        "stumble": rule("stumble", GET=EVERYONE, POST=EVERYONE),
        "say": rule("say", POST=EVERYONE),
    }
    monkeypatch.setattr(middleware, "policy_table", lambda: rules)
    yield written
    for name, handlers in kept.items():
        logging.getLogger(name).handlers[:] = handlers
        logging.getLogger(name).setLevel(levels[name])


def told(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.urls(__name__)
def test_canaries_in_every_place_are_found_in_no_line_and_no_figure(lines: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    headers = {"User-Agent": NAME, "Referer": f"http://testserver/?q={MAIL}", "X-Request-ID": PHONE, "X-Name": MAIL}
    for address in ("/", "/stumble", "/say", f"/fraga/{MAIL}", f"/{NAME}", "/konto/login/", f"/en/{PHONE}", "/metrics"):
        query = {"name": NAME, "mail": MAIL, "phone": PHONE}
        client.get(address, query, headers=headers)
        client.post(address, query, headers=headers)
        client.post(address, data=f'{{"name": "{NAME}"', content_type="application/json", headers=headers)
    client.get("/", headers={"Host": "kanarie.example"})
    client.post("/", headers={**headers, "Host": MAIL})
    text = lines.getvalue()
    assert "builtins.RuntimeError" in text, "the stumble was logged"
    assert "builtins.ValueError" in text, "with its cause"
    assert len(told(lines)) > 25
    for canary in CANARIES:
        assert canary not in text
        assert canary not in exposition().decode()


@pytest.mark.urls(__name__)
def test_a_request_has_one_id_from_the_edge_to_the_last_line(lines: io.StringIO) -> None:
    response = Client().post("/say", {"name": NAME}, headers={"X-Request-ID": "edge-0123456789"})
    assert response.content == b"edge-0123456789"
    assert response["X-Request-ID"] == "edge-0123456789"
    ours = [line for line in told(lines) if line["logger"].startswith(("endorr", "some"))]
    assert len(ours) == 4
    assert {line["request"] for line in ours} == {"edge-0123456789"}


def test_a_record_that_cannot_be_told_is_not_printed_by_other_means() -> None:
    record = logging.makeLogRecord({"name": "endorr.x", "msg": NAME})
    record.exc_info = (ValueError, "not an error", None)  # type: ignore[assignment]
    line = json.loads(JsonFormatter().format(record))
    assert line["event"] == "a record could not be told"


@pytest.mark.parametrize("offered", [None, "", "short", "x" * 65, "<script>alert", "a b c d e f", MAIL, "line\nbreak"])
def test_an_id_of_another_shape_is_replaced(offered: str | None) -> None:
    made = accepted(offered)
    assert made != offered
    assert accepted(made) == made
