"""The root of the endorr command; sub-commands are found by name in this folder and imported only when used."""

import os
from importlib import import_module
from pathlib import Path

import click

HERE = Path(__file__).parent

# Rooms whose commands must start without Django: they are pure.
PURE = frozenset({"matching", "simulate", "statistics", "worktime"})

# What opens a house to the world takes production for granted; all else works on the demo unless told otherwise.
PRODUCTION = frozenset({"serve", "work"})


def _names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem != "main" and not path.stem.startswith("_"))


def _set_up_django() -> None:
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


class Rooms(click.Group):
    """Loads `endorr.cli.<name>.command` for `endorr <name>`, setting up Django first unless the room is pure."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _names():
            return None
        if cmd_name not in PURE:
            settings = "endorr.settings.production" if cmd_name in PRODUCTION else "endorr.settings.demo"
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
            _set_up_django()
        command = import_module(f"endorr.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Rooms)
def main() -> None:
    """En dörr in: one door to every export adviser."""
