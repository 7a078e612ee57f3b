"""Nothing in the house changes or removes an event."""

import ast
from collections.abc import Iterator

from tests.house.test_house import SOURCE

WRITES = {"update", "delete", "bulk_update", "update_or_create", "_raw_delete"}


def _chained(node: ast.AST) -> Iterator[str]:
    """Yield the names in a chain of calls: Event.objects.filter(...).update -> update, filter, objects, Event."""
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        else:
            node = node.func
    if isinstance(node, ast.Name):
        yield node.id


def writes_to_events(source: str) -> list[int]:
    """Return the lines on which events would be changed or removed."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            names = list(_chained(node.func))
            if names[-1] == "Event" or (names[-1] == "event" and "objects" not in names):
                found.append(node.lineno)
    return found


def test_no_code_changes_or_removes_an_event() -> None:
    found = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and (lines := writes_to_events(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_planted_change_is_found() -> None:
    assert writes_to_events("Event.objects.filter(pk=1).update(kind='x')\nevent.delete()\nrow.delete()\n") == [1, 2]
