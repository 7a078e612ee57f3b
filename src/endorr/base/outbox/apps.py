"""Registers this sub-package with Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "endorr.base.outbox"
    label = "outbox"
