"""The pages of those who keep the directory: each reads one query or does one deed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format as day
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.tenancy.queries import coordinated_cooperations, organisations_outside, own_cooperations
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Row, Table, Tag
from endorr.core.languages import BY_CODE as LANGUAGES
from endorr.directory import commands
from endorr.directory.members import commands as members
from endorr.directory.rules import Competence, Obligation, Part, Place, Refused, Standing
from endorr.directory.staff import queries
from endorr.directory.staff.forms import AbsenceForm, EndForm, MemberForm, MoveForm, PersonForm
from endorr.directory.staff.queries import FunctionPage, FunctionRow, PersonRow
from endorr.directory.words import (
    OBLIGATIONS,
    PARTS,
    PLACES,
    REFUSALS,
    STANDING_KINDS,
    STANDINGS,
    WHY_KINDS,
    WHYS,
    marked,
    need_name,
)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _today() -> date:
    return local_date(now())


def _seen(request: HttpRequest, function: str) -> FunctionPage:
    page = queries.function_page(_viewer(request), function, on=_today())
    if page is None:
        raise Http404
    return page


def _kept(request: HttpRequest, function: str) -> FunctionPage:
    page = _seen(request, function)
    if not page.may_change:
        raise Http404
    return page


def _seat(page: FunctionPage, seat: str) -> PersonRow:
    found = next((one for one in page.people if one.seat == seat), None)
    if found is None:
        raise Http404
    return found


def _deed(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str],
    *,
    title: str,
    button: str,
    back: str,
    text: str = "",
) -> HttpResponse:
    """Show a form, and when it is filled in do one deed; `do` returns what to say of it afterwards."""
    if form.is_valid():
        try:
            said = do(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, said)
            return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back, "text": text}
    return render(request, "directory/deed.html", context)


def functions(request: HttpRequest) -> HttpResponse:
    """List the functions of the viewer's cooperations and organisations, and how each stands today."""
    viewer = _viewer(request)
    rows = queries.functions(viewer, on=_today())
    context = {
        "table": _function_table(rows),
        "cooperations": coordinated_cooperations(viewer),
        "troubled": [row for row in rows if not row.answering],
    }
    return render(request, "directory/functions.html", context)


def _function_table(rows: list[FunctionRow]) -> Table:
    columns = [
        Column(_("Funktion")),
        Column(_("Organisation")),
        Column(_("Läge i dag")),
        Column(_("Svarar")),
        Column(_("Kommuner"), numeric=True),
    ]
    return Table(caption=_("Funktioner"), columns=columns, rows=[_cells(row) for row in rows], empty=_("Inga ännu."))


def _answering(row: FunctionRow) -> str:
    return marked(row.answering, fictional=row.answering_fictional and bool(row.answering))


def _cells(row: FunctionRow) -> list[Cell]:
    link = Link(marked(row.name, fictional=row.fictional), reverse("directory:function", args=[row.public_id]))
    tag = Tag(str(WHYS[row.why]), WHY_KINDS[row.why])
    return [link, row.organisation, tag, _answering(row) or "–", row.places]


def function(request: HttpRequest, function: str) -> HttpResponse:
    """Show one function: who stands behind it, what it is good at, where."""
    page = _seen(request, function)
    context = {
        "page": page,
        "tag": Tag(str(WHYS[page.row.why]), WHY_KINDS[page.row.why]),
        "facts": _facts(page),
        "answering": _answering(page.row),
        "people": _people(page),
        "former": _former(page),
        "places": _places(page),
    }
    return render(request, "directory/function.html", context)


def _facts(page: FunctionPage) -> list[Row]:
    verified = day(page.row.verified_on) if page.row.verified_on else _("aldrig")
    return [
        Row(_("Organisation"), page.row.organisation),
        Row(_("Samverkan"), page.row.cooperation or _("Flera län")),
        Row(_("Behov"), [need_name(need) for need in page.needs]),
        Row(_("Särskilt"), [_skill(kind, code) for kind, code in page.others] or "–"),
        Row(_("Kontakt"), [channel.value for channel in page.channels] or "–"),
        Row(_("Senast kontrollerad"), verified),
    ]


