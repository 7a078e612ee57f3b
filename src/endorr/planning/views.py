"""The planner's pages: where each question should go and why, pauses, trying the staff dry, answering a proposal."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.i18n.templatetags.words import number, percent, short_day
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import Choice, coordinated_cooperations
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.chart import Bar, BarChart
from endorr.base.ui.parts import Cell, Column, Link, Row, Table, Tag
from endorr.cases.places import place_name
from endorr.directory.queries import needs
from endorr.directory.words import need_name
from endorr.planning import queries
from endorr.planning.commands import placing as placing_commands
from endorr.planning.commands import trials as trial_commands
from endorr.planning.commands import wishes
from endorr.planning.country import Candidate, search
from endorr.planning.forms import PauseForm, TrialForm
from endorr.planning.gathering import people_in
from endorr.planning.queries import PlacedRow, TrialRow, WhyPage
from endorr.planning.rules.assignment import Why
from endorr.planning.rules.policies import Policy
from endorr.planning.rules.staff import Code
from endorr.planning.rules.wishes import Answer, Refusal, Refused, Wish
from endorr.planning.tasks import try_dry
from endorr.planning.words import CODES, POLICIES, REFUSALS, STRESSES, WHYS, WISHES, risk_words, who


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _chosen(request: HttpRequest) -> tuple[Choice, list[Choice]]:
    """Return the cooperation the page is about and all that may be chosen; the first where none was named."""
    own = coordinated_cooperations(_viewer(request))
    wanted = request.GET.get("samverkan", "")
    found = next((one for one in own if one.public_id == wanted), own[0] if own and not wanted else None)
    if found is None:
        raise Http404
    return found, own


def _tabs(request: HttpRequest, chosen: Choice, current: str) -> list[Link]:
    pages = (
        ("plan", _("Vem bör ta vad")),
        ("pauses", _("Pauser")),
        ("trials", _("Pröva bemanningen")),
    )
    return [
        Link(text, f"{reverse(f'planning:{name}')}?samverkan={chosen.public_id}", current=name == current)
        for name, text in pages
    ]


def _language() -> worktime.Language:
    return worktime.Language.EN if get_language() == "en" else worktime.Language.SV


def _deadline(row: PlacedRow) -> str:
    return worktime.deadline(row.act_by, row.calendar, _language())


def _need_names() -> dict[str, str]:
    return {one.code: need_name(one) for one in needs()}


def _need(row: PlacedRow, names: Mapping[str, str]) -> str:
    return names.get(row.need, row.need) or _("Behovet är inte klart än")


def plan(request: HttpRequest) -> HttpResponse:
    """Show where the questions that nobody has begun should go; POST plans anew at once."""
    chosen, own = _chosen(request)
    if request.method == "POST":
        return _plan_anew(request, chosen)
    rows = queries.placed_in(_viewer(request), chosen.public_id)
    context = {
        "chosen": chosen,
        "own": own,
        "tabs": _tabs(request, chosen, "plan"),
        "table": _plan_table(rows),
        "summary": _summary(rows),
    }
    return render(request, "planning/plan.html", context)


@once
def _plan_anew(request: HttpRequest, chosen: Choice) -> HttpResponse:
    placing_commands.plan_cooperation(chosen.public_id, now=now(), actor=_viewer(request).actor)
    messages.success(request, _("Planen är gjord på nytt."))
    return redirect(f"{reverse('planning:plan')}?samverkan={chosen.public_id}")


def _summary(rows: tuple[PlacedRow, ...]) -> str:
    if not rows:
        return _("Ingen fråga väntar på sin första kontakt.")
    nobody = sum(not row.person for row in rows)
    risky = sum(bool(row.person) and risk_words(row.risk)[1] in {"warn", "bad"} for row in rows)
    return _("%(count)s väntar. %(nobody)s kan ingen ta, %(risky)s riskerar att inte hinnas.") % {
        "count": len(rows), "nobody": nobody, "risky": risky,
    }  # fmt: skip


def _plan_table(rows: tuple[PlacedRow, ...]) -> Table:
    names = _need_names() if rows else {}
    columns = [
        Column(_("Fråga")),
        Column(_("Behov och kommun")),
        Column(_("Kontakta senast")),
        Column(_("Bör gå till")),
        Column(_("Skäl")),
        Column(_("Läge")),
    ]
    return Table(_("Frågor som ingen har börjat med"), columns, [_plan_cells(row, names) for row in rows])


def _plan_cells(row: PlacedRow, names: Mapping[str, str]) -> list[Cell]:
    words, kind = risk_words(row.risk)
    return [
        Link(row.number, reverse("planning:why", args=[row.case])),
        f"{_need(row, names)}, {place_name(row.municipality)}",
        _deadline(row),
        who(row.person, row.function),
        str(WHYS[row.why]) if row.person else _("Se varför"),
        Tag(str(words), kind) if row.person else Tag(_("Lucka"), "bad"),
    ]


def why(request: HttpRequest, case: str) -> HttpResponse:
    """Show why a question should go where it should, from what was stored when it was decided."""
    return _why_shown(request, _why_page(request, case))


def _why_page(request: HttpRequest, case: str) -> WhyPage:
    page = queries.why_page(_viewer(request), case)
    if page is None:
        raise Http404
    return page


def _why_shown(request: HttpRequest, page: WhyPage) -> HttpResponse:
    counts = Counter(row.code for row in page.codes)
    context = {
        "page": page,
        "rows": _why_rows(page.row),
        "counts": [Row(str(CODES[code]), str(counts[code])) for code in Code if counts[code]],
        "able": [row for row in page.codes if row.code is Code.FITS],
        "others": _others(page),
        "said": [(one.public_id, one.person, WISHES[one.wish]) for one in page.said],
    }
    return render(request, "planning/why.html", context)


def _others(page: WhyPage) -> Table:
    """Everybody who cannot take the question, and the first rule that says so."""
    gone = _("Någon som inte längre är kvar")
    against = [row for row in page.codes if row.code is not Code.FITS]
    rows: list[list[Cell]] = [[row.person or gone, row.function, str(CODES[row.code])] for row in against]
    return Table(_("De andra"), [Column(_("Vem")), Column(_("Funktion")), Column(_("Varför inte"))], rows)


def _why_rows(row: PlacedRow) -> list[Row]:
    rows = [
        Row(_("Bör gå till"), who(row.person, row.function)),
        Row(_("Skäl"), str(WHYS[row.why]) if row.person else _("Ingen kan ta den: se nedan varför.")),
        Row(_("Risk att löftet bryts"), percent(row.risk, 1)),
        Row(_("Näst bäst"), row.runner_up or _("Ingen annan kan")),
        Row(_("Har frågan nu"), row.holder or _("Ingen än")),
        Row(_("Behov"), _need(row, _need_names())),
        Row(_("Kommun"), place_name(row.municipality)),
        Row(_("Kontakta senast"), _deadline(row)),
    ]
    if row.why is Why.PULLED_BACK:
        rows.insert(3, Row(_("Risk där den är"), percent(row.before, 1)))
    return rows


def country(request: HttpRequest, case: str) -> HttpResponse:
    """Show who in the whole country could take a question, and how many fall on each rule."""
    row = _why_page(request, case).row
    found = search(row.need, row.municipality, row.language.partition("-")[0], on=local_date(now()))
    cells: list[list[Cell]] = [[one.function, one.organisation, _nearby(one)] for one in found.candidates]
    context = {
        "row": row,
        "table": Table(
            _("Funktioner som kan"),
            [Column(_("Funktion")), Column(_("Organisation")), Column(_("Kommunen"))],
            cells,
            empty=_("Ingen i landet gör det här just nu."),
        ),
        "counts": [Row(str(CODES[code]), number(found.counts[code])) for code in Code if found.counts.get(code)],
    }
    return render(request, "planning/country.html", context)


def _nearby(one: Candidate) -> Tag:
    return Tag(_("Täcker den"), "good") if one.nearby else Tag(_("Täcker den inte"), "plain")


def say(request: HttpRequest, case: str) -> HttpResponse:
    """Pin a question to a person, or exclude the person from it."""
    return _say(request, _why_page(request, case))


@once
def _say(request: HttpRequest, page: WhyPage) -> HttpResponse:
    person, wish = request.POST.get("person", ""), request.POST.get("vad", "")
    if wish in {one.value for one in Wish}:
        _told(request, lambda: _say_and_plan(request, page, person, Wish(wish)))
    return redirect("planning:why", page.row.case)


def _say_and_plan(request: HttpRequest, page: WhyPage, person: str, wish: Wish) -> str:
    viewer, at = _viewer(request), now()
    wishes.say(page.row.case, person, wish, viewer, cooperation_id=page.cooperation_id, now=at)
    placing_commands.plan(page.cooperation_id, now=at, actor=viewer.actor)
    return _("Det är sagt, och planen är gjord på nytt.")


def _told(request: HttpRequest, do: Any) -> None:
    """Do a deed and say how it went; what is another's looks as if it did not exist."""
    try:
        said = do()
    except Refused as refused:
        if refused.refusal is Refusal.NOT_YOURS:
            raise Http404 from refused
        messages.error(request, str(REFUSALS[refused.refusal]))
    else:
        messages.success(request, said)


