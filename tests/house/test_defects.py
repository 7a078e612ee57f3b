"""The page of others' defects points at tests that are there, and at decisions that were made."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
DECISION = re.compile(r"\[decided\]\((decisions/[\w-]+\.md)\)")
NOT_YET = 1
"""Rows that may say they are not there yet; a smaller number is progress, a larger needs a reason."""


def rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "defects.md").read_text(encoding="utf-8").splitlines()
    told = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if re.match(r"\| [CE]\d", line)]
    assert all(len(row) == 3 for row in told)
    return told


@cache
def names_in(path: str) -> frozenset[str]:
    return frozenset(re.findall(r"def (test_\w+)\(", (ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_defect_is_caught_by_a_test_or_answered_by_a_decision(row: list[str]) -> None:
    _mark, _what, where = row
    tests, decisions = TEST.findall(where), DECISION.findall(where)
    assert tests or decisions or where == "not there yet"
    assert [name for path, name in tests if name not in names_in(path)] == []
    assert all((ROOT / "docs" / path).is_file() for path in decisions)


def test_none_is_left_out_or_told_twice() -> None:
    marks = [row[0] for row in rows()]
    numbered = [[int(mark[1:]) for mark in marks if mark[0] == kind] for kind in "CE"]
    assert [list(range(1, len(one) + 1)) for one in numbered] == numbered
    assert len({row[1] for row in rows()}) == len(marks)
    assert sum(row[2] == "not there yet" for row in rows()) <= NOT_YET
