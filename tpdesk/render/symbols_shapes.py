"""The drawn shapes of the symbols, read from their files into painter paths on a grid of 24 units."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

from tpdesk.domain.look import ORGANISATION_KINDS, Decision, SymbolState
from tpdesk.files.resources import resource_path

GRID = 24.0
"""Side of the square in which every symbol is drawn."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+")


@dataclass(frozen=True, slots=True)
class SymbolShape:
    """One symbol in one state: the whole silhouette, and what of it is inked."""

    outline: QPainterPath
    body: QPainterPath


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path of a decision's mark with the widths of its ink and of the paper below; None is filled."""

    path: QPainterPath
    ink_width: float | None
    paper_width: float


@cache
def symbol_shape(kind: str, state: SymbolState) -> SymbolShape:
    """The shape of a kind of organisation in a state; a kind that is not known looks like other."""
    stem = (kind if kind in ORGANISATION_KINDS else "other").replace("_", "-")
    outline = svg_path(_paths(stem)[0].attrib["d"])
    if state == "in_use":
        return SymbolShape(outline, outline)
    return SymbolShape(outline, svg_path(_paths(f"{stem}-{state}")[-1].attrib["d"]))


@cache
def decision_stroke(decision: Decision) -> Stroke:
    """The mark of a scenario's decision, on the same grid around the symbol."""
    paper, ink = _paths(f"decision-{decision}")
    width = ink.attrib.get("stroke-width")
    return Stroke(
        svg_path(ink.attrib["d"]),
        None if width is None else float(width),
        float(paper.attrib["stroke-width"]),
    )


def svg_path(data: str) -> QPainterPath:
    """Turn the path data of the symbols' files into a painter path.

    Takes M, L, H, V, Z and their lower case, numbers that go on a line, and half circles (`a`), which is
    all that the symbols use.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    tokens = iter(_TOKEN.findall(data))
    command = ""
    for token in tokens:
        if token.isalpha():
            command = token
            if command in "zZ":
                path.closeSubpath()
                continue
            token = next(tokens)
        _step(path, command, float(token), tokens)
        if command in "Mm":
            command = "L" if command == "M" else "l"
    return path


def _step(path: QPainterPath, command: str, first: float, tokens: Iterator[str]) -> None:
    here = path.currentPosition()
    relative = command.islower()
    match command.upper():
        case "H":
            path.lineTo(first + (here.x() if relative else 0.0), here.y())
        case "V":
            path.lineTo(here.x(), first + (here.y() if relative else 0.0))
        case "A":
            rest = [float(next(tokens)) for _ in range(6)]
            offset = here if relative else QPointF()
            _half_circle(path, QPointF(rest[4], rest[5]) + offset, clockwise=rest[3] == 1.0)
        case letter:
            point = QPointF(first, float(next(tokens))) + (here if relative else QPointF())
            if letter == "M":
                path.moveTo(point)
            else:
                path.lineTo(point)


def _half_circle(path: QPainterPath, end: QPointF, *, clockwise: bool) -> None:
    start = path.currentPosition()
    centre = (start + end) / 2
    radius = math.hypot(end.x() - start.x(), end.y() - start.y()) / 2
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    angle = math.degrees(math.atan2(centre.y() - start.y(), start.x() - centre.x()))
    path.arcTo(box, angle, -180.0 if clockwise else 180.0)


def _paths(stem: str) -> list[ET.Element]:
    root = ET.fromstring(resource_path("symbols", f"{stem}.svg").read_bytes())
    return root.findall(f"{_NAMESPACE}path")
