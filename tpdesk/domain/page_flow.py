"""Words broken into lines, and rows poured into columns and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tpdesk.domain.text_measure import TextMeasure

ELLIPSIS = "…"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Face:
    """A size of type in millimetres and its weight."""

    size: float
    weight: int = 400

    @property
    def line(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.22


def wrap_words(text: str, width: float, face: Face, measure: TextMeasure, most: int = 99) -> tuple[str, ...]:
    """Break a text into lines that fit a width, between words where it can be done; a no-break space holds.

    Args:
        text: one paragraph.
        width: of the column, in millimetres.
        face: of the type.
        measure: of the typeface.
        most: lines at the most; the last one then ends in an ellipsis.

    Returns:
        At least one line, which may be empty.
    """
    lines = [""]
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if _fits(longer, width, face, measure):
            lines[-1] = longer
            continue
        pieces = _broken(word, width, face, measure)
        lines[-1:] = [*([lines[-1]] if lines[-1] else []), *pieces]
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], shorten(rest, width, face, measure)]
    return tuple(lines)


def shorten(text: str, width: float, face: Face, measure: TextMeasure) -> str:
    """Give a text whole when it fits, else as much of it as fits before an ellipsis."""
    if _fits(text, width, face, measure):
        return text
    kept = text
    while kept and not _fits(kept.rstrip() + ELLIPSIS, width, face, measure):
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def fitting_size(text: str, width: float, face: Face, least: float, measure: TextMeasure) -> float:
    """Give the size at which a line fits a width: the face's own, or smaller, never below the least."""
    whole = measure.width(text, face.size, face.weight)
    return face.size if whole <= width else max(face.size * width / whole, least)


def _fits(text: str, width: float, face: Face, measure: TextMeasure) -> bool:
    return measure.width(text, face.size, face.weight) <= width


def _broken(word: str, width: float, face: Face, measure: TextMeasure) -> list[str]:
    """A word that is wider than the column in pieces that are not; a letter is never broken."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and not _fits(pieces[-1] + letter, width, face, measure):
            pieces.append("")
        pieces[-1] += letter
    return pieces


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """A row or a heading between rows.

    Attributes:
        content: What it shows.
        height: In millimetres.
        heads: Whether it belongs to the row after it and never stands last in a column.
    """

    content: T
    height: float
    heads: bool = False


def pour(blocks: Sequence[Block[T]], room: Callable[[int], float]) -> list[list[Block[T]]]:
    """Fill columns with blocks in their order, none of them cut.

    Args:
        blocks: the blocks.
        room: height of a column by its number from 0; a block that fits no column has one of its own.

    Returns:
        The blocks of each column; columns in which nothing fits before another are left empty.
    """
    columns: list[list[Block[T]]] = [[]]
    left = room(0)
    for runs in _runs(blocks):
        height = sum(each.height for each in runs)
        while height > left and (columns[-1] or height <= room(len(columns))):
            columns.append([])
            left = room(len(columns) - 1)
        columns[-1].extend(runs)
        left -= height
    return columns


def _runs(blocks: Sequence[Block[T]]) -> list[list[Block[T]]]:
    """Blocks that must stay together: headings with the row that follows."""
    runs: list[list[Block[T]]] = [[]]
    for block in blocks:
        runs[-1].append(block)
        if not block.heads:
            runs.append([])
    return [run for run in runs if run]
