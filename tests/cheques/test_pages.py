"""A cheque page by page: the company behind its link, the officer, the board, the decider, the controllers."""

import re
from copy import deepcopy
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cases.factories import adviser, organisation, signed_in
from tests.catalogue.factories import service
from tests.cheques.factories import (
    NOW,
    NUMBER,
    THOUSAND,
    Scene,
    granted,
    recommended,
    running,
    scene,
    submitted,
    with_board,
)

from endorr.aid.queries import rate_on
from endorr.base.ledger.models import Event
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Membership
from endorr.cheques.commands.common import new_link
from endorr.cheques.models import Application, Assessment, Decision, PaymentRequest
from endorr.cheques.views import TABS
from endorr.companies.commands import put_in_group

pytestmark = pytest.mark.django_db
NONCES = count()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FORM = {
    "foretag": "Norrvret Lampor AB",
    "nummer": NUMBER,
    "kontakt": "Vera Lindsela",
    "epost": "vera@lampor.example",
    "telefon": "070-123 45 67",
    "kommun": "Umeå",
    "bransch": "other",
    "anstallda": "12",
    "omsattning": "8 000 000",
    "syfte": "Vi ska sälja lampor i Tyskland.",
    "behov": "Utan checken väntar vi två år.",
    "manader": "8",
    "paborjat": "nej",
    "belopp": "200 000",
    "intyg": "on",
    "slag_1": "consultant",
    "vad_1": "Marknadsplan för Tyskland",
    "kr_1": "400 000,00",
}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("views", "staff", "private"):
        monkeypatch.setattr(f"endorr.cheques.{module}.now", lambda: NOW)
    monkeypatch.setattr("endorr.base.links.views.now", lambda: NOW)
    monkeypatch.setattr("endorr.base.policy.links.now", lambda: NOW)


@pytest.fixture(scope="module")
def sown(sown_together: None) -> Scene:
    return scene()


@pytest.fixture
def made(sown: Scene, db: None) -> Scene:
    return deepcopy(sown)


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def posted(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"form_nonce": f"0123456789abcdef{next(NONCES)}", **fields}, follow=True)


def own(application: str) -> str:
    row = Application.objects.select_related("call__cooperation").get(public_id=application)
    return reverse("cheques:own", args=[new_link(row, now=NOW, actor="test").token])


def client_of(made: Scene, name: str) -> Client:
    return signed_in(made.people[name])


def deed(client: Client, application: str, name: str, **fields: Any) -> Any:
    return posted(client, reverse("cheques:deed", args=[application, name]), **fields)


class TestTheFirstCheck:
    def test_g1_one_employee_is_told_which_rule_and_who_else_helps_and_nothing_is_kept(
        self, made: Scene, client: Client
    ) -> None:
        service("starta", name_sv="Rådgivning: komma igång med export")
        page = client.post("/checkar/ec26/", {"anstallda": "1", "omsattning": "5000000", "kommun": "Umeå"})
        told = text(page)
        assert "Nej, inte som det är nu" in told
        assert "2 till 49" in told
        assert 'href="/stod/' in told
        assert Application.objects.count() == 0
        assert "Set-Cookie" not in page.headers or "sessionid" not in page.headers["Set-Cookie"]

    @pytest.mark.parametrize(
        ("number", "words"),
        [("556036-0794", "kontrollsiffran stämmer inte"), ("16556036-0793", ""), ("hej", "Numret har fel form")],
    )
    def test_g2_a_bad_number_is_refused_at_the_field(
        self, made: Scene, client: Client, number: str, words: str
    ) -> None:
        told = text(client.post("/checkar/ec26/", {"nummer": number, "anstallda": "5"}))
        assert (words in told) if words else ("govuk-error-message" not in told)
        assert f'value="{number}"' in told

    def test_everything_answered_and_met_is_a_yes_in_english_too(self, made: Scene, client: Client) -> None:
        fields = {"anstallda": "12", "omsattning": "8 000 000", "kommun": "Umeå", "bransch": "other", "paborjat": "nej"}
        assert "Ja, ni kan söka" in text(client.post("/checkar/ec26/", fields))
        assert "Yes, you can apply" in text(client.post("/en/checkar/ec26/", fields))
        assert "Kanske" in text(client.post("/checkar/ec26/", {"anstallda": "12"}))

    def test_what_is_not_open_does_not_exist(self, made: Scene, client: Client) -> None:
        assert client.get("/checkar/finns-inte/").status_code == 404
        assert "Exportcheck hösten 2026" in text(client.get("/checkar/"))


