"""The public promise page: how often the promise was kept, and missed, by door and month."""

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.i18n import formats
from endorr.base.ui.chart import Line as Drawn
from endorr.base.ui.chart import LineChart
from endorr.base.ui.parts import Cell, Column, Link, Row, Table
from endorr.cases.figures.queries import Line, Published, named_doors, published
from endorr.cases.figures.rules import LEAST, Figures, Share

COUNTRY = "sverige"
"""What stands for the whole country in an address."""
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def _language() -> str:
    return get_language() or "sv"


def month_of(text: str) -> date | None:
    """Return the first day of a month written 2026-10; None for anything else."""
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def month_name(month: date) -> str:
    """Return `oktober 2026` in the page's language."""
    return formats.plain_day(month, _language()).split(" ", 1)[1]


def show(request: HttpRequest, door: str = COUNTRY, month: str = "") -> HttpResponse:
    """Show a door's figures or the country's, of the latest month or of one that has its own lasting address."""
    chosen = month_of(month)
    if month and chosen is None:
        raise Http404
    told = published("" if door == COUNTRY else door, chosen, today=local_date(now()))
    if told is None or (chosen and told.chosen is None):
        raise Http404
    return render(request, "cases/figures/promise.html", _context(told, door))


def _context(told: Published, door: str) -> dict[str, Any]:
    figures = told.chosen.figures if told.chosen else None
    return {
        "told": told,
        "name": told.name or _("Hela landet"),
        "month": month_name(told.month) if told.month else "",
        "figures": figures,
        "shares": _shares(figures) if figures else [],
        "beside": _beside(told, figures) if figures else [],
        "chart": _chart(told),
        "months": _table(_("Månad för månad, efter när frågan kom in"), _("Månad"), told.months, door=door),
        "parts": _table(_parts_caption(told), _part_word(told), told.parts) if told.parts else None,
        "doors": _doors(door),
        "least": LEAST,
        "data": told.month.strftime("%Y-%m") if told.month else "",
    }


def _doors(current: str) -> list[Link]:
    country = Link(_("Hela landet"), reverse("cases:promise"), current=current == COUNTRY)
    doors = ((one, reverse("cases:promise_door", args=[one.slug])) for one in named_doors())
    return [country, *(Link(one.name, address, current=one.slug == current) for one, address in doors)]


def _percent(share: Share) -> str:
    return formats.percent(share.share, _language()) if share.share is not None else "–"


def _shares(figures: Figures) -> list[dict[str, str]]:
    stands = _(
        "Företagen har bekräftat %(confirmed)s, ett skickat meddelande visar %(sent)s, "
        "och %(stated)s är bara rådgivarens uppgift."
    )
    said = _("Företagen har bekräftat %(confirmed)s, och %(stated)s är bara rådgivarens uppgift.")
    return [
        _share(figures.in_time, _("fick kontakt i tid"), stands),
        _share(figures.right_person, _("fick kontakt i tid med rätt person"), said),
        _share(figures.helped, _("fick hjälp inom en arbetsdag"), said),
    ]


def _share(share: Share, label: str, stands: str) -> dict[str, str]:
    of = _("%(count)s av %(of)s löften.") % {"count": share.count, "of": share.of}
    kinds = {"confirmed": share.confirmed, "sent": share.sent, "stated": share.stated}
    return {"value": _percent(share), "label": label, "note": f"{of} {stands % kinds}"}


def hours(value: float | None) -> str:
    """Return hours with one decimal, or in words that so many had not been reached."""
    if value is None:
        return _("inte nådda än")
    return _("%(hours)s timmar") % {"hours": formats.number(value, _language(), decimals=1)}


def _beside(told: Published, figures: Figures) -> list[Row]:
    rows = [
        Row(_("Löften vars tid har gått ut (N)"), figures.promises),
        Row(_("Brutna löften"), figures.missed),
        Row(_("Tid till kontakt, median"), hours(figures.median)),
        Row(_("Nio av tio fick kontakt inom"), hours(figures.p90)),
        Row(_("Kontakt inom 24 timmar på väggklockan"), _of(figures.on_the_wall)),
        Row(_("Sökta i tid två gånger på två sätt utan att nås"), figures.by_attempt),
        Row(_("Frågor som företaget tog tillbaka i tid, inte medräknade"), figures.withdrawn),
    ]
    if figures.repromised:
        rows.append(Row(_("Löften med en ny tid; den första tiden är den som räknas"), figures.repromised))
    if told.chosen:
        rows.append(Row(_("Nådda företag under månaden"), _count(told.chosen.reached)))
    year, reached = told.year
    rows.append(Row(_("Nådda företag under %(year)s, vart och ett räknat en gång") % {"year": year}, _count(reached)))
    return rows


def _of(share: Share) -> str:
    told = {"count": share.count, "of": share.of, "percent": _percent(share)}
    return _("%(count)s av %(of)s (%(percent)s)") % told


def _count(value: int | None) -> Cell:
    return _("färre än %(least)s, visas inte") % {"least": LEAST} if value is None else value


def _chart(told: Published) -> LineChart | None:
    lines = list(reversed(told.months))
    if len([one for one in lines if one.figures]) < 2:
        return None
    return LineChart(
        title=_("Andel löften som hölls, månad för månad"),
        points=[one.key for one in lines],
        lines=[Drawn(label, [_drawn(one, which) for one in lines]) for label, which in _drawn_shares()],
        unit="%",
        heading=_("Månad"),
        source=_("dörrens egna händelser, räknade när löftestiden har gått ut."),
    )


def _drawn_shares() -> list[tuple[str, str]]:
    return [(_("Kontakt i tid"), "in_time"), (_("Kontakt i tid med rätt person"), "right_person")]


def _drawn(line: Line, which: str) -> float | None:
    share = getattr(line.figures, which).share if line.figures else None
    return round(100 * share, 1) if share is not None else None


def _parts_caption(told: Published) -> str:
    return _("Organisationerna, den månaden") if told.slug else _("Länen, den månaden")


def _part_word(told: Published) -> str:
    return _("Organisation") if told.slug else _("Regional exportsamverkan")


def _table(caption: str, first: str, lines: tuple[Line, ...], *, door: str = "") -> Table:
    columns = [
        Column(first),
        Column(_("Löften (N)"), numeric=True),
        Column(_("Kontakt i tid"), numeric=True),
        Column(_("Brutna"), numeric=True),
        Column(_("Median"), numeric=True),
        Column(_("Nio av tio inom"), numeric=True),
        Column(_("Nådda företag"), numeric=True),
    ]
    return Table(caption, columns, [_cells(one, door) for one in lines])


def _cells(line: Line, door: str) -> list[Cell]:
    name = _name(line, door)
    told = line.figures
    if told is None:
        few = _("för få")
        return [name, few, few, few, few, few, few]
    reached: Cell = _("för få") if line.reached is None else line.reached
    return [name, told.promises, _percent(told.in_time), told.missed, hours(told.median), hours(told.p90), reached]


def _name(line: Line, door: str) -> Cell:
    month = month_of(line.key)
    if month:
        return Link(month_name(month), reverse("cases:promise_month", args=[door, line.key]))
    if line.key.isdigit():
        return line.name
    return Link(line.name, reverse("cases:promise_door", args=[line.key]))
