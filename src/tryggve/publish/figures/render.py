"""From a Vega-Lite dict to an SVG that is accessible, scales and passes a strict content security policy.

vl-convert must first render in the process that goes on rendering: in a child forked from a process that has already
rendered it hangs for ever. Never preload a web server after a render; start the workers first. A child that tries is
stopped with an error here instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from tryggve.errors import Language, UsageError
from tryggve.publish.figures.style import WHITE
from tryggve.publish.figures.table import Table

Spec = dict[str, Any]

SVG = "http://www.w3.org/2000/svg"
VEGA_LITE = "6.4"
_KEPT_IN_MEMORY = 512
_FONTS = ("font_source_sans_pro", "font_source_serif_pro")
# Vega describes every mark in English and names its classes; the figure has one title and description instead.
_NOISE = ("role", "class", "pointer-events", "version")

register_namespace("", SVG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of data (Sv: figur): what is seen, what is said of it, and the same data as a table.

    ``svg`` stands inline in a page. ``spec`` is the Vega-Lite chart, ready to draw elsewhere; empty where the picture
    was drawn without it.
    ``width`` and ``height`` are in px.
    """

    svg: str = field(repr=False)
    spec: Spec = field(repr=False)
    title: str
    description: str
    table: Table
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a drawing: its size in px, its title and description and their language."""

    width: float
    height: float
    title: str
    description: str
    language: Language


class _Folder:
    """Where renderings outlive the process; nowhere until told."""

    path: Path | None = None


def keep_renderings_in(folder: Path | None) -> None:
    """Keep rendered charts as files in a folder, or stop doing so; the names are hashes of chart and version."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    _Folder.path = folder


def figure(spec: Mapping[str, Any], *, frame: Frame, table: Table) -> Figure:
    """Render a Vega-Lite chart into a figure. Equal charts give equal bytes, in any process."""
    sized = {**spec, "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.0.json"}
    root = fromstring(_raw_svg(json.dumps(sized, ensure_ascii=False, sort_keys=True)))
    # Elsewhere Vega may measure the room around the chart itself; here the frame has done it.
    shared = {name: part for name, part in sized.items() if name not in ("autosize", "padding")}
    return drawn_figure(list(root), frame=frame, table=table, spec=shared)


def drawn_figure(elements: list[Element], *, frame: Frame, table: Table, spec: Spec | None = None) -> Figure:
    """Make a figure of ready SVG elements."""
    return Figure(
        svg=_dress(elements, frame),
        spec=spec or {},
        title=frame.title,
        description=frame.description,
        table=table,
        width=frame.width,
        height=frame.height,
    )


def png(figure: Figure, scale: float = 2.0) -> bytes:
    """Return the figure as a PNG on white, ``scale`` pixels for each px."""
    start = figure.svg.index(">") + 1
    ground = f'<rect width="100%" height="100%" fill="{WHITE}"/>'
    return cast(bytes, _converter().svg_to_png(figure.svg[:start] + ground + figure.svg[start:], scale=scale))


def _dress(elements: list[Element], frame: Frame) -> str:
    body = [_cleaned(element) for element in elements if _visible(element)]
    content = b"".join(tostring(element) for element in body)
    own = hashlib.sha256(repr(frame).encode() + content).hexdigest()[:10]
    root = Element(f"{{{SVG}}}svg", _root_attributes(frame, own))
    SubElement(root, f"{{{SVG}}}title", {"id": f"t{own}"}).text = frame.title
    SubElement(root, f"{{{SVG}}}desc", {"id": f"d{own}"}).text = frame.description
    root.extend(body)
    _own_ids(body, own)
    return tostring(root, encoding="unicode")


def _root_attributes(frame: Frame, own: str) -> dict[str, str]:
    width, height = f"{frame.width:g}", f"{frame.height:g}"
    size = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    return {**size, "role": "img", "lang": frame.language, "aria-labelledby": f"t{own} d{own}"}


def _visible(element: Element) -> bool:
    if element.get("display") == "none" or (element.tag == f"{{{SVG}}}text" and not element.text):
        return False
    # The white ground and the empty backgrounds that Vega puts behind every group.
    if element.tag == f"{{{SVG}}}rect" and element.get("fill") == "white":
        return False
    return not (element.get("class") == "background" and not element.get("fill") and not element.get("stroke"))


def _cleaned(element: Element) -> Element:
    for name in list(element.attrib):
        if name in _NOISE or name.startswith("aria-"):
            del element.attrib[name]
    # A strict policy blocks style attributes; the same properties as attributes are allowed.
    for declaration in element.attrib.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            element.set(name.strip(), value.strip())
    for child in list(element):
        if _visible(child):
            _cleaned(child)
        else:
            element.remove(child)
    return element


def _own_ids(body: list[Element], own: str) -> None:
    # Several figures share a page, so an id that Vega counts from zero would be taken by the first of them.
    nodes = [node for element in body for node in element.iter()]
    names = {name for node in nodes if (name := node.get("id"))}
    for node in nodes:
        for key, value in node.attrib.items():
            if key == "id":
                node.set(key, own + value)
            elif value.startswith("url(#") and value[5:-1] in names:
                node.set(key, f"url(#{own}{value[5:]}")


@lru_cache(maxsize=_KEPT_IN_MEMORY)
def _raw_svg(text: str) -> str:
    """Render, or fetch from the folder; the cache's key is the whole chart."""
    folder = _Folder.path
    if folder is None:
        return _render(text)
    version = importlib.metadata.version("vl-convert-python")
    name = hashlib.sha256(f"{version}\n{text}".encode()).hexdigest()
    file = folder / f"{name}.svg"
    if file.exists():
        return file.read_text(encoding="utf-8")
    drawn = _render(text)
    # A full or read-only disk costs time, never the page.
    with contextlib.suppress(OSError):
        # Another worker may write the same chart now; replacing a whole file leaves no half one to read.
        half = folder / f"{name}.{os.getpid()}.part"
        half.write_text(drawn, encoding="utf-8")
        half.replace(file)
    return drawn


def _render(text: str) -> str:
    return cast(str, _converter().vegalite_to_svg(text, vl_version=VEGA_LITE))


def _converter() -> ModuleType:
    module, process = _loaded_converter()
    if process != os.getpid():
        raise RuntimeError("Charts were rendered before this process was forked; vl-convert would hang in it.")
    return module


@cache
def _loaded_converter() -> tuple[ModuleType, int]:
    try:
        import vl_convert

        for package in _FONTS:
            vl_convert.register_font_directory(str(resources.files(package).joinpath("files")))
    except ModuleNotFoundError as error:
        raise UsageError(
            sv=f"Figurer kräver paketet {error.name}, som saknas. Installera tillägget: pip install 'tryggve[web]'.",
            en=f"Figures need the package {error.name}, which is missing. Install it: pip install 'tryggve[web]'.",
        ) from error
    return vl_convert, os.getpid()
