"""The only writers of the newsroom, by noun: a text, its figures, its way out, what stands around it, its readers."""

from endorr.newsroom.commands.desk import (
    ContactPlan,
    PicturePlan,
    add_contact,
    add_picture,
    end_contact,
    open_picture,
    set_boilerplate,
)
from endorr.newsroom.commands.figures import bind_figure, give_source, loosen, take_suggestion
from endorr.newsroom.commands.out import (
    approve,
    correct,
    lift,
    return_text,
    submit,
    take_back,
    warn,
)
from endorr.newsroom.commands.readers import READER, confirm, subscribe, unsubscribe
from endorr.newsroom.commands.writing import Occasion, Plan, begin, change, write

__all__ = [
    "READER",
    "ContactPlan",
    "Occasion",
    "PicturePlan",
    "Plan",
    "add_contact",
    "add_picture",
    "approve",
    "begin",
    "bind_figure",
    "change",
    "confirm",
    "correct",
    "end_contact",
    "give_source",
    "lift",
    "loosen",
    "open_picture",
    "return_text",
    "set_boilerplate",
    "submit",
    "subscribe",
    "take_back",
    "take_suggestion",
    "unsubscribe",
    "warn",
    "write",
]
