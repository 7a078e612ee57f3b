"""The tables of matching: what was proposed for a question and why, and what came of it."""

from django.db import models
from django.db.models import Q

from endorr.base.public_ids import PublicIdField
from endorr.matching.rules.lessons import Kind


class Trace(models.Model):
    """One proposal: everything it was decided with and why, without the company's own words.

    `features` are the words of the trade the question held (never names, numbers or addresses), kept so that a changed
    symptom can be tried on last year's questions; they are emptied when the question is erased, the proposal stays.
    """

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="traces")
    enquiry = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(db_index=True)
    municipality = models.CharField(max_length=4, blank=True)
    first = models.CharField(max_length=80, blank=True)
    confidence = models.FloatField(default=0.0)
    proposal = models.JSONField(default=dict)
    features = models.JSONField(default=list)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0.0, confidence__lte=1.0), name="trace_confidence_is_a_chance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry}: {self.first}"


class Lesson(models.Model):
    """What somebody knows of a proposal afterwards: a coordinator chose another, the company said who was right.

    `organisation` is the kind that should have had, or did have, the question. One lesson of a kind for each trace.
    """

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="lessons")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    organisation = models.CharField(max_length=80)
    right = models.BooleanField()
    learnt_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trace", "kind"], name="one_lesson_of_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in Kind]), name="lesson_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.organisation}"
