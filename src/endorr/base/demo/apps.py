"""Registers the demo's own pages with Django; only the demo's settings (and the tests') install them."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "endorr.base.demo"
    label = "demo"
