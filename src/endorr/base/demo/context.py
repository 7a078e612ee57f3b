"""Tells every page of a demo where its clock stands and how it can be wound: the bar on top is drawn from this."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from endorr.base.clock import configured_clock
from endorr.base.clock.wound import DemoClock
from endorr.base.demo.stories import FOLLOWED, declared_stories
from endorr.base.ui.parts import Link

STEPS: tuple[tuple[str, Promise], ...] = (
    ("hour", gettext_lazy("En timme framåt")),
    ("event", gettext_lazy("Till nästa händelse")),
    ("weekend", gettext_lazy("Över helgen")),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar shows: the demo's instant, where its form goes, the steps it offers, and the demo's own pages."""

    now: datetime
    wind: str
    steps: tuple[tuple[str, Promise], ...]
    links: tuple[Link, ...]


def demo_clock(request: HttpRequest) -> dict[str, Bar | None]:
    """Add `demo_clock`: None, and so no bar, where the machine's own clock rules."""
    clock = configured_clock()
    return {
        "demo_clock": Bar(clock.now(), reverse("demo:wind"), STEPS, _links(request))
        if isinstance(clock, DemoClock)
        else None
    }


def _links(request: HttpRequest) -> tuple[Link, ...]:
    return (
        *_story(request),
        Link(_("Mejl i demon"), reverse("demo:post")),
        Link(_("Byt person"), reverse("demo:choose")),
    )


def _story(request: HttpRequest) -> tuple[Link, ...]:
    """The way back to the story one is in the middle of, else to where all stories begin: a room above tells that."""
    followed = getattr(request, "session", {}).get(FOLLOWED)
    if any(story.key == followed for story in declared_stories()):
        return (Link(_("Åter till berättelsen"), reverse("demo:story", args=(followed,))),)
    return (Link(_("Berättelsen"), reverse("story:story")),) if apps.is_installed("endorr.cases.demo") else ()
