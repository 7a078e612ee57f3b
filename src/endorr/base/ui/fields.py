"""Decides how a form field is drawn: which markup, classes, hint and descriptions belong to its widget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Drawing = Literal["radios", "checkboxes", "checkbox", "select", "textarea", "file", "input"]

# The first that fits: to Django several checkboxes are a kind of radio buttons, and those a kind of select.
_DRAWINGS: Final[Sequence[tuple[type[forms.Widget], Drawing]]] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
_CLASSES: Final[Mapping[Drawing, str]] = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "input": "govuk-input",
}
WIDTHS: Final = (2, 3, 4, 5, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or checkbox."""

    id: str
    name: str
    value: str
    label: str
    hint: str
    checked: bool
    disabled: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A field ready for its template."""

    drawing: Drawing
    id: str
    label: str
    optional: bool
    hint: str
    errors: Sequence[str]
    described_by: str
    widget: SafeString | str
    choices: Sequence[Choice]

    @property
    def grouped(self) -> bool:
        """Whether several controls share one question, which then is a legend."""
        return self.drawing in {"radios", "checkboxes"}


def drawing_of(widget: forms.Widget) -> Drawing:
    """Return which markup a widget gets; whatever is not known better is an input."""
    return next((drawing for kind, drawing in _DRAWINGS if isinstance(widget, kind)), "input")


def draw(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    hints: Mapping[str, str] | None = None,
    width: int = 0,
    attributes: Mapping[str, str] | None = None,
) -> Drawn:
    """Return a bound field with its markup decided.

    `hints` are the choices' own hints by value; `width` is in letters; `attributes` go on the control itself.
    """
    drawing = drawing_of(bound.field.widget)
    id_ = bound.auto_id or bound.html_name
    hint = hint or str(bound.help_text) or _standard_hint(bound.field.widget)
    errors = [str(error) for error in bound.errors]
    described = " ".join(f"{id_}-{part}" for part, there in (("hint", hint), ("error", errors)) if there)
    choices = _choices(bound, drawing, hints or {}, id_)
    described_by = {"aria-describedby": described} if described else {}
    own = {**described_by, **(attributes or {})}
    grouped = drawing in {"radios", "checkboxes"}  # with nothing to choose from it is still no text box
    widget = "" if grouped else bound.as_widget(attrs={**_attributes(bound, drawing, width), **own})
    # A form in which nothing is required says so itself, once.
    quiet = getattr(bound.form, "nothing_required", False)
    optional = not bound.field.required and drawing != "checkbox" and not quiet
    return Drawn(drawing, id_, label or str(bound.label), optional, hint, errors, described, widget, choices)


def first_id(bound: BoundField) -> str:
    """Return the id of the control an error message should lead to."""
    id_ = bound.auto_id or bound.html_name
    return f"{id_}_0" if drawing_of(bound.field.widget) in {"radios", "checkboxes"} else id_


def _standard_hint(widget: forms.Widget) -> str:
    if isinstance(widget, forms.DateInput) and widget.input_type == "text":
        return _("Skriv år, månad och dag så här: 2026-11-24")
    return ""


def _attributes(bound: BoundField, drawing: Drawing, width: int) -> dict[str, str | bool]:
    if width and width not in WIDTHS:
        raise ValueError(f"a field is as wide as {WIDTHS} letters, not {width}")
    base = _CLASSES[drawing]
    widget = bound.field.widget
    dated = isinstance(widget, forms.DateInput) and widget.input_type == "text"
    width = width or (10 if dated else 0)
    classes = [
        base,
        f"{base}--error" if bound.errors else "",
        f"{base}--width-{width}" if width else "",
        widget.attrs.get("class", ""),
    ]
    numeric: dict[str, str | bool] = {"inputmode": "numeric"} if dated else {}
    return {"class": " ".join(name for name in classes if name), **numeric}


def _choices(bound: BoundField, drawing: Drawing, hints: Mapping[str, str], id_: str) -> list[Choice]:
    if drawing not in {"radios", "checkboxes"}:
        return []
    return [
        Choice(
            id=str(part.data["attrs"].get("id", f"{id_}_{place}")),
            name=str(part.data["name"]),
            value=str(part.data["value"]),
            label=str(part.data["label"]),
            hint=str(hints.get(str(part.data["value"]), "")),
            checked=bool(part.data["selected"]),
            disabled=bound.field.disabled,
        )
        for place, part in enumerate(bound.subwidgets)
    ]
