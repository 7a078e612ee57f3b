"""What matching must know of each organisation key: who is a partner, who is one of many, which need is its own."""

from dataclasses import dataclass
from enum import StrEnum


class Each(StrEnum):
    """How many there are of a kind."""

    COUNTRY = "country"
    COUNTY = "county"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation: `partner` in the cooperations, else a signpost; `needs` its own in the directory."""

    key: str
    needs: tuple[str, ...] = ()
    partner: bool = False
    each: Each = Each.COUNTRY

    def key_in(self, municipality: str) -> str:
        """The key of the one that serves a municipality, or of the kind where none is told."""
        if not municipality or self.each is Each.COUNTRY:
            return self.key
        return f"{self.key}-{municipality[:2] if self.each is Each.COUNTY else municipality}"


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("almi", ("loans", "getting-started"), partner=True),
        Kind("business-sweden", ("market-entry", "market-choice", "partners", "trade-fairs"), partner=True),
        Kind("een", ("partners", "innovation", "eu-funding"), partner=True),
        Kind("ekn", ("guarantees", "payment"), partner=True),
        Kind("sek", ("export-credit",), partner=True),
        Kind("tillvaxtverket", ("cheques",), partner=True),
        Kind("region", ("cheques", "investment"), partner=True, each=Each.COUNTY),
        Kind("chamber-of-commerce", ("trade-documents", "origin"), partner=True, each=Each.COUNTY),
        Kind("municipality", ("investment",), partner=True, each=Each.MUNICIPALITY),
        Kind("incubator", ("innovation",), partner=True),
        Kind("coordinator", ("getting-started", "sales-strategy", "training"), partner=True),
        Kind("kommerskollegium", ("trade-barriers", "product-rules", "sanctions")),
        Kind("tullverket", ("customs", "origin")),
        Kind("skatteverket", ("vat",)),
        Kind("isp", ("export-control",)),
        Kind("prv", ("intellectual-property",)),
        Kind("swedac", ("standards",)),
        Kind("sis", ("standards",)),
        Kind("livsmedelsverket", ("food",)),
        Kind("jordbruksverket", ("food", "product-rules")),
        Kind("lakemedelsverket", ("product-rules",)),
        Kind("kemikalieinspektionen", ("product-rules",)),
        Kind("elsakerhetsverket", ("product-rules", "standards")),
        Kind("boverket", ("product-rules", "standards")),
        Kind("arbetsmiljoverket", ("staff-abroad", "product-rules")),
        Kind("forsakringskassan", ("staff-abroad",)),
        Kind("migrationsverket", ("staff-abroad",)),
        Kind("scb", ("statistics-duty",)),
        Kind("bolagsverket", ("trade-documents",)),
        Kind("vinnova", ("innovation", "eu-funding")),
        Kind("access2markets", ("product-rules", "customs")),
        Kind("swedfund", ("investment",)),
        Kind("nopef", ("market-entry",)),
        Kind("lansstyrelse", ("investment",), each=Each.COUNTY),
        Kind("ssm", ("export-control",)),
        Kind("hav", ("food",)),
        Kind("euipo", ("intellectual-property",)),
    )
}


def kind_of(key: str) -> Kind:
    """Return what is known of a key; one that nobody has heard of is a signpost of its own."""
    return KINDS.get(key) or Kind(key)
