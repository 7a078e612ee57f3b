"""Registers the policy gate with Django."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "endorr.base.policy"
    label = "policy"
