"""Forgets who asked: words, names, addresses and files go, and whoever held a link is shut out.

What stays is what figures are reckoned from and what an organisation did: the case's row and number, promise and times,
municipality, need, who answered, how it ended, the grade. A limited company's name and number are no person's and stay.
A question still open is closed as the company's own wish, for there is nobody left to answer.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from endorr.base.erasing import Held, Known, Subject
from endorr.base.files.commands import forget as forget_file
from endorr.base.links.commands import revoke_about
from endorr.cases.commands import close_by_company
from endorr.cases.models import (
    Case,
    CaseFile,
    Contact,
    Draft,
    Enquiry,
    Entry,
    FollowUp,
    Kind,
    MailIntake,
    MissReason,
    Note,
    Referral,
    ReplyAddress,
    RePromise,
    SharingRequest,
)

ACTOR = "system:erasure"
GONE = "–"
"""What stands where a row must not be empty: the telephone of who asked, the reason of a later promise."""

SAID = (Kind.MESSAGE, Kind.GIVEN_BACK, Kind.DECLINED, Kind.CLOSED, Kind.REOPENED, Kind.FILE)
"""The lines of a story that hold words somebody wrote; the others hold codes, times and names of organisations."""

WRITTEN: tuple[tuple[type[models.Model], str], ...] = (
    (Enquiry, "question"),
    (Enquiry, "backdated_why"),
    (Case, "grade_text"),
    (Contact, "text"),
    (Entry, "text"),
    (FollowUp, "text"),
    (MissReason, "text"),
    (Note, "text"),
    (Referral, "text"),
    (Referral, "answer"),
    (RePromise, "reason"),
    (SharingRequest, "why"),
)


def known(person: str) -> Known:
    """Know whoever asked a question by its address and name, given the public id of the enquiry or of the case."""
    return _known(Enquiry.objects.filter(Q(public_id=person) | Q(case__public_id=person)))


def found(addresses: frozenset[str]) -> Known:
    """Find every question asked from the addresses."""
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    return _known(Enquiry.objects.filter(wanted))


def _known(enquiries: "QuerySet[Enquiry]") -> Known:
    rows = list(enquiries.select_related("case", "known_as"))
    cases = [row.case for row in rows]
    things = {row.public_id for row in rows} | {case.public_id for case in cases}
    for asked in (FollowUp, SharingRequest):
        things |= set(asked.objects.filter(case__in=cases).values_list("public_id", flat=True))
    return Known(
        frozenset(row.email.casefold() for row in rows if row.email),
        frozenset(word for row in rows for word in (row.name, row.phone) if word and word != GONE),
        frozenset(things | _own_companies(rows)),
    )


def _own_companies(rows: list[Enquiry]) -> set[str]:
    """Return the companies that are known by no open number and by nobody else's question: each is the person's own."""
    mine = {row.known_as for row in rows if row.known_as and not row.known_as.number}
    others = Enquiry.objects.filter(known_as__in=mine).exclude(pk__in=[row.pk for row in rows])
    theirs = set(others.exclude(phone=GONE).values_list("known_as", flat=True))
    return {one.public_id for one in mine if one.pk not in theirs}


def held(subject: Subject) -> list[Held]:
    theirs = Q(public_id__in=subject.things) | Q(enquiry__public_id__in=subject.things)
    rows = Case.objects.filter(theirs).exclude(enquiry__phone=GONE).select_related("enquiry__receiver").order_by("pk")
    return [one for case in rows for one in (_question(case), *_story(case))]


def _question(case: Case) -> Held:
    asked = case.enquiry
    said = (
        (_("Nummer"), case.number),
        (_("Mottagare"), asked.receiver.name),
        (_("Fråga"), asked.question),
        (_("Namn"), asked.name),
        (_("E-post"), asked.email),
        (_("Telefon"), asked.phone),
        (_("Företag"), asked.company),
        (_("Betyg"), "" if case.grade is None else str(case.grade)),
        (_("Din kommentar"), case.grade_text),
    )
    return Held(_("Fråga"), asked.received_at, said)


def _story(case: Case) -> list[Held]:
    words = [(one.at, one.text) for one in case.entries.filter(kind__in=[kind.value for kind in SAID])]
    words += [(one.at, one.text) for one in case.contacts.all()]
    words += [(one.at, one.text) for one in case.notes.all()]
    return [Held(_("Skrivet om frågan"), at, ((case.number, text),)) for at, text in sorted(words) if text]


def _empty_enquiry(case: Case) -> None:
    asked = case.enquiry
    mine = not (asked.known_as and asked.known_as.number)
    blank = {"question", "name", "email", "phone_digits", "good_times", "backdated_why"}
    blank |= {"company", "company_number"} if mine else set()
    Enquiry.objects.filter(pk=asked.pk).update(**dict.fromkeys(blank, ""), phone=GONE)
    asked.refresh_from_db()


def _empty_story(case: Case, now: datetime) -> None:
    Entry.objects.filter(case=case, kind__in=[kind.value for kind in SAID]).update(text="")
    for told in (Contact, Note, MissReason, FollowUp):
        told.objects.filter(case=case).update(text="")
    Referral.objects.filter(case=case).update(text="", answer="")
    SharingRequest.objects.filter(case=case).update(why="")
    RePromise.objects.filter(case=case).exclude(reason="").update(reason=GONE)
    FollowUp.objects.filter(case=case, done_at__isnull=True).update(done_at=now)
    Case.objects.filter(pk=case.pk).update(grade_text="", match_due=None)


def _drop_files(case: Case) -> int:
    rows = list(CaseFile.objects.filter(case=case).select_related("file"))
    for row in rows:
        row.delete()
        forget_file(row.file)
    return len(rows)


def _shut(case: Case, subject: Subject, now: datetime) -> None:
    """Close each way to the case from outside: the private page, the links in mails, the addresses to answer to."""
    ReplyAddress.objects.filter(case=case).delete()
    # The mails' own ids often name whoever sent them.
    for mail in MailIntake.objects.filter(case=case):
        MailIntake.objects.filter(pk=mail.pk).update(external_id=f"erased:{mail.pk}")
    revoke_about(subject.things | {case.public_id}, now=now, actor=ACTOR)


def _strike_out(subject: Subject) -> int:
    """Strike the person's addresses out of what others have written in other questions."""
    struck = 0
    for address in subject.addresses:
        spelled = re.compile(re.escape(address), re.IGNORECASE)
        for model, field in WRITTEN:
            rows = model._default_manager.filter(**{f"{field}__icontains": address})
            for pk, text in rows.values_list("pk", field):
                struck += model._default_manager.filter(pk=pk).update(**{field: spelled.sub(GONE, text)})
    return struck


def _drop_drafts(subject: Subject) -> int:
    told = Draft.objects.exclude(answers={}).values_list("pk", "answers").iterator()
    mine = [pk for pk, answers in told if subject.named_in(json.dumps(answers, ensure_ascii=False))]
    return Draft.objects.filter(pk__in=mine).delete()[0]


def erase(subject: Subject, now: datetime) -> Mapping[str, int]:
    theirs = Q(public_id__in=subject.things) | Q(enquiry__public_id__in=subject.things)
    rows = Case.objects.filter(theirs).exclude(enquiry__phone=GONE).order_by("pk")
    files = 0
    cases = list(rows.select_related("enquiry__known_as"))
    for case in cases:
        if case.closed_at is None:
            close_by_company(case.public_id, now=now)
        _empty_enquiry(case)
        _empty_story(case, now)
        files += _drop_files(case)
        _shut(case, subject, now)
    return {"questions": len(cases), "files": files, "drafts": _drop_drafts(subject), "mentions": _strike_out(subject)}
