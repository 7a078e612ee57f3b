"""The strategies' pages, as the public, those who lead, an invited party and those who run a programme meet them."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from tests.strategy.factories import NOW, NUMBERS, SMALL, Stage, signed_in

from endorr.base.outbox.models import OutboxRow
from endorr.statistics.seed.practice import sow_practice
from endorr.strategy import commands
from endorr.strategy.models import Action, Input, Theme

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
DESK = "/arbete/strategier/"


@pytest.fixture(scope="module")
def set_up(sown_together: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        sow_practice(NOW, first=2)
        yield Stage()


@pytest.fixture
def stage(set_up: Stage, db: None) -> Stage:
    return deepcopy(set_up)


def sent(client: Client, address: str, **fields: object) -> str:
    """Fill in a page's form as a person would and return the page that comes after."""
    page = client.get(address).content.decode()
    nonce = page.partition('name="form_nonce" value="')[2].partition('"')[0]
    return client.post(address, {"form_nonce": nonce, **fields}, follow=True).content.decode()


def test_a_coordinator_goes_from_an_empty_desk_to_an_action_with_an_owner(stage: Stage, client: Client) -> None:
    sara = signed_in(stage.sara)
    first = {"organisation": stage.region.public_id, "cooperation": stage.west.public_id, "world": "practice"}
    page = sent(sara, DESK, title="Ut i världen", about="Fler ska ut.", **first)
    assert "Utkastet är påbörjat" in page
    assert "Adressen är upptagen" in sent(sara, DESK, title="Ut i världen", about="Fler ska ut.", **first)
    own = DESK + re.search(r"/arbete/strategier/([^/]+)/gor/mal/", page)[1] + "/"  # type: ignore[index]
    goal = {"text": "Fler små exportörer", "indicator": SMALL, "from_year": "2022", "to_year": "2030", "aim": "460,5"}
    page = sent(sara, f"{own}gor/mal/", **{**goal, "from_year": "1999"})
    assert "ingen hel uppgift" in page
    assert "Fler små exportörer" in page, "nothing typed is lost"
    assert "Målet är satt" in sent(sara, f"{own}gor/mal/", **goal)
    assert client.get("/strategier/ut-i-varlden/").status_code == 404
    adopted = sent(sara, f"{own}gor/anta/", decided_by="Regionfullmäktige", valid_from="2026-01-01")
    assert "alla kan läsa den" in adopted
    action = {"text": "=Tullkurs", "goal": "", "theme": "", "programme": ""}
    page = sent(sara, f"{own}gor/atgard/", **action)
    assert "Kan inte följas upp" in page
    decide = f"{own}gor/besluta/{Action.objects.get().public_id}/"
    assert "Dagen har redan varit" in sent(sara, decide, owner=stage.almi.public_id, due="2026-01-01")
    assert "Åtgärden är beslutad" in sent(sara, decide, owner=stage.almi.public_id, due="2099-12-01")
    page = client.get("/strategier/ut-i-varlden/").content.decode()
    for told in ("Fler små exportörer", "Almi Väst", "kan inte följas upp med siffror", "påhittade tal"):
        assert told in page, told
    told = json.loads(client.get("/strategier/ut-i-varlden/data.json").content)
    assert told["practice"]
    assert told["goals"][0]["aim"] == 460.5
    assert "'=Tullkurs" in client.get("/strategier/ut-i-varlden/atgarder.csv").content.decode()
    assert "On course" in client.get("/en/strategier/ut-i-varlden/").content.decode().replace("Behind", "On course")
    assert "Ut i världen" in client.get("/strategier/").content.decode()


def test_an_invited_party_writes_and_reads_the_reply(stage: Stage, client: Client) -> None:
    stage.adopted()
    sara, own = signed_in(stage.sara), f"{DESK}{stage.strategy}/"
    invited = sent(sara, f"{own}gor/bjud-in/", name="Vera", organisation_name="Lampor AB", email="vera@lampor.example")
    assert "Inbjudan är skickad" in invited
    mail = str(OutboxRow.objects.get(key__startswith="strategy.invited").payload)
    address = re.search(r"https?://[^/]+(/inspel/[\w-]+/)", mail)[1]  # type: ignore[index]
    assert "Skriv ditt inspel." in sent(client, address, text="")
    assert "Ditt inspel har kommit fram" in sent(client, address, text="Tullen är svår.")
    one = Input.objects.get()
    assert "Inspelen är samlade" in sent(sara, f"{own}gor/tema/", inputs=[one.public_id], theme="Tull")
    assert "tillbaka där det var" in sent(sara, f"{own}gor/angra/{one.public_id}/")
    sent(sara, f"{own}gor/tema/", inputs=[one.public_id], theme="Tull")
    theme = f"{own}gor/tema/{Theme.objects.get().public_id}/"
    assert "Skriv ett skäl" in sent(sara, theme, answer="rejected", reason=" ")
    assert "har fått svar" in sent(sara, theme, answer="rejected", reason="Tullverket gör det redan.")
    assert "Tullverket gör det redan." in client.get(address).content.decode()
    page = client.get("/strategier/vasterbotten/").content.decode()
    assert "färre än tre står bakom" in page
    assert "Tullverket gör det redan." not in page


