"""The catalogue as open data: JSON, schema.org, CPSV-AP and HSDS. Anybody may read, from anywhere."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from endorr.base.clock import local_date, now
from endorr.catalogue.formats.cpsv import to_cpsv
from endorr.catalogue.formats.hsds import to_hsds, uuid_of
from endorr.catalogue.formats.schema_org import as_schema_org
from endorr.catalogue.queries import public
from endorr.catalogue.queries.public import Found, Page, Wanted
from endorr.catalogue.queries.shelf import Entry
from endorr.catalogue.rules.card import as_dict
from endorr.catalogue.rules.words import TOPIC_BY_CODE, Applicant
from endorr.core.counties import BY_CODE
from endorr.core.municipalities import municipalities

MOST = 100


def _answered(values: Any, *, content_type: str = "application/json") -> HttpResponse:
    response = JsonResponse(
        values, safe=False, json_dumps_params={"ensure_ascii": False}, content_type=f"{content_type}; charset=utf-8"
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response


def _refused(field: str, why: str) -> HttpResponse:
    return JsonResponse({"field": field, "error": why}, status=400)


def _row(found: Found) -> dict[str, Any]:
    entry = found.entry
    return {
        **as_dict(entry.card),
        "id": entry.public_id,
        "version": entry.number,
        "standing": found.standing.value,
        "elsewhere": found.elsewhere,
        "owner": entry.owner,
        "verified_on": local_date(entry.verified_at).isoformat() if entry.verified_at else None,
        "check_due_on": local_date(entry.check_due_at).isoformat(),
    }


def _known(request: HttpRequest) -> HttpResponse | None:
    place, topic, who = (request.GET.get(name, "") for name in ("place", "topic", "applicant"))
    if place and place not in BY_CODE and place not in municipalities():
        return _refused("place", "a county code of two digits or a municipality code of four")
    if topic and topic not in TOPIC_BY_CODE:
        return _refused("topic", f"one of {', '.join(TOPIC_BY_CODE)}")
    if who and who not in set(Applicant):
        return _refused("applicant", f"one of {', '.join(Applicant)}")
    return None


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def services(request: HttpRequest) -> HttpResponse:
    """Search: `q`, `topic`, `place`, `applicant`, `nearby=1`, `limit` (at most 100), `offset`."""
    refused = _known(request)
    if refused is not None:
        return refused
    told = request.GET
    wanted = Wanted(
        text=told.get("q", ""),
        topic=told.get("topic", ""),
        place=told.get("place", ""),
        applicant=told.get("applicant", ""),
        nearby=told.get("nearby") == "1",
    )
    answer = public.find(wanted, now=now())
    first, most = _number(request, "offset", 0), min(MOST, _number(request, "limit", 20))
    rows = [_row(found) for found in answer.found[first : first + most]]
    return _answered({"total": len(answer.found), "more_nearby": answer.more_nearby, "services": rows})


def _page(key: str) -> Page:
    found = public.page_of(key, now=now())
    if found is None:
        raise Http404
    return found


def service(_request: HttpRequest, key: str) -> HttpResponse:
    """One service, gone or not, with how companies in need of it would say so."""
    found = _page(key)
    symptoms = [{"language": language, "phrase": phrase} for language, phrase in found.phrases]
    return _answered(_row(found.found) | {"symptoms": symptoms, "merged_into": found.found.entry.merged_into})


def signposts(_request: HttpRequest) -> HttpResponse:
    """Every signpost by its organisation key."""
    return _answered([{name: getattr(post, name) for name in post.__slots__} for post in public.signposts()])


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def jsonld(request: HttpRequest, key: str) -> HttpResponse:
    """One service as schema.org's GovernmentService."""
    card = _page(key).found.entry.card
    url = _origin(request) + reverse("catalogue:service", args=[key])
    return _answered(as_schema_org(card, url=url), content_type="application/ld+json")


def cpsv(request: HttpRequest) -> HttpResponse:
    """Everything that is offered, in CPSV-AP 3.2."""
    cards = [entry.card for entry in public.offered(now=now())]
    base = _origin(request) + reverse("catalogue:list")
    return _answered(to_cpsv(cards, base=base), content_type="application/ld+json")


def _hsds(entry: Entry) -> dict[str, Any]:
    return to_hsds(entry.card, verified_on=local_date(entry.verified_at) if entry.verified_at else None)


def hsds(request: HttpRequest) -> HttpResponse:
    """Everything that is offered, in HSDS 3, a page at a time (`page`, `per_page` at most 100)."""
    entries = public.offered(now=now())
    size = max(1, min(MOST, _number(request, "per_page", 50)))
    pages = max(1, -(-len(entries) // size))
    number = min(max(1, _number(request, "page", 1)), pages)
    shown = entries[(number - 1) * size : number * size]
    told = {
        "total_items": len(entries),
        "total_pages": pages,
        "page_number": number,
        "size": len(shown),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not shown,
        "contents": [_hsds(entry) for entry in shown],
    }
    return _answered(told)


def hsds_service(_request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One service that is offered, in HSDS 3, by its UUID."""
    for entry in public.offered(now=now()):
        if uuid_of(entry.card.key) == str(uuid):
            return _answered(_hsds(entry))
    raise Http404
