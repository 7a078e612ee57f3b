"""The words in which a room tells what it knows of a person, and how it forgets it.

A room that keeps anything of a person has an `erasing.py` with some of `known(person) -> Known`, `found(addresses) ->
Known`, `held(subject) -> [Held]` and `erase(subject, now) -> {what: how many}`. `erase` is called in one transaction
with every other room's and must be idempotent; `held` reads what a person may be told of themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Known:
    """What one room knows a person by; `things` are the public ids of what is about the person and nobody else."""

    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to be forgotten: a public id, and by what else the person is found."""

    person: str
    addresses: frozenset[str]
    names: frozenset[str]
    things: frozenset[str]

    def named_in(self, text: str, *, about: str = "") -> bool:
        """Say whether a text tells of the person: an address anywhere, a name where the text is about them.

        A name alone is no proof, for others may bear it.
        """
        told = text.casefold()
        wanted = self.addresses | (self.names if about in self.things else frozenset())
        return any(word.casefold() in told for word in wanted if word)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing a room keeps of a person, for a register extract (GDPR art. 15): what, since when, what it says."""

    what: str | Promise
    at: datetime | None
    said: tuple[tuple[str | Promise, str], ...]


Knows = Callable[[str], Known]
Finds = Callable[[frozenset[str]], Known]
Holds = Callable[[Subject], Iterable[Held]]
Erase = Callable[[Subject, datetime], Mapping[str, int]]


def _declared(attribute: str) -> Iterator[tuple[str, Any]]:
    for config in apps.get_app_configs():
        name = f"{config.name}.erasing"
        if config.name.startswith("endorr.") and find_spec(name) is not None:
            found = getattr(import_module(name), attribute, None)
            if found is not None:
                yield config.label, found


def subject_of(person: str, *, addresses: frozenset[str] = frozenset()) -> Subject:
    """Gather what every room knows a person by; `addresses` are those somebody told us besides.

    What a room has under any of the addresses is the person's too, but leads to no further address.
    """
    known = [knows(person) for _room, knows in _declared("known")]
    every = addresses.union(*(one.addresses for one in known)) - {""}
    known += [finds(every) for _room, finds in _declared("found")]
    return Subject(
        person=person,
        addresses=every,
        names=frozenset().union(*(one.names for one in known)),
        things=frozenset({person}).union(*(one.things for one in known)),
    )


def held_of(subject: Subject) -> list[tuple[str, Held]]:
    """Return everything every room keeps of a person, with the room's label, in the rooms' order."""
    return [(room, one) for room, holds in _declared("held") for one in holds(subject)]


def erasers() -> tuple[tuple[str, Erase], ...]:
    """Return each room that forgets people and how."""
    return tuple(_declared("erase"))
