from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the copying: PostgreSQL alters no table in the transaction that has filled it."""

    dependencies = [("cases", "0004_what_waits_in_one_index")]

    operations = [
        migrations.AlterField(
            "case",
            "cooperation",
            models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="cases", to="tenancy.cooperation"),
        ),
        migrations.AlterField("case", "act_by", models.DateTimeField()),
        migrations.AlterField("case", "due", models.DateTimeField()),
        migrations.AlterField("case", "calendar_id", models.CharField(max_length=64)),
        migrations.AlterField("case", "calendar_version", models.PositiveIntegerField()),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(closed_at__isnull=True, contacted_at__isnull=True),
                fields=[
                    *("cooperation", "act_by", "due", "calendar_id", "calendar_version", "organisation", "function"),
                    *("contacted_at", "closed_at"),
                ],
                name="case_unanswered",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(closed_at__isnull=True),
                fields=["holder", "cooperation", "act_by", "contacted_at", "closed_at"],
                name="case_open_by_holder",
            ),
        ),
        migrations.AddIndex("case", models.Index(fields=["cooperation", "due", "contacted_at", "closed_at"], name="case_by_due")),
    ]
