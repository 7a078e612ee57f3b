"""Tells a case's story line by line as those who answer read it."""

from django.utils.translation import gettext as _

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
    return told(one)


def _said(one: Happening) -> str:
    return ". ".join(part for part in (str(WAYS[Way(one.way)]), one.text) if part)
