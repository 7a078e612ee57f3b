"""What the company's side decides, by the promise's rules: noted calls (9), reopening (14), doubles (15), sharing."""

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.factories import (
    HALMSTAD,
    NOW,
    adviser,
    asked,
    door,
    organisation,
    question,
    region_of,
    signed_in,
    viewer,
)

from endorr.base.apikeys.commands import make_key
from endorr.base.clock import now
from endorr.base.i18n.formats import on_wall
from endorr.base.ledger.models import Event
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Brand, Cooperation
from endorr.cases import commands, jobs
from endorr.cases.afterwards import Asking, Came
from endorr.cases.commands import Begun, Note
from endorr.cases.models import (
    Case,
    CaseFile,
    CaseLink,
    Delivery,
    Draft,
    Enquiry,
    FollowUp,
    GivenPromise,
    Reminder,
    Reopening,
    SharingRequest,
)
from endorr.cases.queries import own_page
from endorr.cases.rules import Channel, Outcome, Refusal, Refused, Sharing, Talk, Way
from endorr.cases.views import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def north() -> Cooperation:
    return door()


def mails(to: str) -> list[dict[str, Any]]:
    return [row.payload for row in OutboxRow.objects.order_by("id") if row.payload["to"] == to]


def noted(north: Cooperation, ended: datetime, why: str = "", now: datetime = NOW) -> Case:
    anna = adviser("Anna Berg", region_of(north))
    note = Note(anna.pk, region_of(north).pk, ended, why)
    receipt = commands.ask(question(channel=Channel.PHONE, note=note), now=now, actor="user:anna")
    return Case.objects.select_related("promise", "enquiry").get(public_id=receipt.case)


def closed(case: Case) -> datetime:
    assert case.closed_at is not None
    return case.closed_at


def answered(north: Cooperation, **changes: Any) -> Case:
    """A question taken, contacted an hour later and closed at once."""
    receipt = asked(**changes)
    anna = viewer(adviser("Anna Berg", region_of(north)))
    later = NOW + timedelta(hours=1)
    commands.take(receipt.case, anna, now=NOW)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, later), now=later)
    commands.close(receipt.case, anna, Outcome.HELPED, now=later)
    return Case.objects.get(public_id=receipt.case)


# Rule 9: received when our side could have it


def test_rule_9_a_noted_calls_promise_counts_from_when_the_talk_ended(north: Cooperation) -> None:
    case = noted(north, NOW - timedelta(minutes=30))
    assert case.promise.received == NOW - timedelta(minutes=30)
    assert case.promise.due == NOW - timedelta(minutes=30) + timedelta(days=1)
    assert (case.enquiry.channel, case.enquiry.logged_at) == ("phone", NOW)


