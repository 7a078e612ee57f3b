"""Reads the environment for production and keeps a list of what is wrong with it, so that all can be said at once."""

import os
from pathlib import Path


class Environment:
    """The variables a house is told; each secret may also be a file named by the variable with `_FILE` after it."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return os.environ.get(name, "").strip() or default

    def needed(self, name: str, why: str) -> str:
        """Return a text that must be there; its absence is a problem, told with `why`."""
        value = self.text(name)
        if not value:
            self.problems.append(f"{name} is not set: {why}")
        return value

    def words(self, name: str) -> list[str]:
        """Return a list written with commas."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit():
            self.problems.append(f"{name} is {value!r}: it must be a whole number.")
            return default
        return int(value)

    def switch(self, name: str, default: str) -> bool:
        """Return whether a switch says yes; it is written yes or no."""
        value = self.text(name, default).lower()
        if value not in {"yes", "no"}:
            self.problems.append(f"{name} is {value!r}: it must be yes or no.")
        return value == "yes"

    def secret(self, name: str) -> str:
        """Return a secret from the variable itself or from the file that NAME_FILE names; empty without either."""
        value, path = self.text(name), self.text(f"{name}_FILE")
        if value or not path:
            return value
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            self.problems.append(f"{name}_FILE names {path}, which cannot be read ({error.strerror}).")
            return ""

    def file(self, name: str, why: str) -> str:
        """Return the path of a file that must be there and readable."""
        path = self.needed(name, why)
        if path and not os.access(path, os.R_OK):
            self.problems.append(f"{name} names {path}, which is not there or cannot be read.")
        return path
