"""Decides who has a seat, who waits, how long an offer stands, and what may stand in a text that everybody reads."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from endorr.base.tenancy.rules import Role, Viewer

HOSTING = (Role.ADVISER, Role.COORDINATOR, Role.PRESS_OFFICER)
"""The roles that keep the meetings of their own organisation."""

PRESS = (Role.PRESS_OFFICER,)
"""The roles that decide who of the press comes in."""


def hosting(viewer: Viewer) -> frozenset[int]:
    """Return the organisations whose meetings a viewer keeps, by row number."""
    return viewer.organisations_as(*HOSTING)


def deciding(viewer: Viewer) -> frozenset[int]:
    """Return the organisations in whose meetings a viewer decides about the press, by row number."""
    return viewer.organisations_as(*PRESS)


class PartKind(StrEnum):
    """What happens in a part of a meeting."""

    TALK = "talk"
    VISIT = "visit"
    ROUND_TABLE = "round_table"
    PRESS = "press"


class GuestKind(StrEnum):
    """On whose behalf somebody comes; a part says which kinds it is for."""

    COMPANY = "company"
    AUTHORITY = "authority"
    MUNICIPALITY = "municipality"
    UNION = "union"
    TRADE_BODY = "trade_body"
    PRESS = "press"


class Visibility(StrEnum):
    """Who reads of something: everybody, or those concerned and the host."""

    OPEN = "open"
    INSIDE = "inside"


class State(StrEnum):
    """Where an invitation stands. ASKED and LATE are the press's own requests, before and after the notice was due."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    QUEUED = "queued"
    OFFERED = "offered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    ASKED = "asked"
    LATE = "late"
    REFUSED = "refused"
    CANCELLED = "cancelled"


SEATED = frozenset({State.CONFIRMED, State.OFFERED})
"""The states that take a seat: an offer keeps its seat until it is answered or ends."""

EXPECTED = frozenset({State.INVITED, State.CONFIRMED, State.QUEUED, State.OFFERED})
"""The states of those who must hear when something changes."""

UNDECIDED = frozenset({State.ASKED, State.LATE})
"""The states that wait for the press officer."""

MAY_ANSWER = EXPECTED | {State.DECLINED, State.WITHDRAWN, State.LAPSED}
"""The states in which the guest decides; a mind may be changed."""


class Reply(StrEnum):
    """What a guest answers."""

    YES = "yes"
    NO = "no"


class Method(StrEnum):
    """What a calendar is told (RFC 5546): here is an entry, new or changed; or take it away."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Fate(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


class Refusal(StrEnum):
    """Why a deed was refused."""

    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    NO_SUCH_HOUR = "no_such_hour"
    NAME_TAKEN = "name_taken"
    TOO_FEW_SEATS = "too_few_seats"
    ROOM_IN_OPEN_TEXT = "room_in_open_text"
    NOT_A_ROOM = "not_a_room"
    NOT_FOR_THEM = "not_for_them"
    NO_NOTICE_TIME = "no_notice_time"
    NO_PRESS_PERSON = "no_press_person"
    CANCELLED = "cancelled"
    OVER = "over"
    NOT_THEIRS_TO_ANSWER = "not_theirs_to_answer"
    DECIDED = "decided"
    SAY_WHY = "say_why"
    NOT_HELD_YET = "not_held_yet"
    DUE_HAS_PASSED = "due_has_passed"
    ANSWERED = "answered"
    SETTLED = "settled"
    FORGOTTEN = "forgotten"


class Refused(Exception):  # noqa: N818 - an answer of the trade, not a fault
    """A deed that the rules do not allow; `found` is what stood in the way, such as the links in a text."""

    def __init__(self, refusal: Refusal, *, found: Sequence[str] = ()) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.found = tuple(found)


# What a part is

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def on_the_wall(day: date, clock: time) -> datetime:
    """Return the instant at which Sweden's wall clock shows a time; the first, if it shows it twice.

    Refuses a time that the clock leaps over when summer time begins.
    """
    instant = datetime.combine(day, clock, STOCKHOLM).astimezone(UTC)
    shown = instant.astimezone(STOCKHOLM)
    if (shown.date(), shown.time()) != (day, clock):
        raise Refused(Refusal.NO_SUCH_HOUR)
    return instant


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a part that ends before it starts."""
    if ends_at <= starts_at:
        raise Refused(Refusal.ENDS_BEFORE_IT_STARTS)


def check_capacity(capacity: int, *, taken: int) -> None:
    """Refuse fewer seats than one, or than are taken already."""
    if capacity < max(1, taken):
        raise Refused(Refusal.TOO_FEW_SEATS)


def check_press(kind: PartKind, *, notice_by: datetime | None, has_person: bool) -> None:
    """Refuse a press slot without a time for notice, or without somebody to give notice to."""
    if kind is not PartKind.PRESS:
        return
    if notice_by is None:
        raise Refused(Refusal.NO_NOTICE_TIME)
    if not has_person:
        raise Refused(Refusal.NO_PRESS_PERSON)


def check_audience(kind: GuestKind, audience: Collection[str]) -> None:
    """Refuse to invite somebody to a part that is for others."""
    if kind.value not in audience:
        raise Refused(Refusal.NOT_FOR_THEM)


# Links to meeting rooms

