"""Reads JSON-stat 2.0 datasets: dense or sparse values, statuses, roles, notes, units and PxWeb's extension."""

from collections.abc import Mapping
from math import prod
from typing import BinaryIO

from endorr.statistics.formats.jsonstat.document import TEXT, Document, Json, inner, whole
from endorr.statistics.formats.jsonstat.measures import kinds_of
from endorr.statistics.formats.jsonstat.observations import read_observations
from endorr.statistics.formats.moments import px_of_iso
from endorr.statistics.formats.problems import Problem, Said
from endorr.statistics.formats.px.keywords import YES_OR_NO
from endorr.statistics.formats.px.periods import periods_of_codes
from endorr.statistics.table import (
    ELIMINATED_BY_SUM,
    UNKNOWN_LANGUAGE,
    Bare,
    Dimension,
    Facts,
    Head,
    Keyword,
    Note,
    Observations,
    Role,
    Table,
    decimals_in,
)

MOST_CELLS = 200_000_000
MOST_DECIMALS = 15
MODELLED = frozenset(
    {"language", "contents", "decimals", "showdecimals", "matrix", "subject-code", "subject-area", "description"}
    | {"stub", "heading", "units", "created", "updated", "cellnotes"}
)


def read_jsonstat(stream: BinaryIO, name: str) -> tuple[Table, tuple[Problem, ...]]:
    """The table of a dataset and what was left out. Raises `UnreadableError`; nothing is then loaded."""
    document = Document.load(stream, name)
    reader = _Reader(document)
    dimensions = reader.dimensions()
    shape = tuple(len(each) for each in dimensions)
    observations = read_observations(document, prod(shape))
    return Table(reader.head(dimensions, observations), observations), tuple(document.problems)


