"""One small change at a time to a pure room: what may be changed, and every module so changed.

Strings, annotations and tuning numbers are left alone.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

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
    """A changed module: its name, the line changed, what changed, the whole tree, and the function it happened in.

    `function` is its first line, decorators included, as its code object tells it; 0 for what happens on import.
    """

    module: str
    line: int
    what: str
    tree: ast.Module
    function: int


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
                whole = ast.fix_missing_locations(changed)
                yield Mutant(f"endorr.{room}.{path.stem}", line, what, whole, _function_at(tree, line))


def _function_at(tree: ast.Module, line: int) -> int:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    around = [node for node in functions if node.body[0].lineno <= line <= (node.end_lineno or 0)]
    innermost = max(around, key=lambda node: node.lineno, default=None)
    return min([innermost.lineno, *(one.lineno for one in innermost.decorator_list)]) if innermost else 0
