"""Reads the forms out of a rendered page, as a browser would fill them in, and whatever a page could do by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

TEXT = frozenset({"text", "search", "email", "tel", "url", "password", "number", "date", "datetime-local", "time", ""})
VOID = frozenset({"input", "option"})
PLAIN = {
    "email": "vera@lampor.example",
    "tel": "0600-11 22 33",
    "url": "https://lampor.example/",
    "number": "1",
    "date": "2026-12-01",
    "time": "10:00",
    "datetime-local": "2026-12-01T10:00",
    "password": "ett långt lösenord",
}


@dataclass
class Form:
    """One form of a page: where it goes, what it would send if its button were pressed, and where one may write."""

    action: str = ""
    method: str = "get"
    many_parts: bool = False
    values: dict[str, list[str]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    @property
    def shape(self) -> tuple[str, ...]:
        """What tells it from another form at the same address."""
        return tuple(sorted({*self.values, *self.files}))


class Reader(HTMLParser):
    """Gathers a page's forms and whatever could run: scripts that are not the house's, handlers, script addresses."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.active: list[str] = []
        self._form: Form | None = None
        self._area = self._select = ""
        self._words: list[str] = []
        self._chosen: str | None = None
        self._options: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.active += _active(tag, told)
        if tag == "form":
            self._form = Form(told.get("action", ""), told.get("method", "get").lower(), "enctype" in told)
            self.forms.append(self._form)
        elif self._form is not None:
            self._control(tag, told)

    def _control(self, tag: str, told: dict[str, str]) -> None:
        assert self._form is not None
        name, kind = told.get("name", ""), told.get("type", "").lower()
        match tag:
            case "input" if name and kind in {"radio", "checkbox"}:
                if "checked" in told or (kind == "radio" and name not in self._form.values):
                    self._form.values.pop(name, None) if kind == "radio" else None
                    self._form.put(name, told.get("value", "on"))
            case "input" if name and kind == "file":
                self._form.files.append(name)
            case "input" if name and kind in {"hidden", "submit"}:
                self._form.put(name, told.get("value", ""))
            case "input" if name and kind in TEXT:
                self._form.put(name, told.get("value") or PLAIN.get(kind, "Lampor"))
                self._form.written.append(name)
            case "button" if name and name not in self._form.values:
                self._form.put(name, told.get("value", ""))
            case "textarea":
                self._area, self._words = name, []
            case "select":
                self._select, self._chosen, self._options = name, None, []
            case "option":
                self._options.append(told.get("value", ""))
                if "selected" in told:
                    self._chosen = told.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "textarea" and self._area:
            self._form.put(self._area, "".join(self._words).strip() or "Lampor till Norge")
            self._form.written.append(self._area)
            self._area = ""
        elif tag == "select" and self._select:
            filled = [one for one in self._options if one]
            self._form.put(self._select, self._chosen or (filled or [""])[0])
            self._select = ""
        elif tag == "form":
            self._form = None


def _active(tag: str, told: dict[str, str]) -> Iterator[str]:
    """Tell what an element could do that no page of the house does."""
    data = told.get("type", "") in {"application/json", "application/ld+json"}
    ours = data or told.get("src", "").startswith("/static/")
    if tag == "script" and not ours:
        yield f"script {told}"
    if tag in {"iframe", "object", "embed", "base", "applet", "frameset"}:
        yield f"{tag} {told}"
    for name, value in told.items():
        if name.startswith("on"):
            yield f"{tag} {name}"
        if name in {"href", "src", "action", "formaction", "xlink:href", "srcdoc"}:
            scheme = urlsplit("".join(value.split()).lower().lstrip("\x00\x01\x02\x03")).scheme if value else ""
            if scheme in {"javascript", "vbscript", "data"}:
                yield f"{tag} {name}={value[:40]}"
