"""The way in: a question, who asks, who may read, and a page to check it all before it is sent."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.base.ui.parts import Link, Row
from endorr.calendars.queries import calendar_of
from endorr.cases.commands import Asked, keep_answers, start_draft
from endorr.cases.commands import ask as ask_once
from endorr.cases.forms.asking import AboutForm, QuestionForm, SharingForm, company_of, municipality_names
from endorr.cases.letters import spoken
from endorr.cases.queries import DraftView, draft_by_key
from endorr.cases.rules import Refused, Sharing
from endorr.cases.words import SHARINGS
from endorr.core.counties import county
from endorr.core.municipalities import named
from endorr.directory.queries import Desk, desk_for

STEPS = {"cases:question": ("fraga",), "cases:about": ("kommun", "namn"), "cases:share": ("dela",)}


def _language() -> str:
    return "en" if get_language() == "en" else "sv"


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a page of somebody's own answers: no copy is kept on the way, no address is passed on."""
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def ask(request: HttpRequest) -> HttpResponse:
    """Begin: a question posted from any page becomes a draft; one that cannot be taken is shown as it was written."""
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key = start_draft(form.cleaned_data, now=now())
        return HttpResponseRedirect(reverse("cases:about", args=[key]))
    return render(request, "cases/question.html", {"form": form})


def _draft(request: HttpRequest, key: str) -> DraftView:
    draft = draft_by_key(key)
    if draft is None:
        raise Http404
    return draft


def _already_sent(request: HttpRequest, draft: DraftView) -> HttpResponse:
    return _page(request, "cases/already_sent.html", {"key": draft.key})


def _next(draft_key: str, answers: dict[str, str]) -> str:
    """Return the address of the first screen that still lacks an answer, else of the page to check."""
    missing = (name for name, fields in STEPS.items() if not all(answers.get(field) for field in fields))
    return reverse(next(missing, "cases:check"), args=[draft_key])


def _step(request: HttpRequest, key: str, form_class: Any, template: str, **context: Any) -> HttpResponse:
    draft = _draft(request, key)
    if draft.sent:
        return _already_sent(request, draft)
    form = form_class(request.POST) if request.method == "POST" else form_class(initial=draft.answers)
    if form.is_bound and form.is_valid():
        keep_answers(key, form.cleaned_data)
        return HttpResponseRedirect(_next(key, {**draft.answers, **form.cleaned_data}))
    return _page(request, template, {"form": form, "key": key, **context})


def question(request: HttpRequest, key: str) -> HttpResponse:
    """Change the question of a draft."""
    return _step(request, key, QuestionForm, "cases/question.html")


def about(request: HttpRequest, key: str) -> HttpResponse:
    """Where the company is and who asks."""
    return _step(request, key, AboutForm, "cases/about.html", places=municipality_names())


def share(request: HttpRequest, key: str) -> HttpResponse:
    """Who may read; the receiver is named. Where no desk takes questions in, that is said instead."""
    draft = _draft(request, key)
    place = named(draft.answers.get("kommun", ""))
    if not draft.sent and place is None:
        return HttpResponseRedirect(reverse("cases:about", args=[key]))
    desk = _desk(draft)
    if not draft.sent and desk is None:
        return _no_door(request, draft)
    return _step(request, key, SharingForm, "cases/share.html", desk=desk)


def _desk(draft: DraftView) -> Desk | None:
    place = named(draft.answers.get("kommun", ""))
    return desk_for(place.county.code, on=local_date(now())) if place else None


def _no_door(request: HttpRequest, draft: DraftView) -> HttpResponse:
    place = named(draft.answers["kommun"])
    assert place is not None
    context = {"key": draft.key, "county": county(place.county.code), "place": place, "phone": settings.OPERATOR}
    return _page(request, "cases/no_door.html", context)


@once
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Check the answers and send them. Sent twice, from two windows or by going back: one case, one confirmation."""
    draft = _draft(request, key)
    if draft.sent:
        return _already_sent(request, draft)
    desk = _desk(draft)
    ready = _next(key, draft.answers)
    if ready != reverse("cases:check", args=[key]):
        # Never redirected on POST: a redirect would be remembered as the answer to this draft.
        return _page(request, "cases/unfinished.html", {"next": ready, "key": key})
    if desk is None:
        return _no_door(request, draft)
    if request.method == "POST":
        return _send(request, draft)
    return _page(request, "cases/check.html", _checked(draft, desk))


def _send(request: HttpRequest, draft: DraftView) -> HttpResponse:
    try:
        receipt = ask_once(_asked(request, draft.answers), now=now(), draft=draft.key)
    except Refused:
        return _already_sent(request, draft)
    return HttpResponseRedirect(reverse("cases:sent", args=[receipt.token]))


def _asked(request: HttpRequest, answers: dict[str, str]) -> Asked:
    place = named(answers["kommun"])
    assert place is not None
    company, number = company_of(answers.get("foretag", ""))
    return Asked(
        site=request.build_absolute_uri("/")[:-1],
        language=_language(),
        question=answers["fraga"],
        municipality=place.code,
        name=answers["namn"],
        sharing=Sharing(answers["dela"]),
        email=answers.get("epost", ""),
        phone=answers.get("telefon", ""),
        company=company,
        company_number=number,
        good_times=answers.get("tider", ""),
    )


def _checked(draft: DraftView, desk: Desk) -> dict[str, Any]:
    calendar = calendar_of(desk.cooperation_id)
    given = worktime.promise(now(), calendar)
    return {
        "key": draft.key,
        "rows": _rows(draft),
        "desk": desk,
        "sentence": worktime.sentence(given.due, calendar, spoken(_language())),
    }


def _rows(draft: DraftView) -> list[Row]:
    told = draft.answers

    def row(label: str, name: str, value: str) -> Row:
        return Row(label, value, (Link(_("Ändra"), reverse(name, args=[draft.key]), more=label.lower()),))

    reach = [part for part in (told.get("epost"), told.get("telefon"), told.get("tider")) if part]
    return [
        row(_("Din fråga"), "cases:question", told["fraga"]),
        row(_("Kommun"), "cases:about", told["kommun"]),
        row(_("Företag"), "cases:about", told.get("foretag") or _("Inget företag än")),
        row(_("Ditt namn"), "cases:about", told["namn"]),
        Row(_("Så når vi dig"), reach, (Link(_("Ändra"), reverse("cases:about", args=[draft.key])),)),
        row(_("Dela med andra"), "cases:share", str(SHARINGS[Sharing(told["dela"])])),
    ]
