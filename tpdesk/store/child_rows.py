"""Rows that belong to assets, held column by column: a large register has a million of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ChildRows(Mapping[str, list[dict[str, Any]]]):
    """The rows of a table by the asset they belong to, each made when it is asked for.

    Args:
        owners: Uid of each row's asset, in the order of the rows' addition.
        columns: Values by stored column name, a value for each row.
    """

    def __init__(self, owners: Sequence[str], columns: Mapping[str, Sequence[Any]]) -> None:
        """Note which rows are whose."""
        self.owners = owners
        self.columns = columns
        self._places: dict[str, list[int]] = {}
        for place, owner in enumerate(owners):
            self._places.setdefault(owner, []).append(place)

    def __getitem__(self, asset_uid: str) -> list[dict[str, Any]]:
        """Make the rows of an asset."""
        return [
            {name: values[place] for name, values in self.columns.items()}
            for place in self._places[asset_uid]
        ]

    def __iter__(self) -> Iterator[str]:
        """Go through the assets that have any."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the assets that have any."""
        return len(self._places)


def shared(values: Sequence[Any]) -> Sequence[Any]:
    """Give the same values, each wording that repeats held in memory once."""
    if not values or not isinstance(values[0], str):
        return values
    seen: dict[Any, Any] = {}
    return [seen.setdefault(value, value) for value in values]
