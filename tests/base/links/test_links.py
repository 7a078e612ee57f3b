"""A link opens one thing for whoever holds it, for as long as it should and no longer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from endorr.base.links.commands import Issued, issue, redeem, revoke, revoke_all
from endorr.base.links.limits import MISSES
from endorr.base.links.models import CapabilityLink
from endorr.base.links.queries import Opened, peek
from endorr.base.links.views import LinkView

pytestmark = pytest.mark.django_db

STATUS = "cases.status"
DAY = timedelta(days=1)


def link(now: datetime, *, max_uses: int | None = None, purpose: str = STATUS) -> Issued:
    return issue(purpose=purpose, target="enquiry1", now=now, expires_at=now + DAY, actor="person:1", max_uses=max_uses)


def test_the_token_is_nowhere_in_the_house(tuesday: datetime) -> None:
    token = link(tuesday).token
    assert len(token) >= 43
    assert token not in str(CapabilityLink.objects.values())


def test_it_opens_its_target_for_its_purpose_and_counts(tuesday: datetime) -> None:
    token = link(tuesday).token
    for _ in range(3):
        opened = redeem(token, purpose=STATUS, now=tuesday)
        assert opened is not None
        assert opened.target == "enquiry1"
    assert redeem(token, purpose="cases.answer", now=tuesday) is None
    assert CapabilityLink.objects.get().used == 3


def test_it_closes_when_its_time_is_up(tuesday: datetime) -> None:
    token = link(tuesday).token
    assert peek(token, purpose=STATUS, now=tuesday + DAY - timedelta(microseconds=1)) is not None
    assert peek(token, purpose=STATUS, now=tuesday + DAY) is None
    assert redeem(token, purpose=STATUS, now=tuesday + DAY) is None


def test_a_one_use_link_opens_once_however_often_it_is_looked_at(tuesday: datetime) -> None:
    token = link(tuesday, max_uses=1).token
    assert peek(token, purpose=STATUS, now=tuesday) == peek(token, purpose=STATUS, now=tuesday) != None  # noqa: E711
    assert redeem(token, purpose=STATUS, now=tuesday) is not None
    assert redeem(token, purpose=STATUS, now=tuesday) is None
    assert peek(token, purpose=STATUS, now=tuesday) is None


def test_a_revoked_link_is_closed_at_once(tuesday: datetime) -> None:
    one, other = link(tuesday), link(tuesday)
    elsewhere = link(tuesday, purpose="cases.answer")
    assert revoke(one.public_id, now=tuesday, actor="person:2")
    assert not revoke(one.public_id, now=tuesday, actor="person:2")
    assert redeem(one.token, purpose=STATUS, now=tuesday) is None
    assert revoke_all("enquiry1", purpose=STATUS, now=tuesday, actor="person:2") == 1
    assert peek(other.token, purpose=STATUS, now=tuesday) is None
    assert peek(elsewhere.token, purpose="cases.answer", now=tuesday) is not None


class Confirm(LinkView):
    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponse("<form method=post><button>Ja</button></form>")

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponse(f"Klart: {opened.target}")


urlpatterns = [path("l/<str:token>", Confirm.as_view(), name="confirm")]


@pytest.fixture
def visitor(tuesday: datetime) -> Iterator[Client]:
    """A browser as privacy makes it: no referrer, a null origin, CSRF checked."""
    cache.clear()
    middleware = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
    with (
        override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=middleware),
        patch("endorr.base.links.views.now", lambda: tuesday),
    ):
        yield Client(enforce_csrf_checks=True, headers={"origin": "null"})


def test_looking_never_acts_and_the_button_does(tuesday: datetime, visitor: Client) -> None:
    address = f"/l/{link(tuesday, max_uses=1).token}"
    for _ in range(3):
        assert b"<button>" in visitor.get(address).content
    assert visitor.head(address).status_code == 200
    assert CapabilityLink.objects.get().used == 0
    assert visitor.post(address).content == b"Klart: enquiry1"
    assert visitor.post(address).status_code == 404


def test_nothing_of_the_link_leaks(tuesday: datetime, visitor: Client) -> None:
    good, bad = f"/l/{link(tuesday).token}", "/l/x"
    for answer in (visitor.get(good), visitor.post(good), visitor.get(bad), visitor.post(bad)):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Cache-Control"] == "no-store"


def test_every_link_that_opens_nothing_looks_the_same(tuesday: datetime, visitor: Client) -> None:
    old = issue(purpose=STATUS, target="e", now=tuesday - 2 * DAY, expires_at=tuesday - DAY, actor="person:1")
    closed = link(tuesday)
    revoke(closed.public_id, now=tuesday, actor="person:1")
    answers = {visitor.get(f"/l/{token}").content for token in ("unknown", old.token, closed.token)}
    assert len(answers) == 1


def test_whoever_tries_at_random_is_stopped_and_others_are_not(tuesday: datetime, visitor: Client) -> None:
    for number in range(MISSES):
        assert visitor.get(f"/l/{number}").status_code == 404
    good = f"/l/{link(tuesday).token}"
    assert visitor.get(good).status_code == 429
    assert visitor.get(good, REMOTE_ADDR="192.0.2.7").status_code == 200