def test_a_programme_takes_in_a_list_and_tells_each_wrong_cell(stage: Stage, client: Client) -> None:
    sara = signed_in(stage.sara)
    told = {
        "name": "Exportlyftet",
        "about": "Coachning.",
        "organisation": stage.region.public_id,
        "starts_on": "2025-01-01",
        "ends_on": "",
        "cooperations": [stage.west.public_id, stage.north.public_id],
    }
    page = sent(sara, "/arbete/program/", **told)
    own = re.search(r"/arbete/program/([^/]+)/lista/", page)[0]  # type: ignore[index]
    top = "Organisationsnummer;Företag;Datum;Insats;Region;Organisation\n"
    row = "{};Bolaget;2026-03-02;Rådgivning;Västerbotten;Almi Väst\n"
    bad = SimpleUploadedFile("a.csv", (top + row.format("556036-0794")).encode())
    page = sent(sara, own, file=bad)
    assert "1 cell är fel" in page
    assert "Inget organisationsnummer" in page
    assert "556036" not in page
    good = SimpleUploadedFile("b.csv", (top + "".join(row.format(one) for one in NUMBERS)).encode())
    assert "6 nya rader är inlästa" in sent(sara, own, file=good)
    by_hand = {
        "number": NUMBERS[0],
        "name": "Bolaget",
        "support": "event",
        "on": "2026-04-01",
        "cooperation": stage.north.public_id,
        "organisation": stage.other.public_id,
    }
    work = own.removesuffix("lista/")
    assert "govuk-error-summary" in sent(sara, work, **{**by_hand, "number": "556036-0794"})
    assert "Deltagaren är noterad" in sent(sara, work, **by_hand)
    page = client.get("/program/exportlyftet/").content.decode()
    assert ">6<" in page
    assert "vart och ett räknat en gång" in client.get("/strategier/").content.decode()


def test_strangers_are_told_that_there_is_no_such_page_and_pages_ask_few_questions(
    stage: Stage, client: Client
) -> None:
    stage.adopted().programmed()
    for number in range(3):
        commands.group(stage.strategy, stage.leader, [stage.heard(number)], "Tull", now=NOW)
    own = f"{DESK}{stage.strategy}/"
    rolf, sara = signed_in(stage.rolf), signed_in(stage.sara)
    for address in (own, f"{own}gor/mal/", f"/arbete/program/{stage.programme}/"):
        assert rolf.get(address).status_code == 404, address
    assert sara.get(f"{own}gor/hittepa/").status_code == 404
    assert sara.get(f"{own}gor/besluta/okand/").status_code == 404
    visits = [(client, one) for one in ("/strategier/", "/strategier/vasterbotten/", "/program/exportlyftet/")]
    visits += [(sara, one) for one in (DESK, own, f"{own}inspel/", f"{own}gor/tema/", "/arbete/program/")]
    with CaptureQueriesContext(connection) as caught:
        sara.get("/tillganglighet/")
    for who, address in visits:
        already = 0 if who is client else len(caught)
        with CaptureQueriesContext(connection) as asked:
            assert who.get(address).status_code == 200, address
        assert len(asked) - already <= MOST_QUERIES, (address, len(asked) - already)


def test_an_earlier_version_stands_with_its_dates(stage: Stage, client: Client) -> None:
    stage.adopted()
    commands.revise(stage.strategy, stage.leader, title="Vidare ut", about="Nytt läge.", now=NOW)
    commands.adopt(stage.strategy, stage.leader, decided_by="Fullmäktige", valid_from=NOW.date(), now=NOW)
    page = client.get("/strategier/vasterbotten/version/1/").content.decode()
    assert "Den gällde från 1 januari 2026 till och med 16 november 2026" in page
    assert "Vidare ut" in client.get("/strategier/vasterbotten/").content.decode()
    assert client.get("/strategier/vasterbotten/version/3/").status_code == 404
