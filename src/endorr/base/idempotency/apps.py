"""Registers this sub-package with Django."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "endorr.base.idempotency"
    label = "idempotency"
