"""The story of a press text: a figure is given its source, two people let it out, and a fault is put right openly."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.base.demo.stories import Step, Story
from endorr.newsroom.demo.seeds import PER, SARA
from endorr.newsroom.models import Release
from endorr.newsroom.rules.words import State

WRITTEN = frozenset({State.SUBMITTED, State.APPROVED, State.LIFTED})
APPROVED = frozenset({State.APPROVED, State.LIFTED})


def steps(_now: datetime) -> Sequence[Step]:
    """Return where the story of the latest begun text stands, in four queries at most; none where there is no text."""
    row = Release.objects.order_by("-begun_at", "-pk").first()
    if row is None:
        return ()
    state, own = State(row.state), [row.public_id]
    bound = row.wordings.filter(figures__isnull=False).exists()
    out = state is State.LIFTED
    corrected = out and row.editions.filter(number__gt=1).exists()
    text, open_page = reverse("newsroom:text", args=own), reverse("newsroom:release", args=own)
    journalist = _("En journalist")
    return (
        Step(
            _("Ge siffran i texten dess källa: bind den till tabellen som säger den."),
            where=reverse("newsroom:figures", args=[*own, "sv"]) if state in {State.DRAFT, State.STOPPED} else "",
            who=PER,
            done=bound,
        ),
        Step(_("Lämna texten till någon annan för godkännande."), where=text, who=PER, done=state in WRITTEN),
        Step(
            _("Läs texten, se att varje siffra stämmer och godkänn den med ett embargo till i morgon bitti."),
            where=text,
            who=SARA,
            done=state in APPROVED,
        ),
        Step(
            _("Leta efter texten innan embargot är hävt: den finns varken på sidan eller i flödet."),
            where=reverse("newsroom:start") if not out else "",
            called=journalist,
            done=out,
        ),
        Step(
            _("Embargot hävs: sida, flöde, bilder och mejl öppnas i samma ögonblick."),
            done=out,
            until=row.lifts_at if state is State.APPROVED else None,
        ),
        Step(
            _("Läs texten med källan till siffran, och se på kontakten om någon svarar i telefon just nu."),
            where=open_page if out else "",
            called=journalist,
            done=corrected,
        ),
        Step(
            _("Rätta texten: säg öppet vad som var fel. Det som stod förut finns kvar."),
            where=reverse("newsroom:correct", args=[*own, "sv"]) if out else "",
            who=PER,
            done=corrected,
        ),
        Step(
            _("Läs rättelsen och jämför med den tidigare versionen."),
            where=open_page if corrected else "",
            called=journalist,
        ),
    )


STORIES = (
    Story(
        "pressmeddelande",
        _("Pressrummet: en siffra, två par ögon och en rättelse"),
        _("Ingen siffra utan källa, ingen läser i förväg, och ett fel rättas så att alla ser det."),
        steps,
    ),
)