@pytest.mark.parametrize(
    ("ended", "why", "refusal"),
    [
        (NOW + timedelta(minutes=1), "", Refusal.IN_THE_FUTURE),
        (NOW - timedelta(hours=2), "", Refusal.SAY_WHY),
        (NOW - timedelta(days=1), "  ", Refusal.SAY_WHY),
        # Tuesday 09.40: three working days back is Thursday 09.40, whatever the weekend is long.
        (NOW - timedelta(days=5, seconds=1), "Sjuk", Refusal.TOO_LONG_AGO),
    ],
)
def test_rule_9_a_call_is_not_noted_ahead_too_late_or_late_without_a_reason(
    north: Cooperation, ended: datetime, why: str, refusal: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        noted(north, ended, why)
    assert refused.value.refusal is refusal
    assert not Case.objects.exists()


def test_rule_9_three_working_days_back_is_taken_with_its_reason(north: Cooperation) -> None:
    case = noted(north, NOW - timedelta(days=5), "Var på mässa utan dator")
    assert case.enquiry.backdated_why == "Var på mässa utan dator"
    assert case.promise.due < NOW, "late is late, and the figures will say so"


def test_rule_9_whoever_took_the_call_reads_on_and_that_is_written_down(north: Cooperation) -> None:
    almi = organisation("Almi Exempel", north)
    eva = adviser("Eva Ek", almi)
    receipt = commands.ask(question(note=Note(eva.pk, almi.pk, NOW), sharing=Sharing.RECEIVER), now=NOW)
    assert Delivery.objects.get().ground == "egen uppteckning"
    assert almi.pk in commands.organisations_reading(Case.objects.get(public_id=receipt.case))


# Rule 14: reopening


def test_rule_14_within_five_working_days_it_is_the_same_case_with_a_follow_up_clock(north: Cooperation) -> None:
    case = answered(north)
    promise = case.promise.due
    # Closed on a Tuesday: the Tuesday after, same minute, is five working days later to the second.
    again = closed(case) + timedelta(days=7)
    assert commands.take_up_again(case.public_id, "En sak till", now=again).receipt is None
    case.refresh_from_db()
    assert (case.state, case.closed_at, case.promise.due) == ("contacted", None, promise)
    clock = Reopening.objects.get()
    assert clock.due == again + timedelta(days=1)
    assert mails("anna@region-exempel.example")[-1]["subject"] == "En avslutad fråga har öppnats igen"


def test_rule_14_a_second_later_it_is_a_new_question_with_its_own_promise(north: Cooperation) -> None:
    case = answered(north)
    later = closed(case) + timedelta(days=7, seconds=1)
    receipt = commands.take_up_again(case.public_id, "En sak till", now=later).receipt
    assert receipt is not None
    new = Case.objects.get(public_id=receipt.case)
    assert (new.enquiry.question, new.enquiry.name) == ("En sak till", "Vera Lind")
    assert new.promise.received == later
    assert CaseLink.objects.get(kind="follows").earlier == case
    case.refresh_from_db()
    assert case.state == "closed"


def test_rule_14_the_follow_up_clock_stops_at_contact_and_else_warns_once(north: Cooperation) -> None:
    case = answered(north)
    commands.take_up_again(case.public_id, "En sak till", now=closed(case) + timedelta(hours=1))
    clock = Reopening.objects.get()
    assert jobs.watch_follow_up_clocks(clock.act_by - timedelta(seconds=1)) == 0
    assert jobs.watch_follow_up_clocks(clock.act_by) == 1
    assert jobs.watch_follow_up_clocks(clock.act_by + timedelta(hours=1)) == 0
    assert "öppnats igen" in str(mails("jour@vasterbotten.example")[-1]["subject"])
    assert case.holder is not None
    commands.log_contact(
        case.public_id, viewer(case.holder), Talk(Way.CALL, clock.act_by), now=clock.act_by + timedelta(hours=1)
    )
    clock.refresh_from_db()
    assert clock.contacted_at == clock.act_by


def test_rule_14_an_open_question_is_not_taken_up_again(north: Cooperation) -> None:
    with pytest.raises(Refused) as refused:
        commands.take_up_again(asked().case, "Hallå?", now=NOW)
    assert refused.value.refusal is Refusal.NOT_CLOSED


# Rule 15: doubles


def test_rule_15_the_same_question_again_is_linked_and_the_earliest_promise_rules(north: Cooperation) -> None:
    first = asked()
    asked(
        NOW + timedelta(hours=5),
        question="Vi vill sälja våra lampor till Norge, vad gäller för tullen?",
        email="VERA@lampor.example ".strip(),
    )
    link = CaseLink.objects.get()
    assert (link.earlier.public_id, link.kind) == (first.case, "double")
    one, two = mails("vera@lampor.example") + mails("VERA@lampor.example")
    assert "onsdag 18 november kl. 09.40" in one["text"]
    assert "onsdag 18 november kl. 09.40" in two["text"], "counted from the earliest"
    assert first.number in two["text"]


def test_rule_15_asked_twice_there_is_one_promise_on_every_page_and_both_doors_know(
    north: Cooperation, client: Client
) -> None:
    south = door("Exportsamverkan Halland", "13", "Region Söder")
    anna, bo = adviser("Anna Berg", region_of(north)), adviser("Bo Dahl", region_of(south))
    first = asked()
    commands.take(first.case, viewer(anna), now=NOW)
    again = asked(NOW + timedelta(hours=5), municipality=HALMSTAD)
    one, two = (GivenPromise.objects.get(case__public_id=asked.case) for asked in (first, again))
    assert (two.due, two.act_by, two.calendar_id) == (one.due, one.act_by, one.calendar_id)
    assert two.received == NOW + timedelta(hours=5)
    steps = Reminder.objects.filter(case__public_id=again.case)
    assert all(step.due > NOW + timedelta(hours=5) for step in steps)
    for page in ("", "skickad/"):
        told = unescape(client.get(f"/fraga/min/{again.token}/{page}").content.decode())
        assert "onsdag 18 november kl. 09.40" in told
        assert f"samma sak i fråga {first.number}. Löftet räknas från den." in told
    assert f"samma sak igen, i fråga {again.number}" in client.get(f"/fraga/min/{first.token}/").content.decode()
    told = signed_in(bo).get(f"/arbete/fragor/{again.case}/").content.decode()
    assert f"samma sak förut, i fråga {first.number}" in unescape(told)
    assert "om samma sak igen" in mails(anna.email)[-1]["text"]


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (timedelta(hours=1), {"question": "Vilket EU-stöd finns för en mässa i Japan?"}),
        (timedelta(hours=1), {"email": "annan@lampor.example", "phone": ""}),
        # Friday 09.40 is three working days after Tuesday 09.40, and a second more is too much.
        (timedelta(days=3, seconds=1), {}),
    ],
)
def test_rule_15_another_question_sender_or_week_is_not_the_same(
    north: Cooperation, after: timedelta, changes: dict[str, str]
) -> None:
    asked()
    asked(NOW + after, **changes)
    assert not CaseLink.objects.exists()


