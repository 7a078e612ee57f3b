"""A question from an organisation's own program: the same command, the same promise, done once however often sent."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse

from endorr.base.clock import local_date, now
from endorr.base.idempotency.calls import Outcome, call_once
from endorr.base.tenancy.rules import Viewer
from endorr.cases.commands import Asked, ask
from endorr.cases.forms.asking import company_of
from endorr.cases.forms.noting import ProgramForm
from endorr.cases.queries import promise_given
from endorr.cases.rules import Channel, Refused, Sharing

FIELDS = {
    "question": "fraga",
    "municipality": "kommun",
    "company": "foretag",
    "name": "namn",
    "email": "epost",
    "phone": "telefon",
    "good_times": "tider",
    "language": "sprak",
    "sharing": "dela",
}
"""What a program calls each field, and what the house's own forms call it."""

PARAMETERS = {
    "question": "what the company asks, in its own words",
    "municipality": "a municipality's name or four-digit code",
    "company": "name or registration number, optional",
    "name": "who asks",
    "email": "where we write; this or phone is needed",
    "phone": "where we call; this or email is needed",
    "good_times": "when to call, optional",
    "language": "a language tag such as sv, en or ar; sv when left out",
    "sharing": "yes, ask or receiver: may others than the receiver read it? Ask the company, never guess",
}
LARGEST = 100_000  # bytes of a call


def questions(request: HttpRequest) -> JsonResponse:
    """Take a question in: 201 with its number, its promise and its private page, or 4xx with `errors` by field.

    The header Idempotency-Key is needed. Sent again with the same key and body it is answered as the first time; with
    another body, 422.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    assert viewer.key is not None
    status, body = call_once(request, scope=f"cases:{viewer.key.prefix}", deed=lambda: _asked(request, viewer))
    return JsonResponse(body, status=status)


def _asked(request: HttpRequest, viewer: Viewer) -> Outcome:
    told = _body(request)
    if told is None:
        return 400, {"error": "Send a JSON object of at most 100 000 bytes.", "parameters": PARAMETERS}
    unknown = sorted(set(told) - set(FIELDS))
    form = ProgramForm({own: str(told.get(name, "")) for name, own in FIELDS.items()})
    if unknown or not form.is_valid():
        return 400, {"errors": _errors(form) | {name: ["unknown field"] for name in unknown}, "parameters": PARAMETERS}
    return _taken_in(request, viewer, form)


def _body(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > LARGEST:
        return None
    try:
        told = json.loads(request.body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _errors(form: ProgramForm) -> dict[str, list[str]]:
    names = {own: name for name, own in FIELDS.items()}
    return {names.get(field, field): [str(error) for error in found] for field, found in form.errors.items()}


def _taken_in(request: HttpRequest, viewer: Viewer, form: ProgramForm) -> Outcome:
    assert viewer.key is not None
    told, site = form.cleaned_data, request.build_absolute_uri("/")[:-1]
    company, number = company_of(told["foretag"], form.number if form.hidden_numbers else "")
    asked = Asked(
        site=site,
        language=form.written_language(),
        speaks=told["sprak"],
        question=told["fraga"],
        municipality=told["kommun"],
        name=told["namn"],
        sharing=Sharing(told["dela"]),
        channel=Channel.API,
        email=told["epost"],
        phone=told["telefon"],
        company=company,
        company_number=number,
        good_times=told["tider"],
        entrance=viewer.key.organisation_id,
    )
    try:
        receipt = ask(asked, now=now(), actor=f"key:{viewer.key.prefix}")
    except Refused as refused:
        return 409, {"error": refused.refusal.value}
    given = promise_given(receipt.case)
    return 201, {
        "id": receipt.case,
        "number": receipt.number,
        "received": given.received.isoformat(),
        "due": given.due.isoformat(),
        "due_day": local_date(given.due).isoformat(),
        "page": f"{site}/fraga/min/{receipt.token}/",
    }
