"""The pages on companies: each reads one query or does one deed, and shows what one's own organisation knows."""

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
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import own_organisations
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Row, Table
from endorr.catalogue.queries.public import service_names
from endorr.companies import commands, queries
from endorr.companies.forms import (
    CompanyForm,
    ContactForm,
    GroupForm,
    HelpForm,
    LeaveForm,
    NumberForm,
    SearchForm,
)
from endorr.companies.queries import CompanyPage, CompanyRow, Likeness
from endorr.companies.rules import KEEPING, Refused
from endorr.companies.words import KINDS, REFUSALS, SIGNS, SUPPORTS
from endorr.directory.words import marked


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _today() -> date:
    return local_date(now())


def _organisations(viewer: Viewer) -> list[tuple[str, str]]:
    return [(one.public_id, one.name) for one in own_organisations(viewer, *KEEPING)]


def _marked(row: CompanyRow) -> str:
    return _("%(name)s (påhittat)") % {"name": row.name} if row.fictional else row.name


def _known(request: HttpRequest, company: str) -> CompanyPage:
    page = queries.company_page(_viewer(request), company, on=_today())
    if page is None:
        raise Http404
    return page


def _address(page: CompanyPage) -> str:
    return reverse("companies:company", args=[page.row.public_id])


def _to(company: str, *deed: str) -> str:
    return reverse("companies:undo" if len(deed) > 1 else "companies:deed", args=[company, *deed])


def companies(request: HttpRequest) -> HttpResponse:
    """List the companies one's organisation came to know last, or those that answer to a name or a number."""
    viewer = _viewer(request)
    form = SearchForm(request.POST if request.method == "POST" else None)
    searched = form.is_bound and form.is_valid()
    rows = queries.search(viewer, form.cleaned_data["sok"]) if searched else queries.newest(viewer)
    empty = _("Er organisation känner inget sådant företag.") if searched else _("Inga företag ännu.")
    caption = _("Träffar") if searched else _("Senast tillkomna")
    context = {"form": form, "searched": searched, "table": _table(rows, caption, empty)}
    return render(request, "companies/list.html", context)


def _table(rows: list[CompanyRow], caption: str, empty: str) -> Table:
    columns = [
        Column(_("Företag")),
        Column(_("Nummer")),
        Column(_("Kommun")),
        Column(_("Insatser"), numeric=True),
        Column(_("Senast")),
    ]
    return Table(caption=caption, columns=columns, rows=[_cells(row) for row in rows], empty=empty)


def _cells(row: CompanyRow) -> list[Cell]:
    return [
        Link(_marked(row), reverse("companies:company", args=[row.public_id])),
        row.number.replace("-", "\N{NON-BREAKING HYPHEN}") or _("Inget"),
        row.municipality or "–",
        row.received,
        day(row.last_received) if row.last_received else "–",
    ]


def company(request: HttpRequest, company: str) -> HttpResponse:
    """Show what one's organisation knows of a company and has given it."""
    page = _known(request, company)
    context = {
        "page": page,
        "name": _marked(page.row),
        "facts": _facts(page),
        "contacts": _contacts(page),
        "received": _received(page),
    }
    return render(request, "companies/company.html", context)


def _facts(page: CompanyPage) -> list[Row]:
    row = page.row
    give = Link(_("Lägg till"), _to(row.public_id, "nummer"), more=_("nummer"))
    number = Row(_("Nummer"), row.number) if row.number else Row(_("Nummer"), _("Inget"), actions=(give,))
    return [
        number,
        Row(_("Företagsform"), str(KINDS[row.kind])),
        Row(_("Kommun"), row.municipality or _("Inte sagt")),
        _group_row(page),
        *(
            Row(
                _("Också känt som"),
                f"{also.name}, {also.municipality}" if also.municipality else also.name,
                actions=(Link(_("Dela upp igen"), _to(also.public_id, "dela-upp"), more=also.name),),
            )
            for also in page.also
        ),
    ]


