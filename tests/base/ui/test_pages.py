"""The shell and the pages that need no room: style page, errors, first page."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from endorr.base.ui.parts import Frame, Link, Person

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/stil/",
    "/stil/?sida=6",
    "/stil/ram/varumarke/",
    "/stil/ram/hoger/",
    "/stil/ram/inloggad/",
    "/stil/ram/fel/",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_skip_link_and_its_own_title(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert html.count("<h1") == 1
    body = html[html.index("<body") :]
    assert body.index('href="#main"') < body.index("<header")
    assert html.count('id="main"') == 1
    assert re.search(r"<title>\S.* – \S", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_page_that_does_not_exist_says_what_became_of_the_answers(client: Client) -> None:
    answer = client.get("/finns-inte/")
    assert answer.status_code == 404
    assert "Vad hände med det jag skrev?" in answer.content.decode()


def test_forbidden_and_missing_look_the_same() -> None:
    assert render_to_string("403.html") == render_to_string("404.html")


def test_the_page_for_our_own_fault_needs_nothing_to_work(rf: RequestFactory) -> None:
    html = server_error(rf.get("/")).content.decode()
    assert "Något gick fel hos oss" in html
    assert "så blir det ändå bara en fråga" in html


def test_an_unknown_frame_is_not_found(client: Client) -> None:
    assert client.get("/stil/ram/annat/").status_code == 404


def test_a_cooperation_speaks_in_its_own_name_and_colours() -> None:
    frame = Frame(cooperation="Regional exportsamverkan Lingonriket", logo="/fil/logga.svg", brand_css="/v/1.css")
    html = render_to_string("ui/page.html", {"frame": frame})
    assert "– Regional exportsamverkan Lingonriket</title>" in html
    assert '<link rel="stylesheet" href="/v/1.css">' in html
    assert 'src="/fil/logga.svg" alt=""' in html


def test_languages_name_themselves_and_say_where_one_is(client: Client) -> None:
    html = client.get("/").content.decode()
    assert '<a href="/en/" lang="en" hreflang="en">English</a>' in html
    assert '<link rel="alternate" hreflang="en" href="/en/">' in html
    assert html.count('aria-current="true"') == 1


def test_a_person_can_leave_by_a_form_and_not_by_a_link(rf: RequestFactory) -> None:
    frame = Frame(person=Person("Maja Exempel", of="Almi", links=(Link("Min sida", "/min/"),), sign_out="/ut/"))
    html = render_to_string("ui/page.html", {"frame": frame}, request=rf.get("/"))
    assert '<form method="post" action="/ut/"><input type="hidden" name="csrfmiddlewaretoken"' in html
    assert "Logga in" not in html


def test_public_pages_carry_no_htmx_and_work_pages_carry_it_tamed() -> None:
    assert "htmx" not in render_to_string("ui/page.html")
    html = render_to_string("ui/work.html")
    assert html.index('name="htmx-config"') < html.index("htmx.min.js")
    for tamed in (
        '"allowEval":false',
        '"allowScriptTags":false',
        '"includeIndicatorStyles":false',
        '"historyCacheSize":0',
    ):
        assert tamed in html


def test_the_first_page_asks_answers_and_promises(rf: RequestFactory) -> None:
    sentence = "Ställer du frågan nu hör vi av oss senast tisdag 24 november kl. 14.20."
    phone = {"number": "+46600000000", "shown": "0600-00 00 00", "hours": "Måndag–fredag kl. 8.00–16.30"}
    figures = [{"value": "93 %", "label": "kontakt i tid", "note": "412 av 443", "href": ""}]
    context = {
        "ask_url": "/fraga/",
        "ask_method": "post",
        "promise_sentence": sentence,
        "phone": phone,
        "figures": figures,
    }
    html = render_to_string("site/first.html", context, request=rf.get("/"))
    assert '<form action="/fraga/" method="post" novalidate>' in html
    assert "csrfmiddlewaretoken" in html
    assert (
        html.index("<textarea") < html.index(sentence) < html.index('href="tel:+46600000000"') < html.index("<details>")
    )
    assert html.count("<details>") == 6
    assert "Så håller vi vårt löfte" in html


def test_the_first_page_keeps_quiet_about_figures_it_does_not_have(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "Så håller vi vårt löfte" not in html
