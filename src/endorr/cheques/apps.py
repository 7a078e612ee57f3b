"""Registers the cheques with Django."""

from django.apps import AppConfig


class ChequesConfig(AppConfig):
    name = "endorr.cheques"
    label = "cheques"
