"""A question from the moment it comes in: one transaction, one case, one promise."""

from datetime import timedelta

import pytest
from tests.cases.factories import HALMSTAD, NOW, WHO, adviser, asked, door, organisation, question, region_of, viewer
from tests.directory.factories import person

from endorr import worktime
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.links.models import CapabilityLink
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, LegalEntity
from endorr.calendars.commands import change_calendar, open_calendar
from endorr.cases import commands, jobs
from endorr.cases.commands import TakenError
from endorr.cases.models import Case, Contact, Delivery, Draft, Entry, GivenPromise, Reminder
from endorr.cases.queries import case_of_link
from endorr.cases.rules import Evidence, Keeping, Outcome, Refusal, Refused, Sharing, State, Talk, Way
from endorr.directory.commands import report_absence, seat_person
from endorr.directory.models import Channel, Function
from endorr.directory.rules import Part, Place

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def north() -> Cooperation:
    return door()


def case_of(public_id: str) -> Case:
    return Case.objects.get(public_id=public_id)


def mails() -> dict[str, str]:
    return {row.payload["to"]: row.payload["subject"] for row in OutboxRow.objects.order_by("id")}


def test_a_question_is_stored_with_its_promise_its_event_its_diary_row_and_its_mails(north: Cooperation) -> None:
    receipt = asked()
    case = case_of(receipt.case)
    given = case.promise
    assert worktime.sentence(given.due) == "Vi hör av oss senast onsdag 18 november kl. 09.40."
    assert (given.calendar_id, given.calendar_version, given.received) == ("SE", worktime.calendar("SE").version, NOW)
    assert (case.number, case.state, case.function.name) == ("EX-2026-0001", "asked", "Exportjouren")
    event = Event.objects.get(kind="cases.asked")
    assert (event.chain, event.subject) == (north.public_id, case.public_id)
    assert "Vera" not in str(event.facts)
    diary = DiaryRow.objects.get()
    assert (diary.entity_name, diary.subject, diary.event) == ("Region Exempel", "Fråga om export, EX-2026-0001", event)
    assert mails() == {
        "vera@lampor.example": "Vi har din fråga. Vi hör av oss senast onsdag 18 november kl. 09.40",
        "jour@vasterbotten.example": "Ny fråga till dörren",
    }
    assert Reminder.objects.filter(case=case).count() == 5  # two that coincide are one


def test_the_confirmation_says_the_time_in_the_companys_language_and_carries_link_and_calendar(
    north: Cooperation,
) -> None:
    receipt = asked(language="en")
    row = OutboxRow.objects.get(key=f"cases.confirm:{receipt.case}").payload
    assert "by Wednesday 18 November at 09:40" in row["text"]
    assert f"https://dorren.example/en/fraga/min/{receipt.token}/" in row["text"]
    assert f"https://dorren.example/en/fraga/min/{receipt.token}/" in row["html"]
    assert [file["content_type"] for file in row["attachments"]] == ["text/calendar"]


def test_who_asked_and_what_stands_in_no_mail_to_staff(north: Cooperation) -> None:
    asked()
    told = OutboxRow.objects.get(key__startswith="cases.intake").payload
    assert not any(word in told["text"] + told["html"] for word in ("Vera", "Linds", "lampor", "tullen"))


def test_a_company_without_mail_address_is_promised_the_same(north: Cooperation) -> None:
    receipt = asked(email="", phone="090-12 34 56")
    assert list(mails()) == ["jour@vasterbotten.example"]
    assert GivenPromise.objects.filter(case__public_id=receipt.case).exists()


def test_a_desk_without_an_address_is_told_through_who_answers_for_it_today(north: Cooperation) -> None:
    Channel.objects.filter(kind="mail").delete()
    desk = Function.objects.get(desk=True)
    for name, rank in (("Eva", 1), ("Ola", 2)):
        seat_person(desk.public_id, person(name).public_id, place=Place.HOLDER, rank=rank, from_day=NOW.date(), **WHO)
    asked()
    assert "eva@partner.example" in mails()
    report_absence(person("Eva").public_id, first_day=NOW.date(), last_day=NOW.date(), part=Part.WHOLE, **WHO)
    asked()
    assert "ola@partner.example" in mails()


def test_a_receiver_that_is_no_authority_keeps_no_diary(north: Cooperation) -> None:
    LegalEntity.objects.update(is_authority=False)
    asked()
    assert not DiaryRow.objects.exists()


def test_where_there_is_no_door_nothing_is_stored(north: Cooperation) -> None:
    with pytest.raises(Refused) as caught:
        asked(municipality=HALMSTAD)
    assert caught.value.refusal is Refusal.NO_DOOR
    assert not Case.objects.exists()


