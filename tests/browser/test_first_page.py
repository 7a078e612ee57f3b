"""The first page, as a visitor's browser has it."""

from tests.browser.conftest import Open


def test_the_first_page_asks_for_little_and_complains_of_nothing(visit: Open) -> None:
    first = visit("/")
    assert len(first.requests) <= 6
    assert first.weight < 60_000
    assert first.complaints == []
