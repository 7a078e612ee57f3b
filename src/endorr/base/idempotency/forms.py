"""Lets a view answer a form once: `@once` around it, `{% form_nonce %}` in the form."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from endorr.base.clock import now
from endorr.base.idempotency.commands import Answer, OtherRequestError, UnacceptableKeyError, remember
from endorr.base.idempotency.rules import Kind, digest

FIELD = "form_nonce"
NOT_COMPARED = frozenset({FIELD, "csrfmiddlewaretoken"})

View = Callable[..., HttpResponse]


def new_nonce() -> str:
    """Return a fresh key for one showing of a form."""
    return secrets.token_hex(16)


def once(view: View) -> View:
    """Let a POST do its deed once: sent again with the same fields it is redirected as the first time.

    Anything but a redirect (a form with errors) is not kept: what the view wrote on the way is undone, and the
    corrected form may come with the same nonce. The same nonce with other fields after a deed is answered 409 in plain
    words; a POST without a nonce, 400.
    """

    @wraps(view)
    def answer_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        return _answer(request, lambda: view(request, *args, **kwargs))

    return answer_once


def _answer(request: HttpRequest, deed: Callable[[], HttpResponse]) -> HttpResponse:
    responses: list[HttpResponse] = []

    def once_only() -> Answer:
        response = deed()
        responses.append(response)
        is_redirect = isinstance(response, HttpResponseRedirect)
        return Answer(
            {"location": response.url} if isinstance(response, HttpResponseRedirect) else None, kept=is_redirect
        )

    nonce = request.POST.get(FIELD, "")
    try:
        answer = remember(
            nonce, scope=_scope(request), digest=_digest(request), kind=Kind.FORM, now=now(), deed=once_only
        )
    except OtherRequestError:
        return render(request, "idempotency/other_request.html", status=409)
    except UnacceptableKeyError:
        return render(request, "idempotency/no_nonce.html", status=400)
    return responses[0] if responses else HttpResponseRedirect(answer.value["location"])


def _scope(request: HttpRequest) -> str:
    match = request.resolver_match
    person = request.viewer.user_id or "anonymous"  # type: ignore[attr-defined]
    return f"{match.view_name if match else request.path}:{person}"[:120]


def _digest(request: HttpRequest) -> str:
    fields = [
        text
        for name, values in sorted(request.POST.lists())
        if name not in NOT_COMPARED
        for text in (name, str(len(values)), *values)
    ]
    files = [part for name, file in sorted(request.FILES.items()) for part in (name, _content(file))]
    # With the secret in it: what was typed may be a number that whoever reads the row could find by trying them all.
    return digest([settings.SECRET_KEY, request.path, *fields, *files])


def _content(file: Any) -> str:
    found = digest(bytes(chunk) for chunk in file.chunks())
    file.seek(0)
    return found
