"""The statistics command in the hands of somebody with a file: it converts whole, or leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from tests.statistics.samples import DATA

from endorr.cli.statistics import command
from endorr.statistics.formats.files import read_table

EXPORTS = DATA / "exports.px"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.mark.parametrize("ending", ["px", "json", "csv", "xlsx"])
def test_a_table_goes_to_every_format_and_back_with_its_figures(ending: str, tmp_path: Path) -> None:
    there, back = tmp_path / f"export.{ending}", tmp_path / "export.px"
    assert run("convert", EXPORTS, there).exit_code == 0
    assert run("convert", there, back).exit_code == 0
    table, again = read_table(EXPORTS)[0], read_table(back)[0]
    assert np.allclose(again.observations.values, table.observations.values, rtol=1e-15, atol=0, equal_nan=True)
    assert np.array_equal(again.observations.flags, table.observations.flags)
    assert [each.codes for each in again.head.dimensions] == [each.codes for each in table.head.dimensions]


def test_a_broken_file_is_told_in_words_and_leaves_nothing_behind(tmp_path: Path) -> None:
    broken, target = tmp_path / "trasig.px", tmp_path / "export.json"
    broken.write_bytes(EXPORTS.read_bytes().replace(b"12.5 13 13.25", b"12.5 x 13.25"))
    result = run("convert", broken, target)
    assert result.exit_code == 2
    assert result.stderr.startswith("trasig.px, rad 74, DATA: väntade ett tal")
    assert "line 74" in run("convert", broken, target, "--language", "en").stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["trasig.px"]


def test_what_cannot_be_written_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    source, target = tmp_path / "grekland.px", tmp_path / "export.px"
    source.write_bytes(
        EXPORTS.read_bytes()
        .decode("cp1252")
        .replace("Övningsvärlden", "Ελλάδα")
        .replace("windows-1252", "utf-8")
        .encode()
    )
    target.write_text("den gamla", encoding="utf-8")
    result = run("convert", source, target, "--charset", "windows-1252")
    assert (result.exit_code, target.read_text(encoding="utf-8")) == (2, "den gamla")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["export.px", "grekland.px"]


@pytest.mark.parametrize(
    ("source", "target"), [("export.sas", "export.px"), ("saknas.px", "export.json"), ("export.px", "export.sas")]
)
def test_unknown_endings_and_missing_files_are_told(source: str, target: str, tmp_path: Path) -> None:
    (tmp_path / "export.px").write_bytes(EXPORTS.read_bytes())
    result = run("convert", tmp_path / source, tmp_path / target)
    assert result.exit_code == 2
    assert result.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["export.px"]


def test_inspect_says_in_swedish_what_the_file_is() -> None:
    lines = run("inspect", EXPORTS).stdout.splitlines()
    assert lines[0] == "Titel: Export efter län, varugrupp, innehåll och år"
    assert "  län (kod Region), område: 2 värden: Västerbotten, Norrbotten" in lines
    assert "Perioder: 2019 – 2021 (3)" in lines
    assert "Celler: 36, med siffra: 30, utan siffra: 6 (. 1, .. 1, ... 1, .... 1, ..... 1, ...... 1)" in lines


def test_inspect_says_it_in_english_with_the_warnings(tmp_path: Path) -> None:
    blemished = tmp_path / "export.px"
    blemished.write_bytes(EXPORTS.read_bytes().replace(b"SHOWDECIMALS=1", b"SHOWDECIMALS=9"))
    lines = run("inspect", blemished, "--language", "en").stdout.splitlines()
    assert lines[0] == "Title: Exports by county, commodity, contents and year"
    assert lines[-2:] == ["Warnings: 1", "  export.px, line 8, SHOWDECIMALS: expected a whole number 0-6, found «9»"]


def test_the_command_starts_without_django() -> None:
    code = "import sys, endorr.cli.statistics; sys.exit('django' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], check=False, env={"PYTHONPATH": "src"}, cwd=Path(__file__).parents[2]
        ).returncode
        == 0
    )