def _group_row(page: CompanyPage) -> Row:
    if page.in_group:
        leave = Link(_("Avsluta"), _to(page.row.public_id, "koncern-slut"), more=_("koncern"))
        kin: list[Cell] = [Link(one.name, reverse("companies:company", args=[one.public_id])) for one in page.kin]
        return Row(_("Koncern"), kin or _("Med företag som er organisation inte känner"), actions=(leave,))
    put = Link(_("Lägg till"), _to(page.row.public_id, "koncern"), more=_("koncern"))
    return Row(_("Koncern"), _("Ingen känd"), actions=(put,))


def _contacts(page: CompanyPage) -> Table:
    columns = [Column(_("Namn")), Column(_("Uppgift")), Column(_("E-post")), Column(_("Telefon")), Column(_("Glöm"))]
    rows: list[list[Cell]] = [
        [
            marked(one.name, fictional=page.row.fictional) if one.name else _("Utan namn"),
            one.task or "–",
            Link(one.email, f"mailto:{one.email}") if one.email else "–",
            one.phone or "–",
            Link(_("Glöm"), _to(page.row.public_id, "kontakt", one.public_id), more=one.name),
        ]
        for one in page.contacts
    ]
    return Table(caption=_("Kontaktpersoner"), columns=columns, rows=rows, empty=_("Ingen kontaktperson ännu."))


def _received(page: CompanyPage) -> Table:
    names = service_names(get_language() or "sv")
    columns = [
        Column(_("Dag")),
        Column(_("Insats")),
        Column(_("Av")),
        Column(_("Ta tillbaka")),
    ]
    rows: list[list[Cell]] = [
        [
            day(one.on),
            ". ".join(filter(None, (str(SUPPORTS[one.support]), names.get(one.service, ""), one.what))),
            one.organisation,
            _("Ur en fråga")
            if one.from_question
            else Link(
                _("Ta tillbaka"),
                _to(page.row.public_id, "insats", one.public_id),
                more=day(one.on),
            ),
        ]
        for one in page.received
    ]
    return Table(caption=_("Insatser från er organisation"), columns=columns, rows=rows, empty=_("Inga insatser ännu."))


def _deed(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], str],
    *,
    title: str,
    button: str,
    back: str,
    field: str | None = None,
    text: str = "",
) -> HttpResponse:
    """Show a form, and when it is filled in do one deed; `do` returns where to go afterwards.

    What the rules refuse is told at `field`, or above the form.
    """
    if form.is_bound and form.is_valid():
        try:
            there = do()
        except Refused as refused:
            form.add_error(field, str(REFUSALS[refused.refusal]))
        else:
            return redirect(there)
    context = {"form": form, "title": title, "button": button, "back": back, "text": text}
    return render(request, "companies/deed.html", context)


@once
def new(request: HttpRequest) -> HttpResponse:
    """Note a company that was met elsewhere than at the door."""
    viewer = _viewer(request)
    form = CompanyForm(request.POST or None, organisations=_organisations(viewer))

    def do() -> str:
        giver = form.cleaned_data["organisation"]
        found = commands.recognise(form.told(), organisation=giver, now=now(), actor=viewer.actor)
        messages.success(request, _("Företaget är uppskrivet."))
        return reverse("companies:company", args=[found])

    back = reverse("companies:list")
    return _deed(request, form, do, title=_("Nytt företag"), button=_("Skriv upp företaget"), back=back, field="nummer")


