"""What an adviser does with companies, page by page, and what nobody else gets to see."""

from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.companies.factories import (
    LAMPS_NUMBER,
    NOW,
    TEST_PERSON,
    UMEA,
    WHO,
    advice,
    adviser,
    door,
    known,
    organisation,
    region_of,
    signed_in,
    vera,
)

from endorr.base.tenancy.models import Organisation
from endorr.companies import commands
from endorr.companies.models import Acquaintance, Company, Contact, Received
from endorr.companies.views import DEEDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Organisation:
    return region_of(door())


@pytest.fixture
def lars(region: Organisation) -> Client:
    return signed_in(adviser("Lars Ek", region))


@pytest.fixture
def outsider(region: Organisation) -> Client:
    return signed_in(adviser("Amira Nord", organisation("Almi Exempel", region.participations.get().cooperation)))


NONCE = "0123456789abcdef"
SHOWINGS = count()


def posted(client: Client, name: str, *arguments: str, **fields: str) -> Any:
    return client.post(reverse(name, args=arguments), {"form_nonce": f"{NONCE}{next(SHOWINGS)}", **fields}, follow=True)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_adviser_writes_up_a_sole_trader_met_at_a_fair(lars: Client, region: Organisation) -> None:
    fields = {
        "organisation": region.public_id,
        "namn": "Veras Ljus",
        "nummer": TEST_PERSON,
        "kommun": "umeå",
        "kontakt": "Vera Lind",
        "telefon": "070-123 45 67",
    }
    page = posted(lars, "companies:new", **fields, form_nonce=NONCE)
    assert (
        posted(lars, "companies:new", **fields, form_nonce=NONCE).redirect_chain == page.redirect_chain
    )  # a double click
    assert Company.objects.count() == Contact.objects.count() == 1
    assert "XXXXXX-XXXX" in text(page)
    assert "Umeå" in text(page)
    assert "1212-1212" not in text(page)
    found = posted(lars, "companies:list", sok=TEST_PERSON.replace("-", ""))
    assert "Veras Ljus" in text(found)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nummer", "556036-0794", "kontrollsiffran"),
        ("nummer", "12345", "fel form"),
        ("kommun", "Atlantis", "Ingen kommun heter så"),
        ("namn", "", "Skriv företagets namn"),
        ("namn", f"Firma {TEST_PERSON}", "personnummer"),
        ("epost", "vera@", "namn@exempel.se"),
        ("slag", "association", "annan sorts verksamhet"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_nothing_typed_is_lost(
    lars: Client, region: Organisation, field: str, value: str, said: str
) -> None:
    good = {"organisation": region.public_id, "namn": "Linds Lampor", "nummer": LAMPS_NUMBER, "kontakt": "Vera Lind"}
    page = posted(lars, "companies:new", **{**good, field: value})
    assert page.status_code == 200
    assert said in text(page)
    assert "Vera Lind" in text(page)
    assert not Company.objects.exists()


def test_a_company_seen_by_its_own_adviser_and_by_nobody_else(
    lars: Client, outsider: Client, region: Organisation, django_assert_max_num_queries: Any
) -> None:
    company = known(region, number=LAMPS_NUMBER, municipality=UMEA, contact=vera())
    note = commands.note_received(company, advice(), organisation=region.public_id, **WHO)
    contact = Contact.objects.get().public_id
    lars.get(reverse("companies:company", args=[company]))  # the catalogue is read once and kept
    with django_assert_max_num_queries(12):
        page = lars.get(reverse("companies:company", args=[company]))
    for words in ("559999-9991", "Tull till Norge", "vera@lampor.example", "Rådgivning"):
        assert words in text(page)
    for name, arguments in (
        ("company", [company]),
        *(("deed", [company, deed]) for deed in DEEDS),
        ("undo", [company, "kontakt", contact]),
        ("undo", [company, "insats", note]),
    ):
        address = reverse(f"companies:{name}", args=arguments)
        assert outsider.get(address).status_code == 404
        assert outsider.post(address, {"form_nonce": NONCE, "nummer": TEST_PERSON, "kontakt": "x"}).status_code in {
            404,
            405,
        }
    assert "Linds Lampor" not in text(outsider.get(reverse("companies:list")))
    assert "Linds Lampor" not in text(posted(outsider, "companies:list", sok=LAMPS_NUMBER))
    assert Received.objects.get().withdrawn_at is None


def test_help_is_written_up_and_taken_back(lars: Client, region: Organisation) -> None:
    company = known(region)
    fields = {"support": "advice", "dag": str(NOW.date()), "vad": "Moms", "organisation": region.public_id, "stod": ""}
    page = posted(lars, "companies:deed", company, "insats", **fields)
    assert "Moms" in text(page)
    wrong = posted(lars, "companies:deed", company, "insats", **{**fields, "dag": "2099-01-01"})
    assert "har inte varit än" in text(wrong)
    page = posted(lars, "companies:undo", company, "insats", Received.objects.get().public_id)
    assert "räknas inte längre" in text(page)
    assert "Moms" not in text(page)


def test_a_contact_is_added_and_forgotten(lars: Client, region: Organisation) -> None:
    company = known(region)
    told = {"kontakt": "Vera Lind", "uppgift": "Vd", "epost": "vera@lampor.example"}
    assert "Skriv ett namn" in text(posted(lars, "companies:deed", company, "kontakt", kontakt=""))
    page = posted(lars, "companies:deed", company, "kontakt", **told)
    assert "Vera Lind" in text(page)
    page = posted(lars, "companies:undo", company, "kontakt", Contact.objects.get().public_id)
    assert "är borttagen" in text(page)
    assert "Vera Lind" not in text(page)


def test_two_that_look_alike_are_settled_by_a_person(lars: Client, region: Organisation) -> None:
    first, second, third = known(region), known(region, "Lindslampor"), known(region, "LINDS LAMPOR")
    page = lars.get(reverse("companies:likenesses"))
    assert text(page).count("Samma företag<") == 3
    posted(lars, "companies:likenesses", par=f"{first}-{second}", svar="samma")
    page = posted(lars, "companies:likenesses", par=f"{first}-{third}", svar="olika")
    assert "Inga just nu" in text(page)
    late = posted(lars, "companies:likenesses", par=f"{first}-{second}", svar="olika")
    assert "hann före" in text(late)
    page = posted(lars, "companies:deed", second, "dela-upp")
    assert "två företag igen" in text(page)


def test_a_number_and_a_group_are_told_later(lars: Client, region: Organisation) -> None:
    mother, daughter = known(region, "Lind Holding"), known(region)
    assert "kontrollsiffran" in text(posted(lars, "companies:deed", daughter, "nummer", nummer="556036-0794"))
    assert "559999-9991" in text(posted(lars, "companies:deed", daughter, "nummer", nummer=LAMPS_NUMBER))
    assert "redan ett nummer" in text(posted(lars, "companies:deed", daughter, "nummer", nummer="556036-0793"))
    page = posted(lars, "companies:deed", daughter, "koncern", syskon=mother, dag=str(NOW.date()))
    assert "Lind Holding" in text(page)
    page = posted(lars, "companies:deed", daughter, "koncern-slut", dag=str(NOW.date()))
    assert "står för sig självt" in text(page)


def test_what_is_made_up_says_so(lars: Client, region: Organisation) -> None:
    company = known(region, fictional=True)
    assert Acquaintance.objects.get().fictional
    for address in (reverse("companies:list"), reverse("companies:company", args=[company])):
        assert "(påhittat)" in text(lars.get(address))