def _skill(kind: Competence, code: str) -> str:
    if kind is not Competence.LANGUAGE or code not in LANGUAGES:
        return code
    return LANGUAGES[code].en if get_language() == "en" else LANGUAGES[code].sv


def _people(page: FunctionPage) -> Table:
    columns = [Column(_("Namn")), Column(_("Plats")), Column(_("Gäller")), Column(_("I dag"))]
    if page.may_change:
        columns += [Column(_("Ändra")), Column(_("Sluta"))]
    rows = [_person(page, one) for one in page.people]
    return Table(caption=_("Bakom funktionen"), columns=columns, rows=rows, empty=_("Ingen innehar funktionen."))


def _former(page: FunctionPage) -> Table | None:
    if not page.former:
        return None
    columns = [Column(_("Namn")), Column(_("Plats")), Column(_("Gällde"))]
    rows: list[list[Cell]] = [
        [
            marked(one.name, fictional=one.fictional),
            str(PLACES[one.place]),
            _span(one.valid_from, one.valid_to),
        ]
        for one in page.former
    ]
    return Table(caption=_("Tidigare bakom funktionen"), columns=columns, rows=rows)


def _person(page: FunctionPage, one: PersonRow) -> list[Cell]:
    today = Tag(_("Borta"), "warn") if one.away else Tag(_("Här"), "good")
    cells: list[Cell] = [
        marked(one.name, fictional=one.fictional),
        str(PLACES[one.place]),
        _span(one.valid_from, one.valid_to),
        today,
    ]
    if page.may_change:
        address = (page.row.public_id, one.seat)
        cells += [
            Link(_("Byt"), reverse("directory:replace", args=address), more=one.name),
            Link(_("Avsluta"), reverse("directory:end_seat", args=address), more=one.name),
        ]
    return cells


def _span(first: date, last: date | None) -> str:
    if last is None:
        return _("från %(day)s") % {"day": day(first)}
    return _("%(first)s till %(last)s") % {"first": day(first), "last": day(last)}


def _places(page: FunctionPage) -> Table:
    """Gather the municipalities that hold for the same days: a county is one row, not forty-nine."""
    gathered: dict[tuple[date, date | None, Standing], list[str]] = {}
    for place in page.places:
        gathered.setdefault((place.valid_from, place.valid_to, place.standing), []).append(place.name)
    rows: list[list[Cell]] = [
        [_span(first, last), Tag(str(STANDINGS[standing]), STANDING_KINDS[standing]), len(names), ", ".join(names)]
        for (first, last, standing), names in sorted(gathered.items(), key=lambda pair: pair[0][0])
    ]
    columns = [Column(_("Gäller")), Column(_("Läge")), Column(_("Antal"), numeric=True), Column(_("Kommuner"))]
    return Table(caption=_("Kommuner"), columns=columns, rows=rows, empty=_("Inga kommuner."))


def replace(request: HttpRequest, function: str, seat: str) -> HttpResponse:
    """Let somebody else take over a seat."""
    page = _kept(request, function)
    old = _seat(page, seat)
    viewer = _viewer(request)
    people = [one for one in queries.colleagues(viewer, function, on=_today()) if one.public_id != old.public_id]

    def do(said: dict[str, Any]) -> str:
        commands.replace_holder(seat, said["person"], from_day=said["from_day"], now=now(), actor=viewer.actor)
        return _("Bytet är gjort. Funktionen fortsätter.")

    form = PersonForm(request.POST or None, people=people, today=_today())
    title = _("Vem tar över efter %(name)s?") % {"name": old.name}
    return _deed(request, form, do, title=title, button=_("Byt person"), back=_address(page))


def _address(page: FunctionPage) -> str:
    return reverse("directory:function", args=[page.row.public_id])