class TestTheCompany:
    def test_g4_it_applies_behind_its_link_and_a_double_click_is_one_application(
        self, made: Scene, client: Client
    ) -> None:
        nonce = {"form_nonce": "0123456789abcdefbegin", "epost": "vera@lampor.example"}
        first = client.post("/checkar/ec26/borja/", nonce)
        assert client.post("/checkar/ec26/borja/", nonce).headers["Location"] == first.headers["Location"]
        assert Application.objects.count() == 1
        address = first.headers["Location"]
        assert "Utkastet är sparat" in text(posted(client, address, **{**FORM, "vad": "spara", "behov": ""}))
        assert NUMBER in text(client.get(address))
        stopped = text(posted(client, address, **{**FORM, "vad": "skicka", "behov": "", "anstallda": "tolv"}))
        assert "Fyll i det här, så går ansökan att skicka." in stopped
        assert 'value="tolv"' in stopped
        sent = {**FORM, "vad": "skicka", "form_nonce": "0123456789abcdefsend"}
        page = posted(client, address, **sent)
        assert "har nummer EC26-001" in text(page)
        assert "Utrymme för stöd av mindre betydelse" in text(page)
        assert posted(client, address, **sent).redirect_chain == page.redirect_chain
        assert Application.objects.get().number == "EC26-001"
        assert NUMBER not in address

    def test_g2_a_bad_number_in_the_draft_is_refused_at_the_field_and_nothing_is_lost(
        self, made: Scene, client: Client
    ) -> None:
        client.post("/checkar/ec26/borja/", {"form_nonce": "0123456789abcdefbegin", "epost": "vera@lampor.example"})
        address = own(Application.objects.get().public_id)
        told = text(posted(client, address, **{**FORM, "vad": "skicka", "nummer": "556036-0794"}))
        assert "kontrollsiffran stämmer inte" in told
        assert "Vi ska sälja lampor i Tyskland." in told

    def test_g17_an_exe_called_pdf_is_refused_in_plain_words_and_the_draft_is_kept(
        self, made: Scene, client: Client
    ) -> None:
        application = submitted(made)
        address = own(application)
        wrong = SimpleUploadedFile("offert.pdf", b"MZ\x90\x00" + b"\0" * 100, "application/pdf")
        assert "Vi kan inte ta emot den sortens fil" in text(
            posted(client, address, vad="fil", slag="application", fil=wrong)
        )
        right = SimpleUploadedFile("offert.pdf", PDF, "application/pdf")
        told = text(posted(client, address, vad="fil", slag="application", fil=right))
        assert "offert.pdf" in told
        (link,) = re.findall(r'href="(/checkar/min/[^"]+/fil/[^"]+)"', told)
        assert b"".join(client.get(link).streaming_content) == PDF  # type: ignore[attr-defined]

    def test_decision_terms_invoices_and_report(self, made: Scene, client: Client) -> None:
        application = granted(made)
        address = own(application)
        told = text(client.get(address))
        for words in ("EC26-001-B1", "Ny marknad, god plan.", "Hur man överklagar", "Ni har fått 200 000 kr"):
            assert words in told
        assert "Nu kan ni börja" in text(posted(client, address, vad="godkann"))
        assert "Skriv minst en faktura" in text(posted(client, address, vad="betala"))
        cost = Application.objects.get().costs.get().public_id
        row = {"kostnad_1": cost, "leverantor_1": "Studio Nord AB", "nummer_1": "F-1", "kr_1": "300 000"}
        days = {"dag_1": "2026-12-18", "betald_1": "2026-12-18"}
        assert "har kommit in" in text(posted(client, address, vad="betala", **row, **days))
        assert PaymentRequest.objects.get().invoices.get().ore == 300 * THOUSAND
        report = {"rapport": "Vi har en återförsäljare.", "marknader": "1", "order": "900 000"}
        assert "Slutrapporten har kommit in." in text(posted(client, address, vad="rapport", **report))

    def test_taken_back(self, made: Scene, client: Client) -> None:
        assert "Återkallad" in text(posted(client, own(submitted(made)), vad="aterkalla"))


