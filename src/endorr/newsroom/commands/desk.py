"""What stands around the texts: contacts and hours, pictures and terms, what a publisher says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from endorr.base.files.commands import store
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.tenancy.queries import cooperation_by_id, organisation_by_id
from endorr.base.tenancy.rules import Viewer
from endorr.newsroom.models import Boilerplate, Contact, Picture
from endorr.newsroom.rules.hours import Hours, check_hours
from endorr.newsroom.rules.words import WRITING, Desk, Licence, Refusal, Refused, check_picture

CONTACT_ADDED = kind("newsroom.contact_added", "Somebody was named as the press's contact, with the hours they answer")
CONTACT_LEFT = kind("newsroom.contact_left", "A press contact has left and is shown nowhere any more")
PICTURE_ADDED = kind("newsroom.picture_added", "A picture was taken in, with its words, credit and licence")
PICTURE_OPENED = kind("newsroom.picture_opened", "A picture was opened to everybody in the image bank")
BOILERPLATE_SET = kind("newsroom.boilerplate_set", "What a publisher says of itself under its texts was changed")

PICTURES = "newsroom.picture"


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """Whom the press may call, about what, and when."""

    desk: Desk
    name: str
    title: str
    phone: str
    email: str
    hours: Hours
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """What is said of a picture."""

    alt: str
    caption: str
    credit: str
    licence: Licence
    alt_en: str = ""
    caption_en: str = ""
    decorative: bool = False


def _own(viewer: Viewer, organisation: str) -> int:
    """Return the row number of one of the viewer's own organisations; LookupError for any other."""
    number = organisation_by_id(organisation).pk
    if number not in viewer.organisations_as(*WRITING):
        raise LookupError(organisation)
    return int(number)


def _note(deed: str, subject: str, organisation: str, viewer: Viewer, now: datetime, **facts: Fact) -> None:
    told: dict[str, Fact] = {"organisation": organisation, **facts}
    record(chain=NATIONAL, kind=deed, subject=subject, actor=viewer.actor, now=now, facts=told)


@transaction.atomic
def add_contact(plan: ContactPlan, *, organisation: str, viewer: Viewer, now: datetime) -> str:
    """Name a contact of one of the viewer's own organisations (its public id); return the contact's public id."""
    check_hours(plan.hours)
    owner = _own(viewer, organisation)
    row = Contact.objects.create(
        organisation_id=owner,
        desk=plan.desk.value,
        name=plan.name,
        title=plan.title,
        title_en=plan.title_en,
        phone=plan.phone,
        email=plan.email,
        opens=plan.hours.opens,
        closes=plan.hours.closes,
        added_at=now,
    )
    _note(CONTACT_ADDED, row.public_id, organisation, viewer, now, desk=row.desk)
    return row.public_id


@transaction.atomic
def end_contact(contact: str, *, viewer: Viewer, now: datetime) -> None:
    """Show a contact nowhere any more, also not at old texts; nothing happens the second time."""
    mine = viewer.organisations_as(*WRITING)
    row = Contact.objects.select_for_update().get(public_id=contact, organisation__in=mine)
    if row.left_at is None:
        row.left_at = now
        row.save(update_fields=["left_at"])
        _note(CONTACT_LEFT, row.public_id, row.organisation.public_id, viewer, now)


@transaction.atomic
def add_picture(
    chunks: Iterable[bytes], name: str, plan: PicturePlan, *, organisation: str, viewer: Viewer, now: datetime
) -> str:
    """Take a picture in; return its public id. Nobody outside sees it yet.

    Raises Refused for a picture without credit or without words of its own, RefusedFileError for what is no picture.
    """
    check_picture(alt=plan.alt, caption=plan.caption, credit=plan.credit, decorative=plan.decorative)
    owner = _own(viewer, organisation)
    actor = viewer.actor[:60]
    stored = store(chunks, name=name, purpose=PICTURES, owner_id=owner, actor=actor, now=now)
    row = Picture.objects.create(
        organisation_id=owner,
        file=stored,
        alt="" if plan.decorative else plan.alt,
        alt_en="" if plan.decorative else plan.alt_en,
        decorative=plan.decorative,
        caption=plan.caption,
        caption_en=plan.caption_en,
        credit=plan.credit,
        licence=plan.licence.value,
        added_at=now,
    )
    _note(PICTURE_ADDED, row.public_id, organisation, viewer, now, sha256=stored.sha256, licence=row.licence)
    return row.public_id


@transaction.atomic
def open_picture(picture: str, *, viewer: Viewer, now: datetime) -> None:
    """Open a picture to everybody in the image bank; refused when its licence is for our own texts only."""
    mine = viewer.organisations_as(*WRITING)
    row = Picture.objects.select_for_update().get(public_id=picture, organisation__in=mine)
    if row.licence == Licence.OWN.value:
        raise Refused(Refusal.NOT_FOR_OTHERS)
    if row.opened_at is None:
        row.opened_at = now
        row.save(update_fields=["opened_at"])
        _note(PICTURE_OPENED, row.public_id, row.organisation.public_id, viewer, now)


@transaction.atomic
def set_boilerplate(
    text: str, text_en: str, *, organisation: str, cooperation: str, viewer: Viewer, now: datetime
) -> None:
    """Set what one of the viewer's own organisations says of itself, or of a cooperation, at the end of its texts."""
    owner = _own(viewer, organisation)
    about = cooperation_by_id(cooperation) if cooperation else None
    said = {"text": text, "text_en": text_en, "changed_at": now}
    Boilerplate.objects.update_or_create(organisation_id=owner, cooperation=about, defaults=said)
    _note(BOILERPLATE_SET, organisation, organisation, viewer, now, cooperation=cooperation)
