"""What the addresses of public records are filled in with in the permission walk."""

from collections.abc import Mapping

from tests.base.policy.world import Side, Visitor, World

from endorr.base.ledger.commands import record, register
from endorr.base.ledger.rules import NATIONAL, Direction
from endorr.base.outbox.commands import RETRIED
from endorr.records.commands import Wanted, ask, wish_to_be_forgotten
from endorr.records.models import Request, RequestedDocument, SubjectRequest


def _authority(whose: Side) -> str:
    entity = whose.organisation.legal_entity
    if not entity.is_authority:
        entity.is_authority = True
        entity.save()
    return entity.public_id


def a_diary(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    entity = _authority(whose)
    if not whose.organisation.legal_entity.records_requests.exists():
        ask(Wanted(entity=entity, text="Allt", site="https://x.example"), now=world.now)
    return {"entity": entity}


def a_request(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    a_diary(world, visitor, whose)
    return {"request_id": Request.objects.filter(entity=whose.organisation.legal_entity).earliest("pk").public_id}


def a_document(world: World, visitor: Visitor, whose: Side) -> Mapping[str, str]:
    request = Request.objects.get(public_id=a_request(world, visitor, whose)["request_id"])
    document = RequestedDocument.objects.filter(request=request, row__isnull=False).first()
    if document is None:
        entity = whose.organisation.legal_entity
        event = record(chain=NATIONAL, kind=RETRIED, subject="walk", actor="walk", now=world.now, facts={})
        row = register(
            entity=entity.public_id,
            entity_name=entity.name,
            direction=Direction.INCOMING,
            counterpart="Linds Lampor",
            subject="Ett brev",
            about="walk",
            event=event,
            now=world.now,
        )
        document = RequestedDocument.objects.create(request=request, row=row)
    return {"request_id": request.public_id, "document_id": document.public_id}


def a_wish(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    _authority(whose)
    entity = whose.organisation.legal_entity
    row, made = SubjectRequest.objects.get_or_create(
        entity=entity, email="vera@lampor.example", language="sv", defaults={"asked_at": world.now}
    )
    if made:
        wish_to_be_forgotten(row.public_id, site="https://x.example", now=world.now)
    return {"wish_id": row.public_id}


def a_link_of_nobody(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "x" * 43}


SAMPLES = {
    "records:diary": a_diary,
    "records:ask": a_diary,
    "records:own": a_link_of_nobody,
    "records:extract": a_link_of_nobody,
    "records:request": a_request,
    "records:test": a_document,
    "records:forget": a_wish,
}
