"""The pages of matching: the week's look back, a change tried on old questions, one proposal with its reasons."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from endorr.base.clock import now
from endorr.base.tenancy.rules import Viewer
from endorr.catalogue.queries.public import service_names, signposts
from endorr.matching import queries
from endorr.matching.forms import TrialForm
from endorr.matching.rules.lexicon import concepts
from endorr.matching.rules.proposal import Candidate, Left, Reason
from endorr.matching.rules.reading import CONCEPT
from endorr.matching.rules.replay import Kept, Moved
from endorr.matching.rules.telling import sentence
from endorr.matching.trying import try_phrases

WEEK, YEAR = timedelta(days=7), timedelta(days=365)
SHOWN = 20  # rows of a list that are shown at once


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _language() -> str:
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def _names() -> dict[str, str]:
    return {post.key: post.text("name", _language())[0] for post in signposts()}


def _all_names() -> dict[str, str]:
    """The names of organisations and services, by key."""
    return {**service_names(_language()), **_names()}


def _about(kept: Kept) -> str:
    """What a question was about, in words of the trade: its concepts, or its own words where there are none."""
    known = concepts().concepts
    named = [known[key].name(_language()) for word in kept.features if (key := word.removeprefix(CONCEPT)) in known]
    return ", ".join((named or [word for word in kept.features if word[0] != CONCEPT])[:6])


def week(request: HttpRequest) -> HttpResponse:
    """What the catalogue's owners should look at: the last seven days, or as many as asked for, a year at most."""
    asked = request.GET.get("dagar", "7")
    days = min(365, int(asked)) if asked.isdecimal() and int(asked) else 7
    told = queries.week(_viewer(request), since=now() - timedelta(days=days), until=now())
    names = _all_names()
    context = {
        "days": days,
        "told": told,
        "unsure": [(one, names.get(one.first, one.first), _about(one)) for one in told.unsure[:SHOWN]],
        "more_unsure": max(0, len(told.unsure) - SHOWN),
        "confusions": [
            (names.get(one.proposed, one.proposed), names.get(one.right, one.right), one.times)
            for one in told.confusions[:SHOWN]
        ],
        "suggestions": [(names.get(one.organisation, one.organisation), one) for one in told.suggestions],
        "unreached": [(key, names.get(key, key)) for key in told.unreached[:SHOWN]],
        "more_unreached": max(0, len(told.unreached) - SHOWN),
    }
    return render(request, "matching/week.html", context)


def try_out(request: HttpRequest) -> HttpResponse:
    """Try phrases on last year's questions: which would have been proposed to somebody else?"""
    form = TrialForm(request.POST or None)
    moved: tuple[Moved, ...] | None = None
    tried = 0
    if request.method == "POST" and form.is_valid():
        kept = queries.traces(_viewer(request), since=now() - YEAR, until=now())
        tried = sum(bool(one.features) for one in kept)
        moved = try_phrases(form.cleaned_data["key"], form.told(), kept, now=now())
    names = _names()
    rows = [(one.trace, names.get(one.before, one.before), names.get(one.after, one.after)) for one in moved or ()]
    context = {"form": form, "rows": rows, "tried": tried, "done": moved is not None}
    return render(request, "matching/try.html", context)


def proposal(request: HttpRequest, trace: str) -> HttpResponse:
    """One proposal with every reason, and why each of the others was not offered."""
    found = queries.proposal(_viewer(request), trace)
    if found is None:
        raise Http404
    names = _all_names()
    context = {
        "proposal": found,
        "question": found.ask.text(_language()) if found.ask else "",
        "candidates": [(one, _name(one, names), _told(one.reasons, names)) for one in found.candidates],
        "left": [(names.get(one.key, one.key), _left(one, names)) for one in found.left],
    }
    return render(request, "matching/proposal.html", context)


def _name(one: Candidate, names: dict[str, str]) -> str:
    return one.name or names.get(one.kind, one.kind)


def _told(reasons: tuple[Reason, ...], names: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(sentence(reason, _language(), names) for reason in reasons))


def _left(one: Left, names: dict[str, str]) -> str:
    return sentence(Reason(one.why, one.detail), _language(), names)
