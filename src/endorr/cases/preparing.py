"""Says what is good to have at hand when somebody calls, by what the question seems to be about."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALWAYS: tuple[Promise, ...] = (
    _("vad ni säljer och till vilket land"),
    _("vad ni redan har provat"),
    _("om något brådskar, till exempel ett avtal eller en mässa"),
)
BY_TOPIC: dict[str, tuple[Promise, ...]] = {
    "payment": (_("vem köparen är, beloppet och när betalningen ska komma"), _("avtalet eller offerten, om den finns")),
    "finance": (_("hur mycket pengar det gäller och till vad"), _("årets siffror: omsättning och antal anställda")),
    "grant": (_("årets siffror: omsättning och antal anställda"), _("om ni har fått stöd de senaste tre åren")),
    "customs": (_("varans tulltaxenummer, om ni vet det"), _("varifrån varan skickas och vart")),
    "origin": (_("var varan är tillverkad och av vad"), _("varans tulltaxenummer, om ni vet det")),
    "docs": (_("vad som ska fraktas, när och hur länge"), _("vilka papper kunden eller tullen har bett om")),
    "product_rules": (_("vad varan är gjord av och till för"), _("vilka märkningar den redan har")),
    "vat": (_("om kunden är ett företag eller en privatperson"), _("var varan eller tjänsten används")),
    "sanctions": (_("vem som köper och vem som ska använda varan"), _("varans tulltaxenummer, om ni vet det")),
    "control": (_("vem som köper och vem som ska använda varan"), _("vad varan kan göra, i siffror")),
    "ip": (_("vad som är nytt med det ni gör"), _("om ni har visat det för någon")),
    "partner": (_("vilken sorts kund eller partner ni söker"), _("er hemsida eller ett blad om det ni säljer")),
    "market": (_("varför just det landet"), _("vilka som köper av er i Sverige")),
}
MOST = 5


def to_have_at_hand(topics: Iterable[str]) -> list[Promise]:
    """Return at most five things to have at hand: what every question needs, and what these topics ask for besides."""
    special = [line for topic in topics for line in BY_TOPIC.get(topic, ())]
    return list(dict.fromkeys([ALWAYS[0], *special, *ALWAYS[1:]]))[:MOST]
