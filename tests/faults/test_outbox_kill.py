"""A worker killed in mid-delivery loses nothing and sends nothing twice beyond the one permitted resend."""

import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.base.outbox.sink import Sink
from tests.faults.conftest import Start, kill_after, killed_by_itself

from endorr.base.outbox.commands import enqueue_mail, try_again
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.rules import LEASE, State

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = Path(__file__).resolve().parents[2] / "src/endorr/base/outbox"
POINTS = sorted(
    {
        point
        for path in SOURCE.rglob("*.py")
        for point in re.findall(r'failpoint\("(outbox\..+?)"\)', path.read_text("utf-8"))
    }
)
STEP = timedelta(minutes=15)
assert STEP >= LEASE


def mails(now: datetime, count: int, *, first: int = 0) -> None:
    for number in range(first, first + count):
        enqueue_mail(
            to="a@exempel.se",
            subject="s",
            text="t",
            html="",
            language="sv",
            now=now,
            key=f"k{number}",
            about=f"e{number}",
        )


def test_every_named_point_is_among_those_killed_at() -> None:
    assert POINTS == [
        "outbox.after_data",
        "outbox.before_claim",
        "outbox.before_data",
        "outbox.before_mark",
        "outbox.claimed",
        "outbox.marked",
        "outbox.marking",
    ]


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_named_point_it_is_finished_by_the_next_worker(
    point: str, tuesday: datetime, sink: Sink, start: Start, figure: Callable[[str], None]
) -> None:
    mails(tuesday, 3)
    assert killed_by_itself(start(now=tuesday, machine=tuesday, failpoint=f"{point}:2"))
    assert not killed_by_itself(start(now=tuesday + STEP, machine=tuesday + STEP))
    assert set(OutboxRow.objects.values_list("state", flat=True)) == {State.SENT}
    assert set(sink.taken) == set(OutboxRow.objects.values_list("message_id", flat=True))
    resent = sum(sink.taken.values()) - 3
    assert resent == (1 if point in {"outbox.after_data", "outbox.before_mark", "outbox.marking"} else 0)
    figure(f"kill -9 on {connection.vendor} at {point}: mails 3, lost 0, resent {resent}")


def _kill_series(kills: int, *, now: datetime, sink: Sink, start: Start, rng: random.Random) -> tuple[datetime, int]:
    """Kill workers at random moments while mail keeps coming in; return the instant reached and how many were hit."""
    hit = 0
    for number in range(kills):
        mails(now, 4, first=4 * number)
        hit += kill_after(start(now=now, machine=now), rng.uniform(0.0, 0.12))
        now += STEP
    return now, hit


def _settle(now: datetime, start: Start) -> int:
    """Let a worker that nobody kills finish, asking again for what two broken tries left to a person."""
    assert not killed_by_itself(start(now=now, machine=now))
    left = list(OutboxRow.objects.filter(state=State.UNDELIVERED).values_list("public_id", flat=True))
    for public_id in left:
        assert try_again(public_id, now=now, actor="person:1")
    assert not killed_by_itself(start(now=now + STEP, machine=now + STEP))
    return len(left)


def _series(kills: int, *, now: datetime, sink: Sink, start: Start, figure: Callable[[str], None]) -> None:
    instant, hit = _kill_series(kills, now=now, sink=sink, start=start, rng=random.Random(kills))
    before = dict(sink.taken)
    assert max(before.values(), default=0) <= 2
    asked_again = _settle(instant, start)
    rows = OutboxRow.objects.values_list("message_id", "state")
    lost = [message for message, state in rows if state != State.SENT or not sink.taken[message]]
    assert lost == []
    resent = sum(count - 1 for count in sink.taken.values())
    assert max(sink.taken.values()) <= 2 + bool(asked_again)
    figure(
        f"kill -9 on {connection.vendor} at {kills} random points ({hit} at work): mails {len(rows)}, lost 0, "
        f"resent once {resent}, left to a person {asked_again}"
    )


def test_a_few_kills_at_random(tuesday: datetime, sink: Sink, start: Start, figure: Callable[[str], None]) -> None:
    _series(6, now=tuesday, sink=sink, start=start, figure=figure)


@pytest.mark.long
def test_two_hundred_kills_at_random(
    tuesday: datetime, sink: Sink, start: Start, figure: Callable[[str], None]
) -> None:
    _series(210, now=tuesday, sink=sink, start=start, figure=figure)
