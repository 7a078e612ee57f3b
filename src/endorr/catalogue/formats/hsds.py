"""Services in the Human Services Data Specification 3 (Open Referral), out and in.

What HSDS has a place for stands there, so that others can read it; what it has none for stands in `attributes`, each
with our field's name as `link_type` and its JSON as `value`, so that nothing is lost on the way back.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from endorr.catalogue.rules.card import FIELDS, WHOLE_COUNTRY, Card, as_dict, from_dict
from endorr.catalogue.rules.words import Status

NAMESPACE = UUID("6f9a2d0e-5f0e-5c58-9e0a-0d5b7c3a1e42")
OURS = "endorr:"
SCB = "scb"  # extent_type of a county or municipality code, or SE

_STATUS = {
    Status.CURRENT: "active",
    Status.HISTORICAL: "active",
    Status.PAUSED: "temporarily closed",
    Status.INACTIVE: "inactive",
    Status.CLOSED: "defunct",
}
_STATUS_BACK = {
    "active": Status.CURRENT,
    "inactive": Status.INACTIVE,
    "defunct": Status.CLOSED,
    "temporarily closed": Status.PAUSED,
}
_TEXTS = {
    "name": "name_sv",
    "description": "gives_sv",
    "url": "source",
    "email": "email",
    "application_process": "how_sv",
    "fees_description": "cost_sv",
    "wait_time": "answer_time_text",
    "eligibility_description": "for_whom_sv",
}
_AT_HOME = frozenset(_TEXTS.values()) | {"provider", "phone", "coverage", "languages"}


class NotHsdsError(ValueError):
    """What was given is no HSDS service that a card can be made of."""


def uuid_of(what: str) -> str:
    """Return the UUID of a service by its key, or of a part of it by `key/part`: always the same."""
    return str(uuid5(NAMESPACE, what))


def _attribute(card: Card, name: str, value: Any) -> dict[str, str]:
    return {
        "id": uuid_of(f"{card.key}/{name}"),
        "link_id": uuid_of(card.key),
        "link_entity": "service",
        "link_type": OURS + name,
        "value": json.dumps(value, ensure_ascii=False, sort_keys=True),
    }


def to_hsds(card: Card, *, verified_on: date | None = None) -> dict[str, Any]:
    """Return a card as one HSDS service."""
    told = as_dict(card)
    texts = {theirs: told[ours] for theirs, ours in _TEXTS.items() if told[ours]}
    blank = as_dict(Card(key="", name_sv="", provider=""))
    rest = [name for name in FIELDS if name not in _AT_HOME and (told[name] != blank[name] or name == "key")]
    return {
        "id": uuid_of(card.key),
        **texts,
        "status": _STATUS[card.status],
        **({"alternate_name": card.name_en} if card.name_en else {}),
        **({"assured_date": verified_on.isoformat()} if verified_on else {}),
        "organization": {
            "id": uuid_of(f"organisation/{card.provider}"),
            "name": card.provider,
            "description": card.provider,
        },
        "service_areas": [
            {"id": uuid_of(f"{card.key}/area/{place}/{code}"), "name": code, "extent": code, "extent_type": SCB}
            for place, code in enumerate(card.coverage)
        ],
        "languages": [
            {"id": uuid_of(f"{card.key}/language/{place}"), "code": code, "name": code}
            for place, code in enumerate(card.languages)
        ],
        "phones": [{"id": uuid_of(f"{card.key}/phone"), "number": card.phone}] if card.phone else [],
        "attributes": [_attribute(card, name, told[name]) for name in rest],
    }


def _attributes(service: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for one in service.get("attributes") or ():
        name = str(one.get("link_type", "")).removeprefix(OURS)
        if str(one.get("link_type", "")).startswith(OURS) and name in FIELDS:
            found[name] = json.loads(one["value"])
    return found


def key_from(name: str, external: str) -> str:
    """Return a key of ours for a service of another's: its name without accents, and the beginning of its id."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    tail = "".join(re.findall(r"[a-z0-9]", external.casefold()))[:8]
    return "-".join([*words[:6], tail])[:80].strip("-")


def _standard(service: Mapping[str, Any]) -> dict[str, Any]:
    told = {ours: service[theirs] for theirs, ours in _TEXTS.items() if service.get(theirs)}
    areas = [str(one.get("extent", "")) for one in service.get("service_areas") or () if one.get("extent_type") == SCB]
    organisation = service.get("organization") or {}
    phones = service.get("phones") or ()
    return {
        "key": key_from(str(service["name"]), str(service["id"])),
        **told,
        "name_en": service.get("alternate_name") or "",
        "provider": organisation.get("name") or "",
        "status": _STATUS_BACK[service["status"]].value,
        "coverage": areas or [WHOLE_COUNTRY],
        "languages": [str(one["code"]) for one in service.get("languages") or () if one.get("code")] or ["sv"],
        "phone": str(phones[0].get("number") or "") if phones else "",
    }


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def from_hsds(service: Any) -> Card:
    """Return the card of one HSDS service; raises NotHsdsError, with the reason, when it is none.

    Whether the card may be kept is for `rules.checks.objections` to say.
    """
    if not isinstance(service, Mapping):
        raise NotHsdsError("a service is an object")
    for name in ("id", "name", "status"):
        if not _is_text(service.get(name)):
            raise NotHsdsError(f"{name} is missing or no text")
    if service["status"] not in _STATUS_BACK:
        raise NotHsdsError(f"status {str(service['status'])[:40]!r} is none of {', '.join(_STATUS_BACK)}")
    try:
        told = {**_standard(service), **_attributes(service)}
        card = from_dict(told)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotHsdsError(f"cannot be read: {type(error).__name__}") from error
    wrong = [name for name in FIELDS if not _has_its_type(card, name)]
    if wrong:
        raise NotHsdsError(f"{wrong[0]} is of the wrong kind")
    return card


_NUMBERS = frozenset({"own_share", "max_amount_sek"})
_TUPLES = frozenset({"topics", "coverage", "languages", "synonyms", "old_names", "related"})
_CHECKED_BY_READING = frozenset({"eligibility", "applicant", "status", "coverage_confidence"})


def _has_its_type(card: Card, name: str) -> bool:
    value = getattr(card, name)
    if name in _CHECKED_BY_READING:
        return True
    if name in _NUMBERS:
        return value is None or type(value) is int
    if name in _TUPLES:
        return all(_is_text(one) for one in value)
    if name in {"opens_at", "closes_at", "read_on"}:
        return value is None or isinstance(value, date)
    return _is_text(value)
