"""What the catalogue begins with, read from the files beside this room: services, signposts, symptoms."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from endorr.catalogue.rules.card import Card, from_dict

_FOLDER = files("endorr.catalogue") / "data"
_SERVICES = ("symptoms_finance.toml", "symptoms_market.toml", "symptoms_rules.toml")


def cards() -> list[Card]:
    """Return the services of the data beside this room, each with its source and the day it was read."""
    told = json.loads((_FOLDER / "services.json").read_text(encoding="utf-8"))
    return [from_dict(row) for row in told["services"]]


def _toml(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _phrases(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(language, phrase) for language in ("sv", "en") for phrase in row.get(language, ())]


def signposts() -> dict[str, dict[str, Any]]:
    """Return the signposts by organisation key."""
    return _toml("signposts.toml")


def symptoms() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield every key as `set_symptoms` takes it with its phrases; a key of no service is that of a family."""
    services = {card.key for card in cards()}
    for name in _SERVICES:
        for key, row in _toml(name).items():
            yield (key if key in services else f"family:{key}"), _phrases(row)
    said = _toml("symptoms_signposts.toml")
    for key, row in signposts().items():
        yield f"signpost:{key}", [*_phrases(row), *_phrases(said.get(key, {}))]
