"""Registers this sub-package with Django."""

from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "endorr.base.apikeys"
    label = "apikeys"
