"""What everybody reads, and nothing that is under embargo: each query begins at the texts that are out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from endorr import worktime
from endorr.base.files.queries import path_of
from endorr.base.tenancy.rules import public_query
from endorr.newsroom.models import Contact, Edition, Picture, Release
from endorr.newsroom.rules.blocks import Block, BlockKind, unpacked
from endorr.newsroom.rules.hours import Answering, Hours, answering
from endorr.newsroom.rules.words import Desk, Kind, Licence, State, Topic, is_archive

CALENDAR = "SE"


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A text that is out, as a list or the feed shows it, in the page's language or else Swedish."""

    public_id: str
    site: str
    kind: Kind
    headline: str
    lead: str
    language: str
    publisher: str
    topics: tuple[Topic, ...]
    lifted_at: datetime
    updated_at: datetime
    corrected: bool
    archive: bool


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture that may be shown, with its words in the page's language."""

    public_id: str
    alt: str
    caption: str
    credit: str
    licence: Licence
    in_bank: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody the press may call, and whether they answer now."""

    public_id: str
    desk: Desk
    name: str
    title: str
    organisation: str
    phone: str
    email: str
    hours: Hours
    answering: Answering


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, with its picture where it is one."""

    block: Block
    picture: PictureRow | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction: when, and what was wrong."""

    number: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A text that is out, whole; `figures` are each figure's words with its source."""

    row: ReleaseRow
    county: str
    number: int
    latest: int
    pieces: tuple[Piece, ...]
    about: tuple[tuple[str, str, str], ...]
    figures: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    contacts: tuple[ContactRow, ...]
    starts_at: datetime | None
    ends_at: datetime | None
    notice_by: datetime | None
    place: str
    languages: tuple[str, ...]


def _language() -> str:
    return "en" if get_language() == "en" else "sv"


def _out() -> QuerySet[Release]:
    editions = Prefetch("editions", Edition.objects.order_by("number"))
    rows = Release.objects.filter(state=State.LIFTED.value, lifted_at__isnull=False)
    return rows.select_related("organisation", "cooperation").prefetch_related(editions, "topics")


def _latest(row: Release, language: str) -> Edition:
    by_language = {one.language: one for one in row.editions.all()}
    return by_language.get(language) or by_language["sv"]


def _row(row: Release, edition: Edition, now: datetime) -> ReleaseRow:
    assert row.lifted_at is not None
    return ReleaseRow(
        public_id=row.public_id,
        site=row.site,
        kind=Kind(row.kind),
        headline=edition.headline,
        lead=edition.lead,
        language=edition.language,
        publisher=row.organisation.name,
        topics=tuple(Topic(one.topic) for one in row.topics.all()),
        lifted_at=row.lifted_at,
        updated_at=edition.out_at,
        corrected=edition.number > 1,
        archive=is_archive(row.lifted_at, now=now),
    )


@public_query("what is out is for everybody")
def releases(now: datetime, *, topic: str = "", words: str = "", most: int = 200) -> tuple[ReleaseRow, ...]:
    """Return what is out, the newest first, perhaps on a topic or with words in headline or lead; three queries."""
    rows = _out()
    if topic:
        rows = rows.filter(topics__topic=topic)
    if words:
        found = Q(editions__headline__icontains=words) | Q(editions__lead__icontains=words)
        rows = rows.filter(found).distinct()
    return tuple(_row(one, _latest(one, _language()), now) for one in rows.order_by("-lifted_at", "-pk")[:most])


