"""Companies recognised, hidden, known on each side of a wall, found to be one, and counted."""

import io
import json
import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
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
    told,
    vera,
    viewer,
)

from endorr.base.ledger.queries import events_about
from endorr.base.tenancy.models import Organisation
from endorr.base.tenancy.rules import ANONYMOUS, Viewer
from endorr.base.watch.logs import JsonFormatter
from endorr.companies import commands, queries
from endorr.companies.keys import opened, sealed
from endorr.companies.models import Company, Contact, Received
from endorr.companies.rules import HIDDEN, Kind, Reached, Refusal, Refused, Sign, Touch

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def region() -> Organisation:
    return region_of(door())


@pytest.fixture
def almi(region: Organisation) -> Organisation:
    return organisation("Almi Exempel", region.participations.get().cooperation)


@pytest.fixture
def lars(region: Organisation) -> Viewer:
    return viewer(adviser("Lars Ek", region))


@pytest.fixture
def amira(almi: Organisation) -> Viewer:
    return viewer(adviser("Amira Nord", almi))


def everything_stored() -> str:
    """Every value of every table, as whoever stole the database would read it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def test_the_same_number_is_the_same_company_however_it_is_written_and_whoever_hears_it(
    region: Organisation, almi: Organisation
) -> None:
    first = known(region, number=LAMPS_NUMBER)
    assert known(region, "LINDS LAMPOR", "SE" + LAMPS_NUMBER.replace("-", "") + "01") == first
    assert known(almi, "Linds", "16" + LAMPS_NUMBER) == first
    assert Company.objects.count() == 1


def test_without_a_number_nobody_but_a_person_decides_that_two_are_one(region: Organisation, lars: Viewer) -> None:
    first, second = known(region), known(region)
    assert first != second
    (pair,) = queries.likenesses(lars)
    assert {pair.one.public_id, pair.other.public_id} == {first, second}
    assert pair.signs == (Sign.SAME_NAME,)


def test_a_sole_traders_number_is_found_again_and_lies_nowhere(
    region: Organisation, lars: Viewer, caplog: pytest.LogCaptureFixture
) -> None:
    ten = TEST_PERSON.replace("-", "")[2:]
    company = known(region, f"Veras firma {TEST_PERSON}", TEST_PERSON)
    commands.note_received(company, advice(what=f"Moms för {TEST_PERSON}"), organisation=region.public_id, **WHO)
    with pytest.raises(Refused) as refused:
        known(region, number=f"{TEST_PERSON[:-1]}3")

    assert [row.public_id for row in queries.search(lars, ten)] == [company]
    page = queries.company_page(lars, company, on=TODAY)
    assert page is not None
    assert (page.row.number, page.row.kind) == (HIDDEN, Kind.SOLE_TRADER)
    stored = everything_stored()
    for piece in (ten, f"{ten[:6]}-{ten[6:]}", TEST_PERSON):
        assert piece not in stored
        assert piece not in repr(refused.value) + repr(page) + caplog.text


def test_a_fault_with_a_number_in_it_is_logged_without(region: Organisation) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("endorr.companies.test")
    logger.addHandler(handler)
    try:
        known(region, number=TEST_PERSON[:-1] + "3")
    except Refused:
        logger.exception("a number was refused")
    finally:
        logger.removeHandler(handler)
    assert json.loads(written.getvalue())["event"] == "a number was refused"
    assert "1212-121" not in written.getvalue()


def test_the_hash_needs_the_key(region: Organisation, settings: Any) -> None:
    known(region, number=TEST_PERSON)
    before = Company.objects.get().digest
    settings.COMPANY_KEY = "ab" * 32
    known(region, number=TEST_PERSON)
    assert Company.objects.exclude(digest=before).count() == 1


def test_a_draft_keeps_a_number_that_only_the_house_reads() -> None:
    kept = sealed(TEST_PERSON)
    assert "1212" not in kept
    assert opened(kept) == TEST_PERSON
    assert opened("something else") == opened("") == sealed("") == ""


def test_what_one_organisation_knows_no_other_sees_until_it_is_told(
    region: Organisation, almi: Organisation, lars: Viewer, amira: Viewer
) -> None:
    company = known(region, number=LAMPS_NUMBER, municipality=UMEA, contact=vera())
    commands.note_received(company, advice(), organisation=region.public_id, **WHO)
    for outsider in (amira, ANONYMOUS):
        assert queries.company_page(outsider, company, on=TODAY) is None
        assert queries.newest(outsider) == queries.search(outsider, "lampor") == []
        assert queries.search(outsider, LAMPS_NUMBER) == []

    commands.make_known(company, almi.public_id, told_by=region.public_id, **WHO)
    page = queries.company_page(amira, company, on=TODAY)
    assert page is not None
    assert (page.row.name, page.row.municipality) == ("Linds Lampor AB", "Umeå")
    assert (page.contacts, page.received) == ((), ())
    assert page.row.received == 0

    commands.note_received(company, advice(what="Lån"), organisation=almi.public_id, **WHO)
    ours = queries.company_page(lars, company, on=TODAY)
    assert ours is not None
    assert [row.what for row in ours.received] == ["Tull till Norge"]
    assert ours.row.received == 1


def test_two_organisations_knowing_the_same_company_is_no_likeness_to_either(
    region: Organisation, almi: Organisation, lars: Viewer
) -> None:
    known(region)
    known(almi)
    assert queries.likenesses(lars) == []


def test_a_contact_is_noted_once_and_forgotten_for_good(region: Organisation, lars: Viewer) -> None:
    company = known(region, contact=vera())
    known_again = vera(phone="0046 70 123 45 67")
    commands.add_contact(company, known_again, organisation=region.public_id, **WHO)
    page = queries.company_page(lars, company, on=TODAY)
    assert page is not None
    (contact,) = page.contacts
    commands.forget_contact(contact.public_id, **WHO)
    commands.forget_contact(contact.public_id, **WHO)
    assert Contact.objects.get().name == ""
    assert "Vera Lind" not in everything_stored()
    kinds = [event.kind for event in events_about(company)]
    assert kinds == ["companies.known", "companies.contact_added", "companies.contact_forgotten"]


def test_what_came_out_of_a_question_is_noted_once_however_often_it_is_told(region: Organisation) -> None:
    company = known(region)
    again = {"organisation": region.public_id, "reference": "fraga-1", **WHO}
    assert len({commands.note_received(company, advice(), **again) for _ in range(3)}) == 1
    assert Received.objects.count() == 1
    with pytest.raises(Refused, match="in_the_future"):
        commands.note_received(company, advice(TODAY + timedelta(days=1)), organisation=region.public_id, **WHO)


def test_what_was_noted_by_mistake_counts_no_more(region: Organisation, lars: Viewer) -> None:
    company = known(region)
    note = commands.note_received(company, advice(), organisation=region.public_id, **WHO)
    commands.withdraw_received(note, **WHO)
    commands.withdraw_received(note, **WHO)
    assert queries.support_given(first=TODAY, last=TODAY) == []
    assert [row.received for row in queries.newest(lars)] == [0]


def test_two_that_are_one_are_shown_and_counted_as_one_and_can_be_parted_again(
    region: Organisation, lars: Viewer
) -> None:
    first, second = known(region, "Linds Lampor", contact=vera()), known(region, "Lindslampor AB")
    for company in (first, second):
        commands.note_received(company, advice(), organisation=region.public_id, **WHO)
    assert commands.merge(first, second, **WHO) == first
    page = queries.company_page(lars, second, on=TODAY)
    assert page is not None
    assert (page.row.name, [row.name for row in page.also]) == ("Lindslampor AB", ["Linds Lampor"])
    assert len(page.received) == 2
    assert len(page.contacts) == 1
    assert len(queries.newest(lars)) == 1
    assert queries.likenesses(lars) == []
    given = queries.support_given(first=TODAY, last=TODAY)
    assert queries.reached(given, first=TODAY, last=TODAY).whole == Reached(unnumbered=1)

    commands.split(second, **WHO)
    assert queries.reached(given, first=TODAY, last=TODAY).whole == Reached(unnumbered=2)
    commands.keep_apart(second, first, **WHO)
    commands.keep_apart(first, second, **WHO)
    assert queries.likenesses(lars) == []


def test_a_number_told_late_finds_the_company_that_had_it(region: Organisation, lars: Viewer) -> None:
    numbered, nameless, other = known(region, number=LAMPS_NUMBER), known(region), known(region, "Något nytt")
    assert commands.give_number(nameless, LAMPS_NUMBER, **WHO) == numbered
    assert commands.give_number(other, TEST_PERSON, **WHO) == other
    assert [row.public_id for row in queries.search(lars, TEST_PERSON)] == [other]
    for company in (numbered, nameless, other):
        with pytest.raises(Refused, match="has_a_number"):
            commands.give_number(company, LAMPS_NUMBER, **WHO)
    with pytest.raises(Refused) as refused:
        commands.merge(numbered, other, **WHO)
    assert refused.value.refusal is Refusal.TWO_NUMBERS


def test_a_number_told_of_a_company_that_only_others_knew_is_shown_to_whoever_told_it(
    region: Organisation, almi: Organisation, lars: Viewer
) -> None:
    numbered, nameless = known(almi, number=LAMPS_NUMBER), known(region, "Lampor i norr")
    assert queries.company_page(lars, numbered, on=TODAY) is None
    assert commands.give_number(nameless, LAMPS_NUMBER, **WHO) == numbered
    page = queries.company_page(lars, numbered, on=TODAY)
    assert page is not None
    assert (page.row.name, page.row.number) == ("Lampor i norr", LAMPS_NUMBER)


def test_a_number_that_only_another_organisation_was_told_is_not_shown(
    region: Organisation, almi: Organisation, lars: Viewer, amira: Viewer
) -> None:
    nameless = known(almi, "Linds Lampor")
    commands.make_known(nameless, region.public_id, told_by=almi.public_id, **WHO)
    numbered = known(region, number=LAMPS_NUMBER)
    commands.merge(nameless, numbered, **WHO)
    theirs = queries.company_page(amira, nameless, on=TODAY)
    assert theirs is not None
    assert theirs.row.number == ""
    assert LAMPS_NUMBER not in repr(theirs)
    assert queries.company_page(amira, numbered, on=TODAY) is not None  # the same company, by its own row alone


def test_companies_reached_are_unique_across_partners_and_counties(region: Organisation, almi: Organisation) -> None:
    lamps, same, nameless = known(region, number=LAMPS_NUMBER), known(almi, number=LAMPS_NUMBER), known(almi, "Ny idé")
    person = known(almi, "Vera", kind=Kind.NONE)
    touches = [
        Touch(lamps, "region", "24", TODAY),
        Touch(same, "almi", "24", TODAY),
        Touch(same, "almi", "25", TODAY),
        Touch(nameless, "almi", "25", TODAY),
        Touch(person, "almi", "25", TODAY),
        Touch(lamps, "region", "24", date(2025, 12, 31)),
    ]
    told = queries.reached(touches, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert told.whole == Reached(1, 1, 1)
    assert told.by_organisation == {"region": Reached(1), "almi": Reached(1, 1, 1)}
    assert told.by_cooperation == {"24": Reached(1), "25": Reached(1, 1, 1)}


def test_a_group_is_one_undertaking_for_as_long_as_it_lasts(region: Organisation, lars: Viewer, amira: Viewer) -> None:
    mother, daughter, aunt = (known(region, name) for name in ("Lind Holding", "Linds Lampor", "Linds Kablar"))
    spring, summer = date(2026, 3, 1), date(2026, 6, 1)
    details = {"organisation": region.public_id, **WHO}
    commands.put_in_group(daughter, mother, from_day=spring, **details)
    commands.put_in_group(aunt, daughter, from_day=summer, **details)
    assert queries.group_of(mother, on=spring) == {mother, daughter}
    assert queries.group_of(aunt, on=spring) == {aunt}
    assert queries.group_of(aunt, on=summer) == {mother, daughter, aunt}
    with pytest.raises(Refused, match="in_a_group"):
        commands.put_in_group(aunt, mother, from_day=summer, **details)
    with pytest.raises(Refused, match="the_same"):
        commands.put_in_group(aunt, aunt, from_day=summer, **details)
    page = queries.company_page(lars, mother, on=TODAY)
    assert page is not None
    assert [kin.name for kin in page.kin] == ["Linds Kablar", "Linds Lampor"]
    commands.leave_group(aunt, lars, last_day=TODAY, now=WHO["now"])
    assert queries.group_of(mother, on=TODAY + timedelta(days=1)) == {mother, daughter}
    with pytest.raises(Refused, match="not_in_a_group"):
        commands.leave_group(aunt, lars, last_day=TODAY + timedelta(days=1), now=WHO["now"])


def test_a_group_lies_behind_the_wall_of_whoever_told_of_it(
    region: Organisation, almi: Organisation, lars: Viewer, amira: Viewer
) -> None:
    mother, daughter = known(region, "Lind Holding", LAMPS_NUMBER), known(region, "Linds Kablar")
    assert known(almi, "Lind Holding", LAMPS_NUMBER) == mother
    commands.put_in_group(daughter, mother, organisation=region.public_id, from_day=TODAY, **WHO)
    theirs, ours = (queries.company_page(who, mother, on=TODAY) for who in (amira, lars))
    assert theirs is not None
    assert ours is not None
    assert (theirs.in_group, theirs.kin) == (False, ())
    assert ours.in_group
    with pytest.raises(Refused, match="not_in_a_group"):
        commands.leave_group(mother, amira, last_day=TODAY, now=WHO["now"])
    assert queries.group_of(mother, on=TODAY + timedelta(days=1)) == {mother, daughter}


def test_the_queries_are_counted(
    region: Organisation, lars: Viewer, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    companies = [known(region, f"Företag {place}", contact=vera(email=f"a{place}@b.example")) for place in range(8)]
    commands.merge(companies[0], companies[1], **WHO)
    commands.put_in_group(companies[0], companies[2], organisation=region.public_id, from_day=TODAY, **WHO)
    commands.note_received(companies[0], advice(), organisation=region.public_id, **WHO)
    with django_assert_num_queries(2):
        queries.newest(lars)
    with django_assert_num_queries(2):
        queries.search(lars, "företag")
    with django_assert_num_queries(3):
        queries.likenesses(lars)
    with django_assert_max_num_queries(7):
        queries.company_page(lars, companies[0], on=TODAY)


def test_a_delivery_tells_what_the_teller_knows_and_no_more(
    region: Organisation, almi: Organisation, lars: Viewer, amira: Viewer
) -> None:
    known(almi, "Linds hemliga namn", LAMPS_NUMBER)
    company = known(region, "Linds Lampor", LAMPS_NUMBER)
    chamber = organisation("Handelskammaren", region.participations.get().cooperation)
    commands.make_known(company, chamber.public_id, told_by=chamber.public_id, **WHO)
    lena = viewer(adviser("Lena Bo", chamber))
    assert queries.newest(lena) == []
    commands.make_known(company, chamber.public_id, told_by=region.public_id, **WHO)
    assert [row.name for row in queries.newest(lena)] == ["Linds Lampor"]


def test_a_name_with_figures_in_it_is_found_as_a_name(region: Organisation, lars: Viewer) -> None:
    company = known(region, "Bo 2000 AB")
    assert [row.public_id for row in queries.search(lars, "Bo 2000")] == [company]


def test_a_name_that_is_told_anew_holds(region: Organisation, lars: Viewer) -> None:
    known(region, "Linds Lampor", LAMPS_NUMBER, municipality=UMEA)
    commands.recognise(told("Linds Ljus", LAMPS_NUMBER), organisation=region.public_id, **WHO)
    (row,) = queries.newest(lars)
    assert (row.name, row.municipality) == ("Linds Ljus", "Umeå")
    assert [found.name for found in queries.search(lars, "ljus")] == ["Linds Ljus"]
