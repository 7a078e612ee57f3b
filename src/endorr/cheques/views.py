"""The pages on cheques: calls and the first check for anybody, the list, the files and the money for those who work."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.aid.commands import tell_rate
from endorr.aid.queries import rate_on
from endorr.aid.rules import Refused as AidRefused
from endorr.base.clock import local_date, now
from endorr.base.files.views import as_download
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import look_of
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Link
from endorr.catalogue.queries.public import Wanted, find, service_names
from endorr.cheques import commands, deeds, showing
from endorr.cheques.forms import BeginForm, PreCheck, RateForm
from endorr.cheques.queries.calls import CallRow, call_by_code, cost_catalogue
from endorr.cheques.queries.calls import calls as all_calls
from endorr.cheques.queries.files import (
    Head,
    aid_tab,
    application_tab,
    board_tab,
    decision_tab,
    file_of,
    head,
    money_tab,
)
from endorr.cheques.queries.files import (
    listing as listed,
)
from endorr.cheques.queries.money import call_money, waiting_payments
from endorr.cheques.rules.costs import Stance
from endorr.cheques.rules.eligibility import Answer, findings
from endorr.cheques.rules.words import Refused
from endorr.cheques.words import (
    AID_REFUSALS,
    APPEALS,
    COSTS,
    CRITERIA,
    DUTIES,
    FUNDINGS,
    OUTCOMES,
    REFUSALS,
    WARNINGS,
)
from endorr.directory.words import marked

OTHER_HELP = "rådgivning export komma igång"
OTHERS_SHOWN = 3


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def today() -> date:
    return local_date(now())


# For anybody


def calls(request: HttpRequest) -> HttpResponse:
    """Show every call."""
    rows = [(one, showing.title_of(one), showing.about_of(one)) for one in all_calls(now())]
    return render(request, "cheques/calls.html", {"calls": rows})


def _call(request: HttpRequest, code: str) -> CallRow:
    found = call_by_code(code, now=now())
    if found is None:
        raise Http404
    request.door = look_of(found.door)  # type: ignore[attr-defined]
    return found


def _shown(request: HttpRequest, found: CallRow, **more: Any) -> HttpResponse:
    catalogue = cost_catalogue(today())
    context = {
        "call": found,
        "title": showing.title_of(found),
        "about": showing.about_of(found),
        "rules": showing.rules_list(found.limits),
        "counts": [str(COSTS[one.kind]) for one in catalogue if one.stance is Stance.ALLOWED],
        "stopped": [(str(COSTS[one.kind]), one.law) for one in catalogue if one.stance is not Stance.ALLOWED],
        "warning": WARNINGS[found.funding],
        "funding": FUNDINGS[found.funding],
        "criteria": [str(CRITERIA.get(one, one)) for one in found.criteria],
        "check": PreCheck(),
        "begin": BeginForm(auto_id="borja_%s"),
        **more,
    }
    return render(request, "cheques/call.html", context)


def call(request: HttpRequest, code: str) -> HttpResponse:
    """Show a call, and answer the first check: which rules are met, and who else can help. Nothing is kept."""
    found = _call(request, code)
    if request.method != "POST":
        return _shown(request, found)
    form = PreCheck(request.POST)
    if not form.is_valid():
        return _shown(request, found, check=form)
    answers = findings(found.limits, form.facts(), year=today().year)
    broken = [one for one in answers if one.answer is Answer.BROKEN]
    told = {"checked": showing.findings_table(answers), "is_broken": bool(broken), "is_known": _all_known(answers)}
    return _shown(request, found, check=form, others=_other_help(form) if broken else [], **told)


def _all_known(answers: tuple[Any, ...]) -> bool:
    return all(one.answer is not Answer.NOT_KNOWN for one in answers)


def _other_help(form: PreCheck) -> list[Link]:
    """Return services that fit a company that the call does not."""
    names = service_names(showing.language())
    answer = find(Wanted(text=OTHER_HELP, place=form.cleaned_data["kommun"]), now=now())
    keys = [one.entry.card.key for one in answer.found if not one.elsewhere][:OTHERS_SHOWN]
    return [Link(names.get(key, key), reverse("catalogue:service", args=[key])) for key in keys]


def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft and go to it; the link to it goes by mail too."""
    found = _call(request, code)
    return once(_begin)(request, found)


def _begin(request: HttpRequest, found: CallRow) -> HttpResponse:
    form = BeginForm(request.POST, auto_id="borja_%s")
    if not form.is_valid():
        return _shown(request, found, begin=form)
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        token = commands.begin(
            found.public_id, form.cleaned_data["epost"], site=site, language=showing.language(), now=now()
        )
    except Refused as refused:
        form.add_error(None, str(REFUSALS[refused.refusal]))
        return _shown(request, found, begin=form)
    return redirect("cheques:own", token)


# For those who work in the files


def listing(request: HttpRequest) -> HttpResponse:
    """List the applications to the calls of one's organisation, and those that wait for one on a board."""
    table = showing.listing_table(listed(viewer_of(request)))
    return render(request, "cheques/list.html", {"table": table})


def file(request: HttpRequest, application: str) -> HttpResponse:
    """Show a file, on its first tab."""
    return tab(request, application, "ansokan")


def tab(request: HttpRequest, application: str, tab: str) -> HttpResponse:
    """Show one tab of a file; to who has jäv, or has not said, only which file it is."""
    draw = TABS.get(tab)
    if draw is None:
        raise Http404
    drawn = draw[1](viewer_of(request), application)
    if drawn is not None:
        return render(request, f"cheques/tabs/{tab}.html", _around(drawn["head"], tab, drawn))
    found = head(viewer_of(request), application, now=now())
    if found is None:
        raise Http404
    name = "shut" if not found.is_open else "empty"
    return render(request, f"cheques/tabs/{name}.html", _around(found, tab, {}))


