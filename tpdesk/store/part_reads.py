"""Small parts of a register: what is part of what, names of sites, where assets stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.store.gpkg import decode_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.store.connection import Readable


_AT_ONCE = 500


def read_parents(register: Readable) -> dict[str, str]:
    """Read for every asset that is part of another the uid of that other."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT uid, parent_asset_uid FROM asset WHERE parent_asset_uid IS NOT NULL"
        ).all()
    return {str(part): str(whole) for part, whole in rows}


def read_site_names(register: Readable) -> dict[str, str]:
    """Read the names of the sites by their uid; a site without a name is left out."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql("SELECT uid, name FROM site WHERE name IS NOT NULL").all()
    return {str(uid): str(name) for uid, name in rows}


StoredPosition = tuple[object, str | None, float | None]
"""Point or None, how the position was found, and how far the true one may be."""


def read_stored_positions(register: Readable, asset_uids: Sequence[str]) -> dict[str, StoredPosition]:
    """Read where some assets stand, as the register holds it, by uid."""
    found: dict[str, StoredPosition] = {}
    with register.reading() as connection:
        for start in range(0, len(asset_uids), _AT_ONCE):
            part = tuple(asset_uids[start : start + _AT_ONCE])
            marks = ", ".join("?" * len(part))
            rows = connection.exec_driver_sql(
                f"SELECT uid, geom, location_method, location_accuracy_m FROM asset WHERE uid IN ({marks})",
                part,
            ).all()
            shapes = decode_shapes([row[1] for row in rows])
            found |= {row[0]: (shape, row[2], row[3]) for row, shape in zip(rows, shapes, strict=True)}
    return found
