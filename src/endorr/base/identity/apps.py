"""Registers the pages over people and seats with Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "endorr.base.identity"
    label = "identity"
