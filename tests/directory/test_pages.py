"""The public pages: anybody asks who helps, in words, on the map and over the API."""

from typing import Any

import pytest
from django.test import Client
from tests.directory.factories import SKELLEFTEA, UMEA, cooperation, function, mapped, needs, organisation

from endorr.base.tenancy.models import Cooperation

pytestmark = pytest.mark.django_db


@pytest.fixture
def north() -> Cooperation:
    """Almi covers finance in Umeå; the desk is the region's; the cooperation has gone through two municipalities."""
    almi, region = organisation("Almi Nord"), organisation("Region Nord")
    door = cooperation("Nord", "24", almi, region)
    function("Exportfinansiering", almi, within=door, covers=[UMEA], held_by=["Eva"])
    function("Samordning", region, within=door, good_at=["start"], held_by=["Ola"], desk=True)
    needs("finance", "customs")
    mapped(door, UMEA, SKELLEFTEA)
    return door


def page(path: str, **query: str) -> str:
    response = Client().get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_before_anything_is_asked_the_country_is_shown(north: Cooperation) -> None:
    shown = page("/vem-hjalper/")
    assert 'href="/vem-hjalper/lan/24/"' in shown
    assert shown.count("tiles__tile--") == 21
    assert "Västerbottens län" in shown


def test_a_company_in_umea_is_told_who_helps_and_no_persons_name(north: Cooperation) -> None:
    shown = page("/vem-hjalper/", municipality="umeå", need="finance")
    assert "Täckt" in shown
    assert "Exportfinansiering" in shown
    assert "Eva" not in shown


def test_a_hole_is_told_and_the_desk_takes_the_question_anyway(north: Cooperation) -> None:
    shown = page("/vem-hjalper/", municipality="Skellefteå kommun", need="finance")
    assert "Lucka" in shown
    assert "Samordningen tar frågan ändå" in shown
    assert "Region Nord" in shown


def test_a_municipality_that_does_not_exist_is_told_in_words(north: Cooperation) -> None:
    shown = page("/vem-hjalper/", municipality="Ankeborg", need="finance")
    assert "Ingen kommun heter så" in shown


def test_what_nobody_has_gone_through_is_unknown(north: Cooperation) -> None:
    assert "Okänt" in page("/vem-hjalper/", municipality="Lund", need="finance")


def test_a_county_page_lists_its_holes(north: Cooperation) -> None:
    shown = page("/vem-hjalper/lan/24/")
    assert "customs" in shown
    assert "Skellefteå" in shown
    assert Client().get("/vem-hjalper/lan/02/").status_code == 404


def test_the_page_speaks_english(north: Cooperation) -> None:
    assert "Who helps here?" in page("/en/vem-hjalper/")


def ask(**query: str) -> Any:
    return Client().get("/api/v1/who-helps/", query)


def test_the_api_gives_the_same_answer_in_codes(north: Cooperation) -> None:
    found = ask(municipality=UMEA, need="finance", date="2026-11-17").json()
    assert (found["verdict"], [one["why"] for one in found["functions"]]) == ("covered", ["holder"])
    hole = ask(municipality=SKELLEFTEA, need="finance", date="2026-11-17").json()
    assert (hole["verdict"], hole["silence"], hole["mapped_since"]) == ("hole", "nobody", "2024-01-01")
    assert hole["desk"]["organisation"] == "Region Nord"


def test_the_api_says_which_parameters_it_did_not_understand(north: Cooperation) -> None:
    response = ask(municipality="9999", need="trolleri", date="i morgon")
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"municipality", "need", "date"}


def test_the_needs_are_listed(north: Cooperation) -> None:
    assert {one["code"] for one in Client().get("/api/v1/needs/").json()["needs"]} == {"finance", "start", "customs"}


@pytest.mark.parametrize(
    ("path", "query", "most"),
    [
        ("/vem-hjalper/", {}, 8),
        ("/vem-hjalper/", {"municipality": "Umeå", "need": "finance"}, 8),
        ("/vem-hjalper/lan/24/", {}, 7),
        ("/api/v1/who-helps/", {"municipality": UMEA, "need": "finance"}, 8),
    ],
)
def test_pages_ask_the_database_little(
    north: Cooperation, django_assert_max_num_queries: Any, path: str, query: dict[str, str], most: int
) -> None:
    with django_assert_max_num_queries(most):
        page(path, **query)
