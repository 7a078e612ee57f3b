"""Registers the words with Django."""

from types import ModuleType

from django.apps import AppConfig

from endorr.base.i18n.catalogue import compile_changed


class I18nConfig(AppConfig):
    name = "endorr.base.i18n"
    label = "i18n"

    def __init__(self, app_name: str, app_module: ModuleType) -> None:
        super().__init__(app_name, app_module)
        # Loading the models already looks texts up, and Django reads a catalogue only once: ready() would be too late.
        compile_changed()
