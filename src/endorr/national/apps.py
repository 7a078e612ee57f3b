"""Registers the national view with Django."""

from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "endorr.national"
    label = "national"
