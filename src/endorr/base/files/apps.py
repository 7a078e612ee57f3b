"""Registers this sub-package with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "endorr.base.files"
    label = "files"