def take_back(request: HttpRequest, said: str) -> HttpResponse:
    """Take back what was said of a question and a person."""
    if not queries.may_take_back(_viewer(request), said):
        raise Http404
    return _take_back(request, said)


@once
def _take_back(request: HttpRequest, said: str) -> HttpResponse:
    def do() -> str:
        wishes.take_back(said, _viewer(request), now=now())
        return _("Det gäller inte längre.")

    _told(request, do)
    return redirect("planning:plan")


def pauses(request: HttpRequest) -> HttpResponse:
    """Show who is given no new questions, and pause somebody."""
    chosen, _own = _chosen(request)
    people = people_in(_viewer(request), chosen.public_id, on=local_date(now()))
    form = PauseForm(request.POST or None, people=[Choice(one.person, one.name) for one in people])
    if request.method == "POST" and form.is_valid():
        person_id = next(one.person_id for one in people if one.person == form.cleaned_data["person"])
        try:
            return _pause(request, chosen, form, person_id)
        except Refused as refused:
            form.add_error("last_day", str(REFUSALS[refused.refusal]))
    rows = queries.pauses_in(_viewer(request), chosen.public_id, on=local_date(now()))
    context = {"chosen": chosen, "tabs": _tabs(request, chosen, "pauses"), "form": form, "pauses": rows}
    return render(request, "planning/pauses.html", context)


