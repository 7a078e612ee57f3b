"""What becomes of a question that is let go while something hangs on it: nothing is lost, and nobody else waits."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from tests.cases.factories import HALMSTAD, NOW, adviser, asked, door, organisation, region_of, signed_in, viewer
from tests.cases.test_referring import seated
from tests.directory.factories import function

from endorr.base.accounts.models import User
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, Membership
from endorr.base.tenancy.rules import Viewer
from endorr.cases import commands, jobs
from endorr.cases.commands import answering, covering
from endorr.cases.models import Case, CoOwner, Delivery, Note, Referral, Reopening, SharingRequest
from endorr.cases.queries import queue_for
from endorr.cases.rules import Evidence, Outcome, Refusal, Refused, Sharing, Talk, Verdict, Way

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def anna(north: Cooperation) -> Viewer:
    return viewer(adviser("Anna Berg", region_of(north)))


@pytest.fixture
def guarantees(north: Cooperation) -> str:
    return function("Garantier", organisation("Kreditnämnden Exempel", north), within=north)


@pytest.fixture
def lena(guarantees: str) -> User:
    return seated("Lena Ek", guarantees)


def offered(anna: Viewer, guarantees: str, number: int, sharing: Sharing = Sharing.YES) -> str:
    receipt = asked(email=f"vera{number}@lampor.example", sharing=sharing)
    commands.refer(receipt.case, anna, function=guarantees, text="", now=NOW)
    return receipt.case


def verdicts() -> set[str]:
    return set(Referral.objects.values_list("verdict", flat=True))


def test_an_offer_ends_with_what_it_stood_on_and_the_question_can_be_offered_again(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    back, ended, told, left = (offered(anna, guarantees, number) for number in range(4))
    commands.give_back(back, anna, text="Fel", now=NOW)
    commands.close(ended, anna, Outcome.UNREACHABLE, now=NOW)
    commands.close_by_company(told, now=NOW)
    Membership.objects.filter(person=anna.user_id).update(ended_at=NOW)
    assert (jobs.cover_absent(NOW), Case.objects.get(public_id=left).holder) == (1, None)
    assert verdicts() == {Verdict.WITHDRAWN.value}
    bo = viewer(adviser("Bo Dahl", region_of(Cooperation.objects.get())))
    commands.refer(back, bo, function=guarantees, text="", now=NOW)
    assert jobs.lapse_offers(Referral.objects.get(verdict="").answer_by) == 1


def test_an_offer_that_cannot_lapse_stops_no_other_and_the_worker_is_told(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    broken, whole = (offered(anna, guarantees, number) for number in range(2))
    Case.objects.filter(public_id=broken).update(referred_to=None, state="taken")
    with pytest.raises(Refused):
        jobs.lapse_offers(Referral.objects.latest("answer_by").answer_by)
    assert Case.objects.get(public_id=whole).holder is None


def test_an_offer_that_waits_for_the_company_ends_when_whoever_made_it_lets_the_question_go(
    north: Cooperation, anna: Viewer, guarantees: str, lena: User
) -> None:
    case = offered(anna, guarantees, 1, sharing=Sharing.ASK)
    tax = function("Skatt", organisation("Skatterådet Exempel", north), within=north)
    seated("Tor Alm", tax)
    with pytest.raises(Refused) as caught:
        commands.refer(case, anna, function=tax, text="", now=NOW)
    assert caught.value.refusal is Refusal.ALREADY_REFERRED
    commands.give_back(case, anna, text="", now=NOW)
    commands.answer_sharing(SharingRequest.objects.get().public_id, yes=True, now=NOW)
    commands.take(case, viewer(lena), now=NOW)
    assert jobs.lapse_offers(NOW) == 0
    assert verdicts() == {Verdict.WITHDRAWN.value}
    assert not OutboxRow.objects.filter(payload__subject="Företaget sa nej till att dela frågan").exists()


def test_an_offer_the_company_said_nothing_of_lapses_and_nobody_is_told_that_the_question_came_back(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    case = offered(anna, guarantees, 1, sharing=Sharing.ASK)
    assert jobs.lapse_offers(Referral.objects.get().answer_by) == 1
    assert Case.objects.get(public_id=case).holder_id == anna.user_id
    told = OutboxRow.objects.filter(payload__subject="Ingen tog emot frågan")
    assert told
    assert all("Den som hade frågan har den kvar." in row.payload["text"] for row in told)


def test_what_is_given_back_after_contact_waits_at_the_door_and_the_door_is_told(
    north: Cooperation, anna: Viewer
) -> None:
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW), now=NOW)
    commands.give_back(receipt.case, anna, text="Gäller skatt", now=NOW + HOUR)
    eva = viewer(adviser("Eva Ek", organisation("Almi Exempel", north)))
    for who in (anna, eva):
        queue = queue_for(who, NOW + 5 * DAY)
        assert [card.public_id for card in queue.cards] == [receipt.case]
        assert (queue.waiting, queue.late) == (1, 0), "the promise was kept"
    told = OutboxRow.objects.get(key__startswith="cases.given_back").payload
    assert told["to"] == "jour@vasterbotten.example"
    assert "skatt" not in told["text"], "a shared address is told place and time only"


def test_every_held_question_is_looked_at_and_whoever_got_it_meanwhile_keeps_it(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    bo = adviser("Bo Dahl", region_of(Cooperation.objects.get()))
    for number in range(3):
        commands.take(asked(email=f"v{number}@a.example").case, viewer(bo), now=NOW)
    left = asked(email="v@b.example").case
    commands.take(left, viewer(lena), now=NOW)
    Membership.objects.filter(person=lena).update(ended_at=NOW)
    assert covering.uncovered(NOW, at_a_time=2) == [left]
    region = region_of(Cooperation.objects.get())
    Case.objects.filter(public_id=left).update(holder=bo, organisation=region, held_for=None)
    assert not commands.cover(left, now=NOW)
    assert Case.objects.get(public_id=left).holder == bo


def test_a_question_closed_again_can_be_taken_up_again(anna: Viewer) -> None:
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW), now=NOW)
    commands.close(receipt.case, anna, Outcome.HELPED, now=NOW)
    commands.take_up_again(receipt.case, "En sak till", now=NOW + HOUR)
    commands.close_by_company(receipt.case, now=NOW + 2 * HOUR)
    commands.take_up_again(receipt.case, "Och en till", now=NOW + 3 * HOUR)
    first, second = Reopening.objects.order_by("at")
    assert (first.ended_at, first.contacted_at, second.ended_at) == (NOW + 2 * HOUR, None, None)
    answering.log_contact_sent(receipt.case, anna, "Ja.", at=NOW + 4 * HOUR, sent=True, now=NOW + 5 * HOUR)
    assert jobs.watch_follow_up_clocks(NOW + 9 * DAY) == 0
    second.refresh_from_db()
    assert second.contacted_at == NOW + 4 * HOUR


def test_what_the_company_adds_to_a_closed_question_is_refused_so_that_it_is_taken_up_again(anna: Viewer) -> None:
    receipt = asked()
    commands.close_by_company(receipt.case, now=NOW)
    with pytest.raises(Refused) as caught:
        commands.add_message(receipt.case, "En sak till", now=NOW)
    assert caught.value.refusal is Refusal.CLOSED


def test_a_co_owner_who_has_left_is_let_go_and_gets_no_mail(north: Cooperation, anna: Viewer) -> None:
    bo = adviser("Bo Dahl", region_of(north))
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    commands.join(receipt.case, anna, bo.public_id, now=NOW)
    Membership.objects.filter(person=bo).update(ended_at=NOW)
    before = OutboxRow.objects.filter(payload__to=bo.email).count()
    commands.add_message(receipt.case, "Mässan är i Oslo", now=NOW)
    assert OutboxRow.objects.filter(payload__to=bo.email).count() == before
    assert jobs.cover_absent(NOW) == 1
    assert CoOwner.objects.get().ended_at == NOW


def test_whoever_sits_in_two_cooperations_answers_in_the_name_of_the_one_at_the_door(north: Cooperation) -> None:
    south = door("Exportsamverkan Halland", "13", "Region Söder")
    here, there = organisation("Almi Exempel", north), organisation("Kammaren Exempel", south)
    eva = adviser("Eva Ek", here)
    Membership.objects.create(person=eva, organisation=there, role="adviser", valid_from=NOW.date())
    receipt = asked(municipality=HALMSTAD)
    commands.take(receipt.case, viewer(eva), now=NOW)
    commands.write_note(receipt.case, viewer(eva), "Ring först.", shared=False, now=NOW)
    assert here.pk < there.pk
    assert (Delivery.objects.get().organisation, Note.objects.get().organisation) == (there, there)


def test_a_broken_promise_is_not_kept_afterwards_without_a_reason_and_a_later_mail_proves_nothing(
    anna: Viewer,
) -> None:
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    friday, call = NOW + 3 * DAY, Talk(Way.CALL, NOW + HOUR)
    for talk, then, why in (
        (call, friday, Refusal.SAY_WHY),
        (replace(call, text="Glömde anteckna"), NOW + 7 * DAY, Refusal.TOO_LONG_AGO),
    ):
        with pytest.raises(Refused) as caught:
            commands.log_contact(receipt.case, anna, talk, now=then)
        assert caught.value.refusal is why
    commands.log_contact(receipt.case, anna, replace(call, text="Glömde anteckna"), now=friday)
    commands.write(receipt.case, anna, "Hej igen.", now=friday)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, friday), now=friday)
    assert Case.objects.get().evidence == Evidence.STATED.value, "the mail came after"
    commands.confirm_contact(receipt.case, right_person=True, now=friday)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW, text="Ringde även i tisdags"), now=friday)
    assert Case.objects.get().evidence == Evidence.STATED.value, "the company has said nothing of that call"


def test_a_reason_that_is_missing_is_asked_for_at_its_field_and_nothing_typed_is_lost(
    north: Cooperation,
) -> None:
    anna = adviser("Anna Berg", region_of(north))
    receipt = asked()
    commands.take(receipt.case, viewer(anna), now=NOW)
    told = {"satt": "call", "nadd": "ja", "dag": "2026-11-17", "tid": "11.07", "ord": "", "form_nonce": "late-contact"}
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        page = signed_in(anna).post(f"/arbete/fragor/{receipt.case}/kontakt/", told)
    assert all(
        words in unescape(page.content.decode()) for words in ("Skriv varför samtalet antecknas så sent.", "11.07")
    )
