"""A coordinator's way through the pages of the door's calendar, and everybody else's way past them."""

from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.calendars.factories import cooperation, door

from endorr.base.accounts.models import User
from endorr.base.clock import local_date, now
from endorr.base.tenancy.models import Cooperation, LegalEntity, Membership, Organisation, Participation
from endorr.base.tenancy.rules import Role
from endorr.calendars.models import CalendarVersion
from endorr.calendars.queries import calendar_by_id
from endorr.cli.calendars import command as calendars_command
from endorr.worktime import windows

pytestmark = pytest.mark.django_db


def seated(name: str, at: Cooperation, role: Role = Role.COORDINATOR) -> Client:
    """Somebody signed in who holds a seat in an organisation of that cooperation."""
    entity = LegalEntity.objects.create(name=f"Region {name}", is_authority=True)
    organisation = Organisation.objects.create(legal_entity=entity, slug=f"region-{name.lower()}", name="Region")
    since = local_date(now()) - timedelta(days=30)
    Participation.objects.create(organisation=organisation, cooperation=at, valid_from=since)
    person = User.objects.create(email=f"{name.lower()}@region.example", name=name)
    Membership.objects.create(person=person, organisation=organisation, role=role, valid_from=since)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def west() -> Cooperation:
    return door()


@pytest.fixture
def karin(west: Cooperation) -> Client:
    """Karin coordinates Västerbotten."""
    return seated("Karin", west)


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return unescape(response.content.decode())


def send(client: Client, path: str, **values: Any) -> str:
    response = client.post(path, values, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def at(west: Cooperation, end: str = "") -> str:
    return f"/arbete/kalendrar/{west.public_id}/{end}"


def working_day(ahead: int) -> date:
    """The first plain working day that many days ahead."""
    calendar = calendar_by_id("vasterbotten")
    day = local_date(now()) + timedelta(days=ahead)
    while not (calendar.is_working_day(day) and calendar.is_working_day(day + timedelta(days=1))):
        day += timedelta(days=1)
    return day


def test_a_bridging_day_is_shown_before_it_is_closed_and_then_stands_in_the_history(
    karin: Client, west: Cooperation
) -> None:
    day = working_day(30)
    closing = {"first": day.isoformat(), "change": "closed", "note": "Klämdag", "version": 1}

    shown = send(karin, at(west, "dag/"), **closing)
    assert "Det här ändras" in shown
    assert "En fråga som kommer" in shown
    assert "stängt: Klämdag" in shown
    assert "Löften som redan är givna ändras inte" in shown
    assert calendar_by_id("vasterbotten").version == 1

    saved = send(karin, at(west, "dag/"), **closing, gor="spara")
    assert "sparad som en ny version" in saved
    assert not calendar_by_id("vasterbotten").is_working_day(day)
    row = CalendarVersion.objects.get(number=2)
    assert row.note == "Klämdag"
    assert saved.count("Karin") >= 2
    assert "Klämdag" in saved

    back = at(west, f"dag/{day.isoformat()}/ta-bort/")
    assert "Det här ändras" in send(karin, back, version=2)
    send(karin, back, version=2, gor="spara")
    assert calendar_by_id("vasterbotten").is_working_day(day)
    assert page(karin, back, 404)


def test_a_closure_too_soon_is_refused_at_the_day_and_nothing_typed_is_lost(karin: Client, west: Cooperation) -> None:
    day = working_day(3)
    told = send(karin, at(west, "dag/"), first=day.isoformat(), change="closed", note="Flytt", version=1, gor="spara")
    assert "minst 14 dagar i förväg" in told
    assert 'href="#id_first"' in told
    assert 'value="Flytt"' in told
    assert day.isoformat() in told
    assert CalendarVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"first": "i morgon", "change": "closed", "note": "Flytt"}, "Skriv dagen så här"),
        ({"first": "2027-05-07", "last": "2027-05-01", "change": "closed", "note": "Flytt"}, "före den första"),
        ({"first": "2027-05-07", "last": "2028-05-07", "change": "closed", "note": "Flytt"}, "två månader"),
        ({"first": "2027-05-07", "change": "hours", "note": "Kurs"}, "Skriv vilka kontorstider"),
        ({"first": "2027-05-07", "change": "hours", "hours": "13-9", "note": "Kurs"}, "öppna före de stänger"),
        ({"first": "2027-05-07", "change": "hours", "hours": "eftermiddag", "note": "Kurs"}, "Skriv tiderna så här"),
        ({"first": "2027-05-07", "change": "closed", "hours": "8-12", "note": "Kurs"}, "har inga kontorstider"),
        ({"first": "2027-05-08", "change": "closed", "note": "Lördag"}, "redan ledig"),
        ({"first": "2027-05-07", "change": "opened", "note": "Fredag"}, "redan en arbetsdag"),
        ({"first": "2027-05-07", "note": "Flytt"}, "Välj vad som ska gälla"),
        ({"first": "2027-05-07", "change": "closed"}, "Skriv varför"),
        ({"first": "1802-05-07", "change": "opened", "note": "x"}, "Så långt bort"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    karin: Client, west: Cooperation, values: dict[str, str], message: str
) -> None:
    told = send(karin, at(west, "dag/"), **values, version=1, gor="spara")
    assert message in told
    assert "error-summary" in told
    assert CalendarVersion.objects.count() == 1


