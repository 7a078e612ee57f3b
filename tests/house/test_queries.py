"""Whoever reads tenant data says who is looking."""

import inspect
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from endorr.base.tenancy.rules import Viewer

SOURCE = Path(__file__).resolve().parents[2] / "src"
# These know no viewer: accounts, messages, jobs, and links, which are opened by whoever holds their token.
BELOW = {"accounts", "outbox", "tasks", "ledger", "links"}
ROOMS = sorted(
    path
    for pattern in ("queries.py", "queries/[!_]*.py")
    for path in SOURCE.rglob(pattern)
    if path.parent.name not in BELOW
)


def module_of(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))


def without_viewer(module: ModuleType) -> list[str]:
    """Name the public functions that neither take `viewer` first nor say why they need none."""
    found = []
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_") or hasattr(function, "public_because"):
            continue
        first = next(iter(inspect.signature(function).parameters.values()), None)
        if first is None or first.name != "viewer" or first.annotation not in {Viewer, "Viewer"}:
            found.append(name)
    return found


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_query_takes_viewer_first_or_says_why_not(path: Path) -> None:
    assert without_viewer(module_of(path)) == []


def test_a_query_that_forgets_the_viewer_is_found() -> None:
    def all_cases(county: str) -> list[str]:
        return [county]

    planted = ModuleType("planted")
    all_cases.__module__ = "planted"
    planted.all_cases = all_cases  # type: ignore[attr-defined]
    assert without_viewer(planted) == ["all_cases"]
