"""The pages of the country's view: open questions, each with every centre in the order of its county."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from endorr.base.clock import local_date, now
from endorr.base.i18n.formats import moment
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Table, Tag
from endorr.cases.figures.queries import Line
from endorr.cases.figures.views import month_name
from endorr.directory.intake.sheets import UnreadableError
from endorr.directory.rules import Obligation
from endorr.indicators.words import shown, source_text
from endorr.national import commands, queries
from endorr.national.commands import NotReadError
from endorr.national.forms import ReportForm
from endorr.national.queries import Centre, Country
from endorr.national.rules import Participants, Sum, Way
from endorr.national.words import LOOKS, WAYS, WRONGS

UNKNOWN = "–"
FAULTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Question:
    """An open question: its heading, what one should know before reading the answers, and the answers as a table."""

    key: str
    asks: str | Promise
    read_so: str | Promise
    table: Callable[[Country], tuple[Table, str]]


def _rows(country: Country, cells: Callable[[Centre], list[Cell]]) -> list[list[Cell]]:
    return [[_named(one), *cells(one)] for one in country.centres]


def _named(one: Centre) -> Cell:
    return Link(one.row.name, reverse("door", args=[one.row.slug]))


def _established(country: Country) -> tuple[Table, str]:
    def cells(one: Centre) -> list[Cell]:
        told = one.established
        if told is None:
            return [_("Ingen källa läst"), UNKNOWN]
        if told.on:
            return [date_format(told.on), told.source]
        return [_("Försöksregion 2016") if told.pilot else _("Dagen inte känd"), told.source]

    columns = [Column(_("Centrum")), Column(_("Inrättat")), Column(_("Källa"))]
    return Table(_("När centrumen kom till"), columns, _rows(country, cells)), ""


def _members(country: Country) -> tuple[Table, str]:
    def cells(one: Centre) -> list[Cell]:
        told = one.obligations
        return [told.get(Obligation.SHALL, 0), told.get(Obligation.INVITED, 0)] if told else [UNKNOWN, UNKNOWN]

    columns = [Column(_("Centrum")), Column(_("Ska vara med"), numeric=True), Column(_("Inbjudna"), numeric=True)]
    return Table(_("Organisationer i varje centrum"), columns, _rows(country, cells)), ""


def _percent(line: Line | None) -> Cell:
    figures = line.figures if line else None
    if figures is None or not figures.in_time.of:
        return UNKNOWN
    return _("%(percent)s %%") % {"percent": round(100 * figures.in_time.count / figures.in_time.of)}


def _promise(country: Country) -> tuple[Table, str]:
    def cells(one: Centre) -> list[Cell]:
        figures = one.line.figures if one.line else None
        if one.line is not None and figures is None:
            return [_("Färre än fem"), UNKNOWN]
        return [figures.promises if figures else UNKNOWN, _percent(one.line)]

    month = month_name(country.month) if country.month else ""
    caption = _("Kontakt i tid, %(month)s") % {"month": month} if month else _("Kontakt i tid")
    columns = [Column(_("Centrum")), Column(_("Löften"), numeric=True), Column(_("I tid"), numeric=True)]
    nation = country.nation.figures if country.nation else None
    whole = ""
    if nation and nation.in_time.of:
        whole = _("Riket: %(share)s av %(promises)s löften.") % {
            "share": _percent(country.nation),
            "promises": nation.promises,
        }
    return Table(caption, columns, _rows(country, cells)), whole


def _holes(country: Country) -> tuple[Table, str]:
    def cells(one: Centre) -> list[Cell]:
        told = one.holes
        return [told.holes, told.unknown, told.covered] if told else [UNKNOWN, UNKNOWN, UNKNOWN]

    columns = [
        Column(_("Centrum")),
        Column(_("Luckor"), numeric=True),
        Column(_("Okänt"), numeric=True),
        Column(_("Täckt"), numeric=True),
    ]
    counted = [one.holes.counted_at for one in country.centres if one.holes]
    when = _("Räknat %(when)s.") % {"when": moment(min(counted), get_language() or "sv")} if counted else ""
    return Table(_("Kommun gånger behov"), columns, _rows(country, cells)), when


def _reach(country: Country) -> tuple[Table, str]:
    def cells(one: Centre) -> list[Cell]:
        if one.way is Way.NOTHING or one.reached is None:
            return [Tag(str(WAYS[one.way]), LOOKS[one.way]), UNKNOWN, UNKNOWN]
        return [Tag(str(WAYS[one.way]), LOOKS[one.way]), one.reached, one.without_number or UNKNOWN]

    columns = [
        Column(_("Centrum")),
        Column(_("Deltar")),
        Column(_("Unika företag"), numeric=True),
        Column(_("Utan nummer"), numeric=True),
    ]
    said = [_sum(country.reached(Way.SYSTEM), WAYS[Way.SYSTEM]), _sum(country.reached(Way.FILE), WAYS[Way.FILE])]
    return Table(_("Nådda företag"), columns, _rows(country, cells)), " ".join(said)


def _sum(told: Sum, name: str | Promise) -> str:
    return _("%(way)s: %(value)s företag hos %(told)s av %(of)s centrum.") % {
        "way": name,
        "value": told.value,
        "told": told.told,
        "of": told.of,
    }


def _exporting(country: Country) -> tuple[Table, str]:
    panel = queries.exporting()
    year = panel.latest

    def cells(one: Centre) -> list[Cell]:
        return [shown(panel.indicator, panel.figure(one.row.county_code, year).value) if year else UNKNOWN]

    told = panel.told(year) if year else 0
    caption = _("Andel av företagen som exporterar, %(year)s") % {"year": year} if year else _("Andel som exporterar")
    columns = [Column(_("Centrum")), Column(_("Procent"), numeric=True)]
    known = _("Uppgift finns för %(told)s av %(of)s län.") % {"told": told, "of": len(panel.areas)}
    return Table(caption, columns, _rows(country, cells)), f"{known} {source_text(panel) if year else ''}".strip()


QUESTIONS = {
    one.key: one
    for one in (
        Question(
            "inrattat",
            gettext_lazy("När kom centrumet till?"),
            gettext_lazy("Centrumen växte fram i vågor från 2016. Den som började senare har haft kortare tid på sig."),
            _established,
        ),
        Question(
            "med",
            gettext_lazy("Vilka ska vara med, och vilka är inbjudna?"),
            gettext_lazy(
                "Uppdraget säger vilka som ska delta där de finns. Att fler är inbjudna är varken bättre eller sämre."
            ),
            _members,
        ),
        Question(
            "loftet",
            gettext_lazy("Hålls löftet?"),
            gettext_lazy(
                "Kontakt av rätt organisation inom en arbetsdag. Få löften "
                "ger stora svängningar; under fem visas inget."
            ),
            _promise,
        ),
        Question(
            "luckor",
            gettext_lazy("Var saknas hjälp?"),
            gettext_lazy(
                "En lucka är ett behov i en kommun som ingen har sagt att "
                "de tar, där listan är komplett. Okänt är ingen lucka."
            ),
            _holes,
        ),
        Question(
            "foretag",
            gettext_lazy("Hur många företag nås?"),
            gettext_lazy(
                "Varje företag räknas en gång per centrum. Samma företag kan "
                "finnas både i systemet och i en fil, så de läggs inte ihop."
            ),
            _reach,
        ),
        Question(
            "exporterar",
            gettext_lazy("Hur stor andel av företagen exporterar?"),
            gettext_lazy("Det är målet i botten, men det rör sig långsamt och beror på mycket annat än centrumet."),
            _exporting,
        ),
    )
}


def country(request: HttpRequest) -> HttpResponse:
    """Show how many centres take part in which way, and the questions one may ask."""
    found = queries.country(today=local_date(now()))
    ways = found.ways()
    told = {one: [centre.row.name for centre in found.centres if centre.way is one] for one in Way}
    context = {
        "country": found,
        "system": ways[Way.SYSTEM],
        "file": ways[Way.FILE],
        "nothing": told[Way.NOTHING],
        "of": len(found.centres),
        "questions": QUESTIONS.values(),
    }
    return render(request, "national/country.html", context)


def question(request: HttpRequest, question: str) -> HttpResponse:
    """Show one question with every centre's answer."""
    asked = QUESTIONS.get(question)
    if asked is None:
        raise Http404
    table, note = asked.table(queries.country(today=local_date(now())))
    links = [
        Link(str(one.asks), reverse("national:question", args=[one.key]), current=one is asked)
        for one in QUESTIONS.values()
    ]
    context = {"asked": asked, "table": table, "note": note, "links": links}
    return render(request, "national/question.html", context)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


