"""Plans as rows: what comes out as a table can be changed and go in again."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tryggve.errors import BadValueError, Language, MissingColumnError, TryggveError, Where, refuse
from tryggve.indicators.indicator import Words
from tryggve.plan.exchange_fields import FIELDS, KINDS, PARENTS, TITLE_LENGTH, Field, Value
from tryggve.plan.possible import impossible_in

_KIND: Final = Words("typ", "type")
_KEY: Final = Words("id", "id")
_PARENT: Final = Words("hör till", "belongs to")
_LEADING: Final = (_KIND, _KEY, _PARENT)
_FORMULA: Final = ("=", "+", "-", "@")

Row = tuple[str | float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One part of a plan as a row (Sv: rad i planen).

    ``key`` names it inside the file, ``parent`` is the key of what holds it. ``values`` hold the fields that the file
    has a column for; None where the cell is empty.
    """

    kind: str
    key: str
    parent: str = ""
    values: Mapping[str, Value]
    where: Where = field(default_factory=Where, compare=False)

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.values["title"])


Check = Callable[[Sequence[Item]], Iterable[TryggveError]]


def headings(language: Language) -> tuple[str, ...]:
    """Return the columns' headings."""
    return tuple(words.text(language) for words in (*_LEADING, *(f.heading for f in FIELDS)))


def rows_of(items: Iterable[Item], *, language: Language) -> tuple[Row, ...]:
    """Return the rows under ``headings``, one an item."""
    return tuple(_row(item, language) for item in items)


def _row(item: Item, language: Language) -> Row:
    own = (KINDS[item.kind].text(language), item.key, item.parent or None)
    written = (f.write(item.values.get(f.name), language) if item.kind in f.kinds else None for f in FIELDS)
    return (*own, *(_guarded(cell) for cell in written))


def _guarded(cell: str | float | None) -> str | float | None:
    # A text that begins like a formula would be run by a spreadsheet; the apostrophe makes it text again.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def read_rows(
    rows: Sequence[Sequence[object]], *, file: str = "", sheet: str = "", also: Check = lambda _items: ()
) -> tuple[Item, ...]:
    """Return the items of a table whose first row is the headings; rows that are wholly empty are passed over.

    ``also`` finds what only the caller knows to be wrong, such as units that are not there: all is told in one answer.

    Raises:
        MissingColumnError: a column that is needed is not there.
        BadValueError: one or more cells cannot be read, each told with its row and column; nothing is returned then.
    """
    columns = _columns(rows[0] if rows else (), Where(file=file, sheet=sheet, row=1))
    faults: list[TryggveError] = []
    items: list[Item] = []
    unread: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if any(not _empty(cell) for cell in row):
            where = Where(file=file, sheet=sheet, row=number)
            cells = {name: row[at] if at < len(row) else None for name, at in columns.items()}
            item = _item(cells, where, faults)
            if item:
                items.append(item)
            else:
                # Else every link to a row of an unknown type would look broken too.
                unread.add(_text(cells.get("key")))
    faults += [*_broken_links(items, unread), *also(items)]
    refuse(sorted(faults, key=lambda fault: fault.where.row or 0))
    return tuple(items)


def read_values(
    kind: str, given: Mapping[str, object], *, where: Where, faults: list[TryggveError]
) -> dict[str, Value]:
    """Read the fields of a kind from cells or from a TOML table; faults are added to the list."""
    values: dict[str, Value] = {}
    for f in _fields_of(kind):
        if f.name in given:
            values[f.name] = _value(f, given[f.name], where, faults)
    if _empty(given.get("title")):
        faults.append(
            BadValueError(
                sv="Raden saknar rubrik. Skriv en.",
                en="The row has no title. Write one.",
                where=_in_column(where, "rubrik"),
            )
        )
    if len(str(values.get("title") or "")) > TITLE_LENGTH[kind]:
        faults.append(_long_title(str(values["title"]), kind, where))
    if kind == "goal" and _empty(given.get("kind")):
        faults.append(
            BadValueError(
                sv="Målet saknar slag. Skriv till exempel nå, minst eller till noll.",
                en="The goal has no kind. Write for example reach, at least or zero.",
                where=_in_column(where, "målslag"),
            )
        )
    faults += impossible_faults(kind, values, where)
    return values


def impossible_faults(kind: str, values: Mapping[str, object], where: Where) -> list[TryggveError]:
    """Return what cannot be in the values of a row, each with its column."""
    names = {f.name: f.heading.sv for f in _fields_of(kind)}
    return [
        BadValueError(sv=wrong.words.sv, en=wrong.words.en, where=_in_column(where, names[wrong.field]))
        for wrong in impossible_in(kind, values)
    ]


def _long_title(title: str, kind: str, where: Where) -> BadValueError:
    longest = TITLE_LENGTH[kind]
    return BadValueError(
        sv=f"Rubriken har {len(title)} tecken men får ha högst {longest}. Korta den.",
        en=f"The title has {len(title)} characters but may have {longest} at most. Shorten it.",
        where=_in_column(where, "rubrik"),
    )


def _value(f: Field, cell: object, where: Where, faults: list[TryggveError]) -> Value:
    if _empty(cell):
        return None
    if isinstance(cell, str) and cell.startswith("'") and cell[1:].startswith(_FORMULA):
        cell = cell[1:]
    try:
        return f.read(cell)
    except BadValueError as fault:
        faults.append(BadValueError(sv=fault.sv, en=fault.en, where=_in_column(where, f.heading.sv)))
        return None


