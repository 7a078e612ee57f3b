"""The pages over people and seats, and the two files in which a cooperation's look is served."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.identity import commands
from endorr.base.identity.forms import SeatForm
from endorr.base.identity.words import REFUSALS, ROLES
from endorr.base.tenancy import queries
from endorr.base.tenancy.queries import SeatRow
from endorr.base.tenancy.rules import Refused, Role, Viewer
from endorr.base.ui.brand import brand_css
from endorr.base.ui.parts import Cell, Column, Link, Table

A_DAY = 24 * 60 * 60


def people(request: HttpRequest) -> HttpResponse:
    """Show everybody with a seat in the viewer's own organisations."""
    rows = queries.seats_of_own_organisations(viewer_of(request), on=local_date(now()))
    return render(request, "identity/people.html", {"table": _table(rows), "people": len({row.email for row in rows})})


def add(request: HttpRequest) -> HttpResponse:
    """Give somebody a seat."""
    viewer, instant = viewer_of(request), now()
    form = SeatForm(
        request.POST or None,
        organisations=queries.administered_organisations(viewer),
        today=local_date(instant),
    )
    if form.is_valid():
        wanted = commands.Invitation(
            organisation=form.cleaned_data["organisation"],
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            role=Role(form.cleaned_data["role"]),
            last_day=form.cleaned_data["last_day"],
            sign_in=request.build_absolute_uri(reverse("account_request_login_code")),
        )
        try:
            commands.invite(wanted, now=instant, actor=viewer.actor)
        except Refused as refused:
            form.add_error("role", str(REFUSALS[refused.reason]))
        else:
            messages.success(request, _("%(name)s har fått uppdraget. Ett brev är på väg.") % {"name": wanted.name})
            return redirect("identity:people")
    return render(request, "identity/add.html", {"form": form})


def end(request: HttpRequest, seat: str) -> HttpResponse:
    """Ask whether a seat shall end now, and end it."""
    viewer = viewer_of(request)
    row = queries.own_seat(viewer, seat)
    if row is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            commands.end_seat(row.public_id, now=now(), actor=viewer.actor)
        except Refused as refused:
            problem = str(REFUSALS[refused.reason])
        else:
            messages.success(request, _("Uppdraget för %(name)s har avslutats.") % {"name": row.name})
            return redirect("identity:people")
    role = ROLES[row.role]
    return render(request, "identity/end.html", {"seat": row, "role": role, "problem": problem})


def colours(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Serve a cooperation's colours as a stylesheet of our own."""
    found = queries.colours_of(cooperation)
    if found is None:
        raise Http404
    return _cached(HttpResponse(brand_css(*found), content_type="text/css; charset=utf-8"))


def logo(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Serve a cooperation's logo as the kind of picture its bytes said it was."""
    found = queries.logo_of(cooperation)
    if found is None:
        raise Http404
    return _cached(HttpResponse(found.content, content_type=found.content_type))


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is looking, as the gate found."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _cached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _table(rows: list[SeatRow]) -> Table:
    columns = [Column(_("Namn")), Column(_("Roll")), Column(_("Organisation")), Column(_("Gäller")), Column("")]
    return Table(
        caption=_("Personer och uppdrag"),
        columns=columns,
        rows=[_cells(row) for row in rows],
        empty=_("Ingen har något uppdrag ännu."),
    )


def _cells(row: SeatRow) -> list[Cell]:
    name = _("%(name)s (påhittad person)") % {"name": row.name} if row.fictional else row.name
    where = f"{row.organisation}, {row.cooperation}" if row.cooperation else row.organisation
    action = Link(_("Avsluta"), reverse("identity:end", args=[row.public_id]), more=f"{row.name}, {ROLES[row.role]}")
    return [name, str(ROLES[row.role]), where, _span(row), action]


def _span(row: SeatRow) -> str:
    first = date_format(row.valid_from)
    if row.valid_to is None:
        return _("från %(first)s") % {"first": first}
    return _("%(first)s till %(last)s") % {"first": first, "last": date_format(row.valid_to)}
