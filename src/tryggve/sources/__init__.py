"""A reader per source; each gives a Release."""

from tryggve.sources.dropped_file import DroppedFile, open_file
from tryggve.sources.mapping import GroupColumn, Mapping, load_mapping, mapping_text, read_mapping, save_mapping
from tryggve.sources.publishers import SOURCES
from tryggve.sources.registry import READERS, read_release
from tryggve.sources.suggest import suggest_mapping

__all__ = [
    "READERS",
    "SOURCES",
    "DroppedFile",
    "GroupColumn",
    "Mapping",
    "load_mapping",
    "mapping_text",
    "open_file",
    "read_mapping",
    "read_release",
    "save_mapping",
    "suggest_mapping",
]
