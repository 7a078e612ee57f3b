"""What everybody sees: the strategies, one of them as it stands or stood, its open data, and programmes."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.i18n.templatetags.words import number
from endorr.base.tenancy.queries import look_in
from endorr.base.ui.parts import Cell, Column, Link, Table
from endorr.indicators.queries import World
from endorr.strategy import showing
from endorr.strategy.queries import programmes, public
from endorr.strategy.queries.public import StrategyPage
from endorr.strategy.words import ANSWER_KINDS, ANSWERS, area_name


def start(request: HttpRequest) -> HttpResponse:
    """List the strategies in force and the programmes, and how many companies these reach together."""
    columns = [Column(_("Strategi")), Column(_("Vem")), Column(_("Var"))]
    rows: list[list[Cell]] = [
        [Link(one.title, reverse("strategy:strategy", args=[one.slug])), one.host, area_name(one.county)]
        for one in public.strategies()
    ]
    table = Table(_("Strategier som gäller"), columns, rows, empty=_("Ingen strategi är antagen än."))
    columns = [Column(_("Program")), Column(_("Drivs av"))]
    rows = [
        [Link(one.name, reverse("strategy:programme", args=[one.slug])), one.host] for one in programmes.programmes()
    ]
    listed = Table(_("Program i flera regioner"), columns, rows, empty=_("Inget program är öppnat än."))
    together = programmes.reach_of_all(today=local_date(now()))
    reached = number(together) if together else ""
    return render(request, "strategy/start.html", {"table": table, "programmes": listed, "reached": reached})


def _found(slug: str, version: int | None = None) -> StrategyPage:
    found = public.strategy(slug, today=local_date(now()), number=version)
    if found is None:
        raise Http404
    return found


def strategy(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A strategy: how its goals stand, what is done and by whom, what was heard and what came of it."""
    page = _found(slug, number)
    request.door = look_in(page.county) if page.county else None  # type: ignore[attr-defined]
    context = {
        "page": page,
        "area": area_name(page.county),
        "practice": page.world is World.PRACTICE,
        "goals": showing.goal_cards(page.goals, world=page.world),
        "actions": showing.actions_table(page.actions),
        "late": sum(one.overdue for one in page.actions),
        "themes": [(one, ANSWERS[one.answer], ANSWER_KINDS[one.answer]) for one in page.themes],
        "versions": showing.versions_table(page) if len(page.versions) > 1 else None,
    }
    return render(request, "strategy/strategy.html", context)


def _open(response: HttpResponse, name: str) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_json(_request: HttpRequest, slug: str) -> HttpResponse:
    """A strategy's goals and actions as JSON."""
    content = showing.open_data(_found(slug))
    return _open(JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}), f"{slug}.json")


def goals_csv(_request: HttpRequest, slug: str) -> HttpResponse:
    """A strategy's goals for a spreadsheet."""
    text = showing.as_csv(showing.GOAL_COLUMNS, showing.goal_records(_found(slug)))
    return _open(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{slug}-mal.csv")


def actions_csv(_request: HttpRequest, slug: str) -> HttpResponse:
    """A strategy's actions for a spreadsheet."""
    text = showing.as_csv(showing.ACTION_COLUMNS, showing.action_records(_found(slug)))
    return _open(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{slug}-atgarder.csv")


def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """A programme: its regions, and how many companies it has reached, each once."""
    page = programmes.programme(slug, today=local_date(now()))
    if page is None:
        raise Http404
    context = {
        "page": page,
        "reached": showing.reach_text(page.reach.companies),
        "regions": showing.reach_table(page.reach),
        "supports": showing.supports_table(page.reach),
    }
    return render(request, "strategy/programme.html", context)
