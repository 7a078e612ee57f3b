"""A company asks, from the first box to the confirmation, as it meets the pages."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cases.factories import adviser, asked, door, organisation, region_of, signed_in

from endorr.base.clock import now
from endorr.base.i18n.formats import on_wall
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation
from endorr.cases.commands import close_private_page
from endorr.cases.models import Case, Draft
from endorr.cases.rules import Sharing

pytestmark = pytest.mark.django_db

QUESTION = "Vi vill sälja lampor till Norge"
ABOUT = {"kommun": "umeå", "foretag": "Linds Lampor", "namn": "Vera Lind", "epost": "vera@lampor.example"}


@pytest.fixture
def north() -> Cooperation:
    return door()


def begun(client: Client, text: str = QUESTION) -> str:
    return str(client.post("/fraga/", {"fraga": text})["Location"])


def checked(client: Client, **about: str) -> str:
    """Fill in every screen and return the address of the page to check."""
    address = begun(client)
    share = client.post(address, {**ABOUT, **about})["Location"]
    return str(client.post(share, {"dela": "yes"})["Location"])


def nonce(page: str) -> str:
    return page.partition('name="form_nonce" value="')[2].partition('"')[0]


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return unescape(response.content.decode())


def test_three_screens_and_a_page_to_check_lead_to_a_promise_with_day_and_hour(
    client: Client, north: Cooperation
) -> None:
    address = checked(client)
    page = text_of(client, address)
    assert all(word in page for word in (QUESTION, "Umeå", "Linds Lampor", "Vera Lind", "Vi hör av oss senast"))
    sent = client.post(address, {"form_nonce": nonce(page)})
    confirmation = text_of(client, sent["Location"])
    case = Case.objects.get()
    assert all(word in confirmation for word in (case.number, "Exportjouren, Region Exempel", "Vi hör av oss senast"))
    assert client.get(sent["Location"])["Referrer-Policy"] == "no-referrer"
    assert Draft.objects.get().answers == {}


def test_sent_twice_and_from_two_windows_and_by_going_back_it_is_one_case(client: Client, north: Cooperation) -> None:
    address = checked(client)
    key = nonce(text_of(client, address))
    first = client.post(address, {"form_nonce": key})
    again = client.post(address, {"form_nonce": key})
    other_window = client.post(address, {"form_nonce": "another-window"})
    assert again["Location"] == first["Location"]
    assert "redan skickad" in other_window.content.decode()
    back = text_of(client, address)
    assert "redan skickad" in back
    assert client.post(address, {"form_nonce": nonce(back)})["Location"] == first["Location"]
    assert (Case.objects.count(), OutboxRow.objects.count()) == (1, 2)


def test_nothing_typed_is_lost_when_something_must_be_put_right(client: Client, north: Cooperation) -> None:
    address = begun(client)
    page = unescape(client.post(address, {**ABOUT, "kommun": "Atlantis"}).content.decode())
    assert "Vi känner inte igen kommunen" in page
    assert all(f'value="{word}"' in page for word in ("Atlantis", "Linds Lampor", "Vera Lind", "vera@lampor.example"))
    page = unescape(client.post(address, {**ABOUT, "epost": ""}).content.decode())
    assert "Skriv en e-postadress eller ett telefonnummer" in page


def test_going_back_finds_what_was_written(client: Client, north: Cooperation) -> None:
    address = checked(client)
    assert QUESTION in text_of(client, address.replace("kontrollera", "fraga"))
    assert 'value="Vera Lind"' in text_of(client, address.replace("kontrollera", "om-dig"))


def test_a_question_that_cannot_be_taken_is_shown_with_why_and_kept_nowhere(client: Client) -> None:
    page = unescape(client.post("/fraga/", {"fraga": "  "}).content.decode())
    assert "Ett ord räcker." in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Mitt nummer är 811228-9874", "Mitt nummer är XXXXXX-XXXX"),
        ("Ta betalt från 4539 1488 0343 6467", "Ta betalt från XXXX XXXX XXXX XXXX"),
    ],
)
def test_a_personal_or_card_number_is_hidden_before_it_is_kept_and_that_is_said(
    client: Client, north: Cooperation, text: str, hidden: str
) -> None:
    address = client.post("/fraga/", {"fraga": text})["Location"]
    assert Draft.objects.get().answers["fraga"] == hidden
    share = client.post(address, ABOUT)["Location"]
    page = unescape(text_of(client, client.post(share, {"dela": "yes"})["Location"]))
    assert "Vi dolde ett nummer" in page
    assert hidden in page


def test_who_has_no_company_yet_is_welcome_and_a_company_number_is_known_as_one(
    client: Client, north: Cooperation
) -> None:
    address = checked(client, foretag="")
    assert "Inget företag än" in text_of(client, address)
    client.post(address, {"form_nonce": nonce(text_of(client, address))})
    address = checked(client, foretag="556036-0793")
    client.post(address, {"form_nonce": nonce(text_of(client, address))})
    numbers = Case.objects.order_by("id").values_list("enquiry__company_number", flat=True)
    assert list(numbers) == ["", "5560360793"]


def test_a_sole_traders_number_is_hidden_as_the_personal_number_it_is(client: Client, north: Cooperation) -> None:
    assert "XXXXXX-XXXX" in text_of(client, checked(client, foretag="811228-9874"))


def test_where_there_is_no_door_that_is_said_with_a_number_to_call(client: Client, north: Cooperation) -> None:
    address = begun(client)
    share = client.post(address, {**ABOUT, "kommun": "Halmstad"})["Location"]
    page = text_of(client, share)
    assert "Ingen tar emot exportfrågor här för Halmstad i Hallands län än" in page
    assert "0600-00 00 00" in page
    assert not Case.objects.exists()


def test_a_page_reached_too_early_says_what_is_missing_and_sends_nothing(client: Client, north: Cooperation) -> None:
    address = begun(client).replace("om-dig", "kontrollera")
    assert "Något fattas" in text_of(client, address)
    client.post(address, {"form_nonce": "12345678"})
    assert not Case.objects.exists()


def test_the_receiver_is_named_where_sharing_is_asked(client: Client, north: Cooperation) -> None:
    share = client.post(begun(client), ABOUT)["Location"]
    page = text_of(client, share)
    assert "<strong>Region Exempel</strong>" in page
    assert "allmän handling" in page


def test_it_is_all_said_in_english_too(client: Client, north: Cooperation) -> None:
    address = str(client.post("/en/fraga/", {"fraga": "Lamps to Norway"})["Location"])
    share = client.post(address, ABOUT)["Location"]
    check = str(client.post(share, {"dela": "ask"})["Location"])
    page = text_of(client, check)
    assert "We will be in touch by" in page
    sent = text_of(client, client.post(check, {"form_nonce": nonce(page)})["Location"])
    assert "A person will be in touch with you by" in sent
    assert Case.objects.get().enquiry.language == "en"


def test_the_private_page_says_where_the_question_is_and_a_wrong_link_says_nothing(
    client: Client, north: Cooperation
) -> None:
    receipt = asked(now())
    page = text_of(client, f"/fraga/min/{receipt.token}/")
    assert all(word in page for word in ("Vårt löfte", "Exportjouren", receipt.number))
    assert "lampor" not in text_of(client, f"/fraga/min/{receipt.token[:-1]}/", status=404)


def test_the_promise_is_a_calendar_file(client: Client, north: Cooperation) -> None:
    response = client.get(f"/fraga/min/{asked().token}/lofte.ics")
    assert response["Content-Type"] == "text/calendar"
    assert b"DTSTART:" in response.content


def test_no_page_of_the_door_asks_the_database_more_than_twelve_times(
    client: Client, north: Cooperation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    receipt = asked()
    address = checked(client)
    for path in (address, address.replace("kontrollera", "dela"), f"/fraga/min/{receipt.token}/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


# The advisers' side


def test_an_adviser_takes_contacts_and_closes(north: Cooperation) -> None:
    receipt = asked(now() - timedelta(minutes=1))
    anna = signed_in(adviser("Anna Berg", region_of(north)))
    queue = text_of(anna, "/arbete/fragor/")
    assert "1 väntar, 1 senast" in queue
    assert "Linds Lampor" in queue
    case = f"/arbete/fragor/{receipt.case}/"
    anna.post(f"{case}ta/", {"form_nonce": "take-take"})
    told = {
        "satt": "call",
        "nadd": "nej",
        "dag": f"{on_wall(now()):%Y-%m-%d}",
        "tid": f"{on_wall(now()):%H.%M}",
        "ord": "Svarade inte",
    }
    page = anna.post(f"{case}kontakt/", {**told, "form_nonce": "contact-1"}, follow=True)
    assert page.status_code == 200
    anna.post(f"{case}avsluta/", {"utfall": "unreachable", "form_nonce": "close-close"})
    assert Case.objects.get().state == "closed"


def test_others_see_place_and_time_and_nothing_else_until_they_have_taken_it(north: Cooperation) -> None:
    receipt = asked()
    eva = signed_in(adviser("Eva Ek", organisation("Almi Exempel", north)))
    for address in ("/arbete/fragor/", f"/arbete/fragor/{receipt.case}/"):
        page = text_of(eva, address)
        assert "En fråga i Umeå" in page
        assert not any(word in page for word in ("Linds", "Vera", "lampor", receipt.number))
    eva.post(f"/arbete/fragor/{receipt.case}/ta/", {"form_nonce": "take-take"})
    assert "Linds Lampor" in text_of(eva, f"/arbete/fragor/{receipt.case}/")


def test_what_the_company_has_not_shared_offers_others_no_button(north: Cooperation) -> None:
    receipt = asked(sharing=Sharing.ASK)
    eva = signed_in(adviser("Eva Ek", organisation("Almi Exempel", north)))
    queue = text_of(eva, "/arbete/fragor/")
    assert "Företaget har inte sagt ja till att frågan delas." in queue
    assert not any("Ta frågan" in page for page in (queue, text_of(eva, f"/arbete/fragor/{receipt.case}/")))
    anna = signed_in(adviser("Anna Berg", region_of(north)))
    assert "Ta frågan" in text_of(anna, "/arbete/fragor/")


def test_the_summary_counts_the_late_apart_from_the_next(north: Cooperation) -> None:
    anna = signed_in(adviser("Anna Berg", region_of(north)))
    assert "Ingen fråga väntar." in text_of(anna, "/arbete/fragor/")
    asked(now() - timedelta(days=10))
    assert "1 väntar, 1 är försenad<" in text_of(anna, "/arbete/fragor/")
    asked(datetime(2031, 11, 17, 9, 0, tzinfo=UTC))
    assert "2 väntar, 1 är försenad, 1 senast tisdag 18 november kl. 10.00" in text_of(anna, "/arbete/fragor/")


def test_the_second_to_take_is_told_who_was_first(north: Cooperation) -> None:
    receipt = asked()
    anna, bo = (signed_in(adviser(name, region_of(north))) for name in ("Anna Berg", "Bo Dahl"))
    anna.post(f"/arbete/fragor/{receipt.case}/ta/", {"form_nonce": "take-anna"})
    page = bo.post(f"/arbete/fragor/{receipt.case}/ta/", {"form_nonce": "take-bodahl"}, follow=True)
    assert "Anna Berg, Region Exempel hann före och har frågan." in unescape(page.content.decode())


def test_a_question_of_another_county_does_not_exist(north: Cooperation) -> None:
    receipt = asked()
    siv = signed_in(adviser("Siv Sand", region_of(door("Exportsamverkan Halland", "13", "Region Söder"))))
    text_of(siv, f"/arbete/fragor/{receipt.case}/", status=404)
    assert siv.post(f"/arbete/fragor/{receipt.case}/ta/", {"form_nonce": "take-take"}).status_code == 404


def test_the_queue_asks_the_database_as_often_however_long_it_is(
    north: Cooperation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    anna = signed_in(adviser("Anna Berg", region_of(north)))
    receipt, *_others = [asked() for _ in range(5)]
    for address in ("/arbete/fragor/", f"/arbete/fragor/{receipt.case}/"):
        with django_assert_max_num_queries(12):
            assert anna.get(address).status_code == 200


# The company's own page


def own(client: Client, token: str, what: str, **told: str) -> str:
    """Do a deed on the private page and return the page that follows."""
    posted = {"vad": what, "form_nonce": f"deed-{what}-{len(told)}", **told}
    response = client.post(f"/fraga/min/{token}/", posted, follow=True)
    return unescape(response.content.decode())


def test_the_company_adds_to_its_question_and_who_has_it_is_told_without_the_words(
    client: Client, north: Cooperation
) -> None:
    receipt = asked(now())
    assert "Du skrev" in own(client, receipt.token, "skriv", ord="Mässan är i Oslo i maj")
    told = OutboxRow.objects.get(key__startswith="cases.added").payload
    assert told["to"] == "jour@vasterbotten.example"
    assert "Oslo" not in told["text"] + told["html"]
    assert "Skriv det du vill lägga till" in own(client, receipt.token, "skriv", ord="", form_nonce="another-time")


def test_the_company_says_that_nobody_has_been_in_touch_once(client: Client, north: Cooperation) -> None:
    receipt = asked(now())
    own(client, receipt.token, "ohord")
    assert "Du sa att ingen har hört av sig" in own(client, receipt.token, "ohord")
    assert OutboxRow.objects.filter(key__startswith="cases.unheard").count() == 1


def test_the_company_changes_who_may_read_and_closes_and_grades(client: Client, north: Cooperation) -> None:
    receipt = asked(now())
    own(client, receipt.token, "dela", dela="receiver")
    assert "Frågan är avslutad" in own(client, receipt.token, "avsluta")
    assert "Frågan är avslutad." in own(client, receipt.token, "avsluta", form_nonce="another-time")
    own(client, receipt.token, "betyg", betyg="4", ord="Bra att få ett svar")
    case = Case.objects.get()
    assert (case.sharing, case.outcome, case.grade) == ("receiver", "withdrawn", 4)


def test_the_company_confirms_only_a_contact_there_was(client: Client, north: Cooperation) -> None:
    receipt = asked(now())
    assert "Ingen har varit i kontakt" in own(client, receipt.token, "bekrafta", ratt="ja")
    assert Case.objects.get().right_person is None


def test_a_promise_that_ends_with_a_day_is_told_as_that_day_everywhere(client: Client, north: Cooperation) -> None:
    sunday = datetime(2031, 11, 23, 12, 0, tzinfo=UTC)
    receipt = asked(sunday)
    anna = signed_in(adviser("Anna Berg", region_of(north)))
    for page in (
        text_of(client, f"/fraga/min/{receipt.token}/"),
        text_of(anna, "/arbete/fragor/"),
        text_of(anna, f"/arbete/fragor/{receipt.case}/"),
    ):
        assert "måndag 24 november" in page
        assert "00.00" not in page


def test_a_revoked_link_opens_and_does_nothing(client: Client, north: Cooperation) -> None:
    receipt = asked(now())
    close_private_page(receipt.case, now=now(), actor="person:test")
    response = client.post(f"/fraga/min/{receipt.token}/", {"vad": "avsluta", "form_nonce": "deed-too-late"})
    assert response.status_code == 404
    assert Case.objects.get().state == "asked"
