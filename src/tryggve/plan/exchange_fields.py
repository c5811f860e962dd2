"""The fields of a plan's parts as they stand in a file: their headings, and how a value is read and written."""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from tryggve.errors import BadValueError, Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Words
from tryggve.plan.dates import from_code, read_date
from tryggve.plan.evidence import find_evidence
from tryggve.plan.spatial import read_spatial_plan
from tryggve.plan.status import GoalKind

KINDS: Final = {
    "unit": Words("enhet", "unit"),
    "plan": Words("plan", "plan"),
    "priority": Words("prioritering", "priority"),
    "goal": Words("mål", "goal"),
    "measure": Words("åtgärd", "measure"),
    "activity": Words("aktivitet", "activity"),
}
TITLE_LENGTH: Final = {"unit": 200, "plan": 200, "priority": 200, "goal": 300, "measure": 300, "activity": 300}
PARENTS: Final = {"goal": "priority", "measure": "priority", "activity": "measure"}
_UNIT_KINDS = {
    "department": Words("förvaltning", "department"),
    "committee": Words("nämnd", "committee"),
    "company": Words("bolag", "company"),
    "partner": Words("samarbetspart", "partner"),
    "group": Words("grupp", "group"),
}
_GOAL_KINDS = {
    GoalKind.REACH.value: Words("nå", "reach"),
    GoalKind.ZERO.value: Words("till noll", "zero"),
    GoalKind.AT_LEAST.value: Words("minst", "at least"),
    GoalKind.AT_MOST.value: Words("högst", "at most"),
    GoalKind.RANGE.value: Words("mellan", "range"),
    GoalKind.YES_NO.value: Words("ja eller nej", "yes or no"),
}
_DOCUMENTS = {
    "council_plan": Words("plan för fullmäktige", "council plan"),
    "action_plan": Words("handlingsplan", "action plan"),
    "goal_section": Words("målavsnitt", "goal section"),
}
_SORTS = {"social": Words("social", "social"), "situational": Words("situationell", "situational")}
_REACHES = {
    "universal": Words("universell", "universal"),
    "selective": Words("selektiv", "selective"),
    "indicated": Words("indikerad", "indicated"),
}
_YES_NO = {"yes": Words("ja", "yes"), "no": Words("nej", "no")}


@dataclass(frozen=True, slots=True)
class Budgeted:
    """An activity's money for one year, in kronor (Sv: budgetrad)."""

    year: int
    amount: Decimal
    funding: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step on an activity's way (Sv: delmål); ``when`` is a code of ``plan.dates``."""

    when: str
    text: str
    done: bool = False


Value = str | float | bool | tuple[str, ...] | tuple[Budgeted, ...] | tuple[Step, ...] | None
Given = object  # what a cell or a TOML file holds


@dataclass(frozen=True, slots=True)
class Field:
    """One column (Sv: fält): the model's name of it, its heading, the kinds of part that have it, read and written."""

    name: str
    heading: Words
    kinds: tuple[str, ...]
    read: Callable[[Given], Value]
    write: Callable[[Value, Language], str | float | None]


def _text(longest: int = 0) -> tuple[Callable[[Given], Value], Callable[[Value, Language], str | float | None]]:
    def read(given: Given) -> str:
        text = f"{given:.15g}" if isinstance(given, float) else str(given)
        text = text.strip()
        if longest and len(text) > longest:
            raise BadValueError(
                sv=f"Texten har {len(text)} tecken men får ha högst {longest}. Korta den.",
                en=f"The text has {len(text)} characters but may have {longest} at most. Shorten it.",
            )
        return text

    return read, lambda value, _language: str(value) if value else None


def _read_number(given: Given) -> float:
    text = (
        str(given).replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    )
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadValueError(
            sv=f"”{given}” är inget tal. Skriv till exempel 62,5.",
            en=f'"{given}" is no number. Write for example 62.5.',
        )
    return number


def _write_number(value: Value, _language: Language) -> float | None:
    return value if isinstance(value, float | int) else None


def _read_date(given: Given) -> str:
    if isinstance(given, dt.datetime | dt.date):
        return given.strftime("%Y-%m-%d")
    if isinstance(given, float | int):
        return read_date(f"{given:.0f}").code
    try:
        return from_code(str(given)).code
    except (ValueError, IndexError):
        return read_date(str(given)).code


def _write_date(value: Value, language: Language) -> str | None:
    if not value:
        return None
    code = str(value)
    # Numeric codes are written as they are, so that Excel and people sort them alike.
    return code if re.fullmatch(r"\d{4}(-\d{2}){0,2}", code) else from_code(code).text(language)


