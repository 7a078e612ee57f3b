"""Says why somebody is proposed for a question, for those who answer."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from endorr.matching.rules.proposal import Candidate, Reason, Why
from endorr.matching.rules.telling import detail_in

# Only what speaks for somebody is told beside the name; what spoke against is asked of the match itself.
REASONS: dict[Why, Promise] = {
    Why.PHRASE: _("Frågan låter som: %s"),
    Why.CONCEPT: _("Frågan handlar om %s"),
    Why.FACT: _("Frågan nämner %s"),
    Why.NAMED: _("Organisationen nämns i frågan"),
    Why.WORDS: _("Orden pekar hit: %s"),
    Why.MEANING: _("Frågan liknar sådana som hör hit"),
    Why.OUTCOMES: _("Liknande frågor har fått hjälp här"),
    Why.COVERS: _("%s täcker kommunen"),
    Why.COVERS_UNCONFIRMED: _("%s täcker kommunen, enligt en öppen källa"),
    Why.SECOND_NEED: _("Svarar för frågans andra behov"),
    Why.SIGNPOST: _("Företaget visas vidare hit"),
}
OPEN = frozenset({Why.COVERS, Why.COVERS_UNCONFIRMED})
"""The reasons that tell nothing of the question, and may be told to whom it has not been delivered."""


def reasons_for(one: Candidate, *, whole: bool = True, most: int = 4) -> list[str]:
    """Return why somebody is proposed, in words; not `whole` for those the question has not been delivered to."""
    return [told for reason in one.reasons if (told := _told(reason)) and (whole or reason.why in OPEN)][:most]


def _told(reason: Reason) -> str:
    words = REASONS.get(reason.why)
    if words is None or reason.weight < 0:
        return ""
    return str(words) % detail_in(reason, get_language() or "sv") if "%s" in str(words) else str(words)
