"""How the room's own words are said on a page."""

from django.utils.translation import gettext_lazy as _

from endorr.aid.rules import Instrument
from endorr.aid.rules import Kind as AidKind
from endorr.aid.rules import Refusal as AidRefusal
from endorr.base.ui.parts import Kind
from endorr.cheques.rules.costs import CostKind, Fault, Stance
from endorr.cheques.rules.eligibility import Answer, Rule, Trade
from endorr.cheques.rules.money import Account, Move
from endorr.cheques.rules.words import Appeal, Duty, FileKind, Funding, Ground, Outcome, Paying, Refusal, State

STATES = {
    State.DRAFT: _("Utkast"),
    State.SUBMITTED: _("Inkommen"),
    State.COMPLETING: _("Väntar på komplettering"),
    State.ASSESSMENT: _("Hos bedömningsgruppen"),
    State.RECOMMENDED: _("Väntar på beslut"),
    State.GRANTED: _("Beviljad"),
    State.RUNNING: _("Pågår"),
    State.REFUSED: _("Avslagen"),
    State.WITHDRAWN: _("Återkallad"),
    State.CLOSED: _("Avslutad"),
}
STATE_KINDS: dict[State, Kind] = {
    State.DRAFT: "plain",
    State.SUBMITTED: "info",
    State.COMPLETING: "warn",
    State.ASSESSMENT: "info",
    State.RECOMMENDED: "warn",
    State.GRANTED: "good",
    State.RUNNING: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "plain",
    State.CLOSED: "plain",
}
OUTCOMES = {
    Outcome.GRANTED: _("Bifall"),
    Outcome.PARTLY: _("Delvis bifall"),
    Outcome.REFUSED: _("Avslag"),
    Outcome.DISMISSED: _("Avvisning"),
}
DUTIES = {
    Duty.OFFICER: _("Handläggare"),
    Duty.ASSESSOR: _("Bedömare"),
    Duty.DECIDER: _("Beslutsfattare"),
    Duty.CONTROLLER: _("Kontrollant"),
    Duty.PAYER: _("Utbetalare"),
}
GROUNDS = {
    Ground.PARTY: _("Jag eller någon närstående har ett intresse i saken, till exempel aktier i företaget"),
    Ground.RELATIVE: _("Någon närstående är part eller berörs på annat sätt"),
    Ground.REPRESENTATIVE: _("Jag har varit ombud eller hjälpt företaget med ansökan mot ersättning"),
    Ground.EARLIER: _("Jag har medverkat i saken tidigare, hos en annan myndighet"),
    Ground.OTHER: _("Något annat gör att min opartiskhet kan ifrågasättas"),
}
APPEALS = {
    Appeal.ADMINISTRATIVE: _(
        "Beslutet får överklagas till förvaltningsrätten. Skriv vilket beslut du överklagar, hur du vill att det ska "
        "ändras och varför. Skrivelsen ska ha kommit in till den som fattade beslutet inom tre veckor från den dag då "
        "du fick del av det."
    ),
    Appeal.LEGALITY: _(
        "Beslutet får överklagas av den som är medlem av regionen, för prövning av om det är lagligt (13 kap. "
        "kommunallagen). Skrivelsen ska ha kommit in till förvaltningsrätten inom tre veckor från den dag då "
        "justeringen av protokollet tillkännagavs på regionens anslagstavla. Rätten kan upphäva beslutet men inte "
        "ersätta det med ett annat."
    ),
}
FUNDINGS = {
    Funding.REGION: _("Regionens egna pengar"),
    Funding.STATE: _("Statliga pengar"),
    Funding.UNION: _("Pengar från EU"),
}
WARNINGS = {
    Funding.REGION: _("Den som lämnar oriktiga uppgifter kan bli skyldig att betala tillbaka pengarna."),
    Funding.STATE: _(
        "Den som lämnar oriktiga uppgifter, eller låter bli att anmäla en ändring, kan dömas för subventionsbrott (lag "
        "2025:1267) och bli skyldig att betala tillbaka pengarna."
    ),
    Funding.UNION: _(
        "Den som lämnar oriktiga uppgifter, eller låter bli att anmäla en ändring, kan dömas för subventionsbrott (lag "
        "2025:1267) och bli skyldig att betala tillbaka pengarna. Den som får pengar från EU ska berätta det och visa "
        "EU:s märke."
    ),
}
PAYINGS = {
    Paying.REQUESTED: _("Begärd"),
    Paying.CONTROLLED: _("Kontrollerad"),
    Paying.ORDERED: _("Skickad till banken"),
    Paying.PAID: _("Utbetald"),
    Paying.FAILED: _("Kom tillbaka från banken"),
    Paying.REJECTED: _("Gav ingen utbetalning"),
}
PAYING_KINDS: dict[Paying, Kind] = {
    Paying.REQUESTED: "info",
    Paying.CONTROLLED: "info",
    Paying.ORDERED: "info",
    Paying.PAID: "good",
    Paying.FAILED: "bad",
    Paying.REJECTED: "bad",
}
COSTS = {
    CostKind.CONSULTANT: _("Konsult eller rådgivare"),
    CostKind.STUDY: _("Marknadsstudie"),
    CostKind.FAIR: _("Mässa"),
    CostKind.TRAVEL: _("Resa och boende"),
    CostKind.TRANSLATION: _("Översättning och anpassning"),
    CostKind.APPROVAL: _("Certifiering och godkännande"),
    CostKind.PROJECT_STAFF: _("Projektanställd"),
    CostKind.SALES_OFFICE: _("Säljkontor utomlands"),
    CostKind.DISTRIBUTION: _("Agenter, återförsäljare och distribution"),
    CostKind.EXPORTED_QUANTITY: _("Ersättning per såld eller exporterad enhet"),
    CostKind.ORDINARY_STAFF: _("Ordinarie personal"),
}
STANCES = {
    Stance.ALLOWED: _("Räknas"),
    Stance.EXPORT_AID: _("Exportstöd, räknas inte"),
    Stance.NOT_ELIGIBLE: _("Räknas inte"),
}
STANCE_KINDS: dict[Stance, Kind] = {Stance.ALLOWED: "good", Stance.EXPORT_AID: "bad", Stance.NOT_ELIGIBLE: "warn"}
FAULTS = {
    Fault.NONE: _("Räknas"),
    Fault.BEFORE_THE_DECISION: _("Daterad före beslutet"),
    Fault.AFTER_THE_END: _("Daterad efter sista dagen"),
    Fault.NOT_PAID: _("Inte betald"),
    Fault.SEEN_BEFORE: _("Redan lämnad, här eller i ett annat ärende"),
    Fault.OTHER: _("Struken av kontrollanten"),
}
FILE_KINDS = {
    FileKind.APPLICATION: _("Ansökan"),
    FileKind.INVOICE: _("Faktura eller betalning"),
    FileKind.REPORT: _("Slutrapport"),
}
TRADES = {
    Trade.OTHER: _("Något annat än nedan"),
    Trade.FARMING: _("Jordbruk"),
    Trade.FISHING: _("Fiske eller vattenbruk"),
    Trade.FISH_PROCESSING: _("Beredning av fisk"),
    Trade.LOCAL: _("Säljer bara på den lokala marknaden"),
}
ANSWERS = {Answer.MET: _("Uppfyllt"), Answer.BROKEN: _("Inte uppfyllt"), Answer.NOT_KNOWN: _("Vet inte än")}
ANSWER_KINDS: dict[Answer, Kind] = {Answer.MET: "good", Answer.BROKEN: "bad", Answer.NOT_KNOWN: "plain"}
RULES = {
    Rule.EMPLOYEES: _("Antal anställda"),
    Rule.TURNOVER: _("Nettoomsättning i senaste bokslutet"),
    Rule.COUNTY: _("Arbetsställe i länet"),
    Rule.TRADE: _("Näring som får stöd"),
    Rule.NOT_BEGUN: _("Inget är påbörjat eller beställt"),
    Rule.AMOUNT: _("Belopp"),
    Rule.MONTHS: _("Längd i månader"),
    Rule.ONE_A_YEAR: _("Högst en check om året"),
    Rule.WAITING_YEAR: _("Ett år utan check efter flera i rad"),
}
CRITERIA = {
    "need": _("Stödet behövs: det blir inte av annars"),
    "market": _("Marknaden: det finns en efterfrågan"),
    "ability": _("Förmågan: företaget kan genomföra det"),
    "plan": _("Planen: stegen och kostnaderna är rimliga"),
}
ACCOUNTS = {
    Account.FRAME: _("Ram"),
    Account.AVAILABLE: _("Kvar"),
    Account.RESERVED: _("Reserverat"),
    Account.COMMITTED: _("Beslutat"),
    Account.PAYABLE: _("Att betala"),
    Account.PAID: _("Betalat"),
    Account.RECEIVABLE: _("Återkrävt"),
    Account.LOST: _("Avskrivet"),
}
MOVES = {
    Move.ALLOT: _("Tilldelning"),
    Move.RESERVE: _("Reservation"),
    Move.FREE: _("Reservationen släppt"),
    Move.COMMIT: _("Beslut"),
    Move.RELEASE: _("Outnyttjat tillbaka"),
    Move.APPROVE: _("Kontrollerad utbetalning"),
    Move.PAY: _("Utbetalning"),
    Move.RETURN: _("Utbetalning tillbaka"),
    Move.DEMAND: _("Återkrav"),
    Move.REPAY: _("Återbetalning"),
    Move.WRITE_OFF: _("Avskrivning"),
}
AID_KINDS = {
    AidKind.DECIDED: _("Beslutat här"),
    AidKind.DECLARED: _("Intygat av företaget"),
    AidKind.ADJUSTMENT: _("Justering"),
}
INSTRUMENTS = {
    Instrument.CHEQUE: _("Exportcheck"),
    Instrument.ADVICE: _("Rådgivning"),
    Instrument.JOURNEY: _("Resa"),
    Instrument.OTHER: _("Annat stöd"),
}
REFUSALS = {
    Refusal.NOT_OPEN: _("Utlysningen är inte öppen."),
    Refusal.NOT_NOW: _("Det går inte längre i det här läget. Ladda om sidan och se var ärendet är."),
    Refusal.INCOMPLETE: _("Något saknas. Fyll i det som är kvar."),
    Refusal.NOT_ON_THE_BOARD: _("Du sitter inte i bedömningsgruppen."),
    Refusal.CONFLICT: _("Du har anmält jäv i ärendet."),
    Refusal.NOT_DECLARED: _("Tala först om ifall du har jäv."),
    Refusal.ANOTHER_DUTY: _("Du har redan en annan uppgift i ärendet. Någon annan måste göra det här."),
    Refusal.TAKEN: _("Någon annan har redan den uppgiften i ärendet."),
    Refusal.NO_SEAT: _("Din roll får inte göra det här."),
    Refusal.NO_QUORUM: _("Gruppen har inte röstat klart, eller stöder inte ansökan."),
    Refusal.NO_MONEY: _("Pengarna i utlysningen räcker inte."),
    Refusal.OVER_THE_LIMIT: _("Beloppet är högre än det får vara."),
    Refusal.UNDER_THE_LIMIT: _("Beloppet är lägre än det får vara."),
    Refusal.EXPORT_AID: _("En kostnad är exportstöd och får inte räknas med. Räkna bort den."),
    Refusal.OVER_THE_CEILING: _("Koncernen ryms inte under taket för stöd av mindre betydelse."),
    Refusal.NO_RATE: _("Det finns ingen kurs för euron. Kontrollanten skriver in den på sidan Checkpengar."),
    Refusal.BROKEN_RULE: _("En regel i utlysningen är inte uppfylld. Se fliken Ansökan."),
    Refusal.NO_REASON: _("Skriv skälen."),
    Refusal.NOTHING_TO_PAY: _("Det finns inget att betala ut."),
    Refusal.STILL_PAYING: _("En utbetalning är på väg. Vänta tills den är klar."),
    Refusal.NO_REPORT: _("Slutrapporten saknas eller är inte godkänd."),
    Refusal.TOO_MANY: _("Ärendet har redan så många filer som det får ha."),
}
AID_REFUSALS = {
    AidRefusal.OVER_THE_CEILING: _("Koncernen ryms inte under taket för stöd av mindre betydelse."),
    AidRefusal.NO_CEILING: _("Vi känner inte till något tak för den dagen."),
    AidRefusal.NO_RATE: _("Det finns ingen kurs för euron den dagen."),
    AidRefusal.OTHER_RATE_TOLD: _("En annan kurs är redan inskriven för den dagen."),
    AidRefusal.NOT_POSITIVE: _("Skriv ett tal större än noll."),
    AidRefusal.IN_THE_FUTURE: _("Dagen har inte varit än."),
}
FILE_REFUSALS = {
    "too_big": _("Filen är för stor. Den får vara högst 10 MB."),
    "empty": _("Filen är tom."),
    "wrong_type": _("Vi kan inte ta emot den sortens fil. Skicka PDF, bild, Word eller Excel."),
    "found_by_scanner": _("Filen stoppades av virusskyddet."),
}
