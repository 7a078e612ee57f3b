"""Takes back what a mail was counted for when it never reached the company, and tells whoever wrote it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.ledger.kinds import kind
from endorr.cases.commands.mailing import tell_person
from endorr.cases.commands.story import SYSTEM, life_of, live, locked, note
from endorr.cases.models import Contact
from endorr.cases.rules import Evidence, Way

BOUNCED = kind("cases.bounced", "A mail to the company came back; what stood on it as a contact stands no more")


@transaction.atomic
def note_bounce(contact: str, *, now: datetime) -> bool:
    """Note that the mail a contact stood on never arrived; False when that is known already.

    The contact becomes an attempt, and the promise stands on what is left: it is kept by another contact, or runs on.
    What the company itself has confirmed stays: somebody did reach it.
    """
    row = Contact.objects.filter(public_id=contact, way=Way.MESSAGE.value, reached=True).select_related("case").first()
    if row is None:
        return False
    found = locked(row.case.public_id)
    if found.evidence == Evidence.CONFIRMED.value:
        return False
    if not Contact.objects.filter(pk=row.pk, reached=True).update(reached=False):
        return False
    left = list(Contact.objects.filter(case=found, reached=True).values_list("at", "evidence").order_by("at"))
    live(found, replace(life_of(found), contacted_at=left[0][0] if left else None), now=now)
    found.evidence = left[0][1] if left else ""
    found.save()
    extra = {"words": f"{RING}\n\n{row.text}".strip()}
    tell_person(found, row.person_id, "not_sent", SUBJECT, now=now, once=f"bounce:{contact}", extra=extra)
    note(found, BOUNCED, now=now, actor=SYSTEM, message=contact)
    return True


SUBJECT = gettext_lazy("Ditt svar kom inte fram till företaget")
RING = gettext_lazy(
    "Mejlet kom i retur och räknas inte som kontakt. Ring företaget, eller se efter om adressen är rätt."
)
