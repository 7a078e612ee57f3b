"""The tables of public records: what was asked for, how each document was tested, decisions on disposal."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.records.rules import Answer, Court, Ground


def _choices(enum: type[Answer | Court | Ground]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in enum]


class Request(models.Model):
    """That somebody asked for public records of one authority. Nobody is asked who they are or why (TF 2 kap. 18 §).

    `email` is there only for whoever wants the answer by mail. `due` is the house's own clock: a working day.
    """

    public_id = PublicIdField()
    entity = models.ForeignKey("tenancy.LegalEntity", on_delete=models.PROTECT, related_name="records_requests")
    number = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    text = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=16)
    site = models.CharField(max_length=200)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "number"], name="request_number_once"),
            models.CheckConstraint(condition=Q(due__gt=F("asked_at")), name="request_due_lies_ahead"),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=Q(answered_at__isnull=True, reminded_at__isnull=True), name="request_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.number


class RequestedDocument(models.Model):
    """One document of a request, and the answer: `copy` is exactly what was handed out, masked values not in it.

    `seen` is the digest of the text that was tested. `row` is none for what was asked for in words and is not held.
    """

    public_id = PublicIdField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="documents")
    row = models.ForeignKey(
        "ledger.DiaryRow", on_delete=models.PROTECT, related_name="requested", null=True, blank=True
    )
    answer = models.CharField(max_length=10, choices=_choices(Answer), blank=True)
    reason = models.TextField(blank=True)
    court = models.CharField(max_length=12, choices=_choices(Court), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tested_documents", null=True, blank=True
    )
    seen = models.CharField(max_length=64, blank=True)
    copy = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "row"], condition=Q(row__isnull=False), name="document_once_a_request"
            ),
            models.UniqueConstraint(fields=["request"], condition=Q(row__isnull=True), name="one_wording_a_request"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="a_tested_document_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=[Answer.PARTLY.value, Answer.REFUSED.value]) | (~Q(reason="") & ~Q(court="")),
                name="a_refusal_has_reason_and_court",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", *(one.value for one in Answer)]), name="records_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class FieldRuling(models.Model):
    """How one field of a document was ruled when it was tested; an empty ground hands it out."""

    document = models.ForeignKey(RequestedDocument, on_delete=models.PROTECT, related_name="rulings")
    field = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    ground = models.CharField(max_length=12, choices=_choices(Ground), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "field"], name="ruled_once_a_field"),
            models.CheckConstraint(
                condition=Q(ground__in=["", *(one.value for one in Ground)]), name="records_ground_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.ground or 'open'}"


class Disposal(models.Model):
    """An authority's decision on disposal (gallring): what may go, after how many years, decided when."""

    public_id = PublicIdField()
    entity = models.ForeignKey("tenancy.LegalEntity", on_delete=models.PROTECT, related_name="disposals")
    reference = models.CharField(max_length=80)
    what = models.CharField(max_length=200)
    decided_on = models.DateField()
    years = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "reference"], name="disposal_once_a_reference")]

    def __str__(self) -> str:
        return self.reference


class SubjectRequest(models.Model):
    """That a person asked what is kept of them, and perhaps wished to be forgotten (GDPR art. 15 and 17).

    Who asks is known by the mail address alone: the answer goes there and nowhere else, and the wish is made on the
    page that the answer opens. `entity` is the authority they turned to. The address goes when they are forgotten.
    """

    public_id = PublicIdField()
    entity = models.ForeignKey("tenancy.LegalEntity", on_delete=models.PROTECT, related_name="subject_requests")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    wished_at = models.DateTimeField(null=True, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    forgotten_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="subject_requests", null=True, blank=True
    )
    disposal = models.ForeignKey(
        Disposal, on_delete=models.PROTECT, related_name="subject_requests", null=True, blank=True
    )
    erased = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(email="", wished_at__isnull=False),
                name="forgotten_after_a_wish",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=Q(wished_at__isnull=False, forgotten_at__isnull=True), name="wish_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
