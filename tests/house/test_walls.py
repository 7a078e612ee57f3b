"""The walls between rooms: imports and foreign keys go down, tables are reached through their own room."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "endorr"


def layers() -> list[set[str]]:
    """The rooms from top to bottom, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rooms = next(contract for contract in contracts if contract["id"] == "rooms")
    return [{name.strip(" ()") for name in layer.split("|")} for layer in rooms["layers"]]


def depth(room: str) -> int:
    return next(index for index, layer in enumerate(layers()) if room in layer)


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def foreign_model_imports(source: Path) -> list[str]:
    """Every import of a room's models from outside that room."""
    found = set()
    for path in source.rglob("*.py"):
        own = path.relative_to(source).parts[0].removesuffix(".py")
        for name in _imported(ast.parse(path.read_text(encoding="utf-8"))):
            parts = name.split(".")
            if parts[0] == "endorr" and "models" in parts[2:] and parts[1] != own:
                found.add(f"{path.relative_to(source)} reaches {name}")
    return sorted(found)


def test_no_room_reaches_anothers_models() -> None:
    # Accounts and identity rows are what foreign keys stand on, and even they are read through queries.
    assert foreign_model_imports(SOURCE) == []


def test_foreign_keys_point_down_the_layers() -> None:
    upward = []
    for model in apps.get_models():
        if not model.__module__.startswith("endorr."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and field.concrete else None
            if not isinstance(target, type) or not target.__module__.startswith("endorr."):
                continue
            room, other = model.__module__.split(".")[1], target.__module__.split(".")[1]
            if depth(other) < depth(room):
                upward.append(f"{model.__name__}.{field.name} -> {target.__name__}")
    assert upward == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house in which a fault can be planted."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "locale"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contracts_hold(house: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(house / "src")}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def test_the_house_as_it_stands_keeps_its_contracts(copy: Path) -> None:
    result = contracts_hold(copy)
    assert result.returncode == 0, result.stdout


def test_rules_that_reach_for_django_are_found(copy: Path) -> None:
    rules = copy / "src/endorr/base/tenancy/rules.py"
    rules.write_text(rules.read_text(encoding="utf-8") + "\nfrom django.db import models\n", encoding="utf-8")
    result = contracts_hold(copy)
    assert result.returncode == 1
    assert "endorr.base.tenancy.rules -> django" in result.stdout


def test_a_room_that_reaches_upward_is_found(copy: Path) -> None:
    (copy / "src/endorr/core/upward.py").write_text("import endorr.site\n", encoding="utf-8")
    result = contracts_hold(copy)
    assert result.returncode == 1
    assert "endorr.core.upward -> endorr.site" in result.stdout


def test_a_room_nobody_placed_is_found(copy: Path) -> None:
    room = copy / "src/endorr/attic"
    room.mkdir()
    (room / "__init__.py").touch()
    assert contracts_hold(copy).returncode == 1


def test_a_reach_into_anothers_models_is_found(copy: Path) -> None:
    planted = copy / "src/endorr/site/planted.py"
    planted.write_text("from endorr.base.tenancy.models import Organisation\n", encoding="utf-8")
    assert foreign_model_imports(copy / "src/endorr") == [
        "site/planted.py reaches endorr.base.tenancy.models",
        "site/planted.py reaches endorr.base.tenancy.models.Organisation",
    ]
