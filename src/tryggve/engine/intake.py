"""The one gate through which files come in: what a file is, its text, its sheets; nothing is half read."""

from tryggve.engine.file_texts import read_text
from tryggve.engine.inspection import KINDS, FileFacts, inspect_file
from tryggve.engine.workbooks import Cell, Sheet, read_sheets

__all__ = ["KINDS", "Cell", "FileFacts", "Sheet", "inspect_file", "read_sheets", "read_text"]