def _fields_of(kind: str) -> tuple[Field, ...]:
    return tuple(f for f in FIELDS if kind in f.kinds)


def _columns(header: Sequence[object], where: Where) -> dict[str, int]:
    found = {str(cell).strip().casefold(): at for at, cell in reversed(list(enumerate(header))) if not _empty(cell)}
    named = (("", _KIND), ("key", _KEY), ("parent", _PARENT), *((f.name, f.heading) for f in FIELDS))
    columns = {name or "type": found[text] for name, words in named for text in (words.en, words.sv) if text in found}
    lacking = [words for name, words in (("type", _KIND), ("title", FIELDS[0].heading)) if name not in columns]
    if lacking:
        raise MissingColumnError(
            sv=f"Kolumnen ”{lacking[0].sv}” saknas. Exportera en plan och skriv i den filen.",
            en=f'The column "{lacking[0].en}" is missing. Export a plan and write in that file.',
            where=where,
        )
    known = {text for words in (*_LEADING, *(f.heading for f in FIELDS)) for text in (words.sv, words.en)}
    strange = next((name for name in found if name not in known), "")
    if strange:
        near = ", ".join(difflib.get_close_matches(strange, known, n=3, cutoff=0.5)) or ", ".join(headings("sv"))
        raise MissingColumnError(
            sv=f"Kolumnen ”{strange}” är inte känd. Närmast: {near}. Rätta rubriken eller ta bort kolumnen.",
            en=f'The column "{strange}" is not known. Nearest: {near}. Mend the heading or remove the column.',
            where=where,
        )
    return columns


def _item(cells: Mapping[str, object], where: Where, faults: list[TryggveError]) -> Item | None:
    said = str(cells["type"] or "").strip().casefold()
    kind = next((code for code, words in KINDS.items() if said in (words.sv, words.en)), "")
    if not kind:
        names = ", ".join(words.sv for words in KINDS.values())
        english = ", ".join(words.en for words in KINDS.values())
        fault = BadValueError(
            sv=f"”{said}” är ingen typ av rad. Välj bland: {names}.",
            en=f'"{said}" is no type of row. Choose among: {english}.',
            where=_in_column(where, _KIND.sv),
        )
        faults.append(fault)
        return None
    own = {name: cell for name, cell in cells.items() if name not in ("type", "key", "parent")}
    alien = [f for f in FIELDS if kind not in f.kinds and not _empty(own.get(f.name))]
    faults += [_alien(f, kind, where) for f in alien]
    values = read_values(kind, own, where=where, faults=faults)
    key, parent = (_text(cells.get(name)) for name in ("key", "parent"))
    return Item(kind=kind, key=key or f"row {where.row}", parent=parent, values=values, where=where)


def _alien(f: Field, kind: str, where: Where) -> BadValueError:
    return BadValueError(
        sv=f"En rad av typen {KINDS[kind].sv} har ingen {f.heading.sv}. Töm cellen.",
        en=f"A row of the type {KINDS[kind].en} has no {f.heading.en}. Empty the cell.",
        where=_in_column(where, f.heading.sv),
    )


def check_links(items: Sequence[Item]) -> None:
    """Raise BadValueError where an id stands twice, or a row belongs to one that is not there."""
    refuse(list(_broken_links(items)))


def _broken_links(items: Sequence[Item], unread: Collection[str] = ()) -> Iterator[TryggveError]:
    keys = {kind: {item.key for item in items if item.kind == kind} for kind in KINDS}
    seen: set[str] = set()
    for item in items:
        if item.key in seen:
            yield BadValueError(
                sv=f"Id {item.key} finns på flera rader. Ge varje rad ett eget.",
                en=f"The id {item.key} stands on several rows. Give each row its own.",
                where=_in_column(item.where, _KEY.sv),
            )
        seen.add(item.key)
        holder = PARENTS.get(item.kind)
        if holder and item.parent not in keys[holder] and item.parent not in unread:
            yield _unknown(item.parent, holder, keys[holder], _in_column(item.where, _PARENT.sv))
        goals = item.values.get("goals")
        for goal in goals if isinstance(goals, tuple) else ():
            if goal not in keys["goal"] and goal not in unread:
                yield _unknown(str(goal), "goal", keys["goal"], _in_column(item.where, "bidrar till mål"))
    yield from _second_plan(items)


def _second_plan(items: Sequence[Item]) -> Iterator[TryggveError]:
    for item in [item for item in items if item.kind == "plan"][1:]:
        yield BadValueError(
            sv="Filen har mer än en plan. Lägg varje plan i en egen fil.",
            en="The file has more than one plan. Put each plan in a file of its own.",
            where=_in_column(item.where, _KIND.sv),
        )


def _unknown(key: str, kind: str, known: Iterable[str], where: Where) -> BadValueError:
    names = ", ".join(sorted(known)[:8])
    return BadValueError(
        sv=f"”{key}” är inte id för någon rad av typen {KINDS[kind].sv}. De som finns: {names or 'inga'}.",
        en=f'"{key}" is not the id of any row of the type {KINDS[kind].en}. Those there are: {names or "none"}.',
        where=where,
    )


def _in_column(where: Where, column: str) -> Where:
    return Where(file=where.file, sheet=where.sheet, row=where.row, column=column)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
