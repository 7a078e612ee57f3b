"""Gathers every room's rules into the one table the gate asks, and holds it against the addresses there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from endorr.base.policy.rules import Rule


def _rules_of(package: str) -> tuple[Rule, ...]:
    name = f"{package}.policy"
    if find_spec(name) is None:
        return ()
    rules: tuple[Rule, ...] = import_module(name).POLICY
    return rules


@cache
def policy_table() -> dict[str, Rule]:
    """Return every rule by its URL's name; raises ValueError when two rooms speak for the same URL."""
    table: dict[str, Rule] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("endorr."):
            continue
        for rule in _rules_of(config.name):
            if rule.url in table:
                raise ValueError(f"two rules for {rule.url}")
            table[rule.url] = rule
    return table


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the house: its name and its pattern as written in the URL configuration.

    `name` is empty for an address nobody can name, which therefore no rule can speak of.
    """

    name: str
    pattern: str
    arguments: tuple[str, ...]


def addresses(resolver: URLResolver | None = None) -> list[Address]:
    """Return every address the URL configuration answers, in its order, in the default language."""
    root = resolver or get_resolver()
    with translation.override(settings.LANGUAGE_CODE):
        return list(_walk(root.url_patterns, prefix="", namespaces=(), arguments=()))


def _walk(
    patterns: Sequence[URLPattern | URLResolver],
    *,
    prefix: str,
    namespaces: tuple[str, ...],
    arguments: tuple[str, ...],
) -> Iterator[Address]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        named = (*arguments, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            spaces = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, prefix=path, namespaces=spaces, arguments=named)
        else:
            name = ":".join((*namespaces, pattern.name)) if pattern.name else ""
            yield Address(name, "/" + path, named)


def faults(found: Sequence[Address], table: dict[str, Rule]) -> list[str]:
    """Return a sentence for each address without a rule, each rule without an address, and each name used twice."""
    names = [address.name for address in found]
    unnamed = [f"{address.pattern} has no name, so no rule can speak of it" for address in found if not address.name]
    unruled = [
        f"{address.pattern} ({address.name}) has no policy"
        for address in found
        if address.name and address.name not in table
    ]
    unused = [f"{name} has a policy but no address" for name in table if name not in names]
    return sorted({*unnamed, *unruled, *unused})


def as_markdown() -> str:
    """Return the whole table as Markdown: one line for each address and method."""
    table = policy_table()
    lines = [
        f"| {address.name} | `{address.pattern}` | {method} | {access.who} | {access.within} |"
        for address in sorted(addresses(), key=lambda address: address.pattern)
        for method, access in sorted(table[address.name].methods.items())
    ]
    return "\n".join(["| url | pattern | method | who | within |", "| --- | --- | --- | --- | --- |", *lines])


def scopes() -> list[str]:
    """Return everything an API key can be for: what the rules ask of keys, in alphabetical order."""
    return sorted(
        {access.scope for rule in policy_table().values() for access in rule.methods.values() if access.scope}
    )
