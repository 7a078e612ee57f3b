"""The pages of public records: each reads one query or does one deed."""

import json
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from endorr.base.clock import local_date, now
from endorr.base.i18n.formats import moment
from endorr.base.idempotency.forms import once
from endorr.base.ledger.queries import PublicRow, public_diary
from endorr.base.ledger.rules import Direction
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import authority_names
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.records import commands, queries
from endorr.records.commands import EXTRACT, STATUS, Trial, Wanted
from endorr.records.forms import AboutMeForm, AskForm, DisposalForm, FindForm, ForgetForm, NotHeldForm, TestForm
from endorr.records.models import RequestedDocument, SubjectRequest
from endorr.records.queries import DocumentRow, RequestView, ToTest, Wish
from endorr.records.rules import PROVISIONS, Refused, repeated
from endorr.records.words import ANSWERS, COURTS, LOOKS, REFUSALS, ROOMS

PAGE = 50  # diary rows on a page


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")[:-1]


def _language() -> str:
    return get_language() or "sv"


def _today() -> date:
    return local_date(now())


def _when(instant: object) -> str:
    return moment(instant, _language()) if instant else "–"  # type: ignore[arg-type]


def start(request: HttpRequest) -> HttpResponse:
    """Tell what anybody may read and whose diaries are here."""
    return render(request, "records/start.html", {"diaries": queries.open_diaries()})


def diary(request: HttpRequest, entity: str) -> HttpResponse:
    """Show an authority's diary of a year, newest first, and let one choose documents to ask for."""
    years = queries.diary_years(entity)
    if not years:
        raise Http404
    year = _number(request.GET.get("ar")) or years[0]
    if year not in years:
        raise Http404
    words = request.GET.get("sok", "").strip()[:100]
    rows = public_diary(entity, year=year, limit=PAGE + 1, before=_number(request.GET.get("fore")), words=words)
    context = {
        "entity": entity,
        "authority": authority_names()[entity],
        "year": year,
        "years": years,
        "words": words,
        "rows": [_shown(row) for row in rows[:PAGE]],
        "older": rows[PAGE - 1].number.partition("-")[2] if len(rows) > PAGE else "",
    }
    return render(request, "records/diary.html", context)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else None


def _shown(row: PublicRow) -> dict[str, object]:
    ways = {Direction.INCOMING: _("Inkommen"), Direction.OUTGOING: _("Utgången")}
    return {
        "number": row.number,
        "on": date_format(row.on),
        "way": ways.get(row.direction, ""),
        "subject": row.subject or _("Visas inte på webben. Begär handlingen, så prövas den."),
        "masked": row.masked,
    }


@once
def ask(request: HttpRequest, entity: str) -> HttpResponse:
    """Ask for documents chosen in the diary, or in words; nobody has to say who they are."""
    name = authority_names().get(entity)
    if name is None:
        raise Http404
    numbers = (request.POST if request.method == "POST" else request.GET).getlist("nr")
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        wanted = Wanted(
            entity=entity,
            numbers=numbers,
            text=form.cleaned_data["text"],
            email=form.cleaned_data["epost"],
            language=_language(),
            site=_site(request),
        )
        try:
            token = commands.ask(wanted, now=now())
        except Refused as refused:
            form.add_error("text", str(REFUSALS[refused.refusal]))
        else:
            return redirect("records:own", token)
    context = {"form": form, "authority": name, "entity": entity, "numbers": numbers}
    return render(request, "records/ask.html", context)


