"""Writes log records as JSON lines that can be kept, because they hold no personal data."""

import logging
import traceback
from typing import Any

from pythonjsonlogger.json import JsonFormatter as BaseFormatter

from endorr.base.trace import request_id

OURS = "endorr"
# What every record has; anything else on a record of ours is an extra that our code chose to tell.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# What libraries add that is safe to tell.
TOLD_BY_OTHERS = frozenset({"status_code"})


class JsonFormatter(BaseFormatter):
    """One JSON object a line: when, how bad, who says it, under which request, and what in words that are code.

    A record's text is told unfilled ("%s is late", never with the value in), and only when it can be known to be code:
    by our own loggers, which the linter forbids to fill it in themselves, or when it comes with values to fill in.
    Of an exception the kinds and the places are told, never the words: those may quote what somebody wrote.
    """

    def format(self, record: logging.LogRecord) -> str:
        try:
            facts = _facts(record)
        except Exception:  # noqa: BLE001 - logging's own answer to an error would print the record, names and all
            facts = {"level": "error", "logger": record.name, "event": "a record could not be told"}
        return str(self.serialize_log_record(self.process_log_record(facts)))


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    ours = record.name.partition(".")[0] == OURS
    facts: dict[str, Any] = {
        "time": _instant(record),
        "level": record.levelname.lower(),
        "logger": record.name,
        "request": request_id(),
        "event": record.msg if ours or record.args else "",
        "place": f"{record.module}:{record.lineno}",
    }
    told = vars(record).keys() - STANDARD if ours else vars(record).keys() & TOLD_BY_OTHERS
    facts.update({name: getattr(record, name) for name in sorted(told)})
    if record.exc_info and record.exc_info[1] is not None:
        facts["error"] = _chain(record.exc_info[1])
    return {name: value for name, value in facts.items() if value or isinstance(value, int)}


def _instant(record: logging.LogRecord) -> str:
    # When the machine wrote the line: a demo's wound clock would put lines out of order.
    from datetime import UTC, datetime

    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _chain(error: BaseException) -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        places = [
            f"{frame.name} {_short(frame.filename)}:{frame.lineno}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        kinds.append({"kind": f"{type(seen).__module__}.{type(seen).__qualname__}", "places": places[-12:]})
        seen = seen.__cause__ or seen.__context__
    return kinds


def _short(path: str) -> str:
    return "/".join(path.split("/")[-3:])
