"""How the room's own words are said on a page, and how its figures are told."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from endorr.base.i18n.templatetags.words import plain_day
from endorr.base.ui.parts import Kind, Tag
from endorr.core.counties import BY_CODE
from endorr.indicators.rules.areas import NATION
from endorr.indicators.rules.definitions import INDICATORS
from endorr.indicators.words import basis_name, shown, told
from endorr.strategy.rows import ActionRow, GoalRow
from endorr.strategy.rules.course import Reading, Verdict, Why
from endorr.strategy.rules.deeds import Answer, Bar, Standing
from endorr.strategy.rules.participants import Wrong

VERDICTS: dict[Verdict, Promise] = {
    Verdict.ON_COURSE: gettext_lazy("På väg"),
    Verdict.BEHIND: gettext_lazy("Efter"),
    Verdict.CANNOT_SAY: gettext_lazy("Kan inte sägas"),
}
VERDICT_KINDS: dict[Verdict, Kind] = {Verdict.ON_COURSE: "good", Verdict.BEHIND: "bad", Verdict.CANNOT_SAY: "plain"}
WHYS: dict[Why, Promise] = {
    Why.AHEAD: gettext_lazy("År %(year)s var talet %(now)s. Jämn takt hade gett %(wanted)s."),
    Why.REACHED: gettext_lazy("År %(year)s var talet %(now)s. Målet %(aim)s är nått."),
    Why.SLOWER: gettext_lazy("År %(year)s var talet %(now)s. Jämn takt hade gett %(wanted)s."),
    Why.MISSED: gettext_lazy("År %(year)s var talet %(now)s. Målåret är här, och målet %(aim)s är inte nått."),
    Why.NO_FIGURE: gettext_lazy("Det finns ingen uppgift efter startåret %(start)s än."),
    Why.OTHER_MEANING: gettext_lazy(
        "Den senaste uppgiften står på en annan grund eller definition än målet. Sådana tal jämförs inte."
    ),
    Why.NOT_WHOLE: gettext_lazy("Uppgift finns för %(counted)s av %(of)s län år %(year)s. Det som saknas gissas inte."),
    Why.TOO_CLOSE: gettext_lazy(
        "År %(year)s var talet %(now)s. Det är avrundat, så ingen kan avgöra om jämn takt, %(wanted)s, är nådd."
    ),
}
STANDINGS: dict[Standing, Promise] = {
    Standing.PROPOSED: gettext_lazy("Föreslagen"),
    Standing.DECIDED: gettext_lazy("Pågår"),
    Standing.DONE: gettext_lazy("Klar"),
    Standing.CLOSED: gettext_lazy("Avslutad"),
}
STANDING_KINDS: dict[Standing, Kind] = {Standing.DECIDED: "info", Standing.DONE: "good"}
ANSWERS: dict[Answer, Promise] = {
    Answer.OPEN: gettext_lazy("Inte avgjort"),
    Answer.ACCEPTED: gettext_lazy("Vi går vidare"),
    Answer.REJECTED: gettext_lazy("Vi går inte vidare"),
}
ANSWER_KINDS: dict[Answer, Kind] = {Answer.ACCEPTED: "good", Answer.REJECTED: "plain", Answer.OPEN: "info"}
BARS: dict[Bar, Promise] = {
    Bar.NOT_NOW: gettext_lazy("Det går inte som läget är nu. Ladda om sidan och se hur det står."),
    Bar.NOT_YOURS: gettext_lazy("Det hör inte till er strategi."),
    Bar.NAME_TAKEN: gettext_lazy("Adressen är upptagen. Välj en annan."),
    Bar.NO_GOAL: gettext_lazy("Sätt minst ett mål först."),
    Bar.NO_REASON: gettext_lazy("Skriv ett skäl."),
    Bar.NO_OWNER: gettext_lazy("Välj vem som ansvarar."),
    Bar.NO_DUE: gettext_lazy("Skriv när åtgärden ska vara klar."),
    Bar.PAST_DUE: gettext_lazy("Dagen har redan varit."),
    Bar.NO_BASELINE: gettext_lazy("Det finns ingen hel uppgift att utgå från det året på den grunden."),
    Bar.TARGET_NOT_LATER: gettext_lazy("Målåret måste ligga efter startåret."),
    Bar.TARGET_NO_CHANGE: gettext_lazy("Målet är detsamma som utgångsläget."),
    Bar.NOT_ACCEPTED: gettext_lazy("Temat är inte antaget."),
    Bar.LEFT_OVER: gettext_lazy(
        "%(what)s åtgärder hör till mål som inte följer med. Avsluta dem med ett skäl eller behåll målen."
    ),
    Bar.DECIDED_ALREADY: gettext_lazy("Det är redan beslutat."),
    Bar.REPLIED_ALREADY: gettext_lazy("Inspelet har redan fått svar."),
    Bar.TAKEN_UP: gettext_lazy("Inspelet är redan med."),
    Bar.NOTHING_TO_UNDO: gettext_lazy("Det finns inget att ångra."),
    Bar.EMPTY_THEME: gettext_lazy("Temat har inga inspel."),
    Bar.STARTS_BEFORE: gettext_lazy("Dagen måste komma efter den dag då det förra började."),
    Bar.OUTSIDE: gettext_lazy("Dagen ligger utanför programmets tid."),
    Bar.OTHER_REGION: gettext_lazy("Regionen är inte med i programmet."),
    Bar.IN_THE_FUTURE: gettext_lazy("Dagen har inte varit än."),
    Bar.FAULTS: gettext_lazy("Filen har fel."),
}
WRONGS: dict[Wrong, Promise] = {
    Wrong.NO_COLUMN: gettext_lazy("Kolumnen saknas"),
    Wrong.EMPTY_SHEET: gettext_lazy("Inga rader under rubrikerna"),
    Wrong.EMPTY: gettext_lazy("Cellen är tom"),
    Wrong.NOT_A_NUMBER: gettext_lazy("Inget organisationsnummer"),
    Wrong.NOT_A_DAY: gettext_lazy("Ingen dag; skriv som 2026-03-02"),
    Wrong.OUTSIDE: gettext_lazy("Dagen ligger utanför programmets tid eller har inte varit än"),
    Wrong.NOT_A_SUPPORT: gettext_lazy("Okänd insats"),
    Wrong.NOT_A_REGION: gettext_lazy("Regionen är inte med i programmet"),
    Wrong.NOT_A_PARTNER: gettext_lazy("Organisationen är inte med i någon av regionerna"),
    Wrong.TWICE: gettext_lazy("Samma rad finns tidigare i filen"),
}


def language() -> str:
    return get_language() or "sv"


def area_name(code: str) -> str:
    """Return `Västerbottens län`, or the country for a strategy without a county."""
    if code in {"", NATION}:
        return _("Hela landet")
    return BY_CODE[code].sv if language() != "en" else BY_CODE[code].en


def why_barred(bar: Bar, what: str = "") -> str:
    text = str(BARS[bar])
    return text % {"what": what} if "%(what)s" in text else text


def value_text(goal: GoalRow, value: float | None) -> str:
    return shown(INDICATORS[goal.indicator], value)


def unit_text(goal: GoalRow) -> str:
    return told(INDICATORS[goal.indicator].unit)


def why_text(goal: GoalRow) -> str:
    """Say in a sentence why a goal has its verdict."""
    course, target = goal.course, goal.target
    latest = course.latest
    return str(WHYS[course.why]) % {
        "now": value_text(goal, latest.value) if latest else "",
        "year": latest.year if latest else "",
        "wanted": value_text(goal, course.wanted),
        "aim": value_text(goal, target.aim),
        "start": target.from_year,
        "counted": latest.counted if latest else "",
        "of": latest.of if latest else "",
    }


def verdict_tag(goal: GoalRow) -> Tag:
    verdict = goal.course.verdict
    return Tag(str(VERDICTS[verdict]), VERDICT_KINDS[verdict])


def meaning_text(goal: GoalRow, reading: Reading) -> str:
    """Say what a reading means when it is not what the goal means: another basis, or another definition."""
    basis = goal.bases.get(reading.meaning)
    if basis is None or basis is goal.basis:
        return _("annan definition")
    return _("annan grund: %(basis)s") % {"basis": basis_name(basis)}


def action_tag(action: ActionRow) -> Tag:
    if action.overdue:
        return Tag(_("Försenad"), "bad")
    return Tag(str(STANDINGS[action.standing]), STANDING_KINDS.get(action.standing, "plain"))


def due_text(action: ActionRow) -> str:
    return plain_day(action.due) if action.due else "–"
