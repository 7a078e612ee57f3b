"""The catalogue's own vocabulary: standing, applicant, topics, kinds of provider."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What is known of a service's life: `historical` was dated or a project, `inactive` vanished from its feed."""

    CURRENT = "current"
    PAUSED = "paused"
    HISTORICAL = "historical"
    INACTIVE = "inactive"
    CLOSED = "closed"


class Applicant(StrEnum):
    """Who applies; `foreign` is for companies in other countries, `promoters` for those who help companies."""

    COMPANY = "company"
    BANK = "bank"
    EITHER = "either"
    FOREIGN = "foreign"
    PROMOTERS = "promoters"


class Confidence(StrEnum):
    """How the coverage of a service is known."""

    READ = "read"
    INFERRED = "inferred"
    STATED = "stated"


class Standing(StrEnum):
    """How a service stands at a moment; see `standing.standing`."""

    OFFERED = "offered"
    OVERDUE = "overdue"
    HISTORICAL = "historical"
    NOT_YET = "not_yet"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Named:
    """A code of ours and what it is called in Swedish and English."""

    code: str
    sv: str
    en: str

    def name(self, language: str) -> str:
        return self.en if language == "en" else self.sv


TOPICS: tuple[Named, ...] = (
    Named("start", "Börja exportera", "Starting to export"),
    Named("market", "Ny marknad", "New market"),
    Named("partner", "Hitta partner och kunder", "Finding partners and customers"),
    Named("finance", "Finansiering", "Finance"),
    Named("payment", "Få betalt", "Getting paid"),
    Named("grant", "Bidrag och checkar", "Grants and cheques"),
    Named("customs", "Tull", "Customs"),
    Named("origin", "Ursprung och frihandel", "Origin and free trade"),
    Named("docs", "Handelsdokument", "Trade documents"),
    Named("product_rules", "Regler för produkten", "Product rules"),
    Named("food", "Livsmedel och djur", "Food and animals"),
    Named("vat", "Moms och skatt", "VAT and tax"),
    Named("ip", "Varumärken och patent", "Trade marks and patents"),
    Named("barrier", "Handelshinder", "Trade barriers"),
    Named("sanctions", "Sanktioner", "Sanctions"),
    Named("control", "Exportkontroll", "Export control"),
    Named("invest", "Investera utomlands", "Investing abroad"),
    Named("growth", "Växa", "Growth"),
    Named("sustainability", "Hållbarhet", "Sustainability"),
    Named("training", "Kurser", "Courses"),
    Named("network", "Nätverk", "Networks"),
)

PROVIDER_KINDS: tuple[Named, ...] = (
    Named("state_agency", "statlig myndighet", "state agency"),
    Named("state_company", "statligt bolag", "state company"),
    Named("state_business_joint", "ägs av staten och näringslivet", "owned by the state and business"),
    Named("region", "region", "region"),
    Named("municipality", "kommun", "municipality"),
    Named("chamber", "handelskammare", "chamber of commerce"),
    Named("incubator", "inkubator", "incubator"),
    Named("association", "förening", "association"),
    Named("private", "företag", "company"),
    Named("eu_agency", "EU-myndighet", "EU agency"),
    Named("eu_network", "EU-nätverk", "EU network"),
    Named("nordic_fund", "nordisk fond", "Nordic fund"),
)

TOPIC_BY_CODE = {topic.code: topic for topic in TOPICS}
PROVIDER_KIND_BY_CODE = {kind.code: kind for kind in PROVIDER_KINDS}
