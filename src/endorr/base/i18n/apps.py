"""Registers this sub-package with Django."""

from django.apps import AppConfig


class I18nConfig(AppConfig):
    name = "endorr.base.i18n"
    label = "i18n"
