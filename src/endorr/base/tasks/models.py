"""What the workers leave behind: beats, how far each daily job has come, and how the jobs fare."""

from django.db import models


class Beat(models.Model):
    """A sign of life of one worker process, in the machine's own time."""

    worker = models.CharField(max_length=60, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker


class DailyRun(models.Model):
    """How far a daily job has come: every instant through `covered_until` is done."""

    name = models.CharField(max_length=60, unique=True)
    covered_until = models.DateTimeField()
    holder = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class JobHealth(models.Model):
    """How a job fared last: for the page, the metrics and the alarm."""

    name = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField()
    runs = models.PositiveBigIntegerField(default=0)
    moved = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveBigIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name
