"""The catalogue's pages, as a company, a reader and those who answer for services use them."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import BY, NOW, organisation, service

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Membership, Organisation
from endorr.base.tenancy.rules import Role
from endorr.catalogue.commands.seed import sow
from endorr.catalogue.commands.services import merge_services
from endorr.catalogue.models import Feedback, Service, Watch
from endorr.catalogue.rules.eligibility import Rule, RuleKind
from endorr.catalogue.rules.words import Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("views", "desk", "api"):
        monkeypatch.setattr(f"endorr.catalogue.{module}.now", lambda: NOW)


def text_of(client: Client, address: str, **told: str) -> str:
    response = client.get(address, told)
    assert response.status_code == 200, address
    return response.content.decode()


def signed_in(client: Client, role: Role, at: Organisation) -> User:
    person = User.objects.create(email="karin@partner.example", name="Karin Ek")
    Membership.objects.create(person=person, organisation=at, role=role.value, valid_from=date(2024, 1, 1))
    client.force_login(person)
    return person


def test_everything_that_was_read_has_its_page_in_both_languages(client: Client) -> None:
    sow(NOW)
    for key in Service.objects.values_list("key", flat=True):
        page = text_of(client, f"/stod/{key}/")
        assert "Senast kontrollerad: aldrig" in page
        assert client.get(f"/en/stod/{key}/").status_code == 200


def test_a_page_asks_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    sow(NOW)
    for address in ("/stod/", "/stod/?q=kunden+betalar+inte&plats=12", "/stod/hanvisningar/", "/stod/tv-eori/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_search_works_without_a_script(client: Client) -> None:
    sow(NOW)
    page = text_of(client, "/stod/", q="speditören frågar efter eori")
    first = re.search(r"<h2[^>]*><a[^>]*>([^<]+)", page)
    assert first is not None
    assert first[1] == "Eori-nummer"


def test_nothing_found_leads_to_a_person(client: Client) -> None:
    service()
    assert "Ställ din fråga" in text_of(client, "/stod/", q="xyzzyx")


def test_an_address_of_nothing_is_not_found(client: Client) -> None:
    assert client.get("/stod/finns-inte/").status_code == 404
    assert client.get("/stod/synpunkt/finns-inte/").status_code == 404


def test_a_search_for_a_script_shows_it_as_text(client: Client) -> None:
    service()
    assert "<script>alert" not in text_of(client, "/stod/", q="<script>alert(1)</script>")


def test_a_name_cannot_end_the_data_block(client: Client) -> None:
    service(name_sv="</script><script>alert(1)</script>")
    page = text_of(client, "/stod/exportlan/")
    assert "<script>alert" not in page
    assert len(re.findall(r"<script[^>]*>", page)) == len(re.findall(r"</script>", page))


def test_does_it_fit_us_answers_rule_by_rule_and_stores_nothing(client: Client) -> None:
    service(eligibility=(Rule(RuleKind.EMPLOYEES, low=2, high=49), Rule(RuleKind.STATEMENT, sv="Ni har en order")))
    answered = client.post("/stod/exportlan/passar-det/", {"employees": "12", "said_1": "yes"}).content.decode()
    assert "Ja, det ser ut att passa er." in answered
    assert "minst ett villkor" in client.post("/stod/exportlan/passar-det/", {"employees": "50"}).content.decode()
    assert "Kanske" in client.post("/stod/exportlan/passar-det/", {}).content.decode()
    assert "Skriv ett heltal" in client.post("/stod/exportlan/passar-det/", {"employees": "tolv"}).content.decode()
    assert "12" not in str(client.session.items())


def test_a_reader_says_what_is_wrong_and_follows_the_answer(client: Client) -> None:
    service()
    sent = client.post(
        "/stod/exportlan/stammer-inte/", {"f-text": "Beloppet är fel", "f-email": "", "form_nonce": "a" * 32}
    )
    assert sent.status_code == 302
    page = text_of(client, sent["Location"])
    assert "Beloppet är fel" in page
    assert "senast" in page


def test_sent_twice_it_is_kept_once(client: Client) -> None:
    service()
    told = {"f-text": "Beloppet är fel", "form_nonce": "b" * 32}
    first, second = (client.post("/stod/exportlan/stammer-inte/", told) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1


def test_an_empty_word_is_asked_for_again(client: Client) -> None:
    service()
    sent = client.post("/stod/exportlan/stammer-inte/", {"f-text": "", "form_nonce": "c" * 32})
    assert "Skriv vad som inte stämmer." in sent.content.decode()


def test_to_watch_one_says_yes_by_mail_first(client: Client) -> None:
    service()
    client.post("/stod/exportlan/bevaka/", {"w-email": "ada@foretag.example", "form_nonce": "d" * 32})
    watch = Watch.objects.get()
    text_of(client, f"/stod/bevaka/{watch.public_id}/")
    watch.refresh_from_db()
    assert watch.confirmed_at is None, "a mail scanner that opens the link has not said yes"
    client.post(f"/stod/bevaka/{watch.public_id}/")
    watch.refresh_from_db()
    assert watch.confirmed_at == NOW
    client.post(f"/stod/bevaka/{watch.public_id}/", {"stop": "1"})
    assert not Watch.objects.exists()


def test_a_service_is_confirmed_in_one_click(client: Client) -> None:
    ours = organisation()
    service(owner=ours)
    signed_in(client, Role.ADVISER, ours)
    assert "Senast kontrollerad: aldrig" in text_of(client, "/arbete/katalog/")
    client.post("/arbete/katalog/stod/exportlan/kontrollerad/")
    assert "Senast kontrollerad: tisdag 17 november 2026" in text_of(client, "/stod/exportlan/")


def test_nobody_touches_what_another_answers_for(client: Client) -> None:
    service(owner=organisation("Annan"))
    signed_in(client, Role.ADVISER, organisation("Vår"))
    assert client.post("/arbete/katalog/stod/exportlan/kontrollerad/").status_code == 404
    assert client.get("/arbete/katalog/stod/exportlan/").status_code == 404
    assert client.get("/arbete/katalog/symptom/exportlan/").status_code == 404
    assert "Exportlån" not in text_of(client, "/arbete/katalog/")


@pytest.mark.parametrize("address", ["/arbete/katalog/", "/arbete/katalog/synpunkter/", "/arbete/katalog/symptom/"])
def test_who_is_not_signed_in_is_asked_to(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


def edited(client: Client, **fields: object) -> str:
    told = {
        "seen": 1, "name_sv": "Exportlån", "provider": "Exempelbolaget", "provider_kind": "private",
        "status": "current", "applicant": "company", "topics": ["finance"], "gives_sv": "Lån", "coverage": "SE",
        "source": "https://exempel.example/", **fields,
    }  # fmt: skip
    return client.post("/arbete/katalog/stod/exportlan/", told, follow=True).content.decode()


def test_an_edit_shows_its_difference_in_the_history(client: Client) -> None:
    ours = organisation()
    service(owner=ours)
    signed_in(client, Role.COORDINATOR, ours)
    page = edited(client, gives_sv="Lån upp till två miljoner", why="Nytt tak")
    assert "<ins>Lån upp till två miljoner</ins>" in page
    assert "Nytt tak" in page
    assert "Version 2" in page
    page = edited(client, seen=2, eligibility="anställda: 2-49\nNi har en order")
    assert "<ins>anställda: 2–49, Ni har en order</ins>" in page
    assert '<li lang="sv">Anställda: 2 till 49</li>' in text_of(client, "/stod/exportlan/")


def test_the_editor_says_what_to_put_right(client: Client) -> None:
    ours = organisation()
    service(owner=ours)
    signed_in(client, Role.COORDINATOR, ours)
    assert "Menade du P14D?" in edited(client, answer_time="ca 2 veckor")
    assert "Länskoden 02 finns inte. Menade du 01, 03, 04?" in edited(client, coverage="02")
    edited(client, gives_sv="Annat")
    assert "Någon annan har ändrat stödet" in edited(client, gives_sv="Tredje")


def test_the_gap_list_names_who_cannot_be_found(client: Client) -> None:
    ours = organisation()
    service(owner=ours)
    signed_in(client, Role.COORDINATOR, ours)
    assert "/arbete/katalog/symptom/exportlan/" in text_of(client, "/arbete/katalog/symptom/")
    client.post("/arbete/katalog/symptom/exportlan/", {"sv": "Vi har fått en order men saknar pengar", "en": ""})
    assert "/arbete/katalog/symptom/exportlan/" not in text_of(client, "/arbete/katalog/symptom/")
    assert "Exportlån" in text_of(client, "/stod/", q="order saknar pengar")


def test_a_merged_card_leads_to_the_one_it_became(client: Client) -> None:
    service()
    service("lan-for-export", name_sv="Lån för export")
    merge_services("exportlan", "lan-for-export", **BY)
    moved = client.get("/stod/lan-for-export/")
    assert (moved.status_code, moved["Location"]) == (301, "/stod/exportlan/")
    assert "Exportlån" in text_of(client, "/stod/", q="lån för export"), "the old name still finds it"


def test_what_is_closed_says_so_and_offers_to_watch(client: Client) -> None:
    service(status=Status.PAUSED)
    page = text_of(client, "/stod/exportlan/")
    assert "tar inte emot ansökningar just nu" in page
    assert re.search(r"<details[^>]* open[^>]*>\s*<summary[^>]*>.*?Bevaka", page, re.DOTALL)
    assert "Till organisationens egen sida" not in page


def test_the_open_data_answers_as_the_page_does(client: Client) -> None:
    sow(NOW)
    told = json.loads(text_of(client, "/api/v1/catalogue/services", q="eori", limit="3"))
    assert told["services"][0]["key"] == "tv-eori"
    one = json.loads(text_of(client, "/api/v1/catalogue/services/tv-eori"))
    assert one["source"].startswith("https://")
    assert one["verified_on"] is None
    assert one["symptoms"]
    assert len(json.loads(text_of(client, "/api/v1/catalogue/signposts"))) == 37
    assert client.get("/api/v1/catalogue/services", {"place": "02"}).status_code == 400


def test_who_waits_is_answered_from_the_desk(client: Client) -> None:
    ours = organisation()
    service(owner=ours)
    client.post("/stod/exportlan/stammer-inte/", {"f-text": "Fel belopp", "form_nonce": "e" * 32})
    row = Feedback.objects.get()
    assert row.due_at == NOW + timedelta(days=1)
    signed_in(client, Role.ADVISER, ours)
    assert "Fel belopp" in text_of(client, "/arbete/katalog/synpunkter/")
    client.post("/arbete/katalog/synpunkter/", {"feedback": row.public_id, "answer": "Rättat nu, tack."})
    assert "Rättat nu, tack." in text_of(client, f"/stod/synpunkt/{row.public_id}/")
