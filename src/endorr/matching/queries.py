"""What others may read of matching: a proposal, why somebody was not offered a question."""

from collections.abc import Collection, Iterable
from datetime import datetime

from endorr.base.tenancy.rules import Role, Viewer, public_query
from endorr.catalogue.queries.public import routable, signposts
from endorr.catalogue.queries.shelf import Post, mark_now
from endorr.matching.models import Lesson, Trace
from endorr.matching.rules.lessons import Experience, Kind, Learnt, experience
from endorr.matching.rules.proposal import Proposal, Reason, from_dict, why_not
from endorr.matching.rules.replay import Kept, LookBack, Noted, look_back


@public_query("shapes a row already read")
def proposal_in(trace: Trace) -> Proposal:
    """Return the proposal that a trace keeps."""
    return from_dict({**trace.proposal, "id": trace.public_id, "enquiry": trace.enquiry})


def proposal(viewer: Viewer, trace: str) -> Proposal | None:
    """Return a proposal by its public id to those with a seat in its cooperation, or None; one query."""
    row = Trace.objects.filter(public_id=trace, cooperation_id__in=viewer.cooperation_ids).first()
    return proposal_in(row) if row else None


def proposal_for(viewer: Viewer, enquiry: str) -> tuple[Proposal, dict[str, Post]] | None:
    """Return the proposal made for an enquiry to those with a seat in its cooperation, or None; one query.

    With it come the catalogue's signposts by kind, for candidates that no function of the directory stands for; they
    are read again, by four queries more, only after a change of the catalogue.
    """
    rows = Trace.objects.filter(enquiry=enquiry, cooperation_id__in=viewer.cooperation_ids)
    row = rows.annotate(edition_mark=mark_now()).first()
    if row is None:
        return None
    made = proposal_in(row)
    nameless = any(not one.name for one in made.candidates)
    posts = signposts(row.edition_mark or "") if nameless else ()
    return made, {post.key: post for post in posts}


def proposals_for(viewer: Viewer, enquiries: Collection[str]) -> dict[str, Proposal]:
    """Return the proposals made for some enquiries by them, to those with a seat in their cooperations; one query."""
    rows = Trace.objects.filter(enquiry__in=enquiries, cooperation_id__in=viewer.cooperation_ids)
    return {row.enquiry: proposal_in(row) for row in rows}


def why_not_offered(viewer: Viewer, trace: str, key: str) -> tuple[Reason, ...] | None:
    """Say why an organisation or service was not proposed first, from the trace alone; None for what is not to be seen.

    Empty when it was the first. One query.
    """
    kept = proposal(viewer, trace)
    return why_not(kept, key) if kept else None


# Looking back


def _own(viewer: Viewer) -> dict[str, object]:
    """Whose proposals a viewer looks back on: a national coordinator on everybody's, others on their cooperations'."""
    if viewer.holds({Role.NATIONAL_COORDINATOR}):
        return {}
    return {"cooperation_id__in": viewer.cooperations_as(Role.COORDINATOR)}


def traces(viewer: Viewer, *, since: datetime, until: datetime, most: int = 2_000) -> tuple[Kept, ...]:
    """Return the proposals made from an instant until another, the latest first, those forgotten too; one query."""
    rows = Trace.objects.filter(made_at__gte=since, made_at__lt=until, **_own(viewer)).order_by("-made_at", "-pk")
    return tuple(_kept(row) for row in rows[:most])


def _kept(row: Trace) -> Kept:
    told = row.proposal
    services = tuple(key for one in told.get("candidates", ()) for key in one.get("services", ()))
    return Kept(row.public_id, row.first, row.confidence, bool(told.get("ask")), services, tuple(row.features))


def week(viewer: Viewer, *, since: datetime, until: datetime) -> LookBack:
    """Return what the catalogue's owners should look at from a span of days; three queries, seven after a change."""
    kept = traces(viewer, since=since, until=until)
    rows = Lesson.objects.filter(trace__public_id__in=[one.id for one in kept])
    noted = [
        Noted(trace, Kind(lesson), organisation, right)
        for trace, lesson, organisation, right in rows.order_by("learnt_at", "pk").values_list(
            "trace__public_id", "kind", "organisation", "right"
        )
    ]
    return look_back(kept, noted, [entry.card.key for entry in routable(now=until)])


@public_query("stems and counts of confirmed outcomes, for the matcher")
def experiences() -> dict[str, Experience]:
    """Return what has been confirmed of each kind of organisation, everywhere; one query."""
    rows = Lesson.objects.filter(right=True).order_by("pk").values_list("organisation", "right", "trace__features")
    return experience(_learnt(rows))


def _learnt(rows: Iterable[tuple[str, bool, list[str]]]) -> Iterable[Learnt]:
    return (Learnt(organisation, right, tuple(features)) for organisation, right, features in rows)


@public_query("a count, for telling whether there is anything new to learn")
def lessons_learnt() -> int:
    """Return how many lessons there are; one query."""
    return Lesson.objects.filter(right=True).count()
