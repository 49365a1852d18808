"""The assets side by side: stored fields as they are, derived ones worked out, one array each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.frame import AssetFrame
from tpdesk.store.arrays import array_of, objects_of, unknowns
from tpdesk.store.connection import fetch_rows
from tpdesk.store.derived import DERIVED, Keyed
from tpdesk.store.gpkg import point_positions
from tpdesk.store.reads import organisations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.store.connection import Readable

_STORED = tuple(field for field in FIELDS if field.table == "asset")
_AREAS = (("gia_m2", "GIA"), ("nia_m2", "NIA"), ("gea_m2", "GEA"), ("area_unstated_m2", "unknown"))


def read_assets(register: Readable) -> AssetFrame:
    """Read all assets, flattened to one row each, in the order in which they were added.

    What only a list gives (longitude, latitude, grid reference, coordinate system) is unknown here.
    """
    with register.reading() as connection:
        organisations = organisations_of(connection)
        names = ", ".join(f'"{field.column}"' for field in _STORED)
        rows = fetch_rows(
            connection, f"SELECT uid, geom, organisation_uid, site_uid, {names} FROM asset ORDER BY fid"
        )
        uids, shapes, owners, sites, *stored = _by_column(rows, 4 + len(_STORED))
        columns = {field.key: array_of(field, each) for field, each in zip(_STORED, stored, strict=True)}
        columns["easting"], columns["northing"] = point_positions(shapes)
        columns |= _floor_area(columns)
        keyed = Keyed(connection, {uid: index for index, uid in enumerate(uids)})
        for derive in DERIVED.values():
            columns |= derive(keyed)
        published = _published(keyed)
    numbers = {each.uid: index for index, each in enumerate(organisations)}
    return AssetFrame(
        objects_of(uids),
        np.array([numbers.get(owner, -1) for owner in owners], dtype=np.int32),
        organisations,
        objects_of(sites),
        published,
        {
            field.key: columns[field.key] if field.key in columns else unknowns(field, len(uids))
            for field in FIELDS
            if field.key not in ("organisation", "kind")
        },
    )


def _by_column(rows: Sequence[Any], count: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * count


def _floor_area(columns: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Gross internal, else net internal, else gross external, else unstated; the basis says which."""
    area = np.full(len(columns["gia_m2"]), np.nan)
    basis = np.full(len(area), None, dtype=object)
    for key, word in _AREAS:
        fill = np.isnan(area) & ~np.isnan(columns[key])
        area[fill] = columns[key][fill]
        basis[fill] = word
    return {"floor_area_m2": area, "floor_area_basis": basis}


def _published(keyed: Keyed) -> NDArray[np.bool_]:
    """Whether every list an asset comes from is published; one that comes from none is not."""
    some, closed = np.zeros((2, keyed.count), dtype=bool)
    if keyed.scalar("SELECT count(*) FROM list WHERE published = 1") == 0:
        return some
    owned, (states,) = keyed.rows(
        "SELECT s.record_uid, coalesce(list.published, 0) FROM record_source AS s"
        " JOIN batch ON batch.uid = s.batch_uid LEFT JOIN list ON list.uid = batch.list_uid"
        " WHERE s.record_table = 'asset'",
        1,
    )
    some[owned] = True
    closed[owned[~np.array(states, dtype=bool)]] = True
    published: NDArray[np.bool_] = some & ~closed
    return published
