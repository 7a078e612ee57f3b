"""Registers the directory with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "endorr.directory"
    label = "directory"
