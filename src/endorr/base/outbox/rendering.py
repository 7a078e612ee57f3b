"""Makes a mail's text and HTML from a pair of templates, in the receiver's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override

from endorr.base.outbox.silence import is_quiet

_SPARE = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's words, as `enqueue_mail` wants them."""

    subject: str
    text: str
    html: str
    language: str


def render_mail(template: str, *, subject: str | Promise, context: Mapping[str, Any], language: str) -> Rendered:
    """Return a mail made from `<template>.txt` and `<template>.html`, in a language.

    A room keeps them under `templates/<room>/mail/`; they extend `outbox/mail.txt` and `outbox/mail.html` and fill
    `body`. The subject is a lazy translation, spoken in the same language as the rest.
    """
    if is_quiet():
        return Rendered(str(subject), "", "", language)
    with override(language):
        told = {**context, "subject": str(subject), "language": language}
        text = render_to_string(f"{template}.txt", told)
        html = render_to_string(f"{template}.html", told)
    return Rendered(told["subject"], _SPARE.sub("\n\n", text).strip() + "\n", html.strip() + "\n", language)
