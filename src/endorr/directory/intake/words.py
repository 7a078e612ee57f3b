"""The words for what is wrong with a sheet, and for the steps of a new cooperation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.directory.intake.queries import Step
from endorr.directory.intake.rules import Wrong

WRONGS: dict[Wrong, Promise] = {
    Wrong.NO_HEADING: _("Kolumnen saknas. Börja från mallen."),
    Wrong.EMPTY_SHEET: _("Det finns inga rader under rubrikerna."),
    Wrong.MISSING: _("Fyll i rutan."),
    Wrong.ORGANISATION: _("Organisationen är inte med i samverkan. Lägg till den först, eller rätta namnet."),
    Wrong.NEED: _("Behovet finns inte. Bladet Behov i mallen visar vilka som finns."),
    Wrong.LANGUAGE: _("Språket finns inte i listan. Skriv det på svenska, till exempel tyska."),
    Wrong.MUNICIPALITY: _("Kommunen finns inte. Skriv namnet, till exempel Umeå."),
    Wrong.COUNTY: _("Kommunen ligger i ett annat län."),
    Wrong.DAY: _("Skriv datumet så här: 2026-12-31."),
    Wrong.BEFORE: _("Sista dagen är före första dagen."),
    Wrong.ADDRESS: _("Skriv en e-postadress, till exempel namn@organisation.se."),
    Wrong.PLACE: _("Skriv innehavare eller ersättare."),
    Wrong.NUMBER: _("Skriv ett helt tal från 1 till 1000, eller lämna tomt."),
    Wrong.TWICE: _("Personen står redan på en tidigare rad för samma funktion."),
    Wrong.OTHER_NAME: _("Samma adress har ett annat namn på en tidigare rad."),
    Wrong.TOO_LONG: _("Texten är för lång."),
}

STEPS: dict[Step, Promise] = {
    Step.MEMBERS: _("De som ska delta enligt uppdraget är med"),
    Step.LEAD: _("Någon leder samverkan"),
    Step.AGREEMENT: _("Avtalet är skrivet"),
    Step.DESK: _("Samordningen har en funktion"),
    Step.STAFFED: _("Varje funktion har någon bakom sig"),
    Step.DEPUTIES: _("Varje funktion har en ersättare"),
    Step.MAPPED: _("Varje kommun är genomgången"),
}
