"""Every table that can hold what a person said, or who they are, is reached by its room's erasing, or says why not."""

import ast
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.db import models

HOLDS = (models.TextField, models.JSONField, models.BinaryField, models.EmailField)
NAMED = ("name", "phone", "mail", "person", "number")

OUR_OWN = "the organisations' own words about themselves, their services or their work; published or about nobody"
PLAIN = "codes, settings, digests and public ids only"
STANDS = {
    "apikeys.ApiKey": OUR_OWN,
    "award.CriteriaSheet": OUR_OWN,
    "award.FrozenData": PLAIN,
    "award.JuryRecord": "an authority's record of its decision: a public document, disposed of as such",
    "award.Nomination": OUR_OWN,
    "calendars.CalendarVersion": OUR_OWN,
    "calendars.ProposedDay": OUR_OWN,
    "cases.CannedAnswer": OUR_OWN,
    "cases.Delivery": PLAIN,
    "cases.MonthTally": PLAIN,
    "catalogue.Feed": OUR_OWN,
    "catalogue.FeedReading": OUR_OWN,
    "catalogue.Service": OUR_OWN,
    "catalogue.ServiceVersion": OUR_OWN,
    "catalogue.Signpost": OUR_OWN,
    "cheques.Call": OUR_OWN,
    "cheques.CostRow": OUR_OWN,
    "cheques.Decision": "a public record, kept ten years with its basis; taken away only by a decision on disposal",
    "cheques.Funder": OUR_OWN,
    "cheques.RuleSet": PLAIN,
    "directory.Agreement": OUR_OWN,
    "directory.Coverage": OUR_OWN,
    "directory.DutyFlag": OUR_OWN,
    "directory.Function": OUR_OWN,
    "directory.Leadership": OUR_OWN,
    "directory.Need": OUR_OWN,
    "directory.Partnership": OUR_OWN,
    "directory.Profile": OUR_OWN,
    "directory.Terms": OUR_OWN,
    "files.StoredFile": "forgotten by the room whose file it is, and swept when it is nobody's",
    "idempotency.KeptAnswer": "purged at night, a day after the answer",
    "ledger.Chain": PLAIN,
    "ledger.DiaryCounterpart": "ledger.erase_person, by a decision on disposal",
    "ledger.DiaryRow": "a short subject with nothing personal; who it came from stands apart",
    "ledger.Event": "holds nothing personal but salted digests",
    "ledger.PersonalValue": "ledger.erase_person",
    "meetings.Campaign": OUR_OWN,
    "meetings.Part": OUR_OWN,
    "newsroom.Boilerplate": OUR_OWN,
    "newsroom.BoundFigure": OUR_OWN,
    "newsroom.Edition": "what was published as it was published; a public record, and each correction of it",
    "newsroom.Wording": OUR_OWN,
    "planning.Line": PLAIN,
    "planning.Placing": PLAIN,
    "planning.Trial": PLAIN,
    "statistics.FigureSeries": OUR_OWN,
    "statistics.FigureTable": OUR_OWN,
    "statistics.FigureVersion": OUR_OWN,
    "strategy.Programme": OUR_OWN,
    "strategy.Version": OUR_OWN,
    "tasks.DailyRun": PLAIN,
    "tasks.JobHealth": "the kind of an error, never its words",
    "tenancy.Brand": OUR_OWN,
    "tenancy.Cooperation": OUR_OWN,
    "tenancy.LegalEntity": OUR_OWN,
    "tenancy.Organisation": OUR_OWN,
}


def _may_tell(model: type[models.Model]) -> bool:
    """Say whether a table has room for free text, or for somebody's name, number or address."""
    for field in model._meta.fields:
        if isinstance(field, HOLDS) and not field.choices:
            return True
        if isinstance(field, models.CharField) and not field.choices and any(word in field.name for word in NAMED):
            return True
    return False


def _erased_by(room: str) -> set[str]:
    """Return the names a room's erasing works with."""
    spec = find_spec(f"{room}.erasing")
    if spec is None or spec.origin is None:
        return set()
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("endorr.")]


def unreached() -> set[str]:
    found = set()
    for config in apps.get_app_configs():
        names = _erased_by(config.name)
        mine = (model for model in _ours() if model._meta.app_label == config.label)
        found |= {model._meta.label for model in mine if _may_tell(model) and model.__name__ not in names}
    return found


def test_every_table_that_can_tell_of_somebody_is_erased_or_says_why_not() -> None:
    assert unreached() - set(STANDS) == set()


def test_the_list_of_what_stands_names_nothing_else() -> None:
    assert set(STANDS) - unreached() == set()