@once
def _pause(request: HttpRequest, chosen: Choice, form: PauseForm, person_id: int) -> HttpResponse:
    told = form.cleaned_data
    wishes.pause(
        person_id, _viewer(request), cooperation=chosen.public_id, first_day=told["first_day"],
        last_day=told["last_day"], now=now(),
    )  # fmt: skip
    messages.success(request, _("Personen får inga nya frågor de dagarna."))
    return redirect(f"{reverse('planning:pauses')}?samverkan={chosen.public_id}")


def resume(request: HttpRequest, pause: str) -> HttpResponse:
    """End a pause."""
    if not queries.may_resume(_viewer(request), pause):
        raise Http404
    return _resume(request, pause)


@once
def _resume(request: HttpRequest, pause: str) -> HttpResponse:
    def do() -> str:
        wishes.resume(pause, _viewer(request), now=now())
        return _("Personen kan få frågor igen.")

    _told(request, do)
    return redirect("planning:pauses")


def trials(request: HttpRequest) -> HttpResponse:
    """Ask whether the staff can keep the promise, and show what has been asked."""
    chosen, _own = _chosen(request)
    form = TrialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _ask_trial(request, chosen, form)
    rows = queries.trials_in(_viewer(request), chosen.public_id)
    context = {
        "chosen": chosen,
        "tabs": _tabs(request, chosen, "trials"),
        "form": form,
        "table": Table(
            _("Det ni har prövat"),
            [Column(_("Vad")), Column(_("Löften som hålls")), Column(_("När"))],
            [_trial_cells(row) for row in rows],
            empty=_("Ni har inte prövat något än."),
        ),
    }
    return render(request, "planning/trials.html", context)


