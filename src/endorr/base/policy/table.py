"""Gathers every room's rules into the one table the gate asks."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

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
