"""The award's pages, as the public, the secretary and a juror meet them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from tests.award.factories import NAMES, NOMINEES, NOW, READ, Stage, sheet, signed_in

from endorr.award import commands, freezing, queries
from endorr.cli.award import command
from endorr.statistics.seed.practice import sow_practice

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture(scope="module")
def set_up(sown_together: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        sow_practice(NOW, first=2)
        yield Stage()


@pytest.fixture
def stage(set_up: Stage, db: None) -> Stage:
    return deepcopy(set_up)


def sent(client: Client, address: str, **fields: str) -> str:
    """Fill in a page's form as a person would and return the page that comes after."""
    page = client.get(address).content.decode()
    nonce = page.partition('name="form_nonce" value="')[2].partition('"')[0]
    return client.post(address, {"form_nonce": nonce, **fields}, follow=True).content.decode()


def test_nothing_is_public_before_it_is_frozen_and_the_jury_not_before_it_has_decided(
    stage: Stage, client: Client, tmp_path: Path
) -> None:
    stage.opened()
    assert client.get("/arets-exportregion/2026/").status_code == 404
    assert client.get("/arets-exportregion/2026/underlag.json").status_code == 404
    assert "Inget pris är påbörjat" in client.get("/arets-exportregion/").content.decode()
    commands.write_sheet(stage.award, stage.secretary, sheet(), now=NOW)
    commands.freeze(stage.award, stage.secretary, now=NOW)
    page = client.get("/arets-exportregion/2026/").content.decode()
    for told in (
        "Ingen vinnare är utsedd",
        "påhittade tal",
        "Plats i sammanvägningen, 20 län",
        "Gotlands län",
        READ[0],
    ):
        assert told in page, told
    assert "noindex" in page
    assert "Juryns beslut</h2>" not in page
    file = client.get("/arets-exportregion/2026/underlag.json").content.decode()
    shown = queries.award_of(2026)
    assert shown
    assert shown.frozen
    assert freezing.digest(file) == shown.frozen.digest
    assert shown.frozen.digest in page
    saved = tmp_path / "underlag.json"
    saved.write_text(file, encoding="utf-8")
    told = CliRunner().invoke(command, ["recompute", str(saved)]).output
    assert f"result {shown.frozen.result_digest}" in told
    assert "Örebro" in told.splitlines()[0]
    saved.write_text(json.dumps({"form": 9}), encoding="utf-8")
    assert CliRunner().invoke(command, ["recompute", str(saved)]).exit_code == 2


def test_the_secretary_goes_from_an_empty_year_to_three_nominees(stage: Stage) -> None:
    client = signed_in(stage.nils)
    desk = "/arbete/arets-exportregion/"
    first = {"organisation": stage.agency.public_id, "world": "practice"}
    assert "Skriv ett år med fyra siffror" in sent(client, desk, year="i år", **first)
    page = sent(client, desk, year="2026", **first)
    assert "Kriterieblad" in page
    assert "Det året har redan ett pris" in sent(client, desk, year="2026", **first)
    award = queries.awards(stage.secretary)[0].public_id
    weights = {"weight_smf_export_okning": "3", "weight_smf_exportorer": "2"}
    how = {"normalisation": "minmax", "aggregation": "arithmetic"}
    page = sent(client, f"{desk}{award}/kriterier/", read="Samverkan\nsamverkan", **how, **weights)
    assert "Samma sak står två gånger" in page
    assert "Samverkan\nsamverkan" in page, "nothing typed is lost"
    assert "minst ett mått" in sent(client, f"{desk}{award}/kriterier/", read="Samverkan", **how)
    assert "heltal från 0 till 10" in sent(
        client, f"{desk}{award}/kriterier/", read="Samverkan", weight_smf_exportorer="11", **how
    )
    assert "Kriteriebladet är sparat" in sent(
        client, f"{desk}{award}/kriterier/", read="Samverkan\nSpets", **how, **weights
    )
    assert "20 av 21" in client.get(f"{desk}{award}/frys/").content.decode()
    assert "Underlaget är fryst" in sent(client, f"{desk}{award}/frys/")
    nominees = {f"county_{order}": code for order, code in enumerate(NOMINEES, start=1)}
    reasons = {f"reasons_{order}": f"Skäl {order}" for order in (1, 2, 3)}
    page = sent(client, f"{desk}{award}/nominera/", **{**nominees, "county_2": "18"}, **reasons)
    assert "Välj tre olika län" in page
    assert "Skäl 3" in page
    page = sent(client, f"{desk}{award}/nominera/", **{**nominees, "county_3": "09"}, **reasons)
    assert "Gotlands län saknar för många uppgifter" in page
    assert "publicerade" in sent(client, f"{desk}{award}/nominera/", **nominees, **reasons)
    anna = stage.jurors[0]
    page = sent(client, f"{desk}{award}/jury/", person=anna.public_id, comes_from="")
    assert f"{NAMES[0]}</strong>, Högskolan" in page
    seat = queries.award(stage.secretary, award).jurors[0].public_id  # type: ignore[union-attr]
    nonce = client.get(f"{desk}{award}/jury/").content.decode().partition('name="form_nonce" value="')[2][:32]
    gone = client.post(f"{desk}{award}/jury/{seat}/bort/", {"form_nonce": nonce}, follow=True)
    assert "Ledamoten är borttagen" in gone.content.decode()


