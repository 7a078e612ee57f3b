"""Easy Swedish is easy: every easy page stays under the LIX and the sentences it may have, and belongs to a page."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.cases.easy_samples import SAMPLES
from tests.house.test_house import SOURCE

from endorr.base.i18n.lix import paragraphs_of, readability, too_hard
from endorr.base.i18n.pages import easy_address, offer_of

TEMPLATES = sorted(
    path.relative_to(folder).as_posix() for folder in SOURCE.rglob("templates") for path in folder.rglob("*.ll.html")
)


def easy_pages(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> dict[str, str]:
    """Return the named addresses that offer an easy variant, each with its template."""
    found: dict[str, str] = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= easy_pages(pattern.url_patterns, inner)
        elif easy := offer_of(pattern.callback).easy:
            found[f"{space}{pattern.name}"] = easy
    return found


def test_every_easy_template_belongs_to_a_page_and_every_easy_page_has_its_template() -> None:
    assert sorted(set(easy_pages().values())) == TEMPLATES


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(easy_pages()))
def test_an_easy_page_is_easy(client: Client, name: str) -> None:
    arguments = SAMPLES[name]() if name in SAMPLES else []
    answer = client.get(easy_address(reverse(name, args=arguments)))
    assert answer.status_code == 200, answer
    paragraphs = paragraphs_of(answer.content.decode())
    assert readability(paragraphs).words > 50
    assert list(too_hard(paragraphs)) == []


def test_a_hard_easy_page_would_be_caught(tmp_path: Path) -> None:
    page = tmp_path / "page.ll.html"
    page.write_text("<main><p>Exportkreditgarantier beviljas efter riskbedömning.</p></main>", encoding="utf-8")
    assert list(too_hard(paragraphs_of(page.read_text(encoding="utf-8"))))
