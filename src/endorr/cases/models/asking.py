"""What a visitor has begun to fill in, and what came in when it was sent."""

from django.db import models
from django.db.models import Q

from endorr.base.public_ids import PublicIdField
from endorr.cases.models.columns import choices, known
from endorr.cases.rules import Channel


class Draft(models.Model):
    """What a visitor has filled in so far, under a key that nobody can guess; emptied when the question is sent."""

    key = models.CharField(max_length=32, unique=True)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(db_index=True)
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
    """What a company asked, exactly as it came in, who asked, and who received it in law. Never changed."""

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
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    good_times = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("channel", Channel, "enquiry_channel_known"),
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="who_asks_can_be_reached"),
        ]
        indexes = [models.Index(fields=["cooperation", "received_at"], name="enquiry_by_month")]

    def __str__(self) -> str:
        return self.public_id
