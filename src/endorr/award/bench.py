"""A juror's pages: declare interests, read what is frozen, give points, hand in, and confirm the record."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.award import commands, queries, showing
from endorr.award.desk import tried, viewer_of
from endorr.award.forms import AssessForm, InterestsForm
from endorr.award.queries import Given, OwnSeat
from endorr.award.rules.jury import Barred, Standing
from endorr.award.words import county_name, standing_tag, why_barred
from endorr.base.clock import now
from endorr.base.idempotency.forms import once
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag, Task


def seats(request: HttpRequest) -> HttpResponse:
    """The awards whose jury one sits on."""
    columns = [Column(_("År")), Column(_("Läge"))]
    rows: list[list[Cell]] = [
        [Link(str(one.year), reverse("award:seat", args=[one.public_id])), standing_tag(one.standing)]
        for one in queries.own_seats(viewer_of(request))
    ]
    table = Table(_("Dina juryuppdrag"), columns, rows, empty=_("Du sitter inte i någon jury."))
    return render(request, "award/seats.html", {"table": table})


def _seat(request: HttpRequest, award: str) -> OwnSeat:
    found = queries.own_seat(viewer_of(request), award)
    if found is None:
        raise Http404
    return found


def _of_own_seat(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view one's own seat, before anything else is looked at; and let it act once."""
    acting = once(view)

    @wraps(view)
    def find(request: HttpRequest, award: str, **more: str) -> HttpResponse:
        return acting(request, _seat(request, award), **more)

    return find


def seat(request: HttpRequest, award: str) -> HttpResponse:
    """One's own seat: what to do next, and the nominees with their frozen figures."""
    found = _seat(request, award)
    page = found.page
    context = {
        "seat": found,
        "page": page,
        "tag": standing_tag(page.row.standing),
        "tasks": _tasks(found) if page.nominees else [],
        "nominees": showing.nominee_cards(page) if page.frozen else [],
        "public": reverse("award:year", args=[page.row.year]) if page.frozen else "",
        "may_hand_in": _complete(found),
    }
    return render(request, "award/seat.html", context)


def _complete(found: OwnSeat) -> bool:
    page, read = found.page, found.page.sheet.read if found.page.sheet else ()
    wanted = {(one.county, criterion) for one in page.nominees for criterion in read}
    open_still = page.row.standing is Standing.NOMINATED and found.own.handed_in_at is None
    return bool(wanted) and open_still and not found.own.aside and wanted <= found.points.keys()


def _tasks(found: OwnSeat) -> list[Task]:
    own, page = found.own, found.page
    done, left, later = Tag(_("Klart"), "good"), Tag(_("Att göra"), "info"), Tag(_("Senare"), "plain")
    handed_in = own.handed_in_at is not None
    tasks = [
        Task(
            _("Svara på om du är jävig"),
            done if own.declared else left,
            "" if handed_in else reverse("award:interests", args=[page.row.public_id]),
            _("Du har anmält jäv och deltar inte i bedömningen.") if own.aside else "",
        )
    ]
    if own.aside:
        return tasks
    read = page.sheet.read if page.sheet else ()
    for one in page.nominees:
        given = sum((one.county, criterion) in found.points for criterion in read)
        tag = later if not own.declared else done if given == len(read) else left
        href = "" if tag is later or handed_in else reverse("award:assess", args=[page.row.public_id, one.county])
        tasks.append(
            Task(
                _("Bedöm %(county)s") % {"county": county_name(one.county)},
                tag,
                href,
                _("%(given)s av %(all)s bedömda") % {"given": given, "all": len(read)},
            )
        )
    waiting = page.row.standing is Standing.WRITTEN
    reading = waiting or page.row.standing is Standing.DECIDED or found.page.open_to_all
    tasks.append(
        Task(
            _("Läs allas bedömningar och protokollet"),
            left if waiting else done if page.row.standing is Standing.DECIDED else later,
            reverse("award:confirm", args=[page.row.public_id]) if reading else "",
            _("Öppnas när alla som deltar har lämnat sin bedömning."),
        )
    )
    return tasks


@_of_own_seat
def interests(request: HttpRequest, found: OwnSeat) -> HttpResponse:
    """Say for every nominee whether one has an interest; nobody assesses before that."""
    award = found.page.row.public_id
    form = InterestsForm(request.POST or None, seat=found)
    valid = request.method == "POST" and form.is_valid()
    if valid and tried(form, lambda: commands.declare_interests(award, viewer_of(request), form.declared(), now=now())):
        messages.success(request, _("Tack. Ditt svar står i protokollet."))
        return redirect("award:seat", award)
    return render(request, "award/interests.html", {"page": found.page, "form": form})


@_of_own_seat
def assess(request: HttpRequest, found: OwnSeat, county: str) -> HttpResponse:
    """Points and reasons for one nominee, with its frozen figures beside."""
    award = found.page.row.public_id
    nominee = next((one for one in found.page.nominees if one.county == county), None)
    if nominee is None:
        raise Http404
    form = AssessForm(request.POST or None, seat=found, county=county)
    valid = request.method == "POST" and form.is_valid()
    if valid and tried(form, lambda: commands.assess(award, viewer_of(request), county, form.points(), now=now())):
        messages.success(request, _("Sparat. Du kan ändra tills du lämnar in."))
        return redirect("award:seat", award)
    context: dict[str, Any] = {
        "page": found.page,
        "form": form,
        "name": county_name(county),
        "nominee": nominee,
        "table": showing.measured(found.page, county),
        "closed": found.own.handed_in_at is not None or found.own.aside or not found.own.declared,
    }
    return render(request, "award/assess.html", context)


@_of_own_seat
def hand_in(request: HttpRequest, found: OwnSeat) -> HttpResponse:
    """Hand in one's assessment; from then on it stands."""
    award = found.page.row.public_id
    try:
        commands.hand_in(award, viewer_of(request), now=now())
        messages.success(request, _("Din bedömning är lämnad."))
    except Barred as barred:
        messages.warning(request, why_barred(barred.bar, barred.what))
    return redirect("award:seat", award)


@_of_own_seat
def confirm(request: HttpRequest, found: OwnSeat) -> HttpResponse:
    """Everybody's assessments once all have handed in, the record, and the button that confirms it."""
    award = found.page.row.public_id
    page = found.page
    form = forms.Form(request.POST if request.method == "POST" else None)
    valid = request.method == "POST" and form.is_valid()
    if valid and tried(form, lambda: commands.confirm_record(award, viewer_of(request), now=now())):
        messages.success(request, _("Protokollet är justerat och priset avgjort."))
        return redirect("award:seat", award)
    context = {
        "page": page,
        "form": form,
        "open": found.page.open_to_all,
        "points": showing.points_table(page),
        "given": _given(queries.given(viewer_of(request), award)) if found.page.open_to_all else None,
        "winner": county_name(page.record.winner) if page.record else "",
        "may": page.row.standing is Standing.WRITTEN and not found.own.aside and found.own.declared,
    }
    return render(request, "award/confirm.html", context)


def _given(rows: list[Given]) -> Table:
    columns = [
        Column(_("Nominerad")),
        Column(_("Vad")),
        Column(_("Ledamot")),
        Column(_("Poäng"), numeric=True),
        Column(_("Skäl")),
    ]
    cells: list[list[Cell]] = [
        [county_name(one.county), one.criterion, one.juror or _("Namnet är borttaget"), one.points, one.why]
        for one in rows
    ]
    return Table(_("Poäng och skäl"), columns, cells)
