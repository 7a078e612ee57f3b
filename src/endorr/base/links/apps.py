"""Registers this sub-package with Django."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "endorr.base.links"
    label = "links"
