"""The secretary's pages: open a year, write the sheet, freeze, nominate, seat a jury, write its record."""

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
from endorr.award.forms import JurorForm, NominateForm, OpenForm, RecordForm, SheetForm
from endorr.award.freezing import gather
from endorr.award.queries import AwardPage
from endorr.award.rules.jury import SECRETARY, Barred, Standing
from endorr.award.rules.sheet import FEWEST_TOLD, MEASURES
from endorr.award.words import county_name, standing_tag, told, why_barred
from endorr.base.clock import local_date, now
from endorr.base.i18n.templatetags.words import plain_day
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import own_organisations
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag, Task
from endorr.indicators.queries import World
from endorr.statistics.rules.identity import BASES, Basis


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _award(request: HttpRequest, award: str) -> AwardPage:
    page = queries.award(viewer_of(request), award)
    if page is None:
        raise Http404
    return page


def _of_own_award(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the award as its secretary sees it, before anything else is looked at; and let it act once."""
    acting = once(view)

    @wraps(view)
    def find(request: HttpRequest, award: str, **more: str) -> HttpResponse:
        return acting(request, _award(request, award), **more)

    return find


def tried(form: forms.Form, deed: Callable[[], object], *, names: dict[str, str] | None = None) -> bool:
    """Do a deed; where the rules do not allow it, say why in the form, with nothing typed lost."""
    try:
        deed()
    except Barred as barred:
        form.add_error(None, why_barred(barred.bar, (names or {}).get(barred.what, barred.what)))
        return False
    return True


@once
def awards(request: HttpRequest) -> HttpResponse:
    """One's awards, and a form that begins another year's."""
    viewer = viewer_of(request)
    organisations = [(one.public_id, one.name) for one in own_organisations(viewer, *SECRETARY)]
    first = {"organisation": organisations[0][0] if len(organisations) == 1 else ""}
    form = OpenForm(request.POST or None, organisations=organisations, initial=first)
    if request.method == "POST" and form.is_valid():
        told_of = form.cleaned_data
        made: list[str] = []

        def begin() -> None:
            opened = commands.open_award(
                told_of["year"],
                viewer,
                organisation=told_of["organisation"],
                world=World(told_of["world"]),
                now=now(),
            )
            made.append(opened)

        if tried(form, begin):
            return redirect("award:award", made[0])
    columns = [Column(_("År")), Column(_("Läge")), Column(_("Siffror"))]
    rows: list[list[Cell]] = [
        [
            Link(str(one.year), reverse("award:award", args=[one.public_id])),
            standing_tag(one.standing),
            _("Övningsdata") if one.world is World.PRACTICE else _("Officiell statistik"),
        ]
        for one in queries.awards(viewer)
    ]
    table = Table(_("Pris per år"), columns, rows, empty=_("Inget pris är påbörjat än."))
    return render(request, "award/desk.html", {"form": form, "table": table})


def award(request: HttpRequest, award: str) -> HttpResponse:
    """What is done and what is left."""
    page = _award(request, award)
    context = {
        "page": page,
        "tasks": _tasks(page),
        "tag": standing_tag(page.row.standing),
        "public": reverse("award:year", args=[page.row.year]) if page.frozen else "",
        "points": showing.points_table(page) if page.nominees else None,
    }
    return render(request, "award/award.html", context)


_ORDER = (Standing.PREPARED, Standing.FROZEN, Standing.NOMINATED, Standing.WRITTEN, Standing.DECIDED)


def _tasks(page: AwardPage) -> list[Task]:
    reached = _ORDER.index(page.row.standing)
    done, left, later = Tag(_("Klart"), "good"), Tag(_("Att göra"), "info"), Tag(_("Senare"), "plain")
    waiting = [one for one in page.jurors if not one.declared]
    handed_in = sum(one.handed_in_at is not None for one in page.jurors)
    free = sum(one.declared and not one.aside for one in page.jurors)

    def task(text: str, name: str, tag: Tag, hint: str, *, linked: bool = True) -> Task:
        href = reverse(f"award:{name}", args=[page.row.public_id]) if linked and tag is not later else ""
        return Task(text, tag, href, hint)

    jury_hint = _(
        "%(many)s i juryn, %(waiting)s har inte svarat om jäv, %(handed_in)s av %(free)s har lämnat bedömning"
    )
    words = {"many": len(page.jurors), "waiting": len(waiting), "handed_in": handed_in, "free": free}
    return [
        task(
            _("Kriterieblad"),
            "sheet",
            done if page.sheet else left,
            _("Version %(number)s") % {"number": page.sheet_number} if page.sheet else _("Mått, vikter och frågor"),
        ),
        task(
            _("Frys underlaget"),
            "freeze",
            done if reached >= 1 else left if page.sheet else later,
            _("Fryst %(day)s") % {"day": plain_day(page.frozen.frozen_at)}
            if page.frozen
            else _("Efter det ändras inget"),
        ),
        task(
            _("Nominera tre län"),
            "nominate",
            done if reached >= 2 else left if reached == 1 else later,
            ", ".join(county_name(one.county) for one in page.nominees) or _("Med motivering för allmänheten"),
        ),
        task(_("Juryn"), "jury", done if reached >= 3 else left, jury_hint % words),
        task(
            _("Protokoll"),
            "record",
            done if reached >= 4 else left if reached >= 2 else later,
            _("Justerat av %(name)s") % {"name": page.record.confirmed_by}
            if page.record and page.record.confirmed_at
            else _("Väntar på justering")
            if page.record
            else _("Juryns beslut, med skäl"),
        ),
    ]


@_of_own_award
def sheet(request: HttpRequest, page: AwardPage) -> HttpResponse:
    """The criteria sheet: weights, what the jury reads, and how it is weighed together."""
    award = page.row.public_id
    form = SheetForm(request.POST or None, sheet=page.sheet, seed=page.row.year)
    open_still = page.row.standing is Standing.PREPARED
    valid = request.method == "POST" and form.is_valid()
    if valid and tried(form, lambda: commands.write_sheet(award, viewer_of(request), form.sheet, now=now())):
        messages.success(request, _("Kriteriebladet är sparat."))
        return redirect("award:award", award)
    table = showing.criteria_table(page.sheet, page.frozen) if page.sheet and not open_still else None
    return render(request, "award/sheet.html", {"page": page, "form": form, "open": open_still, "table": table})


@_of_own_award
def freeze(request: HttpRequest, page: AwardPage) -> HttpResponse:
    """What would be frozen today, measure by measure, and the button that does it."""
    award = page.row.public_id
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        names = {key: told(one.name) for key, one in MEASURES.items()}
        if tried(form, lambda: commands.freeze(award, viewer_of(request), now=now()), names=names):
            messages.success(request, _("Underlaget är fryst. Nu kan ingen ändra det, och alla kan läsa det."))
            return redirect("award:award", award)
    return render(
        request, "award/freeze.html", {"page": page, "form": form, "table": None if page.frozen else _coverage(page)}
    )


def _coverage(page: AwardPage) -> Table | None:
    if page.sheet is None:
        return None
    columns = [
        Column(_("Mått")),
        Column(_("År"), numeric=True),
        Column(_("Fördelningsgrund")),
        Column(_("Län med uppgift"), numeric=True),
        Column(_("Räcker det?")),
    ]
    rows: list[list[Cell]] = [
        [
            told(one.measure.name),
            str(one.made_of["year"]) or "–",
            told(BASES[Basis(one.made_of["basis"])].name),
            _("%(told)s av 21") % {"told": one.told},
            Tag(_("ja"), "good") if one.told >= FEWEST_TOLD else Tag(_("nej, minst 14 behövs"), "bad"),
        ]
        for one in gather(page.sheet.measures, page.row.world)
    ]
    return Table(_("Det som fryses"), columns, rows)


@_of_own_award
def nominate(request: HttpRequest, page: AwardPage) -> HttpResponse:
    """Three counties and the reasons for each, with the composite beside as one input."""
    award = page.row.public_id
    if page.frozen is None:
        return redirect("award:award", award)
    form = NominateForm(request.POST or None, page=page)
    valid = request.method == "POST" and form.is_valid()
    if valid and tried(form, lambda: commands.nominate(award, viewer_of(request), form.nominees(), now=now())):
        messages.success(request, _("De nominerade och motiveringarna är publicerade."))
        return redirect("award:award", award)
    nominees = [one.county for one in page.nominees]
    context = {"page": page, "form": form, "drawing": showing.ranking(page.frozen, nominees), "practice": False}
    return render(request, "award/nominate.html", context)


@_of_own_award
def jury(request: HttpRequest, page: AwardPage) -> HttpResponse:
    """The jury: who sits on it, who has declared what, who has handed in; and a form for one more."""
    award = page.row.public_id
    people = queries.possible_jurors(viewer_of(request), award, on=local_date(now()))
    form = JurorForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():

        def seat() -> None:
            commands.seat_juror(
                award,
                viewer_of(request),
                person=form.cleaned_data["person"],
                comes_from=form.comes_from_or_own(),
                now=now(),
            )

        if tried(form, seat):
            messages.success(request, _("Ledamoten är tillagd."))
            return redirect("award:jury", award)
    closed = page.row.standing in {Standing.WRITTEN, Standing.DECIDED}
    context = {"page": page, "form": form, "closed": closed, "jurors": [_juror(page, one) for one in page.jurors]}
    return render(request, "award/jury.html", context)


def _juror(page: AwardPage, one: queries.JurorRow) -> dict[str, Any]:
    aside = [f"{county_name(each.county)}: {each.what}" for each in one.interests if each.has_interest]
    tag = Tag(_("har inte svarat om jäv"), "warn")
    if one.declared:
        tag = Tag(_("jävig, deltar inte"), "plain") if one.aside else Tag(_("bedömer"), "info")
    if one.handed_in_at:
        tag = Tag(_("har lämnat sin bedömning"), "good")
    return {
        "name": one.name or _("Namnet är borttaget"),
        "comes_from": one.comes_from,
        "tag": tag,
        "aside": aside,
        "unseat": "" if one.declared else reverse("award:unseat", args=[page.row.public_id, one.public_id]),
    }


@_of_own_award
def unseat(request: HttpRequest, page: AwardPage, juror: str) -> HttpResponse:
    """Let a juror go who has not declared anything."""
    award = page.row.public_id
    if juror not in {one.public_id for one in page.jurors}:
        raise Http404
    try:
        commands.unseat_juror(award, viewer_of(request), juror, now=now())
        messages.success(request, _("Ledamoten är borttagen."))
    except Barred as barred:
        messages.warning(request, why_barred(barred.bar))
    return redirect("award:jury", award)


@_of_own_award
def record(request: HttpRequest, page: AwardPage) -> HttpResponse:
    """The jury's decision, written by the secretary; nothing is filled in beforehand and no sum decides."""
    award = page.row.public_id
    if not page.nominees:
        return redirect("award:award", award)
    form = RecordForm(request.POST or None, page=page)
    valid = request.method == "POST" and form.is_valid()
    if valid and tried(form, lambda: commands.write_record(award, viewer_of(request), form.minutes(), now=now())):
        messages.success(request, _("Protokollet är skrivet. En i juryn ska justera det."))
        return redirect("award:award", award)
    decided = page.row.standing is Standing.DECIDED
    context = {"page": page, "form": form, "decided": decided, "points": showing.points_table(page)}
    return render(request, "award/record.html", context)
