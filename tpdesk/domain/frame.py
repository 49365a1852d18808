"""The assets of a register side by side: one array per field, for tables, maps and analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.grid import format_grid_reference
from tpdesk.domain.recognition import recognise_body
from tpdesk.domain.vocabularies.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.organisation import Organisation


Value = None | str | float | date
"""One value of the register as plain Python; unknown is None."""


_ORGANISATION_FACTS = {"organisation": "name", "kind": "kind"}


@dataclass(frozen=True, slots=True, eq=False)
class AssetFrame:
    """All assets that are not deleted, flattened to one row each.

    Attributes:
        uids: Asset uids, object (n,).
        organisation: Index into ``organisations``, int32 (n,); -1 when the asset has none.
        organisations: The partners, in the register's order.
        sites: Site uid or None, object (n,).
        published: bool (n,), True when every list it comes from is published as open data.
        columns: One array of length n for each field key but organisation and kind. Text, vocabulary,
            postcode and UPRN are object arrays of str or None; numbers, areas, coordinates and money (in
            pounds) float64 with NaN for unknown; dates datetime64[D] with NaT.
    """

    uids: NDArray[np.object_]
    organisation: NDArray[np.int32]
    organisations: tuple[Organisation, ...]
    sites: NDArray[np.object_]
    published: NDArray[np.bool_]
    columns: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        """Count the assets."""
        return len(self.uids)

    def __getitem__(self, key: str) -> NDArray[Any]:
        """Give the array of a field; organisation gives names and kind their kinds, both object arrays."""
        if key == "organisation":
            return self._of_organisation([each.name for each in self.organisations])
        if key == "kind":
            return self._of_organisation([each.kind for each in self.organisations])
        return self.columns[key]

    @property
    def easting(self) -> NDArray[np.float64]:
        """Metres east, NaN when unplaced."""
        return self.columns["easting"]

    @property
    def northing(self) -> NDArray[np.float64]:
        """Metres north, NaN when unplaced."""
        return self.columns["northing"]

    @property
    def placed(self) -> NDArray[np.bool_]:
        """Whether each asset has a position."""
        placed: NDArray[np.bool_] = ~np.isnan(self.easting)
        return placed

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> AssetFrame:
        """Give the assets that a mask or an index array picks, in its order."""
        return replace(
            self,
            uids=self.uids[rows],
            organisation=self.organisation[rows],
            sites=self.sites[rows],
            published=self.published[rows],
            columns={key: column[rows] for key, column in self.columns.items()},
        )

    def with_columns(self, columns: Mapping[str, NDArray[Any]]) -> AssetFrame:
        """Give the same assets with some columns replaced."""
        return replace(self, columns={**self.columns, **columns})

    def value(self, row: int, key: str) -> Value:
        """Give one value as a plain Python value, None when unknown."""
        if key in ("organisation", "kind"):
            number = int(self.organisation[row])
            return None if number < 0 else str(getattr(self.organisations[number], _ORGANISATION_FACTS[key]))
        value = self.columns[key][row]
        if value is None:
            return None
        if isinstance(value, np.datetime64):
            return None if np.isnat(value) else value.astype("datetime64[D]").item()
        if isinstance(value, (float, np.floating)):
            return None if np.isnan(value) else float(value)
        found: Value = value
        return found

    def label(self, row: int) -> str:
        """Say what to call an asset: its name or address, else what it is and where it is."""
        street = " ".join(
            part for part in (self._text(row, "street_number"), self._text(row, "street")) if part
        )
        called = self._text(row, "name") or self._text(row, "address") or street
        if called:
            return called
        where = self._where(row)
        return f"{self._what(row)}, {where}" if where else self._what(row)

    def _what(self, row: int) -> str:
        """Say what an asset is: by its service, else by the only service of its organisation.

        That service is not delivered on bare land, nor in what is let to others.
        """
        service, owner = self._text(row, "service"), int(self.organisation[row])
        elsewhere = self._text(row, "holding") == "land" or self._text(row, "tenure_detail") == "leased_out"
        if not service and owner >= 0 and not elsewhere:
            body = recognise_body(self.organisations[owner].name)
            service = body.service if body else ""
        return SERVICES.label_of(service) if service else "No name"

    def _where(self, row: int) -> str:
        for key in ("postcode", "post_town", "locality"):
            if self._text(row, key):
                return self._text(row, key)
        if self.placed[row]:
            return format_grid_reference(float(self.easting[row]), float(self.northing[row]), 3)
        return self._text(row, "reference") or self._text(row, "uprn")

    def _text(self, row: int, key: str) -> str:
        return str(self.columns[key][row] or "") if key in self.columns else ""

    def _of_organisation(self, words: list[str]) -> NDArray[np.object_]:
        lookup = np.array([*words, None], dtype=object)
        found: NDArray[np.object_] = lookup[self.organisation]
        return found
