"""Says the words of the planner in the language of the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Kind
from endorr.planning.rules.assignment import Why
from endorr.planning.rules.policies import Policy
from endorr.planning.rules.staff import Code
from endorr.planning.rules.stress import Stress
from endorr.planning.rules.wishes import Refusal, Wish

WHYS: dict[Why, Promise] = {
    Why.PINNED: _("Ni har bestämt det"),
    Why.ONLY_ONE: _("Den enda som kan"),
    Why.PULLED_BACK: _("Den som har frågan hinner inte"),
    Why.CONTINUITY: _("Har hjälpt företaget förut"),
    Why.SOONEST: _("Hinner först av dem som kan"),
    Why.BEST: _("Kan det bäst av dem som hinner"),
    Why.KEPT: _("Ligger rätt där den är"),
}
CODES: dict[Code, Promise] = {
    Code.FITS: _("Kan ta frågan"),
    Code.PAUSED: _("Får inga nya frågor just nu"),
    Code.EXCLUDED: _("Ska inte ha den här frågan"),
    Code.SHARING: _("Företaget har inte sagt ja till att organisationen läser"),
    Code.NEED: _("Arbetar inte med det här behovet"),
    Code.PLACE: _("Täcker inte kommunen"),
    Code.LANGUAGE: _("Talar inte språket"),
    Code.MARKET: _("Kan inte marknaden"),
    Code.AWAY: _("Är inte på plats innan frågan måste besvaras"),
    Code.FULL: _("Har så många öppna frågor som personen kan ha"),
}
WISHES: dict[Wish, Promise] = {Wish.PIN: _("ska ha frågan"), Wish.EXCLUDE: _("ska inte ha frågan")}
STRESSES: dict[Stress, Promise] = {
    Stress.NORMAL: _("En vanlig tid"),
    Stress.MORE_QUESTIONS: _("Hälften fler frågor"),
    Stress.VISIT: _("Ministerbesök: fem gånger så många frågor i två dagar"),
    Stress.MANY_AWAY: _("Tre av tio är borta"),
    Stress.JULY: _("Juli: alla har fyra veckors semester, hälften så många frågor"),
    Stress.ONE_SPEAKER: _("Bara en talar det ovanligaste språket"),
    Stress.SILENT: _("Den näst största organisationen tar inga frågor"),
}
POLICIES: dict[Policy, Promise] = {
    Policy.ROUND_ROBIN: _("I tur och ordning"),
    Policy.LEAST_LOADED: _("Den som har minst"),
    Policy.CALENDAR: _("Den som har minst och är på plats"),
    Policy.MIN_COST: _("Minst risk, utan att flytta"),
    Policy.ROLLING: _("Minst risk, och flytta i tid (så planerar vi)"),
}
REFUSALS: dict[Refusal, Promise] = {
    Refusal.CANNOT: _("Personen kan inte ta frågan. Skälet står i listan."),
    Refusal.SAID_ALREADY: _("Det är redan sagt."),
    Refusal.NOT_WAITING: _("Frågan väntar inte längre, eller förslaget gäller inte mer."),
    Refusal.NOT_YOURS: _("Det finns inte längre att ändra."),
    Refusal.ENDS_BEFORE: _("Sista dagen ligger före den första."),
}

SURE, LIKELY, UNSURE = 0.05, 0.25, 0.6


def risk_words(risk: float) -> tuple[Promise, Kind]:
    """Return how sure it is that a promise is kept, in words and as the kind of a tag."""
    if risk < SURE:
        return _("Hinns"), "good"
    if risk < LIKELY:
        return _("Hinns troligen"), "plain"
    if risk < UNSURE:
        return _("Osäkert"), "warn"
    return _("Hinns inte"), "bad"


def who(person: str, function: str) -> str:
    """Return who should have a question: a person and the function they answer for."""
    if not person:
        return gettext("Ingen kan ta den")
    return ", ".join(part for part in (person, function) if part)