def add_deputy(request: HttpRequest, function: str) -> HttpResponse:
    """Seat one more behind a function: its holder when nobody holds it, else a deputy after the others."""
    page = _kept(request, function)
    viewer = _viewer(request)
    seated = {one.public_id for one in page.people}
    people = [one for one in queries.colleagues(viewer, function, on=_today()) if one.public_id not in seated]
    deputies = [one.rank for one in page.people if one.place is Place.DEPUTY]
    place = Place.DEPUTY if page.people else Place.HOLDER

    def do(said: dict[str, Any]) -> str:
        rank = max(deputies, default=0) + 1
        commands.seat_person(
            function, said["person"], place=place, rank=rank, from_day=said["from_day"], now=now(), actor=viewer.actor
        )
        return _("Personen är tillagd.")

    form = PersonForm(request.POST or None, people=people, today=_today())
    title = _("Lägg till ersättare") if page.people else _("Lägg till innehavare")
    return _deed(request, form, do, title=title, button=_("Lägg till"), back=_address(page))


def end_seat(request: HttpRequest, function: str, seat: str) -> HttpResponse:
    """End a person's place behind a function."""
    page = _kept(request, function)
    old = _seat(page, seat)

    def do(said: dict[str, Any]) -> str:
        commands.end_seat(seat, from_day=said["from_day"], now=now(), actor=_viewer(request).actor)
        return _("%(name)s svarar inte längre för funktionen.") % {"name": old.name}

    form = EndForm(request.POST or None, today=_today())
    alone = len(page.people) == 1
    return _deed(
        request,
        form,
        do,
        title=_("Avsluta för %(name)s?") % {"name": old.name},
        text=_("Ingen annan finns bakom funktionen. Den fortsätter, men som en lucka.") if alone else "",
        button=_("Avsluta"),
        back=_address(page),
    )


def move(request: HttpRequest, function: str) -> HttpResponse:
    """Move a municipality to another function."""
    page = _kept(request, function)
    viewer = _viewer(request)

    def do(said: dict[str, Any]) -> str:
        commands.move_coverage(
            said["municipality"],
            before=function,
            after=said["after"],
            from_day=said["from_day"],
            now=now(),
            actor=viewer.actor,
        )
        return _("Kommunen är flyttad.")

    form = MoveForm(
        request.POST or None,
        places=[(place.code, place.name) for place in page.places],
        others=queries.other_functions(viewer, function, on=_today()),
        today=_today(),
    )
    return _deed(request, form, do, title=_("Flytta en kommun"), button=_("Flytta kommunen"), back=_address(page))


def absence(request: HttpRequest) -> HttpResponse:
    """Report an absence, one's own or that of somebody behind a function one keeps, and list those to come."""
    viewer = _viewer(request)
    form = AbsenceForm(request.POST or None, people=queries.may_report_for(viewer, on=_today()), today=_today())
    if form.is_valid():
        said = form.cleaned_data
        try:
            commands.report_absence(
                said["person"],
                first_day=said["first_day"],
                last_day=said["last_day"],
                part=Part(said["part"]),
                now=now(),
                actor=viewer.actor,
            )
        except Refused as refused:
            form.add_error("last_day", str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("Frånvaron är anmäld. Ersättaren svarar så länge."))
            return redirect("directory:absence")
    context = {"form": form, "table": _absences(viewer)}
    return render(request, "directory/absence.html", context)


def _absences(viewer: Viewer) -> Table:
    columns = [Column(_("Namn")), Column(_("Dagar")), Column(_("Hur mycket")), Column(_("Ta tillbaka"))]
    rows: list[list[Cell]] = [
        [
            row.person,
            _span(row.first_day, row.last_day) if row.first_day != row.last_day else day(row.first_day),
            str(PARTS[row.part]),
            Link(_("Ta tillbaka"), reverse("directory:withdraw", args=[row.public_id]), more=row.person),
        ]
        for row in queries.absences(viewer, on=_today())
    ]
    return Table(caption=_("Anmäld frånvaro"), columns=columns, rows=rows, empty=_("Ingen är borta."))


def withdraw(request: HttpRequest, absence: str) -> HttpResponse:
    """Take an absence back."""
    viewer = _viewer(request)
    row = next((one for one in queries.absences(viewer, on=_today()) if one.public_id == absence), None)
    if row is None:
        raise Http404

    def do(_said: dict[str, Any]) -> str:
        commands.withdraw_absence(absence, now=now(), actor=viewer.actor)
        return _("Frånvaron är borttagen.")

    form = forms.Form(request.POST if request.method == "POST" else None)
    title = _("Ta tillbaka frånvaron för %(name)s?") % {"name": row.person}
    return _deed(request, form, do, title=title, button=_("Ta tillbaka"), back=reverse("directory:absence"))


