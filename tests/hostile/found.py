"""Finds every form of the house: the pages of the permission walk, as each who may see them."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT, ClientHandler, encode_multipart
from django.urls import Resolver404, resolve
from tests.base.policy.samples import samples
from tests.base.policy.test_walk import path_to
from tests.base.policy.world import Visitor, World
from tests.hostile.forms import Form, Reader

from endorr.base.policy.rules import Door
from endorr.base.policy.table import Address, addresses, policy_table

BOUNDARY = "endorr"


@dataclass(frozen=True)
class Found:
    """A form, where it was seen and by whom it is sent."""

    visitor: Visitor
    page: str
    path: str
    name: str
    form: Form

    def __str__(self) -> str:
        return f"{self.name} {' '.join(self.form.shape)} as {self.visitor.name}"


def handler() -> ClientHandler:
    return ClientHandler(enforce_csrf_checks=False)


def client_of(visitor: Visitor, shared: ClientHandler) -> Client:
    client = visitor.client()
    client.handler = shared
    client.raise_request_exception = False
    return client


def may(visitor: Visitor, address: Address, method: str = "GET") -> bool:
    """Say by the table whether somebody may use a method of an address."""
    access = policy_table()[address.name].methods.get(method)
    if access is None:
        return False
    viewer = visitor.viewer
    match access.door:
        case Door.EVERYONE:
            return True
        case Door.SIGNED_IN:
            return bool(viewer.seats)
        case Door.ROLES:
            return bool(viewer.roles & access.roles)
        case _:
            return viewer.key is not None and access.scope in viewer.key.scopes


def pages(world: World, only: Container[str] | None = None) -> Iterator[tuple[Visitor, Address, str]]:
    """Give every page with the visitors from here who may see it and a thing of their own on it.

    What one address needs is undone before the next is made ready: go through them in order, and do what is to be done
    with one before taking the next.
    """
    for address in addresses():
        if only is not None and address.name not in only:
            continue
        fill = samples().get(address.name)
        with transaction.atomic():
            for visitor in world.visitors:
                if visitor.side is world.here and visitor.viewer.key is None and may(visitor, address):
                    arguments = fill(world, visitor, world.here) if fill else {}
                    yield visitor, address, path_to(address, arguments, "sv")
            transaction.set_rollback(True)


def body_of(response: Any) -> str:
    content: bytes = response.getvalue() if response.streaming else response.content
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return content.decode() if is_page else ""


def forms_of(visitor: Visitor, path: str, page: str) -> Iterator[Found]:
    for form in Reader(page).forms:
        if form.method != "post":
            continue
        target = urlsplit(urljoin(f"http://testserver{path}", form.action)).path
        try:
            name = resolve(target).view_name
        except Resolver404:
            continue
        yield Found(visitor, path, target, name, form)


def every_form(world: World, only: Container[str] | None = None) -> Iterator[Found]:
    """Give every form of the house once for each place it leads to and each set of fields it has, as `pages` does."""
    shared, seen = handler(), set()
    for visitor, _address, path in pages(world, only):
        response = client_of(visitor, shared).get(path)
        for one in forms_of(visitor, path, body_of(response)):
            if (key := (one.name, one.form.shape)) not in seen:
                seen.add(key)
                yield one


def send(found: Found, shared: ClientHandler, **changes: str) -> Any:
    """Send a form as it stood on the page, some fields with other words."""
    told = {name: list(values) for name, values in found.form.values.items()}
    told.update({name: [value] for name, value in changes.items()})
    told.pop("csrfmiddlewaretoken", None)
    if "form_nonce" in told:
        told["form_nonce"] = [f"{abs(hash(tuple(changes.items()))):032x}"]
    body = encode_multipart(BOUNDARY, told)
    response: Any = client_of(found.visitor, shared).post(
        found.path, body, content_type=MULTIPART_CONTENT.replace("BoUnDaRyStRiNg", BOUNDARY)
    )
    return response
