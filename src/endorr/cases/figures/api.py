"""The promise's figures as open data: JSON and CSV, for anybody, from anywhere."""

import csv
import io
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from endorr.base.clock import local_date, now
from endorr.cases.figures.queries import Line, open_lines
from endorr.cases.figures.rules import LEAST
from endorr.cases.figures.views import month_of

SEPARATORS = {"semicolon": ";", "comma": ","}
FIELDS = (
    "month", "level", "cooperation", "organisation", "ended", "suppressed", "promises", "in_time", "in_time_confirmed",
    "in_time_sent", "in_time_stated", "right_person", "right_person_confirmed", "right_person_stated", "helped",
    "helped_confirmed", "helped_stated", "missed", "by_attempt", "repromised", "withdrawn", "within_24h_on_the_wall",
    "median_hours", "p90_hours", "companies_reached",
)  # fmt: skip


def _record(month: date, level: str, door: str, name: str, line: Line, *, ended: bool) -> dict[str, Any]:
    told = line.figures
    record: dict[str, Any] = dict.fromkeys(FIELDS)
    record |= {"month": f"{month:%Y-%m}", "level": level, "cooperation": door or None, "organisation": name or None}
    record |= {"ended": ended, "suppressed": told is None, "companies_reached": line.reached if told else None}
    if told is None:
        return record
    for field, share in (("in_time", told.in_time), ("right_person", told.right_person), ("helped", told.helped)):
        record |= {field: share.count, f"{field}_confirmed": share.confirmed, f"{field}_stated": share.stated}
    return record | {
        "promises": told.promises,
        "in_time_sent": told.in_time.sent,
        "missed": told.missed,
        "by_attempt": told.by_attempt,
        "repromised": told.repromised,
        "withdrawn": told.withdrawn,
        "within_24h_on_the_wall": told.on_the_wall.count,
        "median_hours": told.median,
        "p90_hours": told.p90,
    }


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    asked = request.GET.get("month", "")
    last = month_of(asked)
    if asked and last is None:
        raise Http404
    return [_record(*row[:5], ended=row[5]) for row in open_lines(last, today=local_date(now()))]


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response


def as_json(request: HttpRequest) -> HttpResponse:
    """Twelve months of figures as JSON; `?month=2026-10` ends with that month."""
    values = {
        "licence": "https://creativecommons.org/publicdomain/zero/1.0/",
        "unit_of_time": "hours of working days, 24 to a working day",
        "least_count": LEAST,
        "figures": _records(request),
    }
    return _open(JsonResponse(values, json_dumps_params={"ensure_ascii": False}))


def as_csv(request: HttpRequest, separator: str) -> HttpResponse:
    """Return the same as CSV: semicolons and decimal commas for Swedish spreadsheets, or plain commas."""
    if separator not in SEPARATORS:
        raise Http404
    text = io.StringIO()
    comma = separator == "comma"
    writer = csv.DictWriter(text, FIELDS, delimiter=SEPARATORS[separator], lineterminator="\r\n")
    writer.writeheader()
    for record in _records(request):
        writer.writerow({name: _written(value, comma=comma) for name, value in record.items()})
    content = text.getvalue().encode("utf-8" if comma else "utf-8-sig")
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="promise-{separator}.csv"'
    return _open(response)


def _written(value: object, *, comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text.replace(".", ",") if isinstance(value, float) and not comma else text
