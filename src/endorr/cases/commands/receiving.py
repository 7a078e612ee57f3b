"""Takes in a mail: a new question, a company's reply, an adviser's answer, or a copy of an adviser's own mail."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.outbox.commands import enqueue_mail, take_mail
from endorr.base.outbox.queries import Received, sent_as
from endorr.base.outbox.rendering import render_mail
from endorr.base.tenancy.queries import cooperation_by_slug, county_of_door, seated_as, viewer_of
from endorr.base.tenancy.rules import Role
from endorr.cases import addresses, letters, rules
from endorr.cases.commands.answering import TakenError, log_contact_sent, write
from endorr.cases.commands.asking import Asked, ask
from endorr.cases.commands.bouncing import note_bounce
from endorr.cases.commands.following import add_message
from endorr.cases.commands.mailing import tell_person
from endorr.cases.commands.referring import take_on
from endorr.cases.commands.reopening import take_up_again
from endorr.cases.commands.story import IGNORED_MAIL, SYSTEM, note
from endorr.cases.mail.reading import LONGEST, Letter, Machine, read
from endorr.cases.models import Case, Enquiry, MailIntake, ReplyAddress
from endorr.cases.queries.answers import written_in
from endorr.cases.rules import Channel, Refused, Reply, Sharing
from endorr.cases.words import REFUSALS
from endorr.core.municipalities import in_county


class NoDoorError(ValueError):
    """A mail that belongs to no door we know: a person must look at it."""


class NoPersonError(ValueError):
    """A mail to a door that a machine sent on its own, perhaps with a question in it: a person must look at it."""


@transaction.atomic
def take_in(mail: Received, *, now: datetime) -> bool:
    """Take one mail in, whole or not at all; False when it had been taken already. Raises what stops it from that.

    The same mail in two mailboxes becomes one case. What a machine answers starts nothing and is answered by nobody;
    what a machine sends to a door on its own is left for a person (NoPersonError).
    """
    letter = read(mail.raw)
    if not take_mail(mail.public_id, now=now):
        return False
    failpoint("cases.mail_claimed")
    if MailIntake.objects.filter(external_id=mail.external_id).exists():
        return True
    case = _heed(mail, letter, now=now)
    if case is not None:
        MailIntake.objects.create(external_id=mail.external_id, case=case, mailbox=mail.mailbox, at=now)
    failpoint("cases.mail_taken")
    return True


def _heed(mail: Received, letter: Letter, *, now: datetime) -> Case | None:
    address = _reply_address(letter)
    if letter.machine is not Machine.NONE:
        if contact := written_in(letter.returned):
            note_bounce(contact, now=now)
            return None
        if address is not None:
            note(address.case, IGNORED_MAIL, now=now, actor=SYSTEM, why="automatic")
        elif letter.machine is Machine.SENDS:
            raise NoPersonError("a machine's mail to a door")
        return None
    if address is None:
        answered = _answered_case(letter)
        return _reply(answered, letter, now=now) if answered else _question(mail, letter, now=now)
    match Reply(address.use):
        case Reply.COMPANY:
            return _reply(address.case, letter, now=now)
        case Reply.ANSWER:
            _answer(address, letter, once=mail.public_id, now=now)
        case Reply.LOG:
            _log(address, letter, arrived=mail.received_at, once=mail.public_id, now=now)
    return address.case


def _reply_address(letter: Letter) -> ReplyAddress | None:
    hashes = [addresses.token_hash(token) for one in letter.recipients for _use, token in addresses.tokens_in(one)]
    rows = ReplyAddress.objects.filter(token_hash__in=hashes).select_related(
        "case__enquiry__cooperation", "case__enquiry__receiver", "person"
    )
    return rows.order_by("pk").first()


def _answered_case(letter: Letter) -> Case | None:
    """Return the case that a mail answers by its headers: only for the very address that was written to."""
    sent = sent_as(letter.in_reply_to) if letter.in_reply_to else None
    if sent is None or sent.to.lower() != letter.sender:
        return None
    return Case.objects.filter(public_id=sent.about, enquiry__email__iexact=letter.sender).first()


def _reply(case: Case, letter: Letter, *, now: datetime) -> Case:
    words = _words(letter, letter.text)
    if case.closed_at is not None:
        take_up_again(case.public_id, words, now=now)
    else:
        add_message(case.public_id, words, now=now)
    return case


def _words(letter: Letter, text: str) -> str:
    """Return what a mail says, with a line on what did not come along: what was cut, and files."""
    parts = [text[:LONGEST] or letter.subject]
    if len(text) > LONGEST:
        parts.append(str(CUT))
    if letter.attachments:
        parts.append(str(ATTACHED) % {"count": letter.attachments})
    return "\n\n".join(part for part in parts if part)


CUT = gettext_lazy("Mejlet var längre än så. Resten finns kvar i mejlet.")
ATTACHED = gettext_lazy("Mejlet hade %(count)s bifogade filer. De finns kvar i mejlet.")


def _answer(address: ReplyAddress, letter: Letter, *, once: str, now: datetime) -> None:
    """Send an adviser's reply on to the company: it takes the question if nobody has it, and counts as a contact."""
    person, case = address.person, address.case
    assert person is not None
    viewer = viewer_of(person.pk, on=local_date(now))
    if letter.sender != person.email.lower():
        return _not_sent(address, str(OTHER_SENDER), letter, once=once, now=now)
    if why := _unfit(letter) or ("" if rules.answering(viewer) else str(EMPTY)):
        return _not_sent(address, why, letter, once=once, now=now)
    try:
        with transaction.atomic():
            take_on(case.public_id, viewer, now=now)
            write(case.public_id, viewer, letter.text, now=now)
    except TakenError as taken:
        who = ", ".join(part.name for part in (taken.case.holder, taken.case.organisation) if part)
        return _not_sent(address, str(OTHERS) % {"who": who}, letter, once=once, now=now)
    except Refused as refused:
        return _not_sent(address, str(REFUSALS[refused.refusal]), letter, once=once, now=now)
    return None


