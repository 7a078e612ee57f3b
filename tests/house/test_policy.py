"""Every address says who may, and every rule speaks of an address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, path

from endorr.base.policy.rules import EVERYONE, Area, Door, area_of, rule
from endorr.base.policy.table import addresses, as_markdown, faults, policy_table
from endorr.site import urls as site_urls

PERMISSIONS = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("planted")


class Planted:
    """The site's addresses and one that nobody made a rule for."""

    urlpatterns = [*site_urls.urlpatterns, path("planterad/", _page, name="planted")]


class Nameless:
    urlpatterns = [*site_urls.urlpatterns, path("namnlos/", _page)]


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    assert faults(addresses(), policy_table()) == []


def test_a_planted_address_without_a_rule_is_found() -> None:
    assert faults(addresses(get_resolver(Planted)), policy_table()) == [  # type: ignore[arg-type]
        "/planterad/ (planted) has no policy"
    ]


def test_an_address_without_a_name_is_found() -> None:
    assert faults(addresses(get_resolver(Nameless)), policy_table()) == [  # type: ignore[arg-type]
        "/namnlos/ has no name, so no rule can speak of it"
    ]


def test_a_rule_for_an_address_that_does_not_exist_is_found() -> None:
    table = {**policy_table(), "gone": rule("gone", GET=EVERYONE)}
    assert faults(addresses(), table) == ["gone has a policy but no address"]


@pytest.mark.django_db
def test_the_gate_answers_a_planted_address_as_one_that_does_not_exist() -> None:
    with override_settings(ROOT_URLCONF=Planted):
        assert Client().get("/planterad/").status_code == Client().get("/finns-inte/").status_code == 404


def _staffed() -> Iterator[tuple[str, str]]:
    table = policy_table()
    for address in addresses():
        doors = {access.door for access in table[address.name].methods.values()}
        yield address.pattern, "staff" if doors & {Door.SIGNED_IN, Door.ROLES} else "other"


def test_what_needs_a_person_stands_in_the_staffs_area_and_nothing_else_does() -> None:
    """Outside it, asking somebody to sign in would tell that there is something to see."""
    wrong = [
        pattern for pattern, kind in _staffed() if (kind == "staff") != (area_of(pattern, languages=()) is Area.STAFF)
    ]
    assert wrong == []


def test_every_staff_address_ends_with_a_slash() -> None:
    """The gate adds a missing slash in all the staff's area, so that it tells nothing of what exists."""
    assert [pattern for pattern, kind in _staffed() if kind == "staff" and not pattern.endswith("/")] == []


def test_the_written_table_is_the_table_in_force() -> None:
    written = PERMISSIONS.read_text(encoding="utf-8")
    assert as_markdown() in written, "run: script/endorr policy table --write"
