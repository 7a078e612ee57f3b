"""Who the demo's fictional people are called and what their functions do; names are put together, numbers reserved."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

FIRST = (
    "Agnes", "Bodil", "Cajsa", "Disa", "Ester", "Folke", "Gunvor", "Hedda", "Ingemar", "Jorun", "Knut", "Liv", "Malte",
    "Nanna", "Orvar", "Petra", "Ragna", "Signe", "Ture", "Ulla", "Vera", "Yngve", "Åke", "Ödgärd", "Amira", "Bilal",
    "Dragana", "Farid", "Hodan", "Jasmin", "Leyla", "Mirza", "Nadia", "Samir", "Yonas",
)  # fmt: skip
# No register of Swedish surnames was asked: these are places of the imagination.
LAST = (
    "Almvret", "Björkholma", "Dalmyra", "Ekhultsson", "Fjällröd", "Granmossa", "Havstrut", "Iskulle", "Kvarnvret",
    "Lindsela", "Myrhult", "Norrvret", "Rönnfallet", "Skogstjärn", "Tallmyra", "Vretkulla", "Åmosse", "Älvtorp",
    "Öhrsel", "Stenfallet", "Sjövret", "Kullmyra", "Bergsel", "Hultvret", "Tjärnkulla", "Åsmyra", "Lövsel", "Furuvret",
    "Hasselmo", "Ängskulla", "Klövervret",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who does not exist: a name, and the part of an address before the @."""

    name: str
    local_part: str


def personas() -> Iterator[Persona]:
    """Give one new persona after another, the same ones every time; 1,085 before a name comes again."""
    plain = str.maketrans("åäöÅÄÖ", "aaoAAO")
    for number in count():
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
        yield Persona(name, name.lower().translate(plain).replace(" ", "."))


def phone(number: int) -> str:
    """Return a number of the series kept for fiction (PTS: 0980-319 200 to 299), so that nobody's telephone rings."""
    return f"0980-319 2{number % 100:02}"


@dataclass(frozen=True, slots=True)
class Part:
    """A function every staffed cooperation has: whose it is, what it is called, and what it is good at."""

    member: str
    name: str
    name_en: str
    needs: tuple[str, ...]
    languages: tuple[str, ...] = ("sv", "en")
    desk: bool = False


PARTS = (
    Part("lead", "Samordning", "Coordination", ("getting-started", "sales-strategy", "training"), desk=True),
    Part("region", "Exportcheckar och stöd", "Vouchers and grants", ("cheques", "eu-funding", "investment")),
    Part(
        "region",
        "Regler och myndigheter",
        "Rules and authorities",
        (
            "trade-barriers",
            "sanctions",
            "export-control",
            "vat",
            "statistics-duty",
            "intellectual-property",
            "transport",
            "import",
        ),
    ),
    Part("almi", "Exportfinansiering", "Export finance", ("loans", "sales-strategy", "getting-started")),
    Part(
        "een",
        "Marknad och partner i Europa",
        "Markets and partners in Europe",
        ("partners", "product-rules", "standards", "innovation", "eu-funding", "online-trade"),
        ("sv", "en", "de"),
    ),
    Part(
        "business-sweden",
        "Marknadsetablering",
        "Entering markets",
        ("market-choice", "market-entry", "trade-fairs", "public-procurement", "services-export", "language-culture"),
        ("sv", "en", "de", "fr"),
    ),
    Part("ekn", "Garantier och riskförsäkring", "Guarantees", ("guarantees", "export-credit", "payment")),
)

CHAMBER = Part(
    "chamber",
    "Handelsdokument och ursprung",
    "Trade documents and origin",
    ("trade-documents", "origin", "customs", "contracts"),
)

FOOD = Part("region", "Livsmedelsexport", "Food exports", ("food",))

# The regions that the programme's own texts speak of.
STAFFED = ("05", "07", "12", "13", "14", "17", "19", "20", "24", "25")
FOOD_COUNTIES = ("12", "14", "20")
