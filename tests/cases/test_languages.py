"""The way in, the confirmation and the company's own page, in Finnish, Arabic and easy Swedish."""

import re
from html import unescape
from typing import Any

import pytest
from babel.dates import format_date
from django.test import Client
from tests.cases.factories import NOW, asked, door

from endorr import worktime
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation
from endorr.cases.models import Enquiry
from endorr.cases.preparing import BY_TOPIC, MOST, to_have_at_hand

pytestmark = pytest.mark.django_db

TOLD = {"kommun": "Umeå", "namn": "Vera Lind", "epost": "vera@lampor.example", "foretag": "Linds Lampor"}
LATIN = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
# What is called the same in every language: names, places, addresses, endings of files.
SAME = """En dörr in, Exportsamverkan Västerbotten, Exportjouren, Region Exempel, Linds Lampor, Vera Lind, Umeå,
vera lampor example, EUPL PDF Word Excel EX, http testserver ar fraga min dela, Lampor till Norge"""
NAMES = set(LATIN.findall(SAME))


@pytest.fixture
def north() -> Cooperation:
    return door()


def words_of(html: str) -> str:
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert main
    # A list of places to choose from and another language's own words are marked as what they are.
    bare = re.sub(r"<(datalist|select)\b.*?</\1>|<(\w+)[^>]* lang=\"[^\"]*\".*?</\2>", " ", main[0], flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", bare))


def way_in(client: Client, language: str) -> list[tuple[str, str]]:
    """Ask in a language; return every page on the way, with its address."""
    seen: list[tuple[str, str]] = []

    def see(address: str) -> str:
        html = client.get(address).content.decode()
        seen.append((address, html))
        return html

    first = f"/{language}/fraga/"
    see(first)
    about = client.post(first, {"fraga": "Lampor till Norge"})["Location"]
    see(about)
    share = client.post(about, TOLD)["Location"]
    see(share)
    check = client.post(share, {"dela": "yes"})["Location"]
    nonce = re.search(r'name="form_nonce" value="([^"]+)"', see(check))
    assert nonce
    sent = client.post(check, {"form_nonce": nonce[1]})["Location"]
    see(sent)
    see(sent.replace("skickad/", ""))
    return seen


@pytest.mark.parametrize("language", ["fi", "ar", "en", "ll"])
def test_the_whole_way_stays_in_the_language_it_was_begun_in(client: Client, north: Cooperation, language: str) -> None:
    seen = way_in(client, language)
    assert all(address.startswith(f"/{language}/") for address, _ in seen)
    assert all(f'lang="{"sv" if language == "ll" else language}"' in html for _, html in seen)
    assert Enquiry.objects.get().language == {"ll": "sv-x-lattlast"}.get(language, language)
    # The mail leads back to the same language.
    mail: dict[str, Any] = OutboxRow.objects.get(payload__to="vera@lampor.example").payload
    assert ("/fraga/min/" if language == "ll" else f"/{language}/fraga/min/") in mail["text"]


def test_an_arabic_reader_meets_no_other_language_on_the_way_and_reads_from_the_right(
    client: Client, north: Cooperation
) -> None:
    for address, html in way_in(client, "ar"):
        assert 'dir="rtl"' in html
        assert "endorr-rtl" in html
        left = set(LATIN.findall(words_of(html))) - NAMES
        strange = {word for word in left if not re.match(r"[A-Za-z0-9_-]{20,}", word)}
        token = re.search(r"/min/([^/]+)/", address)
        strange = {word for word in strange if not (token and word in token[1])}
        assert strange == set(), address


def test_a_finnish_reader_is_told_in_finnish_what_must_be_put_right(client: Client, north: Cooperation) -> None:
    page = unescape(client.post("/fi/fraga/", {"fraga": ""}).content.decode())
    assert "Kirjoita, missä haluat apua. Yksi sana riittää." in page
    about = client.post("/fi/fraga/", {"fraga": "Lamppuja Norjaan"})["Location"]
    page = unescape(client.post(about, {"kommun": "Helsinki", "namn": "", "epost": "x"}).content.decode())
    assert "Emme tunnista kuntaa" in page
    assert "Kirjoita nimesi." in page


@pytest.mark.parametrize(("language", "locale"), [("fi", "fi_FI"), ("ar", "ar")])
def test_the_promises_days_are_those_of_the_language(language: str, locale: str) -> None:
    shape = {"fi": "EEEE d. MMMM", "ar": "'يوم' EEEE d MMMM"}[language]
    for month in range(1, 13):
        for day in range(1, 8):
            when = NOW.replace(month=month, day=day)
            told = worktime.deadline(when, "SE", language)
            assert told.startswith(format_date(when.date(), shape, locale=locale))


def test_the_promise_in_finnish_and_arabic_is_the_same_promise(north: Cooperation) -> None:
    for language, sentence in (
        ("fi", "viimeistään keskiviikkona 18. marraskuuta klo 09.40"),
        ("ar", "في موعد أقصاه يوم الأربعاء 18 نوفمبر الساعة 09:40"),
    ):
        asked(language=language, email=f"{language}@lampor.example")
        assert sentence in OutboxRow.objects.get(payload__to=f"{language}@lampor.example").payload["text"]


@pytest.mark.parametrize("written", ["umea", "UMEÅ", "Umeå kommun", "  Umeå ", "gavle", "Malå"])
def test_a_place_is_known_however_it_is_written(client: Client, north: Cooperation, written: str) -> None:
    about = client.post("/fraga/", {"fraga": "Lampor"})["Location"]
    assert client.post(about, {**TOLD, "kommun": written}).status_code == 302


def test_what_is_good_to_have_at_hand_depends_on_what_it_is_about() -> None:
    assert to_have_at_hand([])[0] == to_have_at_hand(["customs"])[0]
    assert str(to_have_at_hand(["customs"])[1]) == "varans tulltaxenummer, om ni vet det"
    assert all(len(to_have_at_hand([topic, "grant"])) == MOST for topic in BY_TOPIC)


# Keystroke-level model (Card, Moran and Newell 1980): seconds for a key, a pointing, a hand moved, a thought.
KEY, POINT, HOME, THINK = 0.28, 1.1, 0.4, 1.35
ANSWERS = {
    "fraga": "Hur får jag betalt av en kund i Norge?",
    "kommun": "Umeå",
    "namn": "Vera Lind",
    "epost": "vera@lampor.example",
    "dela": None,
}


def test_asking_takes_a_minute_at_most_by_the_keystroke_model(client: Client, north: Cooperation) -> None:
    """Six things are answered at most, the page to check among them; each field is thought of and filled in."""
    about = client.post("/fraga/", {"fraga": "x"})["Location"]
    share = client.post(about, TOLD)["Location"]
    pages = [client.get(address).content.decode() for address in ("/fraga/", about, share)]
    needed = {
        name
        for html in pages
        for name in re.findall(r'name="([a-z]+)"', html)
        if name in {"fraga", "kommun", "namn", "epost", "telefon", "dela"}
    } - {"telefon"}
    assert needed == set(ANSWERS), "a new required answer must be weighed here"
    assert len(needed) + 1 <= 6
    typed = sum(HOME + THINK + KEY * len(text) for text in ANSWERS.values() if text)
    chosen = sum(THINK + POINT for text in ANSWERS.values() if text is None)
    pressed = (len(pages) + 1) * (HOME + POINT)
    read = THINK * 2  # the check: what one wrote, and the promise
    assert 30 < typed + chosen + pressed + read <= 60
