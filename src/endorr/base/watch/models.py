"""The row that tells whether the database can be written."""

from django.db import models


class Probe(models.Model):
    """One row, written by the readiness check."""

    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"written {self.written_at}"
