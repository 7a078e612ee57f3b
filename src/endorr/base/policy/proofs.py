"""Asks the sub-packages that know links and keys for proof; without a proof such a door stays shut.

A prover is named in the settings by its door: the gate imports nothing that lies above it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from endorr.base.policy.rules import Door
from endorr.base.tenancy.rules import Viewer

Prover = Callable[[HttpRequest, Mapping[str, Any]], Viewer | None]


@cache
def _prover(path: str) -> Prover:
    found: Prover = import_string(path)
    return found


def proved(door: Door, request: HttpRequest, arguments: Mapping[str, Any]) -> Viewer | None:
    """Return whom a request proves to come from at a door, by its own headers and URL arguments; None without proof."""
    path = settings.PROVERS.get(door.value)
    return _prover(path)(request, arguments) if path else None
