"""A service as schema.org's GovernmentService, for search engines."""

from typing import Any

from endorr.catalogue.rules.card import WHOLE_COUNTRY, Card
from endorr.core.counties import BY_CODE
from endorr.core.municipalities import municipalities

AUTHORITIES = frozenset({"state_agency", "region", "municipality", "eu_agency"})


def _area(code: str) -> dict[str, str]:
    if code == WHOLE_COUNTRY:
        return {"@type": "Country", "name": "Sverige", "identifier": "SE"}
    if code in BY_CODE:
        return {"@type": "AdministrativeArea", "name": BY_CODE[code].sv, "identifier": BY_CODE[code].iso}
    return {"@type": "AdministrativeArea", "name": municipalities()[code].name, "identifier": code}


def _channel(card: Card, url: str) -> dict[str, Any]:
    told = {
        "@type": "ServiceChannel",
        "serviceUrl": card.source or url,
        "servicePhone": {"@type": "ContactPoint", "telephone": card.phone} if card.phone else None,
        "processingTime": card.answer_time,
        "availableLanguage": list(card.languages),
    }
    return {name: value for name, value in told.items() if value}


def as_schema_org(card: Card, *, url: str) -> dict[str, Any]:
    """Return a service as JSON-LD; `url` is the address of its own page."""
    kind = "GovernmentOrganization" if card.provider_kind in AUTHORITIES else "Organization"
    told = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": url,
        "url": url,
        "identifier": card.key,
        "name": card.name_sv,
        "alternateName": [*filter(None, [card.name_en]), *card.synonyms, *card.old_names],
        "description": card.gives_sv,
        "audience": {"@type": "BusinessAudience", "audienceType": card.for_whom_sv} if card.for_whom_sv else None,
        "provider": {"@type": kind, "name": card.provider},
        "areaServed": [_area(code) for code in card.coverage],
        "serviceChannel": _channel(card, url),
        "termsOfService": card.cost_sv,
    }
    return {name: value for name, value in told.items() if value}
