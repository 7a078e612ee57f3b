"""The demo's letter box, read and answered."""

from datetime import datetime
from email import message_from_bytes, policy

import pytest
from django.test import Client

from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.models import IncomingMail, OutboxRow
from endorr.base.outbox.queries import untaken

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(tuesday: datetime) -> OutboxRow:
    return enqueue_mail(
        to="fraga@exempel.se",
        subject="Vi har din fråga",
        text="Hej!\nVi hör av oss <snart>.",
        html="<html><head></head><p>Hej!</p><script>alert(1)</script>",
        language="sv",
        now=tuesday,
        key="k1",
        reply_to="svar@dorren.se",
    )


def test_the_box_lists_what_was_written(mail: OutboxRow, client: Client) -> None:
    page = client.get("/demo/post/").content.decode()
    assert "Vi har din fråga" in page
    assert "fraga@exempel.se" in page


def test_a_mail_is_read_as_text_and_its_html_stands_in_a_sandbox(mail: OutboxRow, client: Client) -> None:
    page = client.get(f"/demo/post/{mail.public_id}/")
    assert "&lt;snart&gt;" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    inner = client.get(f"/demo/post/{mail.public_id}/html")
    assert "sandbox allow-top-navigation-by-user-activation" in inner["Content-Security-Policy"].split("; ")
    assert '<base target="_top">' in inner.content.decode(), "a link in it leads where it would from a mail program"
    assert "default-src 'none'" in inner["Content-Security-Policy"]
    assert inner["X-Frame-Options"] == "SAMEORIGIN"


def test_an_answer_comes_in_as_a_mail_of_the_receivers(mail: OutboxRow, client: Client) -> None:
    address = f"/demo/post/{mail.public_id}/"
    assert client.post(address, {"text": "Tack, ring mig på åtta."}).status_code == 302
    (received,) = untaken(limit=10)
    parsed = message_from_bytes(received.raw, policy=policy.default)
    assert (parsed["From"], parsed["To"]) == ("fraga@exempel.se", "svar@dorren.se")
    assert parsed["In-Reply-To"] == mail.message_id == received.in_reply_to
    assert "Tack, ring mig på åtta." in client.get(address).content.decode()


def test_an_empty_answer_is_sent_back_with_what_is_wrong(mail: OutboxRow, client: Client) -> None:
    page = client.post(f"/demo/post/{mail.public_id}/", {"text": " "})
    assert "Skriv ett svar." in page.content.decode()
    assert IncomingMail.objects.count() == 0


def test_a_mail_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/demo/post/nosuchmail/").status_code == 404
