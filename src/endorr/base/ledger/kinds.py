"""The kinds of event the house knows: each room names its own, with one line on what it means."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_KINDS: dict[str, str] = {}
_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class UnknownKindError(LookupError):
    """An event was about to be recorded of a kind that no room has named."""


def kind(name: str, description: str) -> str:
    """Name a kind of event as `room.deed` and return the name; a room does so at the top of its commands.

    Raises ValueError for a name of another shape, a missing description, or a name given twice with different words.
    """
    if not _NAME.fullmatch(name) or not description.strip():
        raise ValueError(f"a kind is written room.deed with a line on what it means, not {name!r}")
    if _KINDS.setdefault(name, description) != description:
        raise ValueError(f"{name} has already been described otherwise")
    return name


def known(name: str) -> str:
    """Return `name` when a room has named it; raises UnknownKindError otherwise."""
    if name not in _KINDS:
        raise UnknownKindError(f"no room has named the event {name!r}; see endorr.base.ledger.kinds.kind")
    return name


def all_kinds() -> Mapping[str, str]:
    """Return every named kind with its line; complete once the rooms' commands are imported."""
    return MappingProxyType(dict(sorted(_KINDS.items())))
