"""Tells a case's story line by line as those who answer read it."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.i18n.formats import moment_without_year
from endorr.base.ui.parts import Step
from endorr.cases.models import Kind
from endorr.cases.queries import CaseView, Happening
from endorr.cases.rules import Sharing, Way
from endorr.cases.stories.company import ahead, told, who
from endorr.cases.words import SHARINGS, WAYS


def for_staff(case: CaseView) -> list[Step]:
    """Return the story as those who answer read it, with what was said."""
    steps = [Step(_("Frågan kom in"), case.promise.received)]
    steps += [step for one in case.happenings if (step := _noted(one))]
    if case.grade is not None:
        steps.append(Step(_("Företaget gav betyget %s av 5") % case.grade))
    told_of_miss = any(one.kind == Kind.MISSED for one in case.happenings)
    return steps if told_of_miss else [*steps, *ahead(case)]


def _noted(one: Happening) -> Step | None:
    if one.kind == "contact":
        title = _("%s var i kontakt med företaget") if one.reached else _("%s sökte företaget utan att nå det")
        return Step(title % who(one), one.at, text=_said(one))
    telling = TELLINGS.get(one.kind)
    return telling(one) if telling else _worked(one, who(one)) or told(one)


def _confirmed(one: Happening) -> Step:
    if one.text:
        return Step(_("Företaget sa att det kom till fel person"), one.at, state="bad")
    return Step(_("Företaget bekräftade kontakten"), one.at)


def _asked(one: Happening) -> Step:
    told_of = {"who": who(one), "other": one.text}
    return Step(_("%(who)s frågade företaget om %(other)s får läsa") % told_of, one.at)


TELLINGS: dict[str, Callable[[Happening], Step | None]] = {
    Kind.GIVEN_BACK: lambda one: Step(_("%s gav tillbaka frågan till dörren") % who(one), one.at, text=one.text),
    Kind.MESSAGE: lambda one: Step(_("Företaget skrev"), one.at, text=one.text),
    Kind.UNHEARD: lambda one: Step(_("Företaget säger att ingen har hört av sig"), one.at, state="bad"),
    Kind.CONFIRMED: _confirmed,
    Kind.TOLD: lambda one: Step(_("Företaget fick veta att ingen hade hört av sig"), one.at, state="bad"),
    Kind.SHARED: lambda one: Step(_("Företaget ändrade vem som får läsa"), one.at, text=_sharing(one)),
    Kind.FILE: lambda one: told(one) if one.person else Step(_("Företaget la till en fil"), one.at, text=one.text),
    Kind.SHARE_ASKED: _asked,
    Kind.SHARE_YES: lambda one: Step(_("Företaget sa ja till att %s får läsa") % one.text, one.at),
    Kind.SHARE_NO: lambda one: Step(_("Företaget sa nej till att %s får läsa") % one.text, one.at),
    Kind.ASKED_BEFORE: lambda one: Step(_("Företaget har frågat om samma sak förut, i fråga %s") % one.text, one.at),
    Kind.ASKED_AGAIN: lambda one: Step(_("Företaget frågade om samma sak igen, i fråga %s") % one.text, one.at),
    Kind.REOPENED: lambda one: Step(_("Företaget öppnade frågan igen"), one.at, text=one.text),
    Kind.CLOSED: lambda one: told(one) if one.person else Step(_("Företaget avslutade frågan"), one.at),
}


def _sharing(one: Happening) -> str:
    return str(SHARINGS[Sharing(one.text)])


def _worked(one: Happening, by: str) -> Step | None:
    match one.kind:
        case Kind.REFERRED:
            return Step(_("%s erbjöd frågan till en annan organisation") % by, one.at, text=one.text)
        case Kind.WAITS:
            return Step(_("%s frågade företaget om frågan får delas") % by, one.at, text=one.text)
        case Kind.DECLINED:
            return Step(_("%s lämnade tillbaka frågan") % by, one.at, text=one.text)
        case Kind.LAPSED:
            return Step(_("%s svarade inte i tid; frågan gick tillbaka till dörren") % one.text, one.at, state="bad")
        case Kind.COVERED if not one.person:
            return Step(_("Den som hade frågan är borta; den är tillbaka vid dörren"), one.at, state="bad")
        case Kind.COVERED:
            return Step(_("%s har frågan i stället för en kollega som är borta") % by, one.at)
        case Kind.JOINED:
            return Step(_("%s är med på frågan") % by, one.at)
        case Kind.REPROMISED:
            return Step(_("%s gav löftet på nytt") % by, one.at, text=_("Senast %s") % _moment(one.text))
        case Kind.ANSWER_BY:
            return Step(_("%s satte en egen tid för svaret") % by, one.at, text=_("Senast %s") % _moment(one.text))
        case Kind.MISSED:
            return Step(_("Löftet bröts: ingen hade hört av sig i tid"), one.at, state="bad")
    return None


def _said(one: Happening) -> str:
    return ". ".join(part for part in (str(WAYS[Way(one.way)]), one.text) if part)


def _moment(text: str) -> str:
    return moment_without_year(datetime.fromisoformat(text), get_language() or "sv")
