"""Reads the handbook's pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("sv", "en")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"\]\([^)]*\)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Page:
    """One page of the handbook."""

    name: str

    @property
    def path(self) -> Path:
        return DOCS / self.name

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def language(self) -> str:
        return self.name.split("/")[0]

    @property
    def prose(self) -> str:
        """The text without code and without where its links lead."""
        return _CODE.sub("", _TARGET.sub("]", _FENCE.sub("", self.text)))

    @property
    def codes(self) -> list[str]:
        """What stands between backticks in running text."""
        return _CODE.findall(_FENCE.sub("", self.text))

    @property
    def quotes(self) -> list[str]:
        """The lines that quote what Tryggve writes."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("> ")]

    def blocks(self, *kinds: str) -> list[str]:
        return [body for found, body in _FENCE.findall(self.text) if found in kinds]

    def section(self, heading: str) -> str:
        """The text from a heading to the next one."""
        _, _, after = self.text.partition(f"\n## {heading}\n")
        return after.split("\n## ")[0]

    def row(self, *cells: str) -> bool:
        """Whether a table has a row that begins with these cells."""
        return "\n| " + " | ".join(cells) + " |" in self.text


def written_pages() -> list[Page]:
    """Every page that a person wrote, in both languages."""
    return [Page(str(p.relative_to(DOCS))) for kind in LANGUAGES for p in sorted((DOCS / kind).glob("*/*.md"))]


def both(swedish: str, english: str) -> tuple[Page, Page]:
    return Page(f"sv/{swedish}.md"), Page(f"en/{english}.md")
