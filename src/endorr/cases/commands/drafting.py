"""Keeps what a visitor has begun to fill in, reminds once whoever did not send it, and forgets it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from endorr.cases import letters
from endorr.cases.models import Draft, Enquiry

RESUMED_AFTER = timedelta(hours=2)
"""Who has not touched a draft for so long has left it, and is written to once if there is an address."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a draft was begun: the house's address, the page's language, the partner whose way in it was."""

    site: str = ""
    language: str = "sv"
    entrance: int | None = None


def start_draft(answers: dict[str, str], *, now: datetime, begun: Begun = Begun()) -> str:
    """Keep what a visitor has begun with and return the key to it: 128 random bits."""
    return Draft.objects.create(
        key=secrets.token_hex(16),
        answers=answers,
        site=begun.site,
        language=begun.language,
        entrance_id=begun.entrance,
        started_at=now,
        touched_at=now,
    ).key


def keep_answers(key: str, answers: dict[str, str], *, now: datetime, language: str = "") -> None:
    """Add answers to a draft; one that has been sent stays as it is."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(key=key)
        if not draft.sent:
            draft.answers = {**draft.answers, **answers}
            draft.touched_at, draft.language = now, language or draft.language
            draft.save(update_fields=["answers", "touched_at", "language"])


@transaction.atomic
def remind_of_draft(key: str, *, now: datetime) -> bool:
    """Mail the way back to a draft that was left, once; False when it needs no mail or somebody else sent it.

    Nobody is written to whose address has sent a question since the draft was begun: it was sent another way.
    """
    left = Draft.objects.filter(key=key, sent=False, resume_mailed_at__isnull=True)
    if not left.filter(touched_at__lte=now - RESUMED_AFTER).update(resume_mailed_at=now):
        return False
    draft = Draft.objects.get(key=key)
    email = draft.answers.get("epost", "")
    if not email or Enquiry.objects.filter(email__iexact=email, received_at__gte=draft.started_at).exists():
        return False
    letters.resume(draft, email, now=now)
    return True


def forget_drafts(*, before: datetime) -> int:
    """Delete drafts begun before an instant: what was never sent is nobody's to keep."""
    deleted, _ = Draft.objects.filter(started_at__lt=before).delete()
    return deleted
