"""The story of the country: the centres side by side, and one that uses another tool hands in its list."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.base.demo.stories import Step, Story
from endorr.national.models import Report

NILS = "nils@tillvaxtverket.example"


def steps(_now: datetime) -> Sequence[Step]:
    """Return where the story stands, in one query."""
    latest = Report.objects.order_by("-received_at", "-pk").first()
    handed_in = latest is not None and latest.accepted_at != latest.received_at
    return (
        Step(
            _("Läs centrumen sida vid sida. Ställ en fråga i taget, till exempel var hjälp saknas."),
            where=reverse("national:country"),
            called=_("Vem som helst"),
            done=handed_in,
        ),
        Step(
            _("Läs in en deltagarlista för ett centrum som använder ett annat verktyg: en rad per deltagare."),
            where=reverse("national:reports"),
            who=NILS,
            done=handed_in,
        ),
        Step(
            _("Se efter att antalet unika företag stämmer och godkänn listan."),
            where=reverse("national:reports") if handed_in else "",
            who=NILS,
            done=handed_in and latest is not None and latest.accepted_at is not None,
        ),
        Step(
            _("Se hur många centrum som är med i systemet och via fil, och hur många företag som nås."),
            where=reverse("national:question", args=["foretag"]),
            called=_("Vem som helst"),
            done=handed_in and latest is not None and latest.accepted_at is not None,
        ),
    )


STORIES = (
    Story(
        "landet",
        _("Landet: centrumen sida vid sida"),
        _(
            "Den nationella samordnaren läser svaren från alla centrum, "
            "och tar in en lista från ett som har ett eget verktyg."
        ),
        steps,
    ),
)
