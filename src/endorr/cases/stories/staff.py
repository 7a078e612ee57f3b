"""Tells a case's story line by line as those who answer read it."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.i18n.formats import moment_without_year
from endorr.base.ui.parts import Step
from endorr.cases.models import Kind
from endorr.cases.queries import CaseView, Happening
from endorr.cases.rules import Sharing, Way
from endorr.cases.stories.company import ahead, told
from endorr.cases.words import SHARINGS, WAYS


def for_staff(case: CaseView) -> list[Step]:
    """Return the story as those who answer read it, with what was said."""
    steps = [Step(_("Frågan kom in"), case.promise.received)]
    steps += [step for one in case.happenings if (step := _noted(one))]
    if case.grade is not None:
        steps.append(Step(_("Företaget gav betyget %s av 5") % case.grade))
    return [*steps, *ahead(case)]


def _noted(one: Happening) -> Step | None:
    who = ", ".join(part for part in (one.person, one.organisation) if part)
    match one.kind:
        case "contact" if one.reached:
            return Step(_("%s var i kontakt med företaget") % who, one.at, text=_said(one))
        case "contact":
            return Step(_("%s sökte företaget utan att nå det") % who, one.at, text=_said(one))
        case Kind.GIVEN_BACK:
            return Step(_("%s gav tillbaka frågan till dörren") % who, one.at, text=one.text)
        case Kind.MESSAGE:
            return Step(_("Företaget skrev"), one.at, text=one.text)
        case Kind.UNHEARD:
            return Step(_("Företaget säger att ingen har hört av sig"), one.at, state="bad")
        case Kind.CONFIRMED:
            return Step(_("Företaget bekräftade kontakten"), one.at)
        case Kind.TOLD:
            return Step(_("Företaget fick veta att ingen hade hört av sig"), one.at, state="bad")
        case Kind.SHARED:
            return Step(_("Företaget ändrade vem som får läsa"), one.at, text=str(SHARINGS[Sharing(one.text)]))
        case Kind.CLOSED if not one.person:
            return Step(_("Företaget avslutade frågan"), one.at)
    return _worked(one, who) or told(one)


def _worked(one: Happening, who: str) -> Step | None:
    match one.kind:
        case Kind.REFERRED:
            return Step(_("%s erbjöd frågan till en annan organisation") % who, one.at, text=one.text)
        case Kind.WAITS:
            return Step(_("%s frågade företaget om frågan får delas") % who, one.at, text=one.text)
        case Kind.DECLINED:
            return Step(_("%s lämnade tillbaka frågan") % who, one.at, text=one.text)
        case Kind.LAPSED:
            return Step(_("%s svarade inte i tid; frågan gick tillbaka till dörren") % one.text, one.at, state="bad")
        case Kind.COVERED if not one.person:
            return Step(_("Den som hade frågan är borta; den är tillbaka vid dörren"), one.at, state="bad")
        case Kind.COVERED:
            return Step(_("%s har frågan i stället för en kollega som är borta") % who, one.at)
        case Kind.JOINED:
            return Step(_("%s är med på frågan") % who, one.at)
        case Kind.REPROMISED:
            return Step(_("%s gav löftet på nytt") % who, one.at, text=_("Senast %s") % _moment(one.text))
        case Kind.ANSWER_BY:
            return Step(_("%s satte en egen tid för svaret") % who, one.at, text=_("Senast %s") % _moment(one.text))
        case Kind.MISSED:
            return Step(_("Löftet bröts: ingen hade hört av sig i tid"), one.at, state="bad")
    return None


def _said(one: Happening) -> str:
    return ". ".join(part for part in (str(WAYS[Way(one.way)]), one.text) if part)


def _moment(text: str) -> str:
    return moment_without_year(datetime.fromisoformat(text), get_language() or "sv")
