"""What has been done about a question: contacts, the lines of its story, and to whom it was handed out."""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.cases.models.case import Case
from endorr.cases.models.columns import PERSON, choices, known
from endorr.cases.rules import Evidence, Way


class Contact(models.Model):
    """That a named person was in contact with the company, or tried to."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="contacts")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="contacts")
    at = models.DateTimeField()
    logged_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=choices(Way))
    reached = models.BooleanField()
    evidence = models.CharField(max_length=10, choices=choices(Evidence))
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("way", Way, "contact_way_known"),
            models.CheckConstraint(condition=Q(at__lte=F("logged_at")), name="contact_is_logged_afterwards"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.at}"


class Kind(models.TextChoices):
    """What a line of a case's story tells."""

    MESSAGE = "message"  # the company wrote
    UNHEARD = "unheard"  # the company says that nobody has been in touch
    CONFIRMED = "confirmed"  # the company says that somebody was
    TOLD = "told"  # the company was told that the promise may break
    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    SHARED = "shared"  # the company changed what may be shared
    SHARE_ASKED = "share_asked"  # an organisation wants to be shown the question
    SHARE_YES = "share_yes"
    SHARE_NO = "share_no"
    FILE = "file"
    CLOSED = "closed"
    REOPENED = "reopened"
    GRADED = "graded"
    REFERRED = "referred"  # offered to another organisation
    ACCEPTED = "accepted"
    DECLINED = "declined"  # the other organisation sent it back
    LAPSED = "lapsed"  # nobody accepted in time
    WAITS = "waits"  # the company is asked before the question is offered
    COVERED = "covered"  # the holder is away or has left: the deputy has it
    JOINED = "joined"  # somebody works on it beside the one who leads
    REPROMISED = "repromised"
    MISSED = "missed"
    ASKED_BEFORE = "asked_before"  # the same sender asked much the same before, in the question told of
    ASKED_AGAIN = "asked_again"
    ANSWER_BY = "answer_by"  # the organisation has said by when it gives its own answer


class Entry(models.Model):
    """One line of a case's story; `person` and `organisation` are empty when the company or the house did it."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="entries", null=True, blank=True)
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="entries", null=True, blank=True
    )
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.case} {self.kind}"


class Delivery(models.Model):
    """That a question was handed out to another organisation than the receiver's: which fields, on which ground."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="deliveries")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    ground = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="delivered_once_to_each")]

    def __str__(self) -> str:
        return f"{self.case} -> {self.organisation}"
