"""Registers this sub-package with Django."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "endorr.base.tasks"
    label = "tasks"
