"""A cooperation in Västerbotten with two partners."""

from datetime import datetime

import pytest

from endorr.base.accounts.commands import open_account
from endorr.base.accounts.models import User
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Cooperation, Organisation

BY = "operator"


@pytest.fixture
def vasterbotten(tuesday: datetime) -> Cooperation:
    return commands.create_cooperation(
        "Exportsamverkan Västerbotten", "vasterbotten", county_code="24", now=tuesday, actor=BY
    )


def organisation(name: str, slug: str, *, now: datetime) -> Organisation:
    entity = commands.create_legal_entity(f"{name} AB", "", now=now, actor=BY, is_authority=False)
    return commands.create_organisation(name, slug, legal_entity=entity, now=now, actor=BY)


@pytest.fixture
def almi(tuesday: datetime, vasterbotten: Cooperation) -> Organisation:
    almi = organisation("Almi Nord", "almi-nord", now=tuesday)
    commands.join_cooperation(almi, vasterbotten, now=tuesday, actor=BY)
    return almi


@pytest.fixture
def chamber(tuesday: datetime) -> Organisation:
    return organisation("Handelskammaren", "handelskammaren", now=tuesday)


@pytest.fixture
def karin(tuesday: datetime) -> User:
    return open_account("Karin@Almi.example", "Karin Ek", now=tuesday, actor=BY)


@pytest.fixture
def ali(tuesday: datetime) -> User:
    return open_account("ali@almi.example", "Ali Berg", now=tuesday, actor=BY)
