"""What stands around every page: where one may go, who is signed in, whom to call."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from endorr.base.policy.table import policy_table
from endorr.base.tenancy.rules import Look, Viewer
from endorr.base.ui.parts import Frame, Link, Person

NAV: tuple[tuple[str, Promise], ...] = (
    ("calendars:when", gettext_lazy("När får jag svar?")),
    ("directory:ask", gettext_lazy("Vem hjälper till här?")),
    ("catalogue:list", gettext_lazy("Vilken hjälp finns?")),
    ("indicators:start", gettext_lazy("Exporten i siffror")),
    ("cases:promise", gettext_lazy("Håller vi löftet?")),
    ("meetings:start", gettext_lazy("Möten")),
)
ABOUT: tuple[tuple[str, Promise], ...] = (
    ("accessibility", gettext_lazy("Tillgänglighet")),
    ("statusz", gettext_lazy("Hur tjänsten mår")),
    ("calendars:open_data", gettext_lazy("Öppna data")),
    ("records:start", gettext_lazy("Allmänna handlingar")),
    ("newsroom:start", gettext_lazy("Pressrum")),
    ("national:country", gettext_lazy("Centrumen sida vid sida")),
    ("cheques:calls", gettext_lazy("Exportcheckar")),
    ("strategy:start", gettext_lazy("Strategier och program")),
)
# A person's own pages; each shows only to those the policy lets in.
OWN: tuple[tuple[str, Promise], ...] = (
    ("cases:queue", gettext_lazy("Frågor")),
    ("companies:list", gettext_lazy("Företag")),
    ("meetings:desk", gettext_lazy("Möten")),
    ("newsroom:desk", gettext_lazy("Press")),
    ("mfa_index", gettext_lazy("Mitt konto")),
    ("cheques:list", gettext_lazy("Checkar")),
    ("cheques:money", gettext_lazy("Checkpengar")),
    ("planning:plan", gettext_lazy("Planering")),
    ("directory:functions", gettext_lazy("Funktioner")),
    ("directory:absence", gettext_lazy("Frånvaro")),
    ("calendars:doors", gettext_lazy("Kalendern")),
    ("catalogue:desk", gettext_lazy("Katalogen")),
    ("matching:week", gettext_lazy("Matchningen")),
    ("statistics:desk", gettext_lazy("Statistiken")),
    ("strategy:desk", gettext_lazy("Strategier")),
    ("strategy:programmes", gettext_lazy("Program")),
    ("award:desk", gettext_lazy("Årets exportregion")),
    ("award:seats", gettext_lazy("Juryuppdrag")),
    ("national:reports", gettext_lazy("Listor från andra verktyg")),
    ("records:requests", gettext_lazy("Begäranden om handlingar")),
    ("identity:people", gettext_lazy("Personer och roller")),
    ("identity:looks", gettext_lazy("Utseende")),
    ("apikeys:keys", gettext_lazy("API-nycklar")),
    ("mailroom:undelivered", gettext_lazy("Utskick som inte kommit fram")),
    ("cases:parked", gettext_lazy("Mejl som väntar på en människa")),
)
EUPL = "https://eupl.eu/1.2/"


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Add `frame` to every page; asks the database nothing for somebody who is not signed in."""
    viewer = getattr(request, "viewer", None)
    person = _person(request, viewer) if viewer and viewer.signed_in else None
    return {
        "frame": Frame(
            home=_address("first"),
            **_dress(request, viewer),
            person=person,
            sign_in="" if person else _address(settings.LOGIN_URL),
            nav=_links(request, NAV),
            about=_links(request, ABOUT),
            contact=_contact(request),
            source=(Link(_("Licens: EUPL 1.2"), EUPL + ("en/" if get_language() == "en" else "sv/")),),
        )
    }


def _dress(request: HttpRequest, viewer: Viewer | None) -> dict[str, str]:
    """Return the name, colours and logo of the door a page stands at: `request.door`, or the viewer's only one."""
    look: Look | None = getattr(request, "door", None) or (viewer.door if viewer else None)
    if look is None:
        return {}
    dressed = {"cooperation": look.name}
    if look.colours:
        dressed["brand_css"] = f"{reverse('identity:colours', args=[look.slug])}?v={look.version}"
    if look.has_logo:
        dressed["logo"] = f"{reverse('identity:logo', args=[look.slug])}?v={look.version}"
    return dressed


def _person(request: HttpRequest, viewer: Viewer) -> Person:
    mine = tuple(place for place in OWN if policy_table()[place[0]].methods["GET"].admits_person(viewer))
    return Person(viewer.name, links=_links(request, mine), sign_out=_address("account_logout"))


def _links(request: HttpRequest, places: tuple[tuple[str, Promise], ...]) -> tuple[Link, ...]:
    match = request.resolver_match
    here = match.view_name if match else ""
    found = ((name, text, _address(name)) for name, text in places)
    return tuple(Link(str(text), address, current=name == here) for name, text, address in found if address)


def _address(name: str) -> str:
    """Return the address of a page; nothing where the house is not mounted, so that an error page never fails."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def dialled(phone: str) -> str:
    """Return a telephone number as it is dialled: "0600-00 00 00" is 0600000000."""
    return re.sub(r"[^\d+]", "", phone)


def _contact(request: HttpRequest) -> tuple[Link, ...]:
    """Return whom to call: the door's own number where a page stands at a door (`request.phone`), else the house's."""
    operator = settings.OPERATOR
    number = getattr(request, "phone", "") or operator["phone"]
    phone = (Link(number, f"tel:{dialled(number)}"),) if number else ()
    mail = (Link(operator["email"], f"mailto:{operator['email']}"),) if operator["email"] else ()
    return (*phone, *mail)
