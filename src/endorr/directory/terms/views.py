"""The page of a cooperation's terms, and the deeds of its coordinator on them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format as day
from django.utils.text import slugify
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.base.tenancy import rules as tenancy
from endorr.base.tenancy.commands import set_brand
from endorr.base.tenancy.queries import cooperation_by_id, cooperation_names
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.directory.members import commands as members
from endorr.directory.rules import ChannelKind, Lead, Refused
from endorr.directory.terms import queries
from endorr.directory.terms.forms import (
    AgreementForm,
    EndPartnershipForm,
    LeadForm,
    LookForm,
    PartnershipForm,
    WayForm,
)
from endorr.directory.terms.queries import TermsPage
from endorr.directory.words import CHANNELS, LEADS, REFUSALS, marked


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _today() -> date:
    return local_date(now())


def terms(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Show who leads, which agreement holds, which borders are crossed, how members are reached, how it looks."""
    page = queries.terms_page(_viewer(request), cooperation)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "leads": _leads(page),
        "agreements": _agreements(page),
        "partnerships": _partnerships(page),
        "ways": _ways(page),
    }
    return render(request, "directory/terms.html", context)


def _days(first: date, last: date | None) -> list[Cell]:
    return [day(first), day(last) if last else _("tills vidare"), _state(first, last)]


def _state(first: date, last: date | None) -> Tag:
    if last is not None and last < _today():
        return Tag(_("Har upphört"))
    return Tag(_("Gäller"), "good") if first <= _today() else Tag(_("Börjar senare"), "info")


def _day_columns() -> list[Column]:
    return [Column(_("Från")), Column(_("Till")), Column(_("Läge"))]


def _leads(page: TermsPage) -> Table:
    rows: list[list[Cell]] = [
        [str(LEADS[row.lead]), row.organisation, *_days(row.valid_from, row.valid_to)] for row in page.leads
    ]
    columns = [Column(_("Sätt")), Column(_("Organisation")), *_day_columns()]
    return Table(caption=_("Ledning"), columns=columns, rows=rows, empty=_("Ingen är utsedd att leda samverkan ännu."))


def _agreements(page: TermsPage) -> Table:
    rows: list[list[Cell]] = [
        [
            _("Version %(number)s") % {"number": row.version},
            ", ".join(row.parties),
            row.tasks,
            *_days(row.valid_from, row.valid_to),
        ]
        for row in page.agreements
    ]
    columns = [Column(_("Version")), Column(_("Parter")), Column(_("Överenskommet")), *_day_columns()]
    return Table(caption=_("Överenskommelser"), columns=columns, rows=rows, empty=_("Ingen överenskommelse ännu."))


def _partnerships(page: TermsPage) -> Table:
    rows: list[list[Cell]] = [
        [
            row.name,
            ", ".join([*row.others, *(f"{name} ({country})" for name, country in row.abroad)]),
            *_days(row.valid_from, row.valid_to),
            Link(_("Källa"), row.source, more=row.name) if row.source.startswith("https://") else row.source or "–",
        ]
        for row in page.partnerships
    ]
    columns = [Column(_("Samarbete")), Column(_("Med")), *_day_columns(), Column(_("Källa"))]
    return Table(
        caption=_("Samarbeten över gränser"), columns=columns, rows=rows, empty=_("Inga samarbeten över gränser ännu.")
    )


def _ways(page: TermsPage) -> Table:
    rows: list[list[Cell]] = [
        [
            row.organisation,
            str(CHANNELS[row.kind]),
            marked(row.value, fictional=row.fictional),
        ]
        for row in page.ways
    ]
    columns = [Column(_("Organisation")), Column(_("Kanal")), Column(_("Nummer eller adress"))]
    return Table(
        caption=_("Medlemmarnas egna kanaler"),
        columns=columns,
        rows=rows,
        empty=_("Inga egna kanaler för medlemmarna ännu."),
    )


def change(request: HttpRequest, cooperation: str, deed: str) -> HttpResponse:
    """Do one of DEEDS to a cooperation the viewer coordinates."""
    page = queries.terms_page(_viewer(request), cooperation)
    if page is None or not page.may_change or deed not in DEEDS:
        raise Http404
    return once(DEEDS[deed])(request, page)  # a version made twice would be two versions


def _deed(
    request: HttpRequest, page: TermsPage, form: forms.Form, do: Callable[[dict[str, Any]], str], *, title: str
) -> HttpResponse:
    back = reverse("directory:terms", args=[page.public_id])
    if form.is_valid():
        try:
            said = do(form.cleaned_data)
        except tenancy.Refused as refused:
            for words in refused.details or [_("Det gick inte att spara. Kontrollera uppgifterna.")]:
                form.add_error(None, words)
        except Refused as refused:
            form.add_error(None, str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, said)
            return redirect(back)
    context = {"form": form, "title": title, "button": _("Spara"), "back": back, "whole": "yes"}
    return render(request, "directory/deed.html", context)


