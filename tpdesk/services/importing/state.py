"""What a register holds when an import is planned, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.store.reads import read_batches, read_children, read_lists, read_references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Organisation, Place
    from tpdesk.services.importing.matching import Key
    from tpdesk.store.child_rows import ChildRows
    from tpdesk.store.reads import BatchRecord, ListRecord
    from tpdesk.store.register import Register


@dataclass(slots=True, eq=False)
class RegisterState:
    """The register as an import sees it.

    Attributes:
        register: The open register.
        frame: Its assets.
        places: Place of each asset in the frame, by uid.
        organisations: The partners.
        lists: The lists.
        place: The partnership's area.
        batches: The imports so far, the oldest first; a plan made against others is out of date.
    """

    register: Register
    frame: AssetFrame
    places: Mapping[str, int]
    organisations: tuple[Organisation, ...]
    lists: tuple[ListRecord, ...]
    place: Place
    batches: tuple[BatchRecord, ...]
    _children: dict[str, ChildRows] = field(default_factory=dict)

    def references(self, scheme: str) -> dict[Key, str]:
        """Give the asset of each reference of a scheme by organisation and key."""
        return {
            (organisation, key): asset
            for asset, organisation, its_scheme, _, key, _ in read_references(self.register)
            if its_scheme == scheme
        }

    def children(self, table: str) -> ChildRows:
        """Give the rows of a table of facts by asset; read once."""
        if table not in self._children:
            self._children[table] = read_children(self.register, table)
        return self._children[table]

    def places_of(self, assets: NDArray[np.object_]) -> NDArray[np.intp]:
        """Give the places of some assets in the frame, -1 where there is none."""
        return np.fromiter((self.places.get(uid, -1) for uid in assets), np.intp, len(assets))

    def values(self, key: str, places: NDArray[np.intp]) -> NDArray[np.object_]:
        """Give what the register holds in a field at some places as plain values; None when unknown."""
        found = np.full(len(places), None, dtype=object)
        known = places >= 0
        found[known] = plain_values(self.frame[key][places[known]], whole=_is_whole(key))
        return found


def _is_whole(key: str) -> bool:
    return key in FIELD_BY_KEY and FIELD_BY_KEY[key].type == "integer"


def plain_values(column: NDArray[Any], *, whole: bool = False) -> NDArray[np.object_]:
    """Give an array's values as plain Python values, None when unknown."""
    values = np.full(len(column), None, dtype=object)
    if column.dtype.kind == "f":
        known = ~np.isnan(column)
        values[known] = column[known].astype(np.int64 if whole else np.float64).tolist()
    elif column.dtype.kind == "M":
        known = ~np.isnat(column)
        values[known] = column[known].astype("datetime64[D]").tolist()
    else:
        values[:] = column
    return values


def read_state(register: Register) -> RegisterState:
    """Read what planning needs to know of a register."""
    frame = register.read_assets()
    return RegisterState(
        register=register,
        frame=frame,
        places={uid: place for place, uid in enumerate(frame.uids)},
        organisations=register.read_organisations(),
        lists=read_lists(register),
        place=register.place,
        batches=read_batches(register),
    )
