"""What the catalogue begins with: everything that was read, each row with its source; once more changes nothing."""

import pytest
from django.forms.models import model_to_dict
from tests.catalogue.factories import BY, NOW, organisation

from endorr.base.ledger.models import Event
from endorr.catalogue.commands.seed import sow
from endorr.catalogue.commands.services import change_service
from endorr.catalogue.models import Service, ServiceVersion, Signpost, Symptom
from endorr.catalogue.queries import public
from endorr.catalogue.queries.public import Wanted
from endorr.catalogue.rules.card import as_dict, from_dict
from endorr.catalogue.rules.checks import objections
from endorr.catalogue.rules.starter import cards, signposts, symptoms

pytestmark = pytest.mark.django_db

KEYS = [
    "almi",
    "business-sweden",
    "een",
    "ekn",
    "sek",
    "tillvaxtverket",
    "region",
    "chamber-of-commerce",
    "municipality",
    "incubator",
    "kommerskollegium",
    "tullverket",
    "skatteverket",
    "isp",
    "prv",
    "swedac",
    "sis",
    "livsmedelsverket",
    "jordbruksverket",
    "lakemedelsverket",
    "kemikalieinspektionen",
    "elsakerhetsverket",
    "boverket",
    "arbetsmiljoverket",
    "forsakringskassan",
    "migrationsverket",
    "scb",
    "bolagsverket",
    "vinnova",
    "access2markets",
    "swedfund",
    "nopef",
    "lansstyrelse",
    "ssm",
    "hav",
    "euipo",
    "coordinator",
]


def everything() -> list[object]:
    tables = (Service, ServiceVersion, Signpost, Symptom)
    return [[model_to_dict(row) for row in table.objects.order_by("pk")] for table in tables]


def test_all_that_was_read_is_there_with_its_source() -> None:
    sow(NOW)
    assert Service.objects.count() == 108
    assert not Service.objects.filter(source="").exists()
    assert not Service.objects.filter(read_on__isnull=True).exists()
    assert not Service.objects.filter(verified_at__isnull=False).exists(), "nobody has confirmed anything yet"


def test_every_organisation_key_has_a_signpost() -> None:
    sow(NOW)
    assert set(Signpost.objects.values_list("key", flat=True)) == set(KEYS)
    assert {card.organisation_key for card in cards()} - {""} <= set(KEYS)


def test_no_card_meets_an_objection() -> None:
    assert {card.key: objections(card) for card in cards() if objections(card)} == {}


def test_every_symptom_points_at_something() -> None:
    keys = {card.key for card in cards()}
    families = {f"family:{card.family}" for card in cards()}
    posts = {f"signpost:{key}" for key in signposts()}
    assert {key for key, _phrases in symptoms()} <= keys | families | posts


def test_every_service_that_is_offered_can_be_found_in_a_companys_own_words() -> None:
    sow(NOW)
    said = {key for kind, key, _language, _phrase in public.symptoms() if kind == "service"}
    assert {entry.card.key for entry in public.routable(now=NOW)} - said == set()


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


def test_what_a_person_has_changed_stays_changed() -> None:
    sow(NOW)
    was = next(card for card in cards() if card.key == "tv-eori")
    change_service("tv-eori", from_dict({**as_dict(was), "name_en": "EORI, checked"}), **BY)
    sow(NOW)
    assert Service.objects.get(key="tv-eori").name_en == "EORI, checked"


OWN_WORDS = {
    "kunden betalar inte": "ekn-fordran",
    "speditören frågar efter eori": "tv-eori",
    "ata carnet": "hk-ata-vast",
    "exportcheck": "auc-generell",
    "hitta agent i polen": "een-radgivning",
    "our buyer will not pay": "ekn-fordran",
    "certificate of origin": "hk-coo-vast",
    "varumärke i kina": "prv-int-varumarke",
}


def test_a_companys_own_words_find_what_it_needs() -> None:
    sow(NOW)
    found = {
        text: [one.entry.card.key for one in public.find(Wanted(text=text), now=NOW).found[:6]] for text in OWN_WORDS
    }
    assert {text: keys for text, keys in found.items() if OWN_WORDS[text] not in keys} == {}


def test_what_is_discontinued_is_never_offered() -> None:
    sow(NOW)
    for text in ("swedpartnership", "Swedfund", ""):
        answer = public.find(Wanted(text=text), now=NOW)
        assert "swedpartnership" not in [one.entry.card.key for one in answer.found]
    assert {"swedpartnership", "kk-otgs"}.isdisjoint(entry.card.key for entry in public.routable(now=NOW))


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