def _choice(
    words: Mapping[str, Words],
) -> tuple[Callable[[Given], Value], Callable[[Value, Language], str | float | None]]:
    codes = {name.casefold(): code for code, w in words.items() for name in (code, w.sv, w.en)}

    def read(given: Given) -> str:
        found = codes.get(str(given).strip().casefold())
        if found is None:
            raise BadValueError(
                sv=f"”{given}” går inte att välja. Välj bland: {', '.join(w.sv for w in words.values())}.",
                en=f'"{given}" cannot be chosen. Choose among: {", ".join(w.en for w in words.values())}.',
            )
        return found

    return read, lambda value, language: words[str(value)].text(language) if value else None


def _read_yes_no(given: Given) -> bool:
    if isinstance(given, bool):
        return given
    return _choice(_YES_NO)[0](given) == "yes"


def _write_yes_no(value: Value, language: Language) -> str | None:
    return None if value is None else _YES_NO["yes" if value else "no"].text(language)


def _read_list(given: Given) -> tuple[str, ...]:
    parts: Iterable[object] = given if isinstance(given, list | tuple) else str(given).split(";")
    return tuple(text for part in parts if (text := str(part).strip()))


def _write_list(value: Value, _language: Language) -> str | None:
    return "; ".join(str(part) for part in value) if isinstance(value, tuple) and value else None


def _read_indicator(given: Given) -> str:
    key, known = str(given).strip(), load_catalogue().indicators
    if key not in known:
        near = ", ".join(difflib.get_close_matches(key, known, n=3, cutoff=0.4)) or "local_safe_evening"
        raise BadValueError(
            sv=f"Katalogen har ingen indikator ”{key}”. Närmast: {near}.",
            en=f'The catalogue has no indicator "{key}". Nearest: {near}.',
        )
    return key


def _read_evidence(given: Given) -> str:
    return find_evidence(str(given).strip()).key


_BUDGET = re.compile(
    r"\s*(\d{4})\s*:\s*([\d\s\N{NO-BREAK SPACE}]+(?:[.,]\d{1,2})?)\s*(?:kr)?\s*(?:\((.*)\))?\s*", re.DOTALL
)


def _read_budget(given: Given) -> tuple[Budgeted, ...]:
    if isinstance(given, Mapping):
        given = "; ".join(f"{year}: {amount}" for year, amount in given.items())
    return tuple(_budget_row(part) for part in str(given).split(";") if part.strip())


def _budget_row(text: str) -> Budgeted:
    match = _BUDGET.fullmatch(text)
    try:
        if match is not None:
            amount = Decimal(re.sub(r"\s", "", match.group(2)).replace(",", "."))
            return Budgeted(int(match.group(1)), amount, (match.group(3) or "").strip())
    except InvalidOperation:
        pass
    raise BadValueError(
        sv=f"”{text.strip()}” är ingen budget. Skriv år och kronor, till exempel 2026: 150000 (statsbidrag).",
        en=f'"{text.strip()}" is no budget. Write year and kronor, for example 2026: 150000 (state grant).',
    )


def _write_budget(value: Value, _language: Language) -> str | None:
    rows = [row for row in value if isinstance(row, Budgeted)] if isinstance(value, tuple) else []
    written = [f"{row.year}: {row.amount.normalize():f}" + _funded(row.funding) for row in rows]
    return "; ".join(written) or None


def _funded(funding: str) -> str:
    # A semicolon parts the rows.
    return f" ({funding.replace(';', ',')})" if funding else ""


_STEP = re.compile(r"\s*([^:]+?)\s*:\s*(.+?)\s*(?:\((klart|done)\))?\s*", re.IGNORECASE)


def _read_milestones(given: Given) -> tuple[Step, ...]:
    return tuple(_step(part) for part in str(given).split(";") if part.strip())


def _step(text: str) -> Step:
    match = _STEP.fullmatch(text)
    if match is None:
        raise BadValueError(
            sv=f"”{text.strip()}” är inget delmål. Skriv tid och vad, till exempel hösten 2026: avtal klart (klart).",
            en=f'"{text.strip()}" is no milestone. Write time and what, for example autumn 2026: contract made (done).',
        )
    return Step(_read_date(match.group(1)), match.group(2), match.group(3) is not None)


def _write_milestones(value: Value, language: Language) -> str | None:
    rows = [row for row in value if isinstance(row, Step)] if isinstance(value, tuple) else []
    done = {"sv": " (klart)", "en": " (done)"}[language]
    written = [
        f"{_write_date(row.when, language)}: {row.text.replace(';', ',')}{done if row.done else ''}" for row in rows
    ]
    return "; ".join(written) or None


def _read_lines(given: Given) -> str:
    return "\n".join(_read_spatial(line) for line in str(given).splitlines() if line.strip())


def _read_spatial(line: str) -> str:
    return read_spatial_plan(line).line


