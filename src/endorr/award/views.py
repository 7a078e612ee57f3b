"""The award's public pages: which years there are, a year with its criteria, ranks, nominations and decision."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.award import queries, showing
from endorr.award.freezing import revised
from endorr.award.queries import AwardPage
from endorr.award.words import AGGREGATIONS, NORMALISATIONS, STANDINGS, county_name
from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.parts import Cell, Column, Link, Table
from endorr.indicators.queries import World


def years(request: HttpRequest) -> HttpResponse:
    """The years that have an award, the latest first."""
    columns = [Column(_("År")), Column(_("Läge")), Column(_("Vinnare"))]
    rows: list[list[Cell]] = [
        [
            Link(str(one.year), reverse("award:year", args=[one.year])),
            str(STANDINGS[one.standing]),
            county_name(one.winner) if one.winner else "–",
        ]
        for one in queries.years()
    ]
    table = Table(_("Årets exportregion, år för år"), columns, rows, empty=_("Inget pris är påbörjat än."))
    return render(request, "award/years.html", {"table": table})


def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year: who won, who were nominated and why, how the regions stand and how sure that is."""
    page = queries.award_of(year)
    if page is None or page.frozen is None:
        raise Http404
    return render(request, "award/year.html", _context(page))


def _context(page: AwardPage) -> dict[str, Any]:
    assert page.frozen
    frozen = page.frozen
    today = revised(frozen.data)
    sheet = frozen.data.sheet
    record = page.record
    return {
        "page": page,
        "year": page.row.year,
        "practice": page.row.world is World.PRACTICE,
        "standing": STANDINGS[page.row.standing],
        "winner": county_name(page.row.winner) if page.row.winner else "",
        "record": record,
        "jury": showing.interests_table(page) if record else None,
        "side_by_side": showing.points_table(page) if record else None,
        "nominees": showing.nominee_cards(page),
        "criteria": showing.criteria_table(sheet, frozen),
        "read": sheet.read,
        "drawing": showing.ranking(frozen, [one.county for one in page.nominees], today=today),
        "today": today,
        "left_out": ", ".join(county_name(code) for code in frozen.weighing.left_out),
        "filled": [county_name(one.code) for one in frozen.weighing.placed if one.filled],
        "normalisation": NORMALISATIONS[sheet.normalisation],
        "aggregation": AGGREGATIONS[sheet.aggregation],
        "draws": number(sheet.draws),
        "swing": number(round(100 * sheet.swing)),
        "seed": sheet.seed,
        "most": sheet.most_outliers,
        "frozen": frozen,
        "frozen_at": showing.frozen_day(frozen),
        "file": reverse("award:frozen", args=[page.row.year]),
    }


def frozen(request: HttpRequest, year: int) -> HttpResponse:
    """The frozen copy word for word, so that anybody can check its digest and weigh it again."""
    text = queries.frozen_text(year)
    if text is None:
        raise Http404
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="arets-exportregion-{year}.json"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
