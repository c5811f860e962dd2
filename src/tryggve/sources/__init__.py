"""A reader per source; each gives a Release."""

from tryggve.sources.publishers import SOURCES
from tryggve.sources.registry import read_release

__all__ = ["SOURCES", "read_release"]