class TestTheFile:
    def test_every_tab_in_at_most_twelve_queries(self, made: Scene, django_assert_max_num_queries: Any) -> None:
        application = running(made)
        lars = client_of(made, "lars")
        for name in TABS:
            with django_assert_max_num_queries(12):
                page = lars.get(reverse("cheques:tab", args=[application, name]))
            assert page.status_code == 200, name
        olle = client_of(made, "olle")
        for address in (reverse("cheques:list"), reverse("cheques:money")):
            with django_assert_max_num_queries(12):
                assert olle.get(address).status_code == 200
        waiting = submitted(made, number="559999-9983")
        company, sister = (Application.objects.get(public_id=one).company for one in (waiting, application))
        assert company is not None
        assert sister is not None
        beside: dict[str, Any] = {
            "organisation": made.region.public_id,
            "from_day": date(2026, 1, 1),
            "now": NOW,
            "actor": "test",
        }
        put_in_group(company.public_id, sister.public_id, **beside)
        for address in (own(application), own(waiting), "/checkar/ec26/"):
            with django_assert_max_num_queries(12):
                assert Client().get(address).status_code == 200

    def test_the_officer_prepares_and_the_board_assesses(self, made: Scene) -> None:
        application = submitted(made)
        lars = client_of(made, "lars")
        assert "Du är handläggare" in text(deed(lars, application, "ta-upp"))
        assert "Handläggare: Lars Ek" in text(lars.get(reverse("cheques:file", args=[application])))
        wrong = deed(lars, application, "komplettering", ord="", dag="2026-12-01")
        assert "Välj en dag som inte har varit." in text(wrong)
        assert "Ansökan ligger hos bedömningsgruppen." in text(deed(lars, application, "till-gruppen"))
        karin = client_of(made, "karin")
        shut = text(karin.get(reverse("cheques:file", args=[application])))
        assert "Har du jäv?" in shut
        assert "Vi ska sälja lampor" not in shut
        assert "Nu kan du läsa ansökan" in text(deed(karin, application, "jav", jav="nej"))
        assert "Vi ska sälja lampor" in text(karin.get(reverse("cheques:file", args=[application])))
        points = {f"poang_{name}": "4" for name in ("need", "market", "ability", "plan")}
        too_much = deed(karin, application, "bedom", **points, stod="ja", belopp="900 000", ord="Bra.")
        assert "Högst: 200 000 kr." in text(too_much)
        assert 'value="900 000"' in text(too_much)
        assert "Din bedömning är sparad." in text(
            deed(karin, application, "bedom", **points, stod="ja", belopp="200 000", ord="Bra.")
        )
        assert Assessment.objects.get().ore == 200 * THOUSAND

    def test_g8_with_jav_every_page_of_the_file_is_shut(self, made: Scene) -> None:
        application = with_board(made)
        eva = client_of(made, "eva")
        deed(eva, application, "jav", jav="party", ord="Jag äger aktier.")
        for name in TABS:
            told = text(eva.get(reverse("cheques:tab", args=[application, name])))
            assert "Du har anmält jäv" in told
            assert "Lampor i Tyskland" not in told
        points = {f"poang_{name}": "4" for name in ("need", "market", "ability", "plan")}
        eva.post(reverse("cheques:deed", args=[application, "bedom"]), {"form_nonce": "0123456789abcdef", **points})
        assert not Assessment.objects.exists()

    def test_g7_who_handled_it_is_refused_as_decider_and_the_try_is_remembered(self, made: Scene) -> None:
        application = recommended(made)
        sara_too = signed_in(_both(made))
        fields = {"belopp": "200 000", "dag": "2027-10-01", "ord": "Jag bestämmer."}
        told = text(deed(sara_too, application, "bevilja", **fields))
        assert "Du har redan en annan uppgift i ärendet." in told
        assert Decision.objects.count() == 0
        assert Event.objects.filter(kind="cheques.held_off").count() == 1

    def test_the_decider_grants_and_amends_and_two_others_pay(self, made: Scene) -> None:
        application = recommended(made)
        sara, olle, siv = (client_of(made, name) for name in ("sara", "olle", "siv"))
        fields = {"belopp": "200 000", "dag": "2027-10-01", "ord": "Ny marknad."}
        assert "Beslut EC26-001-B1 är fattat" in text(deed(sara, application, "bevilja", **fields))
        amended = {**fields, "belopp": "180 000", "ord": "Räknefel."}
        assert "EC26-001-B2" in text(deed(sara, application, "andra", **amended))
        address = own(application)
        posted(Client(), address, vad="godkann")
        cost = Application.objects.get().costs.get().public_id
        row = {"kostnad_1": cost, "leverantor_1": "Studio Nord AB", "nummer_1": "F-1", "kr_1": "300 000"}
        posted(Client(), address, vad="betala", dag_1="2026-12-18", betald_1="2026-12-18", **row)
        assert "150 000 kr ska betalas ut" in text(deed(olle, application, "kontrollera", ord="Stämmer."))
        assert "Betalningsordern är skickad." in text(deed(siv, application, "betala"))
        assert "Pengarna är framme." in text(deed(siv, application, "banken", kom_fram="ja"))
        assert "Huvudboken går ihop" in text(olle.get(reverse("cheques:money")))

    def test_nobody_elsewhere_finds_it(self, made: Scene) -> None:
        application = submitted(made)
        stranger = signed_in(adviser("Nina Nord", organisation("Annan", made.row().cooperation)))
        for address in (
            reverse("cheques:file", args=[application]),
            reverse("cheques:tab", args=[application, "pengar"]),
            reverse("cheques:deed", args=[application, "ta-upp"]),
        ):
            assert stranger.get(address).status_code == 404
        assert deed(stranger, application, "ta-upp").status_code == 404

    def test_the_rate_is_entered_once_a_day(self, made: Scene) -> None:
        olle = client_of(made, "olle")
        address = reverse("cheques:money")
        assert "En annan kurs är redan inskriven" in text(
            posted(olle, address, dag="2026-12-18", kurs="11,42", kalla="ECB")
        )
        assert "Kursen är sparad." in text(posted(olle, address, dag="2026-12-17", kurs="11,4275", kalla="ECB"))
        found = rate_on(NOW.date())
        assert found is not None
        assert str(found.kronor) == "11.5000"


def _both(made: Scene) -> Any:
    from datetime import date

    person = made.people["lars"]
    Membership.objects.create(person=person, organisation=made.region, role="coordinator", valid_from=date(2020, 1, 1))
    return person


def test_the_mails_say_what_happened_in_the_readers_language(made: Scene) -> None:
    application = granted(made)
    told = [row.payload["subject"] for row in OutboxRow.objects.filter(about=application).order_by("pk")]
    assert told[:2] == ["Din ansökan om exportcheck är påbörjad", "Vi har din ansökan om exportcheck"]
    assert told.count("En ansökan väntar på bedömning") == 3
    assert told[-1] == "Beslut om din ansökan om exportcheck"