@never_cache
@once
def reports(request: HttpRequest) -> HttpResponse:
    """Hand in a participant list; a wrong one is told row by row, and nothing is kept of it."""
    viewer = _viewer(request)
    centres = [(one.public_id, one.name) for one in queries.centres_to_report(viewer)]
    year = local_date(now()).year
    posted = request.method == "POST"
    form = ReportForm(
        request.POST if posted else None, request.FILES if posted else None, centres=centres, initial={"ar": year}
    )
    read: Participants | None = None
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            commands.hand_in(told["centrum"], told["ar"], told["fil"].read(), viewer, now=now())
        except NotReadError as error:
            read = error.read
            form.add_error("fil", str(WRONGS[read.wrong]) if read.wrong else _faulty(len(read.faults)))
        except UnreadableError:
            form.add_error(
                "fil", _("Filen går inte att läsa. Spara den som Excel (.xlsx) eller CSV och välj den igen.")
            )
        except LookupError:
            raise Http404 from None
        except ValueError:
            form.add_error("ar", _("Skriv ett år från 2016 till i år."))
        else:
            messages.success(request, _("Listan är läst. Se efter att den stämmer och godkänn den, så räknas den."))
            return redirect("national:reports")
    context = {"form": form, "faults": _faults(read) if read else None, "reports": queries.reports_for(viewer)}
    return render(request, "national/reports.html", context)


def _faulty(many: int) -> str:
    return ngettext("%(many)s rad är fel.", "%(many)s rader är fel.", many) % {"many": many}


def _faults(read: Participants) -> Table | None:
    rows: list[list[Cell]] = [
        [line.place, " ".join(str(WRONGS[wrong]) for wrong in line.wrong)] for line in read.faults[:FAULTS_SHOWN]
    ]
    columns = [Column(_("Rad"), numeric=True), Column(_("Fel"))]
    return Table(_("Rader att rätta"), columns, rows) if rows else None


def accept(request: HttpRequest, report: str) -> HttpResponse:
    """Let a list count."""
    if not queries.may_accept(_viewer(request), report):
        raise Http404
    return _accept(request, report)


@once
def _accept(request: HttpRequest, report: str) -> HttpResponse:
    commands.accept(report, _viewer(request), now=now())
    messages.success(request, _("Listan räknas nu."))
    return redirect("national:reports")
