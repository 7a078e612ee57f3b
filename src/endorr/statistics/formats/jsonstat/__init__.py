"""JSON-stat 2.0 datasets (json-stat.org/full): a reader and a writer of one language at a time."""

from endorr.statistics.formats.jsonstat.reader import read_jsonstat, read_jsonstat_head
from endorr.statistics.formats.jsonstat.writer import Form, write_jsonstat

__all__ = ["Form", "read_jsonstat", "read_jsonstat_head", "write_jsonstat"]
