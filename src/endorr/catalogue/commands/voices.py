"""Writes what readers say and want: feedback ("stämmer inte?") with its answer, and watches ("bevaka")."""

from datetime import datetime

from django.db import transaction

from endorr.base.ledger.kinds import kind
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import Rendered
from endorr.calendars.queries import calendar_of
from endorr.catalogue import letters
from endorr.catalogue.commands.services import note
from endorr.catalogue.models import Feedback, Service, Watch
from endorr.catalogue.queries.owners import door_of, mails_of
from endorr.worktime import calendar, deadline, due

TOLD_WRONG = kind("catalogue.feedback_given", "A reader said that something about a service is wrong.")
ANSWERED = kind("catalogue.feedback_answered", "A reader who said something is wrong got an answer.")
LONGEST = 2_000  # characters of feedback


class EmptyError(ValueError):
    """Nothing was written."""


def send(letter: Rendered, *, to: str, key: str, about: str, now: datetime) -> None:
    """Put a letter in the outbox, in the caller's transaction."""
    enqueue_mail(
        to=to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        language=letter.language,
        now=now,
        key=key,
        about=about,
    )


@transaction.atomic
def give_feedback(
    key: str, text: str, *, email: str = "", language: str = "sv", site: str, now: datetime, actor: str
) -> Feedback:
    """Keep what a reader says is wrong, due one working day ahead by the owner's door, and pass it on to the owner.

    `site` is the origin, such as https://export.example, that links are made of. Raises EmptyError for an empty text
    and Service.DoesNotExist.
    """
    if not text.strip():
        raise EmptyError
    service = Service.objects.select_related("owner").get(key=key)
    door = door_of(service.owner_id, on=now)
    by = calendar_of(door) if door is not None else calendar("SE")
    row = Feedback.objects.create(
        service=service,
        text=text.strip()[:LONGEST],
        email=email.strip().lower(),
        language=language,
        given_at=now,
        due_at=due(now, by),
        calendar=by.id,
        calendar_version=by.version,
    )
    note(service, TOLD_WRONG, now=now, actor=actor, feedback=row.public_id, due=row.due_at.isoformat())
    _tell_owner(row, site=site, now=now)
    return row


def _tell_owner(row: Feedback, *, site: str, now: datetime) -> None:
    told = mails_of(row.service.owner_id)
    for to in told:
        letter = letters.feedback_to_owner(
            name=row.service.name_sv,
            text=row.text,
            link=f"{site}/arbete/katalog/synpunkter/",
            due=deadline(row.due_at),
        )
        send(letter, to=to, key=f"catalogue.feedback:{row.public_id}:{to}", about=row.public_id, now=now)
    if told:
        row.told_owner_at = now
        row.save(update_fields=["told_owner_at"])


@transaction.atomic
def answer_feedback(public_id: str, answer: str, *, site: str, now: datetime, actor: str) -> None:
    """Answer a reader, once; the answer stands at the reader's own address and goes by mail if one was given."""
    if not answer.strip():
        raise EmptyError
    row = (
        Feedback.objects.select_for_update(of=("self",))
        .select_related("service")
        .get(public_id=public_id, answered_at__isnull=True)
    )
    row.answer, row.answered_at, row.answered_by = answer.strip()[:LONGEST], now, actor
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    note(row.service, ANSWERED, now=now, actor=actor, feedback=row.public_id, in_time=now <= row.due_at)
    if row.email:
        link = f"{site}/stod/synpunkt/{row.public_id}/"
        letter = letters.feedback_answered(
            name=row.service.name_sv, answer=row.answer, link=link, language=row.language
        )
        send(letter, to=row.email, key=f"catalogue.answer:{row.public_id}", about=row.public_id, now=now)


@transaction.atomic
def ask_to_watch(key: str, email: str, *, language: str, site: str, now: datetime) -> None:
    """Ask an address whether it wants to be told when a service changes; an address already watching is left alone.

    The page says the same whether or not the address was known: nobody learns who watches what.
    """
    service = Service.objects.get(key=key)
    row, made = Watch.objects.get_or_create(
        service=service,
        email=email.strip().lower(),
        defaults={"language": language, "asked_at": now, "told_number": service.number},
    )
    if row.confirmed_at is not None or (not made and (now - row.asked_at).days < 1):
        return
    row.asked_at = now
    row.save(update_fields=["asked_at"])
    letter = letters.confirm_watch(link=f"{site}/stod/bevaka/{row.public_id}/", language=language)
    send(letter, to=row.email, key=f"catalogue.watch:{row.public_id}:{now:%Y%m%d}", about=row.public_id, now=now)


@transaction.atomic
def confirm_watch(public_id: str, *, now: datetime) -> None:
    """Begin to watch, as the address's owner has said yes; saying yes again changes nothing."""
    Watch.objects.filter(public_id=public_id, confirmed_at__isnull=True).update(confirmed_at=now)


@transaction.atomic
def stop_watching(public_id: str) -> None:
    """Forget a watch and its address."""
    Watch.objects.filter(public_id=public_id).delete()
