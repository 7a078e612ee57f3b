"""Seats, queues, offers and open texts, decided without a database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr.meetings.rules import (
    MAY_ANSWER,
    SEATED,
    GuestKind,
    PartKind,
    Refusal,
    Refused,
    Reply,
    State,
    Waiting,
    answered,
    check_audience,
    check_capacity,
    check_decision,
    check_due,
    check_open_text,
    check_press,
    check_room,
    check_times,
    door_is_open,
    moves,
    offer_after_move,
    offer_ends,
    on_the_wall,
    request_state,
    room_links,
    without_rooms,
)

NOW = datetime(2026, 11, 17, 8, 40, tzinfo=UTC)
START = datetime(2026, 12, 11, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SEED_0 = "https://us02web.zoom.us/j/84211936404"


def refusal(deed: object, *arguments: object, **named: object) -> Refusal:
    with pytest.raises(Refused) as told:
        deed(*arguments, **named)  # type: ignore[operator]
    return told.value.refusal


# Open texts


@pytest.mark.parametrize(
    "text",
    [
        f"Form: Digitalt\nLänk: {SEED_0}\nVälkommen!",
        f"Vi ses på {SEED_0}.",
        "zoom.us/j/84211936404",
        "Möt oss i https://teams.microsoft.com/l/meetup-join/19%3ameeting",
        "https://meet.google.com/abc-defg-hij?pli=1",
        "https://region.webex.com/meet/sara",
    ],
)
def test_m7_a_link_to_a_meeting_room_is_found_in_an_open_text(text: str) -> None:
    assert refusal(check_open_text, "", text) is Refusal.ROOM_IN_OPEN_TEXT
    assert room_links(without_rooms(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Läs mer på https://www.regionvasterbotten.example/export",
        "Mötet hålls i Zoom. Länken kommer i ett eget mejl.",
        "https://www.notzoom.us.example/j/1",
        "zoom.us",
        "",
    ],
)
def test_m7_other_links_and_words_are_left_alone(text: str) -> None:
    check_open_text(text)
    assert without_rooms(text) == text


def test_m7_the_link_goes_and_the_rest_of_the_text_stays() -> None:
    assert room_links(f"Länk: {SEED_0}, eller {SEED_0}") == (SEED_0,)
    assert without_rooms(f"Fem företag deltar.\nLänk: {SEED_0}\nVälkommen!") == "Fem företag deltar.\nVälkommen!"
    assert without_rooms(f"Vi ses på {SEED_0} klockan tio.") == "Vi ses på klockan tio."


@pytest.mark.parametrize("room", ["http://video.example/1", "javascript:alert(1)", "video.example", "https://a b"])
def test_a_room_is_a_whole_secure_address(room: str) -> None:
    assert refusal(check_room, room) is Refusal.NOT_A_ROOM
    check_room("")
    check_room(SEED_0)


# Parts


def test_what_a_part_cannot_be() -> None:
    assert refusal(check_times, START, START) is Refusal.ENDS_BEFORE_IT_STARTS
    assert refusal(check_capacity, 0, taken=0) is Refusal.TOO_FEW_SEATS
    assert refusal(check_capacity, 4, taken=5) is Refusal.TOO_FEW_SEATS
    assert refusal(check_press, PartKind.PRESS, notice_by=None, has_person=True) is Refusal.NO_NOTICE_TIME
    assert refusal(check_press, PartKind.PRESS, notice_by=NOW, has_person=False) is Refusal.NO_PRESS_PERSON
    assert refusal(check_audience, GuestKind.PRESS, ["company"]) is Refusal.NOT_FOR_THEM
    assert refusal(check_due, date(2026, 11, 16), today=date(2026, 11, 17)) is Refusal.DUE_HAS_PASSED
    check_press(PartKind.VISIT, notice_by=None, has_person=False)
    check_capacity(5, taken=5)
    check_due(date(2026, 11, 17), today=date(2026, 11, 17))


def test_the_hour_that_the_clock_leaps_over_is_refused_and_one_it_shows_twice_is_the_first() -> None:
    assert refusal(on_the_wall, date(2026, 3, 29), time(2, 30)) is Refusal.NO_SUCH_HOUR
    assert on_the_wall(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert on_the_wall(date(2026, 12, 11), time(10)) == START


@pytest.mark.parametrize(
    ("state", "at", "cancelled", "lets_in"),
    [
        (State.CONFIRMED, START - timedelta(minutes=31), False, False),
        (State.CONFIRMED, START - timedelta(minutes=30), False, True),
        (State.CONFIRMED, START + HOUR, False, False),
        (State.CONFIRMED, START, True, False),
        (State.QUEUED, START, False, False),
        (State.OFFERED, START, False, False),
        (State.INVITED, START, False, False),
    ],
)
def test_the_door_opens_for_the_admitted_about_the_time(
    state: State, at: datetime, cancelled: bool, lets_in: bool
) -> None:
    assert door_is_open(state, starts_at=START, ends_at=START + HOUR, cancelled=cancelled, now=at) is lets_in


# Seats


def test_m2_an_offer_has_an_end_before_the_part_begins() -> None:
    assert offer_ends(now=NOW, starts_at=START, stands=DAY) == NOW + DAY
    late = START - timedelta(hours=5)
    assert offer_ends(now=late, starts_at=START, stands=DAY) == START - HOUR
    assert offer_ends(now=START - HOUR, starts_at=START, stands=DAY) is None


def test_an_offer_never_outlives_a_part_that_is_moved_earlier_nor_ends_at_once() -> None:
    assert offer_after_move(NOW + DAY, now=NOW, starts_at=START) == NOW + DAY
    assert offer_after_move(NOW + DAY, now=NOW, starts_at=NOW + 5 * HOUR) == NOW + 4 * HOUR
    assert offer_after_move(NOW + DAY, now=NOW, starts_at=NOW + HOUR) == NOW + timedelta(minutes=30)


def test_m2_nobody_is_moved_in_without_a_yes_unless_they_chose_so() -> None:
    queue = [Waiting(1, moves_in=False), Waiting(2, moves_in=True), Waiting(3, moves_in=False)]
    assert moves(queue, free=1, offer=START) == [(1, State.OFFERED)]
    assert moves(queue, free=2, offer=START) == [(1, State.OFFERED), (2, State.CONFIRMED)]
    assert moves(queue, free=1, offer=None) == [(2, State.CONFIRMED)]
    assert moves(queue, free=0, offer=START) == []


@given(choices=st.lists(st.booleans(), max_size=8), free=st.integers(0, 8), in_time=st.booleans())
def test_seats_go_to_who_has_waited_longest_and_never_more_than_there_are(
    choices: list[bool], free: int, in_time: bool
) -> None:
    queue = [Waiting(key, moves_in=chose) for key, chose in enumerate(choices)]
    found = moves(queue, free=free, offer=START if in_time else None)
    keys = [key for key, _ in found]
    assert len(found) <= free
    assert keys == sorted(set(keys))
    assert all(state in SEATED for _, state in found)
    assert all(state is State.CONFIRMED for key, state in found if choices[key])
    if in_time:
        assert keys == list(range(min(free, len(choices))))


@pytest.mark.parametrize(
    ("before", "reply", "free", "others", "after"),
    [
        (State.INVITED, Reply.YES, 1, False, State.CONFIRMED),
        (State.INVITED, Reply.YES, 0, False, State.QUEUED),
        (State.INVITED, Reply.YES, 1, True, State.QUEUED),
        (State.OFFERED, Reply.YES, 0, True, State.CONFIRMED),
        (State.OFFERED, Reply.NO, 0, True, State.DECLINED),
        (State.CONFIRMED, Reply.NO, 0, True, State.WITHDRAWN),
        (State.CONFIRMED, Reply.YES, 0, True, State.CONFIRMED),
        (State.WITHDRAWN, Reply.NO, 1, False, State.WITHDRAWN),
        (State.QUEUED, Reply.NO, 0, False, State.DECLINED),
        (State.LAPSED, Reply.YES, 0, False, State.QUEUED),
        (State.DECLINED, Reply.YES, 2, False, State.CONFIRMED),
    ],
)
def test_what_an_answer_leads_to(before: State, reply: Reply, free: int, others: bool, after: State) -> None:
    assert answered(before, reply, free=free, others_wait=others) is after


@pytest.mark.parametrize("state", sorted(set(State) - MAY_ANSWER))
def test_who_asked_or_was_turned_away_does_not_answer_for_the_press_officer(state: State) -> None:
    assert refusal(answered, state, Reply.YES, free=5, others_wait=False) is Refusal.NOT_THEIRS_TO_ANSWER


# The press


def test_m9_notice_after_the_deadline_is_late_and_the_reply_says_why() -> None:
    assert request_state(asked_at=START, notice_by=START) is State.ASKED
    assert request_state(asked_at=START + timedelta(seconds=1), notice_by=START) is State.LATE
    assert refusal(check_decision, State.LATE, admit=True, why=" ") is Refusal.SAY_WHY
    assert refusal(check_decision, State.ASKED, admit=False, why="") is Refusal.SAY_WHY
    assert refusal(check_decision, State.CONFIRMED, admit=True, why="Välkommen") is Refusal.DECIDED
    check_decision(State.ASKED, admit=True, why="")
    check_decision(State.LATE, admit=True, why="Det finns plats kvar.")
