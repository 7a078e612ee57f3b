"""The page "När får jag svar?" and the open data, as a visitor meets them."""

from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.calendars.factories import door

from endorr import worktime

pytestmark = pytest.mark.django_db

MIDSUMMER = "/nar-far-jag-svar/?kalender=SE&dag=2026-06-18&tid=14.00"


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return unescape(response.content.decode())


def test_the_page_the_prompt_and_the_command_line_say_the_same(client: Client) -> None:
    text = read(client, MIDSUMMER)
    explained = worktime.explain(worktime.from_wall_clock(datetime(2026, 6, 18, 14, 0), "SE"))  # noqa: DTZ001
    assert worktime.sentence(explained.promise.due) in text
    assert "Vi hör av oss senast måndag 22 juni kl. 14.00." in text
    assert "Midsommarafton" in text
    assert text.count("</strong>\n          räknas inte") == 3


def test_it_is_said_in_english_and_in_easy_swedish(client: Client) -> None:
    assert "We will be in touch by Monday 22 June at 14:00." in read(client, "/en" + MIDSUMMER)
    assert "Det gör vi senast måndag 22 juni klockan 14.00." in read(client, "/ll" + MIDSUMMER)


def test_without_a_moment_the_present_one_is_tried(client: Client) -> None:
    assert "Vi hör av oss senast" in read(client, "/nar-far-jag-svar/")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("dag=i%20morgon&tid=14.00", "Skriv dagen så här: 2026-06-18."),
        ("dag=2026-06-18&tid=eftermiddag", "Skriv klockslaget så här: 14.00."),
        ("dag=&tid=14.00", "Skriv vilken dag frågan ställs"),
        ("dag=1802-06-18&tid=14.00", "Välj en dag mellan 1990 och 2100."),
        ("dag=2100-12-31&tid=14.00", "Välj en dag mellan 1990 och 2100."),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_kept(client: Client, query: str, message: str) -> None:
    text = read(client, f"/nar-far-jag-svar/?kalender=SE&{query}")
    assert message in text
    assert "Vi hör av oss senast" not in text
    assert 'value="14.00"' in text or "eftermiddag" in text


def test_an_unknown_door_is_told_and_does_not_break_the_page(client: Client) -> None:
    assert "Vi hör av oss senast" not in read(client, "/nar-far-jag-svar/?kalender=atlantis&dag=2026-06-18&tid=14.00")


def test_a_doors_own_closed_day_counts_on_its_page(client: Client) -> None:
    door()
    text = read(client, MIDSUMMER.replace("SE", "vasterbotten"))
    assert "kalendern vasterbotten, version 1" in text


def test_the_pages_ask_the_database_once_however_many_doors(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    door()
    door("halland", "Exportsamverkan Halland")
    with django_assert_num_queries(1):
        client.get(MIDSUMMER)
    with django_assert_num_queries(1):
        client.get("/oppna-data/kalendrar/")


def test_the_open_data_hold_400_days_as_json_and_icalendar(client: Client) -> None:
    door()
    response = client.get("/oppna-data/kalendrar/vasterbotten.json")
    found = response.json()
    assert len(found["days"]) == 400
    first = date.fromisoformat(found["days"][0]["date"])
    assert date.fromisoformat(found["days"][-1]["date"]) == first + timedelta(days=399)
    assert (found["calendar"], found["version"]) == ("vasterbotten", 1)
    assert response["Access-Control-Allow-Origin"] == "*"

    feed = client.get("/oppna-data/kalendrar/vasterbotten.ics")
    assert feed["Content-Type"].startswith("text/calendar")
    assert feed.content.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("slug", ["atlantis", "vasterbotten"])
def test_a_calendar_that_is_not_there_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/oppna-data/kalendrar/{slug}.json").status_code == 404
    assert client.get(f"/oppna-data/kalendrar/{slug}.ics").status_code == 404
