"""What everybody, a guest, the host and somebody else's staff see, page by page."""

import re
from copy import deepcopy
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.meetings.factories import (
    HOUR,
    NOTICE,
    NOW,
    PRESS,
    ROOM,
    START,
    TABLE,
    TALK,
    WHO,
    Tour,
    adviser,
    invitation,
    link_in,
    mails,
    organisation,
    signed_in,
    state,
)
from tests.meetings.test_commands import NO, YES, says

from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.rules import Role
from endorr.companies.commands import Told, recognise
from endorr.meetings import commands
from endorr.meetings.commands import Promised, Voiced
from endorr.meetings.models import Campaign, Commitment, Guest, Input, Invitation, Meeting, Note, Part
from endorr.meetings.rules import GuestKind, Visibility
from endorr.meetings.views.desk import DEEDS, THINGS

pytestmark = pytest.mark.django_db

NONCE = "0123456789abcdef"
SHOWINGS = count()
SEED = "Länk: https://us02web.zoom.us/j/84211936404"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set what the pages take the time to be."""

    def stand_at(at: Any) -> None:
        for module in ("views.open_pages", "views.own", "views.desk"):
            monkeypatch.setattr(f"endorr.meetings.{module}.now", lambda: at)

    stand_at(NOW)
    return stand_at


@pytest.fixture(scope="module")
def planned(sown_together: None) -> Tour:
    return Tour()


@pytest.fixture
def tour(planned: Tour, clock: Any, db: None) -> Tour:
    assert clock
    return deepcopy(planned)


@pytest.fixture
def sara(tour: Tour) -> Client:
    return signed_in(tour.sara)


def url(name: str, *arguments: str) -> str:
    return reverse(f"meetings:{name}", args=arguments)


def post(client: Client, address: str, fields: dict[str, Any]) -> Any:
    return client.post(address, {"form_nonce": f"{NONCE}{next(SHOWINGS)}", **fields}, follow=True)


def text(response: Any) -> str:
    return str(response.content.decode())


# Everybody


def test_m1_a_journalist_sees_the_press_slot_and_its_rule_but_never_the_companies_link(
    tour: Tour, client: Client, django_assert_max_num_queries: Any
) -> None:
    for part in (TALK, TABLE, PRESS):
        tour.part(part)
    assert client.get(url("meeting", tour.meeting)).status_code == 404, "a draft is nobody's"
    tour.publish()
    with django_assert_max_num_queries(8):
        page = text(client.get(url("meeting", tour.meeting)))
    for words in (
        "Frågor till ministern",
        "Anmäl dig i förväg till Per Fantasi, senast torsdag 10 december 2026 kl. 10.00.",
        "0980-319 200",
        url("press", tour.meeting, tour.parts["press"]),
    ):
        assert words in page
    assert "Rundabordssamtal om export" not in page, "what only the invited may know of is not there"
    assert "video.example" not in page


def test_the_campaign_shows_its_stops_and_a_cancelled_one_is_still_there(
    tour: Tour, client: Client, django_assert_max_num_queries: Any
) -> None:
    tour.part()
    assert "Ministermöte" not in text(client.get(url("campaign", "hela-sverige-exporterar")))
    tour.publish()
    commands.cancel(tour.meeting, why="Ministern är sjuk.", **WHO)
    for address in (url("start"), url("campaign", "hela-sverige-exporterar")):
        with django_assert_max_num_queries(4):
            page = text(client.get(address))
        assert "Ministermöte om ökad export i Västerbotten" in page
        assert "Inställt" in page
    page = text(client.get(url("meeting", tour.meeting)))
    assert "Ministern är sjuk." in page
    assert client.get(url("campaign", "finns-inte")).status_code == 404


def test_the_pages_speak_english_and_mark_what_is_only_in_swedish(tour: Tour, client: Client) -> None:
    tour.part()
    tour.publish()
    page = text(client.get(f"/en{url('meeting', tour.meeting)}"))
    assert "Digital meeting with the minister" in page
    assert re.search(r'lang="sv"[^>]*>Ministermöte', page)
    assert "For those invited: exporting companies." in page


def test_the_press_asks_on_the_page_is_told_at_its_fields_and_once_for_a_double_click(
    tour: Tour, client: Client, clock: Any
) -> None:
    part = tour.part(PRESS)
    tour.publish()
    address = url("press", tour.meeting, part)
    wrong = post(client, address, {"namn": "Rita Reporter", "epost": "rita@", "fraga": "Vad blir det av?"})
    for words in ("Skriv vilken redaktion.", "namn@exempel.se", "Rita Reporter", "Vad blir det av?"):
        assert words in text(wrong)
    good = {"namn": "Rita Reporter", "redaktion": "Norra Bladet", "epost": "rita@bladet.example"}
    for _ in range(2):
        sent = client.post(address, {**good, "form_nonce": NONCE}, follow=True)
        assert "Tack, vi har din anmälan" in text(sent)
    assert Invitation.objects.get().state == "asked"
    clock(NOTICE + HOUR)
    assert "Sista anmälningstid har gått ut" in text(client.get(address))
    clock(START + 3 * HOUR)
    assert "Pressträffen är över." in text(client.get(address))
    assert "Pressträffen är över." in text(post(client, address, {**good, "epost": "ove@bladet.example"}))
    assert Invitation.objects.count() == 1


def test_no_press_address_for_a_part_that_is_not_the_presss(tour: Tour, client: Client) -> None:
    part = tour.part()
    tour.publish()
    assert client.get(url("press", tour.meeting, part)).status_code == 404


# A guest


def test_a_guest_answers_by_the_mails_link_and_looking_answers_nothing(
    tour: Tour, client: Client, clock: Any, django_assert_max_num_queries: Any
) -> None:
    part = tour.part()
    vera = tour.invite(part)
    link = link_in(mails(vera)[0])
    with django_assert_max_num_queries(8):
        page = client.get(link)
    assert state(vera, part) == "invited"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Ja, jag kommer" in text(page)
    page = post(client, link, {"del": part, "svar": "ja"})
    assert "Har en plats" in text(page)
    assert "video.example" not in text(page)
    assert "Dörren är stängd" in text(client.get(f"{link}rum/{part}/"))
    clock(START)
    assert url("room", link.split("/")[2], part) in text(client.get(link))
    door = client.get(f"{link}rum/{part}/")
    assert (door.status_code, door["Location"]) == (302, ROOM)
    file = client.get(f"{link}kalender/{part}.ics")
    assert file["Content-Type"] == "text/calendar; method=REQUEST; charset=utf-8"
    assert f"UID:{invitation(vera, part).public_id}@endorr".encode() in file.content
    commands.cancel(tour.meeting, why="Ministern är sjuk.", now=START, actor="system:test")
    assert client.get(f"{link}rum/{part}/").status_code == 403
    assert "Mötet är inställt" in text(client.get(link)), "the page says so, and is not gone"


def test_a_guest_in_the_queue_is_never_let_in_and_may_leave(tour: Tour, client: Client, clock: Any) -> None:
    part = tour.part(capacity=1)
    says(tour.invite(part), part, YES)
    ylva = tour.invite(part, "Ylva Exempel")
    link = link_in(mails(ylva)[0])
    assert "Alla platser är tagna just nu." in text(client.get(link))
    page = post(client, link, {"del": part, "svar": "ja", "direkt": "ja"})
    assert "Står i kö" in text(page)
    assert "så som du har valt" in text(page)
    clock(START)
    assert client.get(f"{link}rum/{part}/").status_code == 403
    assert "Har tackat nej" in text(post(client, link, {"del": part, "svar": "nej"}))


def test_a_link_opens_its_own_guest_and_nothing_else(tour: Tour, client: Client) -> None:
    part, other = tour.part(), tour.part(TABLE)
    vera = tour.invite(part)
    tour.invite(other, "Ulla Union", GuestKind.UNION)
    link = link_in(mails(vera)[0])
    assert "Rundabordssamtal" not in text(client.get(link))
    assert post(client, link, {"del": other, "svar": "ja"}).status_code == 404
    assert client.get(f"{link}rum/{other}/").status_code == 403
    assert client.get(f"{link}kalender/{other}.ics").status_code == 404
    assert client.get("/inbjudan/gissat/").status_code == 404
    assert "Välj ett av svaren." in text(post(client, link, {"del": part, "svar": "kanske"}))


def test_a_guest_says_whether_they_may_be_named_and_reads_the_answer_to_what_they_raised(
    tour: Tour, client: Client
) -> None:
    part = tour.part()
    vera = tour.invite(part)
    row = commands.mark_input(part, Voiced("Snabbare exportkrediter.", Visibility.INSIDE, [vera]), **WHO)
    link = link_in(mails(vera)[0])
    assert "Svaret kommer hit" in text(client.get(link))
    commands.answer_input(row, "Handläggningstiden är halverad.", **WHO)
    assert "Handläggningstiden är halverad." in text(post(client, link, {"svar": "namn"}))
    assert Guest.objects.get().nameable


# The host


def part_fields(**changes: Any) -> dict[str, Any]:
    good = {
        "slag": "talk",
        "titel": "Digitalt ministermöte",
        "dag": "2026-12-11",
        "start": "10:00",
        "slut": "11:00",
        "gaster": ["company"],
        "platser": "5",
        "svarstid": "24",
        "synlig": "open",
    }
    return {**good, **changes}


def test_a_coordinator_plans_publishes_and_moves_a_meeting(tour: Tour, sara: Client, client: Client) -> None:
    page = post(
        sara,
        url("new"),
        {
            "vard": tour.region.public_id,
            "samverkan": tour.door.public_id,
            "kampanj": tour.campaign,
            "titel": "Ministerns besök i Umeå",
            "om": "Studiebesök och samtal.",
            "plats": "Umeå",
            "presskontakt": tour.per.public_id,
        },
    )
    made = Meeting.objects.get(title="Ministerns besök i Umeå")
    assert "Mötet är planerat." in text(page)
    assert made.site == "http://testserver"
    page = post(sara, url("deed", made.public_id, "punkt"), part_fields(rum=ROOM))
    assert "Digitalt, låst länk" in text(page)
    assert "video.example" not in text(page)
    part = Part.objects.get()
    assert part.starts_at == START
    post(sara, url("deed", made.public_id, "publicera"), {})
    assert client.get(url("meeting", made.public_id)).status_code == 200
    shown = sara.get(url("thing", made.public_id, "punkt", part.public_id))
    assert ROOM in text(shown), "the host sees the link in its field"
    post(
        sara, url("thing", made.public_id, "punkt", part.public_id), part_fields(start="11.00", slut="12.00", rum=ROOM)
    )
    part.refresh_from_db()
    assert part.starts_at == START + HOUR
    page = post(sara, url("deed", made.public_id, "stall-in"), {"varfor": "Ministern är sjuk."})
    assert "Ministern är sjuk." in text(page)
    changed = {"titel": "Nytt", "om": "Nytt", "plats": "Umeå"}
    assert "Mötet är inställt." in text(post(sara, url("deed", made.public_id, "andra"), changed))


def test_m7_the_editor_is_warned_of_a_rooms_link_and_offered_the_locked_field(tour: Tour, sara: Client) -> None:
    address = url("deed", tour.meeting, "punkt")
    warned = post(sara, address, part_fields(om=f"Fem företag deltar.\n{SEED}"))
    assert "innehåller en länk till ett mötesrum" in text(warned)
    assert "Flytta länken till det låsta fältet och spara" in text(warned)
    assert "us02web.zoom.us" in text(warned), "nothing typed is lost"
    assert not Part.objects.exists()
    post(sara, address, part_fields(om=f"Fem företag deltar.\n{SEED}", flytta="ja"))
    part = Part.objects.get()
    assert (part.about, part.room) == ("Fem företag deltar.", "https://us02web.zoom.us/j/84211936404")
    told = {"titel": "Ministermöte", "om": SEED, "plats": "Digitalt"}
    assert "länk till ett mötesrum" in text(post(sara, url("deed", tour.meeting, "andra"), told))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"titel": ""}, "Skriv vad programpunkten heter."),
        ({"slut": "09:00"}, "Sluttiden måste ligga efter starttiden."),
        ({"dag": "2026-03-29", "start": "02:30"}, "klockan ställs om till sommartid"),
        ({"start": "tio"}, "Skriv klockslaget så här: 10.00."),
        ({"platser": "0"}, "1"),
        ({"gaster": []}, "Välj minst en sorts gäster."),
        ({"rum": "http://video.example"}, "Den börjar med https://."),
        ({"slag": "press", "gaster": ["press"]}, "Ange när pressen senast ska anmäla sig."),
        ({"om": "19121212-1212"}, "personnummer"),
    ],
)
def test_what_a_part_cannot_be_is_told_at_its_field(
    tour: Tour, sara: Client, changes: dict[str, Any], said: str
) -> None:
    page = post(sara, url("deed", tour.meeting, "punkt"), part_fields(**{"plats": "Norra salen", **changes}))
    assert page.status_code == 200
    assert said in text(page)
    assert "Norra salen" in text(page)
    assert not Part.objects.exists()


def test_a_company_is_invited_comes_and_is_counted(
    tour: Tour, sara: Client, clock: Any, django_assert_max_num_queries: Any
) -> None:
    part = tour.part()
    told = Told("Norrvret Lampor AB", fictional=True)
    company = recognise(told, organisation=tour.region.public_id, **WHO)
    fields = {
        "till": [part],
        "slag": "company",
        "namn": "Vera Lindsela",
        "organisation": "Norrvret Lampor AB",
        "epost": "vera@lampor.example",
        "foretag": company,
        "sprak": "sv",
    }
    assert "Skriv en e-postadress." in text(post(sara, url("deed", tour.meeting, "bjud-in"), {**fields, "epost": ""}))
    page = post(sara, url("deed", tour.meeting, "bjud-in"), fields)
    assert "Vera Lindsela" in text(page)
    guest = Guest.objects.select_related("company").get()
    assert guest.company is not None
    assert guest.company.public_id == company
    wrong = post(sara, url("deed", tour.meeting, "bjud-in"), {**fields, "slag": "union", "epost": "u@union.example"})
    assert "inte till för den sortens gäster" in text(wrong)
    says(guest.public_id, part, YES)
    clock(START)
    came = {"inbjudan": invitation(guest.public_id, part).public_id, "kom": "ja"}
    assert "Kom" in text(post(sara, url("guests", tour.meeting), came))
    assert Invitation.objects.get().attended
    for name in ("programme", "guests", "notes"):
        with django_assert_max_num_queries(12):
            assert sara.get(url(name, tour.meeting)).status_code == 200


def test_m9_the_press_officer_answers_on_the_page_and_nobody_else_does(
    tour: Tour, sara: Client, client: Client, clock: Any
) -> None:
    part = tour.part(PRESS)
    tour.publish()
    clock(NOTICE + HOUR)
    fields = {"namn": "Rita Reporter", "redaktion": "Norra Bladet", "epost": "rita@bladet.example"}
    post(client, url("press", tour.meeting, part), fields)
    asked = Invitation.objects.get().public_id
    address = url("decide", tour.meeting, asked)
    assert sara.get(address).status_code == 404
    assert "Anmäld för sent" in text(sara.get(url("guests", tour.meeting)))
    per = signed_in(tour.per)
    assert "Anmäld för sent" in text(per.get(address))
    assert "Skriv varför." in text(post(per, address, {"svar": "admit"}))
    post(per, address, {"svar": "admit", "varfor": "Det finns plats kvar."})
    assert Invitation.objects.get().state == "confirmed"
    mail = mails(Guest.objects.get().public_id)[-1]
    assert "Det finns plats kvar." in mail.payload["text"]
    assert "Det finns plats kvar." in text(client.get(link_in(mail)))


def test_a_note_becomes_an_input_that_is_answered_and_a_commitment_that_is_kept(
    tour: Tour, sara: Client, client: Client
) -> None:
    part = tour.part()
    vera = tour.invite(part)
    tour.publish()
    owner = organisation("Region Låtsas", tour.door)
    rolf = signed_in(adviser("Rolf Låtsas", owner, Role.COORDINATOR))
    post(sara, url("deed", tour.meeting, "anteckning"), {"punkt": part, "text": "Många vill ha frihandel."})
    note = Note.objects.get().public_id
    form = text(sara.get(url("thing", tour.meeting, "inspel", note)))
    assert "Många vill ha frihandel." in form
    said = {"punkt": part, "text": "En starkare röst för frihandel.", "bakom": [vera], "synlig": "open"}
    post(sara, url("thing", tour.meeting, "inspel", note), said)
    row = Input.objects.get()
    assert row.note is not None
    post(sara, url("thing", tour.meeting, "svar", row.public_id), {"svar": "Frågan är lyft i EU."})
    promised = {
        "punkt": part,
        "text": "Återkomma med förslag.",
        "agare": owner.public_id,
        "dag": "2026-11-01",
        "synlig": "open",
    }
    late = post(sara, url("thing", tour.meeting, "atagande", row.public_id), promised)
    assert "Datumet har redan varit." in text(late)
    post(sara, url("thing", tour.meeting, "atagande", row.public_id), {**promised, "dag": "2027-03-01"})
    made = Commitment.objects.get()
    assert made.input == row
    assert "Återkomma med förslag." in text(rolf.get(url("desk")))
    post(rolf, url("settle", made.public_id), {"utfall": "kept", "text": "Förslaget är lämnat."})
    page = text(client.get(url("came-of-it", tour.meeting)))
    for words in (
        "En starkare röst för frihandel.",
        "Frågan är lyft i EU.",
        "Region Låtsas, senast 1 mars 2027.",
        "Förslaget är lämnat.",
        "Hållet",
    ):
        assert words in page
    assert "Vera" not in page


def test_what_came_of_it_takes_few_queries_and_shows_only_what_is_open(
    tour: Tour, client: Client, django_assert_max_num_queries: Any
) -> None:
    part = tour.part()
    vera = tour.invite(part)
    hidden = replace(Voiced("Hemligt inspel.", Visibility.INSIDE), guests=[vera])
    commands.mark_input(part, hidden, **WHO)
    told = Promised("Hemligt åtagande.", tour.region.public_id, START.date(), Visibility.INSIDE)
    commands.commit(part, told, **WHO)
    assert client.get(url("came-of-it", tour.meeting)).status_code == 404
    tour.publish()
    with django_assert_max_num_queries(8):
        page = text(client.get(url("came-of-it", tour.meeting)))
    assert "Hemligt" not in page


# Somebody else's staff


def test_another_organisations_staff_find_nothing(tour: Tour, sara: Client) -> None:
    part = tour.part()
    vera = tour.invite(part)
    note = commands.note(part, "Hemlig anteckning.", **WHO)
    row = commands.mark_input(part, Voiced("Hemligt inspel.", Visibility.INSIDE, [vera], note), **WHO)
    made = commands.commit(part, Promised("Hemligt.", tour.region.public_id, START.date()), **WHO)
    other = signed_in(adviser("Amira Nord", organisation("Almi Exempel", tour.door), Role.COORDINATOR))
    officer = signed_in(adviser("Pia Press", organisation("Kammaren Exempel", tour.door), Role.PRESS_OFFICER))
    only_read = [url("programme", tour.meeting), url("notes", tour.meeting)]
    addresses = [
        url("guests", tour.meeting),
        *(url("deed", tour.meeting, deed) for deed in DEEDS),
        *(url("thing", tour.meeting, deed, thing) for deed in THINGS for thing in (part, note, row)),
        url("decide", tour.meeting, invitation(vera, part).public_id),
        url("settle", made),
    ]
    for address in (*only_read, *addresses):
        assert other.get(address).status_code == 404, address
    for stranger, some in ((other, addresses[:6]), (officer, addresses[-2:])):
        for address in some:
            assert post(stranger, address, {}).status_code == 404, address
        assert "Hemligt" not in text(stranger.get(url("desk")))
    assert "Hemlig anteckning." in text(sara.get(url("notes", tour.meeting)))
    assert sara.get(url("deed", tour.meeting, "finns-inte")).status_code == 404
    for deed in THINGS:
        assert sara.get(url("thing", tour.meeting, deed, "finnsinte")).status_code == 404


def test_a_campaign_is_opened_once_under_one_name(tour: Tour, sara: Client) -> None:
    fields = {"namn": "Hela  Sverige Exporterar", "om": "Igen.", "organisation": tour.region.public_id}
    assert "En kampanj heter redan så." in text(post(sara, url("new-campaign"), fields))
    page = post(sara, url("new-campaign"), {**fields, "namn": "Exportveckan"})
    assert "Exportveckan" in text(page)
    assert Campaign.objects.count() == 2


def test_a_declined_guest_hears_no_more(tour: Tour) -> None:
    part = tour.part()
    vera = tour.invite(part)
    says(vera, part, NO)
    sent = OutboxRow.objects.count()
    commands.cancel(tour.meeting, why="Ministern är sjuk.", **WHO)
    assert OutboxRow.objects.count() == sent
    assert invitation(vera, part).method == "CANCEL"
