"""The people of the permission walk: every role here and in another cooperation, those who left, and programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from tests.base.signin.passkeys import registered

from endorr.base.accounts.commands import confirm_address, give_password, open_account
from endorr.base.accounts.models import User
from endorr.base.apikeys.commands import make_key, revoke_key
from endorr.base.apikeys.models import ApiKey
from endorr.base.clock import now as instant
from endorr.base.policy.table import scopes
from endorr.base.signin.sealing import seal
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Cooperation, Organisation
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import ANONYMOUS, KeyHolder, Role, Viewer

BY = "walk"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, eq=False)
class Visitor:
    """Somebody who comes to an address, as they come: a cookie or a header; `side` is whose things are their own."""

    name: str
    side: "Side"
    viewer: Viewer = ANONYMOUS
    person: User | None = None
    cookies: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def client(self) -> Client:
        client = Client(headers=dict(self.headers))
        for name, value in self.cookies.items():
            client.cookies[name] = value
        return client


@dataclass
class Side:
    """A cooperation, its one organisation and its people, by role."""

    cooperation: Cooperation
    organisation: Organisation
    people: dict[Role, User] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """Two sides, and everybody who may come."""

    now: datetime
    here: Side
    there: Side
    visitors: tuple[Visitor, ...]

    def other_than(self, side: Side) -> Side:
        return self.there if side is self.here else self.here

    def of_one_side(self) -> tuple[Visitor, ...]:
        """Return all who come from here, and of those from there, who mirror them, the one who sees most."""
        return tuple(one for one in self.visitors if one.side is self.here or one.name == self._most_there)

    def who_stand_for_all(self) -> tuple[Visitor, ...]:
        """Return one of each kind that can be told apart where nobody's role is asked for."""
        here = self.here.cooperation.slug
        few = {"anonymous", f"{Role.ADVISER} {here}", f"program {here}", "seat ended", self._most_there}
        return tuple(one for one in self.visitors if one.name in few)

    @property
    def _most_there(self) -> str:
        return f"{Role.ADMINISTRATOR} {self.there.cooperation.slug}"


def build(now: datetime) -> World:
    """Make the world at an instant; the clock of the test must stand there too."""
    here, there = _side("vasterbotten", "24", now), _side("norrbotten", "25", now)
    visitors = [Visitor("anonymous", here)]
    for side in (here, there):
        visitors += [_signed_in(role, person, side, now) for role, person in side.people.items()]
        visitors.append(_program("program", side, scopes(), now))
    visitors += [_revoked(here, now), _closed(here, now)]
    visitors += [_program("program for nothing here", here, ["elsewhere:read"], now), _revoked_program(here, now)]
    return World(now, here, there, tuple(visitors))


def _side(slug: str, county: str, now: datetime) -> Side:
    cooperation = commands.create_cooperation(slug.title(), slug, county_code=county, now=now, actor=BY)
    entity = commands.create_legal_entity(f"Region {slug}", "", now=now, actor=BY, is_authority=True)
    organisation = commands.create_organisation(
        f"Region {slug}", f"region-{slug}", legal_entity=entity, now=now, actor=BY
    )
    commands.join_cooperation(organisation, cooperation, now=now, actor=BY)
    commands.set_brand(
        cooperation, primary="#17415c", accent="#f2b632", now=now, actor=BY, logo=b"\x89PNG\r\n\x1a\n" + b"\0" * 8
    )
    side = Side(cooperation, organisation)
    for role in Role:
        side.people[role] = _person(f"{role}@{slug}.example", now)
        commands.grant_membership(side.people[role], organisation, role, now=now, actor=BY)
    return side


def _person(email: str, now: datetime) -> User:
    person = open_account(email, f"Någon {email}", now=now, actor=BY)
    confirm_address(person, now=now, actor=BY)
    give_password(person, "ett långt lösenord", now=now, actor=BY)
    kinds = Authenticator.Type
    Authenticator.objects.bulk_create(
        [
            Authenticator(user=person, type=kinds.TOTP, data={"secret": seal("JBSWY3DPEHPK3PXP")}),
            Authenticator(user=person, type=kinds.RECOVERY_CODES, data={"seed": seal("seed"), "used_mask": 0}),
            Authenticator(user=person, type=kinds.WEBAUTHN, data={"name": "Nyckel", "credential": registered()}),
        ]
    )
    return person


def _cookies(person: User) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    # A proof is good for some minutes only, and a walk takes longer: this one is given a day ahead.
    later = instant() + timedelta(days=1)
    proved = {"method": "password", "at": later.timestamp(), "reauthenticated": True}
    session["account_authentication_methods"] = [proved]
    session["account_authentication_methods_user"] = str(person.pk)
    session["mfa.totp.secret"] = "JBSWY3DPEHPK3PXP"
    session.create()
    assert session.session_key
    return {"sessionid": session.session_key}


def _signed_in(role: Role, person: User, side: Side, now: datetime) -> Visitor:
    viewer = viewer_of(person.pk, on=now.date())
    return Visitor(f"{role} {side.cooperation.slug}", side, viewer, person, _cookies(person))


def _revoked(side: Side, now: datetime) -> Visitor:
    person = _person("slutade@vasterbotten.example", now)
    seat = commands.grant_membership(person, side.organisation, Role.ADVISER, now=now, actor=BY)
    cookies = _cookies(person)
    commands.end_membership(seat, now=now, actor=BY)
    return Visitor("seat ended", side, ANONYMOUS, person, cookies)


def _closed(side: Side, now: datetime) -> Visitor:
    """A session whose hash still fits, of a person whose seat has run out since."""
    person = _person("vikarie@vasterbotten.example", now)
    today = now.date()
    commands.grant_membership(
        person,
        side.organisation,
        Role.ADMINISTRATOR,
        now=now,
        actor=BY,
        valid_from=today - timedelta(days=9),
        valid_to=today - timedelta(days=1),
    )
    return Visitor("seat run out", side, ANONYMOUS, person, _cookies(person))


def _program(name: str, side: Side, wanted: list[str], now: datetime) -> Visitor:
    secret = make_key(side.organisation.public_id, name, wanted, lifetime=timedelta(days=30), now=now, actor=BY)
    holder = KeyHolder(secret.prefix, frozenset(wanted), side.organisation.pk, frozenset({side.cooperation.pk}))
    headers = {"Authorization": f"Bearer {secret.text}"}
    return Visitor(f"{name} {side.cooperation.slug}", side, Viewer(key=holder), headers=headers)


def _revoked_program(side: Side, now: datetime) -> Visitor:
    gone = _program("revoked program", side, scopes(), now)
    assert gone.viewer.key
    revoke_key(ApiKey.objects.get(prefix=gone.viewer.key.prefix).public_id, now=now, actor=BY)
    return Visitor("revoked program", side, headers=gone.headers)


Arguments = Callable[[World, Visitor, Side], Mapping[str, Any]]
