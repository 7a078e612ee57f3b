"""The desk of those who lead a strategy: what is left to do, the inputs, and one form and one command for each deed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import cooperations_by_county, own_cooperations, own_organisations, partners_in
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.strategy import commands
from endorr.strategy.forms import (
    ActionForm,
    AdoptForm,
    DecideForm,
    GoalForm,
    GroupForm,
    PartyForm,
    StrategyForm,
    TakeUpForm,
    ThemeForm,
    VersionForm,
    WordsForm,
)
from endorr.strategy.queries import programmes, staff
from endorr.strategy.queries.staff import Desk
from endorr.strategy.rows import ActionRow, GoalRow
from endorr.strategy.rules.deeds import LEADING, Answer, Bar, Barred, Standing
from endorr.strategy.words import (
    ANSWER_KINDS,
    ANSWERS,
    action_tag,
    due_text,
    value_text,
    verdict_tag,
    why_barred,
    why_text,
)


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def filled(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _today() -> date:
    return local_date(now())


def _desk(request: HttpRequest, strategy: str) -> Desk:
    found = staff.desk(viewer_of(request), strategy, today=_today())
    if found is None:
        raise Http404
    return found


def tried(form: forms.Form, deed: Callable[[], object], fields: dict[Bar, str] | None = None) -> bool:
    """Do a deed; where the rules do not allow it, say why at the field it is about, with nothing typed lost."""
    try:
        deed()
    except Barred as barred:
        form.add_error((fields or {}).get(barred.bar), why_barred(barred.bar, barred.what))
        return False
    return True


@once
def strategies(request: HttpRequest) -> HttpResponse:
    """One's strategies, and a form that begins another."""
    viewer = viewer_of(request)
    own = [(one.public_id, one.name) for one in own_organisations(viewer, *LEADING)]
    areas = [(one.public_id, one.name) for one in own_cooperations(viewer)]
    form = StrategyForm(filled(request), organisations=own, cooperations=areas)
    made: list[str] = []

    def begin() -> None:
        site = request.build_absolute_uri("/").rstrip("/")
        owner = form.cleaned_data["organisation"]
        made.append(commands.open_strategy(form.plan(), viewer, organisation=owner, site=site, now=now()))

    if form.is_bound and form.is_valid() and tried(form, begin, {Bar.NAME_TAKEN: "title"}):
        messages.success(request, _("Utkastet är påbörjat. Sätt mål och anta strategin när den är beslutad."))
        return redirect("strategy:work", made[0])
    columns = [Column(_("Strategi")), Column(_("Version"), numeric=True), Column(_("Läge"))]
    rows: list[list[Cell]] = [
        [
            Link(one.title, reverse("strategy:work", args=[one.public_id])),
            one.number,
            Tag(_("Antagen"), "good") if one.adopted else Tag(_("Utkast")),
        ]
        for one in staff.own_strategies(viewer)
    ]
    table = Table(_("Era strategier"), columns, rows, empty=_("Ingen strategi är påbörjad än."))
    return render(request, "strategy/desk.html", {"form": form, "table": table})


def _tabs(request: HttpRequest, found: Desk) -> list[Link]:
    match = request.resolver_match
    here = match.url_name if match else ""
    places = (("work", _("Mål och åtgärder")), ("inputs", _("Inspel och teman")))
    return [
        Link(text, reverse(f"strategy:{name}", args=[found.public_id]), current=name == here) for name, text in places
    ]


def work(request: HttpRequest, strategy: str) -> HttpResponse:
    """The goals of the version in force and of the draft, and all actions."""
    found = _desk(request, strategy)
    context = {
        "desk": found,
        "tabs": _tabs(request, found),
        "goals": _goals(found, found.goals, _("Målen som gäller")) if found.current else None,
        "draft_goals": _goals(found, found.draft_goals, _("Målen i utkastet"), drops=True) if found.draft else None,
        "actions": _actions(found),
        "unfollowed": [one.text for one in found.actions if not one.followable and _is_open(one)],
    }
    return render(request, "strategy/work.html", context)


def _is_open(action: ActionRow) -> bool:
    return action.standing in {Standing.PROPOSED, Standing.DECIDED}


def _thing(found: Desk, deed: str, thing: str) -> str:
    return reverse("strategy:thing", args=[found.public_id, deed, thing])


