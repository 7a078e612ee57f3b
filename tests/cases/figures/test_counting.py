"""Västerbotten's questions as the counts tell them: through real commands, then as anybody may read them."""

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.cases.factories import HALMSTAD, NOW, adviser, asked, door, organisation, region_of, viewer

from endorr.base.accounts.models import User
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.cases import commands
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.figures.queries import Published, open_lines, published
from endorr.cases.models import CountedThrough, MonthTally, Reach, ReachedCompany
from endorr.cases.rules import Outcome, Talk, Way
from endorr.companies.models import Company
from endorr.companies.queries import reached
from endorr.companies.rules import Touch

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 2)
WEDNESDAY = NOW + timedelta(days=1, minutes=1)


@pytest.fixture
def west() -> Cooperation:
    return door()


@pytest.fixture
def almi(west: Cooperation) -> Organisation:
    return organisation("Almi Exempel", west)


@pytest.fixture
def karin(almi: Organisation) -> User:
    return adviser("Karin Påhitt", almi)


def helped(by: User, *, at: datetime = NOW, after: timedelta = HOUR, **told: Any) -> str:
    """A question that somebody takes, calls about and closes; returns its public id."""
    case = asked(at, **told).case
    who = viewer(by)
    commands.take(case, who, now=at)
    commands.log_contact(case, who, Talk(Way.CALL, at + after), now=at + after)
    commands.close(case, who, Outcome.HELPED, now=at + after)
    return case


def told_of(slug: str = "", month: date | None = None, today: date = DECEMBER) -> Published:
    found = published(slug, month, today=today)
    assert found is not None
    return found


def promises(slug: str = "") -> int:
    line = told_of(slug).chosen
    return line.figures.promises if line and line.figures else 0


def test_a_promise_counts_when_its_time_is_out_however_soon_it_was_kept(karin: User) -> None:
    for _ in range(5):
        helped(karin)
    bring_up_to_date(NOW + 2 * HOUR)
    assert told_of().months == ()
    bring_up_to_date(NOW + timedelta(days=1))
    assert told_of().months == ()  # due this very second: still running
    bring_up_to_date(WEDNESDAY)
    line = told_of().chosen
    assert line is not None
    assert line.figures is not None
    assert (line.figures.promises, line.figures.in_time.stated, line.figures.median) == (5, 5, 1.0)


def test_a_miss_stands_and_a_late_call_does_not_mend_it(west: Cooperation, karin: User) -> None:
    for _ in range(4):
        helped(karin)
    case = asked().case
    bring_up_to_date(WEDNESDAY)
    assert promises(west.slug) == 5
    commands.take(case, viewer(karin), now=WEDNESDAY)
    commands.log_contact(case, viewer(karin), Talk(Way.CALL, WEDNESDAY), now=WEDNESDAY)
    assert bring_up_to_date(WEDNESDAY) == 1
    line = told_of(west.slug).chosen
    assert line is not None
    assert line.figures is not None
    assert (line.figures.missed, line.figures.in_time.count) == (1, 4)


def test_what_the_company_says_moves_the_figure_and_nothing_else_is_counted_anew(karin: User) -> None:
    cases = [helped(karin) for _ in range(5)]
    bring_up_to_date(WEDNESDAY)
    assert bring_up_to_date(WEDNESDAY + HOUR) == 0
    commands.confirm_contact(cases[0], right_person=True, now=WEDNESDAY)
    commands.confirm_contact(cases[1], right_person=False, now=WEDNESDAY)
    assert bring_up_to_date(WEDNESDAY + HOUR) == 1
    line = told_of().chosen
    assert line is not None
    told = line.figures
    assert told is not None
    assert (told.in_time.confirmed, told.in_time.stated) == (2, 3)
    assert (told.right_person.confirmed, told.right_person.stated, told.right_person.of) == (1, 3, 5)
    assert (told.helped.confirmed, told.helped.stated) == (0, 5)


def _everything() -> list[Any]:
    return [
        list(MonthTally.objects.order_by("month", "cooperation", "organisation").values_list("counts", "hours")),
        sorted(Reach.objects.values_list("period", "cooperation", "organisation", "companies"), key=str),
        sorted(ReachedCompany.objects.values_list("company", "month")),
    ]


def test_counting_as_one_goes_and_counting_anew_give_the_same(west: Cooperation, karin: User) -> None:
    south = door("Exportsamverkan Halland", "13", "Region Hav")
    nina = adviser("Nina Saga", organisation("Almi Hav", south))
    for day in range(6):
        at = NOW - timedelta(days=30 - 5 * day)
        helped(karin, at=at, company=f"Bolag {day}")
        helped(nina, at=at, municipality=HALMSTAD, company=f"Bolag {day}")
        bring_up_to_date(at + 3 * HOUR)
    bring_up_to_date(WEDNESDAY)
    before = _everything()
    CountedThrough.objects.all().delete()
    bring_up_to_date(WEDNESDAY)
    assert _everything() == before


