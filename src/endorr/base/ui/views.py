"""The living style page: every component in every state, to look at and to test against."""

from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from endorr.base.ui.brand import brand_css
from endorr.base.ui.chart import Bar, BarChart, Line, LineChart
from endorr.base.ui.contrast import check_brand
from endorr.base.ui.forms import SampleForm
from endorr.base.ui.parts import Column, Frame, Language, Link, Person, Row, Step, Table, Tag, Task

SAMPLE_BRAND = ("#6a1b3a", "#f0c869")
"""A cooperation in lingon and birch leaf."""
LONG = "Exportkreditnämndens riskgarantibedömning för handelskammarorganisationernas affärsutvecklingscheckar"

_WRONG = {"question": "", "name": "", "email": "anna", "channel": "", "answer_by": "i morgon", "turnover": "mycket"}


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    page = Paginator(range(1, 240), 20).get_page(request.GET.get("sida"))
    context = {"frame": sample_frame(), "form": SampleForm(), "page_of": page}
    return render(request, "ui/style.html", context | _samples())


@require_safe
def sample_brand(request: HttpRequest) -> HttpResponse:
    """Serve the sample cooperation's colours."""
    return HttpResponse(brand_css(*SAMPLE_BRAND), content_type="text/css; charset=utf-8")


@require_safe
def frame(request: HttpRequest, name: str) -> HttpResponse:
    """Show the sample page in another dress: a cooperation's colours, right to left, a person signed in."""
    frames = {"varumarke": "sv", "hoger": "ar", "inloggad": "sv", "fel": "sv"}
    if name not in frames:
        raise Http404
    form = SampleForm(_WRONG) if name == "fel" else SampleForm()
    with override(frames[name]):
        return render(request, "ui/style_frame.html", {"frame": _other_frame(name), "name": name, "form": form} | _samples())


def sample_frame() -> Frame:
    """Return the frame the style page is shown in."""
    return Frame(
        cooperation=_("Regional exportsamverkan Exempellän"),
        languages=(Language("sv", "Svenska", reverse("ui:style"), current=True), Language("en", "English", "#en")),
        sign_in="#in",
        about=(Link(_("Om En dörr in"), "#om"), Link(_("Tillgänglighet"), "#tillganglighet"), Link(_("Så behandlar vi uppgifter"), "#uppgifter")),
        contact=(Link("0600-00 00 00", "tel:060000000"), Link("exempel@exempel.se", "mailto:exempel@exempel.se")),
        contact_text=_("Måndag–fredag kl. 8.00–16.30"),
        source=(Link(_("Källkod"), "#kod"), Link(_("Licens: EUPL 1.2"), "#licens")),
    )


def _other_frame(name: str) -> Frame:
    person = Person("Maja Exempel", of="Handelskammarorganisationen i Exempellän", links=(Link(_("Min sida"), "#min"),), sign_out="#ut")
    nav = (Link(_("Frågor"), "#fragor", current=True), Link(_("Vem hjälper till här?"), "#vem"), Link(_("Siffror"), "#siffror"))
    if name == "inloggad":
        return Frame(cooperation=_("Regional exportsamverkan Exempellän"), person=person, nav=nav)
    languages = (Language("ar", "العربية", "#ar", current=True), Language("sv", "Svenska", "#sv")) if name == "hoger" else ()
    colours = reverse("ui:sample-brand") if name == "varumarke" else ""
    return Frame(cooperation=_("Regional exportsamverkan Lingonriket"), brand_css=colours, languages=languages, sign_in="#in", nav=nav)


def _samples() -> dict[str, Any]:
    return {
        "long": LONG,
        "table": _table(),
        "empty": Table(_("Inget än"), [Column(_("Namn"))], [], empty=_("Inga frågor väntar. Bra jobbat.")),
        "rows": _rows(),
        "steps": _steps(),
        "tasks": _tasks(),
        "bars": _bars(),
        "lines": _lines(),
        "tabs": [Link(_("Mina frågor"), "#mina", current=True), Link(_("Ej tagna"), "#ej"), Link(_("Alla i länet"), "#alla")],
        "crumbs": [Link(_("Hem"), "/"), Link(_("Vem hjälper till här?"), "#vem"), Link(LONG, "")],
        "kinds": [Tag(_("Ny")), Tag(_("Tagen"), "info"), Tag(_("Besvarad"), "good"), Tag(_("Två timmar kvar"), "warn"), Tag(_("För sent"), "bad"), Tag(_("Min"), "strong")],
        "brand_problems": check_brand("#7fb2d9", "#f5c04a"),
        "colours": ["paper", "surface", "muted", "line", "edge", "ink", "brand", "light", "bad", "good", "warn", "info"],
    }  # fmt: skip


