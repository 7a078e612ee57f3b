"""Registers this sub-package with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "endorr.base.ui"
    label = "ui"
