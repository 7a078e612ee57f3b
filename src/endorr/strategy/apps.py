"""Registers the strategies with Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "endorr.strategy"
    label = "strategy"
