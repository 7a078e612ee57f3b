"""A program comes in with its organisation's key: for what the key is for, and while it lives."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from endorr.base.accounts.commands import open_account
from endorr.base.apikeys import commands, queries
from endorr.base.apikeys.models import ApiKey
from endorr.base.apikeys.rules import LONGEST, new_secret, prefix_of
from endorr.base.clock import now
from endorr.base.tenancy import commands as tenancy
from endorr.base.tenancy.models import Organisation
from endorr.base.tenancy.rules import Role

BY = "operator"
DAY = timedelta(days=1)


@pytest.fixture
def almi() -> Organisation:
    entity = tenancy.create_legal_entity("Almi Nord AB", "", now=now(), actor=BY, is_authority=False)
    return tenancy.create_organisation("Almi Nord", "almi-nord", legal_entity=entity, now=now(), actor=BY)


def make(almi: Organisation, instant: datetime, lifetime: timedelta = 30 * DAY) -> str:
    made = commands.make_key(almi.public_id, "Kundregistret", ["key:read"], lifetime=lifetime, now=instant, actor=BY)
    return made.text


@given(st.text())
def test_only_what_is_shaped_like_a_key_is_looked_up(text: str) -> None:
    assert prefix_of(text) is None


def test_a_new_key_is_shaped_like_one() -> None:
    secret = new_secret()
    assert prefix_of(secret.text) == secret.prefix


@pytest.mark.django_db
def test_the_key_itself_is_not_stored(almi: Organisation, tuesday: datetime) -> None:
    text = make(almi, tuesday)
    assert text not in str(ApiKey.objects.values().get())
    assert text.split("_", 2)[2] not in str(ApiKey.objects.values().get())


@pytest.mark.django_db
def test_a_key_opens_until_it_ends_or_is_revoked(
    almi: Organisation, tuesday: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text = make(almi, tuesday)
    with django_assert_num_queries(2):
        holder = queries.holder_of(text, now=tuesday)
    assert holder is not None
    assert holder.organisation_id == almi.pk
    assert queries.holder_of(text, now=tuesday + 30 * DAY) is None
    commands.revoke_key(ApiKey.objects.get().public_id, now=tuesday, actor=BY)
    assert queries.holder_of(text, now=tuesday) is None


@pytest.mark.django_db
def test_one_wrong_letter_opens_nothing(almi: Organisation, tuesday: datetime) -> None:
    text = make(almi, tuesday)
    wrong = text[:-1] + ("A" if text[-1] != "A" else "B")
    assert queries.holder_of(wrong, now=tuesday) is None


@pytest.mark.django_db
@pytest.mark.parametrize("lifetime", [timedelta(0), -DAY, LONGEST + DAY])
def test_a_key_lives_for_a_while_but_not_for_ever(almi: Organisation, tuesday: datetime, lifetime: timedelta) -> None:
    with pytest.raises(ValueError, match="at most a year"):
        make(almi, tuesday, lifetime)


@pytest.mark.django_db
def test_use_is_noted_but_not_at_every_call(almi: Organisation, tuesday: datetime) -> None:
    make(almi, tuesday)
    key = ApiKey.objects.get()
    for minutes in (0, 1, 4):
        commands.note_use(key.prefix, now=tuesday + timedelta(minutes=minutes))
    key.refresh_from_db()
    assert key.last_used_at == tuesday
    commands.note_use(key.prefix, now=tuesday + timedelta(minutes=6))
    key.refresh_from_db()
    assert key.last_used_at == tuesday + timedelta(minutes=6)


@pytest.mark.django_db
def test_an_administrator_makes_a_key_sees_it_once_and_revokes_it(almi: Organisation, client: Client) -> None:
    maja = open_account("maja@almi.example", "Maja Exempel", now=now(), actor=BY)
    tenancy.grant_membership(maja, almi, Role.ADMINISTRATOR, now=now() - DAY, actor=BY)
    client.force_login(maja)
    asked = {"organisation": almi.public_id, "name": "Kundregistret", "scopes": "key:read", "days": "30"}
    page = client.post("/arbete/api-nycklar/ny/", asked)
    assert "no-store" in page["Cache-Control"]
    found = re.search(r"endorr_[0-9a-f]{10}_[\w-]{43}", page.content.decode())
    assert found
    bearer = {"Authorization": f"Bearer {found[0]}"}
    assert Client(headers=bearer).get("/api/key/").json()["scopes"] == ["key:read"]
    assert found[0] not in client.get("/arbete/api-nycklar/").content.decode()
    client.post(f"/arbete/api-nycklar/{ApiKey.objects.get().public_id}/aterkalla/")
    assert Client(headers=bearer).get("/api/key/").status_code == 401
