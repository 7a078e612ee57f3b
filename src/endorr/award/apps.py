"""Registers the award with Django."""

from django.apps import AppConfig


class AwardConfig(AppConfig):
    name = "endorr.award"
    label = "award"
