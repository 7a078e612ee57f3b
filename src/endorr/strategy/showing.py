"""Puts strategies, goals, actions and reach into tables, and into open data."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.parts import Cell, Column, Link, Table
from endorr.companies.rules import Support
from endorr.companies.words import SUPPORTS
from endorr.indicators.queries import World
from endorr.strategy.drawing import drawn
from endorr.strategy.queries.programmes import Part, ReachRow
from endorr.strategy.queries.public import StrategyPage
from endorr.strategy.rows import ActionRow, GoalRow
from endorr.strategy.words import action_tag, area_name, due_text, unit_text, value_text, verdict_tag, why_text

KEPT_BACK = "–"


def goal_cards(goals: Iterable[GoalRow], *, world: World) -> list[dict[str, Any]]:
    """Return each goal with its verdict, its reason, where it began and shall come, and its drawing."""
    prefix = "practice_" if world is World.PRACTICE else ""
    return [
        {
            "key": one.public_id,
            "text": one.text,
            "tag": verdict_tag(one),
            "why": why_text(one),
            "unit": unit_text(one),
            "start": value_text(one, one.target.start),
            "from_year": one.target.from_year,
            "now": value_text(one, one.course.latest.value) if one.course.latest else "",
            "year": one.course.latest.year if one.course.latest else "",
            "partly": bool(one.course.latest and not one.course.latest.whole),
            "aim": value_text(one, one.target.aim),
            "to_year": one.target.to_year,
            "after_known": one.set_after_known,
            "drawing": drawn(one),
            "href": reverse(f"indicators:{prefix}indicator", args=[one.indicator]),
        }
        for one in goals
    ]


def actions_table(actions: Sequence[ActionRow]) -> Table:
    columns = [
        Column(_("Åtgärd")),
        Column(_("Ansvarig")),
        Column(_("Klar senast")),
        Column(_("Läge")),
        Column(_("Följs av")),
    ]
    rows: list[list[Cell]] = [
        [
            f"{one.text}. {one.outcome}" if one.outcome else one.text,
            one.owner or "–",
            due_text(one),
            action_tag(one),
            one.goal_text or _("Inget mål, kan inte följas upp med siffror"),
        ]
        for one in actions
    ]
    return Table(_("Åtgärder"), columns, rows, empty=_("Inga beslutade åtgärder än."))


def reach_table(reach: ReachRow) -> Table:
    columns = [Column(_("Region")), Column(_("Unika företag"), numeric=True)]
    rows: list[list[Cell]] = [[area_name(one.key), _count(one)] for one in reach.parts]
    return Table(_("Nådda företag per region"), columns, rows, empty=_("Inga regioner."))


def supports_table(reach: ReachRow) -> Table:
    columns = [Column(_("Insats")), Column(_("Unika företag"), numeric=True)]
    rows: list[list[Cell]] = [[str(SUPPORTS[Support(one.key)]), _count(one)] for one in reach.supports]
    return Table(_("Nådda företag per slags insats"), columns, rows, empty=_("Inga insatser än."))


def _count(part: Part) -> str:
    return KEPT_BACK if part.companies is None else number(part.companies)


def reach_text(companies: int | None) -> str:
    return _("färre än fem") if companies is None else number(companies)


def versions_table(page: StrategyPage) -> Table:
    columns = [Column(_("Version")), Column(_("Gäller från")), Column(_("Till och med")), Column(_("Beslutad av"))]
    rows: list[list[Cell]] = [
        [
            Link(f"{one.number}. {one.title}", _address(page, one.number, current=one.valid_to is None)),
            one.valid_from.isoformat() if one.valid_from else "–",
            one.valid_to.isoformat() if one.valid_to else _("tills vidare"),
            one.decided_by,
        ]
        for one in page.versions
    ]
    return Table(_("Versioner"), columns, rows)


def _address(page: StrategyPage, number: int, *, current: bool) -> str:
    if current:
        return reverse("strategy:strategy", args=[page.slug])
    return reverse("strategy:version", args=[page.slug, number])


GOAL_COLUMNS = (
    "goal", "indicator", "area", "basis", "from_year", "start", "to_year", "aim", "latest_year", "latest", "verdict",
    "reason", "set_after_known",
)  # fmt: skip
ACTION_COLUMNS = ("action", "goal", "owner", "due", "standing", "overdue", "outcome")


def goal_records(page: StrategyPage) -> list[dict[str, Any]]:
    """Return the goals as open data; a figure that is missing is null, never nothing."""
    return [
        {
            "goal": one.text,
            "indicator": one.indicator,
            "area": one.area,
            "basis": one.basis.value,
            "from_year": one.target.from_year,
            "start": one.target.start,
            "to_year": one.target.to_year,
            "aim": one.target.aim,
            "latest_year": one.course.latest.year if one.course.latest else None,
            "latest": one.course.latest.value if one.course.latest else None,
            "verdict": one.course.verdict.value,
            "reason": one.course.why.value,
            "set_after_known": one.set_after_known,
        }
        for one in page.goals
    ]


def action_records(page: StrategyPage) -> list[dict[str, Any]]:
    return [
        {
            "action": one.text,
            "goal": one.goal_text or None,
            "owner": one.owner,
            "due": one.due.isoformat() if one.due else None,
            "standing": one.standing.value,
            "overdue": one.overdue,
            "outcome": one.outcome,
        }
        for one in page.actions
    ]


def open_data(page: StrategyPage) -> dict[str, Any]:
    version = page.version
    return {
        "strategy": version.title,
        "version": version.number,
        "host": page.host,
        "county": page.county or None,
        "decided_by": version.decided_by,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "practice": page.world is World.PRACTICE,
        "goals": goal_records(page),
        "actions": action_records(page),
    }


def as_csv(columns: Sequence[str], records: Iterable[dict[str, Any]]) -> str:
    """Write records for a spreadsheet; a text that could begin a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for one in records:
        writer.writerow([_plain(one[column]) for column in columns])
    return "\ufeff" + text.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return "" if value is None else value
