"""Mutation testing of a pure room: one small change at a time, and whether the room's tests notice.

Each change is tried in a forked process that loads the changed module instead of the file, so nothing on disk is
touched and the heavy libraries are loaded once. Strings, annotations and tuning numbers are left alone.
"""

import argparse
import ast
import copy
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240

# Test files in the order that finds most soonest, and those that start other processes left out.
LATE = ("test_national_days", "test_against_walker", "test_properties", "test_batch")
LEFT_OUT = ("test_command",)
# Numbers that change how fast an answer comes and not what it is; flags of dataclasses and zip.
TUNING = {"CHUNK", "ROWS_FOR_TABLE", "MOST_ENTRIES", "MOST_OCCURRENCES", "LONGEST", "TABLE_START", "TABLE_END", "WEEK"}
FLAGS = {"frozen", "slots", "eq", "order", "strict", "maxsize", "copy", "casting"}

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
TWINS = {"max": "min", "min": "max", "bisect_left": "bisect_right", "bisect_right": "bisect_left"} | {
    "maximum": "minimum",
    "minimum": "maximum",
    "any": "all",
    "all": "any",
}


@dataclass(frozen=True)
class Mutant:
    """A changed module: its name, the line changed, what changed, and the whole tree."""

    module: str
    line: int
    what: str
    tree: ast.Module


def places(tree: ast.Module) -> list[ast.AST]:
    """Every node that may be changed, in order; the same order for every copy of the tree."""
    found: list[ast.AST] = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.keyword) and node.arg in FLAGS:
            return
        if (
            isinstance(node, ast.Assign)
            and {target.id for target in node.targets if isinstance(target, ast.Name)} & TUNING
        ):
            return
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        found.append(node)
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "type_params"} or isinstance(node, ast.TypeAlias):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    visit(child)

    visit(tree)
    return found


def changes(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The fields of a node that can be changed, each with a description."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SWAPS:
        yield "ops", f"{type(node.ops[0]).__name__} -> {SWAPS[type(node.ops[0])].__name__}"
    elif isinstance(node, ast.Compare):
        yield "ops", f"first {type(node.ops[0]).__name__} changed"
        yield "ops_last", f"last {type(node.ops[-1]).__name__} changed"
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in SWAPS:
        yield "op", f"{type(node.op).__name__} -> {SWAPS[type(node.op)].__name__}"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub | ast.Invert):
        yield "unary", f"{type(node.op).__name__} removed"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "value", f"{node.value!r} changed"
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "test", "condition turned"
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "return", "returns None"
    elif isinstance(node, ast.Call) and _called(node) in TWINS:
        yield "call", f"{_called(node)} -> {TWINS[_called(node)]}"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def change(node: ast.AST, field: str) -> None:
    """Make one change in place."""
    if field in {"ops", "ops_last"}:
        assert isinstance(node, ast.Compare)
        at = -1 if field == "ops_last" else 0
        node.ops[at] = SWAPS[type(node.ops[at])]()  # type: ignore[call-overload]
    elif field == "op":
        node.op = SWAPS[type(node.op)]()  # type: ignore[attr-defined]
    elif field == "unary":
        node.op = ast.UAdd() if not isinstance(node.op, ast.Not) else node.op  # type: ignore[attr-defined]
        if isinstance(node.op, ast.Not):  # type: ignore[attr-defined]
            node.operand = ast.UnaryOp(ast.Not(), node.operand)  # type: ignore[attr-defined]
    elif field == "value":
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[attr-defined]
    elif field == "test":
        node.test = ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]
    elif field == "return":
        node.value = ast.Constant(None)  # type: ignore[attr-defined]
    elif field == "call":
        assert isinstance(node, ast.Call)
        if isinstance(node.func, ast.Name):
            node.func.id = TWINS[node.func.id]
        elif isinstance(node.func, ast.Attribute):
            node.func.attr = TWINS[node.func.attr]


def mutants(room: str, only: str | None) -> Iterator[Mutant]:
    """Every mutant of a room's modules."""
    for path in sorted((ROOT / "src" / "endorr" / room).glob("*.py")):
        if path.stem == "__init__" or (only and path.stem != only):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for index, node in enumerate(places(tree)):
            for field, what in changes(node):
                changed = copy.deepcopy(tree)
                change(places(changed)[index], field)
                line = getattr(node, "lineno", 0)
                yield Mutant(f"endorr.{room}.{path.stem}", line, what, ast.fix_missing_locations(changed))


class Changed(MetaPathFinder):
    """Loads one module from a changed tree instead of its file."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.origin is not None
        tree = self.mutant.tree

        class Loader(SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                assert spec is not None
                return compile(tree, str(spec.origin), "exec")

        spec.loader = Loader(fullname, spec.origin)
        return spec


def test_files(room: str) -> list[str]:
    """The room's test files, quick and telling ones first."""
    names = [path for path in sorted((ROOT / "tests" / room).glob("test_*.py")) if path.stem not in LEFT_OUT]
    return [str(path) for path in sorted(names, key=lambda path: (path.stem in LATE, path.stem != "test_worked_cases"))]


def survives(mutant: Mutant | None, room: str) -> int:
    """Start a process that tries one mutant (or none); exit code 0 means that the tests noticed nothing."""
    child = os.fork()
    if child:
        return child
    signal.alarm(SECONDS)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code = 3
    try:
        import pytest
        from hypothesis import settings

        settings.register_profile("mutants", database=None, derandomize=True)
        settings.load_profile("mutants")
        if mutant:
            sys.meta_path.insert(0, Changed(mutant))
        options = ["-x", "-q", "-c", os.devnull, f"--rootdir={ROOT}", "--noconftest", "--import-mode=importlib"]
        options += ["-p", "no:cacheprovider", "-k", "not hundred_thousand"]
        code = int(pytest.main([*options, *test_files(room)]))
    finally:
        os._exit(code)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room")
    parser.add_argument("--only")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import holidays  # noqa: F401  heavy, so loaded before the processes part
    import hypothesis.strategies  # noqa: F401
    import icalendar  # noqa: F401
    import numpy as np  # noqa: F401
    import pytest  # noqa: F401

    _, code = os.waitpid(survives(None, chosen.room), 0)
    if code:
        sys.stderr.write("The tests must pass before anything is changed.\n")
        return 2
    found = list(mutants(chosen.room, chosen.only))
    if chosen.sample and chosen.sample < len(found):
        found = random.Random(1).sample(found, chosen.sample)
    return report(found, chosen.room, chosen.jobs)


def report(found: list[Mutant], room: str, jobs: int) -> int:
    """Try all mutants, tell the survivors, and the share that was noticed."""
    running: dict[int, Mutant] = {}
    waiting, survivors = list(reversed(found)), 0
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[survives(mutant, room)] = mutant
        child, code = os.wait()
        mutant = running.pop(child)
        if code == 0:
            survivors += 1
            sys.stdout.write(f"survived  {mutant.module}:{mutant.line}  {mutant.what}\n")
            sys.stdout.flush()
    killed = len(found) - survivors
    sys.stdout.write(f"{killed} of {len(found)} changes noticed: {100 * killed / max(1, len(found)):.1f} %\n")
    return 0 if killed >= 0.9 * len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