def _number(request: HttpRequest, page: CompanyPage) -> HttpResponse:
    """Give a company its number; if another company has it, the two become one."""
    form = NumberForm(request.POST or None)

    def do() -> str:
        text = form.cleaned_data["nummer"]
        whole = commands.give_number(page.row.public_id, text, now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Numret är sparat."))
        return reverse("companies:company", args=[whole])

    title = _("Vilket nummer har %(name)s?") % {"name": page.row.name}
    return _deed(request, form, do, title=title, button=_("Spara numret"), back=_address(page), field="nummer")


def _contact(request: HttpRequest, page: CompanyPage) -> HttpResponse:
    """Note somebody at a company."""
    form = ContactForm(request.POST or None)

    def do() -> str:
        person = form.person()
        assert person is not None
        commands.add_contact(
            page.row.public_id, person, organisation=page.organisation, now=now(), actor=_viewer(request).actor
        )
        messages.success(request, _("Kontaktpersonen är sparad."))
        return _address(page)

    return _deed(request, form, do, title=_("Ny kontaktperson"), button=_("Spara"), back=_address(page))


def _forget(request: HttpRequest, page: CompanyPage, thing: str) -> HttpResponse:
    """Forget a contact."""
    found = next((one for one in page.contacts if one.public_id == thing), None)
    if found is None:
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)

    def do() -> str:
        commands.forget_contact(thing, now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Kontaktpersonen är borttagen."))
        return _address(page)

    title = _("Glöm %(name)s?") % {"name": found.name or _("kontaktpersonen")}
    text = _("Namn, e-post och telefon tas bort och går inte att få tillbaka.")
    return _deed(request, form, do, title=title, button=_("Glöm"), back=_address(page), text=text)


def _support(request: HttpRequest, page: CompanyPage) -> HttpResponse:
    """Note what a company received."""
    viewer = _viewer(request)
    services = sorted(service_names(get_language() or "sv").items(), key=lambda pair: pair[1].casefold())
    form = HelpForm(request.POST or None, today=_today(), services=services, organisations=_organisations(viewer))

    def do() -> str:
        giver = form.cleaned_data["organisation"]
        commands.note_received(page.row.public_id, form.given(), organisation=giver, now=now(), actor=viewer.actor)
        messages.success(request, _("Insatsen är uppskriven."))
        return _address(page)

    title = _("Vad har %(name)s fått?") % {"name": page.row.name}
    return _deed(request, form, do, title=title, button=_("Skriv upp"), back=_address(page), field="dag")


def _withdraw(request: HttpRequest, page: CompanyPage, thing: str) -> HttpResponse:
    """Take back what was noted by mistake."""
    if not any(one.public_id == thing and not one.from_question for one in page.received):
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)

    def do() -> str:
        commands.withdraw_received(thing, now=now(), actor=_viewer(request).actor)
        messages.success(request, _("Insatsen räknas inte längre."))
        return _address(page)

    text = _("Gör så om den skrevs upp av misstag. Att den har tagits tillbaka syns i historiken.")
    title = _("Ta tillbaka insatsen?")
    return _deed(request, form, do, title=title, button=_("Ta tillbaka"), back=_address(page), text=text)


def _group(request: HttpRequest, page: CompanyPage) -> HttpResponse:
    """Tell which company this one belongs together with."""
    viewer = _viewer(request)
    others = [(row.public_id, _marked(row)) for row in queries.newest(viewer, limit=2000) if row != page.row]
    others.sort(key=lambda pair: pair[1].casefold())
    form = GroupForm(request.POST or None, companies=others, today=_today())

    def do() -> str:
        said = form.cleaned_data
        commands.put_in_group(
            page.row.public_id,
            said["syskon"],
            organisation=page.organisation,
            from_day=said["dag"],
            now=now(),
            actor=viewer.actor,
        )
        messages.success(request, _("Koncernen är sparad."))
        return _address(page)

    title = _("Koncern för %(name)s") % {"name": page.row.name}
    return _deed(request, form, do, title=title, button=_("Spara"), back=_address(page), field="dag")


