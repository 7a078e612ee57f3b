"""Registers this sub-package with Django."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    name = "endorr.base.mailroom"
    label = "mailroom"
