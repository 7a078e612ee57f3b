"""Tells people what a deed meant for them: a mail, a line in the ledger and the diary, a message to their calendar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.base.ledger.commands import record, register
from endorr.base.ledger.rules import Direction, Fact
from endorr.base.links.commands import issue
from endorr.base.outbox.commands import Attachment, enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.outbox.silence import is_quiet
from endorr.meetings.calendar_file import Entry, calendar_file
from endorr.meetings.letters import Letter, calendar_place, calendar_text, title_of
from endorr.meetings.models import Guest, Invitation, Meeting
from endorr.meetings.rules import Method, State, next_sequence

GUEST = "meetings.guest"
"""The purpose of the links that open a guest's own page."""

LINK_OPENS = timedelta(days=400)
"""How long after a part its guests may still read what came of it."""

DOMAIN = "endorr"
"""What a calendar entry's UID ends with: never an address that may change."""


def written(language: str) -> str:
    """Return the language of the words for a guest's language: Swedish for one we lack."""
    return language if language in dict(settings.LANGUAGES) else "sv"


@dataclass(frozen=True, slots=True)
class Passed:
    """A document that came in or went out: which way, from or to which guest, and what it is in a few words."""

    direction: Direction
    guest: Guest
    what: str


def note_deed(
    deed: str,
    meeting: Meeting,
    subject: str,
    facts: Mapping[str, Fact],
    *,
    now: datetime,
    actor: str,
    passed: Sequence[Passed] = (),
    guest: Guest | None = None,
) -> None:
    """Record a deed in the chain of the meeting's cooperation; the guest's name goes to the erasable store.

    What `passed` a host that is an authority is written in its diary (OSL 5 kap. 1-2 §).
    """
    personal = {"name": guest.name, "email": guest.email} if guest and guest.name else None
    event = record(
        chain=meeting.cooperation.public_id,
        kind=deed,
        subject=subject,
        actor=actor,
        now=now,
        facts={"meeting": meeting.public_id, **facts},
        personal=personal,
        person=guest.public_id if personal and guest else None,
    )
    host = meeting.organisation.legal_entity
    for one in passed if host.is_authority else ():
        register(
            entity=host.public_id,
            entity_name=host.name,
            direction=one.direction,
            counterpart=one.guest.organisation_name or one.guest.name,
            subject=f"{one.what}: {meeting.title}"[:200],
            about=meeting.public_id,
            event=event,
            now=now,
            person=one.guest.public_id,
        )


def tell(
    invitation: Invitation,
    letter: Callable[[Invitation], Letter],
    *,
    now: datetime,
    actor: str,
    calendar: Method | None = None,
) -> None:
    """Mail a guest, and move the guest's calendar entry on by one number when `calendar` says what it is told.

    A calendar that was never told of an entry, or was told to take it away, is not told to take it away again.
    """
    if calendar is Method.CANCEL and invitation.method != Method.REQUEST.value:
        calendar = None
    if calendar is not None:
        invitation.sequence = next_sequence(invitation.sequence)
        invitation.method = calendar.value
        invitation.save(update_fields=["sequence", "method"])
    guest = invitation.guest
    if not guest.email or is_quiet():
        return
    with override(written(guest.language)):
        said = letter(invitation)
        files = [_file(invitation, calendar, now=now)] if calendar is not None else []
    mail_guest(
        guest,
        said,
        meeting=invitation.part.meeting,
        until=invitation.part.ends_at,
        once=f"{invitation.public_id}:{invitation.sequence}",
        now=now,
        actor=actor,
        files=files,
    )


def mail_guest(
    guest: Guest,
    said: Letter,
    *,
    meeting: Meeting,
    until: datetime,
    once: str,
    now: datetime,
    actor: str,
    files: list[Attachment] | None = None,
) -> None:
    """Put a letter to a guest in the outbox, with a link of its own to the guest's page."""
    language = written(guest.language)
    expires_at = max(until, now) + LINK_OPENS
    link = issue(purpose=GUEST, target=guest.public_id, now=now, expires_at=expires_at, actor=actor)
    with override(language):
        address = meeting.site + reverse("meetings:own", args=[link.token])
        why = _("Du får mejlet för att du är inbjuden till eller anmäld till ett möte.")
    _mail(guest.email, said, address, why, meeting=meeting, language=language, once=once, now=now, files=files)


def mail_staff(address: str, said: Letter, page: str, *, meeting: Meeting, once: str, now: datetime) -> None:
    """Put a letter to one of the staff in the outbox; `page` is the path of the page it leads to."""
    with override("sv"):
        why = _("Du får mejlet för att du arbetar med mötet eller dess uppföljning.")
    _mail(address, said, meeting.site + page, why, meeting=meeting, language="sv", once=once, now=now)


def _mail(
    to: str,
    said: Letter,
    address: str,
    why: str,
    *,
    meeting: Meeting,
    language: str,
    once: str,
    now: datetime,
    files: list[Attachment] | None = None,
) -> None:
    context = {"letter": said, "address": address, "why": why}
    mail = render_mail("meetings/mail/letter", subject=said.subject, context=context, language=language)
    enqueue_mail(
        to=to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        now=now,
        key=f"meetings.{said.name}:{once}:{now:%Y%m%d%H%M%S%f}",
        about=meeting.public_id,
        chain=meeting.cooperation.public_id,
        attachments=files or (),
    )


def _file(invitation: Invitation, method: Method, *, now: datetime) -> Attachment:
    return Attachment(
        "inbjudan.ics", f"text/calendar; method={method.value}", calendar_of(invitation, method=method, now=now)
    )


def calendar_of(invitation: Invitation, *, method: Method, now: datetime) -> bytes:
    """Return the calendar message about an invitation as it stands, in the language that is switched on."""
    part, guest = invitation.part, invitation.guest
    entry = Entry(
        uid=f"{invitation.public_id}@{DOMAIN}",
        sequence=invitation.sequence or 0,
        state=State(invitation.state),
        title=title_of(part),
        text=calendar_text(part),
        place=calendar_place(part),
        starts_at=part.starts_at,
        ends_at=part.ends_at,
        host=part.meeting.organisation.name,
        host_address=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        guest=guest.name,
        guest_address=guest.email,
    )
    return calendar_file(entry, method=method, now=now)