def test_a_draft_is_sent_once(north: Cooperation) -> None:
    key = commands.start_draft({"fraga": "Lampor till Norge"}, now=NOW)
    commands.ask(question(), now=NOW, draft=key)
    with pytest.raises(Refused) as caught:
        commands.ask(question(), now=NOW, draft=key)
    assert caught.value.refusal is Refusal.ALREADY_SENT
    assert Case.objects.count() == 1
    assert Draft.objects.get().answers == {}


def test_the_promise_stands_when_the_doors_calendar_changes(north: Cooperation) -> None:
    own = worktime.calendar("SE").changed(id="vasterbotten", name="Västerbotten", half_day_close=None)
    open_calendar(north.public_id, own, now=NOW, actor="system:test")
    receipt = asked()
    before = case_of_link(receipt.case, NOW).promise
    change_calendar("vasterbotten", own.changed(version=2, half_day_close=13 * 60), now=NOW, actor="system:test")
    after = case_of_link(receipt.case, NOW)
    assert after.promise == before
    assert after.calendar.version == 1
    assert asked().case != receipt.case


def test_of_two_who_take_a_question_one_has_it_and_the_other_is_told_who(north: Cooperation) -> None:
    anna, bo = adviser("Anna Berg", region_of(north)), adviser("Bo Dahl", region_of(north))
    receipt = asked()
    commands.take(receipt.case, viewer(anna), now=NOW)
    with pytest.raises(TakenError) as caught:
        commands.take(receipt.case, viewer(bo), now=NOW)
    assert caught.value.case.holder == anna
    assert (case_of(receipt.case).holder, Entry.objects.filter(kind="taken").count()) == (anna, 1)


def test_a_question_is_taken_contacted_and_closed_and_the_promise_is_kept(north: Cooperation) -> None:
    anna = viewer(adviser("Anna Berg", region_of(north)))
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW + HOUR)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW + 2 * HOUR), now=NOW + 3 * HOUR)
    commands.confirm_contact(receipt.case, right_person=True, now=NOW + 4 * HOUR)
    commands.close(receipt.case, anna, Outcome.HELPED, text="Lycka till!", now=NOW + 5 * HOUR)
    seen = case_of_link(receipt.case, NOW + 100 * HOUR)
    assert (seen.state, seen.keeping, seen.evidence) == (State.CLOSED, Keeping.KEPT, Evidence.CONFIRMED)
    assert seen.contacted_at == NOW + 2 * HOUR
    assert [event.kind for event in Event.objects.filter(subject=receipt.case).order_by("seq")] == [
        "cases.asked",
        "cases.taken",
        "cases.contacted",
        "cases.confirmed",
        "cases.closed",
    ]


def test_a_written_answer_keeps_the_promise_and_is_in_the_diary(north: Cooperation) -> None:
    anna = viewer(adviser("Anna Berg", region_of(north)))
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    commands.write(receipt.case, anna, "Ja, med en remburs.", now=NOW + HOUR)
    seen = case_of_link(receipt.case, NOW + 2 * HOUR)
    assert (seen.keeping, seen.evidence, seen.contacted_by) == (Keeping.KEPT, Evidence.SENT, "Anna Berg")
    mail = OutboxRow.objects.get(key__startswith="cases.answer").payload
    assert mail["to"] == "vera@lampor.example"
    assert mail["reply_to"].startswith("svar+f-"), "the company's reply comes to its case"
    assert "Ja, med en remburs." in mail["text"]
    assert [row.direction for row in DiaryRow.objects.order_by("number")] == ["in", "out"]


def test_an_answer_by_another_organisation_is_not_the_receivers_document(north: Cooperation) -> None:
    eva = viewer(adviser("Eva Ek", organisation("Almi Exempel", north)))
    receipt = asked()
    commands.take(receipt.case, eva, now=NOW)
    commands.write(receipt.case, eva, "Ja.", now=NOW)
    assert not DiaryRow.objects.filter(subject__startswith="Svar").exists()


def test_nobody_writes_to_a_company_without_address_or_with_anothers_case(north: Cooperation) -> None:
    anna, eva = (
        viewer(adviser(name, at))
        for name, at in (("Anna Berg", region_of(north)), ("Eva Ek", organisation("Almi Exempel", north)))
    )
    receipt = asked(email="", phone="090-12 34 56")
    commands.take(receipt.case, anna, now=NOW)
    for who, why in ((anna, Refusal.NO_MAIL), (eva, Refusal.NOT_YOURS)):
        with pytest.raises(Refused) as caught:
            commands.write(receipt.case, who, "Hej", now=NOW)
        assert caught.value.refusal is why
    assert not Contact.objects.exists()


