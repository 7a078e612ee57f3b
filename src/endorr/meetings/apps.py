"""Registers the meetings with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "endorr.meetings"
    label = "meetings"
