"""The rows of a partner's list before they are written, and the faults that were put into them on purpose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

Cell = str | int | float | date | None


@dataclass(slots=True)
class Entry:
    """One row: its cells by column heading, and the faults it carries (what, in which column)."""

    cells: dict[str, Cell]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def spoil(self, fault: str, column: str, value: Cell) -> None:
        """Put a faulty value into a cell and remember it."""
        self.cells[column] = value
        self.faults.append((fault, column))

    def mark(self, fault: str, column: str) -> None:
        """Remember a fault that lies in the row as it stands."""
        self.faults.append((fault, column))


@dataclass(frozen=True, slots=True)
class Listing:
    """A partner's file as written, and where in it which fault stands (rows as Excel counts them)."""

    file: str
    records: int
    faults: list[dict[str, str | int | None]]


def reported(entries: Iterable[tuple[int, Entry]]) -> list[dict[str, str | int | None]]:
    """Return the faults of numbered rows for the manifest."""
    found: list[dict[str, str | int | None]] = []
    for row, entry in entries:
        for fault, column in entry.faults:
            value = entry.cells.get(column)
            found.append(
                {"fault": fault, "row": row, "column": column, "value": None if value is None else str(value)}
            )
    return found


def day_between(rng: np.random.Generator, first: date, last: date) -> date:
    """Return a day between two days, more often than not one on which leases turn."""
    day = first + timedelta(days=int(rng.integers((last - first).days + 1)))
    quarter = {3: 25, 6: 24, 9: 29, 12: 25}
    if day.month in quarter and rng.uniform() < 0.8:
        turned = day.replace(day=quarter[day.month])
        return turned if first <= turned <= last else day
    return day


def pick(rng: np.random.Generator, options: Mapping[str, float]) -> str:
    """Return one of the options by its weight."""
    weights = np.array(list(options.values()))
    return list(options)[int(rng.choice(len(options), p=weights / weights.sum()))]


def rounded(value: float, to: int) -> int:
    """Return a figure as people write it: rounded to tens, fifties or hundreds."""
    return round(value / to) * to
