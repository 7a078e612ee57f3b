"""Whatever words have been stored, no page of the house lets them do anything: read as mark-up, and in Chromium."""

import mimetypes
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Dialog, Page, Route
from tests.base.policy.test_walk import OPENID
from tests.base.policy.world import World
from tests.browser.conftest import browser
from tests.hostile.forms import Reader
from tests.hostile.found import body_of, client_of, handler, pages
from tests.hostile.stored import overwrite
from tests.hostile.test_forms import NAUGHTY, OWN, world

__all__ = ["browser", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.long]
STRINGS = [*(one for one in OWN if "<" in one or ":" in one), *NAUGHTY]
SITE = "http://testserver"
FIRES = "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => console.log('FIRED ' + name)"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", OPENID)


def hostile_pages(world: World, counted: list[int]) -> Iterator[tuple[str, str, Any]]:
    """Give every page, as each who may see it, over texts overwritten as soon as there are any; count the texts."""
    shared, before = handler(), ""
    for visitor, address, path in pages(world):
        if address.name != before:
            counted.append(overwrite(STRINGS))
            before = address.name
        yield f"{address.name} as {visitor.name}", path, client_of(visitor, shared).get(path)


def test_no_page_lets_stored_words_run(world: World) -> None:
    texts: list[int] = []
    wrong, count = [], 0
    for who, _path, response in hostile_pages(world, texts):
        count += 1
        if response.status_code >= 500:
            wrong.append(f"{who}: {response.status_code}")
        wrong += [f"{who}: {one}" for one in Reader(body_of(response)).active]
    print(f"figure: {count} pages over {sum(texts)} hostile texts, {len(wrong)} faults")  # noqa: T201
    assert sorted(set(wrong)) == []


def answer(route: Route, path: str, headers: dict[str, str], body: str) -> None:
    """Answer Chromium as the house would: the page with its headers, and what it asks for from the static files."""
    asked = urlsplit(route.request.url).path
    if asked == path:
        route.fulfill(status=200, headers=headers, body=body)
    elif asked.startswith("/static/") and (found := finders.find(asked.removeprefix("/static/"))):
        kind = mimetypes.guess_type(asked)[0] or "application/octet-stream"
        route.fulfill(status=200, headers={"Content-Type": kind}, body=Path(str(found)).read_bytes())
    else:
        route.fulfill(status=404, body="")


def dismissed(heard: list[str], dialog: Dialog) -> None:
    heard.append(f"FIRED {dialog.type}")
    dialog.dismiss()


def test_no_stored_words_run_in_chromium(world: World, browser: Browser) -> None:
    page: Page = browser.new_page()
    page.add_init_script(FIRES)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", partial(dismissed, heard))
    wrong, seen, texts = [], set(), list[int]()
    for who, path, response in hostile_pages(world, texts):
        body = body_of(response)
        if path in seen or not body or response.status_code != 200:
            continue
        seen.add(path)
        page.unroute_all()
        page.route("**/*", partial(answer, path=path, headers=dict(response.headers), body=body))
        heard.clear()
        page.goto(SITE + path, wait_until="load")
        wrong += [f"{who}: {one}" for one in heard if "FIRED" in one or "Content Security Policy" in one]
    page.close()
    print(f"figure: {len(seen)} pages in Chromium over {sum(texts)} hostile texts, {len(wrong)} fired")  # noqa: T201
    assert sorted(set(wrong)) == []
