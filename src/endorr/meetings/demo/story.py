"""Tells the demo's story of a minister's meeting: from an invitation to an answer back."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.base.demo.stories import Step, Story
from endorr.base.outbox.queries import Sent, messages_about
from endorr.meetings.demo.commands import CAMPAIGN, HOST_WEST, LEAVES, WAITS
from endorr.meetings.models import Commitment, Input, Invitation, Meeting, Note, Part
from endorr.meetings.rules import STOCKHOLM, UNDECIDED, Fate, PartKind, State

SARA, PER = "sara@region-vasterbotten.example", "per@region-vasterbotten.example"
TEN = 10


def _mail(sent: Sequence[Sent], to: str, word: str = "") -> str:
    """Return the page of the newest mail to somebody whose key has a word in it; nothing before there is one."""
    found = [one for one in sent if one.to == to and word in one.subject]
    return reverse("demo:mail", args=[found[-1].public_id]) if found else ""


def steps(now: datetime) -> Sequence[Step]:
    """Read where the story stands; nothing in a demo without the campaign."""
    rows = Meeting.objects.filter(campaign__slug=CAMPAIGN, organisation__slug=HOST_WEST)
    meeting = rows.order_by("pk").first()
    if meeting is None:
        return ()
    sent = messages_about(meeting.public_id)
    parts = {PartKind(part.kind): part for part in Part.objects.filter(meeting=meeting)}
    invitations = list(Invitation.objects.filter(part__meeting=meeting).select_related("guest", "part"))
    return (
        *_press(meeting, parts[PartKind.PRESS], invitations),
        *_queue(sent, invitations),
        *_meets(meeting, parts[PartKind.TALK], now),
        *_said(meeting, parts[PartKind.TALK]),
    )


def _to(meeting: Meeting, name: str, *arguments: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.public_id, *arguments])


def _press(meeting: Meeting, slot: Part, invitations: list[Invitation]) -> Sequence[Step]:
    asked = [one for one in invitations if one.part_id == slot.pk]
    waiting = next((one for one in asked if State(one.state) in UNDECIDED), None)
    return (
        Step(
            _("Läser programmet, ser pressträffen och dess regel men ingen länk, och anmäler sig."),
            where=_to(meeting, "press", slot.public_id),
            called=_("Rita, reporter"),
            done=bool(asked),
        ),
        Step(
            _("Svarar på anmälan. Först då får reportern en plats och en dörr till det digitala rummet."),
            where=_to(meeting, "decide", waiting.public_id) if waiting else _to(meeting, "guests"),
            who=PER,
            done=bool(asked) and waiting is None,
        ),
    )


def _queue(sent: Sequence[Sent], invitations: list[Invitation]) -> Sequence[Step]:
    by_address = {one.guest.email: State(one.state) for one in invitations if one.part.kind == PartKind.TALK.value}
    leaves, waits = by_address.get(LEAVES.address), by_address.get(WAITS.address)
    offered = waits is not None and waits is not State.QUEUED
    return (
        Step(
            _("Får förhinder och lämnar återbud med länken i mejlet. Alla fem platser var tagna."),
            where=_mail(sent, LEAVES.address),
            called=LEAVES.name,
            done=leaves is State.WITHDRAWN,
        ),
        Step(
            _("Stod först i kön och har fått ett erbjudande som gäller en viss tid. Svarar ja."),
            where=_mail(sent, WAITS.address) if offered else "",
            called=WAITS.name,
            done=offered and waits is not State.OFFERED,
        ),
    )


def _meets(meeting: Meeting, talk: Part, now: datetime) -> Sequence[Step]:
    moved = talk.starts_at.astimezone(STOCKHOLM).hour != TEN
    return (
        Step(
            _("Flyttar mötet från klockan 10 till 11. Alla kalendrar ändras med samma mejl."),
            where=_to(meeting, "thing", "punkt", talk.public_id),
            who=SARA,
            done=moved,
        ),
        Step(_("Mötet hålls."), until=talk.ends_at, done=now >= talk.ends_at),
    )


def _said(meeting: Meeting, talk: Part) -> Sequence[Step]:
    note = Note.objects.filter(part__meeting=meeting).order_by("pk").first()
    row = Input.objects.filter(part__meeting=meeting).order_by("pk").first()
    made = Commitment.objects.filter(part__meeting=meeting).order_by("pk").first()
    return (
        Step(
            _("Skriver ned vad som sades."),
            where=_to(meeting, "deed", "anteckning"),
            who=SARA,
            done=note is not None,
        ),
        Step(
            _("Gör anteckningen till ett inspel och anger vilka som lyfte det. Namnen publiceras aldrig."),
            where=_to(meeting, "thing", "inspel", note.public_id) if note else "",
            who=SARA,
            done=row is not None,
        ),
        Step(
            _("Skriver upp vad någon åtog sig, med ägare och dag."),
            where=_to(meeting, "thing", "atagande", row.public_id) if row else "",
            who=SARA,
            done=made is not None,
        ),
        Step(
            _("Svarar på inspelet. De som lyfte det får svaret i ett mejl."),
            where=_to(meeting, "thing", "svar", row.public_id) if row else "",
            who=SARA,
            done=row is not None and row.answered_at is not None,
        ),
        Step(
            _("Berättar vad åtagandet ledde till."),
            where=reverse("meetings:settle", args=[made.public_id]) if made else "",
            who=SARA,
            done=made is not None and made.fate != Fate.OPEN.value,
        ),
        Step(
            _("Läser vad det blev av mötet."),
            where=_to(meeting, "came-of-it"),
            called=_("Vem som helst"),
            done=made is not None and made.fate != Fate.OPEN.value,
        ),
    )


STORIES = (
    Story(
        key="ministermote",
        title=_("Ministern möter fem företag"),
        about=_("Ett stopp på en ministers turné: inbjudan, kö, press, inspel, åtagande och svar tillbaka."),
        steps=steps,
    ),
)
