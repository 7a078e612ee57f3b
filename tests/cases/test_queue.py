"""What waits, a page at a time, and the coordinator's board: as quick however much there is."""

from collections import Counter
from datetime import timedelta
from html import unescape

import pytest
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, region_of, signed_in, viewer
from tests.directory.factories import function

from endorr import worktime
from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role
from endorr.cases import commands, jobs
from endorr.cases.models import Case, Enquiry, GivenPromise
from endorr.cases.queries.board import BANDS, board_for
from endorr.cases.queries.queue import Shown, Wanted, queue_for
from endorr.cases.rules import HoldReason, MissCause, Outcome, Sharing, Talk, Way
from endorr.directory.commands import seat_person
from endorr.directory.models import Need
from endorr.directory.rules import Place

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def anna(north: Cooperation) -> User:
    return adviser("Anna Berg", region_of(north))


def copied[Row: Model](row: Row, **changes: object) -> Row:
    """A new row with what another one has, but for the changes and its own ids."""
    ids = {"id", "public_id"}
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in ids}
    return type(row)(**{**told, **changes})


def many(count: int) -> None:
    """As many questions as wanted, copied from one that was asked: the queue does not care how they came."""
    first = Case.objects.select_related("enquiry", "promise").get()
    enquiries = Enquiry.objects.bulk_create(copied(first.enquiry) for _ in range(count))
    cases = Case.objects.bulk_create(
        copied(first, number=f"EX-{one.public_id}", enquiry_id=one.pk) for one in enquiries
    )
    GivenPromise.objects.bulk_create(copied(first.promise, case_id=one.pk) for one in cases)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_page_of_many_is_twenty_five_and_costs_as_few_questions_to_the_database(
    anna: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asked(now())
    many(60)
    client = signed_in(anna)
    for address in ("/arbete/fragor/", "/arbete/fragor/?visa=alla&sida=3", "/arbete/fragor/?sok=lampor&behov="):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
    first, last = (queue_for(viewer(anna), NOW, Wanted(Shown.ALL, page=page)) for page in (1, 3))
    assert (len(first.cards), len(last.cards), first.found, first.waiting) == (25, 11, 61, 61)


def test_the_address_keeps_the_view_and_says_nothing_of_what_lies_behind_a_wall(north: Cooperation) -> None:
    asked(now(), sharing=Sharing.ASK)
    eva = signed_in(adviser("Eva Ek", organisation("Almi Exempel", north)))
    assert "1 fråga" in text_of(eva, "/arbete/fragor/?visa=alla")
    assert "0 frågor" in text_of(eva, "/arbete/fragor/?visa=alla&sok=lampor"), "no searching through a wall"
    assert "0 frågor" in text_of(eva, "/arbete/fragor/?visa=mina&behov=finance&sida=-4")


def test_a_question_given_back_after_a_contact_still_waits_for_somebody(north: Cooperation, anna: User) -> None:
    receipt = asked()
    commands.take(receipt.case, viewer(anna), now=NOW)
    commands.write(receipt.case, viewer(anna), "Hej", now=NOW)
    commands.give_back(receipt.case, viewer(anna), text="", now=NOW)
    assert queue_for(viewer(anna), NOW).waiting == 1


def test_single_keys_are_off_until_a_person_switches_them_on(anna: User) -> None:
    client = signed_in(anna)
    assert "keys.js" not in text_of(client, "/arbete/fragor/")
    client.post("/arbete/kortkommandon/", {"kortkommandon": "pa", "form_nonce": "switch-on-1"})
    assert "keys.js" in text_of(client, "/arbete/fragor/")
    client.post("/arbete/kortkommandon/", {"kortkommandon": "av", "form_nonce": "switch-off-1"})
    assert "keys.js" not in text_of(client, "/arbete/fragor/")


def test_the_board_shows_what_is_at_risk_missed_and_stuck_by_organisation_and_never_by_person(
    north: Cooperation, anna: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sara = adviser("Sara Lead", region_of(north), Role.COORDINATOR)
    to = function("Garantier", organisation("Kreditnämnden Exempel", north), within=north)
    lena = adviser("Lena Ek", organisation_named("Kreditnämnden Exempel"))
    seat_person(to, lena.public_id, place=Place.HOLDER, from_day=NOW.date(), **WHO)
    late, offered, fresh = asked(NOW), asked(NOW + 27 * HOUR, question="Två"), asked(NOW + 28 * HOUR, question="Tre")
    at = NOW + 29 * HOUR
    commands.refer(offered.case, viewer(anna), function=to, text="", now=at)
    commands.take(late.case, viewer(anna), now=at)
    commands.explain_miss(late.case, viewer(anna), MissCause.AWAY, text="Jouren", now=at)
    found = board_for(viewer(sara), at)
    waiting = [(one, worktime.office_time_left(at, one.act_by)) for one in Case.objects.select_related("promise")]
    assert all((one.act_by, one.due) == (one.promise.act_by, one.promise.due) for one, _left in waiting)
    told = Counter(next((place for place, most in enumerate(BANDS) if left <= most), 5) for _one, left in waiting)
    assert found.heat == (("Region Exempel", tuple(told[place] for place in range(6))),)
    assert (found.late, found.broken, sum(told.values())) == (1, 1, 3)
    assert [(one.name, one.cause) for one in found.missed] == [(late.number, MissCause.AWAY)]
    assert [(one.name, one.to) for one in found.offers] == [(offered.number, "Kreditnämnden Exempel")]
    assert ("Exportjouren", "Region Exempel") in found.holes
    assert not any(name in repr(found) for name in ("Anna Berg", "Lena Ek"))
    assert fresh.number
    client = signed_in(sara)
    with django_assert_max_num_queries(12):
        page = text_of(client, "/arbete/tavla/")
    assert "Försenade" in page
    assert "Exportjouren" in page
    assert signed_in(anna).get("/arbete/tavla/").status_code == 404
    assert jobs.lapse_offers(at) == 0


def organisation_named(name: str):  # type: ignore[no-untyped-def]
    from endorr.base.tenancy.models import Organisation

    return Organisation.objects.get(name=name)


def test_canned_answers_notes_colleagues_clocks_and_the_log_from_their_pages(north: Cooperation, anna: User) -> None:
    bo = adviser("Bo Dahl", region_of(north))
    receipt = asked(now())
    client, here = signed_in(anna), f"/arbete/fragor/{receipt.case}/"

    def post(address: str, **told: str) -> str:
        nonce = f"{abs(hash((address, *told.values()))):032x}"
        response = client.post(address, {"form_nonce": nonce, **told}, follow=True)
        assert response.status_code == 200, address
        return unescape(response.content.decode())

    post(here + "ta/")
    assert "Mallen är sparad." in post("/arbete/svarsmallar/", namn="Tull", sv="Ring Tullverket.", en="Call Customs.")
    assert "med det namnet" in post("/arbete/svarsmallar/", namn="Tull", sv="Något annat", en="")
    page = text_of(client, here)
    chosen = page.partition('<option value="')[2].partition("<option value=")[2].partition('"')[2].partition('"')[0]
    put_in = post(here + "svara/", infoga="ja", mall=chosen, svar="Hej Vera!")
    assert "Hej Vera!\n\nRing Tullverket." in put_in, "what was typed is kept"
    assert "Anteckningen är sparad." in post(here + "anteckna/", ord="Ring efter lunch", vem="egna")
    assert "Personen är med på frågan." in post(here + "kollega/", person=bo.public_id)
    assert "Er egen tid är satt." in post(here + "tider/", vad="egen", dagar="5")
    assert "står still" in post(here + "tider/", vad="vanta", skal="company")
    assert "Skriv ett antal arbetsdagar." in post(here + "tider/", vad="egen", dagar="många")
    almi = signed_in(adviser("Eva Ek", organisation("Almi Exempel", north)))
    assert almi.get(here + "logg/").status_code == 404
    assert "Anna Berg" in text_of(client, here + "logg/")


def test_a_question_taken_up_again_waits_by_its_new_clock_and_an_own_answer_by_its_own(
    north: Cooperation, anna: User
) -> None:
    me, client, at = viewer(anna), signed_in(anna), now()
    again, own, held = (
        asked(at, question=words, email="", phone="0600-10 20 30") for words in ("Igen", "Eget svar", "Klar så länge")
    )
    for one in (again, own, held):
        commands.take(one.case, me, now=at)
        commands.log_contact(one.case, me, Talk(Way.CALL, at), now=at)
    commands.close(again.case, me, Outcome.HELPED, now=at)
    commands.set_answer_time(own.case, me, budget=timedelta(days=2), now=at)
    commands.set_answer_time(held.case, me, budget=timedelta(days=2), now=at)
    commands.hold(held.case, me, HoldReason.COMPANY, now=at)
    assert [one.public_id for one in queue_for(me, at).cards] == [own.case]
    commands.take_up_again(again.case, "Kunden vill ha en bankgaranti.", now=at)
    assert [one.public_id for one in queue_for(me, at).cards] == [again.case, own.case]
    told = text_of(client, "/arbete/fragor/")
    assert "Öppnad igen, kontakta senast" in told
    assert "Ert eget svar senast" in told
    commands.log_contact(again.case, me, Talk(Way.CALL, at), now=at)
    commands.meet_answer_time(own.case, me, now=at)
    assert queue_for(me, at).cards == ()


def test_a_companys_files_are_on_its_question_and_behind_its_wall(north: Cooperation, anna: User) -> None:
    receipt = asked(now(), sharing=Sharing.ASK, language="fi", speaks="ar")
    kept = commands.add_file(receipt.case, [b"%PDF-1.7\n%"], name="ritning.pdf", now=now())
    here = f"/arbete/fragor/{receipt.case}/"
    page = text_of(signed_in(anna), here)
    assert f"{here}fil/{kept}/" in page
    assert "ritning.pdf" in page
    assert "finska, talar helst arabiska" in page
    almi = signed_in(adviser("Eva Ek", organisation("Almi Exempel", north)))
    assert "ritning.pdf" not in text_of(almi, here)
    assert almi.get(f"{here}fil/{kept}/").status_code == 404


def test_an_anonymous_card_tells_need_place_and_time(north: Cooperation, anna: User) -> None:
    receipt = asked(now(), sharing=Sharing.ASK)
    Need.objects.update_or_create(code="finance", defaults={"name_sv": "Finansiering", "name_en": "Finance"})
    Case.objects.update(need="finance")
    almi = signed_in(adviser("Eva Ek", organisation("Almi Exempel", north)))
    for address in ("/arbete/fragor/?visa=alla", f"/arbete/fragor/{receipt.case}/"):
        assert "Behov: Finansiering" in text_of(almi, address)
    assert "Need: Finance" in text_of(almi, f"/en/arbete/fragor/{receipt.case}/")
