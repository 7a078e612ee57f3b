"""What the style page shows in its components: specimens, as a company's own words would be, and so not translated."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from endorr.base.ui.chart import Bar, BarChart, Line, LineChart
from endorr.base.ui.contrast import check_brand
from endorr.base.ui.parts import Column, Frame, Link, Person, Row, Step, Table, Tag, Task

BRAND = ("#6a1b3a", "#f0c869")
"""A cooperation in lingon and birch leaf."""
UNREADABLE_BRAND = ("#7fb2d9", "#f5c04a")
LONG = "Exportkreditnämndens riskgarantibedömning för handelskammarorganisationernas affärsutvecklingscheckar"
"""Words as long as they come."""
WRONG = {"question": "", "name": "", "email": "maja", "channel": "", "answer_by": "i morgon", "turnover": "mycket"}
"""What somebody in a hurry filled in."""


def frame() -> Frame:
    """Return the frame the style page stands in."""
    return Frame(
        cooperation="Regional exportsamverkan Exempellän",
        sign_in="#in",
        about=(
            Link("Om En dörr in", "#om"),
            Link("Tillgänglighet", "#tillganglighet"),
            Link("Så behandlar vi uppgifter", "#uppgifter"),
        ),
        contact=(
            Link("0600-00 00 00", "tel:060000000"),
            Link("fraga@samverkan.example", "mailto:fraga@samverkan.example"),
        ),
        contact_text="Måndag–fredag kl. 8.00–16.30",
        source=(Link("Källkod", "#kod"), Link("Licens: EUPL 1.2", "#licens")),
    )


def other_frame(name: str) -> Frame:
    """Return the frame of one of the sample page's other dresses."""
    person = Person(
        "Maja Exempel",
        of="Handelskammarorganisationen i Exempellän",
        links=(Link("Min sida", "#min"),),
        sign_out="#ut",
    )
    nav = (
        Link("Frågor", "#fragor", current=True),
        Link("Vem hjälper till här?", "#vem"),
        Link("Siffror", "#siffror"),
    )
    if name == "inloggad":
        return Frame(cooperation="Regional exportsamverkan Exempellän", person=person, nav=nav)
    return Frame(
        cooperation="Regional exportsamverkan Lingonriket",
        brand_css=reverse("ui:sample-brand") if name == "varumarke" else "",
        sign_in="#in",
        nav=nav,
    )


def parts() -> dict[str, Any]:
    """Return one of each component's data, by the name the templates use."""
    return {
        "long": LONG,
        "table": table(),
        "empty": Table("Inget än", [Column("Namn")], [], empty="Inga frågor väntar. Bra jobbat."),
        "rows": rows(),
        "steps": steps(),
        "tasks": tasks(),
        "bars": bars(),
        "lines": lines(),
        "tabs": [
            Link("Mina frågor", "#mina", current=True),
            Link("Ej tagna", "#ej"),
            Link("Alla i länet", "#alla"),
        ],
        "crumbs": [Link("Hem", "/"), Link("Vem hjälper till här?", "#vem"), Link(LONG, "")],
        "kinds": kinds(),
        "brand_problems": check_brand(*UNREADABLE_BRAND),
        "colours": [
            "paper",
            "surface",
            "muted",
            "line",
            "edge",
            "ink",
            "brand",
            "light",
            "bad",
            "good",
            "warn",
            "info",
        ],
    }


def kinds() -> list[Tag]:
    """Every kind of tag."""
    return [
        Tag("Ny"),
        Tag("Tagen", "info"),
        Tag("Besvarad", "good"),
        Tag("Två timmar kvar", "warn"),
        Tag("För sent", "bad"),
        Tag("Min", "strong"),
    ]


def table() -> Table:
    """A table with every kind of cell and names that hardly fit."""
    columns = [Column("Organisation"), Column("Frågor", numeric=True), Column("Läge"), Column("Mer")]
    in_time, near, late = Tag("Svarar i tid", "good"), Tag("Nära gränsen", "warn"), Tag("För sent", "bad")
    return Table(
        "Frågor per organisation, oktober 2026",
        columns,
        [
            ("Exportkreditnämndens riskgarantibedömning", 57075, in_time, Link("Visa", "#1", more="EKN")),
            ("Handelskammarorganisationerna i Mellansverige", 1204, near, Link("Visa", "#2", more="kamrarna")),
            ("Almi", 38, late, Link("Visa", "#3", more="Almi")),
        ],
    )


def rows() -> list[Row]:
    """A summary with one, two and no actions."""
    question = "Vi vill sälja mätutrustning till Norge. Vad gäller för moms och tull?"
    change, remove = Link("Ändra", "#g", more="företag"), Link("Ta bort", "#h", more="företag")
    return [
        Row("Fråga", question, (Link("Ändra", "#f", more="fråga"),)),
        Row("Företag", ["Exempelbolaget Mätteknik AB", "556000-0000"], (change, remove)),
        Row("Läge", Tag("Tagen", "info")),
    ]


def steps() -> list[Step]:
    """A timeline with a step of each state."""
    received = datetime(2026, 11, 23, 13, 20, tzinfo=UTC)
    taken = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
    tried = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
    return [
        Step("Vi har tagit emot din fråga", received),
        Step("En rådgivare på Almi har tagit den", taken, text="Maja Exempel, rådgivare, ringer dig."),
        Step("Vi försökte ringa men kom inte fram", tried, state="bad"),
        Step("Vi väntar på ditt svar", when="i dag", state="now"),
        Step("Vi frågar hur det gick", when="om sex månader", state="later"),
    ]


def tasks() -> list[Task]:
    """A task list with a task done, one to do and one that must wait."""
    return [
        Task("Berätta vad du vill ha hjälp med", Tag("Klart", "good"), "#1"),
        Task("Uppgifter om företaget", Tag("Att göra", "info"), "#2", hint="Organisationsnummer eller namn"),
        Task("Granska och skicka", Tag("Kan inte börja än")),
    ]


def bars() -> BarChart:
    """Bars, one of them without a figure."""
    shares = {"Tyskland": 10.3, "Norge": 10.1, "Förenta staterna": 8.8, "Danmark": 7.4, "Ej publicerat land": None}
    return BarChart(
        "Tyskland och Norge tar emot en femtedel av exporten",
        [Bar(country, share) for country, share in shares.items()],
        unit="%",
        note="Andel av exemplets varuexport",
        source="Påhittade siffror för stilsidan",
        decimals=1,
        heading="Land",
    )


def lines() -> LineChart:
    """Three series, one of them broken by a missing year."""
    return LineChart(
        "Exporten har vuxit i båda länen sedan 2020",
        [str(year) for year in range(2017, 2026)],
        [
            Line("Exempellän", [101, 104, 109, 98, 112, 125, 131, None, 142]),
            Line("Grannlän", [90, 92, 97, 91, 99, 108, 112, 118, 121]),
            Line("Riket", [100, 106, 111, 104, 120, 138, 141, 146, 150]),
        ],
        unit="index",
        note="Riket 2017 = 100",
        source="Påhittade siffror för stilsidan",
    )
