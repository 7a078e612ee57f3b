"""The words in which a room tells what a document says that it has written in an authority's diary, field by field.

A room that keeps more of a document than the diary does has a `documents.py` with `said(paper) -> [Said]`. What it
returns is tested field by field before anybody outside sees it, so whatever may be secret has a field of its own. Only
a document of the paper's own authority is told, and nothing where the room keeps no more than the diary tells.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Paper:
    """A registered document: its authority (public id), what it is about, and the deed by which it was registered."""

    entity: str
    about: str
    kind: str
    subject: str
    at: datetime

    @property
    def room(self) -> str:
        return self.kind.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a document says: its key within the document, how it is called, and what it says."""

    key: str
    label: str | Promise
    value: str


Says = Callable[[Paper], Iterable[Said]]


@cache
def _declared() -> Mapping[str, Says]:
    found: dict[str, Says] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.documents"
        if config.name.startswith("endorr.") and find_spec(name) is not None:
            says = getattr(import_module(name), "said", None)
            if says is not None:
                found[config.label] = says
    return found


def said_in(paper: Paper) -> list[Said]:
    """Return what a document says, as the room that registered it keeps it; nothing left out is said."""
    says = _declared().get(paper.room)
    return [one for one in says(paper) if one.value] if says else []
