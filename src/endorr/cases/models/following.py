"""What the company does about its own question, and what it is asked: sharing, files, reopening, how it went."""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.cases.afterwards import Asking, Came, Link
from endorr.cases.models.case import Case
from endorr.cases.models.columns import PERSON, choices, known


class SharingRequest(models.Model):
    """That an organisation wants to be shown a question whose company said "ask me first": why, and the answer.

    `answer` is null until the company has tapped yes or no; a no leaves the way open for another request later.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sharing_requests")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="sharing_requests")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="sharing_requests")
    asked_at = models.DateTimeField()
    why = models.TextField()
    answer = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(answer__isnull=True), name="asked_once_until_answered"
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_at__isnull=True)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="an_answer_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} -> {self.organisation}"


class CaseFile(models.Model):
    """A file that belongs to a question; `person` and `organisation` are empty when the company sent it."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="case_file")
    at = models.DateTimeField()
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="case_files", null=True, blank=True)
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="case_files", null=True, blank=True
    )

    def __str__(self) -> str:
        return self.public_id


class Reopening(models.Model):
    """That a closed question was taken up again, and its follow-up clock; the promise itself stays as it was.

    `contacted_at` stops the clock; `ended_at` says that the question was closed again before anybody was in touch.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    at = models.DateTimeField()
    closed_at = models.DateTimeField()
    due = models.DateTimeField()
    act_by = models.DateTimeField(db_index=True)
    calendar_id = models.CharField(max_length=64)
    calendar_version = models.PositiveIntegerField()
    tzdata_version = models.CharField(max_length=20)
    contacted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(contacted_at__isnull=True, ended_at__isnull=True),
                name="one_follow_up_clock_runs",
            ),
            models.CheckConstraint(condition=Q(due__gt=F("at")), name="a_follow_up_lies_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.at}"


class CaseLink(models.Model):
    """That a question belongs with an earlier one; neither is changed by it, and both are answered."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="earlier_links")
    earlier = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="later_links")
    kind = models.CharField(max_length=10, choices=choices(Link))
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "earlier"], name="linked_once"),
            models.CheckConstraint(condition=~Q(case=F("earlier")), name="linked_to_another"),
            known("kind", Link, "link_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.earlier}"


class FollowUp(models.Model):
    """Something the company is asked afterwards: when it is due, when it was seen to, and what the company said.

    `mailed` is false for a company without a mail address: the question then stands on its own page only.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    asking = models.CharField(max_length=16, choices=choices(Asking))
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    mailed = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    came = models.CharField(max_length=12, choices=choices(Came), blank=True)
    exported = models.BooleanField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "asking"], name="asked_once_each"),
            known("asking", Asking, "asking_known"),
        ]
        indexes = [models.Index(fields=["due"], condition=Q(done_at__isnull=True), name="follow_up_waiting")]

    def __str__(self) -> str:
        return f"{self.case}: {self.asking}"
