from datetime import datetime, timedelta

import pytest

from endorr.base.outbox.commands import Attachment, KeyTakenError, enqueue_mail
from endorr.base.outbox.models import OutboxRow


def confirm(
    now: datetime, *, to: str = "fraga@exempel.se", subject: str = "Vi har din fråga", key: str = "k1"
) -> OutboxRow:
    return enqueue_mail(to=to, subject=subject, text="Tack!", html="<p>Tack!</p>", language="sv", now=now, key=key)


@pytest.mark.django_db
def test_the_same_deed_twice_gives_one_mail(tuesday: datetime) -> None:
    first = confirm(tuesday)
    again = confirm(tuesday + timedelta(minutes=3))
    assert first == again
    assert OutboxRow.objects.count() == 1


@pytest.mark.django_db
def test_a_key_used_for_somebody_else_is_an_error_and_not_a_lost_mail(tuesday: datetime) -> None:
    confirm(tuesday)
    with pytest.raises(KeyTakenError):
        confirm(tuesday, to="annan@exempel.se")


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["Hej\nBcc: alla@exempel.se", "Hej\r\n\r\nny text"])
def test_no_header_can_be_smuggled_in(tuesday: datetime, subject: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        confirm(tuesday, subject=subject)


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "två@exempel.se, tre@exempel.se", "Namn <a@exempel.se>", "a@exempel.se\n"])
def test_a_mail_has_one_receiver(tuesday: datetime, to: str) -> None:
    with pytest.raises(ValueError, match="not one mail address"):
        confirm(tuesday, to=to)


@pytest.mark.django_db
def test_what_is_too_large_for_mail_is_refused_at_once(tuesday: datetime) -> None:
    big = Attachment(name="bilaga.pdf", content_type="application/pdf", content=bytes(5_000_001))
    with pytest.raises(ValueError, match="send a link"):
        enqueue_mail(
            to="a@exempel.se", subject="s", text="t", html="", language="sv", now=tuesday, key="k", attachments=[big]
        )
