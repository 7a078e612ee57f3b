"""Flat tables, one observation a row: CSV and XLSX, read with a mapping of their columns."""

from endorr.statistics.formats.flat.delimited import Separator, read_csv, write_csv
from endorr.statistics.formats.flat.mapping import Mapping, read_mapping
from endorr.statistics.formats.flat.xlsx import read_xlsx, write_xlsx

__all__ = ["Mapping", "Separator", "read_csv", "read_mapping", "read_xlsx", "write_csv", "write_xlsx"]
