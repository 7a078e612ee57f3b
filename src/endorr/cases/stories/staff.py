"""Tells a case's story line by line as those who answer read it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

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
    return [*steps, *ahead(case)]


def _noted(one: Happening) -> Step | None:
    if one.kind == "contact":
        title = _("%s var i kontakt med företaget") if one.reached else _("%s sökte företaget utan att nå det")
        return Step(title % who(one), one.at, text=_said(one))
    telling = TELLINGS.get(one.kind)
    return telling(one) if telling else told(one)


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
    Kind.REOPENED: lambda one: Step(_("Företaget öppnade frågan igen"), one.at, text=one.text),
    Kind.CLOSED: lambda one: told(one) if one.person else Step(_("Företaget avslutade frågan"), one.at),
}


def _sharing(one: Happening) -> str:
    return str(SHARINGS[Sharing(one.text)])


def _said(one: Happening) -> str:
    return ". ".join(part for part in (str(WAYS[Way(one.way)]), one.text) if part)
