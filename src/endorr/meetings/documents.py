"""Tells what a registered document of a meeting says: an invitation, what the press asked and heard, an answer back.

Who it is from or to stands in the diary's own row; how one reaches them, and what they wrote, are fields of their own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from endorr.base.documents import Paper, Said
from endorr.meetings.models import Input, Invitation


def said(paper: Paper) -> Iterable[Said]:
    """Return the fields of a document by the deed that registered it; one query."""
    host = "part__meeting__organisation__legal_entity__public_id"
    if paper.kind == "meetings.input_answered":
        answered = Input.objects.filter(public_id=paper.subject, **{host: paper.entity}).first()
        return _answer_back(answered) if answered else ()
    rows = Invitation.objects.filter(public_id=paper.subject, **{host: paper.entity})
    row = rows.select_related("guest", "part__meeting").first()
    return _invitation(row, paper.kind) if row else ()


def _answer_back(row: Input) -> Iterable[Said]:
    yield Said("input", _("Inspelet"), row.text)
    yield Said("answer", _("Svaret"), row.answer)


def _invitation(row: Invitation, kind: str) -> Iterable[Said]:
    yield Said("meeting", _("Möte"), row.part.meeting.title)
    yield Said("part", _("Del av mötet"), row.part.title)
    yield Said("name", _("Namn"), row.guest.name)
    yield Said("organisation", _("Organisation"), row.guest.organisation_name)
    yield Said("email", _("E-post"), row.guest.email)
    yield Said("phone", _("Telefon"), row.guest.phone)
    if kind == "meetings.press_asked":
        yield Said("question", _("Frågan"), row.question)
    if kind == "meetings.press_decided":
        yield Said("why", _("Skälen"), row.decided_why)
