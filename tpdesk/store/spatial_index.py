"""The spatial index of a table when many rows come at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.store.triggers import insert_triggers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy as sa
    from numpy.typing import NDArray


@contextmanager
def without_insert_triggers(connection: sa.Connection, table: sa.Table) -> Iterator[None]:
    """Let rows in with nothing done for each; the caller writes the history and fills the index.

    An error rolls all of it back, the triggers too.
    """
    triggers = insert_triggers(table)
    for name in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for statement in triggers.values():
        connection.exec_driver_sql(statement)


def index_shapes(
    connection: sa.Connection, table: str, fids: Sequence[int], shapes: Sequence[object] | NDArray[np.object_]
) -> None:
    """Put the bounds of new rows into the index, worked out for all of them at once."""
    bounds = shapely.bounds(np.asarray(shapes, dtype=object))
    known = ~np.isnan(bounds[:, 0])
    if not known.any():
        return
    boxes = bounds[known][:, [0, 2, 1, 3]].tolist()
    numbers = np.asarray(fids)[known].tolist()
    connection.exec_driver_sql(
        f"INSERT INTO rtree_{table}_geom VALUES (?, ?, ?, ?, ?)",
        [(number, *box) for number, box in zip(numbers, boxes, strict=True)],
    )


def next_fid(connection: sa.Connection, table: str) -> int:
    """Give the number that the next row of a table gets."""
    used = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).scalar_one_or_none()
    return int(used or 0) + 1
