"""Gathers what rooms keep files for: `FILES`, a tuple of Purpose, in a room's policy.py."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from endorr.base.files.rules import Purpose


@cache
def purposes() -> dict[str, Purpose]:
    """Return every purpose by name; raises ValueError when two rooms use the same name."""
    found: dict[str, Purpose] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.policy"
        if not config.name.startswith("endorr.") or find_spec(name) is None:
            continue
        for purpose in getattr(import_module(name), "FILES", ()):
            if purpose.name in found:
                raise ValueError(f"two purposes are called {purpose.name}")
            found[purpose.name] = purpose
    return found
