"""The documents say what is so: every room on the map in its place, every link leads somewhere, one word per thing."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from tests.house.test_house import ROOT, SOURCE, tracked

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
ROW = re.compile(r"^\| (?P<cells>.+) \|$", re.MULTILINE)
CODE = re.compile(r"^`(\w+)`$")


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every table row but headings and rules."""
    lines = text.splitlines()
    for line, following in pairwise([*lines, ""]):
        match = ROW.match(line)
        if match and not set(line) <= set("|- ") and not (following and set(following) <= set("|- ")):
            yield [cell.strip() for cell in match["cells"].split(" | ")]


def on_the_map(text: str) -> list[str]:
    return [match[1] for cells in rows(text) if (match := CODE.match(cells[0]))]


def packages(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def layers(contract: str) -> list[str]:
    """Return the rooms of a contract from top to bottom, siblings as written."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (found,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["id"] == contract)
    return [name.strip(" ()") for layer in found["layers"] for name in layer.split("|")]


MAP = (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8")
ROOMS, INSIDE_BASE = MAP.split("### Inside base")[0], MAP.split("### Inside base")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("text", "contract", "folder", "beside"),
    [(ROOMS, "rooms", SOURCE, {"settings"}), (INSIDE_BASE, "base", SOURCE / "base", set())],
    ids=["rooms", "base"],
)
def test_the_map_shows_every_room_in_its_place(text: str, contract: str, folder: Path, beside: set[str]) -> None:
    shown = on_the_map(text)
    assert set(shown) == packages(folder) - beside, "docs/rooms.md has a row for each room, and for no other"
    assert shown == [name for name in layers(contract) if name in shown], "in the order of the import contracts"
    assert all(f"`{name}`" in text for name in beside)


def documents() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def broken_links(path: Path, text: str) -> list[str]:
    local = [target.partition("#")[0] for target in LINK.findall(text) if "://" not in target and target[0] != "#"]
    return [target for target in local if not target.startswith("mailto:") and not (path.parent / target).exists()]


def test_every_link_of_a_document_leads_somewhere() -> None:
    found = {str(path.relative_to(ROOT)): broken_links(path, path.read_text(encoding="utf-8")) for path in documents()}
    assert {name: links for name, links in found.items() if links} == {}


def test_a_link_to_nowhere_is_caught() -> None:
    assert broken_links(ROOT / "README.md", "[a](docs/rooms.md#x) [b](docs/gone.md) [c](https://a.example)") == [
        "docs/gone.md"
    ]


def test_every_decision_is_listed_and_fits_a_page() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix(f"# {path.name[:4]}. ")
        assert f"| [{path.name[:4]}]({path.name}) | {title} |" in index
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
        assert len(text.split()) < 500


def test_the_glossary_has_one_word_for_one_thing() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").partition("## Sentences")[0]
    words = list(rows(text))
    assert len(words) > 50
    for column in (0, 1):
        assert [word for word, times in Counter(cells[column] for cells in words).items() if times > 1] == []


def test_publiccode_is_what_its_standard_asks() -> None:
    """Against publiccode.yml 0.5: mandatory keys but the address, lengths, enumerations we use."""
    about = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert about["publiccodeYmlVersion"] == "0.5"
    assert about.get("url", "https://").startswith("https://")
    assert not re.search(r"[./]example\b", about.get("url", "")), "an address that leads nowhere"
    assert {"name", "platforms", "developmentStatus", "softwareType", "description"} <= set(about)
    assert about["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert about["softwareType"] == "standalone/web"
    for described in about["description"].values():
        assert len(described["shortDescription"]) <= 150
        assert 150 <= len(described["longDescription"]) <= 10_000
        assert described["features"]
    assert about["maintenance"]["type"] in {"internal", "community"}
    assert about["maintenance"]["contacts"]
    assert about["localisation"]["localisationReady"] is True
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about["legal"]["license"] == settings["license"]
    assert about["softwareVersion"] == settings["version"]
