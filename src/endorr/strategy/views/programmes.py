"""The pages of those who run a programme: begin one, note participants by hand, and take in a list."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import cooperations, own_organisations, partners_in
from endorr.base.ui.parts import Cell, Column, Link, Table
from endorr.directory.intake.sheets import UnreadableError
from endorr.strategy import commands, showing
from endorr.strategy.commands import NotReadError
from endorr.strategy.forms import ProgrammeForm, SheetForm, TakingForm, county_choices
from endorr.strategy.queries import programmes as queries
from endorr.strategy.queries.programmes import ProgrammePage
from endorr.strategy.rules.deeds import LEADING, Bar
from endorr.strategy.rules.participants import COLUMNS, Fault
from endorr.strategy.views.desk import filled, tried, viewer_of
from endorr.strategy.words import WRONGS

FAULTS_SHOWN = 50


@once
def programmes(request: HttpRequest) -> HttpResponse:
    """One's programmes, and a form that begins another."""
    viewer = viewer_of(request)
    own = [(one.public_id, one.name) for one in own_organisations(viewer, *LEADING)]
    regions = county_choices([(one.county_code, one.public_id) for one in cooperations()])
    form = ProgrammeForm(filled(request), organisations=own, cooperations=regions)
    made: list[str] = []

    def begin() -> None:
        owner = form.cleaned_data["organisation"]
        made.append(commands.open_programme(form.plan(), viewer, organisation=owner, now=now()))

    where = {Bar.NAME_TAKEN: "name", Bar.STARTS_BEFORE: "ends_on"}
    if form.is_bound and form.is_valid() and tried(form, begin, where):
        messages.success(request, _("Programmet är öppnat."))
        return redirect("strategy:programme_work", made[0])
    rows: list[list[Cell]] = [
        [Link(one.name, reverse("strategy:programme_work", args=[one.public_id])), one.host]
        for one in queries.own_programmes(viewer)
    ]
    table = Table(_("Era program"), [Column(_("Program")), Column(_("Drivs av"))], rows, empty=_("Inga program än."))
    return render(request, "strategy/programmes.html", {"form": form, "table": table})


def _programme(request: HttpRequest, programme: str) -> ProgrammePage:
    found = queries.own_programme(viewer_of(request), programme, today=local_date(now()))
    if found is None:
        raise Http404
    return found


def work(request: HttpRequest, programme: str) -> HttpResponse:
    """A programme's reach, and a form for one more participant."""
    return once(_work)(request, _programme(request, programme))


def _work(request: HttpRequest, found: ProgrammePage) -> HttpResponse:
    today = local_date(now())
    regions = [one for one in cooperations() if one.county_code in found.regions]
    partners = {choice.public_id: choice.name for one in regions for choice in partners_in(one.public_id, on=today)}
    form = TakingForm(
        filled(request),
        regions=county_choices([(one.county_code, one.public_id) for one in regions]),
        partners=sorted(partners.items(), key=lambda one: one[1].casefold()),
        initial={"on": today},
    )
    where = {Bar.OUTSIDE: "on", Bar.IN_THE_FUTURE: "on", Bar.OTHER_REGION: "cooperation"}
    programme = found.row.public_id

    def add() -> None:
        commands.add_participant(programme, viewer_of(request), form.taking(), now=now())

    if form.is_bound and form.is_valid() and tried(form, add, where):
        messages.success(request, _("Deltagaren är noterad."))
        return redirect("strategy:programme_work", programme)
    context = {
        "page": found,
        "form": form,
        "reached": showing.reach_text(found.reach.companies),
        "regions": showing.reach_table(found.reach),
        "supports": showing.supports_table(found.reach),
    }
    return render(request, "strategy/programme_work.html", context)


def take_in(request: HttpRequest, programme: str) -> HttpResponse:
    """Take in a list of participants; whatever is wrong is told by row and column."""
    return once(_take_in)(request, _programme(request, programme))


def _take_in(request: HttpRequest, found: ProgrammePage) -> HttpResponse:
    form = SheetForm(filled(request), request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            new = commands.import_participants(found.row.public_id, viewer_of(request), content, now=now())
        except NotReadError as error:
            faults = error.sheet.faults
            many = ngettext("%(many)s cell är fel.", "%(many)s celler är fel.", len(faults)) % {"many": len(faults)}
            form.add_error("file", _("%(many)s Inget är sparat.") % {"many": many})
        except UnreadableError:
            form.add_error(
                "file", _("Filen går inte att läsa. Spara den som Excel (.xlsx) eller CSV och välj den igen.")
            )
        else:
            said = ngettext("%(many)s ny rad är inläst.", "%(many)s nya rader är inlästa.", new) % {"many": new}
            messages.success(request, said)
            return redirect("strategy:programme_work", found.row.public_id)
    context = {"page": found, "form": form, "faults": _faults(faults) if faults else None}
    return render(request, "strategy/take_in.html", context)


def _faults(faults: tuple[Fault, ...]) -> Table:
    columns = [Column(_("Rad"), numeric=True), Column(_("Kolumn")), Column(_("Fel")), Column(_("Där står"))]
    rows: list[list[Cell]] = [
        [one.row, one.column, str(WRONGS[one.wrong]), one.told or "–"] for one in faults[:FAULTS_SHOWN]
    ]
    return Table(_("Celler att rätta"), columns, rows)


def template(request: HttpRequest, programme: str) -> HttpResponse:
    """An empty list with the headings."""
    found = _programme(request, programme)
    response = HttpResponse("\ufeff" + ";".join(COLUMNS) + "\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.row.slug}-deltagare.csv"'
    return response
