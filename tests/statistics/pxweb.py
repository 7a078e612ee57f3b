"""A service of statistics on this machine: PxWebApi 2, 1 and Eurostat, with limits, from others' sample files."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from math import prod
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from tests.statistics.samples import read

from endorr.statistics.formats.jsonstat import write_jsonstat
from endorr.statistics.rules.chunks import narrowed
from endorr.statistics.table import Observations, Table

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass
class Service:
    """What the service answers, and what it has been asked. `sulks` are statuses it first answers data with."""

    folder: Path
    most_cells: int = 1000
    sulks: list[int] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    base: str = ""

    def table(self, name: str) -> Table:
        return read((self.folder / f"{name}.px").read_bytes(), f"{name}.px")[0]

    def part(self, name: str, wanted: dict[str, list[str]]) -> Table:
        whole = self.table(name)
        head = narrowed(whole.head, {code: tuple(codes) for code, codes in wanted.items()})
        spots = [
            [one.codes.index(code) for code in each.codes]
            for one, each in zip(whole.head.dimensions, head.dimensions, strict=True)
        ]
        places = np.ravel_multi_index(np.ix_(*spots), whole.head.shape).ravel()
        told = whole.observations
        return Table(head, Observations(told.values[places], told.flags[places], told.statuses))


def jsonstat(table: Table) -> bytes:
    stream = BytesIO()
    write_jsonstat(table, stream, language="en")
    return stream.getvalue()


class Handler(BaseHTTPRequestHandler):
    service: Service

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query, words = parse_qs(parts.query, keep_blank_values=True), parts.path.strip("/").split("/")
        folder = self.service.folder
        match words:
            case ["v2", "config"]:
                config = json.loads((folder / "GetApiConfiguration.json").read_bytes())
                self._answer(json.dumps({**config, "maxDataCells": self.service.most_cells}).encode())
            case ["v2", "tables"]:
                self._list(int(query["pageNumber"][0]))
            case ["v2", "tables", name, "metadata"]:
                found = folder / f"MetadataById_{name.lower()}_js2.json"
                self._answer(found.read_bytes()) if found.exists() else self._answer(b"{}", 404)
            case ["v1"]:
                limits = {"maxCells": self.service.most_cells, "maxCalls": 30, "timeWindow": 10}
                self._answer(json.dumps(limits).encode())
            case ["v1", name]:
                self._answer(json.dumps(self._v1(self.service.table(name))).encode())
            case ["eurostat", "statistics", "1.0", "data", name]:
                wanted = {code: codes for code, codes in query.items() if code not in {"format", "lang"}}
                part = self.service.part(name, wanted)
                large = {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}
                fits = part.head.size <= self.service.most_cells
                self._answer(jsonstat(part) if fits else json.dumps(large).encode())
            case _:
                self._answer(b"no such address", 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = urlsplit(self.path).path.strip("/").split("/")[-2 if "/v2/" in self.path else -1]
        if self.service.sulks:
            self._answer(b"busy", self.service.sulks.pop(0))
            return
        wanted = (
            {one["variableCode"]: one["valueCodes"] for one in body["selection"]}
            if "selection" in body
            else {one["code"]: one["selection"]["values"] for one in body["query"]}
        )
        size = prod(len(codes) for codes in wanted.values())
        self.service.asked.append((name, size))
        if size > self.service.most_cells:
            self._answer(b"too large", 403)
        else:
            self._answer(jsonstat(self.service.part(name, wanted)))

    def _list(self, page: int) -> None:
        tables = json.loads((self.service.folder / "ListAllTables.json").read_bytes())["tables"]
        told = {"tables": tables[page - 1 : page], "page": {"pageNumber": page, "totalPages": len(tables)}}
        self._answer(json.dumps(told).encode())

    def _v1(self, table: Table) -> dict[str, Any]:
        return {
            "title": table.head.title["en"],
            "variables": [
                {
                    "code": one.code,
                    "text": one.name("en"),
                    "values": list(one.codes),
                    "valueTexts": list(one.label("en")),
                }
                for one in table.head.dimensions
            ],
        }

    def _answer(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    service = Service(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"service": service}))
    service.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
