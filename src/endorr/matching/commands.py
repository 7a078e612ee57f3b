"""The only writers of matching: propose, and learn from what came of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from endorr.base.clock import local_date
from endorr.base.ledger.commands import record
from endorr.base.ledger.kinds import kind
from endorr.base.tenancy.queries import cooperation_by_id
from endorr.catalogue.rules.eligibility import Company
from endorr.core.municipalities import municipalities
from endorr.directory.queries import helpers_in
from endorr.matching.models import Lesson, Trace
from endorr.matching.queries import proposal_in
from endorr.matching.rules.facts import completed
from endorr.matching.rules.judging import Judged, judge
from endorr.matching.rules.lessons import Kind
from endorr.matching.rules.placing import NOTHING_TOLD, Helper, Place
from endorr.matching.rules.placing import propose as place_it
from endorr.matching.rules.proposal import LARGEST_TRACE, Proposal, as_dict, weight_of
from endorr.matching.shelf import matcher_now

PROPOSED = kind("matching.proposed", "It was proposed who should have a question, with the reasons")
LEARNT = kind("matching.learnt", "It became known whether a proposal was right")
FORGOTTEN = kind("matching.forgotten", "The words of a question were taken out of its trace")


@dataclass(frozen=True, slots=True)
class Question:
    """A question to be matched: the public id of its enquiry, of its cooperation, and what the company wrote.

    `municipality` is four digits or empty; `company` what it has told of itself, unknown where it has told nothing.
    """

    enquiry: str
    cooperation: str
    text: str
    language: str = ""
    municipality: str = ""
    company: Company = NOTHING_TOLD


def propose(question: Question, *, now: datetime, actor: str) -> Proposal:
    """Propose who should have a question, and keep why; asked again for the same enquiry, the first answer stands.

    To be called after the question is safely stored: nothing that was promised waits for it.
    """
    if kept := Trace.objects.filter(enquiry=question.enquiry).first():
        return proposal_in(kept)
    matcher, cards, versions = matcher_now(now)
    judged = judge(matcher, question.text, language=_spoken(question.language))
    place = _place(question, now=now)
    return _keep(question, judged, place_it(judged, cards, place, versions=versions), now=now, actor=actor)


def _spoken(language: str) -> str:
    # Easy Swedish is Swedish; the page's language is not always the one the company wrote in.
    return "" if language.startswith("sv") or language == "en" else language


def _place(question: Question, *, now: datetime) -> Place:
    known = question.municipality in municipalities()
    rows = helpers_in(question.municipality, on=local_date(now)) if known else ()
    helpers = tuple(
        Helper(
            row.function,
            row.name,
            row.organisation,
            row.organisation_name,
            row.kind,
            row.needs,
            row.confirmed,
            row.reachable,
            row.desk,
        )
        for row in rows
    )
    code = question.municipality if known else ""
    told = replace(question.company, municipality=question.company.municipality or code)
    return Place(code, completed(told, question.text), helpers, known)


@transaction.atomic
def _keep(question: Question, judged: Judged, proposal: Proposal, *, now: datetime, actor: str) -> Proposal:
    stored, features = fitted(proposal, judged.features)
    first = proposal.candidates[0].kind if proposal.candidates else ""
    cooperation = cooperation_by_id(question.cooperation)
    trace, made = Trace.objects.get_or_create(
        enquiry=question.enquiry,
        defaults={
            "cooperation": cooperation,
            "made_at": now,
            "municipality": question.municipality,
            "first": first,
            "confidence": proposal.confidence,
            "proposal": stored,
            "features": list(features),
        },
    )
    if made:
        record(
            chain=cooperation.public_id,
            kind=PROPOSED,
            subject=trace.public_id,
            actor=actor,
            now=now,
            facts={
                "enquiry": question.enquiry,
                "first": first,
                "confidence": f"{proposal.confidence:.2f}",
                "desk": proposal.desk.value if proposal.desk else "",
                "catalogue": proposal.versions.catalogue,
                "rules": proposal.versions.rules,
            },
        )
    return proposal_in(trace)


def fitted(proposal: Proposal, features: tuple[str, ...]) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return a proposal and the words kept with it so that together they weigh less than LARGEST_TRACE bytes."""
    stored = as_dict(proposal)
    kept = list(features)
    while weight_of({"proposal": stored, "features": kept}) > LARGEST_TRACE:
        if kept:
            kept = kept[: len(kept) // 2]
            continue
        proposal = replace(proposal, left=proposal.left[: len(proposal.left) // 2])
        stored = as_dict(proposal)
        if not proposal.left:
            break
    return stored, tuple(kept)


# What came of it


@transaction.atomic
def learn(enquiry: str, lesson: Kind, organisation: str, *, right: bool, now: datetime, actor: str) -> bool:
    """Keep what somebody knows of a proposal; the latest word of each kind counts. False when there is no trace."""
    trace = Trace.objects.select_related("cooperation").filter(enquiry=enquiry).first()
    if trace is None:
        return False
    told = {"organisation": organisation, "right": right, "learnt_at": now, "by": actor}
    _row, made = Lesson.objects.update_or_create(trace=trace, kind=lesson.value, defaults=told)
    record(
        chain=trace.cooperation.public_id,
        kind=LEARNT,
        subject=trace.public_id,
        actor=actor,
        now=now,
        facts={"lesson": lesson.value, "organisation": organisation, "right": right, "first_time": made},
    )
    return True


@transaction.atomic
def forget(enquiry: str, *, now: datetime, actor: str) -> bool:
    """Take a question's words out of its trace; the proposal and its reasons stay. False when nothing was kept."""
    trace = Trace.objects.select_related("cooperation").filter(enquiry=enquiry, forgotten_at__isnull=True).first()
    if trace is None:
        return False
    trace.features, trace.forgotten_at = [], now
    trace.save(update_fields=["features", "forgotten_at"])
    record(chain=trace.cooperation.public_id, kind=FORGOTTEN, subject=trace.public_id, actor=actor, now=now, facts={})
    return True
