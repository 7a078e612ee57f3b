"""The demo's people are made up, marked so, and made once."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from endorr.base.accounts.models import User
from endorr.base.accounts.queries import fictional_addresses
from endorr.base.clock import now
from endorr.base.demo.people import PLAYERS, seed_people
from endorr.base.tenancy.models import Membership
from endorr.base.tenancy.rules import Role

pytestmark = pytest.mark.django_db


def test_there_is_somebody_for_every_role_and_two_advisers_who_are_not_colleagues() -> None:
    assert {player.role for player in PLAYERS} == set(Role)
    assert len({player.partner for player in PLAYERS if player.role is Role.ADVISER}) > 1


def test_everybody_is_marked_and_has_an_address_that_nobody_has(tuesday: datetime) -> None:
    seed_people(tuesday)
    assert fictional_addresses() == sorted(player.address for player in PLAYERS)
    assert all(address.endswith(".example") for address in fictional_addresses())


def test_a_second_start_changes_nothing(tuesday: datetime) -> None:
    seed_people(tuesday)
    User.objects.filter(email=PLAYERS[0].address).update(name="Omdöpt")
    seed_people(tuesday)
    assert User.objects.get(email=PLAYERS[0].address).name == "Omdöpt"
    assert Membership.objects.count() == len(PLAYERS)


def test_one_chooses_whom_to_be(client: Client) -> None:
    seed_people(now())
    assert PLAYERS[0].name in client.get("/demo/vem/").content.decode()
    client.post("/demo/vem/bli/", {"person": PLAYERS[0].address})
    assert PLAYERS[0].name in client.get("/arbete/konto/").content.decode()


def test_whoever_is_chosen_begins_at_their_work(client: Client, settings: Any) -> None:
    seed_people(now())
    settings.STAFF_NEED_SECOND_STEP = False
    for player in PLAYERS:
        chosen = client.post("/demo/vem/bli/", {"person": player.address})
        assert client.get(chosen["Location"]).status_code == 200, player.role


def test_nobody_real_can_be_chosen(client: Client) -> None:
    User.objects.create_user("riktig@almi.example", name="Riktig")
    assert client.post("/demo/vem/bli/", {"person": "riktig@almi.example"}).status_code == 404
