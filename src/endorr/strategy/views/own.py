"""What is behind an invited party's link: a form for an input, what they wrote before, and the replies."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.idempotency.forms import once
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import look_in
from endorr.strategy import commands
from endorr.strategy.commands import PARTY
from endorr.strategy.forms import OwnInputForm
from endorr.strategy.queries import own
from endorr.strategy.queries.own import OwnPage


class Own(LinkView):
    """A party's own page: it writes, and reads what came of it."""

    purpose = PARTY

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _shown(request, _page(opened), OwnInputForm())

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _acted(request, opened, _page(opened))


def _page(opened: Opened) -> OwnPage:
    found = own.own_page(opened.target)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, page: OwnPage, form: OwnInputForm) -> HttpResponse:
    request.door = look_in(page.county) if page.county else None  # type: ignore[attr-defined]
    return render(request, "strategy/own.html", {"own": page, "form": form})


@once
def _acted(request: HttpRequest, opened: Opened, page: OwnPage) -> HttpResponse:
    form = OwnInputForm(request.POST)
    if not form.is_valid():
        return _shown(request, page, form)
    commands.give_input(opened.target, form.cleaned_data["text"], now=now(), actor=f"link:{opened.public_id}")
    messages.success(request, _("Tack. Ditt inspel har kommit fram, och svaret kommer hit och till din e-post."))
    return redirect(request.path)