def _around(found: Head, current: str, more: dict[str, Any]) -> dict[str, Any]:
    """Return what stands around a tab: the file's name and facts, the other tabs, and what the viewer may do."""
    links = [
        Link(str(text()), reverse("cheques:tab", args=[found.public_id, name]), current=name == current)
        for name, (text, _draw) in TABS.items()
    ]
    return {
        "head": found,
        "name": marked(found.company, fictional=found.fictional),
        "facts": showing.head_rows(found),
        "tabs": links if found.is_open else [],
        "duty": DUTIES[found.duty] if found.duty else "",
        "deeds": deeds.offered(found, current),
        **more,
    }


Drawn = dict[str, Any] | None


def _application(viewer: Viewer, application: str) -> Drawn:
    found = application_tab(viewer, application, now=now())
    if found is None:
        return None
    return {
        "head": found.head,
        "file": found,
        "findings": showing.findings_table(found.findings),
        "costs": showing.costs_table(found.costs),
        "stopped": showing.stopped_lines(found.costs),
        "most": showing.kronor(found.most),
        "files": showing.files_table(found.files, "cheques:stored", application),
        "duties": [(str(DUTIES[one.duty]), one.person, one.at) for one in found.duties],
    }


def _board(viewer: Viewer, application: str) -> Drawn:
    found = board_tab(viewer, application, now=now())
    if found is None:
        return None
    criteria = [str(CRITERIA.get(one, one)) for one in found.head.call.criteria]
    return {
        "head": found.head,
        "board": found,
        "members": [(one, showing.standpoint_rows(one, criteria)) for one in found.standpoints],
        "votes": showing.kronor(found.tally.ore),
        "recommended": showing.kronor(found.recommended) if found.recommended is not None else "",
    }


def _aid(viewer: Viewer, application: str) -> Drawn:
    found = aid_tab(viewer, application, now=now())
    if found is None:
        return None
    return {
        "head": found.head,
        "table": showing.aid_table(found),
        "used": showing.euro(found.room.used),
        "left": showing.euro(found.room.left),
        "left_kronor": showing.kronor(found.left_ore) if found.left_ore is not None else "",
        "ceiling": showing.euro(found.room.ceiling.cents),
        "act": found.room.ceiling.act,
        "since": found.room.since,
        "rate": showing.rate(found.rate) if found.rate else "",
        "rate_on": found.rate_on,
    }


def _decisions(viewer: Viewer, application: str) -> Drawn:
    found = decision_tab(viewer, application, now=now())
    if found is None:
        return None
    return {"head": found.head, "decisions": shown_decisions(found.decisions)}


def shown_decisions(decisions: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Return decisions with their words: outcome, sum, aid and how to appeal."""
    return [
        {
            "row": one,
            "outcome": OUTCOMES[one.outcome],
            "sum": showing.kronor(one.ore) if one.ore else "",
            "aid": showing.euro(one.aid_cents) if one.aid_cents else "",
            "rate": showing.rate(one.aid_rate) if one.aid_rate else "",
            "stopped": [(line["what"], line["why"] or line["law"]) for line in one.stopped],
            "appeal": APPEALS[one.appeal],
        }
        for one in decisions
    ]


def _money(viewer: Viewer, application: str) -> Drawn:
    found = money_tab(viewer, application, now=now())
    if found is None:
        return None
    return {
        "head": found.head,
        "tab": found,
        "payments": [(showing.payment_rows(one), showing.invoices_table(one), one.text) for one in found.payments],
        "postings": showing.postings_table(found),
        "recoveries": [
            (showing.kronor(ore), reasons, showing.kronor(repaid), showing.kronor(lost))
            for ore, reasons, repaid, lost in found.recoveries
        ],
        "orders": showing.kronor(found.orders),
    }


TABS: dict[str, tuple[Callable[[], str], Callable[[Viewer, str], Drawn]]] = {
    "ansokan": (lambda: _("Ansökan"), _application),
    "bedomning": (lambda: _("Bedömning"), _board),
    "stodkonto": (lambda: _("Stödkonto"), _aid),
    "beslut": (lambda: _("Beslut"), _decisions),
    "pengar": (lambda: _("Pengar"), _money),
}


def stored(request: HttpRequest, application: str, file: str) -> HttpResponseBase:
    """Give out a file of an application that is open to one."""
    found = file_of(viewer_of(request), application, file, now=now())
    if found is None:
        raise Http404
    return as_download(found.file)


@once
def money(request: HttpRequest) -> HttpResponse:
    """Show the money of one's organisation's calls and the payments that wait; take in the rate of the euro."""
    viewer = viewer_of(request)
    form = RateForm(request.POST or None, today=today())
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            tell_rate(told["dag"], told["kurs"], told["kalla"], now=now(), actor=viewer.actor)
        except AidRefused as refused:
            form.add_error("kurs", str(AID_REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("Kursen är sparad."))
            return redirect("cheques:money")
    rows = call_money(viewer)
    rate = rate_on(today())
    context = {
        "form": form,
        "calls": [(one, showing.money_table(one)) for one in rows],
        "waiting": showing.waiting_table(waiting_payments(viewer)),
        "rate": showing.rate(rate.kronor) if rate else "",
        "rate_on": rate.on if rate else None,
        "source": rate.source if rate else "",
    }
    return render(request, "cheques/money.html", context)