@once
def _ask_trial(request: HttpRequest, chosen: Choice, form: TrialForm) -> HttpResponse:
    made = trial_commands.ask_trial(
        chosen.public_id, form.stress_asked(), _viewer(request), a_day=form.cleaned_data["a_day"], now=now()
    )
    try_dry.enqueue(made)
    return redirect("planning:trial", made)


def _trial_cells(row: TrialRow) -> list[Cell]:
    best = _best(row)
    return [
        Link(str(STRESSES[row.stress]), reverse("planning:trial", args=[row.public_id])),
        percent(best["kept"], 1) if best else _("Räknas") if not row.done else "–",
        short_day(local_date(row.asked_at)),
    ]


def _best(row: TrialRow) -> Mapping[str, Any] | None:
    outcomes = row.outcome.get("outcomes", [])
    return next((one for one in outcomes if one["policy"] == Policy.ROLLING.value), None)


def trial(request: HttpRequest, trial: str) -> HttpResponse:
    """Show what came of a trial: the ways of sharing out side by side."""
    row = queries.trial_by_id(_viewer(request), trial)
    if row is None:
        raise Http404
    best = _best(row)
    context = {"trial": row, "title": STRESSES[row.stress], "back": reverse("planning:trials")}
    if best:
        outcomes = row.outcome["outcomes"]
        context |= {
            "best": best,
            "kept": percent(best["kept"], 1),
            "between": _("%(low)s till %(high)s") % {"low": percent(best["low"], 1), "high": percent(best["high"], 1)},
            "advisers": row.outcome["advisers"],
            "a_day": number(row.outcome["a_day"], 1),
            "counted": row.outcome["counted"],
            "days": trial_commands.DAYS,
            "seeds": trial_commands.SEEDS,
            "table": _outcome_table(outcomes),
            "chart": _outcome_chart(outcomes),
        }
    return render(request, "planning/trial.html", context)


def _outcome_table(outcomes: list[Mapping[str, Any]]) -> Table:
    columns = [
        Column(_("Sätt att fördela")),
        Column(_("Hållna löften"), numeric=True),
        Column(_("Brutna"), numeric=True),
        Column(_("Sämst för")),
        Column(_("Väntan i timmar, 95 av 100"), numeric=True),
        Column(_("Flyttar per fråga"), numeric=True),
    ]
    return Table(_("Sätten sida vid sida"), columns, [_outcome_cells(one) for one in outcomes])


def _outcome_cells(one: Mapping[str, Any]) -> list[Cell]:
    place, language = one["worst_place"], one["worst_language"]
    where = place_name(place[0]) if place[0] else "–"
    return [
        str(POLICIES[Policy(one["policy"])]),
        percent(one["kept"], 1),
        one["missed"],
        f"{where} {percent(place[1], 1)}, {language[0]} {percent(language[1], 1)}",
        number(one["p95"], 1),
        number(one["moves"], 2),
    ]


def _outcome_chart(outcomes: list[Mapping[str, Any]]) -> BarChart:
    bars = [Bar(str(POLICIES[Policy(one["policy"])]), 1000 * (1 - one["kept"])) for one in outcomes]
    return BarChart(_("Brutna löften av tusen"), bars, unit=_("av tusen"), decimals=1)


def asked_back(request: HttpRequest) -> HttpResponse:
    """Show an adviser the questions that somebody else would have time for."""
    rows = queries.asked_back(_viewer(request))
    names = _need_names() if rows else {}
    told = [
        (row, _need(row, names), _deadline(row), who(row.person, row.function), percent(row.before, 1)) for row in rows
    ]
    return render(request, "planning/asked_back.html", {"rows": told})


def answer(request: HttpRequest, placing: str) -> HttpResponse:
    """Answer a proposal to pull back a question."""
    if not queries.may_answer(_viewer(request), placing):
        raise Http404
    return _answer(request, placing)


@once
def _answer(request: HttpRequest, placing: str) -> HttpResponse:
    said = Answer.YES if request.POST.get("svar") == "ja" else Answer.NO

    def do() -> str:
        placing_commands.answer(placing, _viewer(request), said, now=now())
        return _("Frågan är tillbaka vid dörren.") if said is Answer.YES else _("Du behåller frågan.")

    _told(request, do)
    return redirect("planning:asked_back")