def _unfit(letter: Letter) -> str:
    """Return why a reply cannot go to the company as it is; nothing of it is ever left out in silence."""
    if not letter.text:
        return str(EMPTY)
    if letter.attachments:
        return str(NO_FILES)
    if len(letter.text) > LONGEST:
        return str(TOO_LONG)
    return str(OUR_LINKS) if addresses.tells_a_secret(letter.text) else ""


EMPTY = gettext_lazy("Svaret var tomt.")
NO_FILES = gettext_lazy(
    "Filer går inte att skicka med den här vägen. Skicka dem från frågans sida, eller mejla företaget själv."
)
TOO_LONG = gettext_lazy("Svaret var längre än 8 000 tecken. Korta det, eller skriv på frågans sida.")
OUR_LINKS = gettext_lazy("Svaret innehöll länkar som bara är dina. Ta bort vårt mejl under ditt svar och skicka igen.")
OTHERS = gettext_lazy("%(who)s hann före och har frågan.")
OTHER_SENDER = gettext_lazy("Svaret kom från en annan adress än din. Skicka det från den adress som mejlet gick till.")


def _not_sent(address: ReplyAddress, why: str, letter: Letter, *, once: str, now: datetime) -> None:
    """Tell an adviser at once that a reply did not go to the company, and why; what was written comes back."""
    assert address.person_id is not None
    subject = gettext_lazy("Ditt svar skickades inte")
    extra = {"words": f"{why}\n\n{letter.text[:LONGEST]}".strip()}
    tell_person(address.case, address.person_id, "not_sent", subject, now=now, once=once, extra=extra)


def _log(address: ReplyAddress, letter: Letter, *, arrived: datetime, once: str, now: datetime) -> None:
    """Note an adviser's own mail to the company as a contact: it stands on the message sent if it went to them."""
    person, case = address.person, address.case
    assert person is not None
    viewer = viewer_of(person.pk, on=local_date(now))
    if letter.sender != person.email.lower() or not rules.answering(viewer):
        return _not_sent(address, str(OTHER_SENDER), letter, once=once, now=now)
    try:
        with transaction.atomic():
            take_on(case.public_id, viewer, now=now)
            to_company = case.enquiry.email.lower() in letter.recipients
            log_contact_sent(case.public_id, viewer, letter.text[:LONGEST], at=arrived, sent=to_company, now=now)
    except TakenError as taken:
        who = ", ".join(part.name for part in (taken.case.holder, taken.case.organisation) if part)
        return _not_sent(address, str(OTHERS) % {"who": who}, letter, once=once, now=now)
    except Refused as refused:
        return _not_sent(address, str(REFUSALS[refused.refusal]), letter, once=once, now=now)
    return None


def _question(mail: Received, letter: Letter, *, now: datetime) -> Case:
    """Take a mail to the door's address as a question, promised from when it came to the mailbox (rule 9).

    Nobody has asked the company about others yet, so the receiver asks before anything is shared.
    """
    county = _county(mail, letter)
    text = "\n\n".join(part for part in (letter.subject, _words(letter, letter.whole)) if part)
    receipt = ask(
        Asked(
            site=_site(county),
            language="sv",
            question=text,
            municipality=_municipality(county, text),
            name=letter.name or letter.sender,
            sharing=Sharing.ASK,
            channel=Channel.MAIL,
            email=letter.sender,
            received=min(mail.received_at, now),
        ),
        now=now,
    )
    return Case.objects.get(public_id=receipt.case)


def _county(mail: Received, letter: Letter) -> str:
    """Return the county of the door a mail came to: by its mailbox, else by the address it was sent to."""
    named = [mail.mailbox, *(one.partition("@")[0].rpartition("+")[2] for one in letter.recipients)]
    for slug in named:
        if county := county_of_door(slug):
            return county
    raise NoDoorError("a mail to no door we know")


def _municipality(county: str, text: str) -> str:
    """Return the municipality of the county that the text names, if it names one, else the county itself."""
    told = text.casefold()
    found = [place.code for place in in_county(county) if place.name.casefold() in told]
    return found[0] if len(found) == 1 else county


def _site(county: str) -> str:
    rows = Enquiry.objects.filter(cooperation__county_code=county).order_by("-pk")
    return rows.values_list("site", flat=True).first() or f"https://{settings.ALLOWED_HOSTS[0]}"


def tell_of_parked(mail: Received, *, now: datetime) -> None:
    """Tell the door's coordinators, else the national ones, that a mail waits for a person to read it."""
    today = local_date(now)
    door = cooperation_by_slug(mail.mailbox)
    people = (seated_as(Role.COORDINATOR, cooperation=door, on=today) if door else ()) or seated_as(
        Role.NATIONAL_COORDINATOR, on=today
    )
    subject = gettext_lazy("Ett mejl till dörren kunde inte läsas")
    words = render_mail("cases/mail/parked", subject=subject, context={"mail": mail}, language=letters.STAFF_LANGUAGE)
    for one in people:
        enqueue_mail(
            to=one.email,
            subject=words.subject,
            text=words.text,
            html=words.html,
            language=words.language,
            now=now,
            key=f"cases.parked:{mail.public_id}:{one.email}",
            about=mail.public_id,
        )
