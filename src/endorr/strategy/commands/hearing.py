"""Hears those concerned: invites them, takes their inputs, groups these in themes, decides, and replies to each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from endorr.base.ledger.commands import record, register
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Direction, Fact
from endorr.base.links.commands import issue
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.outbox.silence import is_quiet
from endorr.base.tenancy.rules import Viewer
from endorr.meetings.commands import answer_input
from endorr.meetings.queries.public import open_inputs
from endorr.meetings.rules import Refused
from endorr.strategy import letters
from endorr.strategy.commands._common import locked, note
from endorr.strategy.letters import Letter
from endorr.strategy.models import Input, Move, Party, Strategy, Theme
from endorr.strategy.rules.deeds import Answer, Bar, Barred

PARTY = "strategy.party"
"""The purpose of the links with which an invited party writes, and reads the reply."""

LINK_OPENS = timedelta(days=730)

INVITED = kind("strategy.invited", "Somebody was invited to be heard on a strategy")
HEARD = kind("strategy.input", "An input to a strategy came in writing from an invited party")
TAKEN_UP = kind("strategy.input_taken_up", "An input that was voiced at a meeting was taken up in a strategy")
MOVED = kind("strategy.inputs_grouped", "Inputs were put in a theme; each move is kept with who made it")
UNDONE = kind("strategy.move_undone", "That an input was moved was taken back")
DECIDED = kind("strategy.theme_decided", "It was decided what becomes of a theme, with the reason")
REPLIED = kind("strategy.input_replied", "An input was replied to; whoever gave it was told")


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite to be heard."""

    name: str
    email: str
    organisation_name: str = ""
    language: str = "sv"


def _mail(strategy: Strategy, party: Party, said: Letter, *, once: str, now: datetime, actor: str) -> None:
    """Put a letter to a party in the outbox, with a link of its own to the party's page."""
    if not party.email or is_quiet():
        return
    language = party.language if party.language in dict(settings.LANGUAGES) else "sv"
    link = issue(purpose=PARTY, target=party.public_id, now=now, expires_at=now + LINK_OPENS, actor=actor)
    with override(language):
        address = strategy.site + reverse("strategy:own", args=[link.token])
        context = {"letter": said, "address": address, "why": letters.why_party()}
    mail = render_mail("strategy/mail/letter", subject=said.subject, context=context, language=language)
    enqueue_mail(
        to=party.email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        now=now,
        key=f"strategy.{said.name}:{once}",
        about=strategy.public_id,
        chain=strategy.cooperation.public_id if strategy.cooperation else NATIONAL,
    )


def _passed(party: Party, deed: str, subject: str, way: Direction, what: str, *, now: datetime, actor: str) -> None:
    """Record a deed that a document came in or went out with, and write it in an authority's diary."""
    strategy = party.strategy
    event = record(
        chain=strategy.cooperation.public_id if strategy.cooperation else NATIONAL,
        kind=deed,
        subject=subject,
        actor=actor,
        now=now,
        facts={"strategy": strategy.public_id},
        personal={"name": party.name, "email": party.email} if party.name else None,
        person=party.public_id if party.name else None,
    )
    entity = strategy.organisation.legal_entity
    if entity.is_authority:
        register(
            entity=entity.public_id,
            entity_name=entity.name,
            direction=way,
            counterpart=party.organisation_name or party.name,
            subject=f"{what}: {strategy.slug}"[:200],
            about=strategy.public_id,
            event=event,
            now=now,
            person=party.public_id,
        )


@transaction.atomic
def invite(strategy: str, viewer: Viewer, whom: Invitee, *, now: datetime) -> str:
    """Invite somebody to be heard, with a link to a page of their own; invited again they get a new link."""
    row = locked(strategy, viewer)
    party, _ = Party.objects.get_or_create(
        strategy=row,
        email=whom.email.strip().lower(),
        defaults={
            "name": whom.name,
            "organisation_name": whom.organisation_name,
            "language": whom.language,
            "invited_at": now,
            "invited_by": viewer.actor,
        },
    )
    party.strategy = row
    _passed(
        party,
        INVITED,
        party.public_id,
        Direction.OUTGOING,
        "Inbjudan att lämna inspel",
        now=now,
        actor=viewer.actor,
    )
    with override(party.language):
        said = letters.invited(row)
    _mail(row, party, said, once=f"{party.public_id}:{now:%Y%m%d%H%M%S%f}", now=now, actor=viewer.actor)
    return party.public_id


@transaction.atomic
def give_input(party: str, text: str, *, now: datetime, actor: str) -> str:
    """Take an input that an invited party has written and return its public id."""
    giver = Party.objects.select_related("strategy__cooperation", "strategy__organisation__legal_entity").get(
        public_id=party, forgotten_at__isnull=True
    )
    made = Input.objects.create(strategy=giver.strategy, party=giver, text=text, received_at=now)
    _passed(giver, HEARD, made.public_id, Direction.INCOMING, "Inspel", now=now, actor=actor)
    return made.public_id


@transaction.atomic
def take_up(strategy: str, viewer: Viewer, reference: str, *, now: datetime) -> str:
    """Take up an input that was voiced openly at a meeting the strategy's organisation hosted; once is enough.

    Returns the public id; barred for one that is not among them.
    """
    row = locked(strategy, viewer)
    found = next((one for one in open_inputs(row.organisation_id) if one.public_id == reference), None)
    if found is None:
        raise Barred(Bar.NOT_YOURS)
    made, new = Input.objects.get_or_create(
        strategy=row,
        reference=found.public_id,
        defaults={
            "text": found.text,
            "heard_at": f"{found.meeting}, {found.part}"[:200],
            "voices": found.voices,
            "received_at": now,
        },
    )
    if new:
        facts: dict[str, Fact] = {"input": reference, "voices": found.voices}
        note(row, TAKEN_UP, made.public_id, facts, now=now, actor=viewer.actor)
    return made.public_id


