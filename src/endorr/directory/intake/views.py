"""The pages of a new cooperation: its checklist, its sheet, what is wrong with it, and the moment it is accepted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from endorr.base.clock import local_date, now
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Table, Tag, Task
from endorr.core.municipalities import in_county, municipalities
from endorr.directory.commands import map_municipalities
from endorr.directory.intake import commands, queries
from endorr.directory.intake.queries import Step, StepRow
from endorr.directory.intake.rules import Fault, Known, Line, check
from endorr.directory.intake.sheets import XLSX_TYPE, UnreadableError, read_table, template
from endorr.directory.intake.words import STEPS, WRONGS
from endorr.directory.queries import needs
from endorr.directory.words import PLACES

SHOWN = 200
EXAMPLE = (
    "Organisation i samverkan",
    "Exportfinansiering",
    "Förnamn Efternamn",
    "namn@organisation.se",
    "innehavare",
    "Lån och kapital; Garantier och riskförsäkring",
    "svenska; engelska",
    "hela länet",
    "2026-12-01",
    "",
    "10",
)


class SheetForm(forms.Form):
    """The file with people and coverage."""

    sheet = forms.FileField(
        label=gettext_lazy("Fil med personer och täckning"),
        help_text=gettext_lazy("XLSX eller CSV, högst 2 MB. Inget sparas förrän du har godkänt."),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom."),
        },
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
    )

    def clean_sheet(self) -> list[list[str]]:
        try:
            return read_table(self.cleaned_data["sheet"].read())
        except UnreadableError as error:
            raise forms.ValidationError(
                _("Filen går inte att läsa. Spara den som XLSX eller CSV, högst 2 MB och 5 000 rader.")
            ) from error


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _known(request: HttpRequest, cooperation: str) -> Known:
    known = queries.known_words(_viewer(request), cooperation, on=local_date(now()))
    if known is None:
        raise Http404
    return known


def checklist(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Show how far a cooperation has come; sent back, it says that the list of every municipality is complete."""
    rows = queries.checklist(_viewer(request), cooperation, on=local_date(now()))
    if rows is None:
        raise Http404
    if request.method == "POST":
        instant = now()
        places = [place.code for place in in_county(_known(request, cooperation).county)]
        map_municipalities(cooperation, places, from_day=local_date(instant), now=instant, actor=_viewer(request).actor)
        messages.success(request, _("Länets kommuner är genomgångna. Det ingen gör är nu en lucka."))
        return redirect("directory:checklist", cooperation)
    context = {
        "tasks": [_task(row, cooperation) for row in rows],
        "cooperation": cooperation,
        "unmapped": any(row.step is Step.MAPPED and row.done < row.of for row in rows),
    }
    return render(request, "directory/checklist.html", context)


def _task(row: StepRow, cooperation: str) -> Task:
    done = row.of > 0 and row.done >= row.of
    status = (
        Tag(_("Klart"), "good") if done else Tag(_("%(done)s av %(of)s") % {"done": row.done, "of": row.of}, "warn")
    )
    pages = {Step.MEMBERS: "members", Step.STAFFED: "sheet", Step.DEPUTIES: "sheet"}
    href = reverse(f"directory:{pages[row.step]}", args=[cooperation]) if row.step in pages else ""
    return Task(str(STEPS[row.step]), status, href=href)


def download(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Serve the sheet one begins from."""
    _known(request, cooperation)
    content = template(((need.code, need.name_sv) for need in needs()), EXAMPLE)
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="personer-och-tackning.xlsx"'
    return response


def sheet(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Take a sheet, check it row by row, and either say what is wrong or show what it would change."""
    known = _known(request, cooperation)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "cooperation": cooperation}
    if form.is_valid():
        lines, faults = check(form.cleaned_data["sheet"], known)
        if not faults:
            kept = commands.keep_sheet(cooperation, lines, now=now(), actor=_viewer(request).actor)
            return redirect("directory:accept", cooperation, kept)
        context |= {"faults": _fault_table(faults), "count": len(faults), "more": max(len(faults) - SHOWN, 0)}
    return render(request, "directory/sheet.html", context)


def _fault_table(faults: list[Fault]) -> Table:
    columns = [Column(_("Rad")), Column(_("Kolumn")), Column(_("Det står")), Column(_("Så rättar du"))]
    return Table(caption=_("Att rätta"), columns=columns, rows=[_fault(fault) for fault in faults[:SHOWN]])


def _fault(fault: Fault) -> list[Cell]:
    return [str(fault.row), fault.heading.value if fault.heading else "–", fault.value or "–", str(WRONGS[fault.wrong])]


def accept(request: HttpRequest, cooperation: str, sheet: str) -> HttpResponse:
    """Show what a checked sheet would change, and accept it as a whole."""
    lines = queries.waiting_sheet(_viewer(request), cooperation, sheet)
    if lines is None:
        raise Http404
    if request.method == "POST":
        done = commands.accept_sheet(sheet, now=now(), actor=_viewer(request).actor)
        messages.success(
            request,
            _("Sparat: %(functions)s nya funktioner, %(people)s nya platser, %(municipalities)s nya kommuner.")
            % {"functions": done.functions, "people": done.people, "municipalities": done.municipalities},
        )
        return redirect("directory:checklist", cooperation)
    return render(
        request, "directory/accept.html", {"table": _lines(lines), "count": len(lines), "cooperation": cooperation}
    )


def _lines(lines: list[Line]) -> Table:
    columns = [Column(_("Namn")), Column(_("Funktion")), Column(_("Plats")), Column(_("Kommuner"))]
    return Table(caption=_("Det här sparas"), columns=columns, rows=[_line(line) for line in lines])


def _line(line: Line) -> list[Cell]:
    shown = ", ".join(municipalities()[code].name for code in line.municipalities[:3])
    rest = len(line.municipalities) - 3
    places = _("%(places)s och %(rest)s till") % {"places": shown, "rest": rest} if rest > 0 else shown
    return [line.name, line.function, str(PLACES[line.place]), places]
