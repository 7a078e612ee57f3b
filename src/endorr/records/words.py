"""How the room's own words are said on a page and in a mail."""

from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Kind
from endorr.records.rules import Answer, Court, Ground, Refusal

GROUNDS = {
    Ground.TRADE: _("Affärs- och driftsförhållanden hos den som bedriver näringsverksamhet"),
    Ground.RELATION: _("Affärsförbindelse med myndigheten"),
    Ground.PERSECUTED: _("Uppgift om var en förföljd person kan nås"),
    Ground.DATA_PROTECTION: _("Personuppgift som kan antas bli behandlad i strid med dataskyddsreglerna"),
    Ground.FOREIGN: _("Utrikessekretess"),
}
COURTS = {
    Court.STOCKHOLM: _("Kammarrätten i Stockholm"),
    Court.GOTHENBURG: _("Kammarrätten i Göteborg"),
    Court.SUNDSVALL: _("Kammarrätten i Sundsvall"),
    Court.JONKOPING: _("Kammarrätten i Jönköping"),
}
ANSWERS = {
    Answer.WHOLE: _("Lämnas ut i sin helhet"),
    Answer.PARTLY: _("Lämnas ut i delar"),
    Answer.REFUSED: _("Lämnas inte ut"),
    Answer.NOT_HELD: _("Finns inte här"),
}
LOOKS: dict[Answer, Kind] = {
    Answer.WHOLE: "good",
    Answer.PARTLY: "warn",
    Answer.REFUSED: "bad",
    Answer.NOT_HELD: "plain",
}
REFUSALS = {
    Refusal.NOTHING_ASKED: _("Skriv vad du vill läsa, eller välj en handling i diariet."),
    Refusal.TOO_MANY: _("Välj högst 20 handlingar åt gången. Du kan göra fler begäranden."),
    Refusal.OTHER_AUTHORITY: _("Den myndigheten finns inte här. Välj en i listan."),
    Refusal.NO_SUCH_DOCUMENT: _("Diariet har ingen handling med det numret. Skriv till exempel 2026-17."),
    Refusal.ALREADY_THERE: _("Den finns redan med."),
    Refusal.ANSWERED: _("Den är redan besvarad."),
    Refusal.NOT_EVERY_FIELD: _("Välj för varje uppgift om den lämnas ut eller inte."),
    Refusal.NO_REASON: _("Skriv skälen med minst 20 tecken, så att den som frågar förstår beslutet."),
    Refusal.NO_COURT: _("Välj den kammarrätt dit beslutet överklagas."),
    Refusal.CHANGED_SINCE: _("Handlingen har ändrats sedan du öppnade sidan. Läs den igen innan du svarar."),
    Refusal.NO_DECISION: _("Det gallringsbeslutet gäller inte den dagen."),
}
ROOMS = {
    "accounts": _("Inloggning"),
    "outbox": _("Utskick"),
    "companies": _("Företag"),
    "catalogue": _("Katalogen"),
    "cases": _("Frågor"),
    "ledger": _("Loggbok och diarium"),
    "newsroom": _("Press"),
    "records": _("Begäranden"),
}
"""What each room is called for the person it keeps something of."""
