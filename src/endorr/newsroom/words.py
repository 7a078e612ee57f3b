"""How the newsroom's own words are said on a page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Kind as Look
from endorr.newsroom.rules.blocks import BlockKind
from endorr.newsroom.rules.linting import Fault
from endorr.newsroom.rules.words import Desk, Kind, Licence, Refusal, Standing, State, Topic

KINDS = {Kind.RELEASE: _("Pressmeddelande"), Kind.INVITATION: _("Pressinbjudan")}
TOPICS = {
    Topic.EXPORT: _("Export"),
    Topic.FIGURES: _("Statistik"),
    Topic.MEETINGS: _("Möten"),
    Topic.SUPPORT: _("Stöd till företag"),
    Topic.REGION: _("Regionen"),
}
STATES: Mapping[State, tuple[Promise, Look]] = {
    State.DRAFT: (_("Utkast"), "plain"),
    State.SUBMITTED: (_("Väntar på godkännande"), "info"),
    State.APPROVED: (_("Godkänd, under embargo"), "info"),
    State.STOPPED: (_("Stoppad"), "bad"),
    State.LIFTED: (_("Publicerad"), "good"),
}
LICENCES = {
    Licence.PRESS: _("Fri för press med angiven fotograf"),
    Licence.CC_BY: _("CC BY 4.0"),
    Licence.OWN: _("Bara i våra egna texter"),
}
DESKS = {Desk.PRESS: _("Presskontakt"), Desk.SUBJECT: _("Svarar på frågor om innehållet")}
BLOCKS = {
    BlockKind.TEXT: _("Text"),
    BlockKind.HEADING: _("Rubrik"),
    BlockKind.QUOTE: _("Citat"),
    BlockKind.FACTS: _("Faktaruta"),
    BlockKind.IMAGE: _("Bild"),
}
STANDINGS: Mapping[Standing, tuple[Promise, Look]] = {
    Standing.HOLDS: (_("Har källa"), "good"),
    Standing.CHANGED: (_("Källan ändrad, stämmer avrundat"), "warn"),
    Standing.DIFFERS: (_("Stämmer inte längre"), "bad"),
    Standing.GONE: (_("Källan finns inte kvar"), "bad"),
    Standing.SOURCED: (_("Har källa i ord"), "good"),
    Standing.QUOTED: (_("Står i ett citat"), "plain"),
    Standing.UNBOUND: (_("Saknar källa"), "bad"),
}
FAULTS = {
    Fault.MISSING_TEXT: _("En nyckel från maskineriet står i texten."),
    Fault.EMPTY_LABEL: _("Efter etiketten står ingenting."),
    Fault.BROWSER_WARNING: _("En webbläsares varning har följt med."),
    Fault.DOUBLED: _("Meningen står två gånger i rad."),
    Fault.OPEN_ROOM: _("Länken öppnar ett mötesrum för alla. Låt pressen anmäla sig i stället."),
    Fault.EMPTY_BLOCK: _("Blocket är tomt."),
    Fault.NO_HEADLINE: _("Rubriken saknas."),
    Fault.NO_LEAD: _("Ingressen saknas."),
    Fault.NO_PRESS_CONTACT: _("Ingen presskontakt med telefon är vald."),
    Fault.NO_PICTURE: _("Bildblocket har ingen bild."),
    Fault.NO_TIME: _("En inbjudan behöver dag, plats och sista anmälningstid."),
    Fault.NO_SPEAKER: _("Det står inte vem som säger citatet."),
    Fault.SPELLING: _("Kan vara felstavat."),
    Fault.TWO_SPELLINGS: _("Samma namn ser ut att vara stavat på två sätt."),
    Fault.IMPLIED_FALL: _("Två förändringar från samma år innebär en nedgång som inte nämns, i procent:"),
    Fault.BARE_RANK: _("En placering behöver mått, år och vilka som jämförs."),
    Fault.TWO_MEANINGS: _("Samma tal sägs om två olika saker. Säg tydligt vad som är vad."),
}
REFUSALS = {
    Refusal.NOT_NOW: _("Texten har kommit för långt för det, eller inte tillräckligt långt."),
    Refusal.OWN_TEXT: _("Den som bad om godkännande kan inte själv godkänna. Be en kollega."),
    Refusal.HAS_FAULTS: _("Texten har fel som måste rättas först."),
    Refusal.BROKEN_FIGURES: _("Alla siffror måste ha en källa som stämmer."),
    Refusal.IN_THE_PAST: _("Tiden har redan varit. Välj en senare, eller publicera nu."),
    Refusal.NO_ALT: _("Beskriv bilden för den som inte ser den, eller säg att den bara är dekoration."),
    Refusal.ALT_IS_CAPTION: _("Beskrivningen är samma som bildtexten. Beskriv vad bilden visar."),
    Refusal.NO_CREDIT: _("Skriv vem som har tagit bilden."),
    Refusal.NO_SUCH_FIGURE: _("Siffran står inte längre i texten."),
    Refusal.NO_SUCH_FACT: _("Ingen oberoende tabell på den grunden säger det talet."),
    Refusal.NO_SOURCE: _("Skriv källan så att en läsare kan slå upp talet."),
    Refusal.NO_NOTICE: _("Skriv vad som var fel. Läsaren får se det."),
    Refusal.NOTHING_CHANGED: _("Ingenting är ändrat."),
    Refusal.DESK_NEVER_OPEN: _("Sluttiden måste ligga efter starttiden."),
    Refusal.NOT_FOR_OTHERS: _("Bilden får bara användas i våra egna texter, så den kan inte öppnas i bildbanken."),
    Refusal.BAD_FILE: _("Filen går inte att ta emot. Välj en bild i png, jpg eller webp på högst 8 MB."),
}
