"""Registers the identity rows with Django."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "endorr.base.tenancy"
    label = "tenancy"
