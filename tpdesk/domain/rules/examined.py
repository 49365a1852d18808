"""What rules look at: the assets, and beside them what no flat column holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.wording import area_words, date_words, money_words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tpdesk.domain.frame import AssetFrame


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """Assets under examination.

    Attributes:
        frame: The assets.
        on: The day that counts as today.
        boundary: Outline of the place, None when it is unknown.
        parents: Row of the asset of which each is a part, intp (n,); -1 for none.
        unpriced: Whether some amount of an asset lacks its price year, bool (n,).
        commercial_open: Whether commercial facts of each asset may be looked at, bool (n,).
    """

    frame: AssetFrame
    on: date
    boundary: BaseGeometry | None
    parents: NDArray[np.intp]
    unpriced: NDArray[np.bool_]
    commercial_open: NDArray[np.bool_]
    _groups: dict[str, dict[Hashable, list[int]]] = field(default_factory=dict)

    @property
    def today(self) -> np.datetime64:
        """The day that counts as today, to be compared with columns of days."""
        return np.datetime64(self.on, "D")

    def says(self, key: str, *words: str) -> NDArray[np.bool_]:
        """Tell which assets have one of some words in a field."""
        column = self.frame[key]
        mask = np.zeros(len(column), dtype=bool)
        for word in words:
            mask |= np.asarray(column == word, dtype=bool)
        return mask

    def unknown(self, key: str) -> NDArray[np.bool_]:
        """Tell of which assets a field of words is unknown."""
        return np.asarray(self.frame[key] == None, dtype=bool)  # noqa: E711 - elementwise on an object array

    def knows(self, key: str, row: int) -> bool:
        """Tell whether a field of an asset is known."""
        return self.frame.value(row, key) is not None

    def rows_by(self, name: str, values: Callable[[], Iterable[Hashable]]) -> dict[Hashable, list[int]]:
        """Give the rows of each value; worked out once for a name, for many doubts ask it."""
        if name not in self._groups:
            groups: dict[Hashable, list[int]] = {}
            for row, value in enumerate(values()):
                groups.setdefault(value, []).append(row)
            self._groups[name] = groups
        return self._groups[name]

    def area(self, key: str, row: int) -> str:
        """Write an area that is known."""
        return area_words(float(self.frame[key][row]))

    def money(self, key: str, row: int) -> str:
        """Write an amount that is known."""
        return money_words(float(self.frame[key][row]))

    def day(self, key: str, row: int) -> str:
        """Write a day that is known."""
        day = self.frame.value(row, key)
        return date_words(day) if isinstance(day, date) else ""