def read_jsonstat_head(stream: BinaryIO, name: str) -> tuple[Head, tuple[Problem, ...]]:
    """The head of a dataset whose values need not be there, such as a table's metadata from PxWebApi."""
    document = Document.load(stream, name)
    reader = _Reader(document)
    return reader.head(reader.dimensions(), None), tuple(document.problems)


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document, self.root = document, document.root
        self._demand_dataset()
        self.extension = document.object_at("$.extension", self.root.get("extension"))
        self.px = document.object_at("$.extension.px", self.extension.get("px"))
        self.language = document.text("$.extension.px.language", self.px.get("language")) or UNKNOWN_LANGUAGE
        self.notes: list[Note] = self._notes("$.note", self.root.get("note"), self.extension)
        self.units: dict[str, str] = {}
        self.kinds: dict[str, dict[str, str]] = {}
        self.decimals: dict[tuple[str, str], int] = {}

    def _demand_dataset(self) -> None:
        kind, version = self.root.get("class"), self.root.get("version")
        if kind != "dataset":
            self.document.fail("$.class", Said("dataset", "dataset"), kind)
        if version is None:
            self.document.warn("$.version", Said("2.0", "2.0"))
        elif not str(version).startswith("2."):
            self.document.fail("$.version", Said("2.0", "2.0"), version)

    def dimensions(self) -> list[Dimension]:
        ids = self.document.texts_at("$.id", self.root.get("id"))
        sizes = self._sizes(len(ids))
        if not ids or len(set(ids)) != len(ids):
            self.document.fail("$.id", Said("olika dimensioner, minst en", "different dimensions, at least one"), ids)
        described = self.document.object_at("$.dimension", self.root.get("dimension"))
        roles = self._roles(ids)
        found = [self._dimension(each, size, described, roles.get(each)) for each, size in zip(ids, sizes, strict=True)]
        # Notes of dimensions are found on the way; those on cells need all of the dimensions.
        self.notes.extend(self._cell_notes(found))
        return found

    def _sizes(self, many: int) -> list[int]:
        sizes = self.document.array_at("$.size", self.root.get("size"))
        if len(sizes) != many:
            self.document.fail(
                "$.size", Said(f"{many} tal, ett för varje id", f"{many} numbers, one for each id"), len(sizes)
            )
        found = []
        for place, size in enumerate(sizes):
            number = whole(size)
            if number is None or number < 1:
                self.document.fail(f"$.size[{place}]", Said("ett heltal från 1", "a whole number from 1"), size)
            found.append(number)
        if prod(found) > MOST_CELLS:
            self.document.fail("$.size", Said(f"högst {MOST_CELLS} celler", f"at most {MOST_CELLS} cells"), prod(found))
        return found

    def _roles(self, ids: list[str]) -> dict[str, Role]:
        roles: dict[str, Role] = {}
        for name, value in self.document.object_at("$.role", self.root.get("role")).items():
            if name not in Role:
                self.document.warn(f"$.role.{name}", Said("time, geo eller metric", "time, geo or metric"))
                continue
            for each in self.document.texts_at(f"$.role.{name}", value):
                if each not in ids:
                    self.document.warn(f"$.role.{name}", Said("en dimension ur id", "a dimension from id"), each)
                roles[each] = Role(name)
        return roles

    def _dimension(self, code: str, size: int, described: Mapping[str, Json], role: Role | None) -> Dimension:
        path = f"$.dimension.{code}"
        if code not in described:
            self.document.fail(path, Said("dimensionens beskrivning", "the dimension's description"))
        value = self.document.object_at(path, described[code])
        category = self.document.object_at(f"{path}.category", value.get("category"))
        codes = self._codes(f"{path}.category", category, size)
        labels = self._labels(f"{path}.category.label", category.get("label"), codes)
        extension = inner(value, "extension")
        self.notes.extend(self._notes(f"{path}.note", value.get("note"), extension, dimension=code))
        self._read_category_notes(path, code, category, extension)
        self._read_units(f"{path}.category.unit", code, category)
        if role is Role.METRIC:
            self.kinds = kinds_of(extension)
        scale, periods = periods_of_codes(codes) if role is Role.TIME else ("", ())
        label = self.document.text(f"{path}.label", value.get("label")) or code
        return Dimension(
            code=code,
            names={self.language: label},
            codes=codes,
            labels={self.language: labels},
            role=role,
            scale=scale,
            periods=periods,
            elimination=_elimination(extension, codes),
            parents=self._parents(f"{path}.category.child", category.get("child"), codes),
        )

    def _codes(self, path: str, category: Mapping[str, Json], size: int) -> tuple[str, ...]:
        """The codes in order; a category without an index has one code, that of its label."""
        index = category.get("index")
        if isinstance(index, dict):
            places = [-1 if whole(place) is None else whole(place) for place in index.values()]
            if sorted(place or 0 for place in places) != list(range(len(index))):
                expected = Said(f"platserna 0-{size - 1}, var och en en gång", f"places 0-{size - 1}, each once")
                self.document.fail(f"{path}.index", expected)
            by_place = {whole(place): code for code, place in index.items()}
            codes = [by_place[place] for place in range(len(index))]
        elif index is None:
            codes = list(self.document.object_at(f"{path}.label", category.get("label")))
        else:
            codes = self.document.texts_at(f"{path}.index", index)
        if len(codes) != size:
            self.document.fail(
                f"{path}.index", Said(f"{size} koder, som size säger", f"{size} codes, as size says"), len(codes)
            )
        if len(set(codes)) != len(codes):
            self.document.fail(f"{path}.index", Said("olika koder", "different codes"))
        return tuple(codes)

    def _labels(self, path: str, value: Json, codes: tuple[str, ...]) -> tuple[str, ...]:
        labels = self.document.object_at(path, value)
        for code, label in labels.items():
            if not isinstance(label, str):
                self.document.fail(f"{path}.{code}", TEXT, label)
        return tuple(str(labels.get(code, code)) for code in codes)

    def _notes(self, path: str, value: Json, extension: Mapping[str, Json], *, dimension: str = "") -> list[Note]:
        mandatory = inner(extension, "noteMandatory")
        texts = self.document.texts_at(path, value)
        return [
            Note({self.language: text}, mandatory.get(str(place)) is True, dimension)
            for place, text in enumerate(texts)
        ]

    def _read_category_notes(
        self, path: str, dimension: str, category: Mapping[str, Json], extension: Mapping[str, Json]
    ) -> None:
        mandatory = inner(extension, "categoryNoteMandatory")
        for code, value in self.document.object_at(f"{path}.category.note", category.get("note")).items():
            for place, text in enumerate(self.document.texts_at(f"{path}.category.note.{code}", value)):
                must = inner(mandatory, code).get(str(place)) is True
                self.notes.append(Note({self.language: text}, must, dimension, code))

    def _cell_notes(self, dimensions: list[Dimension]) -> list[Note]:
        """Notes on cells have no place in JSON-stat itself; we keep them in the extension."""
        notes = []
        value = self.px.get("cellnotes")
        for place, each in enumerate(value if isinstance(value, list) else []):
            if not isinstance(each, dict):
                continue
            where = inner(each, "cells")
            cells = tuple(str(where[one.code]) if one.code in where else None for one in dimensions)
            if any(code is not None and code not in one.codes for code, one in zip(cells, dimensions, strict=True)):
                self.document.warn(
                    f"$.extension.px.cellnotes[{place}]", Said("koder ur dimensionerna", "codes from the dimensions")
                )
                continue
            notes.append(Note({self.language: str(each.get("text", ""))}, each.get("mandatory") is True, cells=cells))
        return notes

    def _read_units(self, path: str, dimension: str, category: Mapping[str, Json]) -> None:
        for code, value in self.document.object_at(path, category.get("unit")).items():
            unit = self.document.object_at(f"{path}.{code}", value)
            named = unit.get("base") or unit.get("label") or unit.get("symbol")
            if isinstance(named, str):
                self.units[code] = named
            decimals = whole(unit.get("decimals"))
            if decimals is not None and 0 <= decimals <= MOST_DECIMALS:
                self.decimals[dimension, code] = decimals
            elif "decimals" in unit:
                self.document.warn(
                    f"{path}.{code}.decimals", Said("ett heltal 0-15", "a whole number 0-15"), unit["decimals"]
                )

    def _parents(self, path: str, value: Json, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        pairs = []
        for parent, children in self.document.object_at(path, value).items():
            pairs += [(child, parent) for child in self.document.texts_at(f"{path}.{parent}", children)]
        strange = next((code for pair in pairs for code in pair if code not in codes), None)
        if strange is not None:
            self.document.warn(path, Said("koder ur index", "codes from index"), strange)
            return ()
        below = {child for child, _ in pairs}
        roots = dict.fromkeys(parent for _, parent in pairs if parent not in below)
        return (*((root, "") for root in roots), *pairs)

    def head(self, dimensions: list[Dimension], observations: Observations | None) -> Head:
        px, text = self.px, self.document.text
        metric = next((each for each in dimensions if each.role is Role.METRIC), None)
        known = metric.codes if metric else ()
        facts = Facts(
            unit=self._said(text("$.extension.px.units", px.get("units"))),
            updated=self._said(px_of_iso(text("$.updated", self.root.get("updated") or px.get("updated")))),
            contact=self._said(self._contact()),
        )
        decimals = self._decimals(observations)
        return Head(
            dimensions=tuple(dimensions),
            stub=_stub(px, dimensions),
            language=self.language,
            languages=(self.language,),
            title=self._said(text("$.label", self.root.get("label"))),
            description=self._said(text("$.extension.px.description", px.get("description"))),
            contents=self._said(text("$.extension.px.contents", px.get("contents"))),
            source=self._said(text("$.source", self.root.get("source"))),
            subject=self._said(text("$.extension.px.subject-area", px.get("subject-area"))),
            subject_code=text("$.extension.px.subject-code", px.get("subject-code")),
            matrix=text("$.extension.px.matrix", px.get("matrix")),
            decimals=decimals,
            shown_decimals=whole(px.get("showdecimals")),
            precision={place: each for place, each in self.decimals.items() if each != decimals},
            created=text("$.extension.px.created", px.get("created")),
            facts=facts,
            measures={code: facts for code, facts in ((code, self._facts(code)) for code in known) if facts},
            notes=tuple(self.notes),
            keywords=self._keywords(),
            extension={
                name: value for name, value in self.extension.items() if name not in {"px", "noteMandatory", "contact"}
            },
        )

    def _facts(self, code: str) -> Facts:
        told = {"unit": self.units.get(code, ""), **self.kinds.get(code, {})}
        return Facts(**{name: self._said(text) for name, text in told.items()})

    def _said(self, text: str) -> dict[str, str]:
        return {self.language: text} if text else {}

    def _decimals(self, observations: Observations | None) -> int:
        stated = whole(self.px.get("decimals"))
        if stated is not None and 0 <= stated <= MOST_DECIMALS:
            return stated
        if self.decimals:
            return max(self.decimals.values())
        return decimals_in(observations.values) if observations is not None else 0

    def _contact(self) -> str:
        contacts = self.extension.get("contact")
        raw = [each.get("raw") for each in contacts if isinstance(each, dict)] if isinstance(contacts, list) else []
        return "##".join(each for each in raw if isinstance(each, str))

    def _keywords(self) -> tuple[Keyword, ...]:
        """What PxWeb's extension says besides, as the PX keywords of the same names."""
        keywords = []
        for name, value in self.px.items():
            keyword = name.upper()
            if name in MODELLED:
                continue
            if isinstance(value, bool):
                keywords.append(Keyword(keyword, "", (), (Bare("YES" if value else "NO"),)))
            elif isinstance(value, str) and (keyword not in YES_OR_NO or value.upper() in {"YES", "NO"}):
                keywords.append(Keyword(keyword, "", (), (value,)))
        return tuple(keywords)


def _elimination(extension: Mapping[str, Json], codes: tuple[str, ...]) -> str | None:
    if extension.get("elimination") is not True:
        return None
    code = extension.get("eliminationValueCode")
    return code if isinstance(code, str) and code in codes else ELIMINATED_BY_SUM


def _stub(px: Mapping[str, Json], dimensions: list[Dimension]) -> int:
    """How many dimensions make rows: as PxWeb's extension says, or else all but the last."""
    stub = px.get("stub")
    codes = [dimension.code for dimension in dimensions]
    if isinstance(stub, list) and codes[: len(stub)] == stub:
        return len(stub)
    return max(len(dimensions) - 1, 0)
