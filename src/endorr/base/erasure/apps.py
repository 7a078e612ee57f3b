"""Registers this sub-package with Django."""

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "endorr.base.erasure"
    label = "erasure"
