"""What a visitor has begun to fill in, and what came in when it was sent."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from endorr.base.public_ids import PublicIdField
from endorr.cases.models.columns import PERSON, choices, known
from endorr.cases.rules import Channel


class Draft(models.Model):
    """What a visitor has filled in so far, under a key that nobody can guess; emptied when the question is sent.

    Whoever gave an address and did not send is reminded by mail once (`resume_mailed_at`), never again.
    """

    key = models.CharField(max_length=32, unique=True)
    answers = models.JSONField(default=dict)
    site = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=16, default="sv")
    entrance = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.SET_NULL, related_name="drafts", null=True, blank=True
    )
    started_at = models.DateTimeField(db_index=True)
    touched_at = models.DateTimeField(db_index=True)
    resume_mailed_at = models.DateTimeField(null=True, blank=True)
    sent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.started_at}"


class NumberSeries(models.Model):
    """The last case number given in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"


class Enquiry(models.Model):
    """What a company asked, exactly as it came in, who asked, and who received it in law. Never changed.

    `language` is the page's, in which we write; `speaks` what the company would rather talk in.
    `phone_digits` is the telephone as `doubles.digits` has it, to find it by.
    `known_as` is the company it was recognised as; none for who has no company yet.
    `entrance` is the partner whose own way in was used. A note of a call says who took it down and when (`logged_by`,
    `logged_at`), and why it was noted late (`backdated_why`).
    """

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="enquiries")
    receiver = models.ForeignKey("tenancy.LegalEntity", on_delete=models.PROTECT, related_name="enquiries")
    channel = models.CharField(max_length=10, choices=choices(Channel))
    site = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    language = models.CharField(max_length=16)
    question = models.TextField()
    municipality = models.CharField(max_length=4)
    company = models.CharField(max_length=200, blank=True)
    company_number = models.CharField(max_length=10, blank=True)
    known_as = models.ForeignKey(
        "companies.Company", on_delete=models.PROTECT, related_name="enquiries", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_digits = models.CharField(max_length=40, blank=True)
    good_times = models.CharField(max_length=200, blank=True)
    call_me = models.BooleanField(default=False)
    speaks = models.CharField(max_length=16, blank=True)
    entrance = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="enquiries", null=True, blank=True
    )
    logged_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="logged_enquiries", null=True, blank=True
    )
    logged_at = models.DateTimeField(null=True, blank=True)
    backdated_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("channel", Channel, "enquiry_channel_known"),
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="who_asks_can_be_reached"),
            models.CheckConstraint(
                condition=Q(logged_by__isnull=True, logged_at__isnull=True)
                | Q(logged_by__isnull=False, logged_at__gte=F("received_at")),
                name="a_note_of_a_call_is_written_afterwards",
            ),
        ]
        indexes = [
            models.Index(Lower("email"), "received_at", name="enquiry_by_mail"),
            models.Index(fields=["phone_digits", "received_at"], name="enquiry_by_phone"),
            models.Index(fields=["received_at"], name="enquiry_by_time"),
            models.Index(fields=["cooperation", "received_at"], name="enquiry_by_month"),
        ]

    def __str__(self) -> str:
        return self.public_id
