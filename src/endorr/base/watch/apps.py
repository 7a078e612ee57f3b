"""Registers this sub-package with Django."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "endorr.base.watch"
    label = "watch"