def _goals(found: Desk, goals: tuple[GoalRow, ...], caption: str, *, drops: bool = False) -> Table:
    columns = [Column(_("Mål")), Column(_("Utgångsläge")), Column(_("Mål för året")), Column(_("Så står det"))]
    columns += [Column(_("Ändra"))] if drops else []
    rows: list[list[Cell]] = []
    for one in goals:
        target = one.target
        row: list[Cell] = [
            one.text,
            f"{value_text(one, target.start)} ({target.from_year})",
            f"{value_text(one, target.aim)} ({target.to_year})",
            why_text(one) if one.course.latest is None else verdict_tag(one),
        ]
        if drops:
            row.append(Link(_("Ta bort"), _thing(found, "ta-bort", one.public_id), more=one.text))
        rows.append(row)
    return Table(caption, columns, rows, empty=_("Inga mål än."))


def _actions(found: Desk) -> Table:
    columns = [
        Column(_("Åtgärd")),
        Column(_("Ansvarig")),
        Column(_("Klar senast")),
        Column(_("Läge")),
        Column(_("Nästa")),
    ]
    rows: list[list[Cell]] = [
        [one.text, one.owner or "–", due_text(one), action_tag(one), _next(found, one)] for one in found.actions
    ]
    return Table(_("Åtgärder"), columns, rows, empty=_("Inga åtgärder än."))


def _next(found: Desk, action: ActionRow) -> Cell:
    if action.standing is Standing.PROPOSED:
        return Link(_("Besluta"), _thing(found, "besluta", action.public_id), more=action.text)
    if action.standing is Standing.DECIDED:
        return Link(_("Berätta hur det gick"), _thing(found, "klar", action.public_id), more=action.text)
    return action.outcome


def inputs(request: HttpRequest, strategy: str) -> HttpResponse:
    """What was said and by whom, the themes, and what is left to reply to."""
    found = _desk(request, strategy)
    themes = [(one, ANSWERS[one.answer], ANSWER_KINDS[one.answer]) for one in found.themes]
    context = {
        "desk": found,
        "tabs": _tabs(request, found),
        "themes": themes,
        "unanswered": sum(not one.reply for one in found.inputs),
        "waiting": len(staff.to_take_up(viewer_of(request), found)),
    }
    return render(request, "strategy/inputs.html", context)


# Deeds

Do = Callable[[], object]


def _ask(
    request: HttpRequest,
    found: Desk,
    form: forms.Form,
    do: Do,
    *,
    title: str,
    button: str,
    done: str,
    to: str = "work",
    fields: dict[Bar, str] | None = None,
    text: str = "",
    quote: str = "",
    other: Link | None = None,
) -> HttpResponse:
    """Show a form, and when it is filled in do one deed and go back to the desk."""
    if form.is_bound and form.is_valid() and tried(form, do, fields):
        messages.success(request, done)
        return redirect(f"strategy:{to}", found.public_id)
    back = reverse(f"strategy:{to}", args=[found.public_id])
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "text": text,
        "quote": quote,
        "other": other,
    }
    return render(request, "strategy/deed.html", context)


def _set_goal(request: HttpRequest, found: Desk) -> HttpResponse:
    if found.draft is None:
        raise Http404
    form = GoalForm(filled(request))
    return _ask(
        request,
        found,
        form,
        lambda: commands.set_goal(found.public_id, viewer_of(request), form.plan(), now=now()),
        title=_("Nytt mål"),
        button=_("Sätt målet"),
        done=_("Målet är satt."),
        fields={Bar.NO_BASELINE: "from_year", Bar.TARGET_NOT_LATER: "to_year", Bar.TARGET_NO_CHANGE: "aim"},
    )


def _adopt(request: HttpRequest, found: Desk) -> HttpResponse:
    if found.draft is None:
        raise Http404
    form = AdoptForm(filled(request), initial={"valid_from": _today()})
    return _ask(
        request,
        found,
        form,
        lambda: commands.adopt(found.public_id, viewer_of(request), **form.cleaned_data, now=now()),
        title=_("Anta strategin"),
        button=_("Anta och publicera"),
        done=_("Strategin gäller och alla kan läsa den."),
        text=_("Versionen publiceras. Den som gällde förut finns kvar med sina datum."),
        fields={Bar.STARTS_BEFORE: "valid_from", Bar.IN_THE_FUTURE: "valid_from"},
    )


