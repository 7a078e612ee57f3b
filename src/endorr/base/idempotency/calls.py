"""Lets an API operation answer a call once, by the header Idempotency-Key."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from endorr.base.clock import now
from endorr.base.idempotency.commands import Answer, OtherRequestError, UnacceptableKeyError, remember
from endorr.base.idempotency.rules import Kind, digest

HEADER = "Idempotency-Key"

Outcome = tuple[int, Any]  # status and JSON body, as an operation of ninja returns them

FIRST_REFUSAL = 400


def call_once(request: HttpRequest, *, scope: str, deed: Callable[[], Outcome]) -> Outcome:
    """Do a deed unless this call was answered before; return status and body, then or now.

    A success is kept. A refusal (4xx, 5xx) is not: what was written on the way is undone, and the call may be repeated
    when the reason is gone. Without the header the call is answered 400; the same key with another request, 422
    (draft-ietf-httpapi-idempotency-key-header-07, 2.6 and 2.7).
    """

    def kept() -> Answer:
        status, body = deed()
        return Answer([status, body], kept=status < FIRST_REFUSAL)

    seen = digest([settings.SECRET_KEY, request.method or "", request.get_full_path(), request.body])
    try:
        answer = remember(
            request.headers.get(HEADER, ""), scope=scope, digest=seen, kind=Kind.CALL, now=now(), deed=kept
        )
    except OtherRequestError:
        return 422, {"error": f"This {HEADER} was used before, for another request."}
    except UnacceptableKeyError:
        return 400, {"error": f"Send an {HEADER} of 8 to 100 letters, digits, dots, underscores, colons or hyphens."}
    status, body = answer.value
    return status, body