def _table() -> Table:
    columns = [Column(_("Organisation")), Column(_("Frågor"), numeric=True), Column(_("Läge")), Column(_("Mer"))]
    return Table(
        _("Frågor per organisation, oktober 2026"),
        columns,
        [
            ("Exportkreditnämndens riskgarantibedömning", 57075, Tag(_("Svarar i tid"), "good"), Link(_("Visa"), "#1", more="Exportkreditnämnden")),
            ("Handelskammarorganisationerna i Mellansverige", 1204, Tag(_("Nära gränsen"), "warn"), Link(_("Visa"), "#2", more="Handelskamrarna")),
            ("Almi", 38, Tag(_("För sent"), "bad"), Link(_("Visa"), "#3", more="Almi")),
        ],
    )  # fmt: skip


def _rows() -> list[Row]:
    return [
        Row(_("Fråga"), _("Vi vill sälja mätutrustning till Norge. Vad gäller för moms och tull?"), (Link(_("Ändra"), "#f", more=_("fråga")),)),
        Row(_("Företag"), ["Exempelbolaget Mätteknik AB", "556000-0000"], (Link(_("Ändra"), "#g", more=_("företag")), Link(_("Ta bort"), "#h", more=_("företag")))),
        Row(_("Läge"), Tag(_("Tagen"), "info")),
    ]  # fmt: skip


def _steps() -> list[Step]:
    return [
        Step(_("Vi har tagit emot din fråga"), datetime(2026, 11, 23, 13, 20, tzinfo=UTC)),
        Step(_("En rådgivare på Almi har tagit den"), datetime(2026, 11, 23, 14, 5, tzinfo=UTC), text=_("Maja Exempel, rådgivare, ringer dig.")),
        Step(_("Vi väntar på ditt svar"), when=_("i dag"), state="now"),
        Step(_("Vi försökte ringa men kom inte fram"), datetime(2026, 11, 24, 9, 10, tzinfo=UTC), state="bad"),
        Step(_("Vi frågar hur det gick"), when=_("om sex månader"), state="later"),
    ]


def _tasks() -> list[Task]:
    return [
        Task(_("Berätta vad du vill ha hjälp med"), Tag(_("Klart"), "good"), "#1"),
        Task(_("Uppgifter om företaget"), Tag(_("Att göra"), "info"), "#2", hint=_("Organisationsnummer eller namn")),
        Task(_("Granska och skicka"), Tag(_("Kan inte börja än"))),
    ]


def _bars() -> BarChart:
    bars = [Bar("Tyskland", 10.3), Bar("Norge", 10.1), Bar("Förenta staterna", 8.8), Bar("Danmark", 7.4), Bar(_("Ej publicerat land"), None)]
    return BarChart(
        _("Tyskland och Norge tar emot en femtedel av exporten"), bars, unit="%", decimals=1, heading=_("Land"),
        note=_("Andel av exemplets varuexport"), source=_("Påhittade siffror för stilsidan"),
    )  # fmt: skip


def _lines() -> LineChart:
    points = [str(year) for year in range(2017, 2026)]
    lines = [
        Line("Exempellän", [101, 104, 109, 98, 112, 125, 131, None, 142]),
        Line("Grannlän", [90, 92, 97, 91, 99, 108, 112, 118, 121]),
        Line(_("Riket"), [100, 106, 111, 104, 120, 138, 141, 146, 150]),
    ]
    return LineChart(
        _("Exporten har vuxit i båda länen sedan 2020"), points, lines, unit="index", note=_("Riket 2017 = 100"), source=_("Påhittade siffror för stilsidan")
    )