def test_a_juror_declares_assesses_hands_in_and_another_confirms(stage: Stage, client: Client) -> None:
    stage.nominated()
    for number in (1, 2, 3):
        stage.declare(number)
        stage.assess(number, {"18": 5, "12": 3, "24": 3})
    stage.declare(4, aside="24")
    anna, own = signed_in(stage.jurors[0]), f"/arbete/jury/{stage.award}/"
    assert "Svara ja eller nej" in sent(anna, f"{own}jav/", jav_18="nej")
    no = {f"jav_{code}": "nej" for code in NOMINEES}
    assert "Beskriv kopplingen" in sent(anna, f"{own}jav/", **{**no, "jav_12": "ja"})
    assert "Bedöm Skåne län" in sent(anna, f"{own}jav/", **no)
    points = {"points_0": "4", "why_0": "Starkt", "points_1": "3", "why_1": "Fungerar"}
    assert "Ge 1 till 5 poäng" in sent(anna, f"{own}bedom/18/", why_0="Starkt")
    for code in NOMINEES:
        page = sent(anna, f"{own}bedom/{code}/", **points)
    assert "Lämna min bedömning" in page
    assert "Bedömningarna öppnas när alla" in anna.get(f"{own}protokoll/").content.decode()
    nonce = page.partition('name="form_nonce" value="')[2].partition('"')[0]
    page = anna.post(f"{own}lamna/", {"form_nonce": nonce}, follow=True).content.decode()
    assert "Din bedömning är lämnad" in page
    assert NAMES[1] in anna.get(f"{own}protokoll/").content.decode()
    nils = signed_in(stage.nils)
    record = f"/arbete/arets-exportregion/{stage.award}/protokoll/"
    minutes = {"held_on": "2026-11-17", "winner": "12", "reasons": "Bredden övertygade juryn."}
    assert "checked" not in nils.get(record).content.decode().partition("Juryns val")[2], "no choice is made beforehand"
    page = sent(nils, record, **minutes)
    assert "Skriv varför juryn valde annorlunda" in page
    assert "Bredden övertygade juryn." in page
    assert "Protokollet är skrivet" in sent(nils, record, **minutes, deviation="Siffrorna ser inte gränsarbetet.")
    assert "Bredden" not in client.get("/arets-exportregion/2026/").content.decode()
    assert "priset avgjort" in sent(anna, f"{own}protokoll/")
    page = client.get("/arets-exportregion/2026/").content.decode()
    for told in (
        "Vinnare: Skåne län",
        "Bredden övertygade",
        "Siffrorna ser inte",
        NAMES[4],
        "Deltog inte",
        "Arbetar där",
    ):
        assert told in page, told
    assert "Skåne län" in client.get("/arets-exportregion/").content.decode()
    assert client.get("/en/arets-exportregion/2026/").content.decode().count("Winner") > 0


def test_strangers_are_told_that_there_is_no_such_page(stage: Stage) -> None:
    stage.nominated()
    for person, address in (
        (stage.jurors[0], f"/arbete/arets-exportregion/{stage.award}/"),
        (stage.nils, f"/arbete/jury/{stage.award}/"),
    ):
        assert signed_in(person).get(address).status_code == 404, address


def test_every_page_asks_few_questions(stage: Stage, client: Client) -> None:
    stage.judged().write()
    commands.confirm_record(stage.award, stage.juror(0), now=NOW)
    nils, anna = signed_in(stage.nils), signed_in(stage.jurors[0])
    desk, own = f"/arbete/arets-exportregion/{stage.award}/", f"/arbete/jury/{stage.award}/"
    visits = [(client, "/arets-exportregion/"), (client, "/arets-exportregion/2026/")]
    visits += [(nils, f"{desk}{part}") for part in ("", "kriterier/", "frys/", "nominera/", "jury/", "protokoll/")]
    visits += [(anna, f"{own}{part}") for part in ("", "jav/", "bedom/18/", "protokoll/")]
    for who, address in visits:
        own_queries = 0 if who is client else signing_in(who)
        with CaptureQueriesContext(connection) as caught:
            assert who.get(address).status_code == 200, address
        assert len(caught) - own_queries <= MOST_QUERIES, (address, len(caught) - own_queries)


def signing_in(client: Client) -> int:
    """Return how many questions it takes to know who somebody is, whatever the page."""
    with CaptureQueriesContext(connection) as caught:
        client.get("/tillganglighet/")
    return len(caught)