@transaction.atomic
def group(strategy: str, viewer: Viewer, inputs: list[str], theme: str, *, now: datetime) -> str:
    """Put inputs in a theme by its name, which is made if there is none, and return its public id.

    Each move is kept with who made it. Barred for a theme that is decided, and for an input in one.
    """
    row = locked(strategy, viewer)
    rows = list(
        Input.objects.select_for_update(of=("self",)).select_related("theme").filter(strategy=row, public_id__in=inputs)
    )
    if not rows or len(rows) != len(set(inputs)):
        raise Barred(Bar.NOT_YOURS)
    target, _ = Theme.objects.get_or_create(
        strategy=row, name=theme.strip(), defaults={"made_at": now, "made_by": viewer.actor}
    )
    if any(part is not None and part.answer != Answer.OPEN.value for one in rows for part in (target, one.theme)):
        raise Barred(Bar.DECIDED_ALREADY)
    moved = [one for one in rows if one.theme_id != target.pk]
    Move.objects.bulk_create(
        [Move(input=one, before=one.theme, after=target, at=now, by=viewer.actor) for one in moved]
    )
    Input.objects.filter(pk__in=[one.pk for one in moved]).update(theme=target)
    if moved:
        note(row, MOVED, target.public_id, {"inputs": len(moved)}, now=now, actor=viewer.actor)
    return target.public_id


@transaction.atomic
def undo_move(strategy: str, viewer: Viewer, input: str, *, now: datetime) -> None:  # noqa: A002 - the word of the trade
    """Take the last move of an input back: it is where it was before, and the move is kept as undone."""
    row = locked(strategy, viewer)
    one = Input.objects.select_for_update(of=("self",)).select_related("theme").get(strategy=row, public_id=input)
    last = Move.objects.filter(input=one, undone_at__isnull=True).select_related("before").order_by("-pk").first()
    if last is None:
        raise Barred(Bar.NOTHING_TO_UNDO)
    if any(part is not None and part.answer != Answer.OPEN.value for part in (one.theme, last.before)):
        raise Barred(Bar.DECIDED_ALREADY)
    last.undone_at = now
    last.save(update_fields=["undone_at"])
    one.theme = last.before
    one.save(update_fields=["theme"])
    note(row, UNDONE, one.public_id, {"move": last.public_id}, now=now, actor=viewer.actor)


@transaction.atomic
def decide_theme(strategy: str, viewer: Viewer, theme: str, answer: Answer, *, reason: str, now: datetime) -> None:
    """Decide what becomes of a theme, with the reason; whoever gave its inputs gets it as the reply.

    Barred without a reason, for a theme without inputs, and for one that is decided.
    """
    row = locked(strategy, viewer)
    found = Theme.objects.select_for_update().get(strategy=row, public_id=theme)
    if found.answer != Answer.OPEN.value:
        raise Barred(Bar.DECIDED_ALREADY)
    if answer is Answer.OPEN or not reason.strip():
        raise Barred(Bar.NO_REASON)
    inputs = list(Input.objects.filter(theme=found).select_related("party").order_by("pk"))
    if not inputs:
        raise Barred(Bar.EMPTY_THEME)
    found.answer, found.reason = answer.value, reason.strip()
    found.decided_at, found.decided_by = now, viewer.actor
    found.save(update_fields=["answer", "reason", "decided_at", "decided_by"])
    facts: dict[str, Fact] = {"answer": answer.value, "inputs": len(inputs)}
    note(row, DECIDED, found.public_id, facts, now=now, actor=viewer.actor)
    for one in inputs:
        if one.replied_at is None:
            _reply(row, one, found.reason, answer, now=now, actor=viewer.actor)


@transaction.atomic
def reply(strategy: str, viewer: Viewer, input: str, text: str, *, now: datetime) -> None:  # noqa: A002
    """Reply to one input by itself; barred when it has been replied to."""
    row = locked(strategy, viewer)
    one = Input.objects.select_for_update(of=("self",)).select_related("party").get(strategy=row, public_id=input)
    if one.replied_at is not None:
        raise Barred(Bar.REPLIED_ALREADY)
    if not text.strip():
        raise Barred(Bar.NO_REASON)
    _reply(row, one, text.strip(), Answer.OPEN, now=now, actor=viewer.actor)


def _reply(row: Strategy, one: Input, text: str, answer: Answer, *, now: datetime, actor: str) -> None:
    one.reply, one.replied_at, one.replied_by = text, now, actor
    one.save(update_fields=["reply", "replied_at", "replied_by"])
    if one.party is None:
        note(row, REPLIED, one.public_id, {"input": one.reference}, now=now, actor=actor)
        _answer_at_meeting(one, now=now, actor=actor)
        return
    one.party.strategy = row
    _passed(one.party, REPLIED, one.public_id, Direction.OUTGOING, "Svar på inspel", now=now, actor=actor)
    with override(one.party.language):
        said = letters.replied(row, one, answer)
    _mail(row, one.party, said, once=one.public_id, now=now, actor=actor)


def _answer_at_meeting(one: Input, *, now: datetime, actor: str) -> None:
    """Let the meeting tell those who voiced it; what the meeting has answered already stands there."""
    try:
        with transaction.atomic():
            answer_input(one.reference, one.reply, now=now, actor=actor)
    except Refused:
        return
