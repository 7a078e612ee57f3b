"""Registers the public records with Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "endorr.records"
    label = "records"