def test_rule_15_a_telephone_is_the_same_however_it_is_written(north: Cooperation) -> None:
    asked(email="", phone="0600-11 22 33")
    asked(NOW + timedelta(days=3), email="", phone="+46 600 112233")
    assert CaseLink.objects.count() == 1


def test_rule_15_a_promise_that_has_been_broken_rules_nothing(north: Cooperation) -> None:
    first = asked()
    later = asked(NOW + timedelta(days=2))
    assert CaseLink.objects.get().earlier.public_id == first.case
    assert "fredag 20 november kl. 09.40" in mails("vera@lampor.example")[-1]["text"], later.number


def test_rule_15_what_a_stranger_wrote_is_not_read_to_know_a_telephone(north: Cooperation) -> None:
    asked(email="bo@bo.example", phone="0600-99 99 99")
    asked(email="", phone="0600-11 22 33")
    with CaptureQueriesContext(connection) as asking:
        asked(NOW + timedelta(hours=1), email="", phone="+46 600 112233")
    looked = [one["sql"] for one in asking if '"phone_digits" = ' in one["sql"]]
    assert len(looked) == 1
    assert CaseLink.objects.count() == 1


# Sharing, asked first


def test_the_company_is_asked_first_and_its_yes_lets_one_organisation_in(north: Cooperation, client: Client) -> None:
    receipt = asked(sharing=Sharing.ASK)
    anna, almi = viewer(adviser("Anna Berg", region_of(north))), organisation("Almi Exempel", north)
    commands.take(receipt.case, anna, now=NOW)
    wanted = commands.ask_to_share(receipt.case, anna, organisation=almi.pk, why="De kan lån.", now=NOW)
    letter = mails("vera@lampor.example")[-1]
    assert "De kan lån." in letter["text"]
    with pytest.raises(Refused) as refused:
        commands.ask_to_share(receipt.case, anna, organisation=almi.pk, why="Igen", now=NOW)
    assert refused.value.refusal is Refusal.ASKED_ALREADY
    link = next(line for line in letter["text"].splitlines() if "/fraga/dela/" in line).removeprefix(
        "https://dorren.example"
    )
    assert client.get(link).status_code == 200
    assert SharingRequest.objects.get().answer is None, "looking never answers"
    assert client.post(link, {"svar": "ja"}).status_code == 200
    case = Case.objects.get()
    assert commands.permitted(case) == {almi.pk}
    assert "säger ja" in str(mails("anna@region-exempel.example")[-1]["subject"])
    with pytest.raises(Refused):
        commands.answer_sharing(wanted, yes=False, now=NOW)
    commands.change_sharing(receipt.case, Sharing.RECEIVER, now=NOW)
    assert commands.permitted(Case.objects.get()) == set(), "a change of mind counts from now on"


def test_a_change_to_the_receiver_only_answers_what_waits_with_no(north: Cooperation) -> None:
    receipt = asked(sharing=Sharing.ASK)
    anna, almi = viewer(adviser("Anna Berg", region_of(north))), organisation("Almi Exempel", north)
    commands.ask_to_share(receipt.case, anna, organisation=almi.pk, why="De kan lån.", now=NOW)
    commands.change_sharing(receipt.case, Sharing.RECEIVER, now=NOW)
    assert SharingRequest.objects.get().answer is False


# Afterwards


