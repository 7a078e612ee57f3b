"""The page that says where everything is may not point at what is not there."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
MISSING = "not there yet"


def rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return told[2:]


def is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_what_is_said_to_be_there_has_an_address_and_a_test(row: list[str]) -> None:
    _what, texts, where, tested = row
    assert re.fullmatch(r"S[0-4]( S[0-4])*", texts)
    if where.startswith(MISSING):
        assert tested == ""
        return
    address = re.fullmatch(r"`(/[^`]*)`", where)
    assert address, "an address of the demo, or that it is not there yet"
    assert is_there(address[1].partition("?")[0])
    test = re.fullmatch(r"`(tests/[^`]+)`", tested)
    assert test
    assert (ROOT / test[1]).is_file()


def test_every_text_is_read_whole() -> None:
    told = [text for row in rows() for text in row[1].split()]
    assert len(rows()) >= 55
    assert {f"S{number}" for number in range(5)} == set(told)
