"""Registers the newsroom with Django."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "endorr.newsroom"
    label = "newsroom"
