"""What a fresh demo knows of companies: nobody who exists, and everything marked."""

import pytest
from tests.companies.factories import NOW

from endorr.base.demo.people import seed_people
from endorr.companies.demo import sow
from endorr.companies.models import Acquaintance, Company, Received
from endorr.companies.queries import group_of
from endorr.companies.rules import Kind
from endorr.directory.demo.commands import sow_facts

pytestmark = pytest.mark.django_db


def test_the_companies_of_the_demo_are_made_up_and_say_so() -> None:
    for seed in (sow_facts, seed_people, sow, sow):
        seed(NOW)
    assert Company.objects.count() == 7
    assert not Acquaintance.objects.exclude(fictional=True).exists()
    assert Received.objects.count() == 5
    lamps = Acquaintance.objects.filter(name__startswith="Norrvret").values_list("company", flat=True)
    assert len(set(lamps)) == 1  # one firm, two partners
    trader = Company.objects.get(kind=Kind.SOLE_TRADER)
    assert trader.number == ""
    holding = Acquaintance.objects.get(name="Vretkulla Holding AB").company.public_id
    assert len(group_of(holding, on=NOW.date())) == 2
