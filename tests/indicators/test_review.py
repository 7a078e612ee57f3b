"""A journalist pastes a text: every figure is marked, nothing is stored, and what cannot be checked says so."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from endorr.indicators.review.examples import EXAMPLES
from endorr.indicators.review.knowing import told_by_itself
from endorr.statistics.seed.published import sow_published

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)


@pytest.fixture
def published() -> None:
    sow_published(now=NOW)


def page_of(client: Client, **told: str) -> str:
    answered = client.post(reverse("indicators:review"), {"sprak": "sv", "grund": "", **told})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answered.content.decode()))


@pytest.mark.usefixtures("published")
class TestAText:
    def test_57_075_million_is_not_checkable_and_says_why(self, client: Client) -> None:
        page = page_of(client, text=EXAMPLES["vasterbotten"])
        assert "Källtabellen finns inte här" in page
        assert "57,1 miljarder kronor på 271 736 invånare är 210 000 kronor per invånare" in page
        assert "det hela 237,8 miljarder kronor" in page
        assert "14,5 miljarder kronor efter huvudkontor" in page
        assert "Motsägs" not in page

    def test_vastmanland_is_right_part_by_part(self, client: Client) -> None:
        page = page_of(client, text=EXAMPLES["vastmanland"])
        assert "36,0 miljarder kronor av 43,0 miljarder kronor är 83,7 procent" in page
        assert "157 000 kronor per invånare" in page
        assert "138 700 kronor per invånare" in page
        assert "3 stämmer" in page

    def test_norrbotten_fell_in_between(self, client: Client) -> None:
        assert "-17,1 procent däremellan" in page_of(client, text=EXAMPLES["arets-exportregion"]).replace("−", "-")

    def test_ten_per_cent_by_two_denominators(self, client: Client) -> None:
        page = page_of(client, text=EXAMPLES["dalarna"])
        assert "1 166 602 företag är 4,0 procent" in page
        assert "285 216 företag är 16,4 procent" in page

    def test_the_reader_may_say_the_basis(self, client: Client) -> None:
        text = "Varuexporten i Västmanland var 57 miljarder kronor 2017."
        assert "Motsägs" in page_of(client, text=text, grund="hq")
        assert "Motsägs" not in page_of(client, text=text)

    def test_it_takes_few_queries(self, client: Client, django_assert_max_num_queries: object) -> None:
        page_of(client, text=EXAMPLES["vastmanland"])
        with django_assert_max_num_queries(4):  # type: ignore[operator]
            page_of(client, text=EXAMPLES["vastmanland"])


class TestInput:
    def test_nothing_pasted_is_told_at_the_field(self, client: Client) -> None:
        assert "Klistra in en text, eller välj ett exempel." in page_of(client, text=" ")

    def test_too_long_a_text_is_refused_and_not_lost(self, client: Client) -> None:
        page = page_of(client, text="x" * 20_001)
        assert "längre än 20 000 tecken" in page.replace(" ", " ")
        assert "x" * 20_001 in page

    def test_a_text_is_shown_as_text(self, client: Client) -> None:
        answered = client.post(
            reverse("indicators:review"), {"text": "<script>alert(1)</script> 43 miljarder kronor", "sprak": "sv"}
        )
        assert b"<script>alert" not in answered.content

    def test_each_example_opens_by_its_address(self, client: Client) -> None:
        for key in EXAMPLES:
            assert client.get(reverse("indicators:review"), {"exempel": key}).status_code == 200
        assert client.get(reverse("indicators:review"), {"exempel": "finns-inte"}).status_code == 200


def test_a_release_does_not_confirm_itself() -> None:
    assert told_by_itself("Källa: Region Västmanland 2019")
    assert told_by_itself("Region Västerbotten (Bisnode)")
    assert not told_by_itself("orebrokuriren.se 2019-03-29 (Stockholms Handelskammare/SCB)")
