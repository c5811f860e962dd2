"""A whole plan as a TOML file: what a table holds, and the claims, the next decision and the decision besides."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tryggve.errors import BadValueError, TryggveError, UnreadableFileError, UsageError, Where, refuse
from tryggve.plan.dates import read_date
from tryggve.plan.exchange import Item, check_links, read_values
from tryggve.plan.exchange_fields import FIELDS
from tryggve.plan.plan_file_case import Adoption, CaseLines, read_adoption, read_case

_LISTS: Final = ("claim", "goal", "measure", "activity")
_NAMES: Final = {"id", "title", *(f.name for f in FIELDS), *_LISTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """What a priority rests on (Sv: slutsats): a sentence, or the finding of an indicator.

    ``kind`` chooses among an indicator's findings by FindingKind's code, the top ranked where empty. ``place`` is an
    area's code, the municipality where empty.
    """

    priority: str
    text: str = ""
    indicator: str = ""
    place: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignLine:
    """How a goal's effect is to be looked for (Sv: utvärderingsdesign); the usual years where none are given.

    ``comparison`` is county, figures or named; ``municipalities`` the codes of those that are named.
    """

    goal: str
    comparison: str = "county"
    municipalities: tuple[str, ...] = ()
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is decided next (Sv: nästa beslut); ``when`` is a code of ``plan.dates``."""

    what: str
    body: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A plan as its file tells it (Sv: planfil). ``adopted`` is None where the plan is not decided."""

    municipality: str
    items: tuple[Item, ...]
    claims: tuple[ClaimLine, ...] = ()
    designs: tuple[DesignLine, ...] = ()
    next_step: NextStep | None = None
    adopted: Adoption | None = None
    case: CaseLines = field(default_factory=CaseLines)

    @property
    def title(self) -> str:
        """The plan's title."""
        return next(item.title for item in self.items if item.kind == "plan")


def read_toml_plan(path: Path) -> PlanFile:
    """Read a plan file.

    Raises:
        UnreadableFileError: the file is no TOML.
        BadValueError: values cannot be read or a field is unknown; each is told with the part that it stands in.
    """
    try:
        return parse_toml_plan(path.read_text(encoding="utf-8"), file=path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            sv="Filen går inte att läsa som text. Kontrollera namnet och att den är sparad som UTF-8.",
            en="The file cannot be read as text. Check its name and that it is saved as UTF-8.",
            where=Where(file=path.name),
        ) from error


def parse_toml_plan(text: str, *, file: str = "") -> PlanFile:
    """Read the text of a plan file; see ``read_toml_plan``."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(
            sv=f"Filen följer inte TOML-reglerna ({error}). Rätta raden.",
            en=f"The file does not follow the rules of TOML ({error}). Mend the line.",
            where=Where(file=file),
        ) from error
    if "plan" not in content or not str(content.get("municipality", "")):
        raise UsageError(
            sv=f"{file} saknar [plan] eller municipality. Skriv kommunens kod överst och planen därunder.",
            en=f"{file} lacks [plan] or municipality. Write the municipality's code at the top and the plan below.",
        )
    reader = _Reader(file)
    reader.part("plan", content["plan"], "")
    for unit in content.get("unit", ()):
        reader.part("unit", {"title": unit.get("name", ""), "unit_kind": unit.get("kind", "")}, "")
    for priority in content.get("priority", ()):
        reader.priority(priority)
    refuse(reader.faults)
    check_links(reader.items)
    return PlanFile(
        municipality=str(content["municipality"]),
        items=tuple(reader.items),
        claims=tuple(reader.claims),
        designs=tuple(_design(line) for line in content.get("design", ())),
        next_step=_next_step(content.get("next")),
        adopted=read_adoption(content["adopted"]) if "adopted" in content else None,
        case=read_case(content),
    )


class _Reader:
    """Walks through the tables, gathering items, claims and faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.items: list[Item] = []
        self.claims: list[ClaimLine] = []
        self.faults: list[TryggveError] = []

    def priority(self, content: Mapping[str, Any]) -> None:
        key = self.part("priority", content, "")
        self.claims += [ClaimLine(priority=key, **claim) for claim in content.get("claim", ())]
        for goal in content.get("goal", ()):
            self.part("goal", goal, key)
        for measure in content.get("measure", ()):
            own = self.part("measure", measure, key)
            for activity in measure.get("activity", ()):
                self.part("activity", activity, own)

    def part(self, kind: str, content: Mapping[str, Any], parent: str) -> str:
        where = Where(file=self.file, sheet=str(content.get("title", kind)))
        self.faults += [_strange(name, where) for name in content if name not in _NAMES]
        values = read_values(kind, content, where=where, faults=self.faults)
        key = str(content.get("id") or f"{kind} {len(self.items) + 1}")
        self.items.append(Item(kind=kind, key=key, parent=parent, values=values, where=where))
        return key


def _strange(name: str, where: Where) -> BadValueError:
    return BadValueError(
        sv=f"Fältet ”{name}” är inte känt. Välj bland: {', '.join(sorted(_NAMES))}.",
        en=f'The field "{name}" is not known. Choose among: {", ".join(sorted(_NAMES))}.',
        where=where,
    )


def _design(content: Mapping[str, Any]) -> DesignLine:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in content.items()}
    return DesignLine(**values)


def _next_step(content: Mapping[str, str] | None) -> NextStep | None:
    if content is None:
        return None
    return NextStep(what=content["what"], body=content["body"], when=read_date(content["when"]).code)
