"""Tells a case's story line by line as the company reads it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.ui.parts import Step
from endorr.cases.letters import spoken
from endorr.cases.models import Kind
from endorr.cases.queries import CaseView, Happening
from endorr.cases.rules import Evidence, Keeping, Sharing, State, Way
from endorr.cases.words import SHARINGS, WAYS


def for_company(case: CaseView) -> list[Step]:
    """Return the story as the company reads it: what has happened, what is happening, what is promised."""
    steps = [Step(_("Din fråga kom in"), case.promise.received, text=_("Läses först av %s.") % case.function)]
    steps += [step for one in case.happenings if (step := told(one))]
    return [*steps, *ahead(case)]


def told(one: Happening) -> Step | None:
    who = ", ".join(part for part in (one.person, one.organisation) if part)
    match one.kind:
        case "contact" if one.reached:
            # A note of a call is the adviser's own; what was written to the company is the company's to read again.
            words = one.text if one.way == Way.MESSAGE and one.evidence == Evidence.SENT else ""
            said = ". ".join(part for part in (str(WAYS[Way(one.way)]), words) if part)
            return Step(_("%s var i kontakt med dig") % one.person, one.at, text=said)
        case "contact":
            return Step(_("%s sökte dig utan att nå dig") % one.person, one.at, text=str(WAYS[Way(one.way)]))
        case Kind.TAKEN | Kind.ACCEPTED:
            return Step(_("%s har tagit frågan") % who, one.at)
        case Kind.COVERED if one.person:
            return Step(_("%s har tagit frågan") % who, one.at)
        case Kind.GIVEN_BACK | Kind.COVERED | Kind.LAPSED:
            return Step(_("Frågan gick tillbaka till dörren"), one.at, text=_("Löftet gäller som förut."))
        case Kind.MESSAGE:
            return Step(_("Du skrev"), one.at, text=one.text)
        case Kind.UNHEARD:
            return Step(_("Du sa att ingen har hört av sig"), one.at, state="bad")
        case Kind.CONFIRMED:
            return Step(_("Du bekräftade kontakten"), one.at)
        case Kind.TOLD:
            return Step(_("Ingen hade hört av sig i tid, och det sa vi till dig"), one.at, state="bad")
        case Kind.SHARED:
            return Step(_("Du ändrade vem som får läsa"), one.at, text=str(SHARINGS[Sharing(one.text)]))
        case Kind.CLOSED:
            return Step(_("Frågan avslutades"), one.at, text=one.text)
    return None


def ahead(case: CaseView) -> list[Step]:
    if case.state is State.CLOSED or case.contacted_at is not None:
        return []
    if case.keeping is Keeping.MISSED:
        return [Step(_("Löftet bröts: ingen hörde av sig i tid"), when=_deadline(case), state="bad")]
    return [Step(_("Senast nu hör en person av sig"), when=_deadline(case), state="later")]


def _deadline(case: CaseView) -> str:
    # On the door's own wall and in the promise's own words: what falls due at midnight is due the day before.
    return worktime.deadline(case.promise.due, case.calendar, spoken(get_language() or "sv"))