def _revise(request: HttpRequest, found: Desk) -> HttpResponse:
    if found.draft is not None or found.current is None:
        raise Http404
    first = {"title": found.current.title, "about": found.current.about}
    form = VersionForm(filled(request), initial=first)
    return _ask(
        request,
        found,
        form,
        lambda: commands.revise(found.public_id, viewer_of(request), **form.cleaned_data, now=now()),
        title=_("Ny version"),
        button=_("Börja på en ny version"),
        done=_("Utkastet är påbörjat, med målen från den version som gäller."),
    )


def _invite(request: HttpRequest, found: Desk) -> HttpResponse:
    form = PartyForm(filled(request))
    return _ask(
        request,
        found,
        form,
        lambda: commands.invite(found.public_id, viewer_of(request), form.invitee(), now=now()),
        title=_("Bjud in någon att lämna inspel"),
        button=_("Skicka inbjudan"),
        done=_("Inbjudan är skickad."),
        to="inputs",
    )


def _take_up(request: HttpRequest, found: Desk) -> HttpResponse:
    viewer = viewer_of(request)
    heard = [(one.public_id, f"{one.text} ({one.meeting})") for one in staff.to_take_up(viewer, found)]
    form = TakeUpForm(filled(request), heard=heard)
    return _ask(
        request,
        found,
        form,
        lambda: commands.take_up(found.public_id, viewer, form.cleaned_data["reference"], now=now()),
        title=_("Ta upp ett inspel från ett möte"),
        button=_("Ta upp"),
        done=_("Inspelet är med. Svaret går till dem som lyfte det på mötet."),
        text="" if heard else _("Alla öppna inspel från era möten är redan med."),
        to="inputs",
    )


def _group(request: HttpRequest, found: Desk) -> HttpResponse:
    movable = [
        (one.public_id, f"{one.text} ({one.theme or _('inget tema')})") for one in found.inputs if not one.decided
    ]
    form = GroupForm(filled(request), inputs=movable)

    def do() -> None:
        said = form.cleaned_data
        commands.group(found.public_id, viewer_of(request), said["inputs"], said["theme"], now=now())

    return _ask(
        request,
        found,
        form,
        do,
        title=_("Samla inspel i ett tema"),
        button=_("Samla"),
        done=_("Inspelen är samlade. Det går att ångra."),
        to="inputs",
        fields={Bar.DECIDED_ALREADY: "theme"},
    )


def _propose(request: HttpRequest, found: Desk) -> HttpResponse:
    form = ActionForm(
        filled(request),
        goals=[(one.public_id, one.text) for one in found.open_goals],
        themes=[(one.public_id, one.name) for one in found.themes if one.answer is Answer.ACCEPTED],
        programmes=[(one.public_id, one.name) for one in programmes.programmes()],
    )
    return _ask(
        request,
        found,
        form,
        lambda: commands.propose_action(found.public_id, viewer_of(request), form.plan(), now=now()),
        title=_("Föreslå en åtgärd"),
        button=_("Föreslå"),
        done=_("Åtgärden är föreslagen. Besluta den med ansvarig och dag."),
    )


DEEDS: dict[str, Callable[[HttpRequest, Desk], HttpResponse]] = {
    "mal": _set_goal,
    "anta": _adopt,
    "ny-version": _revise,
    "bjud-in": _invite,
    "fran-mote": _take_up,
    "tema": _group,
    "atgard": _propose,
}


def deed(request: HttpRequest, strategy: str, deed: str) -> HttpResponse:
    """Do one deed of a strategy by its form."""
    found = _desk(request, strategy)
    if deed not in DEEDS:
        raise Http404
    return once(DEEDS[deed])(request, found)