def holes(request: HttpRequest) -> HttpResponse:
    """List the holes of the viewer's own cooperations today, before a company finds them."""
    found = queries.own_holes(_viewer(request), on=_today())
    table = Table(
        caption=_("Luckor i dag"),
        columns=[Column(_("Kommun")), Column(_("Behov"))],
        rows=[[hole.place, need_name(hole.need)] for hole in found],
        empty=_("Inga kända luckor."),
    )
    return render(request, "directory/holes.html", {"table": table, "count": len(found)})


def member_list(request: HttpRequest, cooperation: str) -> HttpResponse:
    """List who takes part in a cooperation."""
    name = _cooperation_name(request, cooperation)
    rows = queries.members(_viewer(request), cooperation, on=_today())
    coordinates = cooperation in {one.public_id for one in coordinated_cooperations(_viewer(request))}
    columns = [
        Column(_("Organisation")),
        Column(_("Villkor")),
        Column(_("Med sedan")),
        Column(_("Senast kontrollerad")),
    ]
    if coordinates:
        columns.append(Column(_("Lämna")))
    table = Table(
        caption=_("Medlemmar"),
        columns=columns,
        rows=[
            [
                row.name,
                str(OBLIGATIONS[Obligation(row.obligation)]),
                day(row.valid_from),
                day(row.verified_on) if row.verified_on else _("aldrig"),
                *([_leave_link(cooperation, row)] if coordinates else []),
            ]
            for row in rows
        ],
        empty=_("Inga ännu."),
    )
    context = {"name": name, "table": table, "cooperation": cooperation, "may_change": coordinates}
    return render(request, "directory/members.html", context)


def _leave_link(cooperation: str, row: queries.MemberRow) -> Link:
    return Link(_("Avsluta"), reverse("directory:leave", args=[cooperation, row.public_id]), more=row.name)


def _cooperation_name(request: HttpRequest, cooperation: str) -> str:
    own = {one.public_id: one.name for one in own_cooperations(_viewer(request))}
    if cooperation not in own:
        raise Http404
    return own[cooperation]


def add_member(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Add an organisation to a cooperation the viewer coordinates."""
    viewer = _coordinator(request, cooperation)

    def do(said: dict[str, Any]) -> str:
        members.add_member(
            said["organisation"], cooperation, Obligation(said["obligation"]), now=now(), actor=viewer.actor
        )
        return _("Organisationen är med från i dag.")

    outside = organisations_outside(viewer, cooperation, on=_today())
    form = MemberForm(request.POST or None, organisations=outside)
    back = reverse("directory:members", args=[cooperation])
    return _deed(request, form, do, title=_("Lägg till en medlem"), button=_("Lägg till"), back=back)


def _coordinator(request: HttpRequest, cooperation: str) -> Viewer:
    viewer = _viewer(request)
    if cooperation not in {one.public_id for one in coordinated_cooperations(viewer)}:
        raise Http404
    return viewer


def leave(request: HttpRequest, cooperation: str, organisation: str) -> HttpResponse:
    """Let an organisation leave a cooperation at once."""
    viewer = _coordinator(request, cooperation)
    row = next(
        (one for one in queries.members(viewer, cooperation, on=_today()) if one.public_id == organisation), None
    )
    if row is None:
        raise Http404

    def do(_said: dict[str, Any]) -> str:
        members.member_leaves(organisation, cooperation, now=now(), actor=viewer.actor)
        return _("%(name)s är inte längre med.") % {"name": row.name}

    form = forms.Form(request.POST if request.method == "POST" else None)
    return _deed(
        request,
        form,
        do,
        title=_("Ska %(name)s lämna samverkan?") % {"name": row.name},
        text=_("Organisationens funktioner här stängs och dess personer förlorar åtkomsten genast."),
        button=_("Avsluta nu"),
        back=reverse("directory:members", args=[cooperation]),
    )
