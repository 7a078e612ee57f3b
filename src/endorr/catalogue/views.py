"""The catalogue for everybody: search, one service, does it fit us, watch it, say what is wrong."""

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.idempotency.forms import once
from endorr.catalogue.commands.voices import ask_to_watch, confirm_watch, give_feedback, stop_watching
from endorr.catalogue.formats.schema_org import as_schema_org
from endorr.catalogue.forms import FeedbackForm, FitsForm, SearchForm, WatchForm
from endorr.catalogue.queries import public
from endorr.catalogue.queries.public import Page, Wanted
from endorr.catalogue.rules.eligibility import evaluate
from endorr.catalogue.rules.words import Standing
from endorr.catalogue.showing import line, lines, rule_text, shown
from endorr.worktime import sentence

PAGE = 20


def _language() -> str:
    return get_language() or "sv"


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _wanted(form: SearchForm) -> Wanted:
    told = form.cleaned_data if form.is_valid() else {}
    return Wanted(
        text=told.get("q", ""),
        topic=told.get("amne", ""),
        place=told.get("plats", ""),
        applicant=told.get("vem", ""),
        nearby=told.get("nara", False),
    )


def catalogue(request: HttpRequest) -> HttpResponse:
    """Search, as one types; without a word typed, everything by name."""
    form = SearchForm(request.GET)
    answer = public.find(_wanted(form), now=now())
    page_of = Paginator(answer.found, PAGE).get_page(request.GET.get("sida"))
    kept = request.GET.copy()
    kept["nara"] = "on"
    kept.pop("sida", None)
    context = {
        "form": form,
        "page_of": page_of,
        "found": [line(one, _language(), now()) for one in page_of.object_list],
        "posts": [(post, *post.text("does", _language())) for post in answer.posts],
        "more_nearby": answer.more_nearby,
        "nearby": f"?{kept.urlencode()}",
        "searched": bool(request.GET.get("q", "").strip()),
    }
    return render(request, "catalogue/list.html", context)


def signposts(request: HttpRequest) -> HttpResponse:
    """Show every organisation a company may be shown to, and what it does."""
    posts = [(post, *post.text("does", _language())) for post in public.signposts()]
    return render(request, "catalogue/signposts.html", {"posts": posts})


def _found(key: str) -> Page:
    found = public.page_of(key, now=now())
    if found is None:
        raise Http404
    return found


def _data_block(values: dict[str, Any]) -> SafeString:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(values, ensure_ascii=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return mark_safe(text)  # noqa: S308 - the three letters that could end it are escaped above


def _service_page(request: HttpRequest, found: Page, **more: Any) -> HttpResponse:
    entry, card = found.found.entry, found.found.entry.card
    asks_to_fit = found.found.standing not in {Standing.GONE} and bool(card.eligibility)
    context = {
        "service": shown(found, _language(), now()),
        "fits": FitsForm(rules=card.eligibility if asks_to_fit else ()),
        "watch": WatchForm(prefix="w"),
        "feedback": FeedbackForm(prefix="f"),
        "structured": _data_block(
            as_schema_org(card, url=_site(request) + reverse("catalogue:service", args=[card.key]))
        ),
        "data": reverse("catalogue_open:jsonld", args=[card.key]),
        "related": lines(found.related, _language(), now()),
        "entry": entry,
    }
    return render(request, "catalogue/service.html", context | more)


def service(request: HttpRequest, key: str) -> HttpResponse:
    """One service in plain words; a card that was merged leads to the one it became."""
    found = _found(key)
    if found.found.entry.merged_into:
        return HttpResponseRedirect(reverse("catalogue:service", args=[found.found.entry.merged_into]), status=301)
    return _service_page(request, found)


def fits(request: HttpRequest, key: str) -> HttpResponse:
    """Say rule by rule whether a service is for a company; what it tells is used for the answer and not stored."""
    found = _found(key)
    if request.method != "POST" or not found.found.entry.card.eligibility:
        return redirect("catalogue:service", key)
    form = FitsForm(request.POST, rules=found.found.entry.card.eligibility)
    if not form.is_valid():
        return _service_page(request, found, fits=form)
    verdict = evaluate(form.rules, form.company())
    told = [(rule_text(one.rule, _language()), one.answer.value) for one in verdict.outcomes]
    return _service_page(request, found, fits=form, verdict=verdict, outcomes=told)


@once
def watch(request: HttpRequest, key: str) -> HttpResponse:
    """Send the question whether the address wants to be told when the service changes."""
    found = _found(key)
    form = WatchForm(request.POST, prefix="w")
    if not form.is_valid():
        return _service_page(request, found, watch=form)
    ask_to_watch(key, form.cleaned_data["email"], language=_language(), site=_site(request), now=now())
    messages.success(request, _("Vi har skickat ett mejl. Öppna länken i det för att börja bevaka."))
    return redirect("catalogue:service", key)


@once
def feedback(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what is wrong, and show by when it is answered."""
    found = _found(key)
    form = FeedbackForm(request.POST, prefix="f")
    if not form.is_valid():
        return _service_page(request, found, feedback=form)
    row = give_feedback(
        key,
        form.cleaned_data["text"],
        email=form.cleaned_data["email"],
        language=_language(),
        site=_site(request),
        now=now(),
        actor=request.viewer.actor,  # type: ignore[attr-defined]
    )
    return redirect("catalogue:answer", row.public_id)


def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show whoever holds the address what was written, by when it is answered, and the answer."""
    row = public.feedback_by_id(public_id)
    if row is None:
        raise Http404
    return render(request, "catalogue/answer.html", {"row": row, "promise": sentence(row.due_at)})


def watching(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin or stop watching, by the address in the mail; opening it alone does nothing."""
    row = public.watch_by_id(public_id)
    if row is None:
        return render(request, "catalogue/watching.html", {"row": None})
    if request.method == "POST":
        if "stop" in request.POST:
            stop_watching(public_id)
            return render(request, "catalogue/watching.html", {"row": None})
        confirm_watch(public_id, now=now())
        return redirect("catalogue:watching", public_id)
    return render(request, "catalogue/watching.html", {"row": row})