_ROOMS = (
    r"zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com"
    r"|meet\.jit\.si|gotomeeting\.com|gotomeet\.me|bluejeans\.com|skype\.com|eu\.sunet\.se|vmr\.se"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|\b(?:[\w-]+\.)*(?:" + _ROOMS + r")/[^\s<>\"]+", re.IGNORECASE)
_ROOM = re.compile(r"^(?:https?://)?(?:[\w-]+\.)*(?:" + _ROOMS + r")(?:[/?#]|$)", re.IGNORECASE)
_END = ".,;:!?)"


def room_links(text: str) -> tuple[str, ...]:
    """Return the links in a text that lead into a digital meeting room, in their order, without a sentence's end."""
    found = (match.rstrip(_END) for match in _LINK.findall(text))
    return tuple(dict.fromkeys(link for link in found if _ROOM.match(link)))


def check_open_text(*texts: str) -> None:
    """Refuse a text that everybody reads if it holds a link into a meeting room."""
    found = [link for text in texts for link in room_links(text)]
    if found:
        raise Refused(Refusal.ROOM_IN_OPEN_TEXT, found=found)


def without_rooms(text: str) -> str:
    """Return a text without its links into meeting rooms; a line that held nothing else goes too."""
    kept = []
    for line in text.splitlines():
        told = line
        for link in room_links(line):
            told = told.replace(link, "")
        if told == line or re.sub(r"[\W_]|länk|link", "", told, flags=re.IGNORECASE):
            kept.append(re.sub(r" {2,}", " ", told).rstrip() if told != line else line)
    return "\n".join(kept).strip()


def check_room(room: str) -> None:
    """Refuse a room's address that no browser would open safely."""
    if room and not re.match(r"^https://[^\s<>\"]+$", room):
        raise Refused(Refusal.NOT_A_ROOM)


DOORS_OPEN = timedelta(minutes=30)
"""How long before a digital part begins its door opens."""


def door_is_open(state: State, *, starts_at: datetime, ends_at: datetime, cancelled: bool, now: datetime) -> bool:
    """Say whether a guest is let into the digital room: admitted, not cancelled, and about the time of the part."""
    return state is State.CONFIRMED and not cancelled and starts_at - DOORS_OPEN <= now < ends_at


# Seats and the waiting list

SHORTEST_OFFER = timedelta(minutes=30)
LAST_OFFER = timedelta(hours=1)
"""How long before a part begins an offer must be answered at the latest."""


def offer_ends(*, now: datetime, starts_at: datetime, stands: timedelta) -> datetime | None:
    """Return until when an offer made now stands; None when there is no time left to answer in."""
    end = min(now + stands, starts_at - LAST_OFFER)
    return end if end - now >= SHORTEST_OFFER else None


def offer_after_move(ends: datetime, *, now: datetime, starts_at: datetime) -> datetime:
    """Return until when an offer stands once its part has got another time: never longer, and never less than fair."""
    return max(min(ends, starts_at - LAST_OFFER), min(ends, now + SHORTEST_OFFER))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in the queue: the invitation's row number, and whether they chose to be moved in without being asked."""

    key: int
    moves_in: bool


def moves(queue: Sequence[Waiting], *, free: int, offer: datetime | None) -> list[tuple[int, State]]:
    """Return who gets the free seats, first come first served: an offer, or the seat itself for who chose that.

    Without time left for an offer (`offer` is None) only those who chose to be moved in get a seat.
    """
    found: list[tuple[int, State]] = []
    for waiting in queue:
        if len(found) >= free:
            break
        if waiting.moves_in:
            found.append((waiting.key, State.CONFIRMED))
        elif offer is not None:
            found.append((waiting.key, State.OFFERED))
    return found


def answered(state: State, reply: Reply, *, free: int, others_wait: bool) -> State:
    """Return the state after a guest's answer: a yes takes a free seat unless others wait for it, else joins them."""
    if state not in MAY_ANSWER:
        raise Refused(Refusal.NOT_THEIRS_TO_ANSWER)
    if reply is Reply.NO:
        given_up = state in {State.CONFIRMED, State.WITHDRAWN}
        return State.WITHDRAWN if given_up else State.DECLINED
    if state in SEATED:
        return State.CONFIRMED
    return State.CONFIRMED if free > 0 and not others_wait else State.QUEUED


def request_state(*, asked_at: datetime, notice_by: datetime) -> State:
    """Return how a request from the press stands: in time until the notice is due, late after it."""
    return State.ASKED if asked_at <= notice_by else State.LATE


def check_decision(state: State, *, admit: bool, why: str) -> None:
    """Refuse to decide twice, and to turn somebody away, or decide about a late request, without saying why."""
    if state not in UNDECIDED:
        raise Refused(Refusal.DECIDED)
    if not why.strip() and (state is State.LATE or not admit):
        raise Refused(Refusal.SAY_WHY)


def next_sequence(last: int | None) -> int:
    """Return the number of the next message about a calendar entry; it only rises (RFC 5545, 3.8.7.4)."""
    return 0 if last is None else last + 1


# What was said and promised


def check_due(due: date, *, today: date) -> None:
    """Refuse a commitment that should have been kept already."""
    if due < today:
        raise Refused(Refusal.DUE_HAS_PASSED)
