"""Ranks over somebody else's list of services: each is told in a few lines, and is made to speak by what we know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from endorr.catalogue.rules.card import Card
from endorr.matching.rules.library import Library, Party, Voice, fingerprint
from endorr.matching.rules.matcher import Matcher
from endorr.matching.rules.texts import fold, sentences, words

# What an organisation is called, beside its name in the catalogue; the longest that is found decides.
_ALSO = {
    "almi": "almi företagspartner",
    "business-sweden": "business sweden|exportrådet|invest sweden",
    "een": "een|enterprise europe network",
    "ekn": "ekn|exportkreditnämnden|swedish export credit agency",
    "sek": "sek|svensk exportkredit|swedish export credit corporation",
    "tillvaxtverket": "tillväxtverket|swedish agency for economic and regional growth|tvv",
    "region": "region|regionen|regionerna|regional utveckling",
    "chamber-of-commerce": "handelskammare|handelskammaren|handelskamrarna|chamber of commerce|chamber|chambers",
    "municipality": "kommun|kommunen|kommuner|näringslivskontor|municipality",
    "incubator": "inkubator|inkubatorer|science park|incubator",
    "kommerskollegium": "kommerskollegium|national board of trade|solvit",
    "tullverket": "tullverket|tullen|swedish customs|customs",
    "skatteverket": "skatteverket|swedish tax agency|tax agency",
    "isp": "isp|inspektionen för strategiska produkter|inspectorate of strategic products",
    "prv": "prv|patent och registreringsverket|patentverket|swedish intellectual property office",
    "swedac": "swedac",
    "sis": "sis|svenska institutet för standarder",
    "livsmedelsverket": "livsmedelsverket|swedish food agency|slv",
    "jordbruksverket": "jordbruksverket|swedish board of agriculture|sjv",
    "lakemedelsverket": "läkemedelsverket|lakemedelsverket|medical products agency",
    "kemikalieinspektionen": "kemikalieinspektionen|kemi|swedish chemicals agency",
    "elsakerhetsverket": "elsäkerhetsverket|elsakerhetsverket",
    "boverket": "boverket",
    "arbetsmiljoverket": "arbetsmiljöverket|arbetsmiljoverket|work environment authority",
    "forsakringskassan": "försäkringskassan|forsakringskassan|social insurance agency",
    "migrationsverket": "migrationsverket|migration agency",
    "scb": "scb|statistikmyndigheten|statistiska centralbyrån|statistics sweden",
    "bolagsverket": "bolagsverket|companies registration office|verksamt",
    "vinnova": "vinnova",
    "access2markets": "access2markets|europeiska kommissionen|eu kommissionen|european commission",
    "swedfund": "swedfund",
    "nopef": "nopef|nefco",
    "lansstyrelse": "länsstyrelse|länsstyrelsen|lansstyrelsen|lansstyrelse|county administrative board",
    "ssm": "ssm|strålsäkerhetsmyndigheten",
    "hav": "hav|havs och vattenmyndigheten",
    "euipo": "euipo",
    "coordinator": "samordnare|samordnaren|coordinator|regional exportsamverkan|exportcenter|exportcentrum",
}
OWN_VOICE = 0.25  # share of the chance from which an unknown actor stands for one of ours, in part
ALIKE = 0.5  # and from which it stands for it wholly
NEAR_VOICES = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One service of somebody else's list, as the file has it."""

    id: str
    actor: str
    name: str
    desc_sv: str = ""
    desc_en: str = ""

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> "Row":
        """Read a row; raises KeyError when id or actor is missing."""
        return cls(
            str(row["id"]),
            str(row["actor"]),
            str(row.get("name") or ""),
            str(row.get("desc_sv") or ""),
            str(row.get("desc_en") or ""),
        )

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Everything that is said of it, by language."""
        pieces = [("sv", self.name), *(("sv", one) for one in sentences(self.desc_sv))]
        pieces += [("en", one) for one in sentences(self.desc_en)]
        return tuple((language, text) for language, text in pieces if text.strip())


def known_as(actor: str, library: Library) -> str:
    """Return which of our organisations an actor is, by key or name, or "" for one we do not know."""
    plain = " ".join(words(fold(actor.replace("-", " ").replace("_", " "))))
    if actor in library.keys:
        return actor
    found = [
        (len(name), key)
        for key in library.keys
        for name in _names(key, library)
        if f" {name} " in f" {plain} " or (len(name) > 5 and name in plain)
    ]
    return max(found)[1] if found else ""


def _names(key: str, library: Library) -> list[str]:
    party = next(party for party in library.parties if party.key == key)
    listed = [key.replace("-", " "), party.name_sv, party.name_en, *_ALSO.get(key, "").split("|")]
    return [" ".join(words(fold(name.replace("-", " ")))) for name in listed if name]


def foreign(rows: Sequence[Row], ours: Matcher) -> Library:
    """Return a library over somebody else's rows, its parties their actors.

    An actor we know speaks with our phrases too. One we do not know is given those nearest to what its rows say, so
    that a terse or scheme-like text can be found by a company's own words.
    """
    actors = list(dict.fromkeys(row.actor for row in rows))
    stands_for = {actor: _standing_for(actor, rows, ours) for actor in actors}
    voices: list[Voice] = []
    for row in rows:
        voices += [Voice(row.actor, row.id, language, text) for language, text in row.told]
        voices += _borrowed(row, stands_for[row.actor], ours)
    for actor in actors:
        whole = [key for key, weight in stands_for[actor].items() if weight >= 1.0]
        voices += [
            Voice(actor, "", voice.language, voice.phrase) for voice in ours.library.voices if voice.party in whole
        ]
    parties = tuple(
        Party(
            actor,
            actor,
            does_sv=" ".join(f"{row.name} {row.desc_sv}" for row in rows if row.actor == actor),
            does_en=" ".join(row.desc_en for row in rows if row.actor == actor),
        )
        for actor in actors
    )
    cards = tuple(_card(row) for row in rows)
    unique = tuple(dict.fromkeys(voices))
    return Library(parties, cards, unique, fingerprint(unique), stands_for)


def _standing_for(actor: str, rows: Sequence[Row], ours: Matcher) -> dict[str, float]:
    if key := known_as(actor, ours.library):
        return {key: 1.0}
    shares: dict[str, float] = {}
    own = [row for row in rows if row.actor == actor]
    for row in own:
        for one in ours.rank(ours.read(f"{row.name}. {row.desc_sv}. {row.desc_en}")).scored[:3]:
            shares[one.party] = shares.get(one.party, 0.0) + one.share / len(own)
    return {party: min(1.0, share / ALIKE) for party, share in shares.items() if share > OWN_VOICE}


def _borrowed(row: Row, stands_for: Mapping[str, float], ours: Matcher) -> list[Voice]:
    """Our phrases nearest to what a row says, among those of whoever it stands for, or of all when that is nobody."""
    text = f"{row.name}. {row.desc_sv}. {row.desc_en}"
    near = ours.nearest(ours.read(text))
    kept = [voice for voice, _score in near if not stands_for or voice.party in stands_for]
    return [Voice(row.actor, row.id, voice.language, voice.phrase) for voice in kept[:NEAR_VOICES]]


def _card(row: Row) -> Card:
    return Card(key=row.id, name_sv=row.name or row.id, provider=row.actor, organisation_key=row.actor)
