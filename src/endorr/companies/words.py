"""How the room's own words are said on a page."""

from django.utils.translation import gettext_lazy as _

from endorr.companies.rules import Kind, Refusal, Sign, Support

KINDS = {
    Kind.COMPANY: _("Företag"),
    Kind.ASSOCIATION: _("Förening eller stiftelse"),
    Kind.SOLE_TRADER: _("Enskild firma"),
    Kind.FOREIGN: _("Utländskt företag"),
    Kind.NONE: _("Person utan företag"),
}
SUPPORTS = {
    Support.ADVICE: _("Rådgivning"),
    Support.MEETING: _("Möte"),
    Support.TRAINING: _("Utbildning"),
    Support.INTRODUCTION: _("Förmedlad kontakt"),
    Support.CHEQUE: _("Exportcheck"),
    Support.FINANCE: _("Finansiering"),
    Support.EVENT: _("Mässa eller resa"),
    Support.OTHER: _("Annat"),
}
SIGNS = {
    Sign.SAME_MAIL: _("samma e-postadress"),
    Sign.SAME_PHONE: _("samma telefonnummer"),
    Sign.SAME_NAME: _("samma namn"),
    Sign.CLOSE_NAME: _("nästan samma namn"),
    Sign.SAME_DOMAIN: _("samma webbadress i e-posten"),
    Sign.SAME_PLACE: _("samma kommun"),
}
REFUSALS = {
    Refusal.SHAPE: _("Numret har fel form. Skriv tio siffror, till exempel 556036-0793."),
    Refusal.CHECK_DIGIT: _("Någon siffra är fel: kontrollsiffran stämmer inte. Läs numret en gång till."),
    Refusal.UNKNOWN_KIND: _("Det finns inga svenska organisationsnummer som börjar så."),
    Refusal.OTHER_KIND: _("Numret hör till en annan sorts verksamhet än den som är vald."),
    Refusal.NO_COUNTRY: _("Börja med landets två bokstäver, till exempel NO 923 609 016."),
    Refusal.NO_NUMBER_FOR_NONE: _("Den som inte har något företag har inget nummer. Välj vad numret gäller."),
    Refusal.HAS_A_NUMBER: _("Företaget har redan ett nummer."),
    Refusal.TWO_NUMBERS: _("De har var sitt nummer, så de är två olika företag."),
    Refusal.THE_SAME: _("Det är samma företag."),
    Refusal.IN_A_GROUP: _("Företaget ingår redan i en koncern de dagarna. Avsluta det först."),
    Refusal.NOT_IN_A_GROUP: _("Företaget ingår inte i någon koncern den dagen."),
    Refusal.ENDS_BEFORE_IT_STARTS: _("Sista dagen ligger före den första."),
    Refusal.IN_THE_FUTURE: _("Dagen har inte varit än. En insats skrivs upp när den är gjord."),
}
