"""The pages of those who answer for services: confirm, edit with history, answer readers, merge doubles, symptoms."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.tenancy.rules import Viewer
from endorr.catalogue.commands.services import (
    StaleServiceError,
    change_service,
    keep_apart,
    merge_services,
    set_symptoms,
    verify_service,
)
from endorr.catalogue.commands.voices import answer_feedback
from endorr.catalogue.forms import AnswerForm, CardForm, SymptomForm
from endorr.catalogue.letters import site
from endorr.catalogue.queries import public, staff
from endorr.catalogue.queries.public import Found
from endorr.catalogue.showing import checked, field_name, line, value_text


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _require(request: HttpRequest, key: str) -> None:
    if not staff.may_edit(_viewer(request), key):
        raise Http404


def _language() -> str:
    return get_language() or "sv"


def desk(request: HttpRequest) -> HttpResponse:
    """What the viewer answers for, longest unconfirmed first, with one button each to confirm it."""
    viewer = _viewer(request)
    entries = staff.own_entries(viewer, now=now())
    rows = [
        (line(Found(entry, entry.standing(now())), _language(), now()), checked(entry, _language()))
        for entry in entries
    ]
    context = {
        "rows": rows,
        "todos": staff.todos(viewer),
        "feedback": staff.open_feedback(viewer),
        "doubles": staff.doubles(viewer),
    }
    return render(request, "catalogue/desk.html", context)


def verify(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm a service in one click."""
    _require(request, key)
    verify_service(key, now=now(), actor=_viewer(request).actor)
    messages.success(request, _("Noterat: allt stämmer. Vi frågar igen om ett halvår."))
    return redirect("catalogue:desk")


def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change a service, and see every version with what changed."""
    _require(request, key)
    found = public.page_of(key, now=now())
    if found is None:
        raise Http404
    entry = found.found.entry
    form = CardForm(request.POST or None, card=entry.card, number=entry.number)
    if request.method == "POST" and form.is_valid() and _changed(request, key, form):
        return redirect("catalogue:edit", key)
    versions = [
        (row, [(field_name(name), value_text(before), value_text(after)) for name, before, after in row.differences])
        for row in staff.history(_viewer(request), key)
    ]
    context = {"form": form, "entry": entry, "versions": versions, "checked": checked(entry, _language())}
    return render(request, "catalogue/edit.html", context)


def _changed(request: HttpRequest, key: str, form: CardForm) -> bool:
    told = form.cleaned_data
    try:
        fields = change_service(
            key, form.after(), seen=told["seen"], note_text=told["why"], now=now(), actor=_viewer(request).actor
        )
    except StaleServiceError:
        form.add_error(None, _("Någon annan har ändrat stödet medan du skrev. Ladda om sidan och gör om din ändring."))
        return False
    messages.success(request, _("Sparat.") if fields else _("Inget var ändrat."))
    return True


def replies(request: HttpRequest) -> HttpResponse:
    """Answer what readers say is wrong, what is due first first."""
    viewer = _viewer(request)
    rows = staff.open_feedback(viewer)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if told["feedback"] not in {row.public_id for row in rows}:
            raise Http404
        answer_feedback(told["feedback"], told["answer"], site=site(), now=now(), actor=viewer.actor)
        messages.success(request, _("Svaret är skickat."))
        return redirect("catalogue:replies")
    forms = [(row, form if form.data.get("feedback") == row.public_id else _blank(row.public_id)) for row in rows]
    return render(request, "catalogue/replies.html", {"forms": forms, "wrong": form if form.errors else None})


def _blank(public_id: str) -> AnswerForm:
    return AnswerForm(initial={"feedback": public_id}, auto_id=f"id_{public_id}_%s")


def doubles(request: HttpRequest) -> HttpResponse:
    """Merge two cards of one service, or keep them apart."""
    viewer = _viewer(request)
    rows = {row.public_id: row for row in staff.doubles(viewer)}
    if request.method == "POST":
        row = rows.get(request.POST.get("pair", ""))
        if row is None:
            raise Http404
        _decide(row, request.POST, viewer)
        return redirect("catalogue:doubles")
    return render(request, "catalogue/doubles.html", {"rows": list(rows.values())})


def _decide(row: staff.DoubleRow, told: Any, viewer: Viewer) -> None:
    keep = told.get("keep", "")
    if keep == "both":
        keep_apart(row.public_id, now=now(), actor=viewer.actor)
        return
    if keep not in {row.first_key, row.second_key} or not all(
        staff.may_edit(viewer, key) for key in (row.first_key, row.second_key)
    ):
        raise Http404
    gone = row.second_key if keep == row.first_key else row.first_key
    merge_services(keep, gone, now=now(), actor=viewer.actor)


def gaps(request: HttpRequest) -> HttpResponse:
    """Services without symptoms, and phrases that point at more than one thing."""
    return render(request, "catalogue/gaps.html", {"gaps": staff.symptom_gaps(_viewer(request), now=now())})


def symptoms(request: HttpRequest, key: str) -> HttpResponse:
    """Write how a company in need would say so, of a service; those of families and signposts are for coordinators."""
    viewer = _viewer(request)
    if not staff.may_edit_symptoms(viewer, key):
        raise Http404
    had = staff.phrases(key)
    initial = {code: "\n".join(phrase for language, phrase in had if language == code) for code in ("sv", "en")}
    form = SymptomForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_symptoms(key, form.phrases(), now=now(), actor=viewer.actor)
        messages.success(request, _("Sparat."))
        return redirect("catalogue:symptoms", key)
    return render(request, "catalogue/symptoms.html", {"form": form, "key": key})
