"""The centres side by side: nobody is ranked, nothing unknown is zero, and a list from another tool counts once."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from tests.cases.factories import NOW, adviser, door, organisation, region_of, signed_in, viewer

from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role
from endorr.national import commands, queries
from endorr.national.models import HoleCount, Report, ReportedCompany
from endorr.national.rules import Way
from endorr.national.views import QUESTIONS

pytestmark = pytest.mark.django_db

GOOD = b"Organisationsnummer;E-post\n556036-0793;vera@lampor.example\n;ny@lampor.example\n"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("endorr.national.views.now", lambda: NOW)


@pytest.fixture
def west() -> Cooperation:
    return door()


@pytest.fixture
def north(west: Cooperation) -> Cooperation:
    return door("Exportsamverkan Norrbotten", county="25", keeper="Region Nord")


def nonce(page: bytes) -> str:
    found = re.search(r'name="form_nonce" value="(\w+)"', page.decode())
    assert found
    return found[1]


def send(client: Client, content: bytes, *, centre: str = "norrbotten", year: str = "2026") -> str:
    page = client.get("/arbete/landet/").content
    fields = {"form_nonce": nonce(page), "centrum": centre, "ar": year, "fil": SimpleUploadedFile("lista.csv", content)}
    return client.post("/arbete/landet/", fields, follow=True).content.decode()


def test_a_centre_with_another_tool_hands_in_its_list(north: Cooperation) -> None:
    rolf = signed_in(adviser("Rolf Låtsas", region_of(north), Role.COORDINATOR))
    assert "Väntar på godkännande" in send(rolf, GOOD)
    assert queries.country(today=NOW.date()).ways()[Way.FILE] == 0, "nothing counts before it is accepted"
    report = Report.objects.get()
    page = rolf.get("/arbete/landet/").content
    rolf.post(f"/arbete/landet/{report.public_id}/", {"form_nonce": nonce(page)})
    found = queries.country(today=NOW.date())
    assert found.ways()[Way.FILE] == 1
    told = found.reached(Way.FILE)
    assert (told.value, told.told, told.of) == (1, 1, 2)
    shown = Client().get("/landet/").content.decode()
    assert "0 i systemet, 1 via fil, av 2" in shown
    assert "Exportsamverkan Västerbotten" in shown.partition("Har inte lämnat")[2]
    assert "vera@lampor.example" not in str(list(Report.objects.values())) + str(list(ReportedCompany.objects.values()))


def test_a_later_list_takes_the_place_of_the_one_before(north: Cooperation) -> None:
    rolf = viewer(adviser("Rolf Låtsas", region_of(north), Role.COORDINATOR))
    for content in (GOOD, GOOD + b"556074-2420;bo@lampor.example\n"):
        report = commands.hand_in("norrbotten", 2026, content, rolf, now=NOW)
        for _twice in range(2):
            commands.accept(report, rolf, now=NOW)
    assert Report.objects.filter(accepted_at__isnull=False, replaced_at__isnull=True).count() == 1
    assert queries.country(today=NOW.date()).reached(Way.FILE).value == 2


def test_a_workbook_of_the_usual_shape_is_read(north: Cooperation) -> None:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["Deltagarlista"], ["Organisationsnummer", "Namn", "E-post"], ["556036-0793", "Vera", "v@l.example"]):
        sheet.append(row)
    book.save(file)
    rolf = viewer(adviser("Rolf Låtsas", region_of(north), Role.COORDINATOR))
    commands.accept(commands.hand_in("norrbotten", 2026, file.getvalue(), rolf, now=NOW), rolf, now=NOW)
    assert queries.country(today=NOW.date()).reached(Way.FILE).value == 1


def test_a_wrong_list_is_told_row_by_row_and_nothing_is_kept(north: Cooperation) -> None:
    rolf = signed_in(adviser("Rolf Låtsas", region_of(north), Role.COORDINATOR))
    page = send(rolf, b"Organisationsnummer;E-post\n556036-0794;x\n")
    assert "1 rad är fel" in page
    assert "kontrollsiffran" in page
    assert "Hittar ingen rad" in send(rolf, b"Vera;Lind\n")
    assert "går inte att läsa" in send(rolf, b"\x00\x01\x02")
    assert "från 2016" in send(rolf, GOOD, year="2015")
    assert not Report.objects.exists()


def test_a_coordinator_hands_in_for_nobody_else(west: Cooperation, north: Cooperation) -> None:
    sara = adviser("Sara Låtsas", region_of(west), Role.COORDINATOR)
    with pytest.raises(LookupError):
        commands.hand_in("norrbotten", 2026, GOOD, viewer(sara), now=NOW)
    nils = viewer(adviser("Nils Diktad", organisation("Tillväxtverket", west), Role.NATIONAL_COORDINATOR))
    report = commands.hand_in("norrbotten", 2026, GOOD, nils, now=NOW)
    with pytest.raises(Report.DoesNotExist):
        commands.accept(report, viewer(sara), now=NOW)
    assert queries.reports_for(viewer(sara)) == []
    assert [one.centre for one in queries.reports_for(nils)] == ["Exportsamverkan Norrbotten"]


def test_each_question_lists_every_centre_by_county_and_asks_a_fixed_number_of_times(north: Cooperation) -> None:
    commands.count_holes(NOW)
    commands.note_establishment(
        "norrbotten", on=None, pilot=True, source="Ett pressmeddelande", read_on=date(2026, 11, 22), now=NOW, actor="x"
    )
    for path in ["/landet/", *(f"/landet/{key}/" for key in QUESTIONS)]:
        for language in ("", "/en"):
            with CaptureQueriesContext(connection) as seen:
                page = Client().get(language + path).content.decode()
            assert len(seen) <= 12, path
        if path != "/landet/":
            assert 0 < page.index("Exportsamverkan Västerbotten") < page.index("Exportsamverkan Norrbotten"), path
    assert Client().get("/landet/rankning/").status_code == 404
    assert HoleCount.objects.count() == 2


def test_counting_the_holes_again_gives_the_same(north: Cooperation) -> None:
    first = commands.count_holes(NOW), list(HoleCount.objects.order_by("pk").values())
    assert (commands.count_holes(NOW), list(HoleCount.objects.order_by("pk").values())) == first
