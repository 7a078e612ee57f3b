"""Tells a story step by step: the page that shows where it stands, and the button that puts one in somebody's place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from endorr.base.accounts.models import User
from endorr.base.clock import configured_clock, now
from endorr.base.clock.wound import DemoClock
from endorr.base.demo.roles import BACKEND
from endorr.base.demo.stories import FOLLOWED, Step, Story, declared_stories


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as the page shows it: `name` is whoever does it, `number` counts from one; `turn` marks the next to do."""

    number: int
    step: Step
    name: str
    turn: bool


def find(key: str) -> Story:
    """Return the story with this key; 404 when no room tells it."""
    for story in declared_stories():
        if story.key == key:
            return story
    raise Http404


@never_cache
def story(request: HttpRequest, key: str) -> HttpResponse:
    """Show the story's steps as they stand."""
    told = find(key)
    request.session[FOLLOWED] = key
    shown = _shown(told.steps(now()))
    return render(
        request, "demo/story.html", {"story": told, "steps": shown, "over": not any(one.turn for one in shown)}
    )


def step(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as whoever does the chosen step and open the page it is done on, or let the time pass."""
    told = find(key)
    steps = told.steps(now())
    number = request.POST.get("steg", "")
    if not number.isdecimal() or not 1 <= int(number) <= len(steps):
        raise Http404
    chosen = steps[int(number) - 1]
    if chosen.until is not None:
        return _wind(request, key, chosen)
    if not chosen.where:
        messages.info(request, _("Dit har berättelsen inte kommit än. Gör det som står före först."))
        return redirect("demo:story", key)
    _be(request, chosen.who)
    request.session[FOLLOWED] = key
    return HttpResponseRedirect(chosen.where)


def _wind(request: HttpRequest, key: str, chosen: Step) -> HttpResponse:
    clock = configured_clock()
    if not isinstance(clock, DemoClock):
        raise Http404
    assert chosen.until is not None
    if chosen.until > clock.now():
        clock.wind(chosen.until - clock.now())
        messages.success(
            request, _("Klockan är framvriden. Det som skulle hända på vägen händer nu; det tar några sekunder.")
        )
    return redirect("demo:story", key)


def _be(request: HttpRequest, address: str) -> None:
    """Become that made-up person, or nobody: nobody real can be chosen."""
    if not address:
        logout(request)
        return
    person = User.objects.filter(email=address, fictional=True).first()
    if person is None:
        raise Http404
    if request.user.pk != person.pk:
        logout(request)
        login(request, person, backend=BACKEND)


def _shown(steps: Sequence[Step]) -> list[Shown]:
    names = dict(User.objects.filter(email__in={one.who for one in steps}, fictional=True).values_list("email", "name"))
    first = next((place for place, one in enumerate(steps) if not one.done), None)
    return [
        Shown(place + 1, one, names.get(one.who, str(one.called)), turn=place == first)
        for place, one in enumerate(steps)
    ]
