"""What the catalogue begins with, sown once for all who look at it here."""

import pytest
from tests.catalogue.factories import BY, NOW

from endorr.catalogue.commands.seed import sow
from endorr.catalogue.commands.services import change_service
from endorr.catalogue.models import Service, Signpost
from endorr.catalogue.queries import public
from endorr.catalogue.queries.public import Wanted
from endorr.catalogue.rules.card import as_dict, from_dict
from endorr.catalogue.rules.starter import cards

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


@pytest.fixture(scope="module", autouse=True)
def _sown(sown_together: None) -> None:
    sow(NOW)


def test_all_that_was_read_is_there_with_its_source() -> None:
    assert Service.objects.count() == 108
    assert not Service.objects.filter(source="").exists()
    assert not Service.objects.filter(read_on__isnull=True).exists()
    assert not Service.objects.filter(verified_at__isnull=False).exists(), "nobody has confirmed anything yet"


def test_every_organisation_key_has_a_signpost() -> None:
    assert set(Signpost.objects.values_list("key", flat=True)) == set(KEYS)
    assert {card.organisation_key for card in cards()} - {""} <= set(KEYS)


def test_every_service_that_is_offered_can_be_found_in_a_companys_own_words() -> None:
    said = {key for kind, key, _language, _phrase in public.symptoms() if kind == "service"}
    assert {entry.card.key for entry in public.routable(now=NOW)} - said == set()


def test_what_a_person_has_changed_stays_changed() -> None:
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
    found = {
        text: [one.entry.card.key for one in public.find(Wanted(text=text), now=NOW).found[:6]] for text in OWN_WORDS
    }
    assert {text: keys for text, keys in found.items() if OWN_WORDS[text] not in keys} == {}


def test_what_is_discontinued_is_never_offered() -> None:
    for text in ("swedpartnership", "Swedfund", ""):
        answer = public.find(Wanted(text=text), now=NOW)
        assert "swedpartnership" not in [one.entry.card.key for one in answer.found]
    assert {"swedpartnership", "kk-otgs"}.isdisjoint(entry.card.key for entry in public.routable(now=NOW))