class Own(LinkView):
    """The asker's own page: how far the request has come, and the answer."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return render(request, "records/own.html", _told(queries.own_request(opened.target)))


def _told(view: RequestView) -> dict[str, object]:
    return {
        "view": view,
        "due": _when(view.due),
        "asked": _when(view.asked_at),
        "documents": [_answer(one) for one in view.documents],
    }


def _answer(one: DocumentRow) -> dict[str, object]:
    answer = one.answer
    return {
        "row": one,
        "answer": Tag(str(ANSWERS[answer]), LOOKS[answer]) if answer else Tag(_("Prövas"), "info"),
        "copy": [(field.label, field.value, PROVISIONS[field.ground] if field.ground else "") for field in one.copy],
        "court": COURTS[one.court] if one.court else "",
        "answered": _when(one.answered_at),
    }


@once
def about_me(request: HttpRequest) -> HttpResponse:
    """Send whoever asks what is kept of them to their own address, and say the same whoever asked."""
    form = AboutMeForm(request.POST if request.method == "POST" else None, authorities=authority_names())
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        site = _site(request)
        commands.send_extract(told["myndighet"], told["epost"], language=_language(), site=site, now=now())
        messages.success(
            request, _("Finns det något om dig här har vi nu skickat en länk till adressen. Titta även i skräpposten.")
        )
        return redirect("records:about_me")
    return render(request, "records/about_me.html", {"form": form})


class Extract(LinkView):
    """What is kept of a person, for that person; with the wish to be forgotten."""

    purpose = EXTRACT

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        extract = queries.extract_of(opened.target)
        if request.GET.get("format") == "json":
            return _as_file(extract)
        held = [(ROOMS.get(room, room), one, _when(one.at)) for room, one in extract.held]
        return render(request, "records/extract.html", {"extract": extract, "held": held, "path": request.path})

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        commands.wish_to_be_forgotten(opened.target, site=_site(request), now=now())
        return HttpResponseRedirect(request.path)


def _as_file(extract: queries.Extract) -> HttpResponse:
    """Return an extract as a file that other programs read (GDPR art. 20)."""
    told = [
        {
            "room": room,
            "what": str(one.what),
            "at": one.at.isoformat() if one.at else None,
            "said": {str(name): value for name, value in one.said},
        }
        for room, one in extract.held
    ]
    answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="mina-uppgifter.json"'
    return answer


@never_cache
def requests(request: HttpRequest) -> HttpResponse:
    """List the requests to one's own authority, the unanswered first."""
    rows = queries.requests_for(_viewer(request))
    at = now()
    columns = [
        Column(_("Begäran")),
        Column(_("Myndighet")),
        Column(_("Kom in")),
        Column(_("Senast")),
        Column(_("Läge")),
    ]
    cells: list[list[Cell]] = [
        [
            Link(row.number, reverse("records:request", args=[row.public_id])),
            row.authority,
            _when(row.asked_at),
            _when(row.due),
            Tag(_("Besvarad"), "good")
            if row.answered_at
            else Tag(_("För sent"), "bad")
            if row.due < at
            else Tag(_("Väntar"), "info"),
        ]
        for row in rows
    ]
    table = Table(_("Begäranden"), columns, cells, empty=_("Ingen har begärt någon handling ännu."))
    return render(request, "records/requests.html", {"table": table})


def _own(request: HttpRequest, request_id: str) -> RequestView:
    view = queries.request_for(_viewer(request), request_id)
    if view is None:
        raise Http404
    return view


@never_cache
def request(request: HttpRequest, request_id: str) -> HttpResponse:
    """Show a request to whoever handles it; find a document for it, or answer that there is none."""
    if request.method == "POST":
        _own(request, request_id)  # before the form is looked at: to others it does not exist
    return _request(request, request_id)


@once
def _request(request: HttpRequest, request_id: str) -> HttpResponse:
    view = _own(request, request_id)
    finds = FindForm(request.POST if "nummer" in request.POST else None)
    lacks = NotHeldForm(request.POST if "skal" in request.POST else None)
    viewer = _viewer(request)
    if finds.is_bound and finds.is_valid():
        try:
            document = commands.add_document(request_id, viewer, finds.cleaned_data["nummer"], now=now())
        except Refused as refused:
            finds.add_error("nummer", str(REFUSALS[refused.refusal]))
        else:
            return redirect("records:test", request_id, document)
    if lacks.is_bound and lacks.is_valid():
        try:
            commands.answer_not_held(request_id, viewer, lacks.cleaned_data["skal"], now=now())
        except Refused as refused:
            lacks.add_error("skal", str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("Svaret är lämnat."))
            return redirect("records:request", request_id)
    return render(request, "records/request.html", {**_told(view), "finds": finds, "lacks": lacks})


def _to_test(request: HttpRequest, request_id: str, document_id: str) -> ToTest:
    found = queries.document_for(_viewer(request), request_id, document_id)
    if found is None:
        raise Http404
    return found


@never_cache
def test(request: HttpRequest, request_id: str, document_id: str) -> HttpResponse:
    """Test a document field by field, and answer; a warning first where an open field repeats a masked one."""
    if request.method == "POST":
        _to_test(request, request_id, document_id)  # before the form is looked at: to others it does not exist
    return _test(request, request_id, document_id)


