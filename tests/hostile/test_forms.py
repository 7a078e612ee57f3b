"""Every field of every form gets what nobody would write: the house answers plainly, and nothing on a page can run."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.base.policy.world import World, build
from tests.hostile.forms import Reader
from tests.hostile.found import Found, body_of, every_form, handler, send

from endorr.base.clock import now

pytestmark = pytest.mark.django_db

NAUGHTY: list[str] = json.loads((Path(__file__).parent / "naughty_strings.json").read_text(encoding="utf-8"))
OWN = (
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: a=b",
    "\u202eolleh\u202c",
    "\ufeff",
    "\U0010ffff",
    "9" * 400,
    "-1",
    "1e400",
    "2026-02-30",
    "9999999999-01-01",
    "25:61",
    "../../../../etc/passwd",
    "{{ request }}{% debug %}",
    "{0.__class__}%s%(x)s%n",
    "'; DROP TABLE cases_case; --",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)
"""What the list does not have: bytes and numbers that break parsers, and ways out of where our pages put words."""
HUGE = "x" * 1_000_000
FOR_CHOICES = ("", "\x00", "finns-inte", "-1", "9" * 40, "<script>alert(1)</script>", "x" * 5000, "\ud7ff\uffff")
FIXED = frozenset({"csrfmiddlewaretoken", "form_nonce"})


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(now())
        transaction.set_rollback(True)


def fault(response: HttpResponse, words: str) -> str:
    """Say what is wrong with an answer to a hostile form, or nothing."""
    if response.status_code >= 500:
        return f"{response.status_code}"
    if response.status_code == 200 and "<" in words and words in (page := body_of(response)):
        return "; ".join(Reader(page).active)
    if "\n" in response.headers.get("Location", ""):
        return "a header with two lines"
    return ""


def attempts(found: Found, strings: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each field of a form with what it is to hold: words where one writes, no choice where one chooses."""
    written = set(found.form.written)
    for name in found.form.values:
        if name not in FIXED:
            yield from ((name, words) for words in (strings if name in written else FOR_CHOICES))


def attacked(forms: Iterable[Found], strings: Iterable[str]) -> tuple[int, int, list[str]]:
    """Fill each field of each form with each string, the rest as it stood; return the fields, the tries, the faults."""
    shared, fields, count, wrong = handler(), 0, 0, []
    for found in forms:
        fields += len(found.form.written)
        for name, words in attempts(found, strings):
            count += 1
            with transaction.atomic():
                response = send(found, shared, **{name: words})
                if said := fault(response, words):
                    wrong.append(f"{found}: {name}={words[:40]!r}: {said}")
                transaction.set_rollback(True)
    return fields, count, wrong


FEW = ("cases:ask", "cases:about", "records:ask")


@pytest.mark.long
def test_what_everybody_may_send_stands_what_nobody_would_write(world: World) -> None:
    forms = (found for found in every_form(world, only=FEW) if found.name in FEW)
    fields, _count, wrong = attacked(forms, (*OWN, *NAUGHTY[::160]))
    assert wrong == []
    assert fields >= 7


@pytest.mark.long
def test_every_field_of_every_form_takes_every_naughty_string(world: World) -> None:
    assert len(NAUGHTY) == 485
    step = int(os.environ.get("ENDORR_EVERY", "1"))  # every nth string, for a quicker look
    fields, count, wrong = attacked(every_form(world), (*OWN, HUGE, *NAUGHTY[::step]))
    print(f"figure: {fields} fields, {count} hostile forms sent, {len(wrong)} faults")  # noqa: T201
    assert sorted(set(wrong)) == []


def test_a_nul_is_refused_in_plain_words_wherever_it_stands(client: Client) -> None:
    answers = [client.get("/fraga/?via=%00"), client.post("/fraga/", {"fraga": "Tull", "via": "\0"})]
    assert [one.status_code for one in answers] == [400, 400]
    assert all("Servern" not in one.content.decode() and "<h1" in one.content.decode() for one in answers)
