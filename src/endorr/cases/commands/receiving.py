"""Takes in a mail: a new question, a company's reply, an adviser's answer, or a copy of an adviser's own mail."""

from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.clock import local_date
from endorr.base.failpoints import failpoint
from endorr.base.outbox.commands import enqueue_mail, note_returned, take_mail
from endorr.base.outbox.queries import Received, sent_as
from endorr.base.outbox.rendering import render_mail
from endorr.base.tenancy.queries import cooperation_by_slug, county_of_door, seated_as, viewer_of
from endorr.base.tenancy.rules import Role
from endorr.cases import addresses, letters, rules
from endorr.cases.commands.answering import TakenError, log_contact_sent, write
from endorr.cases.commands.asking import Asked, ask
from endorr.cases.commands.bouncing import note_bounce
from endorr.cases.commands.enclosing import enclosed, keep, words
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
from endorr.directory.queries import desk_for, duty_address


class NoDoorError(ValueError):
    """A mail that belongs to no door we know: a person must look at it."""


class NoPersonError(ValueError):
    """A mail to a door that a machine sent on its own, perhaps with a question in it: a person must look at it."""


@transaction.atomic
def take_in(mail: Received, *, now: datetime, looked_at: bool = False) -> bool:
    """Take one mail in, whole or not at all; False when it had been taken already. Raises what stops it from that.

    The same mail in two mailboxes becomes one case. What a machine answers starts nothing and is answered by nobody;
    what a machine sends to a door on its own is left for a person (NoPersonError), who has `looked_at` it and says that
    it is a question.
    """
    letter = read(mail.raw)
    if not take_mail(mail.public_id, now=now):
        return False
    failpoint("cases.mail_claimed")
    if before := MailIntake.objects.filter(external_id=mail.external_id).select_related("case__enquiry").first():
        _tell_other_door(mail, before.case, now=now)
        return True
    case = _heed(mail, replace(letter, machine=Machine.NONE) if looked_at else letter, now=now)
    if case is not None:
        MailIntake.objects.create(external_id=mail.external_id, case=case, mailbox=mail.mailbox, at=now)
    failpoint("cases.mail_taken")
    return True


def _heed(mail: Received, letter: Letter, *, now: datetime) -> Case | None:
    if _our_own(letter):
        return None
    address = _reply_address(letter)
    if letter.machine is not Machine.NONE:
        if letter.returned:
            _heed_return(letter, now=now)
        elif address is not None:
            note(address.case, IGNORED_MAIL, now=now, actor=SYSTEM, why="automatic")
        elif letter.machine is Machine.SENDS:
            raise NoPersonError("a machine's mail to a door")
        return None
    if address is None:
        if not letter.sender:
            raise NoPersonError("a mail that does not say who wrote it")
        answered = _answered_case(letter) or _named_case(letter)
        return _reply(answered, letter, now=now) if answered else _question(mail, letter, now=now)
    match Reply(address.use):
        case Reply.COMPANY:
            return _reply(address.case, letter, now=now)
        case Reply.ANSWER:
            _answer(address, letter, once=mail.public_id, now=now)
        case Reply.LOG:
            _log(address, letter, arrived=mail.received_at, once=mail.public_id, now=now)
    return address.case


def _our_own(letter: Letter) -> bool:
    """Say whether a mail is one of ours that has come round: whatever it says, heeding it would make a loop."""
    ours = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    if letter.sender == ours and letter.machine is not Machine.NONE:
        return True
    return sent_as(letter.message_id) is not None if letter.message_id else False


def _heed_return(letter: Letter, *, now: datetime) -> None:
    """A mail of ours came back: a person sees it on the list of the undelivered, and what stood on it stands no more.

    Only who has had the mail knows its Message-ID, so nobody else can make believe that it came back.
    """
    note_returned(letter.returned, why=letter.text or letter.subject, now=now)
    if contact := written_in(letter.returned):
        note_bounce(contact, now=now)


