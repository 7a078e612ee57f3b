"""The public pages: who helps here, and how whole counties stand."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format as day
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from endorr.base.clock import local_date, now
from endorr.base.tenancy.queries import look_in
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.core.counties import BY_CODE, COUNTIES, County
from endorr.core.municipalities import in_county, municipalities
from endorr.directory import queries
from endorr.directory.forms import AskForm
from endorr.directory.queries import HelpRow, NeedRow, Wish
from endorr.directory.rules import CoverageMap, Verdict, Why
from endorr.directory.tiles import Tile, draw_tiles
from endorr.directory.words import SENTENCES, VERDICT_KINDS, VERDICTS, WHY_KINDS, WHYS, need_name


def ask(request: HttpRequest) -> HttpResponse:
    """Answer who helps with a need in a municipality on a day; before anything is asked, show the country."""
    today = local_date(now())
    vocabulary = queries.needs()
    choices = [(need.code, need_name(need)) for need in vocabulary]
    form = AskForm(request.GET if "municipality" in request.GET else None, needs=choices)
    context = {"form": form, "municipalities": municipalities().values()}
    if form.is_valid():
        return render(request, "directory/ask.html", context | _answer(form, vocabulary, today))
    whole = queries.coverage_of(tuple(municipalities()), on=today, vocabulary=[need.code for need in vocabulary])
    return render(request, "directory/ask.html", context | {"tiles": _tiles(whole), "counties": _county_table(whole)})


def _answer(form: AskForm, vocabulary: Iterable[NeedRow], today: date) -> dict[str, object]:
    place, need = form.cleaned_data["municipality"], form.cleaned_data["need"]
    on = form.cleaned_data["on"] or today
    found = queries.who_helps(place.code, need, on=on, wish=Wish(language=form.cleaned_data["language"]))
    return {
        "help": found,
        "place": place,
        "on": on,
        "need": next(need_name(row) for row in vocabulary if row.code == need),
        "tag": Tag(str(VERDICTS[found.verdict]), VERDICT_KINDS[found.verdict]),
        "sentence": SENTENCES[found.verdict],
        "silence": WHYS[found.silence] if found.silence else "",
        "answering": [row for row in found.rows if row.why in {Why.HOLDER, Why.DEPUTY}],
        "reasons": _reasons(found.rows),
        "county": place.county,
    }


def _reasons(rows: Iterable[HelpRow]) -> Table:
    columns = [Column(_("Funktion")), Column(_("Organisation")), Column(_("Läge")), Column(_("Gäller"))]
    return Table(
        caption=_("Så vet vi det"),
        columns=columns,
        rows=[
            [_named(row), row.organisation, Tag(str(WHYS[row.why]), WHY_KINDS[row.why]), _since(row)] for row in rows
        ],
    )


def _named(row: HelpRow) -> str:
    return _("%(name)s (påhittad)") % {"name": row.function} if row.fictional else row.function


def _since(row: HelpRow) -> str:
    if row.since is None:
        return ""
    if row.why is Why.ENDED:
        return _("till %(day)s") % {"day": day(row.since)}
    return _("från %(day)s") % {"day": day(row.since)}


def county(request: HttpRequest, code: str) -> HttpResponse:
    """Show every municipality of a county against every need, as today stands."""
    if code not in BY_CODE:
        raise Http404
    request.door = look_in(code)  # type: ignore[attr-defined]
    places = in_county(code)
    named = {need.code: need_name(need) for need in queries.needs()}
    codes = tuple(place.code for place in places)
    found = queries.coverage_of(codes, on=local_date(now()), vocabulary=tuple(named))
    return render(
        request,
        "directory/county.html",
        {
            "county": BY_CODE[code],
            "table": _place_table(found),
            "holes": [
                (named[need], [municipalities()[place].name for place in where]) for need, where in _by_need(found)
            ],
        },
    )


def _by_need(found: CoverageMap) -> list[tuple[str, list[str]]]:
    gathered: dict[str, list[str]] = {}
    for place, need in found.holes():
        gathered.setdefault(need, []).append(place)
    return sorted(gathered.items(), key=lambda pair: found.needs.index(pair[0]))


def _counted(found: CoverageMap, places: Iterable[str]) -> dict[Verdict, int]:
    total = dict.fromkeys(Verdict, 0)
    for place in places:
        for verdict, count in found.count(place).items():
            total[verdict] += count
    return total


def _place_table(found: CoverageMap) -> Table:
    rows: list[list[Cell]] = []
    for code in found.municipalities:
        counted = found.count(code)
        rows.append([municipalities()[code].name, *(counted[verdict] for verdict in Verdict)])
    return Table(caption=_("Behov per kommun"), columns=_columns(_("Kommun")), rows=rows)


def _columns(first: str) -> list[Column]:
    return [Column(first), *(Column(str(VERDICTS[verdict]), numeric=True) for verdict in Verdict)]


def _county_table(found: CoverageMap) -> Table:
    rows: list[list[Cell]] = []
    for one in COUNTIES:
        counted = _counted(found, (place.code for place in in_county(one.code)))
        rows.append(
            [Link(_county_name(one), reverse("directory:county", args=[one.code])), *(counted[one] for one in Verdict)]
        )
    return Table(caption=_("Svar per län: kommuner gånger behov"), columns=_columns(_("Län")), rows=rows)


def _county_name(one: County) -> str:
    return one.en if (get_language() or "sv").startswith("en") else one.sv


def _tiles(found: CoverageMap) -> str:
    return draw_tiles([_tile(one, found) for one in COUNTIES], title=_("Sveriges län"))


def _tile(one: County, found: CoverageMap) -> Tile:
    counted = _counted(found, (place.code for place in in_county(one.code)))
    holes = counted[Verdict.HOLE]
    if holes:
        kind, shown = "bad", ngettext("%(count)s lucka", "%(count)s luckor", holes) % {"count": holes}
    elif counted[Verdict.COVERED]:
        kind, shown = "good", str(VERDICTS[Verdict.COVERED])
    else:
        kind, shown = "warn", str(VERDICTS[Verdict.UNKNOWN])
    return Tile(
        county=one.code,
        letter=one.letter,
        spoken=f"{_county_name(one)}: {shown}",
        shown=shown,
        kind=kind,
        href=reverse("directory:county", args=[one.code]),
    )
