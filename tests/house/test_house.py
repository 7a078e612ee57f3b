"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "endorr"

# Put together here, so that this file does not name what it forbids.
REGISTRIES = tuple(
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
)
MACHINE_PATHS = ("/" + "work/", "/" + "root/")

CLOCK_CALLS = {"now", "utcnow", "today", "localtime", "localdate", "time", "time_ns"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "time"}


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in names.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path, text in texts()
        for word in (*REGISTRIES, *MACHINE_PATHS)
        if word in text
    ]
    assert found == []


def _clock_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS):
            continue
        owner = node.func.value
        name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
        if name in CLOCK_OWNERS:
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_only_the_clock_asks_the_time() -> None:
    asked = [
        place for path in SOURCE.rglob("*.py") if "base/clock" not in path.as_posix() for place in _clock_calls(path)
    ]
    assert asked == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    if "migrations" in path.parts:
        return
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "open the module with one sentence"


def test_no_template_styles_or_scripts_inline() -> None:
    # A block of JSON-LD is data: no browser runs it, and search engines read it only where the page stands.
    script = r"<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\">)"
    inline = re.compile(script + r"|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    found = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