def test_everyone_is_asked_how_it_went_also_who_was_never_answered(north: Cooperation) -> None:
    receipt = asked()
    case = Case.objects.get()
    late = case.promise.due + timedelta(days=30)
    jobs.ask_afterwards(late - timedelta(seconds=1))
    assert not [mail for mail in mails("vera@lampor.example") if "Hur bra var hjälpen?" in str(mail["subject"])]
    # A worker that slept for a fortnight misses nobody.
    assert jobs.ask_afterwards(late + timedelta(days=14)) == 1
    assert jobs.ask_afterwards(late + timedelta(days=15)) == 0
    letter = mails("vera@lampor.example")[-1]
    assert letter["subject"] == "Hur bra var hjälpen?"
    assert "även när vi inte hörde av oss i tid" in letter["text"]
    assert receipt.number in letter["text"]


def test_after_contact_the_right_person_is_asked_for_once_and_a_wrong_one_reaches_the_desk(
    north: Cooperation, client: Client
) -> None:
    receipt = asked()
    anna = viewer(adviser("Anna Berg", region_of(north)))
    commands.take(receipt.case, anna, now=NOW)
    commands.log_contact(receipt.case, anna, Talk(Way.CALL, NOW), now=NOW)
    assert jobs.ask_afterwards(NOW + timedelta(hours=1, minutes=59)) == 0
    assert jobs.ask_afterwards(NOW + timedelta(hours=2)) == 1
    links = [line for line in mails("vera@lampor.example")[-1]["text"].splitlines() if "-person/" in line]
    right, wrong = (link.removeprefix("https://dorren.example") for link in links)
    client.get(right)
    assert Case.objects.get().right_person is None, "looking never answers"
    client.post(wrong)
    case = Case.objects.get()
    assert (case.right_person, case.evidence) == (False, "confirmed")
    assert mails("jour@vasterbotten.example")[-1]["subject"] == "Företaget kom till fel person"
    client.post(right)
    assert Case.objects.get().right_person is True, "one may change one's mind"


def test_months_later_the_company_says_what_came_of_it(north: Cooperation, client: Client) -> None:
    case = answered(north)
    assert jobs.ask_afterwards(closed(case) + timedelta(days=400)) == 4
    asked_for = FollowUp.objects.get(asking=Asking.THREE_MONTHS.value)
    letter = next(mail for mail in mails("vera@lampor.example") if "tre månader" in mail["text"])
    link = next(line for line in letter["text"].splitlines() if "/efterat/" in line)
    page = client.post(link.removeprefix("https://dorren.example"), {"blev": "sold", "salt": "ja"})
    assert page.status_code == 200
    asked_for.refresh_from_db()
    assert (asked_for.came, asked_for.exported) == (Came.SOLD.value, True)


def test_a_grade_and_help_within_24_hours_are_the_companys_word(north: Cooperation) -> None:
    case = answered(north)
    commands.grade(case.public_id, 4, helped_in_time=True, now=NOW)
    commands.grade(case.public_id, None, text="Tack", now=NOW)
    case.refresh_from_db()
    assert (case.grade, case.helped_in_time, case.grade_text) == (4, True, "Tack")


def test_a_company_without_mail_is_asked_on_its_own_page_and_the_row_says_so(north: Cooperation) -> None:
    asked(email="", phone="0600-11 22 33")
    jobs.ask_afterwards(NOW + timedelta(days=60))
    row = FollowUp.objects.get()
    assert (row.done_at is not None, row.mailed) == (True, False)


# Drafts and files