_NUMBER = (_read_number, _write_number)
_DATE = (_read_date, _write_date)
_LIST = (_read_list, _write_list)
_GOAL, _MEASURE, _ACTIVITY = ("goal",), ("measure",), ("activity",)
_AS_TEXT = _text()[1]
# The columns that hold one of a few words, by the field's name.
CHOICES: Final = {
    "unit_kind": _UNIT_KINDS,
    "document": _DOCUMENTS,
    "law_plan": _YES_NO,
    "kind": _GOAL_KINDS,
    "changes_conditions": _YES_NO,
    "sort": _SORTS,
    "reach": _REACHES,
}
FIELDS: Final = (
    Field("title", Words("rubrik", "title"), tuple(KINDS), *_text()),
    Field("unit_kind", Words("enhetsslag", "unit kind"), ("unit",), *_choice(_UNIT_KINDS)),
    Field("document", Words("dokumentslag", "document kind"), ("plan",), *_choice(_DOCUMENTS)),
    Field("law_plan", Words("lagens åtgärdsplan", "the law's action plan"), ("plan",), _read_yes_no, _write_yes_no),
    Field("supports", Words("stöder planen", "supports the plan"), ("plan",), *_text(200)),
    Field("text", Words("text", "text"), ("priority",), *_text()),
    Field("background", Words("bakgrund", "background"), ("plan",), *_text()),
    Field("vision", Words("vision", "vision"), ("plan",), *_text()),
    Field("starts", Words("börjar", "starts"), ("plan", "activity"), *_DATE),
    Field("ends", Words("slutar", "ends"), ("plan", "activity"), *_DATE),
    Field("description", Words("beskrivning", "description"), _GOAL, *_text()),
    Field("kind", Words("målslag", "goal kind"), _GOAL, *_choice(_GOAL_KINDS)),
    Field("indicator", Words("indikator", "indicator"), _GOAL, _read_indicator, _AS_TEXT),
    Field("place", Words("plats", "place"), _GOAL, *_text(80)),
    Field("group", Words("grupp", "group"), _GOAL, *_text(200)),
    Field("baseline", Words("utgångsvärde", "baseline"), _GOAL, *_NUMBER),
    Field("baseline_when", Words("utgångsvärde från", "baseline from"), _GOAL, *_DATE),
    Field("baseline_note", Words("om utgångsvärdet", "on the baseline"), _GOAL, *_text(300)),
    Field("target_low", Words("målvärde", "target"), _GOAL, *_NUMBER),
    Field("target_high", Words("målvärde högst", "target at most"), _GOAL, *_NUMBER),
    Field("deadline", Words("senast", "deadline"), _GOAL, *_DATE),
    Field("unmeasured", Words("delar utan indikator", "parts without indicator"), _GOAL, *_text(300)),
    Field("goals", Words("bidrar till mål", "serves goals"), _MEASURE, *_LIST),
    Field("cause", Words("orsak", "cause"), _MEASURE, *_text()),
    Field(
        "changes_conditions",
        Words("ändrar villkoren", "changes conditions"),
        _MEASURE,
        _read_yes_no,
        _write_yes_no,
    ),
    Field("mechanism", Words("verkan", "mechanism"), _MEASURE, *_text()),
    Field("evidence", Words("evidens", "evidence"), _MEASURE, _read_evidence, _AS_TEXT),
    Field("sort", Words("slag", "sort"), _MEASURE, *_choice(_SORTS)),
    Field("reach", Words("räckvidd", "reach"), _MEASURE, *_choice(_REACHES)),
    Field("places", Words("platser", "places"), _MEASURE, *_text(300)),
    Field("target_group", Words("målgrupp", "target group"), _MEASURE, *_text(300)),
    Field("spatial_plans", Words("fysiska planer", "spatial plans"), _MEASURE, _read_lines, _AS_TEXT),
    Field("effect_short", Words("väntad effekt på kort sikt", "expected effect, short term"), _MEASURE, *_text(300)),
    Field("effect_long", Words("väntad effekt på lång sikt", "expected effect, long term"), _MEASURE, *_text(300)),
    Field("risks", Words("risker", "risks"), _MEASURE, *_text()),
    Field("risk_displacement", Words("risk att problemet flyttar", "risk of displacement"), _MEASURE, *_text(300)),
    Field("risk_stigma", Words("risk för utpekande", "risk of stigma"), _MEASURE, *_text(300)),
    Field("risk_privacy", Words("risk för integriteten", "risk to privacy"), _MEASURE, *_text(300)),
    Field("owner", Words("ansvarig", "owner"), ("goal", "activity"), *_text(200)),
    Field("partners", Words("medverkande", "partners"), _ACTIVITY, *_LIST),
    Field("planned_dose", Words("planerad mängd", "planned dose"), _ACTIVITY, *_NUMBER),
    Field("dose_unit", Words("mängdens enhet", "dose unit"), _ACTIVITY, *_text(60)),
    Field("budgets", Words("budget", "budget"), _ACTIVITY, _read_budget, _write_budget),
    Field("milestones", Words("delmål", "milestones"), _ACTIVITY, _read_milestones, _write_milestones),
    Field("in_operational_plan", Words("i verksamhetsplan", "in operational plan"), _ACTIVITY, *_text(300)),
)