def _reply_address(letter: Letter) -> ReplyAddress | None:
    hashes = [addresses.token_hash(token) for one in letter.recipients for _use, token in addresses.tokens_in(one)]
    rows = ReplyAddress.objects.filter(token_hash__in=hashes).select_related(
        "case__enquiry__cooperation", "case__enquiry__receiver", "person"
    )
    return rows.order_by("pk").first()


def _answered_case(letter: Letter) -> Case | None:
    """Return the case that a mail answers by its headers: only for the very address that was written to."""
    for message_id in letter.answers:
        sent = sent_as(message_id)
        if sent is not None and sent.to.lower() == letter.sender:
            found = Case.objects.filter(public_id=sent.about, enquiry__email__iexact=letter.sender).first()
            if found is not None:
                return found
    return None


def _named_case(letter: Letter) -> Case | None:
    """Return the case whose number the subject names, if it is the sender's own: a number is no secret."""
    rows = Case.objects.filter(number__in=letter.numbers, enquiry__email__iexact=letter.sender)
    return rows.order_by("pk").first() if letter.numbers else None


def _reply(case: Case, letter: Letter, *, now: datetime) -> Case:
    came = enclosed(letter)
    told = words(letter, letter.text, came)
    if case.closed_at is not None:
        taken_up = take_up_again(case.public_id, told, now=now)
        if taken_up.receipt is not None:
            case = Case.objects.get(public_id=taken_up.receipt.case)
    else:
        add_message(case.public_id, told, now=now)
    keep(case.public_id, came, now=now)
    return case


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
    if letter.files:
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
    county, came = _county(mail, letter), enclosed(letter)
    told = words(letter, letter.whole, came)
    text = told if told.startswith(letter.subject) else f"{letter.subject}\n\n{told}"
    receipt = ask(
        Asked(
            site=_site(county),
            language="sv",
            question=text,
            municipality=_municipality(county, text),
            name=(letter.name or letter.sender)[:LONGEST_NAME],
            sharing=Sharing.ASK,
            channel=Channel.MAIL,
            email=letter.sender,
            received=min(mail.received_at, now),
        ),
        now=now,
    )
    keep(receipt.case, came, now=now)
    return Case.objects.get(public_id=receipt.case)


LONGEST_NAME = 120  # as much as the form takes


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


def _tell_other_door(mail: Received, case: Case, *, now: datetime) -> None:
    """A mail that was sent to two doors is one question; the desk of the second is told who has it, and no more."""
    county = county_of_door(mail.mailbox)
    desk = desk_for(county, on=local_date(now)) if county else None
    if desk is None or desk.cooperation_id == case.cooperation_id:
        return
    if not (to := duty_address(desk, on=local_date(now))):
        return
    subject = gettext_lazy("Ett mejl till er är en fråga hos en annan dörr")
    context = {"number": case.number, "door": case.cooperation.name, "when": mail.received_at}
    told = render_mail("cases/mail/two_doors", subject=subject, context=context, language=letters.STAFF_LANGUAGE)
    enqueue_mail(
        to=to,
        subject=told.subject,
        text=told.text,
        html=told.html,
        language=told.language,
        now=now,
        key=f"cases.two_doors:{mail.public_id}",
        about=case.public_id,
        chain=desk.cooperation_public_id,
    )


def tell_of_parked(mail: Received, *, now: datetime) -> None:
    """Tell the door's coordinators, else the national ones, that a mail waits for a person to read it."""
    today = local_date(now)
    door = cooperation_by_slug(mail.mailbox)
    people = (seated_as(Role.COORDINATOR, cooperation=door, on=today) if door else ()) or seated_as(
        Role.NATIONAL_COORDINATOR, on=today
    )
    subject = gettext_lazy("Ett mejl till dörren väntar på dig")
    told = render_mail("cases/mail/parked", subject=subject, context={"mail": mail}, language=letters.STAFF_LANGUAGE)
    for one in people:
        enqueue_mail(
            to=one.email,
            subject=told.subject,
            text=told.text,
            html=told.html,
            language=told.language,
            now=now,
            key=f"cases.parked:{mail.public_id}:{one.email}",
            about=mail.public_id,
        )
