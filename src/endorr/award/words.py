"""How the room's own words are said on a page, and how its figures are told."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from endorr.award.rules.composite import Aggregation, Normalisation
from endorr.award.rules.jury import Bar, Standing
from endorr.award.rules.sheet import Flaw
from endorr.award.rules.weighing import Placed
from endorr.base.i18n.templatetags.words import percent
from endorr.base.ui.parts import Tag
from endorr.core.counties import BY_CODE
from endorr.statistics.table import Text, said

STANDINGS: dict[Standing, Promise] = {
    Standing.PREPARED: gettext_lazy("Förbereds"),
    Standing.FROZEN: gettext_lazy("Underlaget är fryst"),
    Standing.NOMINATED: gettext_lazy("Juryn bedömer"),
    Standing.WRITTEN: gettext_lazy("Protokollet ska justeras"),
    Standing.DECIDED: gettext_lazy("Avgjort"),
}
NORMALISATIONS: dict[Normalisation, Promise] = {
    Normalisation.MINMAX: gettext_lazy("lägsta värdet blir 0 och högsta 100"),
    Normalisation.Z: gettext_lazy("avståndet till medelvärdet, i standardavvikelser"),
    Normalisation.RANK: gettext_lazy("bara ordningen, inte avstånden"),
}
AGGREGATIONS: dict[Aggregation, Promise] = {
    Aggregation.ARITHMETIC: gettext_lazy("vanligt medelvärde: styrka i ett mått väger upp svaghet i ett annat"),
    Aggregation.GEOMETRIC: gettext_lazy("geometriskt medelvärde: svaghet i ett mått väger tyngre"),
}
FLAWS: dict[Flaw, Promise] = {
    Flaw.NO_MEASURE: gettext_lazy("Ge minst ett mått en vikt större än noll."),
    Flaw.NOTHING_TO_READ: gettext_lazy("Skriv minst en sak som juryn själv ska bedöma."),
    Flaw.TOO_MUCH_TO_READ: gettext_lazy("Skriv högst åtta saker som juryn ska bedöma."),
    Flaw.READ_TWICE: gettext_lazy("Samma sak står två gånger bland det som juryn ska bedöma."),
}
BARS: dict[Bar, Promise] = {
    Bar.NOT_NOW: gettext_lazy("Det går inte längre: arbetet har kommit vidare. Ladda om sidan och se hur det står."),
    Bar.YEAR_TAKEN: gettext_lazy("Det året har redan ett pris."),
    Bar.TOO_FEW_FIGURES: gettext_lazy("För få län har en uppgift för måttet ”%(what)s”. Minst 14 av 21 behövs."),
    Bar.NO_SHEET: gettext_lazy("Skriv kriterieblad först."),
    Bar.NOT_THREE: gettext_lazy("Välj tre olika län."),
    Bar.NOT_WEIGHED: gettext_lazy("%(what)s saknar för många uppgifter för att ingå i sammanvägningen."),
    Bar.NO_REASON: gettext_lazy("En motivering saknas."),
    Bar.ALREADY_ON_THE_JURY: gettext_lazy("Personen sitter redan i juryn."),
    Bar.NO_JUROR: gettext_lazy("Personen har ingen plats som juryledamot."),
    Bar.OF_THE_SECRETARIAT: gettext_lazy("Den som bereder priset kan inte sitta i juryn."),
    Bar.NO_SECRETARY: gettext_lazy("Du är inte sekreterare där."),
    Bar.NOT_DECLARED: gettext_lazy("Alla i juryn måste först svara på om de är jäviga."),
    Bar.STEPPED_ASIDE: gettext_lazy("Du har anmält jäv och deltar inte i bedömningen."),
    Bar.NOT_ASSESSED: gettext_lazy("Poäng saknas för ”%(what)s”."),
    Bar.HANDED_IN: gettext_lazy("Du har redan lämnat din bedömning."),
    Bar.TOO_FEW_JURORS: gettext_lazy(
        "Juryn är inte beslutför: minst tre utan jäv, och mer än hälften av juryn, måste delta."
    ),
    Bar.ASSESSMENTS_MISSING: gettext_lazy("Alla som deltar måste ha lämnat sin bedömning innan protokollet skrivs."),
    Bar.NOT_NOMINATED: gettext_lazy("Välj en av de nominerade."),
    Bar.DEVIATION_UNEXPLAINED: gettext_lazy(
        "En annan nominerad har fler poäng av juryn eller bättre plats i sammanvägningen. Skriv varför juryn valde "
        "annorlunda."
    ),
    Bar.NOT_PRESENT: gettext_lazy("Bara den i juryn som har deltagit i beslutet kan justera protokollet."),
}


def language() -> str:
    return get_language() or "sv"


def told(text: Text) -> str:
    return said(text, language())


def county_name(code: str) -> str:
    """Return `Skåne län`, `Skåne county`."""
    return BY_CODE[code].sv if language() != "en" else BY_CODE[code].en


def short_name(code: str) -> str:
    return BY_CODE[code].short


def why_barred(bar: Bar, what: str = "") -> str:
    """Return a bar in words; `what` is a county's code, a measure's name or what the jury reads."""
    shown = county_name(what) if what in BY_CODE else what
    text = str(BARS[bar])
    return text % {"what": shown} if "%(what)s" in text else text


def rank_text(one: Placed, of: int) -> str:
    """Return `plats 4 av 20, mellan 3 och 7`."""
    words = {"rank": one.rank, "of": of, "best": one.best, "worst": one.worst}
    if one.best == one.worst:
        return _("plats %(rank)s av %(of)s, hur man än räknar") % words
    return _("plats %(rank)s av %(of)s, mellan %(best)s och %(worst)s beroende på hur man räknar") % words


def span_text(one: Placed) -> str:
    return str(one.best) if one.best == one.worst else f"{one.best}–{one.worst}"


def share_text(count: int, of: int) -> str:
    """Return how many tries in a hundred, without pretending to know the last one."""
    share = 100 * count / of
    if 0 < share < 1:
        return _("mindre än 1 %")
    if 99 < share < 100:
        return _("mer än 99 %")
    return percent(count / of)


def standing_tag(standing: Standing) -> Tag:
    return Tag(str(STANDINGS[standing]), "good" if standing is Standing.DECIDED else "info")
