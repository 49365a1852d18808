"""What became of a column's distinct cells, and the words that mean nothing is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """A doubt about one distinct cell.

    Attributes:
        index: Which distinct cell.
        code: Code of the issue.
        message: What was found, in a sentence.
        suggestion: What might be done, or the value proposed.
    """

    index: int
    code: str
    message: str
    suggestion: str = ""


@dataclass(slots=True, eq=False)
class Parsed:
    """The values of a column's distinct cells.

    Attributes:
        values: Plain Python values, None when unknown; object (u,).
        doubts: What was doubtful.
        proposals: Values that would stand if a person accepts the doubt, by index.
    """

    values: NDArray[np.object_]
    doubts: list[CellDoubt] = field(default_factory=list)
    proposals: dict[int, object] = field(default_factory=dict)

    def doubt(self, index: int, code: str, message: str, suggestion: str = "") -> None:
        """Note a doubt about a distinct cell."""
        self.doubts.append(CellDoubt(index, code, message, suggestion))


UNKNOWN_WORDINGS = frozenset(
    (
        "", "n/a", "na", "n.a.", "n.a", "n/k", "nk", "not known", "unknown", "-", "--", "–", "—", "null",
        "nan", "tbc", "tbd", "t.b.c.", "not applicable", "not available", "not recorded", "not provided",
        "no data", "not stated", "?", "??", ".", "n / a", "to be confirmed", "#n/a",
    )
)  # fmt: skip
"""Wordings by which people say that they do not know; never zero."""

FORMULA_ERRORS = frozenset(
    ("#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#n/a", "#getting_data")
)


def says_unknown(text: str) -> bool:
    """Whether a text says that nothing is known."""
    return text.casefold() in UNKNOWN_WORDINGS


_LONGEST_QUOTED = 100


def quoted(text: str, longest: int = _LONGEST_QUOTED) -> str:
    """Give what of a cell is repeated where a doubt is told: all of it, but the beginning of a report."""
    return text if len(text) <= longest else f"{text[:longest]}…"
