"""Registers this sub-package with Django."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "endorr.base.signin"
    label = "signin"
