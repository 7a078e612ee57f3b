"""What becomes of a mail when the world is as it is: servers down, slow, rude and forgetful."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from itertools import pairwise
from unittest.mock import patch

import pytest
from django.test import override_settings
from tests.base.outbox.sink import Manners, Sink

from endorr.base.ledger.models import Event
from endorr.base.ledger.rules import NATIONAL
from endorr.base.outbox import delivery
from endorr.base.outbox.commands import Attachment, enqueue_mail, try_again
from endorr.base.outbox.jobs import deliver_due
from endorr.base.outbox.models import OutboxRow
from endorr.base.outbox.queries import health, undelivered
from endorr.base.outbox.rules import LEASE, State
from endorr.settings.common import mailer

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def mail(now: datetime, key: str = "k1", **more: object) -> OutboxRow:
    told = {"to": "fraga@exempel.se", "subject": "Vi har din fråga", "text": "Tack!\n", "html": "<p>Tack!</p>"}
    return enqueue_mail(**(told | {"language": "sv", "now": now, "key": key} | more))  # type: ignore[arg-type]


def standing_still(instant: datetime) -> Callable[[], datetime]:
    return lambda: instant


def deliver(now: datetime, worker: str = "w1") -> int:
    return deliver_due(now=now, machine=standing_still(now), worker=worker)


def wind(row: OutboxRow, *, since: datetime, until: timedelta) -> list[timedelta]:
    """Let the worker look whenever the row is due, and return when it tried."""
    tries, instant = [], since
    while instant <= since + until and row.state == State.WAITING:
        if deliver(instant):
            tries.append(instant - since)
        row.refresh_from_db()
        instant = max(row.next_try, instant + timedelta(minutes=1))
    return tries


def test_a_mail_arrives_whole_with_our_date_and_name(tuesday: datetime, sink: Sink) -> None:
    note = Attachment(name="möte.ics", content_type="text/calendar", content=b"BEGIN:VCALENDAR")
    row = mail(tuesday, in_reply_to="<fraga@exempel.se>", reply_to="svar@dorren.se", attachments=[note])
    assert deliver(tuesday + 3 * HOUR) == 1
    (raw,) = sink.raw
    seen = message_from_bytes(raw, policy=policy.default)
    assert seen["Message-ID"] == row.message_id
    assert seen["Date"].datetime == tuesday
    assert seen["Auto-Submitted"] == "auto-generated"
    assert (seen["In-Reply-To"], seen["Reply-To"]) == ("<fraga@exempel.se>", "svar@dorren.se")
    assert seen["Content-Language"] == "sv"
    text, html = seen.get_body(("plain",)), seen.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == "Tack!"
    assert html.get_content().strip() == "<p>Tack!</p>"
    assert [one.get_filename() for one in seen.iter_attachments()] == ["möte.ics"]
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.lease_by) == (State.SENT, tuesday + 3 * HOUR, "")


def test_nothing_is_sent_twice_by_two_workers_in_turn(tuesday: datetime, sink: Sink) -> None:
    mail(tuesday)
    assert deliver(tuesday, "w1") + deliver(tuesday, "w2") == 1
    assert sum(sink.taken.values()) == 1


def test_a_row_another_worker_leases_is_left_alone_until_the_lease_runs_out(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    assert delivery.claim(row.pk, worker="w1", now=tuesday, machine_now=tuesday) is not None
    assert delivery.claim(row.pk, worker="w2", now=tuesday, machine_now=tuesday + LEASE / 2) is None
    assert deliver(tuesday + LEASE, "w2") == 1
    assert sink.taken[row.message_id] == 1


def test_a_clock_wound_over_the_weekend_ends_no_lease(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    delivery.claim(row.pk, worker="w1", now=tuesday, machine_now=tuesday)
    monday = tuesday + timedelta(days=6)
    assert deliver_due(now=monday, machine=standing_still(tuesday), worker="w2") == 0


def test_a_worker_that_was_overtaken_does_not_write_over_the_other(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    slow = delivery.claim(row.pk, worker="w1", now=tuesday, machine_now=tuesday)
    assert slow is not None
    deliver(tuesday + LEASE, "w2")
    delivery.mark_refused(slow, error="550", now=tuesday + LEASE)
    row.refresh_from_db()
    assert row.state == State.SENT


def test_a_server_away_for_47_hours_still_gets_the_mail_once(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={"CONNECT": "421 away"})
    tries = wind(row, since=tuesday, until=47 * HOUR)
    assert tries[:5] == [timedelta(minutes=minutes) for minutes in (0, 1, 6, 21, 51)]
    assert max(b - a for a, b in pairwise(tries)) == 4 * HOUR
    sink.manners = Manners()
    wind(row, since=tuesday + 47 * HOUR, until=HOUR)
    assert sink.taken == {row.message_id: 1}


def test_after_48_hours_it_is_given_up_in_sight_of_everybody(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday, about="enquiry1", chain="halland")
    sink.manners = Manners(answers={"CONNECT": "421 away"})
    tries = wind(row, since=tuesday, until=60 * HOUR)
    assert tries[-1] == 48 * HOUR
    (seen,) = undelivered(frozenset({"halland"}))
    assert (seen.public_id, seen.to) == (row.public_id, "fraga@exempel.se")
    assert "421" in seen.last_error
    event = Event.objects.get(kind=delivery.GIVEN_UP)
    assert (event.chain, event.subject, event.facts["message"]) == ("halland", "enquiry1", row.public_id)


def test_a_worker_away_for_a_week_still_tries_for_48_hours(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={"CONNECT": "421 away"})
    deliver(tuesday + timedelta(days=7))
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_nobody_listening_counts_as_a_try(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    with patch("smtplib.socket.create_connection", side_effect=ConnectionRefusedError("refused")):
        deliver(tuesday)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.unanswered) == (State.WAITING, 1, 0)
    assert "refused" in row.last_error


@pytest.mark.parametrize("step", ["RCPT", "DATA", "TEXT"])
def test_a_no_for_now_is_tried_again(tuesday: datetime, sink: Sink, step: str) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={step: "451 try later"})
    wind(row, since=tuesday, until=5 * HOUR)
    sink.manners = Manners()
    wind(row, since=tuesday + 5 * HOUR, until=4 * HOUR)
    assert sink.taken == {row.message_id: 1}


@pytest.mark.parametrize("step", ["RCPT", "DATA", "TEXT"])
def test_a_no_for_good_is_shown_at_once(tuesday: datetime, sink: Sink, step: str) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={step: "550 no such box"})
    deliver(tuesday)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.UNDELIVERED, 1)
    assert row.last_error.startswith("550")


def test_a_refused_sender_is_our_trouble_and_may_be_mended(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={"MAIL": "550 who are you"})
    deliver(tuesday)
    row.refresh_from_db()
    assert row.state == State.WAITING


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT"])
def test_a_line_dropped_before_the_text_went_over_is_safe_to_try_again_for_long(
    tuesday: datetime, sink: Sink, step: str
) -> None:
    row = mail(tuesday)
    sink.manners = Manners(drop_at=step)
    wind(row, since=tuesday, until=20 * HOUR)
    sink.manners = Manners()
    wind(row, since=tuesday + 20 * HOUR, until=4 * HOUR)
    assert sink.taken == {row.message_id: 1}


def test_a_server_that_takes_the_mail_and_drops_the_line_gets_it_twice_and_no_more(
    tuesday: datetime, sink: Sink
) -> None:
    row = mail(tuesday)
    sink.manners = Manners(drop_after_taking=True)
    wind(row, since=tuesday, until=60 * HOUR)
    (seen,) = undelivered(frozenset({NATIONAL}))
    assert sink.taken == {row.message_id: 2}
    assert seen.perhaps_received


def test_a_server_slower_than_our_patience_with_a_line_is_tried_again(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    sink.manners = Manners(silence=0.5)
    impatient = mailer(sink.url)
    impatient["OPTIONS"]["timeout"] = 0.1
    with override_settings(MAILERS={"default": impatient}):
        deliver(tuesday)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.unanswered) == (State.WAITING, 1, 0)
    sink.manners = Manners()
    deliver(row.next_try)
    assert sink.taken == {row.message_id: 1}


def test_one_message_nobody_foresaw_does_not_stop_the_others(tuesday: datetime, sink: Sink) -> None:
    strange = mail(tuesday, "k1")
    OutboxRow.objects.filter(pk=strange.pk).update(channel="pigeon")
    row = mail(tuesday, "k2")
    assert deliver(tuesday) == 2
    assert sink.taken == {row.message_id: 1}


def test_somebody_is_told_before_the_answer_is_too_late(tuesday: datetime, sink: Sink) -> None:
    mail(tuesday, about="enquiry1", chain="halland", matters_at=tuesday + 5 * HOUR)
    assert delivery.raise_alarms(tuesday + 2 * HOUR) == 0
    assert delivery.raise_alarms(tuesday + 3 * HOUR) == 1
    assert delivery.raise_alarms(tuesday + 3 * HOUR) == 0
    assert Event.objects.get(kind=delivery.AT_RISK).subject == "enquiry1"


def test_somebody_is_told_after_three_tries_in_vain(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={"CONNECT": "421 away"})
    wind(row, since=tuesday, until=timedelta(minutes=6))
    now = tuesday + timedelta(minutes=7)
    assert health(now=now, machine_now=now).at_risk == 1
    assert delivery.raise_alarms(now) == 1


def test_a_person_can_have_it_tried_again(tuesday: datetime, sink: Sink) -> None:
    row = mail(tuesday)
    sink.manners = Manners(answers={"RCPT": "550 no such box"})
    deliver(tuesday)
    sink.manners = Manners()
    assert try_again(row.public_id, now=tuesday + HOUR, actor="person:1")
    assert not try_again(row.public_id, now=tuesday + HOUR, actor="person:1")
    deliver(tuesday + HOUR)
    assert sink.taken == {row.message_id: 1}
    assert Event.objects.filter(kind="outbox.retried", actor="person:1").count() == 1
