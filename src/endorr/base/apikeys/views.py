"""The pages over an organisation's keys, and the address at which a program can try its key."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from endorr.base.apikeys import commands, queries
from endorr.base.apikeys.forms import KeyForm
from endorr.base.apikeys.queries import KeyRow
from endorr.base.clock import local_date, now
from endorr.base.policy.table import scopes
from endorr.base.tenancy.queries import administered_organisations
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag


def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys of the viewer's own organisations, the ended ones too."""
    rows = queries.keys_of_own_organisations(viewer_of(request))
    return render(request, "apikeys/keys.html", {"table": _table(rows)})


@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, this once."""
    viewer = viewer_of(request)
    form = KeyForm(request.POST or None, organisations=administered_organisations(viewer), scopes=scopes())
    if not form.is_valid():
        return render(request, "apikeys/make.html", {"form": form})
    secret = commands.make_key(
        form.cleaned_data["organisation"],
        form.cleaned_data["name"],
        form.cleaned_data["scopes"],
        lifetime=form.lifetime,
        now=now(),
        actor=viewer.actor,
    )
    return render(request, "apikeys/made.html", {"secret": secret, "name": form.cleaned_data["name"]})


def revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether a key shall be revoked, and revoke it."""
    viewer = viewer_of(request)
    row = queries.own_key(viewer, key)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "apikeys/revoke.html", {"key": row})
    commands.revoke_key(row.public_id, now=now(), actor=viewer.actor)
    messages.success(request, _("Nyckeln %(name)s är återkallad.") % {"name": row.name})
    return redirect("apikeys:keys")


def whose(request: HttpRequest) -> HttpResponse:
    """Tell a program which key it came with: its prefix and what it is for."""
    holder = viewer_of(request).key
    assert holder is not None, "the gate lets in nobody without a key"
    return JsonResponse({"prefix": holder.prefix, "scopes": sorted(holder.scopes)})


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is looking, as the gate found."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _table(rows: list[KeyRow]) -> Table:
    headings = (_("Program"), _("Börjar med"), _("Får"), _("Gäller till"), _("Senast använd"), _("Läge"), "")
    return Table(
        caption=_("API-nycklar"),
        columns=[Column(heading) for heading in headings],
        rows=[_cells(row) for row in rows],
        empty=_("Ni har inga API-nycklar."),
    )


def _cells(row: KeyRow) -> list[Cell]:
    used = date_format(local_date(row.last_used_at)) if row.last_used_at else _("Aldrig")
    alive = row.is_alive(now())
    end: Cell = ""
    if alive:
        end = Link(_("Återkalla"), reverse("apikeys:revoke", args=[row.public_id]), more=row.name)
    return [
        row.name,
        f"endorr_{row.prefix}_…",
        ", ".join(row.scopes),
        date_format(local_date(row.expires_at)),
        used,
        Tag(_("Gäller"), "good") if alive else Tag(_("Återkallad") if row.revoked_at else _("Gammal")),
        end,
    ]
