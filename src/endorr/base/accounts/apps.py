"""Registers the sign-in account with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "endorr.base.accounts"
    label = "accounts"
