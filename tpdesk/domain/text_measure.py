"""How wide words will be: what a page's layout asks before anything is drawn."""

from __future__ import annotations

from typing import Protocol


class TextMeasure(Protocol):
    """Measures words in the program's typeface. All lengths share the unit in which the size is given."""

    def width(self, text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
        """How far a line of text runs, at a size of type (height of the em, not of the line).

        Args:
            text: one line.
            size: of the type, in millimetres or pixels.
            weight: 400 to 700.
            italic: slanted, as the names of waters and parks are.
        """
        ...

    def ascent(self, size: float) -> float:
        """How far the type rises above its baseline."""
        ...

    def descent(self, size: float) -> float:
        """How far the type falls below its baseline."""
        ...
