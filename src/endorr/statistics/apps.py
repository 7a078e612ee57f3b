"""Registers the room with Django."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "endorr.statistics"
    label = "statistics"
