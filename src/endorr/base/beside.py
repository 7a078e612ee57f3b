"""What a room has to say beside a page of a room below it: the page asks, and whoever has something declares it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Aside:
    """A heading, a sentence or two, and where the reader may do something about it."""

    heading: str
    text: str
    link: Link


type Teller = Callable[[Viewer, str, datetime], Iterable[Aside]]
"""What is said beside a page to a viewer, by the public id of what it is about: one query, and nothing to others."""


@cache
def _tellers(page: str) -> tuple[Teller, ...]:
    found: list[Teller] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.beside"
        if config.name.startswith("endorr.") and config.name != "endorr.base" and find_spec(name) is not None:
            declared: Mapping[str, Teller] = getattr(import_module(name), "BESIDE", {})
            found += [teller for at, teller in declared.items() if at == page]
    return tuple(found)


def beside(page: str, viewer: Viewer, about: str, *, now: datetime) -> Iterator[Aside]:
    """Give what every room's `beside.BESIDE` has to say at a page, by its address's name such as "cases:case"."""
    for teller in _tellers(page):
        yield from teller(viewer, about, now)