def _name_lead(request: HttpRequest, page: TermsPage) -> HttpResponse:
    viewer = _viewer(request)
    own = queries.members_of(viewer, page.public_id, on=_today())

    def do(said: dict[str, Any]) -> str:
        members.name_lead(
            page.public_id,
            said["organisation"],
            Lead(said["lead"]),
            from_day=said["from_day"],
            now=now(),
            actor=viewer.actor,
        )
        return _("Ledningen är sparad.")

    form = LeadForm(_posted(request), members=own, today=_today())
    return _deed(request, page, form, do, title=_("Vem leder samverkan?"))


def _set_agreement(request: HttpRequest, page: TermsPage) -> HttpResponse:
    viewer = _viewer(request)
    own = queries.members_of(viewer, page.public_id, on=_today())

    def do(said: dict[str, Any]) -> str:
        version = members.set_agreement(
            page.public_id,
            said["parties"],
            tasks=said["tasks"],
            from_day=said["from_day"],
            until=said["until"],
            now=now(),
            actor=viewer.actor,
        )
        return _("Version %(number)s gäller från den dag ni valde.") % {"number": version}

    form = AgreementForm(_posted(request), members=own, today=_today())
    return _deed(request, page, form, do, title=_("Ny version av överenskommelsen"))


def _begin_partnership(request: HttpRequest, page: TermsPage) -> HttpResponse:
    viewer = _viewer(request)
    others = [(one.public_id, one.name) for one in cooperation_names() if one.public_id != page.public_id]

    def do(said: dict[str, Any]) -> str:
        members.begin_partnership(
            f"{slugify(said['name'])[:40]}-{said['from_day']:%Y%m%d}-{page.slug}"[:60],
            said["name"],
            cooperations=[page.public_id, *said["others"]],
            abroad=[(said["partner"], said["country"])] if said["partner"] else [],
            from_day=said["from_day"],
            now=now(),
            actor=viewer.actor,
        )
        return _("Samarbetet är sparat.")

    form = PartnershipForm(_posted(request), cooperations=others, today=_today())
    return _deed(request, page, form, do, title=_("Nytt samarbete över gränser"))


def _end_partnership(request: HttpRequest, page: TermsPage) -> HttpResponse:
    living = [
        (row.public_id, row.name) for row in page.partnerships if row.valid_to is None or row.valid_to >= _today()
    ]

    def do(said: dict[str, Any]) -> str:
        members.end_partnership(said["partnership"], last_day=said["last_day"], now=now(), actor=_viewer(request).actor)
        return _("Samarbetet upphör efter den dagen.")

    form = EndPartnershipForm(_posted(request), partnerships=living, today=_today())
    return _deed(request, page, form, do, title=_("Vilket samarbete upphör?"))


def _add_way(request: HttpRequest, page: TermsPage) -> HttpResponse:
    viewer = _viewer(request)
    own = queries.members_of(viewer, page.public_id, on=_today())

    def do(said: dict[str, Any]) -> str:
        kind = ChannelKind(said["kind"])
        members.add_way(said["organisation"], kind, said["value"], now=now(), actor=viewer.actor)
        return _("Kanalen är sparad.")

    form = WayForm(_posted(request), members=own)
    return _deed(request, page, form, do, title=_("Hur når man en medlem?"))


def _set_look(request: HttpRequest, page: TermsPage) -> HttpResponse:
    chosen = page.colours or ("", "")

    def do(said: dict[str, Any]) -> str:
        logo = said["logo"].read() if said["logo"] else None
        door = cooperation_by_id(page.public_id)
        colours = {"primary": said["primary"].lower(), "accent": said["accent"].lower()}
        set_brand(door, **colours, logo=logo, now=now(), actor=_viewer(request).actor)
        return _("Utseendet är sparat.")

    start = {"primary": chosen[0], "accent": chosen[1]}
    form = LookForm(_posted(request), request.FILES or None, initial=start)
    return _deed(request, page, form, do, title=_("Samverkans eget utseende"))


DEEDS: dict[str, Callable[[HttpRequest, TermsPage], HttpResponse]] = {
    "ledning": _name_lead,
    "overenskommelse": _set_agreement,
    "samarbete": _begin_partnership,
    "samarbete-slut": _end_partnership,
    "kanal": _add_way,
    "utseende": _set_look,
}
