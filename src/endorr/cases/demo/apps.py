"""Registers the demo's story with Django; only the demo's settings (and the tests') install it."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "endorr.cases.demo"
    label = "story"
