"""Measures words in the shipped typeface, for layouts that are made without Qt."""

from __future__ import annotations

from tpdesk.render.fonts import load_fonts
from tpdesk.render.label_style import EM, label_metrics


class QtTextMeasure:
    """A TextMeasure; needs a QGuiApplication."""

    def __init__(self) -> None:
        """Make the typeface known."""
        load_fonts()

    def width(self, text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
        """How far a line of text runs, in the unit of the size."""
        return label_metrics(weight, italic=italic).horizontalAdvance(text) * size / EM

    def ascent(self, size: float) -> float:
        """How far the type rises above its baseline."""
        return label_metrics(400, italic=False).ascent() * size / EM

    def descent(self, size: float) -> float:
        """How far the type falls below its baseline."""
        return label_metrics(400, italic=False).descent() * size / EM
