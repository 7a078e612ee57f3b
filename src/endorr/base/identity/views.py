"""The pages over people and seats, and the two files in which a cooperation's look is served."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.identity import commands
from endorr.base.identity.forms import LookForm, SeatForm
from endorr.base.identity.words import REFUSALS, ROLES
from endorr.base.tenancy import queries
from endorr.base.tenancy.queries import SeatRow
from endorr.base.tenancy.rules import Refused, Role, Viewer
from endorr.base.ui.brand import brand_css
from endorr.base.ui.contrast import HEX
from endorr.base.ui.parts import Cell, Column, Link, Table

A_DAY = 24 * 60 * 60
# The colours of a cooperation that has chosen none: the house's own.
OURS = ("#17415c", "#f2b632")


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


def looks(request: HttpRequest) -> HttpResponse:
    """Lead to the cooperation the viewer coordinates, or let them choose when there are several."""
    found = queries.coordinated_looks(viewer_of(request))
    if len(found) == 1:
        return redirect("identity:look", found[0].slug)
    return render(request, "identity/looks.html", {"looks": found})


def look(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Show how a cooperation looks, and give it other colours or another logo."""
    viewer = viewer_of(request)
    present = next((one for one in queries.coordinated_looks(viewer) if one.slug == cooperation), None)
    if present is None:
        raise Http404
    first, second = present.colours or OURS
    form = LookForm(request.POST or None, request.FILES or None, initial={"primary": first, "accent": second})
    if form.is_valid():
        chosen = form.cleaned_data
        commands.dress(
            present.slug,
            primary=chosen["primary"].lower(),
            accent=chosen["accent"].lower(),
            logo=chosen["logo"],
            now=now(),
            actor=viewer.actor,
        )
        messages.success(request, _("Utseendet är sparat och syns på sidorna nu."))
        return redirect("identity:look", present.slug)
    request.door = present  # type: ignore[attr-defined]
    context = {"form": form, "look": present, "tries": _tries(form, present.colours or OURS)}
    return render(request, "identity/look.html", context)


def _tries(form: LookForm, present: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return the looks to compare, each as words and two colours: what is, what was tried, what would do."""
    shown = [(_("Så här ser det ut i dag"), *present)]
    if not (form.is_bound and getattr(form, "problems", None)):
        return shown
    tried = {name: form.data[name].lower() for name in ("primary", "accent")}
    nearest = tried | {problem.field: problem.suggestion for problem in form.problems if problem.suggestion}
    drawable = [(_("Det du skrev"), tried), (_("Det närmaste som går"), nearest)]
    return shown + [
        (words, pair["primary"], pair["accent"])
        for words, pair in drawable
        if all(HEX.fullmatch(colour) for colour in pair.values())
    ]


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
