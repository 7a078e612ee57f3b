"""The room as Django knows it."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "endorr.planning"
    label = "planning"