def _leave_group(request: HttpRequest, page: CompanyPage) -> HttpResponse:
    """Tell until when a company belongs to its group."""
    form = LeaveForm(request.POST or None, today=_today())

    def do() -> str:
        last = form.cleaned_data["dag"]
        commands.leave_group(page.row.public_id, _viewer(request), last_day=last, now=now())
        messages.success(request, _("Företaget står för sig självt efter den dagen."))
        return _address(page)

    title = _("Lämnar %(name)s koncernen?") % {"name": page.row.name}
    return _deed(request, form, do, title=title, button=_("Spara"), back=_address(page), field="dag")


def _split(request: HttpRequest, page: CompanyPage) -> HttpResponse:
    """Let a company that was made part of another stand for itself again."""
    form = forms.Form(request.POST if request.method == "POST" else None)

    def do() -> str:
        commands.split(page.row.public_id, now=now(), actor=_viewer(request).actor)
        messages.success(request, _("De är två företag igen."))
        return _address(page)

    title = _("Är %(name)s ett eget företag?") % {"name": page.row.name}
    text = _("Insatser och kontaktpersoner följer med det företag de skrevs upp på.")
    return _deed(request, form, do, title=title, button=_("Ja, dela upp"), back=_address(page), text=text)


SHOWN = 30
"""Pairs on one page."""


DEEDS = {
    "nummer": _number,
    "kontakt": _contact,
    "insats": _support,
    "koncern": _group,
    "koncern-slut": _leave_group,
    "dela-upp": _split,
}
UNDOINGS = {"kontakt": _forget, "insats": _withdraw}


# Whether the company is known is asked before the form is remembered, so that no answer tells of other walls.


def deed(request: HttpRequest, company: str, deed: str) -> HttpResponse:
    """Do one of DEEDS to a company."""
    page = _known(request, company)
    if deed not in DEEDS:
        raise Http404
    return once(DEEDS[deed])(request, page)


def undo(request: HttpRequest, company: str, deed: str, thing: str) -> HttpResponse:
    """Undo one of UNDOINGS, by the public id of what is to be undone."""
    page = _known(request, company)
    if deed not in UNDOINGS:
        raise Http404
    return once(UNDOINGS[deed])(request, page, thing)


def likenesses(request: HttpRequest) -> HttpResponse:
    """Show pairs that may be one company, and settle one of them."""
    found = queries.likenesses(_viewer(request))
    if request.method == "POST":
        pair = next((one for one in found if _names(one) == request.POST.get("par")), None)
        return _settle(request, pair)
    context = {"pairs": [_drawn(one) for one in found[:SHOWN]], "more": max(len(found) - SHOWN, 0)}
    return render(request, "companies/likenesses.html", context)


def _drawn(pair: Likeness) -> tuple[Likeness, str, list[Any], list[Cell], list[Cell]]:
    return pair, _names(pair), [SIGNS[sign] for sign in pair.signs], _side(pair.one), _side(pair.other)


def _names(pair: Likeness) -> str:
    return f"{pair.one.public_id}-{pair.other.public_id}"


def _side(row: CompanyRow) -> list[Cell]:
    parts = [row.number or _("Utan nummer"), row.municipality, _("sedan %(day)s") % {"day": day(local_date(row.since))}]
    return [Link(_marked(row), reverse("companies:company", args=[row.public_id])), ", ".join(filter(None, parts))]


@once
def _settle(request: HttpRequest, pair: Likeness | None) -> HttpResponse:
    actor = _viewer(request).actor
    if pair is None:
        messages.warning(request, _("Någon annan hann före med det paret."))
    elif request.POST.get("svar") == "samma":
        commands.merge(pair.one.public_id, pair.other.public_id, now=now(), actor=actor)
        messages.success(request, _("De räknas nu som ett företag. Det går att dela upp dem igen."))
    else:
        commands.keep_apart(pair.one.public_id, pair.other.public_id, now=now(), actor=actor)
        messages.success(request, _("De är två olika företag. Vi frågar inte igen."))
    return redirect("companies:likenesses")
