"""What comes in is kept as it came, once."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils.translation import gettext_lazy

from endorr.base.outbox.commands import receive_mail, take_mail
from endorr.base.outbox.queries import untaken
from endorr.base.outbox.rendering import render_mail
from endorr.settings.common import TEMPLATES

RAW = b"Message-ID: <1@exempel.se>\r\nIn-Reply-To: <our@dorren.se>\r\n\r\nHej\xff"


@pytest.mark.django_db
def test_the_same_mail_twice_is_kept_once_byte_for_byte(tuesday: datetime) -> None:
    first = receive_mail(raw=RAW, mailbox="halland", now=tuesday)
    assert receive_mail(raw=RAW, mailbox="halland", now=tuesday) == first
    receive_mail(raw=RAW, mailbox="vastra", now=tuesday)
    assert [(one.raw, one.in_reply_to) for one in untaken(limit=9)] == [(RAW, "<our@dorren.se>")] * 2


@pytest.mark.django_db
def test_a_mail_without_a_name_is_known_by_its_bytes(tuesday: datetime) -> None:
    for raw in (b"\r\nHej", b"\r\nHej", b"\r\nHej igen", b"", b"\xff\xfe\x00"):
        receive_mail(raw=raw, mailbox="halland", now=tuesday)
    assert len(untaken(limit=9)) == 4


@pytest.mark.django_db
def test_a_mail_is_taken_by_one_room_once(tuesday: datetime) -> None:
    mail = receive_mail(raw=RAW, mailbox="halland", now=tuesday)
    assert take_mail(mail.public_id, now=tuesday)
    assert not take_mail(mail.public_id, now=tuesday)
    assert untaken(limit=9) == []


def test_a_mail_speaks_the_receivers_language_in_both_its_forms(tmp_path: Path) -> None:
    (tmp_path / "hej.txt").write_text('{% extends "outbox/mail.txt" %}{% block body %}Hej {{ name }}{% endblock %}')
    (tmp_path / "hej.html").write_text(
        '{% extends "outbox/mail.html" %}{% block body %}<p>Hej {{ name }}</p>{% endblock %}'
    )
    told: list[dict[str, Any]] = [{**TEMPLATES[0], "DIRS": [tmp_path]}]
    with override_settings(TEMPLATES=told):
        words = {"subject": gettext_lazy("Demons brevlåda"), "context": {"name": "Å & Ö"}}
        swedish = render_mail("hej", language="sv", **words)  # type: ignore[arg-type]
        english = render_mail("hej", language="en", **words)  # type: ignore[arg-type]
    assert swedish.text.startswith("Hej Å & Ö\n\n-- \n")
    assert "Hej Å &amp; Ö" in swedish.html
    assert '<html lang="en">' in english.html
    assert (swedish.subject, english.subject) == ("Demons brevlåda", "The demo's letter box")
    assert "You get this mail" in english.text
