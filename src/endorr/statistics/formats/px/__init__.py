"""PX files (PC-Axis, PX-file format AXIS-VERSION 2013): a streaming reader and a writer."""

from endorr.statistics.formats.px.reader import PxFile, open_px, read_px
from endorr.statistics.formats.px.writer import write_px

__all__ = ["PxFile", "open_px", "read_px", "write_px"]
