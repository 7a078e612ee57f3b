"""What those who work in a file do: each deed a form, one command, and back to the tab it belongs to."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.rules import Viewer
from endorr.cheques import commands, showing
from endorr.cheques.commands import Ruling
from endorr.cheques.deeds import DEEDS
from endorr.cheques.forms import (
    AssessForm,
    BankForm,
    CompletionForm,
    ControlForm,
    DeclareForm,
    GrantForm,
    JudgeForm,
    PlainSumForm,
    SumForm,
    WhyForm,
)
from endorr.cheques.queries.files import Head, application_tab, board_tab, decision_tab, head, money_tab
from endorr.cheques.rules.costs import Stance
from endorr.cheques.rules.words import Paying, Refusal, Refused
from endorr.cheques.words import REFUSALS

Do = Callable[[forms.Form], str]
Made = tuple[forms.Form, Do]


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _today() -> date:
    return local_date(now())


def _data(request: HttpRequest) -> Mapping[str, Any] | None:
    return request.POST if request.method == "POST" else None


def _or_404[Found](found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def _plain(request: HttpRequest, do: Callable[..., object], said: str) -> Made:
    """Return a deed that wants nothing but a yes."""

    def done(_form: forms.Form) -> str:
        do(_id(request), _viewer(request), now=now())
        return said

    return forms.Form(_data(request)), done


def _id(request: HttpRequest) -> str:
    match = request.resolver_match
    assert match is not None
    return str(match.kwargs["application"])


def _take_up(request: HttpRequest, _head: Head) -> Made:
    return _plain(request, commands.take_up, _("Du är handläggare i ärendet."))


def _completion(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        told = form.cleaned_data
        commands.ask_completion(_id(request), _viewer(request), told["ord"], told["dag"], now=now())
        return _("Företaget är tillfrågat, och tiden till beslut står stilla.")

    return CompletionForm(_data(request), today=_today()), do


def _cost(request: HttpRequest, _head: Head) -> Made:
    found = _or_404(application_tab(_viewer(request), _id(request), now=now()))

    def do(form: forms.Form) -> str:
        told = form.cleaned_data
        stance = Stance(told["hur"])
        commands.judge_cost(_id(request), _viewer(request), told["kostnad"], stance, told["ord"], now=now())
        return _("Kostnaden är bedömd.")

    return JudgeForm(_data(request), costs=found.costs), do


def _to_board(request: HttpRequest, _head: Head) -> Made:
    return _plain(request, commands.to_board, _("Ansökan ligger hos bedömningsgruppen."))


def _declare(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        assert isinstance(form, DeclareForm)
        ground = form.ground()
        commands.declare(_id(request), _viewer(request), ground, form.cleaned_data["ord"], now=now())
        if ground:
            return _("Ditt jäv är antecknat. Ärendet är dolt för dig, och din röst räknas inte.")
        return _("Tack. Nu kan du läsa ansökan och bedöma den.")

    return DeclareForm(_data(request)), do


def _assess(request: HttpRequest, found: Head) -> Made:
    tab = _or_404(board_tab(_viewer(request), _id(request), now=now()))

    def do(form: forms.Form) -> str:
        assert isinstance(form, AssessForm)
        commands.assess(_id(request), _viewer(request), form.opinion(), now=now())
        return _("Din bedömning är sparad.")

    most = min(tab.most, found.asked)
    return AssessForm(_data(request), criteria=found.call.criteria, most=most), do


def _recommend(request: HttpRequest, _head: Head) -> Made:
    tab = _or_404(board_tab(_viewer(request), _id(request), now=now()))

    def do(form: forms.Form) -> str:
        told = form.cleaned_data
        commands.recommend(_id(request), _viewer(request), told["belopp"], told["ord"], now=now())
        return _("Rösterna är räknade och protokollet sparat.")

    return SumForm(_data(request), ore=tab.tally.ore, label=_("Protokoll")), do


def _grant(request: HttpRequest, found: Head) -> Made:
    tab = _or_404(decision_tab(_viewer(request), _id(request), now=now()))
    last = _today() + timedelta(days=round((found.call.limits.months or 12) * 30.4))

    def do(form: forms.Form) -> str:
        assert isinstance(form, GrantForm)
        number = commands.decide(_id(request), _viewer(request), form.ruling(), now=now())
        return _("Beslut %(number)s är fattat, och företaget har fått veta det.") % {"number": number}

    return GrantForm(_data(request), ore=tab.recommended, last_day=last), do


def _refuse(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        number = commands.decide(_id(request), _viewer(request), Ruling(0, form.cleaned_data["ord"]), now=now())
        return _("Beslut %(number)s är fattat, och företaget har fått veta det.") % {"number": number}

    return WhyForm(_data(request)), do


def _amend(request: HttpRequest, _head: Head) -> Made:
    tab = _or_404(decision_tab(_viewer(request), _id(request), now=now()))
    latest = tab.decisions[-1]

    def do(form: forms.Form) -> str:
        assert isinstance(form, GrantForm)
        number = commands.amend(_id(request), _viewer(request), form.ruling(), now=now())
        return _("Ändringsbeslut %(number)s är fattat. Det första beslutet står kvar som det var.") % {"number": number}

    return GrantForm(_data(request), ore=latest.ore, last_day=latest.last_day or _today()), do


def _control(request: HttpRequest, _head: Head) -> Made:
    tab = _or_404(money_tab(_viewer(request), _id(request), now=now()))
    payment = _or_404(next((one for one in tab.payments if one.state is Paying.REQUESTED), None))

    def do(form: forms.Form) -> str:
        assert isinstance(form, ControlForm)
        text = form.cleaned_data["ord"]
        ore = commands.control(_id(request), _viewer(request), text, now=now(), struck=form.struck())
        return _("Kontrollerat: %(sum)s ska betalas ut.") % {"sum": showing.kronor(ore)}

    return ControlForm(_data(request), payment=payment), do


def _reject(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        commands.reject(_id(request), _viewer(request), form.cleaned_data["ord"], now=now())
        return _("Utbetalningen är nekad, och företaget har fått veta varför.")

    return WhyForm(_data(request)), do


def _order(request: HttpRequest, _head: Head) -> Made:
    return _plain(request, commands.order, _("Betalningsordern är skickad."))


def _bank(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        if form.cleaned_data["kom_fram"]:
            commands.confirm_paid(_id(request), _viewer(request), now=now())
            return _("Pengarna är framme.")
        commands.note_returned(_id(request), _viewer(request), now=now())
        return _("Pengarna är tillbaka bland de beslutade, och företaget är tillfrågat.")

    return BankForm(_data(request)), do


def _approve(request: HttpRequest, _head: Head) -> Made:
    return _plain(request, commands.approve_report, _("Slutrapporten är godkänd."))


def _close(request: HttpRequest, _head: Head) -> Made:
    def do(_form: forms.Form) -> str:
        released = commands.close(_id(request), _viewer(request), now=now())
        return _("Ärendet är avslutat. %(sum)s är fria igen.") % {"sum": showing.kronor(released)}

    return forms.Form(_data(request)), do


def _demand(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        told = form.cleaned_data
        commands.demand_back(_id(request), _viewer(request), told["belopp"], told["ord"], now=now())
        return _("Kravet är skickat.")

    return SumForm(_data(request), ore=0), do


def _repaid(request: HttpRequest, _head: Head) -> Made:
    def do(form: forms.Form) -> str:
        commands.note_repaid(_id(request), _viewer(request), form.cleaned_data["belopp"], now=now())
        return _("Återbetalningen är inskriven.")

    return PlainSumForm(_data(request)), do


MAKERS: dict[str, Callable[[HttpRequest, Head], Made]] = {
    "ta-upp": _take_up,
    "komplettering": _completion,
    "kostnad": _cost,
    "till-gruppen": _to_board,
    "jav": _declare,
    "bedom": _assess,
    "rekommendera": _recommend,
    "bevilja": _grant,
    "avsla": _refuse,
    "andra": _amend,
    "kontrollera": _control,
    "avvisa-utbetalning": _reject,
    "betala": _order,
    "banken": _bank,
    "godkann-rapport": _approve,
    "avsluta": _close,
    "aterkrav": _demand,
    "aterbetalt": _repaid,
}


# Whether the file is known is asked before the form is remembered, so that no answer tells of other walls.


def deed(request: HttpRequest, application: str, deed: str) -> HttpResponse:
    """Do one of DEEDS in a file."""
    found = _or_404(head(_viewer(request), application, now=now()))
    if deed not in MAKERS:
        raise Http404
    return once(_done)(request, found, deed)


def _done(request: HttpRequest, found: Head, deed: str) -> HttpResponse:
    told = DEEDS[deed]
    back = reverse("cheques:tab", args=[found.public_id, told.tab])
    form, do = MAKERS[deed](request, found)
    if form.is_bound and form.is_valid():
        try:
            said = do(form)
        except Refused as refused:
            if refused.refusal is Refusal.ANOTHER_DUTY:
                # The try is remembered in the ledger: only an answer that is kept keeps it.
                messages.error(request, str(REFUSALS[refused.refusal]))
                return redirect(back)
            form.add_error("belopp" if refused.ore is not None and "belopp" in form.fields else None, words_of(refused))
        else:
            messages.success(request, said)
            return redirect(back)
    context = {"form": form, "title": told.says, "back": back, "head": found}
    return render(request, "cheques/deed.html", context)


def words_of(refused: Refused) -> str:
    """Return why a deed was refused, with the sum that would not have been."""
    words = str(REFUSALS[refused.refusal])
    if refused.ore is None:
        return words
    if refused.refusal is Refusal.UNDER_THE_LIMIT:
        return f"{words} {_('Lägst: %(sum)s.') % {'sum': showing.kronor(refused.ore)}}"
    return f"{words} {_('Högst: %(sum)s.') % {'sum': showing.kronor(refused.ore)}}"
