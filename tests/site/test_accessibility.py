"""The accessibility statement says what was tested and what is missing, and never grows old unseen."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from endorr.site.accessibility import (
    GAPS,
    Conformity,
    PageResult,
    Record,
    conformity,
    dump,
    is_stale,
    last_record,
    parse,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def record(*faults: int) -> Record:
    pages = tuple(PageResult(f"/{place}/", found) for place, found in enumerate(faults))
    return Record(date(2026, 11, 22), "axe-core 4", ("light", "dark"), pages)


@given(st.builds(Record, DAYS, st.text(), st.just(("ljust",)), st.just((PageResult("/", 0),))))
def test_a_record_is_read_back_as_it_was_written(written: Record) -> None:
    assert parse(dump(written)) == written


def test_full_conformity_needs_both_no_fault_and_no_known_gap() -> None:
    assert conformity(record(0, 0), ()) is Conformity.FULL
    assert conformity(record(0, 0), GAPS) is Conformity.PARTIAL
    assert conformity(record(0, 2), ()) is Conformity.PARTIAL
    assert conformity(record(1, 2), ()) is Conformity.NONE


@pytest.mark.parametrize(
    ("tested", "asked", "stale"),
    [
        (date(2026, 11, 22), date(2027, 11, 22), False),
        (date(2026, 11, 22), date(2027, 11, 23), True),
        (date(2026, 12, 31), date(2027, 12, 31), False),
        (date(2026, 12, 31), date(2028, 1, 1), True),
        (date(2028, 2, 29), date(2029, 3, 1), True),
    ],
)
def test_a_statement_lasts_twelve_months(tested: date, asked: date, stale: bool) -> None:
    assert is_stale(tested, asked) is stale


@given(DAYS, DAYS)
def test_a_statement_is_stale_once_its_day_has_come_round_and_gone(tested: date, asked: date) -> None:
    assert is_stale(tested, asked) == (
        (asked.year - tested.year, asked.month, asked.day) > (1, tested.month, tested.day)
    )


@pytest.fixture
def _operator(settings: Settings) -> None:
    settings.OPERATOR = {"name": "Region Exempel", "email": "hjalp@exempel.se", "phone": "0600-00 00 00"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_operator")
@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/tillganglighet/", "Så tillgänglig är webbplatsen"),
        ("/en/tillganglighet/", "How accessible this site is"),
        ("/ll/tillganglighet/", "Kan alla använda vår webbplats?"),
    ],
)
def test_the_statement_tells_how_to_reach_us_and_the_supervisor(client: Client, address: str, heading: str) -> None:
    text = client.get(address).content.decode()
    assert heading in text
    for needed in ("hjalp@exempel.se", 'href="tel:0600000000"', "https://www.digg.se/tdosanmalan"):
        assert needed in text


@pytest.mark.django_db
@pytest.mark.usefixtures("_operator")
def test_the_statement_names_who_answers_and_every_tested_page_and_gap(client: Client) -> None:
    text = client.get("/tillganglighet/").content.decode()
    assert "Region Exempel" in text
    assert "delvis förenlig" in text
    assert all(f'href="{escape(page.address)}"' in text for page in last_record().pages)
    assert all(str(gap.what) in text for gap in GAPS)
