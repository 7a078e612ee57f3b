"""Writes what invited parties and owners of actions are told by mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.i18n import formats
from endorr.strategy.models import Action, Input, Strategy
from endorr.strategy.rules.deeds import Answer


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's words: the name that tells one kind from another, the subject, the paragraphs, the link's text."""

    name: str
    subject: str
    paragraphs: Sequence[str]
    link: str


def _title(strategy: Strategy) -> str:
    last = strategy.versions.order_by("-number").first()
    return last.title if last else strategy.slug


def why_party() -> str:
    return _("Du får mejlet för att du är inbjuden att lämna inspel till en strategi.")


def why_owner() -> str:
    return _("Du får mejlet för att din organisation ansvarar för en åtgärd i en strategi.")


def invited(strategy: Strategy) -> Letter:
    """Ask somebody to be heard."""
    names = {"host": strategy.organisation.name, "title": _title(strategy)}
    return Letter(
        "invited",
        _("Vad tycker du? %(title)s") % names,
        [
            _("%(host)s arbetar med %(title)s och vill höra vad du ser i din vardag.") % names,
            _(
                "Skriv så kort eller långt du vill. Alla inspel får svar. Det du skriver publiceras inte, men hos en "
                "myndighet är det en allmän handling."
            ),
        ],
        _("Skriv ditt inspel"),
    )


def replied(strategy: Strategy, one: Input, answer: Answer) -> Letter:
    """Tell whoever gave an input what came of it."""
    decided = {
        Answer.ACCEPTED: _("Vi går vidare med det som du och andra har tagit upp."),
        Answer.REJECTED: _("Vi går inte vidare med det som du och andra har tagit upp."),
    }
    paragraphs = [_("Tack för ditt inspel: ”%(text)s”") % {"text": one.text}]
    paragraphs += [decided[answer]] if answer in decided else []
    return Letter(
        "replied",
        _("Svar på ditt inspel: %(title)s") % {"title": _title(strategy)},
        [*paragraphs, one.reply],
        _("Läs alla svar du har fått"),
    )


def overdue(action: Action) -> Letter:
    """Tell an owner that an action's day has passed."""
    day = formats.plain_day(action.due, get_language() or "sv") if action.due else ""
    return Letter(
        "overdue",
        _("Försenad åtgärd: %(text)s") % {"text": action.text},
        [
            _("Åtgärden ”%(text)s” skulle vara klar %(day)s.") % {"text": action.text, "day": day},
            _("På strategins sida står den nu som försenad. Berätta hur det går, eller varför det inte blir av."),
        ],
        _("Öppna strategin"),
    )
