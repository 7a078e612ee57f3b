"""Puts what never changes of the enquiry and the promise on the question's own row, where what waits is looked for."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower

COPIED = ("act_by", "due", "calendar_id", "calendar_version")


def copy(apps, schema_editor):
    """Fill the new columns, for every row at once."""
    case, enquiry, promise = (apps.get_model("cases", name) for name in ("Case", "Enquiry", "GivenPromise"))
    given, asked = promise.objects.filter(case=OuterRef("pk")), enquiry.objects.filter(pk=OuterRef("enquiry"))
    case.objects.update(
        cooperation=Subquery(asked.values("cooperation")[:1]),
        **{name: Subquery(given.values(name)[:1]) for name in COPIED},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_a_question_asked_before"),
        ("tenancy", "0002_look_version"),
    ]

    operations = [
        migrations.AddField(
            "case",
            "cooperation",
            models.ForeignKey(
                null=True, on_delete=models.deletion.PROTECT, related_name="cases", to="tenancy.cooperation"
            ),
        ),
        migrations.AddField("case", "act_by", models.DateTimeField(null=True)),
        migrations.AddField("case", "due", models.DateTimeField(null=True)),
        migrations.AddField("case", "calendar_id", models.CharField(max_length=64, null=True)),
        migrations.AddField("case", "calendar_version", models.PositiveIntegerField(null=True)),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.RemoveIndex("enquiry", "enquiry_by_mail"),
        migrations.AddIndex("enquiry", models.Index(Lower("email"), "received_at", name="enquiry_by_mail")),
    ]
