"""Registers this sub-package with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "endorr.base.ledger"
    label = "ledger"
