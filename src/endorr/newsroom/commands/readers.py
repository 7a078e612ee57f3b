"""Those who want each text by mail: they ask, confirm, are sent to, told of corrections, and leave with one press."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL
from endorr.base.links.commands import issue, revoke_about
from endorr.base.outbox.commands import enqueue_mail
from endorr.newsroom import letters
from endorr.newsroom.models import Edition, Release, Sending, Subscriber

ASKED = kind("newsroom.subscription_asked", "Somebody asked to have each press text by mail")
CONFIRMED = kind("newsroom.subscription_confirmed", "Somebody confirmed that they want each press text by mail")
LEFT = kind("newsroom.subscription_left", "Somebody wants no more press texts by mail; their address is gone")

READER = "newsroom.reader"
"""The purpose of the links by which a reader confirms and leaves."""

LINK_OPENS = timedelta(days=400)
PATIENCE = timedelta(hours=1)
ACTOR = "system:newsroom"


@transaction.atomic
def subscribe(email: str, *, language: str, site: str, now: datetime) -> None:
    """Send whoever owns an address a link to confirm with; whoever asks is told the same in each case.

    One who has confirmed already, or was sent a link within the hour, is sent nothing.
    """
    address = email.strip().casefold()
    row, made = Subscriber.objects.get_or_create(email=address, defaults={"language": language, "asked_at": now})
    if not made and (row.confirmed_at is not None or row.asked_at > now - PATIENCE):
        return
    row.asked_at, row.language = now, language
    row.save(update_fields=["asked_at", "language"])
    event = record(chain=NATIONAL, kind=ASKED, subject=row.public_id, actor="anonymous", now=now, facts={})
    with override(language):
        _mail(row, letters.confirm(), site=site, key=f"newsroom.confirm:{event.pk}", about="", now=now)


def _own_page(row: Subscriber, *, site: str, now: datetime) -> str:
    link = issue(purpose=READER, target=row.public_id, now=now, expires_at=now + LINK_OPENS, actor=ACTOR)
    return site + reverse("newsroom:reader", args=[link.token])


def _mail(
    row: Subscriber, letter: letters.Letter, *, site: str, key: str, about: str, now: datetime, link: str = ""
) -> None:
    own = _own_page(row, site=site, now=now)
    said = letters.rendered(letter, link=link or own, own=own if link else "", language=row.language)
    enqueue_mail(
        to=row.email,
        subject=said.subject,
        text=said.text,
        html=said.html,
        language=row.language,
        now=now,
        key=key,
        about=about,
        headers={"List-Unsubscribe": f"<{own}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


@transaction.atomic
def confirm(subscriber: str, *, now: datetime) -> None:
    """Let a reader have each text from now on; nothing happens the second time."""
    if Subscriber.objects.filter(public_id=subscriber, confirmed_at__isnull=True, left_at__isnull=True).update(
        confirmed_at=now
    ):
        record(chain=NATIONAL, kind=CONFIRMED, subject=subscriber, actor=f"link:{subscriber}"[:80], now=now, facts={})


@transaction.atomic
def unsubscribe(subscriber: str, *, now: datetime) -> None:
    """Let a reader go: the address is emptied and every link of theirs closed; nothing happens the second time."""
    if Subscriber.objects.filter(public_id=subscriber, left_at__isnull=True).update(email="", left_at=now):
        record(chain=NATIONAL, kind=LEFT, subject=subscriber, actor=f"link:{subscriber}"[:80], now=now, facts={})
        revoke_about([subscriber], now=now, actor=ACTOR)


def _edition(row: Release, language: str) -> Edition:
    editions = {one.language: one for one in row.editions.order_by("number")}
    return editions.get(language) or editions["sv"]


def send_out(row: Release, *, now: datetime) -> None:
    """Put a text that has just opened in the outbox for each reader, in the transaction that opens it."""
    for one in Subscriber.objects.filter(confirmed_at__isnull=False, left_at__isnull=True).order_by("pk"):
        Sending.objects.create(release=row, subscriber=one, at=now)
        _tell(row, one, "newsroom.out", notice="", now=now)


def tell_of_correction(row: Release, notice: str, deed: str, *, now: datetime) -> None:
    """Tell those who were sent a text that it has been corrected, and nobody else."""
    for one in Subscriber.objects.filter(sendings__release=row, left_at__isnull=True).order_by("pk"):
        _tell(row, one, f"newsroom.correction:{deed}", notice=notice, now=now)


def _tell(row: Release, one: Subscriber, deed: str, *, notice: str, now: datetime) -> None:
    with override(one.language):
        edition = _edition(row, one.language)
        letter = letters.corrected(edition, notice) if notice else letters.out(row, edition)
        link = row.site + reverse("newsroom:release", args=[row.public_id])
        key = f"{deed}:{row.public_id}:{one.public_id}"
        _mail(one, letter, site=row.site, key=key, about=row.public_id, now=now, link=link)


def send_to_staff(letter: letters.Letter, *, to: str, row: Release, key: str, now: datetime) -> None:
    """Mail one of the desk's own, with the way to the text's page behind the sign-in."""
    with override(letters.STAFF):
        link = row.site + reverse("newsroom:text", args=[row.public_id])
        said = letters.rendered(letter, link=link, own="", language=letters.STAFF)
    enqueue_mail(
        to=to,
        subject=said.subject,
        text=said.text,
        html=said.html,
        language=letters.STAFF,
        now=now,
        key=f"newsroom.desk:{key}",
        about=row.public_id,
        chain=row.cooperation.public_id,
        matters_at=row.lifts_at if row.lifts_at and row.lifts_at > now else None,
    )