def test_an_attempt_is_shown_and_keeps_no_promise(north: Cooperation) -> None:
    anna = viewer(adviser("Anna Berg", region_of(north)))
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW, reached=False), now=NOW)
    seen = case_of_link(receipt.case, NOW + 48 * HOUR)
    assert (seen.keeping, seen.contacted_at, Contact.objects.count()) == (Keeping.MISSED, None, 1)


def test_giving_a_question_back_costs_nobody_time(north: Cooperation) -> None:
    anna, bo = (viewer(adviser(name, region_of(north))) for name in ("Anna Berg", "Bo Dahl"))
    receipt = asked()
    before = case_of_link(receipt.case, NOW).promise
    commands.take(receipt.case, anna, now=NOW)
    commands.give_back(receipt.case, anna, text="Gäller skatt", now=NOW + HOUR)
    commands.take(receipt.case, bo, now=NOW + 2 * HOUR)
    assert case_of_link(receipt.case, NOW).promise == before


def test_another_organisation_gets_a_question_delivered_by_taking_it_and_the_diary_says_so(north: Cooperation) -> None:
    almi = organisation("Almi Exempel", north)
    eva = viewer(adviser("Eva Ek", almi))
    receipt = asked()
    commands.take(receipt.case, eva, now=NOW)
    delivery = Delivery.objects.get()
    assert (delivery.organisation, delivery.ground, "question" in delivery.fields) == (almi, "medgivande", True)
    assert [row.direction for row in DiaryRow.objects.order_by("number")] == ["in", "out"]


@pytest.mark.parametrize("sharing", [Sharing.ASK, Sharing.RECEIVER])
def test_what_the_company_has_not_shared_is_not_taken_by_others(north: Cooperation, sharing: Sharing) -> None:
    eva = viewer(adviser("Eva Ek", organisation("Almi Exempel", north)))
    receipt = asked(sharing=sharing)
    with pytest.raises(Refused):
        commands.take(receipt.case, eva, now=NOW)
    assert not Delivery.objects.exists()
    commands.change_sharing(receipt.case, Sharing.YES, now=NOW)
    commands.take(receipt.case, eva, now=NOW)
    assert case_of(receipt.case).organisation_id == min(eva.organisation_ids)


def test_nobody_from_another_county_takes_a_question(north: Cooperation) -> None:
    south = door("Exportsamverkan Halland", "13", "Region Söder")
    stranger = viewer(adviser("Siv Sand", region_of(south)))
    receipt = asked()
    with pytest.raises(Refused) as caught:
        commands.take(receipt.case, stranger, now=NOW)
    assert caught.value.refusal is Refusal.NOT_YOURS


def test_warnings_go_out_once_each_in_time_and_the_company_is_told_before_the_promise_breaks(
    north: Cooperation,
) -> None:
    receipt = asked()
    due = list(Reminder.objects.order_by("due").values_list("due", flat=True))
    for at in due:
        jobs.warn(at)
        jobs.warn(at)
    keys = list(OutboxRow.objects.order_by("id").values_list("key", flat=True))
    assert [key.partition(":")[0] for key in keys][2:] == [
        "cases.lead",  # stands for the duty person's too: both fall at the same closing time
        "cases.last_call",
        "cases.risk",
        "cases.missed",
    ]
    assert Entry.objects.get(kind="told").at <= case_of(receipt.case).promise.due
    assert jobs.warn(due[-1] + 24 * HOUR) == 0


def test_nobody_is_warned_of_a_question_that_has_been_answered(north: Cooperation) -> None:
    anna = viewer(adviser("Anna Berg", region_of(north)))
    receipt = asked()
    commands.take(receipt.case, anna, now=NOW)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW), now=NOW)
    before = OutboxRow.objects.count()
    assert jobs.warn(NOW + 48 * HOUR) == 5
    assert OutboxRow.objects.count() == before


def test_the_clock_of_a_demo_stops_at_the_next_warning(north: Cooperation) -> None:
    asked()
    first = Reminder.objects.order_by("due").values_list("due", flat=True)[0]
    assert jobs.NEXT_DUE[0](NOW) == first


def test_drafts_never_sent_are_forgotten_after_a_fortnight(north: Cooperation) -> None:
    commands.start_draft({"fraga": "Lampor"}, now=NOW - 15 * 24 * HOUR)
    commands.start_draft({"fraga": "Skor"}, now=NOW)
    assert jobs.forget(NOW, [NOW]) == 1
    assert Draft.objects.get().answers == {"fraga": "Skor"}


def test_a_private_page_is_closed_for_whoever_has_its_link(north: Cooperation) -> None:
    receipt = asked()
    assert commands.close_private_page(receipt.case, now=NOW, actor="person:test") == 1
    assert CapabilityLink.objects.get().revoked_at == NOW
