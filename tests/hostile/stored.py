"""Puts hostile words into every free text that is stored, past all forms, as if somebody had got them in."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice

from django.apps import apps
from django.db import IntegrityError, models, transaction

WORDS = frozenset(
    """
    about about_en activity alt alt_en answer answer_time_text backdated_why cancelled_why caption caption_en
    company company_name cost_en cost_sv credit decided_why detail deviation does_en does_sv
    entity_name for_whom_en for_whom_sv gives_en gives_sv good_times grade_text headline how_en how_sv
    last_error lead minutes name name_en name_sv note note_en note_sv organisation_name phone phrase place
    press_phone question reasons returned_why room shown_name subject summary supplier text text_en text_sv
    title title_en trouble what why
    """.split()  # noqa: SIM905 - a list of words reads best as one
)
"""The names of fields that hold somebody's words; codes, keys, addresses and the sealed ledger are left as they are."""


def free_texts() -> Iterator[tuple[type[models.Model], models.Field[str, str]]]:
    for model in apps.get_models():
        if model.__module__.startswith("endorr.") and model._meta.app_label != "ledger":
            for field in model._meta.concrete_fields:
                if field.name in WORDS and isinstance(field, models.CharField | models.TextField) and not field.choices:
                    yield model, field


def overwrite(strings: Sequence[str]) -> int:
    """Store all of the strings in each long text, and as many as fit in each short one; return how many texts."""
    told, count = cycle(strings), 0
    whole = "\n".join(one.replace("\0", "") for one in strings)
    for model, field in free_texts():
        for row in model._default_manager.only("pk"):
            most = getattr(field, "max_length", None)
            words = whole if most is None else " ".join(islice(told, 8)).replace("\0", "")[: most - 17]
            # What must be told apart by its name still is.
            own = f"{words} {row.pk}" if most else words
            with suppress(IntegrityError), transaction.atomic():  # a code by that name, which the database knows
                count += model._default_manager.filter(pk=row.pk).update(**{field.name: own})
    return count
