"""The story of public records: a citizen reads a masked copy, and a person is forgotten with the ledger whole."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.base.demo.stories import Step, Story
from endorr.records.models import Request, RequestedDocument, SubjectRequest

MAJA = "maja@region-vasterbotten.example"


def steps(_now: datetime) -> Sequence[Step]:
    """Return where the story stands, in three queries."""
    request = Request.objects.select_related("entity").order_by("-pk").first()
    subject = SubjectRequest.objects.order_by("-pk").first()
    untested = RequestedDocument.objects.filter(request=request, row__isnull=False, answer="").first()
    citizen, person = _("En medborgare"), _("Den som en gång frågade")
    test = reverse("records:test", args=[request.public_id, untested.public_id]) if request and untested else ""
    return (
        Step(
            _(
                "Öppna en myndighets diarium, välj en fråga om export och begär den. "
                "Lämna gärna en påhittad e-postadress."
            ),
            where=reverse("records:start"),
            called=citizen,
            done=request is not None,
        ),
        Step(
            _("Pröva handlingen uppgift för uppgift: maskera till exempel namn och e-post, skriv skälen och svara."),
            where=test or (reverse("records:request", args=[request.public_id]) if request else ""),
            who=MAJA,
            done=request is not None and request.answered_at is not None,
        ),
        Step(
            _("Läs svaret: en maskerad kopia med paragraf, skäl och hur man överklagar. Länken står i mejlet."),
            where=reverse("demo:post") if request and request.answered_at else "",
            called=citizen,
            done=subject is not None,
        ),
        Step(
            _("Skriv den e-postadress som någon i demon har frågat med, till exempel från ett mejl i demons post."),
            where=reverse("records:about_me"),
            called=person,
            done=subject is not None,
        ),
        Step(
            _("Öppna länken i mejlet, se allt som finns, och be att bli glömd."),
            where=reverse("demo:post") if subject else "",
            called=person,
            done=subject is not None and subject.wished_at is not None,
        ),
        Step(
            _("Glöm personen enligt gallringsplanen. Loggbokens kedja är hel efteråt: prova med endorr ledger verify."),
            where=reverse("records:disposal") if subject and subject.wished_at else "",
            who=MAJA,
            done=subject is not None and subject.forgotten_at is not None,
        ),
    )


STORIES = (
    Story(
        "handlingar",
        _("Handlingar: läsa, och bli glömd"),
        _(
            "En medborgare begär en handling utan att säga vem hon är. "
            "En annan får se allt som finns om henne och blir glömd."
        ),
        steps,
    ),
)
