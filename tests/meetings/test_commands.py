"""A minister's meeting from plan to what came of it: who gets a seat, who is told, and what their calendars say."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.cases.factories import papers_of
from tests.meetings.factories import (
    HOUR,
    NOTICE,
    NOW,
    PRESS,
    ROOM,
    START,
    TABLE,
    TALK,
    WHO,
    Tour,
    adviser,
    calendars,
    event,
    invitation,
    mails,
    organisation,
    state,
    taken,
)

from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.links.queries import peek
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.rules import Role
from endorr.meetings import commands
from endorr.meetings.commands import GUEST, Answer, Decision, PressRequest, Promised, Voiced
from endorr.meetings.jobs import lapse_offers
from endorr.meetings.models import Commitment, Guest, Input, Invitation, Part
from endorr.meetings.queries import own, public
from endorr.meetings.queries.due import next_offer_end
from endorr.meetings.rules import Fate, GuestKind, Refusal, Refused, Reply, State, Visibility

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
YES, NO, DIRECT = Answer(Reply.YES), Answer(Reply.NO), Answer(Reply.YES, moves_in=True)


@pytest.fixture(scope="module")
def planned(sown_together: None) -> Tour:
    return Tour()


@pytest.fixture
def tour(planned: Tour, db: None) -> Tour:
    return deepcopy(planned)


def says(guest: str, part: str, told: Answer, at: datetime = NOW) -> State:
    return commands.answer(guest, part, told, now=at, actor="link:test")


def refusal(deed: Any, *arguments: Any, **named: Any) -> Refusal:
    with pytest.raises(Refused) as told:
        deed(*arguments, **named)
    return told.value.refusal


def full(tour: Tour, seats: int = 1, *names: str) -> tuple[str, list[str]]:
    """A part of so many seats, all taken, and some more in the queue in this order; return part and guests."""
    part = tour.part(capacity=seats)
    guests = [tour.invite(part, f"Gäst{number} Exempel") for number in range(seats)]
    guests += [tour.invite(part, f"{name} Exempel") for name in names]
    for place, guest in enumerate(guests):
        says(guest, part, YES, NOW + timedelta(minutes=place))
    return part, guests


# Invitations


def test_an_invitation_is_a_mail_with_a_link_a_calendar_entry_and_no_room(tour: Tour) -> None:
    part = tour.part()
    vera = tour.invite(part)
    (mail,) = mails(vera)
    entry = event(calendars(vera)[0])
    assert "Digitalt ministermöte" in mail.payload["subject"]
    assert ROOM not in str(mail.payload) + calendars(vera)[0].to_ical().decode()
    assert mail.payload["attachments"][0]["content_type"] == "text/calendar; method=REQUEST"
    assert entry["SEQUENCE"] == 0
    assert entry["STATUS"] == "TENTATIVE"
    assert entry.decoded("DTSTART") == START
    token = mail.payload["text"].partition("/inbjudan/")[2].partition("/")[0]
    opened = peek(token, purpose=GUEST, now=NOW)
    assert opened is not None
    assert opened.target == vera


def test_the_same_address_is_invited_once_and_only_to_what_is_for_them(tour: Tour) -> None:
    part = tour.part()
    table = tour.part(replace(TABLE, audience=[GuestKind.UNION]))
    vera = tour.invite(part)
    assert tour.invite(part) == vera
    assert len(mails(vera)) == 1
    assert refusal(tour.invite, table) is Refusal.NOT_FOR_THEM
    assert Guest.objects.count() == Invitation.objects.count() == 1
    assert Event.objects.filter(kind="meetings.invited").count() == 1


def test_an_authority_registers_its_invitation_and_no_name_stands_in_the_ledger(tour: Tour) -> None:
    tour.invite(tour.part())
    row = DiaryRow.objects.get()
    assert (row.direction, row.entity_name) == ("out", "Region Exempel")
    assert "Vera" not in str(list(Event.objects.values("facts", "subject"))) + row.subject


def test_an_english_speaking_guest_is_written_to_in_english(tour: Tour) -> None:
    part = tour.part()
    guest = tour.invite(part, language="en")
    assert mails(guest)[0].payload["subject"] == "Invitation: Digital meeting with the minister"
    assert "/en/inbjudan/" in mails(guest)[0].payload["text"]
    assert str(event(calendars(guest)[0])["SUMMARY"]) == "Digital meeting with the minister"


# Seats and the queue


def test_m2_the_first_in_the_queue_gets_an_offer_with_an_end_and_unanswered_it_passes_on(tour: Tour) -> None:
    part, guests = full(tour, 12, "Ylva", "Östen")
    ylva, osten = guests[12:]
    assert state(ylva, part) == state(osten, part) == "queued"
    says(guests[3], part, NO, NOW + HOUR)
    offered = invitation(ylva, part)
    assert (offered.state, offered.offer_ends) == ("offered", NOW + HOUR + DAY)
    assert "svara senast onsdag 18 november 2026 kl. 10.40" in mails(ylva)[-1].payload["subject"]
    assert taken(part) == 12
    assert lapse_offers(NOW + DAY) == 0, "it stands until its time is out"
    assert next_offer_end(NOW + DAY) == NOW + HOUR + DAY
    assert lapse_offers(NOW + HOUR + DAY) == 1
    assert (state(ylva, part), state(osten, part)) == ("lapsed", "offered")
    assert says(osten, part, YES, NOW + HOUR + DAY) is State.CONFIRMED
    assert taken(part) == 12
    assert says(ylva, part, YES, NOW + 2 * DAY) is State.QUEUED, "a late yes stands last in the queue"


def test_m2_a_skipped_night_is_caught_up_and_the_next_gets_the_whole_time(tour: Tour) -> None:
    part, (first, ylva, osten) = full(tour, 1, "Ylva", "Östen")
    says(first, part, NO, NOW)
    woken = NOW + 3 * DAY
    assert lapse_offers(woken) == 1
    assert lapse_offers(woken) == 0
    assert invitation(osten, part).offer_ends == woken + DAY
    assert state(ylva, part) == "lapsed"


def test_m2_nobody_is_moved_in_without_a_yes_unless_they_chose_so(tour: Tour) -> None:
    part, (first, ylva) = full(tour, 1, "Ylva")
    osten = tour.invite(part, "Östen Exempel")
    assert says(osten, part, DIRECT, NOW + HOUR) is State.QUEUED
    says(first, part, NO, NOW + HOUR)
    assert (state(ylva, part), state(osten, part)) == ("offered", "queued")
    says(ylva, part, NO, NOW + 2 * HOUR)
    assert state(osten, part) == "confirmed"
    assert "Du har fått en plats" in mails(osten)[-1].payload["subject"]


def test_a_yes_after_the_offer_has_ended_comes_too_late_though_the_worker_slept(tour: Tour) -> None:
    part, (first, ylva, osten) = full(tour, 1, "Ylva", "Östen")
    says(first, part, NO, NOW)
    assert says(ylva, part, YES, NOW + 2 * DAY) is State.QUEUED
    assert state(osten, part) == "offered"


def test_nobody_jumps_the_queue_and_more_seats_go_to_those_who_wait(tour: Tour) -> None:
    part, (_, ylva) = full(tour, 1, "Ylva")
    commands.change_part(part, replace(TALK, capacity=2), **WHO)
    assert state(ylva, part) == "offered"
    new = tour.invite(part, "Nya Exempel")
    assert says(new, part, YES) is State.QUEUED
    assert refusal(commands.change_part, part, replace(TALK, capacity=1), **WHO) is Refusal.TOO_FEW_SEATS


def test_too_late_for_an_offer_a_seat_goes_to_whoever_says_yes(tour: Tour) -> None:
    part, (first, ylva) = full(tour, 1, "Ylva")
    at = START - timedelta(minutes=50)
    says(first, part, NO, at)
    assert state(ylva, part) == "queued"
    assert says(ylva, part, YES, at) is State.CONFIRMED


def test_the_same_answer_again_changes_nothing_and_a_changed_mind_counts(tour: Tour) -> None:
    part = tour.part()
    vera = tour.invite(part)
    assert says(vera, part, YES) is says(vera, part, YES) is State.CONFIRMED
    assert len(mails(vera)) == 2
    assert says(vera, part, NO) is State.WITHDRAWN
    assert says(vera, part, YES) is State.CONFIRMED
    assert [str(one["METHOD"]) for one in calendars(vera)] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    assert [event(one)["SEQUENCE"] for one in calendars(vera)] == [0, 1, 2, 3]
    assert taken(part) == 1


def test_nobody_answers_what_is_over(tour: Tour) -> None:
    part = tour.part()
    vera = tour.invite(part)
    assert refusal(says, vera, part, YES, START + HOUR) is Refusal.OVER


# Changes


def test_m4_a_moved_part_moves_in_every_calendar(tour: Tour) -> None:
    part, (vera, ylva) = full(tour, 1, "Ylva")
    before = {guest: event(calendars(guest)[-1]) for guest in (vera, ylva)}
    commands.change_part(part, replace(TALK, capacity=1, starts_at=START + HOUR, ends_at=START + 2 * HOUR), **WHO)
    for guest, was in before.items():
        calendar = calendars(guest)[-1]
        now = event(calendar)
        assert str(calendar["METHOD"]) == "REQUEST"
        assert now["UID"] == was["UID"]
        assert now["ORGANIZER"] == was["ORGANIZER"]
        assert now["SEQUENCE"] == was["SEQUENCE"] + 1
        start = now.decoded("DTSTART")
        assert start == START + HOUR
        assert now["DTSTART"].params["TZID"] == "Europe/Stockholm"
        assert start.strftime("%H:%M") == "11:00"


def test_what_nobody_needs_to_hear_is_mailed_to_nobody(tour: Tour) -> None:
    part = tour.part()
    vera, gone = tour.invite(part), tour.invite(part, "Nils Nej")
    says(gone, part, NO)
    commands.change_part(part, replace(TALK, about="Mer om mötet."), **WHO)
    assert len(mails(vera)) == 1
    commands.change_part(part, replace(TALK, place="Umeå"), **WHO)
    assert (len(mails(vera)), len(mails(gone))) == (2, 2)


def test_m5_cancelled_reaches_confirmed_tentative_and_queued_and_shuts_the_doors(tour: Tour) -> None:
    part, (vera, ylva) = full(tour, 1, "Ylva")
    asked = tour.invite(part, "Tova Tvekar")
    declined = tour.invite(part, "Nils Nej")
    says(declined, part, NO)
    tour.publish()
    at = START - timedelta(minutes=10)
    assert own.room_of(vera, part, at) == ROOM
    before = {guest: event(calendars(guest)[-1]) for guest in (vera, ylva, asked)}
    sent = len(mails(declined))
    commands.cancel(tour.meeting, why="Ministern är sjuk.", now=at, actor="system:test")
    for guest, was in before.items():
        calendar = calendars(guest)[-1]
        told = event(calendar)
        assert str(calendar["METHOD"]) == "CANCEL"
        assert mails(guest)[-1].payload["attachments"][0]["content_type"] == "text/calendar; method=CANCEL"
        assert (told["UID"], told["SEQUENCE"]) == (was["UID"], was["SEQUENCE"] + 1)
        assert told["STATUS"] == "CANCELLED"
        assert "Ministern är sjuk." in mails(guest)[-1].payload["text"]
        assert state(guest, part) == "cancelled"
    assert len(mails(declined)) == sent
    assert own.room_of(vera, part, at) is None
    page = public.public_meeting(tour.meeting)
    assert page is not None
    assert page.row.cancelled
    assert taken(part) == 0
    assert refusal(says, vera, part, YES, at) is Refusal.CANCELLED
    assert refusal(commands.cancel, tour.meeting, why="Igen", **WHO) is Refusal.CANCELLED


def test_m7_no_command_takes_a_rooms_link_into_an_open_text(tour: Tour) -> None:
    seed = "Länk: https://us02web.zoom.us/j/84211936404"
    for told in (replace(TALK, about=seed), replace(TALK, place=seed), replace(TALK, title=seed)):
        assert refusal(tour.part, told) is Refusal.ROOM_IN_OPEN_TEXT
    assert not Part.objects.exists()


# The press


def asks(tour: Tour, part: str, name: str, at: datetime = NOW) -> Invitation:
    address = f"{name.split(maxsplit=1)[0].lower()}@bladet.example"
    told = PressRequest(name, "Norra Bladet", address, question="Vad blir det av?")
    commands.ask_for_place(part, told, now=at, actor="anonymous")
    return Invitation.objects.select_related("guest").get(guest__name=name)


def test_m9_late_notice_is_late_the_officer_decides_and_the_reply_says_why(tour: Tour) -> None:
    part = tour.part(PRESS)
    tour.publish()
    late = asks(tour, part, "Rita Reporter", NOTICE + timedelta(minutes=1))
    assert late.state == "late"
    to_officer = OutboxRow.objects.get(key__startswith="meetings.press-asked")
    assert to_officer.payload["to"] == tour.per.email
    assert "efter sista anmälningstid" in to_officer.payload["text"]
    assert refusal(commands.decide, late.public_id, Decision.ADMIT, why="", **WHO) is Refusal.SAY_WHY
    commands.decide(late.public_id, Decision.REFUSE, why="Säkerhetskontrollen är stängd.", **WHO)
    assert state(late.guest.public_id, part) == "refused"
    assert "Säkerhetskontrollen är stängd." in mails(late.guest.public_id)[-1].payload["text"]
    assert refusal(commands.decide, late.public_id, Decision.ADMIT, why="Ändå", **WHO) is Refusal.DECIDED
    papers = papers_of(tour.region)
    asked, decided = papers["meetings.press_asked"], papers["meetings.press_decided"]
    assert asked["name"] == decided["name"] == "Rita Reporter"
    assert asked["email"] == late.guest.email
    assert decided["why"] == "Säkerhetskontrollen är stängd."


def test_the_press_in_time_is_admitted_and_only_then_has_an_entry_and_a_door(tour: Tour) -> None:
    part = tour.part(PRESS, capacity=1)
    tour.publish()
    rita, ove = asks(tour, part, "Rita Reporter"), asks(tour, part, "Ove Reporter")
    asks(tour, part, "Rita Reporter")
    assert len(mails(rita.guest.public_id)) == 1, "asking again asks nothing new"
    assert calendars(rita.guest.public_id) == []
    at = PRESS.starts_at
    assert own.room_of(rita.guest.public_id, part, at) is None
    assert commands.decide(rita.public_id, Decision.ADMIT, why="", **WHO) is State.CONFIRMED
    assert commands.decide(ove.public_id, Decision.ADMIT, why="", **WHO) is State.QUEUED
    assert own.room_of(rita.guest.public_id, part, at) == PRESS.room
    assert event(calendars(rita.guest.public_id)[0])["SEQUENCE"] == 0
    assert own.room_of(ove.guest.public_id, part, at) is None


def test_the_press_asks_only_for_an_open_press_slot(tour: Tour) -> None:
    talk, press = tour.part(), tour.part(PRESS)
    with pytest.raises(Part.DoesNotExist):
        asks(tour, press, "Rita Reporter")
    tour.publish()
    with pytest.raises(Part.DoesNotExist):
        asks(tour, talk, "Rita Reporter")
    assert refusal(asks, tour, press, "Rita Reporter", PRESS.ends_at) is Refusal.OVER


# What was said


def test_m13_two_inputs_of_one_note_with_part_visibility_and_those_behind(tour: Tour) -> None:
    part = tour.part()
    vera, ylva = tour.invite(part), tour.invite(part, "Ylva Exempel")
    note = commands.note(part, "Många är oroliga för protektionism. Vill ha en starkare röst för frihandel.", **WHO)
    fear = Voiced("Företagen är oroliga för en mer protektionistisk värld.", Visibility.OPEN, [vera, ylva], note)
    wish = Voiced("En starkare svensk röst för frihandel.", Visibility.INSIDE, note=note)
    commands.mark_input(part, fear, **WHO)
    commands.mark_input(part, wish, **WHO)
    first, second = Input.objects.order_by("pk")
    assert (first.part.public_id, first.visibility, first.voices.count()) == (part, "open", 2)
    assert (second.note.public_id, second.visibility, second.voices.count()) == (note, "inside", 0)  # type: ignore[union-attr]
    tour.publish()
    shown = public.came_of_it(tour.meeting)
    assert shown is not None
    (row,) = shown.inputs
    assert (row.text, row.voices) == (fear.text, 2)
    assert "Vera" not in str(shown)
    assert "Lindsela" not in str(shown)


def test_those_who_voiced_something_get_the_answer_and_everybody_may_read_it(tour: Tour) -> None:
    part = tour.part()
    vera, silent = tour.invite(part), tour.invite(part, "Tyst Exempel")
    tour.publish()
    row = commands.mark_input(part, Voiced("Snabbare exportkrediter.", Visibility.OPEN, [vera]), **WHO)
    commands.answer_input(row, "Handläggningstiden är halverad.", **WHO)
    assert "Handläggningstiden är halverad." in mails(vera)[-1].payload["text"]
    assert len(mails(silent)) == 1
    page = own.own_page(vera, NOW)
    assert page is not None
    assert page.inputs[0].answer == "Handläggningstiden är halverad."
    shown = public.came_of_it(tour.meeting)
    assert shown is not None
    assert shown.inputs[0].answer == "Handläggningstiden är halverad."
    assert refusal(commands.answer_input, row, "Igen", **WHO) is Refusal.ANSWERED


def test_m14_a_promise_with_owner_and_date_is_there_for_the_strategys_follow_up(tour: Tour) -> None:
    part = tour.part(TABLE)
    tour.publish()
    owner = organisation("Region Låtsas", tour.door)
    rolf = adviser("Rolf Låtsas", owner, Role.COORDINATOR)
    told = Promised("Återkomma med ett förslag om hur samverkan kan utvecklas.", owner.public_id, date(2027, 3, 1))
    made = commands.commit(part, told, **WHO)
    (mine,) = public.open_commitments(cooperation=tour.door.pk)
    assert (mine.public_id, mine.owner, mine.due, mine.fate) == (made, "Region Låtsas", date(2027, 3, 1), Fate.OPEN)
    assert public.open_commitments() == (mine,)
    mail = OutboxRow.objects.get(key__startswith="meetings.committed")
    assert mail.payload["to"] == rolf.email
    assert "1 mars 2027" in mail.payload["subject"]
    past = replace(told, due=date(2026, 11, 16))
    assert refusal(commands.commit, part, past, **WHO) is Refusal.DUE_HAS_PASSED
    commands.settle(made, Fate.KEPT, outcome="Förslaget lämnades den 20 februari.", **WHO)
    assert Commitment.objects.get().fate == "kept"
    assert refusal(commands.settle, made, Fate.DROPPED, outcome="Nej", **WHO) is Refusal.SETTLED


def test_invited_confirmed_and_attended_are_three_figures(tour: Tour) -> None:
    part = tour.part()
    vera, ylva = tour.invite(part), tour.invite(part, "Ylva Exempel")
    tour.invite(part, "Tova Tvekar")
    says(vera, part, YES)
    says(ylva, part, YES)
    one = invitation(vera, part).public_id
    assert refusal(commands.note_attendance, one, came=True, **WHO) is Refusal.NOT_HELD_YET
    commands.note_attendance(one, came=True, now=START, actor="system:test")
    commands.note_attendance(invitation(ylva, part).public_id, came=False, now=START, actor="system:test")
    tour.publish()
    shown = public.came_of_it(tour.meeting)
    assert shown is not None
    ((_, count),) = shown.turnouts
    assert (count.invited, count.confirmed, count.attended) == (3, 2, 1)


def test_a_guests_own_word_decides_whether_they_are_named(tour: Tour) -> None:
    vera = tour.invite(tour.part())
    assert not Guest.objects.get().nameable
    commands.say_naming(vera, nameable=True, **WHO)
    assert Guest.objects.get().nameable
    assert Event.objects.filter(kind="meetings.naming").count() == 1