def test_a_draft_left_with_an_address_is_reminded_of_once_and_never_after_sending(north: Cooperation) -> None:
    told = {"fraga": "Lampor", "epost": "vera@lampor.example"}
    key = commands.start_draft(told, now=NOW, begun=Begun("https://dorren.example"))
    assert jobs.remind_of_drafts(NOW + timedelta(hours=1, minutes=59)) == 0
    assert jobs.remind_of_drafts(NOW + timedelta(hours=2)) == 1
    assert jobs.remind_of_drafts(NOW + timedelta(hours=9)) == 0
    assert f"https://dorren.example/fraga/utkast/{key}/" in mails("vera@lampor.example")[0]["text"]
    Draft.objects.all().delete()
    commands.start_draft(told, now=NOW)
    asked(NOW + timedelta(minutes=10))
    assert jobs.remind_of_drafts(NOW + timedelta(hours=4)) == 0, "it was sent another way"


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def test_a_file_is_the_companys_and_those_who_may_read_its_and_nobody_elses(
    north: Cooperation, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    receipt, other = asked(), asked(NOW + timedelta(days=9), email="o@annat.example")
    page = f"/fraga/min/{receipt.token}/"
    told = {"vad": "fil", "form_nonce": "file-file-1", "fil": SimpleUploadedFile("offert.pdf", PDF)}
    assert client.post(page, told).status_code == 302
    kept = CaseFile.objects.get()
    assert b"".join(client.get(f"{page}fil/{kept.public_id}/").streaming_content) == PDF  # type: ignore[attr-defined]
    assert client.get(f"/fraga/min/{other.token}/fil/{kept.public_id}/").status_code == 404
    assert client.get(f"/filer/{kept.file.public_id}/").status_code in {302, 404}
    wrong = {"vad": "fil", "form_nonce": "file-file-2", "fil": SimpleUploadedFile("virus.exe", b"MZ" + b"\0" * 200)}
    assert "Den sortens fil kan vi inte ta emot" in client.post(page, wrong).content.decode()
    assert own_page(receipt.case, NOW).files[0].name == "offert.pdf"


# A program's question


TOLD = {
    "question": "Vi vill sälja lampor till Norge",
    "municipality": "2480",
    "name": "Vera Lind",
    "email": "vera@lampor.example",
    "company": "556036-0793",
    "sharing": "ask",
}


def test_a_programs_question_sent_twice_is_one_case_with_where_it_came_from(north: Cooperation, client: Client) -> None:
    almi = organisation("Almi Exempel", north)
    secret = make_key(
        almi.public_id, "Kundregister", ["cases:write"], lifetime=timedelta(days=30), now=now(), actor="user:x"
    )

    def send(told: dict[str, str], key: str = "call-0001") -> Any:
        headers = {"Authorization": f"Bearer {secret.text}", "Idempotency-Key": key}
        return client.post("/api/v1/questions/", told, content_type="application/json", headers=headers)

    first, again = send(TOLD), send(TOLD)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    case = Case.objects.get()
    assert (case.number, case.enquiry.channel, case.enquiry.entrance) == (first.json()["number"], "api", almi)
    assert send({**TOLD, "name": "Annan"}).status_code == 422
    wrong = send({"question": "", "tel": "1"}, "call-0002")
    assert wrong.status_code == 400
    assert {"question", "municipality", "name", "sharing", "tel"} <= set(wrong.json()["errors"])
    assert client.post("/api/v1/questions/", TOLD, content_type="application/json").status_code == 401
    assert client.get(first.json()["page"].removeprefix("http://testserver")).status_code == 200


def test_the_same_company_at_two_doors_is_one_company(north: Cooperation) -> None:
    door("Exportsamverkan Halland", "13", "Region Halland Exempel")
    asked(company="", company_number="5560360793")
    asked(company="", company_number="5560360793", municipality="1380", email="annan@lampor.example")
    assert len({case.enquiry.known_as_id for case in Case.objects.all()}) == 1
    asked(NOW + timedelta(hours=1), company="", email="ny@start.example")
    assert Case.objects.order_by("pk").last().enquiry.known_as is None  # type: ignore[union-attr]


def test_a_partners_entrance_has_its_own_name_and_leads_to_the_same_door(north: Cooperation, client: Client) -> None:
    almi = organisation("Almi Exempel", north)
    page = client.get("/via/almi-exempel/").content.decode()
    assert "Almi Exempel är med i Exportsamverkan Västerbotten" in page
    assert client.get("/via/okand/").status_code == 404
    client.post("/fraga/", {"fraga": "Lampor", "via": "almi-exempel"})
    assert Draft.objects.get().entrance == almi
    client.post("/ring-mig/", {"telefon": "0600-1122", "namn": "V", "kommun": "Umeå", "sprak": "so", "via": "okand"})
    assert Draft.objects.order_by("pk").last().entrance is None  # type: ignore[union-attr]


def test_a_machine_is_slowed_and_a_person_is_told_whom_to_call_and_keeps_the_words(
    north: Cooperation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BEGUN", 2)
    cache.clear()
    begun = [client.post("/fraga/", {"fraga": f"Lampor {turn}"}) for turn in range(3)]
    assert [one.status_code for one in begun] == [302, 302, 429]
    assert "0600-00 00 00" in begun[2].content.decode()
    assert "Lampor 2" in begun[2].content.decode()
    share = client.post(begun[0]["Location"], {"kommun": "Umeå", "namn": "V", "telefon": "0600-1122"})["Location"]
    check = client.post(share, {"dela": "yes"})["Location"]
    assert client.get(check).status_code == 200, "what is begun is always finished"
    cache.clear()


def test_a_call_is_noted_on_its_page_and_a_late_one_is_asked_why(north: Cooperation) -> None:
    anna = signed_in(adviser("Anna Berg", region_of(north)))
    ended = on_wall(now() - timedelta(hours=3))
    told = {
        "fraga": "Hur får jag betalt?",
        "kommun": "Umeå",
        "namn": "Vera Lind",
        "telefon": "0600-1122",
        "sprak": "fi",
        "dela": "yes",
        "dag": f"{ended:%Y-%m-%d}",
        "tid": f"{ended:%H.%M}",
        "form_nonce": "note-note",
    }
    page = anna.post("/arbete/fragor/ny/", told)
    assert "Skriv varför samtalet antecknas så sent." in page.content.decode()
    assert "Hur får jag betalt?" in page.content.decode()
    saved = anna.post("/arbete/fragor/ny/", {**told, "varfor": "Satt i möte"})
    assert saved.status_code == 302
    case = Case.objects.select_related("enquiry").get()
    assert (case.enquiry.channel, case.enquiry.language, case.enquiry.speaks) == ("phone", "fi", "fi")
    assert anna.get(saved["Location"]).status_code == 200


# The private page


def test_a_link_that_has_gone_astray_is_closed_and_the_new_one_is_mailed(client: Client, north: Cooperation) -> None:
    receipt = asked(now())
    old = f"/fraga/min/{receipt.token}/"
    assert "Gör en ny länk" in client.get(old).content.decode()
    answer = client.post(old, {"vad": "ny-lank", "form_nonce": "a-new-link-please"})
    assert client.get(old).status_code == 404
    told = client.get(answer["Location"])
    assert told.status_code == 200
    assert "Linds Lampor" not in answer["Location"]
    letter = mails("vera@lampor.example")[-1]
    assert letter["subject"] == "Ny länk till din fråga"
    assert answer["Location"] in letter["text"], "nobody who holds a link can shut the company out"


def test_a_companys_page_wears_its_doors_colours_and_tells_one_number(client: Client, north: Cooperation) -> None:
    Brand.objects.create(cooperation=north, primary="#00508c", accent="#8c2a00", version=1)
    receipt = asked(now())
    for page in ("", "skickad/"):
        told = unescape(client.get(f"/fraga/min/{receipt.token}/{page}").content.decode())
        assert f"/utseende/{north.slug}/farger.css" in told
        assert "Exportsamverkan Västerbotten" in told
        assert 'href="tel:0600112233"' in told
        assert settings.OPERATOR["phone"] not in told


# Who asks


SOLE_TRADER = "850709-9805"


def test_a_sole_trader_who_writes_the_number_is_one_company_at_every_door_and_nobody_sees_it(
    client: Client, north: Cooperation
) -> None:
    door("Exportsamverkan Halland", "13", "Region Söder")
    for place, mail in (("Umeå", "a@a.example"), ("Halmstad", "b@b.example")):
        begun = client.post("/fraga/", {"fraga": f"Garn till {place}", "form_nonce": f"begin-{place}-now"})
        key = begun["Location"].split("/")[3]
        about = {"kommun": place, "foretag": SOLE_TRADER, "namn": "Vera", "epost": mail}
        client.post(f"/fraga/utkast/{key}/om-dig/", about)
        again = client.get(f"/fraga/utkast/{key}/om-dig/").content.decode()
        assert "XXXXXX-XXXX" in again
        assert SOLE_TRADER not in again
        client.post(f"/fraga/utkast/{key}/om-dig/", {**about, "foretag": "XXXXXX-XXXX"})
        client.post(f"/fraga/utkast/{key}/dela/", {"dela": "yes"})
        checked = client.get(f"/fraga/utkast/{key}/kontrollera/")
        nonce = checked.content.decode().partition('name="form_nonce" value="')[2].partition('"')[0]
        sent = client.post(f"/fraga/utkast/{key}/kontrollera/", {"form_nonce": nonce or "send-it-right-now"})
        assert "skickad" in sent["Location"], place
    first, second = Enquiry.objects.order_by("pk")
    assert first.known_as == second.known_as
    assert first.known_as is not None
    assert (first.known_as.kind, first.known_as.number) == ("sole_trader", "")
    assert (first.company, first.company_number) == ("XXXXXX-XXXX", "")
    rows = [*Enquiry.objects.values(), *Draft.objects.values(), *OutboxRow.objects.values(), *Event.objects.values()]
    assert not any(digits in str(rows) for digits in (SOLE_TRADER, SOLE_TRADER.replace("-", "")))
