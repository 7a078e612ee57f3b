"""Registers the companies with Django."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "endorr.companies"
    label = "companies"
