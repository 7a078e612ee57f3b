"""The pages and deeds by which a question is offered to another organisation, accepted or returned."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.cases import commands
from endorr.cases.forms.answering import ReferForm
from endorr.cases.queries import CaseView
from endorr.cases.staff.common import do, head_or_404, viewer_of, visible_or_404
from endorr.directory.duty.queries import Target, referral_targets


def refer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose to whom a question is offered."""
    return _refer(request, head_or_404(request, public_id))


@once
def _refer(request: HttpRequest, found: CaseView) -> HttpResponse:
    viewer = viewer_of(request)
    targets = referral_targets(viewer, found.cooperation_id, on=local_date(now()))
    groups = _groups([one for one in targets if one.staffed and one.organisation_id != found.organisation_id])
    chosen = {"funktion": request.GET.get("till", "")}
    form = (
        ReferForm(request.POST, groups=groups) if request.method == "POST" else ReferForm(groups=groups, initial=chosen)
    )
    if not form.is_valid():
        empty = [one for one in targets if not one.staffed]
        return render(request, "cases/refer.html", {"case": found, "form": form, "empty": empty})
    to, words = form.cleaned_data["funktion"], form.cleaned_data["ord"]
    return do(
        request,
        found.public_id,
        lambda: commands.refer(found.public_id, viewer, function=to, text=words, now=now()),
        _("Frågan är erbjuden. Du har den tills de har tagit den, och löftet gäller som förut."),
    )


def _groups(targets: list[Target]) -> list[tuple[str, list[tuple[str, str]]]]:
    by_organisation = groupby(targets, key=lambda one: one.organisation)
    return [(name, [(one.public_id, one.function) for one in rows]) for name, rows in by_organisation]


def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take over a question that was offered."""
    visible_or_404(request, public_id)
    return _accept(request, public_id)


@once
def _accept(request: HttpRequest, public_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    return do(request, public_id, lambda: commands.accept(public_id, viewer, now=now()), _("Frågan är din."))


def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send an offered question back."""
    visible_or_404(request, public_id)
    return _decline(request, public_id)


@once
def _decline(request: HttpRequest, public_id: str) -> HttpResponse:
    why = request.POST.get("varfor", "").strip()[:500]
    return do(
        request,
        public_id,
        lambda: commands.decline(public_id, viewer_of(request), text=why, now=now()),
        _("Frågan är tillbaka hos den som erbjöd den. Det kostade ingen någon tid."),
    )


def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an offer back."""
    return _withdraw(request, head_or_404(request, public_id))


@once
def _withdraw(request: HttpRequest, found: CaseView) -> HttpResponse:
    return do(
        request,
        found.public_id,
        lambda: commands.withdraw_offer(found.public_id, viewer_of(request), now=now()),
        _("Erbjudandet är tillbakataget. Du har frågan."),
    )
