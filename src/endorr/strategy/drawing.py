"""Draws a goal's way: where it began, what has been read since, and the steady pace to the target; figures beneath."""

from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from endorr.base.ui.chart import scale
from endorr.base.ui.parts import Cell, Column, Table
from endorr.indicators.drawing.marks import Drawing
from endorr.indicators.words import basis_name
from endorr.strategy.rows import GoalRow
from endorr.strategy.rules.course import Reading, wanted
from endorr.strategy.words import meaning_text, unit_text, value_text

HEIGHT = 170
TOP, BOTTOM = 14.0, 142.0
LEFT, RIGHT = 4.0, 96.0


def drawn(goal: GoalRow) -> Drawing:
    """Return a goal's drawing with the same figures as a table."""
    target = goal.target
    readings = (*goal.course.points, *goal.course.others)
    years = (target.from_year, max([target.to_year, *(one.year for one in readings)]))
    ticks = scale(
        min(target.start, target.aim, *(one.value for one in readings)),
        max(target.start, target.aim, *(one.value for one in readings)),
    )

    def spot(year: int, value: float) -> tuple[float, float]:
        x = LEFT + (RIGHT - LEFT) * (year - years[0]) / max(years[1] - years[0], 1)
        y = BOTTOM - (BOTTOM - TOP) * (value - ticks[0]) / (ticks[-1] - ticks[0])
        return round(x, 2), round(y, 1)

    start, aim = spot(target.from_year, target.start), spot(target.to_year, target.aim)
    since = [one for one in goal.course.points if one.year > target.from_year]
    own = [start, *(spot(one.year, one.value) for one in since if one.whole)]
    apart = [*(one for one in since if not one.whole), *goal.course.others]
    parts = [
        format_html('<line class="ui-chart__rule" x1="0" x2="100%" y1="{}" y2="{}"/>', BOTTOM, BOTTOM),
        format_html('<line class="strategy-pace" x1="{}%" y1="{}" x2="{}%" y2="{}"/>', *start, *aim),
        format_html_join(
            "",
            '<line class="fig-course" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
            ((*one, *other) for one, other in pairwise(own)),
        ),
        format_html_join("", '<circle class="fig-end" cx="{}%" cy="{}" r="4"/>', own),
        format_html_join(
            "",
            '<circle class="strategy-other" cx="{}%" cy="{}" r="4"/>',
            (spot(one.year, one.value) for one in apart),
        ),
        format_html('<circle class="strategy-aim" cx="{}%" cy="{}" r="6"/>', *aim),
        _said(aim, value_text(goal, target.aim), "end"),
        _said(start, value_text(goal, target.start), "start"),
        _year(start[0], target.from_year, "start"),
        _year(aim[0], target.to_year, "end"),
    ]
    name = f"mal-{goal.public_id}"
    picture = format_html(
        '<svg role="img" aria-labelledby="{0}-t" width="100%" height="{1}" focusable="false">'
        '<title id="{0}-t">{2}</title>{3}</svg>',
        name,
        HEIGHT,
        spoken(goal),
        format_html_join("", "{}", ((one,) for one in parts)),
    )
    title = f"{goal.text}, {unit_text(goal)}"
    note = _("Streckad linje är jämn takt till målet. Heldragen är det som är uppmätt. Grund: %(basis)s.") % {
        "basis": basis_name(goal.basis)
    }
    note += f" {_('En ring för sig är ett tal som inte kan jämföras.')}" if apart else ""
    return Drawing(title, picture, table(goal), note)


def _said(spot: tuple[float, float], text: str, anchor: str) -> SafeString:
    above = spot[1] > TOP + 18
    y = spot[1] - 10 if above else spot[1] + 20
    return format_html(
        '<text class="strategy-value" x="{}%" y="{}" text-anchor="{}">{}</text>', spot[0], y, anchor, text
    )


def _year(x: float, year: int, anchor: str) -> SafeString:
    y = HEIGHT - 8
    return format_html('<text class="strategy-year" x="{}%" y="{}" text-anchor="{}">{}</text>', x, y, anchor, year)


def spoken(goal: GoalRow) -> str:
    """Say in words what the drawing shows."""
    target, latest = goal.target, goal.course.latest
    words = {
        "text": goal.text,
        "start": value_text(goal, target.start),
        "begun": target.from_year,
        "aim": value_text(goal, target.aim),
        "ends": target.to_year,
        "now": value_text(goal, latest.value) if latest else "",
        "year": latest.year if latest else "",
    }
    if latest is None:
        return _("%(text)s: från %(start)s år %(begun)s till %(aim)s år %(ends)s. Ingen uppgift sedan starten.") % words
    return _("%(text)s: från %(start)s år %(begun)s till %(aim)s år %(ends)s. Nu %(now)s, år %(year)s.") % words


def table(goal: GoalRow) -> Table:
    columns = [Column(_("År")), Column(_("Uppmätt"), numeric=True), Column(_("Jämn takt"), numeric=True), Column("")]
    columns[3] = Column(_("Anmärkning"))
    target = goal.target
    own = {one.year: one for one in goal.course.points}
    rows: list[list[Cell]] = []
    for year in sorted({target.from_year, target.to_year, *own}):
        reading = own.get(year)
        rows.append(
            [
                str(year),
                value_text(goal, reading.value) if reading else _("uppgift saknas"),
                value_text(goal, wanted(target, year)),
                _remark(goal, year, reading),
            ]
        )
    rows += [
        [str(one.year), value_text(goal, one.value), "–", _("jämförs inte, %(why)s") % {"why": meaning_text(goal, one)}]
        for one in goal.course.others
    ]
    return Table(goal.text, columns, rows)


def _remark(goal: GoalRow, year: int, reading: Reading | None) -> str:
    if reading and not reading.whole:
        return _("%(counted)s av %(of)s län") % {"counted": reading.counted, "of": reading.of}
    if year == goal.target.from_year:
        return _("utgångsläge")
    return _("mål") if year == goal.target.to_year else ""
