"""The words of the door that a company meets; every language of the door has them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.cases.afterwards import Came
from endorr.cases.rules import Refusal, Sharing, Way

SHARINGS: dict[Sharing, Promise] = {
    Sharing.YES: _("Ja, dela med den som kan hjälpa"),
    Sharing.ASK: _("Fråga mig först"),
    Sharing.RECEIVER: _("Nej, bara mottagaren får läsa"),
}
GRADES: dict[int, Promise] = {
    5: _("Mycket bra"),
    4: _("Bra"),
    3: _("Varken bra eller dålig"),
    2: _("Dålig"),
    1: _("Mycket dålig"),
}
WAYS: dict[Way, Promise] = {
    Way.CALL: _("Samtal"),
    Way.MEETING: _("Möte"),
    Way.MESSAGE: _("Mejl eller meddelande"),
}
CAME: dict[Came, Promise] = {
    Came.SOLD: _("Vi gjorde affär"),
    Came.UNDER_WAY: _("Vi är på väg"),
    Came.WAITING: _("Vi väntar på något"),
    Came.DECIDED_NOT: _("Vi bestämde oss för att avstå"),
    Came.NOTHING: _("Det blev ingenting av"),
}
FILE_REFUSALS: dict[str, Promise] = {
    "too_big": _("Filen är för stor. Den får vara högst 10 MB."),
    "empty": _("Filen är tom."),
    "wrong_type": _("Den sortens fil kan vi inte ta emot. Skicka PDF, bild, Word eller Excel."),
    "found_by_scanner": _("Filen ser skadlig ut, så vi tog inte emot den."),
}
REFUSED_TO_COMPANY: dict[Refusal, Promise] = {
    Refusal.CLOSED: _("Frågan är avslutad."),
    Refusal.NO_CONTACT: _("Ingen har varit i kontakt med dig än."),
    Refusal.NOT_CLOSED: _("Frågan är öppen. Skriv på din egen sida."),
    Refusal.ANSWERED_ALREADY: _("Det är redan besvarat."),
    Refusal.TOO_MANY: _("Frågan har redan så många filer som den kan ha."),
    Refusal.NO_DOOR: _("Ingen tar emot exportfrågor här i det länet än."),
}
