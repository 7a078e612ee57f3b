"""Fills the catalogue with what was read in public sources; once more changes nothing, and undoes no person's edit."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from endorr.base.ledger.commands import record
from endorr.base.ledger.rules import NATIONAL
from endorr.base.tenancy.queries import organisations_by_slug
from endorr.catalogue.commands.services import (
    SYMPTOMS_SET,
    change_service,
    find_doubles,
    keep_new,
    keep_symptoms,
    mark_edition,
    set_owner,
)
from endorr.catalogue.models import Service, ServiceVersion, Signpost
from endorr.catalogue.rules.card import WHOLE_COUNTRY, Card
from endorr.catalogue.rules.starter import cards, signposts, symptoms

ACTOR = "system:catalogue"


def _store_signposts() -> None:
    for key, row in signposts().items():
        told = {
            "kind": row.get("kind", ""),
            "name_sv": row["name"],
            "name_en": row.get("name_en", ""),
            "does_sv": row["does_sv"],
            "does_en": row.get("does_en", ""),
            "web": row.get("web", ""),
        }
        Signpost.objects.update_or_create(key=key, defaults=told)


def _store_services(now: datetime) -> None:
    edited = set(ServiceVersion.objects.exclude(made_by=ACTOR).values_list("service__key", flat=True))
    known = set(Service.objects.values_list("key", flat=True))
    fresh = [card for card in cards() if card.key not in known]
    for card in fresh:
        keep_new(card, owner=None, note_text="", now=now, actor=ACTOR)
    for card in cards():
        if card.key in known - edited:
            change_service(card.key, card, now=now, actor=ACTOR)
    if fresh:
        find_doubles(fresh, now=now)
        mark_edition()


def _owner_slug(card: Card) -> str:
    """Return by which name the directory would know the one who answers for a card; it may know nobody by it."""
    one_county = card.coverage[0][:2] if len(card.coverage) == 1 and card.coverage[0] != WHOLE_COUNTRY else ""
    if card.organisation_key in _ONE_A_COUNTY and one_county:
        return f"{card.organisation_key}-{one_county}"
    return slugify(card.provider) if card.organisation_key in _MANY else card.organisation_key


_ONE_A_COUNTY = frozenset({"region", "almi", "een", "lansstyrelse"})
_MANY = frozenset({"chamber-of-commerce", "municipality", "incubator"})


def _name_owners(now: datetime) -> None:
    known = organisations_by_slug()
    without = set(Service.objects.filter(owner__isnull=True).values_list("key", flat=True))
    for card in cards():
        owner = known.get(_owner_slug(card))
        if owner and card.key in without:
            set_owner(card.key, owner, now=now, actor=ACTOR)


@transaction.atomic
def sow(now: datetime) -> None:
    """Take in services, signposts and symptoms; what a person has changed since is left as that person left it."""
    untouched = not Service.objects.exists()
    _store_signposts()
    _store_services(now)
    _name_owners(now)
    if untouched:
        kept = [keep_symptoms(key, phrases) for key, phrases in symptoms()]
        record(chain=NATIONAL, kind=SYMPTOMS_SET, subject="symptoms", actor=ACTOR, now=now, facts={"keys": len(kept)})
        mark_edition()
