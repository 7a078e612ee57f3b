"""The same answers as JSON, for anybody."""

from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse

from endorr.base.clock import local_date, now
from endorr.core.municipalities import municipalities
from endorr.directory import queries
from endorr.directory.queries import HelpRow, Wish

PARAMETERS = {
    "municipality": "a municipality's four-digit code",
    "need": "a code of /api/v1/needs/",
    "date": "a day as 2026-11-17; today when left out",
    "language": "a language tag such as de, optional",
    "market": "a country code such as DE, optional",
    "sector": "a section letter of SNI 2007, optional",
    "size": "micro, small, medium or large, optional",
}


def who_helps(request: HttpRequest) -> JsonResponse:
    """Answer `?municipality=2480&need=customs[&date=2026-11-17][&language=de][&market=][&sector=][&size=]`.

    400 with `errors` by parameter when something is missing or unknown; asked nothing at all, it says how to ask.
    """
    asked = request.GET
    if not asked:
        return JsonResponse({"parameters": PARAMETERS})
    errors = {}
    if asked.get("municipality", "") not in municipalities():
        errors["municipality"] = PARAMETERS["municipality"]
    if asked.get("need", "") not in {need.code for need in queries.needs()}:
        errors["need"] = PARAMETERS["need"]
    on = _day(asked.get("date", ""))
    if on is None:
        errors["date"] = PARAMETERS["date"]
    if errors or on is None:
        return JsonResponse({"errors": errors}, status=400)
    wish = Wish(*(asked.get(name, "") for name in ("market", "language", "sector", "size")))
    found = queries.who_helps(asked["municipality"], asked["need"], on=on, wish=wish)
    return JsonResponse(
        {
            "municipality": asked["municipality"],
            "need": asked["need"],
            "date": on.isoformat(),
            "verdict": found.verdict,
            "silence": found.silence,
            "mapped_since": found.mapped_since,
            "functions": [_function(row) for row in found.rows],
            "desk": _function(found.desk) if found.desk else None,
        }
    )


def needs(_request: HttpRequest) -> JsonResponse:
    """List the vocabulary of needs with their names in Swedish and English."""
    return JsonResponse(
        {"needs": [{"code": one.code, "sv": one.name_sv, "en": one.name_en} for one in queries.needs()]}
    )


def _day(text: str) -> date | None:
    if not text:
        return local_date(now())
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _function(row: HelpRow) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "name": row.function,
        "organisation": row.organisation,
        "why": row.why,
        "since": row.since,
        "fictional": row.fictional,
        "verified_on": row.verified_on,
        "channels": [{"kind": one.kind, "value": one.value, "fictional": one.fictional} for one in row.channels],
    }