def _decide(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    action = _action(found, thing, Standing.PROPOSED)
    form = DecideForm(filled(request), owners=_owners(request, found))
    return _ask(
        request,
        found,
        form,
        lambda: commands.decide_action(found.public_id, viewer_of(request), thing, **form.cleaned_data, now=now()),
        title=_("Besluta åtgärden"),
        button=_("Besluta"),
        done=_("Åtgärden är beslutad och syns på strategins sida."),
        quote=action.text,
        other=_closing(found, thing),
        fields={Bar.PAST_DUE: "due", Bar.NO_DUE: "due", Bar.NO_OWNER: "owner"},
    )


def _closing(found: Desk, thing: str) -> Link:
    return Link(_("Blir den inte av? Avsluta den med ett skäl"), _thing(found, "avsluta", thing))


def _owners(request: HttpRequest, found: Desk) -> list[tuple[str, str]]:
    cooperation = cooperations_by_county().get(found.area)
    if cooperation is None:
        return [(one.public_id, one.name) for one in own_organisations(viewer_of(request), *LEADING)]
    return [(one.public_id, one.name) for one in partners_in(cooperation, on=_today())]


def _action(found: Desk, thing: str, *standings: Standing) -> ActionRow:
    row = next((one for one in found.actions if one.public_id == thing and one.standing in standings), None)
    if row is None:
        raise Http404
    return row


def _settle(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    action = _action(found, thing, Standing.DECIDED)
    form = WordsForm(filled(request), label=_("Vad ledde den till?"))
    return _ask(
        request,
        found,
        form,
        lambda: commands.settle_action(
            found.public_id, viewer_of(request), thing, outcome=form.cleaned_data["text"], now=now()
        ),
        title=_("Åtgärden är klar"),
        button=_("Spara"),
        done=_("Tack, det är sparat."),
        quote=action.text,
        other=_closing(found, thing),
    )


def _close(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    action = _action(found, thing, Standing.PROPOSED, Standing.DECIDED)
    form = WordsForm(filled(request), label=_("Varför blir den inte av?"))
    return _ask(
        request,
        found,
        form,
        lambda: commands.close_action(
            found.public_id, viewer_of(request), thing, why=form.cleaned_data["text"], now=now()
        ),
        title=_("Avsluta åtgärden"),
        button=_("Avsluta"),
        done=_("Åtgärden är avslutad."),
        quote=action.text,
    )


def _decide_theme(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    theme = next((one for one in found.themes if one.public_id == thing and one.answer is Answer.OPEN), None)
    if theme is None:
        raise Http404
    form = ThemeForm(filled(request))

    def do() -> None:
        said = form.cleaned_data
        answer = Answer(said["answer"])
        commands.decide_theme(found.public_id, viewer_of(request), thing, answer, reason=said["reason"], now=now())

    return _ask(
        request,
        found,
        form,
        do,
        title=_("Besluta om temat"),
        button=_("Besluta och svara"),
        done=_("Beslutet är fattat, och alla som har lämnat inspelen har fått svar."),
        text=_("Skälet går som svar till alla som har lämnat inspelen, och publiceras om minst tre står bakom temat."),
        quote=theme.name,
        to="inputs",
    )


def _reply(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    one = next((one for one in found.inputs if one.public_id == thing and not one.reply), None)
    if one is None:
        raise Http404
    form = WordsForm(filled(request), label=_("Svar"))
    return _ask(
        request,
        found,
        form,
        lambda: commands.reply(found.public_id, viewer_of(request), thing, form.cleaned_data["text"], now=now()),
        title=_("Svara på inspelet"),
        button=_("Skicka svaret"),
        done=_("Svaret är skickat."),
        quote=one.text,
        to="inputs",
    )


def _undo(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    one = next((one for one in found.inputs if one.public_id == thing and one.moved_at), None)
    if one is None:
        raise Http404
    return _ask(
        request,
        found,
        forms.Form(filled(request)),
        lambda: commands.undo_move(found.public_id, viewer_of(request), thing, now=now()),
        title=_("Ångra flytten?"),
        button=_("Ångra"),
        done=_("Inspelet är tillbaka där det var."),
        quote=one.text,
        to="inputs",
    )


def _drop(request: HttpRequest, found: Desk, thing: str) -> HttpResponse:
    goal = next((one for one in found.draft_goals if one.public_id == thing), None)
    if goal is None:
        raise Http404
    return _ask(
        request,
        found,
        forms.Form(filled(request)),
        lambda: commands.drop_goal(found.public_id, thing, viewer_of(request), now=now()),
        title=_("Ta bort målet ur utkastet?"),
        button=_("Ta bort"),
        done=_("Målet är borttaget ur utkastet."),
        quote=goal.text,
    )


THINGS: dict[str, Callable[[HttpRequest, Desk, str], HttpResponse]] = {
    "besluta": _decide,
    "klar": _settle,
    "avsluta": _close,
    "tema": _decide_theme,
    "svara": _reply,
    "angra": _undo,
    "ta-bort": _drop,
}


def thing(request: HttpRequest, strategy: str, deed: str, thing: str) -> HttpResponse:
    """Do one deed about an action, a theme, an input or a goal."""
    found = _desk(request, strategy)
    if deed not in THINGS:
        raise Http404
    if request.method == "POST":
        return once(_done)(request, found, deed, thing)
    return THINGS[deed](request, found, thing)


def _done(request: HttpRequest, found: Desk, deed: str, thing: str) -> HttpResponse:
    return THINGS[deed](request, found, thing)
