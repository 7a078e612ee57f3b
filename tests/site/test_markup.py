"""Every kind of page as the Nu HTML checker reads it: the public ones, and those of an adviser and an administrator."""

import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from tests.browser.furnished import SARA, Sheet, furnished
from tests.browser.test_accessibility import PAGES
from tests.cases.factories import signed_in

from endorr.base.accounts.models import User

pytestmark = [pytest.mark.long, pytest.mark.django_db]

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MAJA = "maja@region-vasterbotten.example"
STARTS = [*PAGES, "/stil/", "/fi/fraga/", "/ar/fraga/", "/ll/fraga/", "/en/demo/"]
FEWEST = 120
"""So many pages at least are found from the starts; fewer would mean that the links are not followed."""


@pytest.fixture
def checker() -> list[str]:
    java = shutil.which("java")
    if java is None:
        pytest.fail("no Java to run the HTML checker with: script/test --long installs it where it may")
    if not CHECKER.is_file():
        pytest.fail("no HTML checker in node_modules: script/test --long installs it where npm is")
    return [java, "-jar", str(CHECKER), "--errors-only", "--no-langdetect", "--exit-zero-always", "--stdout"]


def kind_of(path: str) -> tuple[str, str] | None:
    """Return which view an address leads to, and in which language; None where it leads nowhere."""
    bare = urlsplit(path).path
    try:
        found = resolve(bare).view_name
    except Resolver404:
        return None
    language = re.match(r"/(en|fi|ar|ll)/", bare)
    return found, language.group(1) if language else "sv"


def followed(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Follow the links from some addresses; yield the address and text of one page of each kind, and of every start."""
    waiting, kinds, given = deque(starts), set[tuple[str, str]](), set(starts)
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or (kind in kinds and path not in given) or "logga-ut" in path:
            continue
        kinds.add(kind)
        given.discard(path)
        response = client.get(path)
        if response.status_code in {301, 302}:
            waiting.append(urljoin(path, response["Location"]))
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            if response.streaming:  # read to its end, the test client closes the file
                list(response.streaming_content)  # type: ignore[attr-defined]
            continue
        text = response.content.decode()
        yield path, text
        waiting.extend(urljoin(path, link) for link in re.findall(r'href="([/?][^"#]*)', text) if link[:2] != "//")


def read(sheets: list[Sheet]) -> Iterator[tuple[str, str]]:
    """Return what there is to check: everybody's pages, then the door's own with whoever each is for, then staff's."""
    yield from followed(Client(), [*STARTS, *(sheet.path for sheet in sheets if not sheet.person)])
    for person in (SARA, MAJA):
        client = signed_in(User.objects.get(email=person))
        yield from followed(client, ["/arbete/", *(sheet.path for sheet in sheets if sheet.person == person)])


def test_every_kind_of_page_is_html_as_it_should_be(checker: list[str], tmp_path: Path) -> None:
    named: dict[str, str] = {}
    with furnished() as sheets:
        for path, text in read(sheets):
            file = tmp_path / f"{len(named):04}.html"
            file.write_text(text, encoding="utf-8")
            named[file.name] = path
    assert len(named) >= FEWEST
    assert any(path.startswith("/arbete/") for path in named.values())
    told = subprocess.run([*checker, str(tmp_path)], capture_output=True, text=True, check=True, timeout=600)
    lines = (line.partition(".html") for line in told.stdout.splitlines())
    wrong = [f"{named[file[-4:] + suffix]}{where}" for file, suffix, where in lines if suffix]
    assert wrong == []
