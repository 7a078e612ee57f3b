"""The words of the door for those who answer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.cases.rules import Evidence, HoldReason, MissCause, Outcome, Refusal, State, Verdict

STATES: dict[State, Promise] = {
    State.ASKED: _("Väntar på att någon tar den"),
    State.TAKEN: _("Tagen"),
    State.REFERRED: _("Erbjuden en annan organisation"),
    State.CONTACTED: _("Kontakt tagen"),
    State.CLOSED: _("Avslutad"),
}
OUTCOMES: dict[Outcome, Promise] = {
    Outcome.HELPED: _("Företaget fick hjälp"),
    Outcome.SIGNPOSTED: _("Hänvisad till någon annan"),
    Outcome.NO_HELP: _("Ingen hjälp fanns"),
    Outcome.UNREACHABLE: _("Företaget gick inte att nå"),
    Outcome.WITHDRAWN: _("Företaget drog tillbaka frågan"),
}
EVIDENCE: dict[Evidence, Promise] = {
    Evidence.STATED: _("uppgift från rådgivaren"),
    Evidence.SENT: _("skickat meddelande"),
    Evidence.CONFIRMED: _("bekräftat av företaget"),
}
DELIVERED_WORDS: dict[str, Promise] = {
    "question": _("frågan"),
    "municipality": _("kommun"),
    "company": _("företag"),
    "company_number": _("organisationsnummer"),
    "name": _("namn"),
    "email": _("e-post"),
    "phone": _("telefon"),
    "good_times": _("när det passar"),
}
GROUNDS: dict[str, Promise] = {"medgivande": _("Företagets medgivande"), "egen uppteckning": _("Egen uppteckning")}
VERDICTS: dict[Verdict, Promise] = {
    Verdict.ACCEPTED: _("Tog över frågan"),
    Verdict.DECLINED: _("Lämnade tillbaka frågan"),
    Verdict.LAPSED: _("Svarade inte i tid"),
    Verdict.WITHDRAWN: _("Erbjudandet togs tillbaka"),
}
HOLD_REASONS: dict[HoldReason, Promise] = {
    HoldReason.COMPANY: _("Vi väntar på företaget"),
    HoldReason.AUTHORITY: _("En annan myndighet måste svara först"),
    HoldReason.ABROAD: _("Vi väntar på svar från utlandet"),
}
MISS_CAUSES: dict[MissCause, Promise] = {
    MissCause.NOT_SEEN: _("Ingen såg frågan"),
    MissCause.NO_TIME: _("Vi hann inte"),
    MissCause.AWAY: _("Ingen var på plats"),
    MissCause.WRONG: _("Frågan låg hos fel organisation"),
    MissCause.TRIED: _("Vi sökte företaget utan att nå det"),
    MissCause.TECHNICAL: _("Ett tekniskt fel"),
    MissCause.OTHER: _("Något annat"),
}
REFUSALS: dict[Refusal, Promise] = {
    Refusal.ALREADY_TAKEN: _("Någon annan har redan tagit frågan."),
    Refusal.NOT_TAKEN: _("Ingen har tagit frågan. Ta den först."),
    Refusal.NOT_YOURS: _("En annan organisation har frågan."),
    Refusal.NOT_REFERRED: _("Frågan är inte erbjuden er."),
    Refusal.SAME_ORGANISATION: _("Ni har redan frågan."),
    Refusal.CLOSED: _("Frågan är avslutad."),
    Refusal.NO_CONTACT: _("Ingen har varit i kontakt med företaget än."),
    Refusal.BEFORE_THE_QUESTION: _("Tiden ligger före frågan."),
    Refusal.IN_THE_FUTURE: _("Tiden har inte varit än."),
    Refusal.ONLY_RECEIVER: _("Företaget vill att bara mottagaren läser frågan."),
    Refusal.ASK_THE_COMPANY: _("Företaget vill bli tillfrågat innan frågan delas."),
    Refusal.NO_DOOR: _("Ingen tar emot exportfrågor här i det länet än."),
    Refusal.NO_MAIL: _("Företaget har inte lämnat någon e-postadress."),
    Refusal.ALREADY_SENT: _("Frågan är redan skickad."),
    Refusal.TOO_LONG_AGO: _("Samtalet ligger mer än tre arbetsdagar tillbaka."),
    Refusal.SAY_WHY: _("Skriv varför samtalet antecknas så sent."),
    Refusal.NOT_CLOSED: _("Frågan är inte avslutad."),
    Refusal.ASKED_ALREADY: _("Företaget är redan tillfrågat och har inte svarat än."),
    Refusal.NOTHING_TO_ASK: _("Organisationen får redan läsa frågan."),
    Refusal.ANSWERED_ALREADY: _("Det är redan besvarat."),
    Refusal.TOO_MANY: _("Frågan har redan så många filer som den kan ha."),
    Refusal.NOBODY_THERE: _("Ingen svarar för den funktionen i dag. Välj en annan."),
    Refusal.ALREADY_REFERRED: _("Frågan är redan erbjuden en annan organisation."),
    Refusal.NOT_LATER_WITHOUT_REASON: _("Ett senare löfte behöver ett skäl som företaget får läsa."),
    Refusal.NOT_IN_THE_PAST: _("Välj en tid som inte har varit."),
    Refusal.ALREADY_RUNNING: _("Det är redan gjort."),
    Refusal.NOTHING_RUNS: _("Det finns ingen tid som löper."),
    Refusal.NOT_MISSED: _("Löftet är inte brutet."),
    Refusal.NO_SUCH_PERSON: _("Personens organisation har inte fått frågan. Erbjud den först."),
}
