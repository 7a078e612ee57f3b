"""The address carries the language; a page has only the languages it says; a reader is told when one is missing."""

from collections.abc import Iterator

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import path
from django.utils import translation
from pytest_django.fixtures import Settings

from endorr.base.i18n.context import words
from endorr.base.i18n.pages import is_easy, offered


def told(request: HttpRequest) -> HttpResponse:
    """Answer with all that a template would know."""
    known = words(request)
    return JsonResponse(
        {
            "language": translation.get_language(),
            "easy": is_easy(request),
            "links": [(one.code, one.href, one.current) for one in known["page_languages"]],
            "notice": known["language_notice"] and (known["language_notice"].text, known["language_notice"].language),
        }
    )


@offered(easy="site/ask.ll.html")
def ask(request: HttpRequest) -> HttpResponse:
    return told(request)


@offered(languages=("sv", "en", "fi"))
def contact(request: HttpRequest, town: str) -> HttpResponse:
    return told(request)


@offered(languages=("sv",))
def decision(request: HttpRequest) -> HttpResponse:
    return told(request)


urlpatterns = [
    *i18n_patterns(
        path("", ask, name="ask"),
        path("kontakt/<str:town>/", contact, name="contact"),
        path("beslut/", decision, name="decision"),
        path("vanlig/", told, name="plain"),
        prefix_default_language=False,
    ),
    path("api/", told, name="api"),
]


@pytest.fixture(autouse=True)
def _three_languages(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = __name__
    settings.LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi")]
    settings.MIDDLEWARE = [
        "endorr.base.i18n.middleware.PageLanguageMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
    ]
    yield
    translation.activate("sv")


def test_the_address_alone_chooses_the_language(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert client.get("/", headers={"accept-language": "en"}).json()["language"] == "sv"
    english = client.get("/en/", headers={"accept-language": "sv"})
    assert english.json()["language"] == "en"
    assert english.headers["Content-Language"] == "en"


def test_a_page_lists_its_own_languages_and_no_other(client: Client) -> None:
    assert client.get("/?q=1").json()["links"] == [
        ["sv", "/?q=1", True],
        ["en", "/en/?q=1", False],
        ["sv-x-lattlast", "/ll/?q=1", False],
    ]
    assert client.get("/fi/kontakt/K%C3%B6ping/").json()["links"] == [
        ["sv", "/kontakt/K%C3%B6ping/", False],
        ["en", "/en/kontakt/K%C3%B6ping/", False],
        ["fi", "/fi/kontakt/K%C3%B6ping/", True],
    ]
    assert client.get("/en/vanlig/").json()["links"] == [["sv", "/vanlig/", False], ["en", "/en/vanlig/", True]]


def test_where_there_is_nothing_to_choose_nothing_is_offered(client: Client) -> None:
    assert client.get("/beslut/").json()["links"] == []
    assert client.get("/api/").json()["links"] == []


def test_the_easy_page_is_swedish_and_one_of_the_choices(client: Client) -> None:
    easy = client.get("/ll/")
    assert easy.json() == {
        "language": "sv",
        "easy": True,
        "links": [["sv", "/", False], ["en", "/en/", False], ["sv-x-lattlast", "/ll/", True]],
        "notice": None,
    }
    assert easy.headers["Content-Language"] == "sv"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/ll/vanlig/?sida=2", "/vanlig/?sida=2&lattlast=nej"),
        ("/ll/en/", "/en/?lattlast=nej"),
        ("/ll/api/", "/api/?lattlast=nej"),
    ],
)
def test_a_page_without_an_easy_variant_sends_its_reader_to_the_page_and_says_so(
    client: Client, asked: str, given: str
) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, given)
    assert client.get(given).json()["notice"] == [
        "Den här sidan finns inte på lättläst svenska. Här är den vanliga sidan.",
        "sv",
    ]


def test_nobody_is_led_to_another_host(client: Client) -> None:
    answer = client.get("/ll//ond.example/")
    assert answer.status_code == 404 or answer.headers["Location"].startswith("/ond")


def test_a_form_sent_from_an_easy_page_is_not_lost_on_the_way(client: Client) -> None:
    assert client.post("/ll/vanlig/", {"fraga": "tull"}).json()["easy"] is False


@pytest.mark.parametrize(
    ("address", "line"),
    [("/en/beslut/", ["This page exists only in Swedish.", "en"]), ("/fi/vanlig/", None)],
)
def test_a_page_that_lacks_the_language_answers_in_swedish_and_says_so(
    client: Client, address: str, line: list[str] | None
) -> None:
    answer = client.get(address).json()
    assert answer["language"] == "sv"
    assert answer["notice"] == line or (line is None and answer["notice"][1] == "fi")


def test_an_unknown_page_is_unknown_in_the_easy_variant_too(client: Client) -> None:
    assert client.get("/ll/finns-inte/").status_code == 404


def test_a_page_is_always_in_swedish() -> None:
    with pytest.raises(ValueError, match="Swedish"):
        offered(languages=("en",))
