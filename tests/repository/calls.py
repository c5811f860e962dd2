"""Reads the web rooms' code: which function calls which, which write rows, which are actions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
_ALWAYS = {"bulk_create", "get_or_create", "update_or_create", "bulk_update"}
_OF_A_QUERY = {"create", "update", "delete"}
_OF_A_RELATION = {"set", "add", "remove", "clear"}
_QUERY = ("objects", "_default_manager", ".filter(", ".all()", ".exclude(")


@dataclass
class Function:
    """A function or method: its code, its module and what names mean there."""

    module: str
    node: ast.FunctionDef
    names: dict[str, str] = field(repr=False)

    @property
    def key(self) -> str:
        return f"{self.module}.{self.node.name}"

    @cached_property
    def calls(self) -> list[ast.Call]:
        return [node for node in ast.walk(self.node) if isinstance(node, ast.Call)]

    @cached_property
    def called(self) -> set[str]:
        """The functions that it calls or passes on, as far as their names tell."""
        return {name for node in ast.walk(self.node) if (name := self._named(node))}

    @cached_property
    def writes(self) -> list[str]:
        return [ast.unparse(call.func) for call in self.calls if self._writes(call)]

    @property
    def atomic(self) -> bool:
        held = [item.context_expr for node in ast.walk(self.node) if isinstance(node, ast.With) for item in node.items]
        return any(ast.unparse(part).startswith("transaction.atomic") for part in [*self.node.decorator_list, *held])

    @property
    def records(self) -> int:
        return sum(self._named(call.func) == "tryggve.web.audit.actions.record" for call in self.calls)

    def _named(self, node: ast.AST) -> str:
        if isinstance(node, ast.Name):
            return self.names.get(node.id, f"{self.module}.{node.id}")
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in self.names:
                return f"{self.names[node.value.id]}.{node.attr}"
            return f"{self.module}.{node.attr}"
        return ""

    def _writes(self, call: ast.Call) -> bool:
        if not isinstance(call.func, ast.Attribute):
            return False
        name, receiver = call.func.attr, call.func.value
        whose = ast.unparse(receiver)
        of_query = any(mark in whose for mark in _QUERY)
        if name in _OF_A_QUERY and (of_query or (name == "delete" and not call.args and whose != "cache")):
            return True
        if name == "save":
            return not call.args and whose not in self.names
        return name in _ALWAYS or (name in _OF_A_RELATION and isinstance(receiver, ast.Attribute | ast.Call))


def functions(*, left_out: tuple[str, ...]) -> dict[str, Function]:
    """Return every function of the web rooms by its dotted name."""
    found: dict[str, Function] = {}
    for path in sorted((SOURCE / "tryggve/web").rglob("*.py")):
        inside = path.relative_to(SOURCE).as_posix()
        if "/migrations/" not in inside and not inside.startswith(left_out):
            module = inside.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = dict(_imported(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    made = Function(module, node, names)
                    found[made.key] = made
    return found


def reached(start: Function, among: dict[str, Function], *, past: set[str]) -> Iterator[Function]:
    """Return what a function reaches by calls, itself first, without going into those in ``past``."""
    waiting, seen = [start], {start.key}
    while waiting:
        now = waiting.pop()
        yield now
        for name in now.called - seen:
            seen.add(name)
            if name in among and name not in past:
                waiting.append(among[name])


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name, alias.name
