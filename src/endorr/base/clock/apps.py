"""Registers this sub-package with Django."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "endorr.base.clock"
    label = "clock"
