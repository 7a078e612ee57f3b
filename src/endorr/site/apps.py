"""Registers the site with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "endorr.site"
    label = "site"
