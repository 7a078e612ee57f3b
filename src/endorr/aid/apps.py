"""Registers the aid account with Django."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    name = "endorr.aid"
    label = "aid"
