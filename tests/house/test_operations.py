"""The settings that operators are told of are those that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\bENDORR_[A-Z_]*[A-Z]\b")


def names_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in NAME.findall(path.read_text(encoding="utf-8"))}


def test_every_setting_is_told_and_nothing_else_is() -> None:
    read = names_in(*(ROOT / "src").rglob("*.py"), *(path for path in (ROOT / "script").iterdir() if path.is_file()))
    assert names_in(ROOT / "docs" / "operations.md") == read
