"""The demo's story: a question in three panes, wound forward step by step. Everything in it is the house's own."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from endorr.base.clock import local_date
from endorr.base.clock.rules import after_weekend
from endorr.base.clock.wound import DemoClock
from endorr.base.demo.stories import FOLLOWED, declared_stories
from endorr.base.i18n.formats import moment_without_year, on_wall
from endorr.base.idempotency.forms import once
from endorr.cases import commands
from endorr.cases.commands import Asked
from endorr.cases.demo.deeds import DEEDS
from endorr.cases.demo.scene import Scene, scene
from endorr.cases.demo.showing import context, shared
from endorr.cases.demo.situations import BY_KEY, SITUATIONS, WHENS, Situation, When, moment_of
from endorr.cases.demo.time_passing import clock, make_round, pass_time
from endorr.cases.rules import Refused, Sharing
from endorr.cases.words import REFUSALS
from endorr.core.municipalities import named
from endorr.directory.queries import desk_for

STORY = "story"
OWN = "egen"
OWN_COMPANY, OWN_NAME, OWN_MAIL = "Ditt påhittade företag", "Du själv", "du@ditt-foretag.example"


class OwnForm(forms.Form):
    """One's own worry: what, where, and when it is asked."""

    fraga = forms.CharField(
        label=gettext_lazy("Vad vill du ha hjälp med?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Skriv vad du undrar, så börjar berättelsen.")},
    )
    kommun = forms.CharField(
        label=gettext_lazy("Kommun"),
        max_length=60,
        initial="Skellefteå",
        error_messages={"required": gettext_lazy("Skriv en kommun.")},
    )

    def clean_kommun(self) -> str:
        place = named(self.cleaned_data["kommun"])
        if place is None:
            raise forms.ValidationError(_("Det finns ingen kommun som heter så. Skriv till exempel Skellefteå."))
        if desk_for(place.county.code, on=local_date(_clock().now())) is None:
            raise forms.ValidationError(
                _("I demon tar ingen emot frågor där än. Skriv till exempel Skellefteå, Borås eller Falun.")
            )
        return place.code


class WhenForm(forms.Form):
    """When the question is asked."""

    nar = forms.ChoiceField(
        label=gettext_lazy("När ställs frågan?"),
        choices=[("", gettext_lazy("När det passar berättelsen")), *((one.value, text) for one, text in WHENS.items())],
        initial="",
        required=False,
        widget=forms.RadioSelect,
    )


def _clock() -> DemoClock:
    found = clock()
    if found is None:
        raise Http404
    return found


@never_cache
def story(request: HttpRequest) -> HttpResponse:
    """Show where the story stands, or how to begin one."""
    now = _clock().now()
    kept = request.session.get(STORY)
    found = scene(kept["case"], now) if kept else None
    request.session.pop(FOLLOWED, None)
    if found is None or kept is None:
        return _start(request, OwnForm(), WhenForm())
    return render(request, "story/story.html", context(found, kept))


def _start(request: HttpRequest, own: OwnForm, when: WhenForm) -> HttpResponse:
    offered = {"situations": SITUATIONS, "own": own, "when": when, "now": _clock().now(), "stories": declared_stories()}
    return render(request, "story/start.html", offered)


@once
def begin(request: HttpRequest) -> HttpResponse:
    """Wind the clock to when the question is asked, and ask it as the company would."""
    wound, key = _clock(), request.POST.get("situation", "")
    if key == "":
        request.session.pop(STORY, None)
        return HttpResponseRedirect(reverse("story:story"))
    own, when = OwnForm(request.POST if key == OWN else None), WhenForm(request.POST)
    if key != OWN and key not in BY_KEY:
        raise Http404
    if key == OWN and not own.is_valid():
        return _start(request, own, when)
    when.full_clean()
    chosen = When(when.cleaned_data.get("nar") or (BY_KEY[key].when if key in BY_KEY else When.NOW))
    pass_time(wound, until=moment_of(chosen, wound.now()), story="")
    asked = _situation(request, BY_KEY[key]) if key in BY_KEY else _own(request, own)
    _ask(request, wound, asked, key)
    return HttpResponseRedirect(reverse("story:story"))


def _ask(request: HttpRequest, wound: DemoClock, asked: Asked, key: str) -> None:
    now = wound.now()
    receipt = commands.ask(asked, now=now)
    make_round(now)
    told = scene(receipt.case, now)
    before = {"door": shared(told.door), "country": shared(told.country)} if told else {}
    request.session[STORY] = {
        "case": receipt.case,
        "token": receipt.token,
        "situation": key,
        "before": before,
        "said": "",
    }


def _asked(request: HttpRequest, question: str, municipality: str, **told: Any) -> Asked:
    site = request.build_absolute_uri("/")[:-1]
    language = "en" if get_language() == "en" else "sv"
    return Asked(site=site, language=language, question=question, municipality=municipality, **told)


def _situation(request: HttpRequest, one: Situation) -> Asked:
    return _asked(
        request,
        str(one.question),
        one.municipality,
        name=one.name,
        sharing=one.sharing,
        email=one.email,
        phone=one.phone,
        company=one.company,
    )


def _own(request: HttpRequest, form: OwnForm) -> Asked:
    told = form.cleaned_data
    return _asked(
        request, told["fraga"], told["kommun"], name=OWN_NAME, sharing=Sharing.YES, email=OWN_MAIL, company=OWN_COMPANY
    )


@once
def act(request: HttpRequest) -> HttpResponse:
    """Do one thing in the story - as the company, the adviser or time itself - and go back to it."""
    wound, kept = _clock(), request.session.get(STORY)
    now = wound.now()
    found = scene(kept["case"], now) if kept else None
    if found is None or kept is None:
        return HttpResponseRedirect(reverse("story:story"))
    what = request.POST.get("vad", "")
    kept["said"] = _wind(wound, found, what) if what in WINDS else _do(found, what, request, now)
    request.session[STORY] = kept
    return HttpResponseRedirect(reverse("story:story"))


def _do(found: Scene, what: str, request: HttpRequest, now: datetime) -> str:
    if what not in DEEDS:
        raise Http404
    try:
        said = DEEDS[what](found, request.POST, now)
    except Refused as refused:
        said = REFUSALS[refused.refusal]
    make_round(now)
    return str(said)


WINDS = ("nasta", "timme", "morgon")


def _wind(wound: DemoClock, found: Scene, what: str) -> str:
    now = wound.now()
    target, said = _target(found, what, now)
    pass_time(wound, until=target, story=found.case.public_id)
    return _("Klockan är nu %(when)s. %(said)s") % {
        "when": moment_without_year(wound.now(), get_language() or "sv"),
        "said": said,
    }


def _target(found: Scene, what: str, now: datetime) -> tuple[datetime, str]:
    if what == "timme":
        return now + timedelta(hours=1), ""
    if what == "nasta" and found.ahead:
        first = found.ahead[0]
        # A second on at the end: a promise that falls due this very second would still be kept by a contact now.
        return first.at + timedelta(seconds=1 if first.end else 0), first.what + "."
    return next_morning(now), _("En ny arbetsdag har börjat.")


def next_morning(now: datetime) -> datetime:
    """Return the next weekday at 08.05 on the Stockholm wall."""
    tomorrow = on_wall(now) + timedelta(days=1)
    if tomorrow.weekday() >= 5:
        return after_weekend(now) + timedelta(minutes=5)
    return tomorrow.replace(hour=8, minute=5, second=0, microsecond=0).astimezone(now.tzinfo)