def test_a_company_is_reached_once_however_often_and_at_however_many_doors(west: Cooperation, karin: User) -> None:
    south = door("Exportsamverkan Halland", "13", "Region Hav")
    nina = adviser("Nina Saga", organisation("Almi Hav", south))
    numbers = ("5560000001", "5560000019", "5560000027", "5560000035", "5560000043")
    for number in numbers:
        helped(karin, company_number=number)
        helped(karin, company_number=number)
        helped(nina, company_number=number, municipality=HALMSTAD)
    helped(karin, company="", email="blivande@firma.example")  # no company yet
    bring_up_to_date(WEDNESDAY)
    assert told_of().year == (2026, 5)
    assert told_of(west.slug).year == (2026, 5)
    asked_by = Company.objects.exclude(enquiries=None).values_list("public_id", flat=True)
    touches = [Touch(one, "", "", NOW.date()) for one in asked_by]
    assert reached(touches, first=NOW.date(), last=NOW.date()).whole.companies == 5, "one count of companies"
    parts = told_of(west.slug, NOVEMBER).parts
    assert [(one.name, one.reached) for one in parts] == [("Almi Exempel", 5)]


def test_a_small_count_is_kept_back_with_one_beside_it(west: Cooperation, karin: User) -> None:
    lena = adviser("Lena Fabel", organisation("EKN Exempel", west))
    sara = adviser("Sara Låtsas", region_of(west))
    for _ in range(5):
        helped(karin)
        helped(sara)
    helped(lena)
    bring_up_to_date(WEDNESDAY)
    assert told_of(west.slug, NOVEMBER, today=NOW.date()).parts == ()  # not before the month has ended
    parts = told_of(west.slug, NOVEMBER).parts
    assert [one.figures is None for one in parts] == [True, False, True]
    levels = [(level, line.figures is None) for _, level, _, _, line, _ in open_lines(None, today=DECEMBER)]
    assert levels.count(("organisation", True)) == 2


@pytest.fixture
def a_month(west: Cooperation, karin: User) -> None:
    for number in range(6):
        helped(karin, at=NOW - timedelta(days=28), company=f"Bolag {number}")
        helped(karin, company=f"Bolag {number}")
    bring_up_to_date(WEDNESDAY)


def test_the_page_asks_a_fixed_number_of_questions_of_the_database(
    a_month: None, west: Cooperation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        published(west.slug, None, today=DECEMBER)
    with django_assert_max_num_queries(6):
        open_lines(None, today=DECEMBER)
    with django_assert_max_num_queries(8):
        assert Client().get(f"/vart-lofte/{west.slug}/").status_code == 200


def test_anybody_reads_the_page_in_two_languages_and_each_month_has_its_own_address(
    a_month: None, west: Cooperation
) -> None:
    page = Client().get("/vart-lofte/").content.decode()
    assert "100\N{NO-BREAK SPACE}%" in page
    assert "6 av 6" in page
    assert "/vart-lofte/sverige/2026-10/" in page
    october = Client().get(f"/vart-lofte/{west.slug}/2026-10/").content.decode()
    assert "Oktober 2026" in october
    assert "Almi Exempel" in october
    english = Client().get("/en/vart-lofte/").content.decode()
    assert 'lang="en"' in english
    for nothing in ("/vart-lofte/atlantis/", "/vart-lofte/sverige/2026-13/", "/vart-lofte/sverige/2019-01/"):
        assert Client().get(nothing).status_code == 404


def test_an_empty_house_says_so(west: Cooperation) -> None:
    assert "Ingen fråga har kommit så långt" in Client().get("/vart-lofte/").content.decode()


def test_the_same_figures_as_open_data(a_month: None) -> None:
    told = Client().get("/api/v1/promise.json").json()
    whole = [one for one in told["figures"] if one["level"] == "country"]
    assert [(one["month"], one["promises"]) for one in whole] == [("2026-10", 6), ("2026-11", 6)]
    for separator, mark in (("semicolon", ";"), ("comma", ",")):
        response = Client().get(f"/api/v1/promise-{separator}.csv")
        assert response["Access-Control-Allow-Origin"] == "*"
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=mark))
        assert len(rows) == len(told["figures"])
        assert rows[0]["median_hours"] == ("1,0" if mark == ";" else "1.0")
    assert Client().get("/api/v1/promise-tab.csv").status_code == 404


def test_the_cost_of_the_page_does_not_grow_with_the_questions(
    a_month: None, west: Cooperation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stored = MonthTally.objects.count()
    for row in MonthTally.objects.all():
        row.counts = {name: count * 100_000 for name, count in row.counts.items()}
        row.hours = {tenths: count * 100_000 for tenths, count in row.hours.items()}
        row.save()
    with django_assert_max_num_queries(6):
        line = told_of(west.slug).chosen
    assert line is not None
    assert line.figures is not None
    assert line.figures.promises == 600_000
    assert MonthTally.objects.count() == stored