def test_hours_in_several_windows_and_half_days(karin: Client, west: Cooperation) -> None:
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "friday"), "8-12, 13.00–16.30")
    values = {**week, "thursday": "10:00-18:00", "half_day_close": "12.00", "version": 1}
    assert "Inga löften blir annorlunda" in send(karin, at(west, "tider/"), **values)
    send(karin, at(west, "tider/"), **values, gor="spara")
    calendar = calendar_by_id("vasterbotten")
    assert calendar.hours[0] == windows("08:00-12:00", "13:00-16:30")
    assert calendar.hours[3] == windows("10:00-18:00")
    assert calendar.half_day_close == 12 * 60
    filled = page(karin, at(west, "tider/"))
    assert 'value="08.00–12.00, 13.00–16.30"' in filled
    assert 'value="12.00"' in filled
    assert "Ingenting är ändrat" in send(karin, at(west, "tider/"), **{**values, "version": 2})


def test_hours_that_cannot_keep_the_promise_are_refused_at_the_weekday_with_the_reason(
    karin: Client, west: Cooperation
) -> None:
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "8-16.30")
    told = send(karin, at(west, "tider/"), **week, friday="15.30-16", version=1, gor="spara")
    assert 'href="#id_friday"' in told
    assert "minuter kontorstid; minst 60 behövs" in told
    assert CalendarVersion.objects.count() == 1


def test_summer_hours_come_back_every_year_and_may_be_changed_and_taken_away(karin: Client, west: Cooperation) -> None:
    summer = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "9-15")
    send(karin, at(west, "sasong/"), **summer, first="15 juni", last="15/8", version=1, gor="spara")
    (season,) = calendar_by_id("vasterbotten").seasons
    assert (season.first, season.last) == ((6, 15), (8, 15))
    assert "15 juni – 15 augusti" in page(karin, at(west))
    assert "måndag–fredag 09.00–15.00" in page(karin, at(west))

    meets = send(karin, at(west, "sasong/"), **summer, first="1 augusti", last="1 september", version=2, gor="spara")
    assert "hör redan till en annan säsong" in meets
    odd = send(karin, at(west, "sasong/"), **summer, first="30 februari", last="midsommar", version=2, gor="spara")
    assert odd.count("Skriv datumet så här") >= 2

    send(karin, at(west, "sasong/1/"), **summer, first="1 juli", last="31 juli", version=2, gor="spara")
    assert calendar_by_id("vasterbotten").seasons[0].first == (7, 1)
    send(karin, at(west, "sasong/1/ta-bort/"), version=3, gor="spara")
    assert calendar_by_id("vasterbotten").seasons == ()
    assert page(karin, at(west, "sasong/1/"), 404)


