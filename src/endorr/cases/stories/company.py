"""Tells a case's story line by line as the company reads it."""

from collections.abc import Callable

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
    """Return a line of the story as the company reads it, None for one that is not for it."""
    if one.kind == "contact":
        return _contact(one)
    telling = TELLINGS.get(one.kind)
    return telling(one) if telling else None


def who(one: Happening) -> str:
    """Return a person and an organisation as they are named together at the head of a sentence."""
    if one.person and one.organisation:
        return _("%(person)s på %(organisation)s") % {"person": one.person, "organisation": one.organisation}
    return one.person or one.organisation


def _contact(one: Happening) -> Step:
    if not one.reached:
        return Step(_("%s sökte dig utan att nå dig") % one.person, one.at, text=str(WAYS[Way(one.way)]))
    # A note of a call is the adviser's own; what was written to the company is the company's to read again.
    words = one.text if one.way == Way.MESSAGE and one.evidence == Evidence.SENT else ""
    said = ". ".join(part for part in (str(WAYS[Way(one.way)]), words) if part)
    return Step(_("%s var i kontakt med dig") % one.person, one.at, text=said)


def _taken(one: Happening) -> Step:
    return Step(_("%s har tagit frågan") % who(one), one.at)


def _back(one: Happening) -> Step:
    return Step(_("Frågan gick tillbaka till dörren"), one.at, text=_("Löftet gäller som förut."))


def _confirmed(one: Happening) -> Step:
    if one.text:
        return Step(_("Du sa att det var fel person"), one.at, state="bad")
    return Step(_("Du bekräftade kontakten"), one.at)


def _filed(one: Happening) -> Step:
    title = _("%s la till en fil") % who(one) if who(one) else _("Du la till en fil")
    return Step(title, one.at, text=one.text)


TELLINGS: dict[str, Callable[[Happening], Step]] = {
    Kind.TAKEN: _taken,
    Kind.ACCEPTED: _taken,
    Kind.COVERED: lambda one: _taken(one) if one.person else _back(one),
    Kind.GIVEN_BACK: _back,
    Kind.LAPSED: _back,
    Kind.MESSAGE: lambda one: Step(_("Du skrev"), one.at, text=one.text),
    Kind.UNHEARD: lambda one: Step(_("Du sa att ingen har hört av sig"), one.at, state="bad"),
    Kind.CONFIRMED: _confirmed,
    Kind.TOLD: lambda one: Step(_("Ingen hade hört av sig i tid, och det sa vi till dig"), one.at, state="bad"),
    Kind.SHARED: lambda one: Step(_("Du ändrade vem som får läsa"), one.at, text=str(SHARINGS[Sharing(one.text)])),
    Kind.FILE: _filed,
    Kind.SHARE_ASKED: lambda one: Step(_("Vi frågade om %s får läsa din fråga") % one.text, one.at),
    Kind.SHARE_YES: lambda one: Step(_("Du sa ja till att %s läser din fråga") % one.text, one.at),
    Kind.SHARE_NO: lambda one: Step(_("Du sa nej till att %s läser din fråga") % one.text, one.at),
    Kind.CLOSED: lambda one: Step(_("Frågan avslutades"), one.at, text=one.text),
    Kind.ASKED_BEFORE: lambda one: Step(_("Du har frågat om samma sak förut, i fråga %s") % one.text, one.at),
    Kind.ASKED_AGAIN: lambda one: Step(_("Du frågade om samma sak igen, i fråga %s") % one.text, one.at),
    Kind.REOPENED: lambda one: Step(_("Du öppnade frågan igen"), one.at, text=one.text),
}


def ahead(case: CaseView) -> list[Step]:
    if case.state is State.CLOSED or case.contacted_at is not None:
        return []
    if case.keeping is Keeping.MISSED:
        return [Step(_("Löftet bröts: ingen hörde av sig i tid"), when=_deadline(case), state="bad")]
    return [Step(_("En person hör av sig senast"), when=_deadline(case), state="later")]


def _deadline(case: CaseView) -> str:
    # On the door's own wall and in the promise's own words: what falls due at midnight is due the day before.
    return worktime.deadline(case.promise.due, case.calendar, spoken(get_language() or "sv"))
