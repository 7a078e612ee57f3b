"""What every template may know of its page's languages."""

from typing import Any

from django.http import HttpRequest

from endorr.base.i18n.pages import alternatives, is_easy, notice


def words(request: HttpRequest) -> dict[str, Any]:
    """Return `page_languages` for the switcher and the alternate links, `language_notice`, and `is_easy`."""
    return {
        "page_languages": alternatives(request),
        "language_notice": notice(request),
        "is_easy": is_easy(request),
    }
