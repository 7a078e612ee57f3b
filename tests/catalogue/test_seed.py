"""What the catalogue begins with: everything that was read, each row with its source; once more changes nothing."""

import pytest
from django.forms.models import model_to_dict
from tests.catalogue.factories import NOW, organisation

from endorr.base.ledger.models import Event
from endorr.catalogue.commands.seed import sow
from endorr.catalogue.models import Service, ServiceVersion, Signpost, Symptom
from endorr.catalogue.rules.checks import objections
from endorr.catalogue.rules.starter import cards, signposts, symptoms

pytestmark = pytest.mark.django_db


def everything() -> list[object]:
    tables = (Service, ServiceVersion, Signpost, Symptom)
    return [[model_to_dict(row) for row in table.objects.order_by("pk")] for table in tables]


def test_no_card_meets_an_objection() -> None:
    assert {card.key: objections(card) for card in cards() if objections(card)} == {}


def test_every_symptom_points_at_something() -> None:
    keys = {card.key for card in cards()}
    families = {f"family:{card.family}" for card in cards()}
    posts = {f"signpost:{key}" for key in signposts()}
    assert {key for key, _phrases in symptoms()} <= keys | families | posts


def test_whoever_the_directory_knows_answers_for_its_own() -> None:
    ekn, sormland = (organisation(name) for name in ("EKN", "Region 04"))
    sow(NOW)
    assert Service.objects.get(key="ekn-fordran").owner == ekn
    assert Service.objects.get(key="auc-sormland").owner == sormland
    assert Service.objects.get(key="auc-skane").owner is None


def test_sown_twice_changes_nothing() -> None:
    organisation("EKN")
    sow(NOW)
    before, events = everything(), Event.objects.count()
    sow(NOW)
    assert everything() == before
    assert Event.objects.count() == events


def test_whatever_is_told_in_swedish_is_told_in_english() -> None:
    told = ("name", "for_whom", "gives", "cost", "how", "note")
    missing = [
        (card.key, name)
        for card in cards()
        for name in told
        if getattr(card, f"{name}_sv") and not getattr(card, f"{name}_en")
    ]
    missing += [(key, "does") for key, row in signposts().items() if not row.get("does_en")]
    assert missing == []
