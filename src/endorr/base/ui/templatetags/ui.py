"""The page components as template tags; README.md beside the app shows each in use."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from endorr.base.i18n.templatetags.words import number
from endorr.base.ui.chart import BarChart, LineChart
from endorr.base.ui.fields import draw, first_id
from endorr.base.ui.parts import Cell, Kind, Link, Row, Step, Table, Tag, Task

register = template.Library()

SIGNS: Mapping[str, str] = {
    "plain": "info",
    "strong": "info",
    "info": "info",
    "good": "good",
    "warn": "warn",
    "bad": "bad",
}


@register.inclusion_tag("ui/forms/field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    hints: Mapping[str, str] | None = None,
    size: str = "",
    heading: str = "",
    width: int = 0,
    inline: str = "",
    prefix: str = "",
    suffix: str = "",
    **attributes: str,
) -> dict[str, Any]:
    """Draw a form field with label, hint, error and everything a screen reader needs."""
    names = {name.replace("_", "-"): str(value) for name, value in attributes.items()}
    drawn = draw(bound, label=label, hint=hint, hints=hints, width=width, attributes=names)
    return {
        "field": drawn,
        "size": heading or size,
        "heading": heading,
        "inline": inline,
        "prefix": prefix,
        "suffix": suffix,
    }


@register.inclusion_tag("ui/forms/fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    """Draw every field of a form, without its error summary."""
    return {"form": form}


@register.inclusion_tag("ui/forms/error_summary.html")
def error_summary(*forms_or_formsets: forms.BaseForm) -> dict[str, Any]:
    """Draw what must be put right with links to the fields, above the heading; nothing when all is well."""
    found = [pair for form in forms_or_formsets if form.is_bound for pair in _errors(form)]
    return {"errors": found}


@register.inclusion_tag("ui/parts/button.html")
def button(
    text: str, *, kind: str = "", href: str = "", name: str = "", value: str = "", **attributes: str
) -> dict[str, Any]:
    """Draw a button, or with `href` a link that looks like one. Kinds: secondary, warning, light, quiet, start."""
    names = {key.replace("_", "-"): str(content) for key, content in attributes.items()}
    return {"text": text, "kind": kind, "href": href, "name": name, "value": value, "attributes": names}


@register.inclusion_tag("ui/parts/tag.html")
def tag(text: str | Tag, kind: Kind = "plain") -> dict[str, Any]:
    """Draw a short word with a border: a Tag, or a text and its kind."""
    return {"tag": text if isinstance(text, Tag) else Tag(str(text), kind)}


@register.simple_block_tag
def notice(content: str, *, kind: str = "info", title: str = "", role: str = "") -> SafeString:
    """Draw a banner around what stands between `{% notice %}` and `{% endnotice %}`."""
    sign = SIGNS[kind]
    return render_to_string(
        "ui/parts/notice.html", {"content": content, "kind": kind, "sign": sign, "title": title, "role": role}
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Draw a paragraph that stands out a little."""
    return render_to_string("ui/parts/inset.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, *, open: str = "") -> SafeString:  # noqa: A002 - the attribute's own name
    """Draw a text that is folded until asked for."""
    return render_to_string("ui/parts/details.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """Draw the confirmation that something is done; its title is the page's heading."""
    return render_to_string("ui/parts/panel.html", {"content": content, "title": title})


@register.inclusion_tag("ui/parts/summary_list.html")
def summary_list(rows: Sequence[Row]) -> dict[str, Any]:
    """Draw what is known, line by line, with what one may change."""
    return {"rows": [(row, _cells(row.value)) for row in rows], "actions": any(row.actions for row in rows)}


@register.inclusion_tag("ui/parts/table.html")
def table(table: Table, *, scroll: str = "") -> dict[str, Any]:
    """Draw a table whose rows become cards on a phone, or with `scroll` one that scrolls within its frame."""
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"table": table, "rows": rows, "scroll": scroll}


@register.inclusion_tag("ui/parts/cell.html")
def cell(value: Cell) -> dict[str, Any]:
    """Draw what stands in a table cell or summary row."""
    shown = number(value) if isinstance(value, int) else value
    return {"value": shown, "link": isinstance(value, Link), "tag": isinstance(value, Tag)}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(links: Sequence[Link], *, label: str) -> dict[str, Any]:
    """Draw views of the same thing as links, the current one marked; `label` names them for a screen reader."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], *, label: str = "") -> dict[str, Any]:
    """Draw the way to the other pages of a Django page; keeps the address's other choices, sets `sida`."""
    query = context["request"].GET.copy()
    places = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "items": [(place, _with_page(query, place)) for place in places],
        "label": label or _("Sidor"),
        "previous": _with_page(query, page.number - 1) if page.has_previous() else "",
        "next": _with_page(query, page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(steps: Sequence[Step]) -> dict[str, Any]:
    """Draw what has happened and what will, in order."""
    return {"steps": steps}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Sequence[Task], *, name: str = "task") -> dict[str, Any]:
    """Draw tasks with how far each has come; `name` begins their ids, should a page have two lists."""
    return {"tasks": tasks, "name": name}


@register.inclusion_tag("ui/parts/stat.html")
def stat(value: str | float, label: str, *, note: str = "", href: str = "", decimals: int = 0) -> dict[str, Any]:
    """Draw one figure with what it counts and, in `note`, of how many, when and from where."""
    shown = value if isinstance(value, str) else number(value, decimals)
    return {"value": shown, "label": label, "note": note, "href": href}


@register.inclusion_tag("ui/parts/chart.html")
def chart(chart: BarChart | LineChart, name: str, *, table: str = "folded") -> dict[str, Any]:
    """Draw a chart with its figures as a table beneath; `name` is its id on the page, `table` folded or open."""
    legend = chart.legend() if isinstance(chart, LineChart) and len(chart.lines) > 1 else ""
    return {
        "chart": chart,
        "svg": chart.svg(name),
        "legend": legend,
        "name": name,
        "table": chart.table(),
        "open": table == "open",
    }


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(links: Sequence[Link]) -> dict[str, Any]:
    """Draw the way down to this page, the page itself last and without a link."""
    return {"links": links}


@register.inclusion_tag("ui/parts/back_link.html")
def back_link(href: str, text: str = "") -> dict[str, Any]:
    """Draw the way back, above the heading."""
    return {"href": href, "text": text or _("Tillbaka")}


def _errors(form: forms.BaseForm) -> list[tuple[str, str]]:
    whole = [("", str(error)) for error in form.non_field_errors()]
    fields = [(first_id(bound), str(error)) for bound in form for error in bound.errors]
    return whole + fields


def _cells(value: Cell | Sequence[Cell]) -> Sequence[Cell]:
    return [value] if isinstance(value, str | int | Link | Tag) else value


def _with_page(query: QueryDict, place: int | str) -> str:
    """Return the address of a page, and none for the gap between two."""
    if isinstance(place, str):
        return ""
    query["sida"] = str(place)
    return f"?{query.urlencode()}"
