"""Which assets are part of which other: a suite of its building, a building of its campus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpdesk.store.connection import Readable


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
