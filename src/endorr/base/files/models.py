"""The rows that tell of a stored file, and of a shelved one."""

from django.db import models

from endorr.base.public_ids import PublicIdField


class StoredFile(models.Model):
    """A private file: whose it is, what for, and where it lies (`place`, a random name below MEDIA_ROOT)."""

    public_id = PublicIdField()
    place = models.CharField(max_length=40, unique=True)
    owner_id = models.BigIntegerField(db_index=True)
    purpose = models.CharField(max_length=40)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    shown_name = models.CharField(max_length=120)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.public_id


class ShelvedFile(models.Model):
    """A file that never changes, known by what it holds: figures of a dated version, for instance."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    shelved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