@once
def _test(request: HttpRequest, request_id: str, document_id: str) -> HttpResponse:
    found = _to_test(request, request_id, document_id)
    court = queries.last_court(_viewer(request), found.request.entity) if request.method == "GET" else None
    initial = {"domstol": court.value if court else ""}
    form = TestForm(request.POST if request.method == "POST" else None, document=found.fields, initial=initial)
    leaks: tuple[tuple[str, str], ...] = ()
    if form.is_bound and form.is_valid():
        masks = form.masks()
        leaks = repeated(found.fields, masks)
        if not leaks or request.POST.get("anda") == "ja":
            trial = Trial(masks, form.cleaned_data["skal"], form.court(), request.POST.get("sedd", ""))
            if _answered(request, found, trial, form):
                return redirect("records:request", request_id)
    context = {"found": found, "form": form, "leaks": leaks, "one": _answer(found.document)}
    return render(request, "records/test.html", context)


def _answered(request: HttpRequest, found: ToTest, trial: Trial, form: forms.Form) -> bool:
    try:
        commands.answer_document(found.request.public_id, found.document.public_id, _viewer(request), trial, now=now())
    except RequestedDocument.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        places = {"no_reason": "skal", "no_court": "domstol"}
        form.add_error(places.get(refused.refusal.value), str(REFUSALS[refused.refusal]))
        return False
    messages.success(request, _("Svaret är lämnat."))
    return True


@never_cache
@once
def disposal(request: HttpRequest) -> HttpResponse:
    """Show who wishes to be forgotten and the plan of what may go; enter a decision in the plan."""
    viewer = _viewer(request)
    own = [(one.public_id, one.name) for one in queries.authorities_of(viewer)]
    form = DisposalForm(request.POST if request.method == "POST" else None, authorities=own, today=_today())
    if form.is_bound and form.is_valid():
        try:
            commands.decide_disposal(form.cleaned_data["myndighet"], viewer, form.keeping(), now=now())
        except Refused as refused:
            form.add_error("beslut", str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("Beslutet är inskrivet."))
            return redirect("records:disposal")
    return render(
        request, "records/disposal.html", {"form": form, "wishes": _wishes(viewer), "plan": _plan(viewer), "own": own}
    )


def _wishes(viewer: Viewer) -> Table:
    columns = [Column(_("Önskan")), Column(_("Myndighet")), Column(_("Prövas senast")), Column(_("Läge"))]
    rows: list[list[Cell]] = [
        [
            _when(one.wished_at)
            if one.forgotten_at
            else Link(_when(one.wished_at), reverse("records:forget", args=[one.public_id]), more=_("pröva")),
            one.authority,
            _when(one.due),
            Tag(_("Glömd"), "good") if one.forgotten_at else Tag(_("Väntar"), "info"),
        ]
        for one in queries.wishes_for(viewer)
    ]
    return Table(_("Vill bli glömda"), columns, rows, empty=_("Ingen väntar."))


def _plan(viewer: Viewer) -> Table:
    columns = [
        Column(_("Beslut")),
        Column(_("Gäller")),
        Column(_("Myndighet")),
        Column(_("Beslutat")),
        Column(_("År"), numeric=True),
    ]
    rows: list[list[Cell]] = [
        [one.reference, one.what, one.authority, date_format(one.decided_on), one.years]
        for one in queries.disposals_for(viewer)
    ]
    return Table(_("Gallringsplan"), columns, rows, empty=_("Inget beslut är inskrivet."))


def _wish(request: HttpRequest, wish_id: str) -> Wish:
    wish = next((one for one in queries.wishes_for(_viewer(request)) if one.public_id == wish_id), None)
    if wish is None:
        raise Http404
    return wish


@never_cache
def forget(request: HttpRequest, wish_id: str) -> HttpResponse:
    """Forget whoever wished it, after a look at what that means."""
    if request.method == "POST":
        _wish(request, wish_id)  # before the form is looked at: to others it does not exist
    return _forget(request, wish_id)


@once
def _forget(request: HttpRequest, wish_id: str) -> HttpResponse:
    viewer, wish = _viewer(request), _wish(request, wish_id)
    own = [one.reference for one in queries.disposals_for(viewer) if one.authority == wish.authority]
    form = ForgetForm(request.POST if request.method == "POST" else None, references=own)
    if form.is_bound and form.is_valid():
        try:
            commands.forget_subject(wish_id, viewer, form.cleaned_data["gallring"], on=_today(), now=now())
        except SubjectRequest.DoesNotExist:
            raise Http404 from None
        except Refused as refused:
            form.add_error("gallring", str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("Personen är glömd i hela huset. Loggbokens kedja är hel."))
            return redirect("records:disposal")
    return render(request, "records/forget.html", {"form": form, "wish": wish, "when": _when(wish.wished_at)})
