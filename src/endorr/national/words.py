"""How the room's own words are said on a page."""

from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Kind
from endorr.national.rules import Way, Wrong

WAYS = {
    Way.SYSTEM: _("I systemet"),
    Way.FILE: _("Via fil"),
    Way.NOTHING: _("Har inte lämnat något"),
}
LOOKS: dict[Way, Kind] = {Way.SYSTEM: "good", Way.FILE: "info", Way.NOTHING: "plain"}
WRONGS = {
    Wrong.NO_HEADINGS: _("Hittar ingen rad med rubrikerna Organisationsnummer och E-post."),
    Wrong.EMPTY: _("Under rubrikerna står inga deltagare."),
    Wrong.NO_NUMBER: _("Utan organisationsnummer: räknas för sig."),
    Wrong.NOT_A_NUMBER: _("Organisationsnumret stämmer inte: räkna siffrorna och kontrollsiffran."),
    Wrong.NOT_AN_ADDRESS: _("E-postadressen stämmer inte."),
    Wrong.TWICE: _("Samma deltagare en gång till: räknas en gång."),
}
