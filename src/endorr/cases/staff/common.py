"""What every page of those who answer needs: who looks, in which language, and how a deed is done and told."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.tenancy.rules import Viewer
from endorr.cases import commands
from endorr.cases.queries import CaseView, anonymous_card, case_for, head_for
from endorr.cases.rules import Refused
from endorr.cases.words import REFUSALS


def language() -> str:
    return get_language() or "sv"


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def back(public_id: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("cases:case", args=[public_id]))


def do(request: HttpRequest, public_id: str, deed: Callable[[], None], done: str) -> HttpResponse:
    """Do a deed and say how it went; a question that is not the viewer's to see looks as if it did not exist."""
    try:
        deed()
    except commands.TakenError as taken:
        who = ", ".join(part.name for part in (taken.case.holder, taken.case.organisation) if part)
        messages.warning(request, _("%s hann före och har frågan.") % who)
    except Refused as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
    else:
        messages.success(request, done)
    return back(public_id)


def visible_or_404(request: HttpRequest, public_id: str) -> None:
    """Raise Http404 unless the viewer may read a question, or see at least its anonymous card."""
    viewer, at = viewer_of(request), now()
    if head_for(viewer, public_id, at) is None and anonymous_card(viewer, public_id, at) is None:
        raise Http404


def readable_or_404(request: HttpRequest, public_id: str) -> CaseView:
    return _found(case_for(viewer_of(request), public_id, now()))


def head_or_404(request: HttpRequest, public_id: str) -> CaseView:
    """Return a question without its story, for a page beside it; Http404 unless the viewer may read it."""
    return _found(head_for(viewer_of(request), public_id, now()))


def _found(found: CaseView | None) -> CaseView:
    if found is None:
        raise Http404
    return found
