"""Stops whoever tries links at random, by the cache that all processes share."""

import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MISSES = 20
WINDOW = 600  # seconds


def _address(request: HttpRequest) -> str:
    """Return the visitor's address; behind our proxy it is the last one the proxy wrote down."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return str(forwarded.rpartition(",")[2].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def visitor_key(request: HttpRequest, counted: str) -> str:
    """Return the key under which the cache counts something about a visitor, by the address they come from."""
    # Addresses are personal data: the cache holds only what they hash to.
    digest = hmac.new(settings.SECRET_KEY.encode(), _address(request).encode(), "sha256").hexdigest()
    return f"{counted}.{digest}"


def _key(request: HttpRequest) -> str:
    return visitor_key(request, "links.misses")


def may_try(request: HttpRequest) -> bool:
    """Say whether this visitor may try another link: at most MISSES wrong ones in ten minutes."""
    return int(cache.get(_key(request), 0)) < MISSES


def note_miss(request: HttpRequest) -> None:
    """Count a link that opened nothing."""
    key = _key(request)
    cache.add(key, 0, timeout=WINDOW)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two lines
        cache.set(key, 1, timeout=WINDOW)
