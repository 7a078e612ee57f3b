"""The desk of figures: take in a version from a file, and decide what sources propose."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.i18n.templatetags.words import number, plain_day
from endorr.base.idempotency.forms import once
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.statistics import queries
from endorr.statistics.commands import (
    NothingWaitsError,
    StaleProposalError,
    UnknownPlaceError,
    UnknownTableError,
    accept,
    decline,
)
from endorr.statistics.formats.problems import UnreadableError
from endorr.statistics.forms import TakeInForm
from endorr.statistics.importing import take_in as import_file
from endorr.statistics.queries import TableRow, VersionRow
from endorr.statistics.rules.identity import BASES
from endorr.statistics.views import language, told

PROBLEMS_SHOWN = 10


def desk(request: HttpRequest) -> HttpResponse:
    """Every table, what waits for a decision, and what went wrong when its source was asked."""
    columns = [Column(_("Tabell")), Column(_("Version")), Column(_("Läge")), Column(_("Gör"))]
    rows = [_row(row, waiting) for row, waiting in queries.desk()]
    return render(request, "statistics/desk.html", {"table": Table(_("Tabeller"), columns, rows)})


def _row(row: TableRow, waiting: VersionRow | None) -> list[Cell]:
    latest = f"{row.version.number} ({plain_day(row.version.made_at)})" if row.version else _("ingen")
    latest = latest.replace(" ", "\N{NO-BREAK SPACE}")
    take = Link(_("Ny version"), reverse("statistics:take_in", args=[row.key]), more=told(row.title))
    if waiting:
        take = Link(
            _("Granska förslaget"), reverse("statistics:proposal", args=[waiting.public_id]), more=told(row.title)
        )
    return [told(row.title), latest, _standing(row, waiting), take]


def _standing(row: TableRow, waiting: VersionRow | None) -> Tag:
    if waiting:
        return Tag(_("väntar på beslut"), "warn")
    if row.check_failed:
        return Tag(_("källan svarade inte: %(why)s") % {"why": row.check_failed[:120]}, "bad")
    if row.checked_at:
        return Tag(_("källan frågad %(day)s") % {"day": plain_day(row.checked_at)}, "good")
    return Tag(_("för hand"), "plain")


def take_in(request: HttpRequest, key: str) -> HttpResponse:
    """Publish a file as the next version; a broken file is told of place by place, and nothing is loaded."""
    found = next((row for row, _waiting in queries.desk() if row.key == key), None)
    if found is None:
        raise Http404
    form = TakeInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        problems = _take(request, key, form)
        if not problems:
            return redirect("statistics:table", key)
        for problem in problems[:PROBLEMS_SHOWN]:
            form.add_error("figures", problem)
    context = {"form": form, "title": told(found.title), "basis": told(BASES[found.basis].name)}
    return render(request, "statistics/take_in.html", context)


def _take(request: HttpRequest, key: str, form: TakeInForm) -> list[str]:
    """Return what was wrong; nothing when the version is published."""
    file = form.cleaned_data["figures"]
    actor = request.viewer.actor  # type: ignore[attr-defined]
    name = Path(file.name or "").name
    with tempfile.TemporaryDirectory() as folder:
        # Under a name of our own: only the ending is the sender's.
        path = Path(folder) / f"figures{Path(name).suffix.lower()}"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        try:
            version, warnings = import_file(
                key,
                path,
                mapping=form.cleaned_data["mapping"].encode(),
                name=name,
                vintage=form.cleaned_data["vintage"],
                now=now(),
                actor=actor,
            )
        except UnreadableError as error:
            return [problem.text(language()) for problem in error.problems]
        except (UnknownPlaceError, UnknownTableError) as error:
            return [str(error)]
    messages.success(request, _("Version %(number)s är publicerad.") % {"number": version})
    for warning in warnings[:PROBLEMS_SHOWN]:
        messages.warning(request, warning.text(language()))
    return []


@once
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a source now says and how it differs; yes publishes it beside the older versions, no leaves all as it is."""
    found = queries.proposal(public_id)
    if found is None:
        raise Http404
    row, version, head = found
    if request.method == "POST":
        return _decided(request, public_id, row)
    change = version.differences
    columns = [Column(_("Cell")), Column(_("Före"), numeric=True), Column(_("Efter"), numeric=True)]
    names = [dict(zip(one.codes, one.label(language()), strict=True)) for one in head.dimensions]
    rows: list[list[Cell]] = [
        [", ".join(name.get(code, code) for name, code in zip(names, one.codes, strict=True)), one.before, one.after]
        for one in change.examples
    ]
    context = {
        "title": told(row.title),
        "version": version,
        "change": change,
        "waiting": version.standing == "proposed",
        "counts": {name: number(getattr(change, name)) for name in ("added", "gone", "changed")},
        "table": Table(_("Några av de ändrade cellerna"), columns, rows, empty=_("Inga celler är ändrade.")),
    }
    return render(request, "statistics/proposal.html", context)


def _decided(request: HttpRequest, public_id: str, row: TableRow) -> HttpResponse:
    actor = request.viewer.actor  # type: ignore[attr-defined]
    try:
        if "yes" in request.POST:
            version = accept(public_id, now=now(), actor=actor)
            messages.success(request, _("Version %(number)s är publicerad.") % {"number": version})
            return redirect("statistics:table", row.key)
        decline(public_id, now=now(), actor=actor)
        messages.success(request, _("Förslaget är avböjt. Det som är publicerat är som förut."))
    except StaleProposalError:
        messages.warning(request, _("En nyare version har publicerats sedan förslaget gjordes. Avböj det."))
    except NothingWaitsError:
        messages.warning(request, _("Förslaget är redan avgjort."))
    return redirect("statistics:desk")
