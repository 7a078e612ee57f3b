"""Walks every address with every method as everybody, to one's own and to others' things, and compares with the table.

A cell is one such visit. What is expected is worked out from the rules alone, apart from the gate's own code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker
from tests.base.policy.samples import depends, samples
from tests.base.policy.world import Visitor, World, build

from endorr.base.clock import now
from endorr.base.policy.rules import METHODS, Access, Area, Door, Within, area_of
from endorr.base.policy.table import Address, addresses, policy_table

pytestmark = pytest.mark.django_db

LANGUAGES = ("sv", "en")
# Every day one side's people ask with the methods a page may have, and a few of them with one that none has; where the
# door stands open to everybody those few stand for all. The long series asks everything, in both languages, and as the
# other side's people too.
EVERY_DAY = {"sv": ("GET", "POST", "PUT")}
OF_NONE = frozenset({"PUT"})
EVERYTHING = dict.fromkeys(LANGUAGES, (*METHODS, "HEAD", "OPTIONS", "PURGE"))
OPENID = {"authorization_endpoint": "https://inloggning.example/in", "token_endpoint": "https://inloggning.example/t"}


class Answer(StrEnum):
    """What somebody hears at an address."""

    IN = "let in"
    UNKNOWN = "as if it did not exist"
    SIGN_IN = "asked to sign in"
    KEY = "asked for a key"
    METHODS = "told the methods"


@dataclass(frozen=True)
class Cell:
    """One visit."""

    address: Address
    path: str
    method: str
    visitor: Visitor
    own: bool

    def __str__(self) -> str:
        whose = "own" if self.own else "other"
        return f"{self.method} {self.address.pattern} as {self.visitor.name}, {whose}"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for every address: each visit is undone, and so is the world in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(now())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", OPENID)


def open_to(access: Access | None, visitor: Visitor) -> bool:
    """Say by the rule alone whether somebody may come in."""
    if access is None:
        return False
    match access.door:
        case Door.EVERYONE:
            return True
        case Door.SIGNED_IN:
            return bool(visitor.viewer.seats)
        case Door.ROLES:
            return bool(visitor.viewer.roles & access.roles)
        case Door.API_KEY:
            return visitor.viewer.key is not None and access.scope in visitor.viewer.key.scopes
        case Door.LINK:
            return False


def sees(access: Access, cell: Cell) -> bool:
    """Say by the rule alone whether what lies at the address is theirs to see."""
    return cell.own or not cell.address.arguments or access.within is Within.ANYWHERE


def expected(cell: Cell) -> Answer:
    rule = policy_table()[cell.address.name]
    access = rule.methods.get("GET" if cell.method == "HEAD" else cell.method)
    area = area_of(cell.path, languages=LANGUAGES)
    if area is Area.STAFF and not cell.visitor.viewer.seats:
        return Answer.SIGN_IN
    everyone = access is not None and access.door is Door.EVERYONE
    if area is Area.API and cell.visitor.viewer.key is None and not everyone:
        return Answer.KEY
    if access is not None and open_to(access, cell.visitor):
        return Answer.IN if sees(access, cell) else Answer.UNKNOWN
    return Answer.METHODS if any(open_to(other, cell.visitor) for other in rule.methods.values()) else Answer.UNKNOWN


def answered(cell: Cell, response: HttpResponse) -> Answer | str:
    location = response.headers.get("Location", "")
    if response.status_code == 302 and f"next={cell.path}" in location and area_of(cell.path, languages=LANGUAGES):
        return Answer.SIGN_IN
    match response.status_code:
        case 404 if cell.address.name in depends() and expected(cell) is Answer.IN:
            return Answer.IN
        case 404:
            return Answer.UNKNOWN
        case 401 if "WWW-Authenticate" in response.headers:
            return Answer.KEY
        case 405:
            return Answer.METHODS
        case 204 if cell.method == "OPTIONS":
            return Answer.METHODS
        case 200 | 302 | 400 | 401 | 503:
            return Answer.IN
        case other:
            return f"{other}"


@cache
def _handler() -> ClientHandler:
    """One for all visits: a client would otherwise put all the middleware together anew each time."""
    return ClientHandler(enforce_csrf_checks=False)


def visit(visitor: Visitor, method: str, path: str) -> HttpResponse:
    client = visitor.client()
    client.handler = _handler()
    response: object = client.generic(method, path)
    if isinstance(response, StreamingHttpResponse):  # a file is as much an answer as a page
        response = HttpResponse(response.getvalue(), status=response.status_code, headers=dict(response.headers))
    assert isinstance(response, HttpResponse)
    return response


def outside(response: HttpResponse, path: str) -> tuple[int, str, Mapping[str, str]]:
    """Everything that can be told from outside, but for the path asked for and what is drawn anew each time."""
    body = response.content.decode().replace(path, "PATH")
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1TOKEN", body)
    headers = {
        name: value.replace(path, "PATH")
        for name, value in response.headers.items()
        if name not in {"X-Request-ID", "X-Request-Id", "Content-Length", "Expires"}
    }
    return response.status_code, body, headers


def path_to(address: Address, arguments: Mapping[str, Any], language: str) -> str:
    with translation.override(language):
        return reverse(address.name, kwargs=dict(arguments))


Asked = Mapping[str, tuple[str, ...]]


def visitors(address: Address, world: World, asked: Asked) -> tuple[Visitor, ...]:
    if asked is EVERYTHING:
        return world.visitors
    rules = policy_table()[address.name].methods.values()
    return world.who_stand_for_all() if all(map(open_to_all, rules)) else world.of_one_side()


def open_to_all(access: Access) -> bool:
    return access.door is Door.EVERYONE and access.within is Within.ANYWHERE


def cells(address: Address, world: World, asked: Asked) -> Iterator[Cell]:
    fill = samples().get(address.name)
    assert fill or not address.arguments, f"{address.pattern} has arguments: give the walk a sample of them"
    few = () if asked is EVERYTHING else world.who_stand_for_all()
    for visitor in visitors(address, world, asked):
        for own, whose in ((True, visitor.side), (False, world.other_than(visitor.side))):
            if not (own or fill):
                continue
            arguments = fill(world, visitor, whose) if fill else {}
            # What is a person's own nobody else has: without a person there is only what is others'.
            mine = own and (visitor.person is not None or not address.name.startswith("mfa_"))
            for language, methods in asked.items():
                path = path_to(address, arguments, language)
                put = methods if visitor in few or not few else [one for one in methods if one not in OF_NONE]
                yield from (Cell(address, path, method, visitor, mine) for method in put)


def walk(address: Address, world: World, asked: Asked) -> tuple[int, list[str]]:
    """Visit every cell of an address, each undone afterwards; return how many there were and which were wrong."""
    count, wrong = 0, []
    for cell in cells(address, world, asked):
        count += 1
        with transaction.atomic():
            response = visit(cell.visitor, cell.method, cell.path)
            heard, meant = answered(cell, response), expected(cell)
            if heard != meant:
                wrong.append(f"{cell}: {heard}, should be {meant}")
            elif heard in {Answer.UNKNOWN, Answer.SIGN_IN, Answer.KEY} and not looks_unknown(cell, response):
                wrong.append(f"{cell}: {heard}, yet told from an address that does not exist")
            transaction.set_rollback(True)
    return count, wrong


def looks_unknown(cell: Cell, response: HttpResponse) -> bool:
    # With full stops it is no slug, so that no other address of the room is what it is held against.
    first = cell.path.strip("/").split("/")
    start = "/".join(first[: 2 if first[0] in LANGUAGES else 1])
    return outside(response, cell.path) == nowhere(cell.visitor, cell.method, f"/{start}/finns.inte.{'x' * 8}/")


@cache
def nowhere(visitor: Visitor, method: str, path: str) -> tuple[int, str, Mapping[str, str]]:
    """What somebody hears at an address that does not exist."""
    return outside(visit(visitor, method, path), path)


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_everybody_hears_what_the_table_says(address: Address, world: World, record_property: Any) -> None:
    count, wrong = walk(address, world, EVERY_DAY)
    record_property("cells", count)
    assert wrong == []
    assert count > 0


@pytest.mark.long
@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_everybody_hears_it_whatever_is_asked_in_either_language(
    address: Address, world: World, record_property: Any
) -> None:
    count, wrong = walk(address, world, EVERYTHING)
    record_property("cells", count)
    assert wrong == []


def test_an_address_with_arguments_and_no_sample_stops_the_walk(world: World) -> None:
    planted = Address("identity:end", "/arbete/planterad/<slug:x>/", ("x",))
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(globals(), "samples", dict)
        with pytest.raises(AssertionError, match="give the walk a sample"):
            next(cells(planted, world, EVERY_DAY))


def test_a_rule_that_is_wrong_is_found(world: World) -> None:
    """The walk is worth its name only if it sees a door left open."""
    people = next(address for address in addresses() if address.name == "identity:people")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Access, "admits_person", lambda *_: True)
        count, wrong = walk(people, world, EVERY_DAY)
    assert count > len(wrong) > 0