def test_two_at_once_are_told_and_keep_what_they_wrote(karin: Client, west: Cooperation) -> None:
    one, other = working_day(40), working_day(50)
    send(karin, at(west, "dag/"), first=one.isoformat(), change="closed", note="Ett", version=1, gor="spara")
    late = {"first": other.isoformat(), "change": "closed", "note": "Två"}
    told = send(karin, at(west, "dag/"), **late, version=1, gor="spara")
    assert "Någon annan har ändrat kalendern" in told
    assert 'value="Två"' in told
    assert 'name="version" value="2"' in told
    send(karin, at(west, "dag/"), **late, version=2, gor="spara")
    assert not calendar_by_id("vasterbotten").is_working_day(one)
    assert not calendar_by_id("vasterbotten").is_working_day(other)


def test_saving_twice_makes_one_version(karin: Client, west: Cooperation) -> None:
    values = {"first": working_day(40).isoformat(), "change": "closed", "note": "Ett", "version": 1, "gor": "spara"}
    send(karin, at(west, "dag/"), **values)
    send(karin, at(west, "dag/"), **values)
    assert CalendarVersion.objects.count() == 2


def test_a_door_without_a_calendar_begins_with_the_national_one_and_no_half_days() -> None:
    halland = cooperation("halland", "Exportsamverkan Halland")
    eva = seated("Eva", halland, Role.ADMINISTRATOR)
    assert "ingen egen kalender än" in page(eva, at(halland))
    assert page(eva, at(halland, "tider/"), 404)
    send(eva, at(halland, "egen/"))
    send(eva, at(halland, "egen/"))
    assert CalendarVersion.objects.count() == 1
    assert calendar_by_id("halland").half_day_close is None
    assert eva.get("/arbete/kalendrar/").headers["Location"] == at(halland)


