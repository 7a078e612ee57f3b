"""How the room's own words are said on a page and in a mail."""

from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Kind
from endorr.meetings.rules import Fate, GuestKind, PartKind, Refusal, State, Visibility

PARTS = {
    PartKind.TALK: _("Samtal"),
    PartKind.VISIT: _("Studiebesök"),
    PartKind.ROUND_TABLE: _("Rundabordssamtal"),
    PartKind.PRESS: _("Pressträff"),
}
GUESTS = {
    GuestKind.COMPANY: _("Företag"),
    GuestKind.AUTHORITY: _("Myndighet"),
    GuestKind.MUNICIPALITY: _("Kommun eller region"),
    GuestKind.UNION: _("Fackförbund"),
    GuestKind.TRADE_BODY: _("Branschorganisation"),
    GuestKind.PRESS: _("Press"),
}
AUDIENCES = {
    GuestKind.COMPANY: _("exportföretag"),
    GuestKind.AUTHORITY: _("myndigheter"),
    GuestKind.MUNICIPALITY: _("kommuner och regioner"),
    GuestKind.UNION: _("fackförbund"),
    GuestKind.TRADE_BODY: _("branschorganisationer"),
    GuestKind.PRESS: _("press"),
}
VISIBILITIES = {
    Visibility.OPEN: _("Alla"),
    Visibility.INSIDE: _("Bara vi och de som berörs"),
}
STATES = {
    State.INVITED: _("Inbjuden"),
    State.CONFIRMED: _("Har en plats"),
    State.QUEUED: _("Står i kö"),
    State.OFFERED: _("Har fått ett erbjudande"),
    State.DECLINED: _("Har tackat nej"),
    State.WITHDRAWN: _("Har lämnat återbud"),
    State.LAPSED: _("Svarade inte i tid"),
    State.ASKED: _("Anmäld i tid"),
    State.LATE: _("Anmäld för sent"),
    State.REFUSED: _("Fick nej"),
    State.CANCELLED: _("Inställt"),
}
STATE_KINDS: dict[State, Kind] = {
    State.CONFIRMED: "good",
    State.OFFERED: "info",
    State.QUEUED: "info",
    State.ASKED: "strong",
    State.LATE: "warn",
    State.LAPSED: "warn",
    State.REFUSED: "bad",
    State.CANCELLED: "bad",
}
FATES = {
    Fate.OPEN: _("Pågår"),
    Fate.KEPT: _("Hållet"),
    Fate.DROPPED: _("Blev inte av"),
}
FATE_KINDS: dict[Fate, Kind] = {Fate.KEPT: "good", Fate.DROPPED: "bad"}
REFUSALS = {
    Refusal.ENDS_BEFORE_IT_STARTS: _("Sluttiden måste ligga efter starttiden."),
    Refusal.NO_SUCH_HOUR: _("Den tiden finns inte: klockan ställs om till sommartid då."),
    Refusal.NAME_TAKEN: _("En kampanj heter redan så."),
    Refusal.TOO_FEW_SEATS: _("Så många platser är redan tagna. Ange minst så många, och minst en."),
    Refusal.ROOM_IN_OPEN_TEXT: _("Texten är öppen för alla och innehåller en länk till ett mötesrum."),
    Refusal.NOT_A_ROOM: _("Skriv hela adressen till mötesrummet. Den börjar med https://."),
    Refusal.NOT_FOR_THEM: _("Programpunkten är inte till för den sortens gäster."),
    Refusal.NO_NOTICE_TIME: _("Ange när pressen senast ska anmäla sig."),
    Refusal.NO_PRESS_PERSON: _("Mötet har ingen presskontakt. Välj en först."),
    Refusal.CANCELLED: _("Mötet är inställt."),
    Refusal.OVER: _("Programpunkten är över."),
    Refusal.NOT_THEIRS_TO_ANSWER: _("Det går inte att svara på den här inbjudan."),
    Refusal.DECIDED: _("Anmälan är redan besvarad."),
    Refusal.SAY_WHY: _("Skriv varför. Den som har anmält sig får läsa det."),
    Refusal.NOT_HELD_YET: _("Programpunkten har inte börjat än."),
    Refusal.DUE_HAS_PASSED: _("Datumet har redan varit."),
    Refusal.ANSWERED: _("Inspelet är redan besvarat."),
    Refusal.SETTLED: _("Åtagandet är redan avslutat."),
    Refusal.FORGOTTEN: _("Gästens uppgifter är borttagna."),
}
