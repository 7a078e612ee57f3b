"""The accessibility statement is younger than a year when we release, and speaks of pages that exist."""

import re
import subprocess
from datetime import date

from django.urls import resolve
from tests.house.test_house import ROOT

from endorr.site.accessibility import LISTED_ON, is_stale, last_record

RELEASE = re.compile(r"^## \[\d[^\]]*\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def last_release(changelog: str) -> date | None:
    """Return the day of the newest release in a changelog, or None before the first."""
    days = [date.fromisoformat(day) for day in RELEASE.findall(changelog)]
    return max(days, default=None)


def last_change() -> date:
    said = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    return date.fromisoformat(said)


def test_the_statement_is_not_older_than_twelve_months() -> None:
    reference = last_release((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) or last_change()
    for day in (last_record().tested_on, LISTED_ON):
        assert not is_stale(day, reference), "run script/accessibility, and go through the known gaps"


def test_a_release_is_found_in_the_changelog() -> None:
    assert last_release("## [Unreleased]\n\n## [0.2.0] - 2027-03-01\n\n## [0.1.0] - 2026-12-24\n") == date(2027, 3, 1)
    assert last_release("## [Unreleased]\n") is None


def test_every_recorded_page_exists() -> None:
    assert last_record().pages
    for page in last_record().pages:
        assert resolve(re.sub(r"^/(ll|en|fi|ar)/", "/", page.address.partition("?")[0]))
