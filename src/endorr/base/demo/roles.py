"""The page on which one chooses whom of the demo's made-up people to be."""

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from endorr.base.accounts.models import User
from endorr.base.demo.people import PARTNERS, PLAYERS
from endorr.base.identity.words import DUTIES, ROLES
from endorr.base.signin.landing import first_page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """List whom one can be."""
    partners = {partner.slug: partner.name for partner in PARTNERS}
    people = [(player, partners[player.partner], ROLES[player.role], DUTIES[player.role]) for player in PLAYERS]
    return render(request, "demo/choose.html", {"people": people})


def become(request: HttpRequest) -> HttpResponse:
    """Sign in as the made-up person that the form names; nobody else can be chosen."""
    roles = {player.address: player.role for player in PLAYERS}
    chosen = User.objects.filter(email=request.POST.get("person", ""), email__in=roles, fictional=True).first()
    if chosen is None:
        raise Http404
    logout(request)
    login(request, chosen, backend=BACKEND)
    return redirect(first_page({roles[chosen.email]}))
