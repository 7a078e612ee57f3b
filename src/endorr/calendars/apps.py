"""Registers the room with Django."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "endorr.calendars"
    label = "calendars"