@public_query("what is out is for everybody")
def release(public_id: str, now: datetime, *, number: int | None = None) -> ReleasePage | None:
    """Return a text that is out, perhaps as it stood before a correction; None for any other. Five queries."""
    row = _out().filter(public_id=public_id).first()
    if row is None:
        return None
    latest = _latest(row, _language())
    shown = next((one for one in row.editions.all() if one.language == latest.language and one.number == number), None)
    if number is not None and shown is None:
        return None
    edition = shown or latest
    pictures = {one.public_id: one for one in edition.pictures.all()}
    contacts = row.contacts.filter(left_at__isnull=True).select_related("organisation").order_by("desk", "pk")
    same = [one for one in row.editions.all() if one.language == edition.language]
    return ReleasePage(
        row=_row(row, edition, now),
        county=row.cooperation.county_code,
        number=edition.number,
        latest=latest.number,
        pieces=tuple(_piece(one, pictures) for one in unpacked(edition.blocks)),
        about=tuple((one["name"], one["text"], one["language"]) for one in edition.about),
        figures=tuple((one["text"], one["source"]) for one in edition.figures),
        notices=tuple(Notice(one.number, one.out_at, one.notice) for one in reversed(same) if one.notice),
        contacts=contact_rows(contacts, now),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        notice_by=row.notice_by,
        place=row.place,
        languages=tuple(sorted({one.language for one in row.editions.all()})),
    )


def _piece(block: Block, pictures: dict[str, Picture]) -> Piece:
    picture = pictures.get(block.picture) if block.kind is BlockKind.IMAGE else None
    return Piece(block, picture_row(picture) if picture else None)


@public_query("a plain value of a row that somebody has been given already")
def picture_row(one: Picture) -> PictureRow:
    """Return a picture with its words in the page's language."""
    english = _language() == "en"
    return PictureRow(
        public_id=one.public_id,
        alt=(one.alt_en if english else "") or one.alt,
        caption=(one.caption_en if english else "") or one.caption,
        credit=one.credit,
        licence=Licence(one.licence),
        in_bank=one.opened_at is not None,
    )


@public_query("plain values of rows that somebody has been given already")
def contact_rows(rows: Iterable[Contact], now: datetime) -> tuple[ContactRow, ...]:
    """Return contacts with whether each answers now, by the Swedish working days and the desk's own hours."""
    calendar = worktime.calendar(CALENDAR)
    english = _language() == "en"
    return tuple(
        ContactRow(
            public_id=one.public_id,
            desk=Desk(one.desk),
            name=one.name,
            title=(one.title_en if english else "") or one.title,
            organisation=one.organisation.name,
            phone=one.phone,
            email=one.email,
            hours=Hours(one.opens, one.closes),
            answering=answering(Hours(one.opens, one.closes), calendar, now=now),
        )
        for one in rows
    )


@public_query("whom the press may call is for everybody")
def contacts(now: datetime) -> tuple[ContactRow, ...]:
    """Return the press desks, by organisation; one query."""
    rows = Contact.objects.filter(left_at__isnull=True, desk=Desk.PRESS.value).select_related("organisation")
    return contact_rows(rows.order_by("organisation__name", "pk"), now)


@public_query("the image bank is for everybody")
def bank() -> tuple[PictureRow, ...]:
    """Return the pictures that are open to everybody, the newest first; one query."""
    rows = Picture.objects.filter(opened_at__isnull=False)
    return tuple(picture_row(one) for one in rows.order_by("-opened_at", "-pk"))


@dataclass(frozen=True, slots=True)
class PictureFile:
    """Where a picture lies that may be shown, what it is and what it is called."""

    path: Path
    media_type: str
    name: str


@public_query("a plain value of a row that somebody has been given already")
def picture_file(row: Picture) -> PictureFile:
    """Return where a picture's file lies."""
    return PictureFile(path_of(row.file.place), row.file.media_type, row.file.shown_name)


@public_query("a picture that is open, or stands in a text that is out")
def public_picture(public_id: str) -> PictureFile | None:
    """Return a picture that is open in the bank or stands in a text that is out; None for any other. One query."""
    out = Q(editions__release__state=State.LIFTED.value)
    rows = Picture.objects.filter(Q(opened_at__isnull=False) | out, public_id=public_id).select_related("file")
    row = rows.distinct().first()
    return picture_file(row) if row else None
