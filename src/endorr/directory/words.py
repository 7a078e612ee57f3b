"""The words of the directory as they stand on its pages."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Kind
from endorr.directory.queries import NeedRow
from endorr.directory.rules import ChannelKind, Lead, Obligation, Part, Place, Refusal, Standing, Verdict, Why

VERDICTS: dict[Verdict, Promise] = {
    Verdict.COVERED: _("Täckt"),
    Verdict.HOLE: _("Lucka"),
    Verdict.UNKNOWN: _("Okänt"),
}

VERDICT_KINDS: dict[Verdict, Kind] = {Verdict.COVERED: "good", Verdict.HOLE: "bad", Verdict.UNKNOWN: "warn"}

SENTENCES: dict[Verdict, Promise] = {
    Verdict.COVERED: _("Här finns någon som kan hjälpa till."),
    Verdict.HOLE: _("Här finns just nu ingen som svarar på det här. Luckan är känd."),
    Verdict.UNKNOWN: _("Vi vet inte säkert vem som hjälper till här."),
}

WHYS: dict[Why, Promise] = {
    Why.HOLDER: _("Svarar"),
    Why.DEPUTY: _("Svarar genom ersättare"),
    Why.ALL_AWAY: _("Alla är borta"),
    Why.VACANT: _("Ingen innehar funktionen"),
    Why.UNCONFIRMED: _("Inte bekräftat"),
    Why.OTHER_CASES: _("Tar andra fall"),
    Why.ENDED: _("Har upphört"),
    Why.NOT_YET: _("Börjar senare"),
    Why.NOBODY: _("Ingen gör det här i kommunen"),
    Why.NOT_MAPPED: _("Samverkan har inte gått igenom kommunen"),
}

WHY_KINDS: dict[Why, Kind] = {
    Why.HOLDER: "good",
    Why.DEPUTY: "good",
    Why.ALL_AWAY: "bad",
    Why.VACANT: "bad",
    Why.UNCONFIRMED: "warn",
    Why.OTHER_CASES: "plain",
    Why.ENDED: "plain",
    Why.NOT_YET: "plain",
    Why.NOBODY: "bad",
    Why.NOT_MAPPED: "warn",
}

PLACES: dict[Place, Promise] = {Place.HOLDER: _("Innehavare"), Place.DEPUTY: _("Ersättare")}

PARTS: dict[Part, Promise] = {
    Part.WHOLE: _("Hela dagen"),
    Part.MORNING: _("Förmiddag"),
    Part.AFTERNOON: _("Eftermiddag"),
}

STANDINGS: dict[Standing, Promise] = {
    Standing.CONFIRMED: _("Bekräftat"),
    Standing.UNCONFIRMED: _("Inte bekräftat"),
}

STANDING_KINDS: dict[Standing, Kind] = {Standing.CONFIRMED: "good", Standing.UNCONFIRMED: "warn"}

OBLIGATIONS: dict[Obligation, Promise] = {
    Obligation.SHALL: _("Ska delta enligt uppdraget"),
    Obligation.INVITED: _("Inbjuden"),
}

LEADS: dict[Lead, Promise] = {
    Lead.ASSIGNMENT: _("Äger uppdraget"),
    Lead.OPERATION: _("Driver arbetet"),
    Lead.CONVENER: _("Kallar samman"),
}

CHANNELS: dict[ChannelKind, Promise] = {
    ChannelKind.PHONE: _("Telefon"),
    ChannelKind.MAIL: _("E-post"),
    ChannelKind.WEB: _("Webb"),
    ChannelKind.ENTRANCE: _("Partneringång"),
}

REFUSALS: dict[Refusal, Promise] = {
    Refusal.UNKNOWN_NEED: _("Ett av behoven finns inte i listan."),
    Refusal.UNKNOWN_MUNICIPALITY: _("Kommunen finns inte."),
    Refusal.NO_NEED: _("Välj minst ett behov, annars hittar ingen funktionen."),
    Refusal.ENDS_BEFORE_IT_STARTS: _("Sista dagen kan inte vara före första dagen."),
    Refusal.FUNCTION_CLOSED: _("Funktionen är stängd då."),
    Refusal.ALREADY_SEATED: _("Personen har redan en plats i funktionen."),
    Refusal.NOT_COVERED: _("Funktionen täcker inte kommunen den dagen."),
    Refusal.SAME_FUNCTION: _("Välj en annan funktion att flytta till."),
    Refusal.HALF_DAY_OVER_SEVERAL: _("En halv dag gäller bara en dag. Välj samma första och sista dag."),
}


def marked(name: str, *, fictional: bool) -> str:
    """Return a name, with its mark when it exists only in the demo."""
    return gettext("%(name)s (påhittad)") % {"name": name} if fictional else name


def need_name(need: NeedRow) -> str:
    """Return what a need is called in the reader's language."""
    return need.name_en if (get_language() or "sv").startswith("en") else need.name_sv
