"""Doubts by the hundred thousand: kept as arrays, given out as Issue values when somebody looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import ISSUE_KINDS, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Texts = str | Sequence[str] | NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class IssueTable:
    """All doubts of one import, in the order of the file.

    Attributes:
        file, sheet: Where they were found.
        codes, columns, values, messages, suggestions: Object arrays of text (n,).
        rows: Row numbers as Excel counts, int32 (n,); 0 for the whole file.
    """

    file: str
    sheet: str
    codes: NDArray[np.object_]
    rows: NDArray[np.int32]
    columns: NDArray[np.object_]
    values: NDArray[np.object_]
    messages: NDArray[np.object_]
    suggestions: NDArray[np.object_]

    def __len__(self) -> int:
        """Count the doubts."""
        return len(self.codes)

    def __getitem__(self, index: int) -> Issue:
        """Give one doubt."""
        return Issue(
            self.codes[index],
            self.messages[index],
            self.file,
            self.sheet,
            int(self.rows[index]),
            self.columns[index],
            self.values[index],
            self.suggestions[index],
        )

    def __iter__(self) -> Iterator[Issue]:
        """Give the doubts one by one."""
        return (self[index] for index in range(len(self)))

    def counts(self) -> dict[str, int]:
        """Count by code, most frequent first."""
        return dict(Counter(self.codes.tolist()).most_common())

    def of_code(self, code: str) -> IssueTable:
        """Give the doubts of one kind."""
        return self.take(np.flatnonzero(self.codes == code))

    def take(self, indices: NDArray[np.intp]) -> IssueTable:
        """Give some of the doubts."""
        return IssueTable(
            self.file,
            self.sheet,
            self.codes[indices],
            self.rows[indices],
            self.columns[indices],
            self.values[indices],
            self.messages[indices],
            self.suggestions[indices],
        )


class DoubtBook:
    """Where the stages of an import write down their doubts."""

    def __init__(self) -> None:
        """Start with none."""
        self._parts: list[tuple[NDArray[np.object_], ...]] = []
        self._rows: list[NDArray[np.int32]] = []

    def add(
        self,
        code: str,
        rows: NDArray[np.integer] | Sequence[int],
        message: Texts,
        *,
        column: Texts = "",
        value: Texts = "",
        suggestion: Texts = "",
    ) -> None:
        """Note a doubt of one kind about some rows; texts are one for all rows or one for each."""
        if code not in ISSUE_KINDS:
            raise ValueError(f"unknown issue code {code!r}")
        numbers = np.asarray(rows, dtype=np.int32)
        if not len(numbers):
            return
        self._rows.append(numbers)
        texts = (code, column, value, message, suggestion)
        self._parts.append(tuple(_for_each(text, len(numbers)) for text in texts))

    def withdraw(self, code: str, rows: NDArray[np.integer]) -> None:
        """Take back the doubts of one kind about some rows: what gave rise to them does not hold."""
        if not len(rows):
            return
        for place, (numbers, parts) in enumerate(zip(self._rows, self._parts, strict=True)):
            stays = (parts[0] != code) | ~np.isin(numbers, rows)
            self._rows[place] = numbers[stays]
            self._parts[place] = tuple(part[stays] for part in parts)

    def add_file(self, code: str, message: str, *, column: str = "", suggestion: str = "") -> None:
        """Note a doubt about the file as a whole."""
        self.add(code, [0], message, column=column, suggestion=suggestion)

    def table(self, file: str, sheet: str) -> IssueTable:
        """Close the book: all doubts by row, those about the file first."""
        if not self._rows:
            none = np.empty(0, dtype=object)
            return IssueTable(file, sheet, none, np.empty(0, np.int32), none, none, none, none)
        rows = np.concatenate(self._rows)
        order = np.argsort(rows, kind="stable")
        codes, columns, values, messages, suggestions = (
            np.concatenate(parts)[order] for parts in zip(*self._parts, strict=True)
        )
        return IssueTable(file, sheet, codes, rows[order], columns, values, messages, suggestions)


def _for_each(text: Texts, count: int) -> NDArray[np.object_]:
    array = np.empty(count, dtype=object)
    array[:] = text if isinstance(text, str) else list(text)
    return array
