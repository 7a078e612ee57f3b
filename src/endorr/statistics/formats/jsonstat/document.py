"""A JSON document with a sense of place: every value is asked for by its path and its kind."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NoReturn, cast

from endorr.statistics.formats.jsonstat.figures import TAKEN_OUT, Signs, take_out_figures, take_out_signs
from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, shown
from endorr.statistics.table import Floats

LARGEST_FILE = 1 << 30
"""The largest JSON-stat file in bytes."""

TEXT = Said("en text", "a text")
OBJECT = Said("ett objekt", "an object")
ARRAY = Said("en lista", "an array")

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None


@dataclass(slots=True)
class Document:
    """A file's JSON and the problems met in it."""

    file: str
    root: dict[str, Json]
    figures: Floats | None = None
    signs: Signs | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def load(cls, stream: BinaryIO, file: str) -> "Document":
        """Reads the whole file. Raises `UnreadableError` if it is too large, no JSON in UTF-8, or no object."""
        data = stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            _refuse(file, 0, "$", Said("högst 1 GB", "at most 1 GB"))
        taken = take_out_figures(data)
        if taken is not None:
            signs = take_out_signs(taken.rest)
            document = cls._parse(signs.rest if signs else taken.rest, file)
            if document.root.get("value") == TAKEN_OUT and (not signs or document.root.get("status") == TAKEN_OUT):
                document.figures, document.signs = taken.values, signs
                return document
        return cls._parse(data, file)

    @classmethod
    def _parse(cls, data: bytes, file: str) -> "Document":
        try:
            root = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
        except UnicodeDecodeError:
            _refuse(file, 0, "$", Said("text i UTF-8", "text in UTF-8"))
        except json.JSONDecodeError as error:
            _refuse(file, error.lineno, "$", Said("JSON", "JSON"), error.msg)
        except RecursionError:
            _refuse(file, 0, "$", Said("JSON som inte är så djupt nästlad", "JSON that is not nested so deeply"))
        except ValueError as error:
            _refuse(file, 0, "$", Said("tal som JSON kan hålla", "numbers that JSON can hold"), error)
        if not isinstance(root, dict):
            _refuse(file, 1, "$", OBJECT, type(root).__name__)
        return cls(file, root)

    def fail(self, path: str, expected: Said, found: object = None) -> NoReturn:
        """Gives up: nothing of the file is loaded."""
        self.problems.append(self._problem(Severity.FATAL, path, expected, found))
        raise UnreadableError(self.problems)

    def warn(self, path: str, expected: Said, found: object = None) -> None:
        """Notes what is left out."""
        self.problems.append(self._problem(Severity.WARNING, path, expected, found))

    def _problem(self, severity: Severity, path: str, expected: Said, found: object) -> Problem:
        return Problem(severity, self.file, 0, path, expected, "" if found is None else shown(found))

    def object_at(self, path: str, value: Json) -> dict[str, Json]:
        """The value as an object; nothing counts as an empty one."""
        if value is None:
            return {}
        return value if isinstance(value, dict) else self.fail(path, OBJECT, value)

    def array_at(self, path: str, value: Json) -> list[Json]:
        """The value as an array."""
        return value if isinstance(value, list) else self.fail(path, ARRAY, value)

    def texts_at(self, path: str, value: Json) -> list[str]:
        """The value as an array of texts; nothing counts as an empty one."""
        texts = self.array_at(path, value if value is not None else [])
        for place, text in enumerate(texts):
            if not isinstance(text, str):
                self.fail(f"{path}[{place}]", TEXT, text)
        return cast("list[str]", texts)

    def text(self, path: str, value: Json) -> str:
        """The value as a text, or "" with a warning."""
        if value is None or isinstance(value, str):
            return value or ""
        self.warn(path, TEXT, value)
        return ""


def whole(value: object) -> int | None:
    """A JSON number that is whole, or None; true and false are no numbers."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def inner(parent: Mapping[str, Json], name: str) -> dict[str, Json]:
    """An object inside another where one may be missing or of another kind without harm."""
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(file: str, line: int, path: str, expected: Said, found: object = None) -> NoReturn:
    raise UnreadableError([Problem(Severity.FATAL, file, line, path, expected, "" if found is None else shown(found))])
