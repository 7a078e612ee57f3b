"""What the press desk works with: its own texts with every figure and fault, its pictures and contacts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import get_language

from endorr.base.tenancy.rules import Viewer
from endorr.indicators.claims.facts import Fact
from endorr.indicators.claims.findings import Claim
from endorr.indicators.review.knowing import known
from endorr.newsroom.models import Boilerplate, Contact, Picture, Release, Wording
from endorr.newsroom.queries.parts import beside_of, draft_of, figures_of, remarks_on
from endorr.newsroom.queries.public import (
    ContactRow,
    PictureFile,
    PictureRow,
    contact_rows,
    picture_file,
    picture_row,
)
from endorr.newsroom.rules.blocks import Draft
from endorr.newsroom.rules.figures import Told, choices, covered
from endorr.newsroom.rules.linting import Remark
from endorr.newsroom.rules.words import WRITING, Kind, State, Topic


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in the desk's list."""

    public_id: str
    kind: Kind
    state: State
    headline: str
    lifts_at: datetime | None
    lifted_at: datetime | None
    changed_at: datetime


def _mine(viewer: Viewer) -> frozenset[int]:
    return viewer.organisations_as(*WRITING)


def texts(viewer: Viewer, *, most: int = 100) -> tuple[TextRow, ...]:
    """Return the texts of the viewer's own organisations, the latest changed first; two queries."""
    swedish = Prefetch("wordings", Wording.objects.filter(language="sv"))
    rows = Release.objects.filter(organisation__in=_mine(viewer)).prefetch_related(swedish)
    return tuple(
        TextRow(
            one.public_id,
            Kind(one.kind),
            State(one.state),
            next((wording.headline for wording in one.wordings.all()), ""),
            one.lifts_at,
            one.lifted_at,
            one.changed_at,
        )
        for one in rows.order_by("-changed_at", "-pk")[:most]
    )


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of a text, how it stands, and what it can be bound to."""

    told: Told
    choices: tuple[tuple[Claim, Fact], ...]


@dataclass(frozen=True, slots=True)
class WordingView:
    """A text in one language, with its figures, how many of them have a source, and what is seen in it."""

    language: str
    draft: Draft
    figures: tuple[FigureRow, ...]
    covered: int
    of: int
    remarks: tuple[Remark, ...]

    @property
    def stops(self) -> int:
        return sum(one.stops for one in self.remarks)


@dataclass(frozen=True, slots=True)
class TextView:
    """A text whole, for whoever writes or approves it."""

    public_id: str
    kind: Kind
    state: State
    organisation: str
    cooperation: str
    submitted_by: int | None
    submitter: str
    approver: str
    returned_why: str
    lifts_at: datetime | None
    lifted_at: datetime | None
    stopped_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    notice_by: datetime | None
    place: str
    contacts: tuple[ContactRow, ...]
    pictures: tuple[PictureRow, ...]
    wordings: tuple[WordingView, ...]

    def wording(self, language: str) -> WordingView | None:
        return next((one for one in self.wordings if one.language == language), None)


def text(viewer: Viewer, public_id: str, now: datetime) -> TextView | None:
    """Return a text of the viewer's own organisations; None for any other. Nine queries."""
    wordings = Prefetch("wordings", Wording.objects.order_by("-language").prefetch_related("figures"))
    rows = Release.objects.filter(public_id=public_id, organisation__in=_mine(viewer))
    row = (
        rows.select_related("organisation", "cooperation", "submitted_by", "approved_by")
        .prefetch_related(wordings)
        .first()
    )
    if row is None:
        return None
    facts, beside = known("en" if get_language() == "en" else "sv"), beside_of(row)
    shown = []
    for one in row.wordings.all():
        figures = figures_of(one, facts)
        every = [told.figure for told in figures]
        with_source, of = covered(figures)
        rows_ = tuple(FigureRow(told, choices(told.figure, every, facts)) for told in figures)
        seen = remarks_on(row, one, figures, facts, beside)
        shown.append(WordingView(one.language, draft_of(one), rows_, with_source, of, seen))
    for contact in beside.contacts:
        contact.organisation = row.organisation
    return TextView(
        public_id=row.public_id,
        kind=Kind(row.kind),
        state=State(row.state),
        organisation=row.organisation.name,
        cooperation=row.cooperation.name,
        submitted_by=row.submitted_by_id,
        submitter=row.submitted_by.name if row.submitted_by else "",
        approver=row.approved_by.name if row.approved_by else "",
        returned_why=row.returned_why,
        lifts_at=row.lifts_at,
        lifted_at=row.lifted_at,
        stopped_at=row.stopped_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        notice_by=row.notice_by,
        place=row.place,
        contacts=contact_rows(beside.contacts, now),
        pictures=tuple(picture_row(one) for one in beside.pictures.values()),
        wordings=tuple(shown),
    )


def topics_of(viewer: Viewer, public_id: str) -> tuple[Topic, ...]:
    """Return the topics of a text of the viewer's own organisations; one query."""
    row = Release.objects.filter(public_id=public_id, organisation__in=_mine(viewer))
    return tuple(Topic(word) for word in row.values_list("topics__topic", flat=True) if word)


def own_contacts(viewer: Viewer, now: datetime) -> tuple[ContactRow, ...]:
    """Return the contacts of the viewer's own organisations who have not left; one query."""
    rows = Contact.objects.filter(organisation__in=_mine(viewer), left_at__isnull=True)
    return contact_rows(rows.select_related("organisation").order_by("desk", "pk"), now)


def own_pictures(viewer: Viewer) -> tuple[PictureRow, ...]:
    """Return the pictures of the viewer's own organisations, the newest first; one query."""
    rows = Picture.objects.filter(organisation__in=_mine(viewer)).order_by("-added_at", "-pk")
    return tuple(picture_row(one) for one in rows)


def own_picture(viewer: Viewer, public_id: str) -> PictureFile | None:
    """Return a picture of the viewer's own organisations; None for any other; one query."""
    rows = Picture.objects.filter(public_id=public_id, organisation__in=_mine(viewer)).select_related("file")
    row = rows.first()
    return picture_file(row) if row else None


@dataclass(frozen=True, slots=True)
class BoilerplateRow:
    """What a publisher says of itself, or of a cooperation (public id and name)."""

    cooperation: str
    name: str
    text: str
    text_en: str


def boilerplates(viewer: Viewer) -> tuple[BoilerplateRow, ...]:
    """Return what the viewer's own organisations say under their texts; one query."""
    rows = Boilerplate.objects.filter(organisation__in=_mine(viewer)).select_related("organisation", "cooperation")
    return tuple(
        BoilerplateRow(
            one.cooperation.public_id if one.cooperation else "",
            one.cooperation.name if one.cooperation else one.organisation.name,
            one.text,
            one.text_en,
        )
        for one in rows.order_by("pk")
    )
