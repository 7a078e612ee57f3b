"""A real browser on a real server: what a visitor would see, measured."""

import gzip
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

HERE = Path(__file__).parent
Scheme = Literal["light", "dark"]

# As root Chromium needs --no-sandbox; the rest keeps it from calling home on a closed network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("ENDORR_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium to test with")
        pytest.skip("no Chromium on this machine: script/test installs one where it may")
    # Playwright's synchronous API runs an event loop, in which Django would refuse its ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visit:
    """An open page and what it cost: requests made, bytes moved, complaints in the console."""

    page: Page
    scripts: bool = True
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    finished: list[Request] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """Bytes over the wire, bodies and headers, of everything the page asked for; `settle` first."""
        return sum(weight_of(request) for request in self.finished)

    def settle(self) -> "Visit":
        """Wait until nothing more is asked for, so that what the page cost can be added up."""
        self.page.wait_for_load_state("networkidle")
        return self

    def axe_violations(self) -> list[str]:
        """What the accessibility engine finds wrong, one line a rule and element."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("options => axe.run(options).then(result => result.violations)", AXE_OPTIONS)
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    def sideways(self) -> int:
        """How many pixels the page is wider than its window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(script))

    def assert_sound(self, *, examined: bool = True) -> None:
        """Fail unless the page is no wider than its window and, if `examined`, the accessibility engine minds nothing.

        The engine is itself a script, so it looks only where scripts run. ENDORR_PICTURES names a folder for pictures.
        """
        self.page.wait_for_load_state()
        if folder := os.environ.get("ENDORR_PICTURES"):
            name = re.sub(r"\W+", "-", self.page.title())[:40]
            number = len(list(Path(folder).glob("*.png")))
            self.page.screenshot(path=f"{folder}/{number:03}-{name}.png", full_page=True)
        assert self.sideways() <= 0, self.page.url
        if examined and self.scripts:
            assert self.axe_violations() == [], self.page.url


def compressed_size(url: str) -> int | None:
    """Return how many bytes a static text file is as WhiteNoise sends it, which the test server does not; else None."""
    path = urlsplit(url).path.removeprefix("/static/")
    file = finders.find(path) if path.endswith((".css", ".js", ".svg")) else None
    return len(gzip.compress(Path(file).read_bytes(), mtime=0)) if file else None


def weight_of(request: Request) -> int:
    sizes = request.sizes()
    return (compressed_size(request.url) or sizes["responseBodySize"]) + sizes["responseHeadersSize"]


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is not asked about: the engine then stops at the first reason.
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Open a path of the house: `visit("/", width=320, scheme="dark", javascript=False)`."""
    contexts = []

    def open_path(path: str, *, width: int = 1200, scheme: Scheme = "light", javascript: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="sv-SE",
            reduced_motion="reduce",
        )
        contexts.append(context)
        visit = Visit(context.new_page(), javascript)
        page = visit.page
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("console", lambda message: visit.complaints.append(message.text))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("requestfinished", lambda request: visit.finished.append(request))  # noqa: PLW0108 - it is marked as heard
        page.goto(live_server.url + path, wait_until="load")
        return visit

    yield open_path
    for context in contexts:
        context.close()
