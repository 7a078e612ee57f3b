"""What a screen reader is given, kept as text that a person can read through and a test can compare."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

TRANSCRIPTS = Path(__file__).with_name("transcripts")

# What differs from one run to the next says nothing about the page.
CHANGES = (
    (r"http://(localhost|127\.0\.0\.1):\d+", ""),
    (r"/(fraga/(?:min|efterat|ratt-person|fel-person|dela)|uppdrag)/[^/\s\"?]+", r"/\1/..."),
    (r"/utkast/[0-9a-f]+", "/utkast/..."),
    (r"svar\+\w-\w+@\w+", "svar+...@..."),
    (r"/arbete/fragor/(?!ny/)[0-9a-z]{8,}", "/arbete/fragor/..."),
    (r"EX-\d{4}-\d{4}", "EX-0000-0000"),
    # Whom the match proposes, and why, is learnt anew each week; its own tests hold it.
    (r'( *)- region "Kan passa":\n(?:\1 +.*\n)+', r'\1- region "Kan passa": ...\n'),
)


def spoken(page: Page) -> str:
    """Return what is said of the page's main part, or of the whole where there is none, as in a mail."""
    page.wait_for_load_state()  # a click waits for the next page's first byte, not for its last
    main = page.locator("main")
    told = (main if main.count() else page.locator("body")).aria_snapshot()
    for found, put in CHANGES:
        told = re.sub(found, put, told)
    return told


def assert_reads_as(name: str, told: list[str]) -> None:
    """Fail unless a journey reads as its transcript does; RECORD_TRANSCRIPTS=yes writes it down instead."""
    heard, file = "\n\n".join(told) + "\n", TRANSCRIPTS / f"{name}.txt"
    if os.environ.get("RECORD_TRANSCRIPTS"):
        file.write_text(heard, encoding="utf-8")
    assert heard == file.read_text(encoding="utf-8"), "read it aloud: if it is right, RECORD_TRANSCRIPTS=yes keeps it"
