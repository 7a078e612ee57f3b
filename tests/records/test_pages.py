"""Every page of public records: what it says, whom it lets in, and how many questions it asks the database."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.factories import NOW, adviser, asked, door, region_of, signed_in
from tests.records.test_story import SITE, wanted

from endorr.base.ledger.models import DiaryRow
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role
from endorr.records import commands
from endorr.records.models import Request, RequestedDocument, SubjectRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("endorr.records.views.now", "endorr.base.links.views.now"):
        monkeypatch.setattr(place, lambda: NOW + timedelta(hours=1))


@pytest.fixture
def west() -> Cooperation:
    made = door()
    for number in range(3):
        asked(email=f"vera{number}@lampor.example")
    return made


@pytest.fixture
def maja(west: Cooperation) -> Client:
    return signed_in(adviser("Maja Exempel", region_of(west), Role.ADMINISTRATOR))


def nonce(page: bytes) -> str:
    found = re.search(r'name="form_nonce" value="(\w+)"', page.decode())
    assert found
    return found[1]


def first_wanted(west: Cooperation) -> str:
    return commands.ask(wanted(west), now=NOW)


def test_pages_ask_the_database_a_fixed_number_of_times(west: Cooperation, maja: Client) -> None:
    token = first_wanted(west)
    entity = region_of(west).legal_entity.public_id
    commands.send_extract(entity, "vera1@lampor.example", language="sv", site=SITE, now=NOW)
    wish = SubjectRequest.objects.get()
    commands.wish_to_be_forgotten(wish.public_id, site=SITE, now=NOW)
    document = RequestedDocument.objects.get()
    request = document.request.public_id
    citizen = Client()
    pages = (
        (citizen, "/allmanna-handlingar/"),
        (citizen, f"/allmanna-handlingar/{entity}/"),
        (citizen, f"/allmanna-handlingar/{entity}/begar/"),
        (citizen, f"/begaran/{token}/"),
        (citizen, "/mina-uppgifter/"),
        (maja, "/arbete/handlingar/"),
        (maja, f"/arbete/handlingar/{request}/"),
        (maja, f"/arbete/handlingar/{request}/{document.public_id}/"),
        (maja, "/arbete/gallring/"),
        (maja, f"/arbete/gallring/{wish.public_id}/"),
    )
    asked_for = {}
    for client, path in pages:
        for language in ("", "/en"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(language + path).status_code == 200, path
            asked_for[path] = len(seen)
    assert {path: count for path, count in asked_for.items() if count > 12 and "/arbete/handlingar/" not in path} == {}
    assert max(asked_for.values()) <= 14


def test_testing_warns_once_where_an_open_field_repeats_a_masked_one(west: Cooperation, maja: Client) -> None:
    asked(question="Vera Lind undrar om tullen.", name="Vera Lind", email="v@lampor.example")
    row = DiaryRow.objects.filter(subject__startswith="Fråga om export").latest("pk")
    commands.ask(wanted(west, numbers=[str(row)]), now=NOW)
    document = RequestedDocument.objects.get()
    path = f"/arbete/handlingar/{document.request.public_id}/{document.public_id}/"
    page = maja.get(path)
    shown = page.content.decode()
    names = re.findall(r'name="(uppgift\d+)"', shown)
    name = re.search(r'for="id_(uppgift\d+)"[^>]*>\s*Namn', shown)
    assert name
    seen = re.search(r'name="sedd" value="(\w+)"', shown)
    assert seen
    filled = {
        **dict.fromkeys(names, "open"),
        name[1]: "osl-21-7",
        "skal": "Namnet kan antas bli behandlat i strid med dataskyddsförordningen.",
        "domstol": "sundsvall",
        "sedd": seen[1],
        "form_nonce": nonce(page.content),
    }
    warned = maja.post(path, filled)
    assert "står också i" in warned.content.decode()
    assert Request.objects.get().answered_at is None
    again = maja.post(path, {**filled, "anda": "ja", "form_nonce": nonce(warned.content)})
    assert again.status_code == 302, again.content.decode()[:2000]
    assert Request.objects.get().answered_at is not None


def test_nothing_typed_is_lost_when_something_is_wrong(west: Cooperation) -> None:
    entity = region_of(west).legal_entity.public_id
    path = f"/allmanna-handlingar/{entity}/begar/"
    client = Client()
    sent = {"form_nonce": nonce(client.get(path).content), "text": "Allt om lampor", "epost": "inte en adress"}
    page = client.post(path, sent).content.decode()
    assert "Allt om lampor" in page
    assert "namn@exempel.se" in page
    assert not Request.objects.exists()
    empty = client.post(path, {"form_nonce": nonce(client.get(path).content), "text": "", "epost": ""})
    assert "välj en handling i diariet" in empty.content.decode()


def test_the_same_is_said_whether_or_not_somebody_is_known(west: Cooperation) -> None:
    client, told = Client(), []
    entity = region_of(west).legal_entity.public_id
    for email in ("vera1@lampor.example", "ingen@alls.example"):
        sent = {"form_nonce": nonce(client.get("/mina-uppgifter/").content), "epost": email, "myndighet": entity}
        told.append(
            re.sub(
                r'value="\w{32}"|csrf\S+ value="\S+"',
                "",
                client.post("/mina-uppgifter/", sent, follow=True).content.decode(),
            )
        )
    assert "har vi nu skickat en länk" in told[0]
    assert SubjectRequest.objects.count() == 1


def test_an_unknown_diary_or_request_is_not_found(west: Cooperation, maja: Client) -> None:
    for path in ("/allmanna-handlingar/finns-inte/", "/allmanna-handlingar/finns-inte/begar/", "/begaran/fel/"):
        assert Client().get(path).status_code == 404
    assert maja.get("/arbete/handlingar/finns-inte/").status_code == 404
    assert maja.get("/arbete/gallring/finns-inte/").status_code == 404
