"""A code to sign in with does not lie about once it has gone out, or has run out."""

from datetime import datetime, timedelta

import pytest
from django.test import Client, override_settings
from tests.base.outbox.sink import Sink

from endorr.base.accounts.commands import confirm_address, open_account
from endorr.base.clock import now
from endorr.base.outbox.commands import enqueue_mail, receive_mail, try_again
from endorr.base.outbox.delivery import forget_spent
from endorr.base.outbox.jobs import deliver_due
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.outbox.retention import forget_old
from endorr.base.outbox.rules import State

pytestmark = pytest.mark.django_db

CODE = "Din kod är KANA-RIE1."


@pytest.fixture
def code(tuesday: datetime) -> OutboxRow:
    return enqueue_mail(
        to="karin@almi.example",
        subject="Din kod",
        text=CODE,
        html=f"<p>{CODE}</p>",
        language="sv",
        now=tuesday,
        key="code",
        forget_at=tuesday + timedelta(minutes=15),
    )


def deliver(at: datetime) -> None:
    deliver_due(now=at, machine=now, worker="w")


def test_a_code_is_forgotten_with_the_stroke_that_marks_it_sent(code: OutboxRow, sink: Sink, tuesday: datetime) -> None:
    deliver(tuesday)
    code.refresh_from_db()
    assert b"KANA-RIE1" in sink.raw[0]
    assert code.state == State.SENT
    assert "KANA" not in str(code.payload)
    assert code.payload["to"] == "karin@almi.example"


@override_settings(DEMO=True)
def test_in_a_demo_it_is_read_until_it_has_run_out(code: OutboxRow, sink: Sink, tuesday: datetime) -> None:
    deliver(tuesday)
    code.refresh_from_db()
    assert "KANA" in str(code.payload)
    assert forget_spent(tuesday + timedelta(minutes=14)) == 0
    assert forget_spent(tuesday + timedelta(minutes=15)) == 1
    code.refresh_from_db()
    assert (code.state, code.payload["text"]) == (State.SENT, "")


def test_one_that_never_went_is_given_up_and_cannot_be_sent_again(code: OutboxRow, tuesday: datetime) -> None:
    late = tuesday + timedelta(minutes=20)
    assert forget_spent(late) == 1
    assert forget_spent(late) == 0
    code.refresh_from_db()
    assert (code.state, code.payload["text"]) == (State.UNDELIVERED, "")
    assert not try_again(code.public_id, now=late, actor="person:x")


def test_every_code_to_sign_in_with_is_one_of_these(client: Client) -> None:
    karin = open_account("karin@almi.example", "Karin Ek", now=now(), actor="operator")
    confirm_address(karin, now=now(), actor="operator")
    client.post("/konto/kod/", {"email": karin.email})
    row = OutboxRow.objects.get()
    assert row.forget_at is not None
    assert row.forget_at - row.created < timedelta(minutes=16)


def test_old_mails_are_emptied_at_night_and_those_still_needed_are_not(tuesday: datetime) -> None:
    for key in ("went", "waits"):
        enqueue_mail(to="a@x.example", subject="S", text="Hej", html="", language="sv", now=tuesday, key=key)
    OutboxRow.objects.filter(key="went").update(state="sent", sent_at=tuesday)
    letters = [b"Message-ID: <%d@y>\r\n\r\nHej" % number for number in (1, 2)]
    taken, parked = (receive_mail(raw=letter, mailbox="in", now=tuesday) for letter in letters)
    IncomingMail.objects.filter(pk=taken.pk).update(taken_at=tuesday)
    IncomingMail.objects.filter(pk=parked.pk).update(parked_at=tuesday)
    assert forget_old(tuesday + timedelta(days=30), [tuesday]) == 0
    assert forget_old(tuesday + timedelta(days=31), [tuesday]) == 1
    assert forget_old(tuesday + timedelta(days=91), [tuesday]) == 1
    assert forget_old(tuesday + timedelta(days=91), [tuesday]) == 0
    words = dict(OutboxRow.objects.values_list("key", "payload__text"))
    assert words == {"went": "", "waits": "Hej"}
    assert [bool(mail.raw) for mail in IncomingMail.objects.order_by("pk")] == [False, True]
