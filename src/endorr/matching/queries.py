"""What others may read of matching: a proposal, why somebody was not offered a question."""

from collections.abc import Collection

from endorr.base.tenancy.rules import Viewer, public_query
from endorr.matching.models import Trace
from endorr.matching.rules.proposal import Proposal, Reason, from_dict, why_not


@public_query("shapes a row already read")
def proposal_in(trace: Trace) -> Proposal:
    """Return the proposal that a trace keeps."""
    return from_dict({**trace.proposal, "id": trace.public_id, "enquiry": trace.enquiry})


def proposal(viewer: Viewer, trace: str) -> Proposal | None:
    """Return a proposal by its public id to those with a seat in its cooperation, or None; one query."""
    row = Trace.objects.filter(public_id=trace, cooperation_id__in=viewer.cooperation_ids).first()
    return proposal_in(row) if row else None


def proposal_for(viewer: Viewer, enquiry: str) -> Proposal | None:
    """Return the proposal made for an enquiry to those with a seat in its cooperation, or None; one query."""
    row = Trace.objects.filter(enquiry=enquiry, cooperation_id__in=viewer.cooperation_ids).first()
    return proposal_in(row) if row else None


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