FEED = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Planeringsdagar
DTSTART;VALUE=DATE:%(first)s
DTEND;VALUE=DATE:%(end)s
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Kurs
DTSTART;TZID=Europe/Stockholm:%(later)sT120000
DTEND;TZID=Europe/Stockholm:%(later)sT170000
END:VEVENT
END:VCALENDAR
"""


def test_a_feed_is_proposed_day_by_day_and_a_person_says_yes_or_no(karin: Client, west: Cooperation) -> None:
    day, course = working_day(30), working_day(60)
    text = FEED.replace(b"%(first)s", f"{day:%Y%m%d}".encode()).replace(
        b"%(end)s", f"{day + timedelta(days=2):%Y%m%d}".encode()
    )
    text = text.replace(b"%(later)s", f"{course:%Y%m%d}".encode())
    proposed = send(karin, at(west, "fil/"), feed=SimpleUploadedFile("moten.ics", text))
    assert "3 dagar att ta ställning till." in proposed
    assert proposed.count("Planeringsdagar") == 2
    assert "08.00–12.00" in proposed
    again = send(karin, at(west, "fil/"), feed=SimpleUploadedFile("moten.ics", text))
    assert "redan tagit ställning till" in again

    first, second, part = _forms(proposed)
    assert "nu med i kalendern" in send(karin, f"{first}ja/")
    assert "redan någon tagit ställning" in send(karin, f"{first}ja/")
    assert "lämnas som den är" in send(karin, f"{second}nej/")
    send(karin, f"{part}ja/")
    calendar = calendar_by_id("vasterbotten")
    assert not calendar.is_working_day(day)
    assert calendar.is_working_day(day + timedelta(days=1))
    assert calendar.office_hours(course) == windows("08:00-12:00")


def test_a_proposed_day_too_soon_to_close_says_why_beside_it(karin: Client, west: Cooperation) -> None:
    soon = working_day(2)
    text = FEED.replace(b"%(first)s", f"{soon:%Y%m%d}".encode())
    text = text.replace(b"%(end)s", f"{soon + timedelta(days=1):%Y%m%d}".encode()).replace(b"%(later)s", b"20250107")
    (only,) = _forms(send(karin, at(west, "fil/"), feed=SimpleUploadedFile("x.ics", text)))
    told = send(karin, f"{only}ja/")
    assert "minst 14 dagar i förväg" in told
    assert only in told
    assert calendar_by_id("vasterbotten").version == 1


def _forms(text: str) -> list[str]:
    addresses = [part.partition('"')[0] for part in text.split('action="')[1:]]
    return [address.removesuffix("ja/") for address in addresses if address.endswith("/ja/")]


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff" * 100,
        b"<html>inte en kalender</html>",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:i dag\nEND:VEVENT\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101T000000\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\n"
        b"END:VEVENT\nEND:VCALENDAR\n",
    ],
    ids=["noise", "page", "no-date", "never-ends"],
)
def test_a_hostile_file_is_told_to_be_unreadable_and_changes_nothing(
    karin: Client, west: Cooperation, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("endorr.calendars.feeds.SECONDS", 1)
    told = send(karin, at(west, "fil/"), feed=SimpleUploadedFile("ond.ics", content))
    assert "går inte att läsa" in told
    assert calendar_by_id("vasterbotten").version == 1


def test_a_file_beyond_a_megabyte_is_not_read(karin: Client, west: Cooperation) -> None:
    told = send(karin, at(west, "fil/"), feed=SimpleUploadedFile("stor.ics", b"x" * 1_000_001))
    assert "för stor" in told


def test_nobody_but_its_keepers_finds_the_calendar(west: Cooperation) -> None:
    halland = door("halland", "Exportsamverkan Halland")
    stranger, adviser = seated("Eva", halland), seated("Ali", west, Role.ADVISER)
    closing = {"first": working_day(40).isoformat(), "change": "closed", "note": "x", "version": 1, "gor": "spara"}
    for client in (stranger, adviser, Client()):
        assert client.get(at(west)).status_code in {302, 404}
        client.post(at(west, "dag/"), closing)
    assert calendar_by_id("vasterbotten").version == 1


def test_a_doors_page_asks_the_database_as_often_with_many_versions(
    karin: Client, west: Cooperation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for ahead in range(3):
        values = {"change": "closed", "note": "x", "version": ahead + 1, "gor": "spara"}
        send(karin, at(west, "dag/"), first=working_day(40 + 7 * ahead).isoformat(), **values)
    with django_assert_max_num_queries(12):
        assert page(karin, at(west)).count("Karin") >= 4


def test_the_command_line_proposes_a_feed_and_changes_nothing(west: Cooperation, tmp_path: Path) -> None:
    day = working_day(30)
    file = tmp_path / "klamdag.ics"
    file.write_bytes(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Klämdag\nDTSTART;VALUE=DATE:{day:%Y%m%d}\n".encode()
        + b"END:VEVENT\nEND:VCALENDAR\n"
    )
    run = CliRunner().invoke
    told = run(calendars_command, ["propose", "vasterbotten", str(file)])
    assert told.exit_code == 0
    assert f"{day}  closed  Klämdag" in told.output
    assert "1 of 1 days are new" in told.output
    assert "0 of 1 days are new" in run(calendars_command, ["propose", "vasterbotten", str(file)]).output
    assert calendar_by_id("vasterbotten").version == 1
    assert "vasterbotten" in run(calendars_command, ["list"]).output

    file.write_text("inte en kalender")
    for arguments, message in ((["vasterbotten", str(file)], "not iCalendar"), (["atlantis", str(file)], "no door")):
        refused = run(calendars_command, ["propose", *arguments])
        assert refused.exit_code == 2
        assert message in refused.output
