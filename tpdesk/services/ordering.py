"""The order of assets in a table: by any field, what is unknown always last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame

_UNKNOWN = -1
_ORDERED_WORDS = frozenset(("condition", "energy_band"))
"""Vocabularies whose own order means something; all others stand in the order of the alphabet."""


class AssetOrder:
    """The ranks of a frame's assets by field, worked out once each.

    Args:
        frame: The assets.
    """

    def __init__(self, frame: AssetFrame) -> None:
        """Work out nothing before it is asked for."""
        self._frame = frame
        self._ranks: dict[str, NDArray[np.int64]] = {}

    def rows(self, shown: NDArray[np.bool_], key: str, *, descending: bool) -> NDArray[np.intp]:
        """Give the rows that are shown, in order; equals keep the register's order.

        Args:
            shown: Which assets are wanted, bool (n,).
            key: Field key; empty keeps the register's order.
            descending: Whether the largest comes first.
        """
        rows = np.flatnonzero(shown)
        if not key:
            return rows
        ranks = self.ranks(key)[rows]
        known = ranks != _UNKNOWN
        by = -ranks[known] if descending else ranks[known]
        return np.concatenate((rows[known][np.argsort(by, kind="stable")], rows[~known]))

    def ranks(self, key: str) -> NDArray[np.int64]:
        """Give the rank of each asset by a field, -1 where it is unknown, int64 (n,)."""
        if key not in self._ranks:
            self._ranks[key] = rank_values(self._frame[key], key)
        return self._ranks[key]


def rank_values(column: NDArray[Any], key: str) -> NDArray[np.int64]:
    """Rank the values of a column."""
    if column.dtype.kind in "fM":
        known = ~(np.isnan(column) if column.dtype.kind == "f" else np.isnat(column))
        ranks = np.full(len(column), _UNKNOWN, dtype=np.int64)
        ranks[known] = np.unique(column[known], return_inverse=True)[1]
        return ranks
    words = [None if value is None else str(value) for value in column]
    places = {word: place for place, word in enumerate(sorted(_distinct(words), key=_sorter(key)))}
    return np.fromiter((_UNKNOWN if word is None else places[word] for word in words), np.int64, len(words))


def _distinct(words: list[str | None]) -> set[str]:
    return {word for word in words if word is not None}


def _sorter(key: str) -> Any:  # noqa: ANN401 - whatever sorted() takes
    field = FIELD_BY_KEY.get(key)
    vocabulary = VOCABULARIES.get(field.vocabulary) if field is not None else None
    if vocabulary is None:
        return lambda word: (word.casefold(), word)
    if vocabulary.key in _ORDERED_WORDS:
        places = {word: place for place, word in enumerate(vocabulary.keys)}
        return lambda word: (places.get(word, len(places)), word)
    return lambda word: (vocabulary.label_of(word).casefold(), word)
