"""What the columns of a flat table are: which hold codes, which labels, which figures, and how figures are spelled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from endorr.statistics.formats.jsonstat.document import Document, Json, inner
from endorr.statistics.formats.problems import Said
from endorr.statistics.table import FLAG_OF, UNKNOWN_LANGUAGE, Flag, Role

CODE = "_code"
VALUE = "value"
STATUS = "status"
METRIC = "contents"


@dataclass(frozen=True, slots=True)
class DimensionColumn:
    """A dimension: the column of its codes, that of its labels (the same if there is none), and what it is called."""

    codes: str
    labels: str
    code: str
    name: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of figures; several make a metric dimension."""

    column: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a flat table. `delimiter` and `decimal` may be "" (found out); `missing` spells more symbols."""

    dimensions: tuple[DimensionColumn, ...]
    values: tuple[ValueColumn, ...]
    status: str = ""
    delimiter: str = ""
    decimal: str = ""
    missing: dict[str, Flag] = field(default_factory=dict)
    language: str = UNKNOWN_LANGUAGE
    title: str = ""
    source: str = ""
    contents: str = ""
    unit: str = ""


def mapping_of_header(header: Sequence[str]) -> Mapping | None:
    """The mapping of the layout we write: X_code and X, or X alone, for each dimension, then value and status."""
    if VALUE not in header:
        return None
    names = [
        each
        for each in header
        if each not in {VALUE, STATUS} and not (each.endswith(CODE) and each.removesuffix(CODE) in header)
    ]
    dimensions = tuple(
        DimensionColumn(codes=f"{name}{CODE}" if f"{name}{CODE}" in header else name, labels=name, code=name, name=name)
        for name in names
    )
    return Mapping(dimensions, (ValueColumn(VALUE, VALUE),), STATUS if STATUS in header else "")


def read_mapping(data: bytes, name: str) -> Mapping:
    """A mapping out of JSON: {"dimensions": [{"column", "labels", "code", "name", "role"}], "values": [{"column",
    "label", "unit"}], "status", "delimiter", "decimal", "missing": {"n/a": ".."}, "language", "title", "source",
    "contents", "unit"}. Raises `UnreadableError` with the JSON path.
    """
    document = Document.load(BytesIO(data), name)
    root = document.root
    dimensions = tuple(_dimension(document, place, each) for place, each in enumerate(_objects(document, "dimensions")))
    values = tuple(_value(document, place, each) for place, each in enumerate(_objects(document, "values")))
    texts = {
        key: document.text(f"$.{key}", root.get(key))
        for key in ("status", "delimiter", "decimal", "title", "source", "contents", "unit")
    }
    if texts["delimiter"] not in {"", ";", ",", "\t"}:
        document.fail(
            "$.delimiter", Said("semikolon, komma eller tabb", "a semicolon, a comma or a tab"), texts["delimiter"]
        )
    if texts["decimal"] not in {"", ",", "."}:
        document.fail("$.decimal", Said("komma eller punkt", "a comma or a point"), texts["decimal"])
    language = document.text("$.language", root.get("language")) or UNKNOWN_LANGUAGE
    return Mapping(dimensions, values, missing=_missing(document), language=language, **texts)


def _objects(document: Document, key: str) -> list[dict[str, Json]]:
    listed = document.array_at(f"$.{key}", document.root.get(key))
    if not listed:
        document.fail(f"$.{key}", Said("minst en kolumn", "at least one column"))
    return [document.object_at(f"$.{key}[{place}]", each) for place, each in enumerate(listed)]


def _column(document: Document, path: str, value: dict[str, Json]) -> str:
    column = value.get("column")
    return (
        column
        if isinstance(column, str) and column
        else document.fail(f"{path}.column", Said("en kolumn", "a column"), column)
    )


def _dimension(document: Document, place: int, value: dict[str, Json]) -> DimensionColumn:
    path = f"$.dimensions[{place}]"
    column = _column(document, path, value)
    labels, code, name, role = (
        document.text(f"{path}.{key}", value.get(key)) for key in ("labels", "code", "name", "role")
    )
    if role and role not in Role:
        document.fail(f"{path}.role", Said("time, geo eller metric", "time, geo or metric"), role)
    return DimensionColumn(
        column, labels or column, code or column, name or labels or column, Role(role) if role else None
    )


def _value(document: Document, place: int, value: dict[str, Json]) -> ValueColumn:
    path = f"$.values[{place}]"
    column = _column(document, path, value)
    label, unit = (document.text(f"{path}.{key}", value.get(key)) for key in ("label", "unit"))
    return ValueColumn(column, label or column, unit)


def _missing(document: Document) -> dict[str, Flag]:
    missing = {}
    for spelled, symbol in inner(document.root, "missing").items():
        if not isinstance(symbol, str) or (symbol and symbol not in FLAG_OF):
            document.fail(
                f"$.missing.{spelled}",
                Said("en till sex punkter, ett streck eller inget", "one to six dots, a dash or nothing"),
                symbol,
            )
        missing[spelled] = FLAG_OF.get(symbol, Flag.ABSENT)
    return missing
