"""The words for roles and refusals, as they stand on the page."""

from django.utils.translation import gettext_lazy as _

from endorr.base.tenancy.rules import Reason, Role

ROLES = {
    Role.ADVISER: _("Rådgivare"),
    Role.COORDINATOR: _("Samordnare"),
    Role.NATIONAL_COORDINATOR: _("Nationell samordnare"),
    Role.ANALYST: _("Analytiker"),
    Role.PRESS_OFFICER: _("Presskontakt"),
    Role.JURY_MEMBER: _("Jurymedlem"),
    Role.CONTROLLER: _("Controller"),
    Role.ADMINISTRATOR: _("Administratör"),
}

DUTIES = {
    Role.ADVISER: _("Tar hand om företagens frågor."),
    Role.COORDINATOR: _("Ser till att varje fråga blir tagen i tid."),
    Role.NATIONAL_COORDINATOR: _("Följer alla regioner."),
    Role.ANALYST: _("Läser statistik och utfall."),
    Role.PRESS_OFFICER: _("Skriver pressmeddelanden och svarar journalister."),
    Role.JURY_MEMBER: _("Bedömer nomineringar till Årets exportregion."),
    Role.CONTROLLER: _("Följer upp exportcheckar och utbetalningar."),
    Role.ADMINISTRATOR: _("Lägger till och avslutar personers uppdrag."),
}

REFUSALS = {
    Reason.ALREADY_HELD: _("Personen har redan det uppdraget."),
    Reason.ALREADY_TAKES_PART: _("Organisationen deltar redan."),
    Reason.DOES_NOT_TAKE_PART: _("Organisationen deltar inte i den samverkan."),
    Reason.ENDS_BEFORE_IT_STARTS: _("Sista dagen kan inte vara före första dagen."),
    Reason.LAST_ADMINISTRATOR: _("Organisationen måste ha en administratör. Lägg till en ny först."),
    Reason.ACCOUNT_CLOSED: _("Kontot är stängt."),
    Reason.COLOURS_TOO_FAINT: _("Text i de färgerna går inte att läsa."),
    Reason.LOGO_NOT_A_PICTURE: _("Logotypen ska vara en bild i formatet PNG eller WebP."),
    Reason.LOGO_TOO_BIG: _("Logotypen får vara högst 200 kB."),
}
