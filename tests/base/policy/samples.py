"""Gathers what each room gives to fill in its addresses with: `SAMPLES` in a walk_samples.py beside its tests."""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.base.policy.world import Arguments

TESTS = Path(__file__).resolve().parents[2]


@cache
def _modules() -> tuple[ModuleType, ...]:
    paths = sorted(TESTS.rglob("walk_samples.py"))
    names = (".".join(path.relative_to(TESTS.parent).with_suffix("").parts) for path in paths)
    return tuple(import_module(name) for name in names)


def samples() -> dict[str, Arguments]:
    """Return, address by address, the function that gives its arguments: `(world, visitor, whose) -> kwargs`.

    `whose` is the side whose thing the address shall lead to; for what is a person's own it is the visitor's thing
    when it is the visitor's side, and somebody else's otherwise.
    """
    return {name: fill for module in _modules() for name, fill in getattr(module, "SAMPLES", {}).items()}


def depends() -> dict[str, str]:
    """Return the addresses that may be as if they did not exist for another reason than who asks, and the reason."""
    return {name: why for module in _modules() for name, why in getattr(module, "DEPENDS", {}).items()}
