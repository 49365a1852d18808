"""Painter paths straight from arrays of coordinates, without a call for each point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_COUNT = np.dtype(">i4")
_WINDING = 1


def path_of_parts(coordinates: NDArray[np.float64], parts: NDArray[np.integer]) -> QPainterPath:
    """A path of lines and rings, filled by winding, so that overlapping surfaces join.

    Args:
        coordinates: x and y, float64 (n, 2).
        parts: which part each vertex belongs to, int (n,), ascending.
    """
    count = len(coordinates)
    path = QPainterPath()
    if count == 0:
        return path
    elements = np.empty(count, dtype=_ELEMENT)
    elements["kind"] = 1
    elements["kind"][0] = 0
    elements["kind"][1:][parts[1:] != parts[:-1]] = 0
    elements["x"] = coordinates[:, 0]
    elements["y"] = coordinates[:, 1]
    last_start = int(np.flatnonzero(elements["kind"] == 0)[-1])
    written = (
        np.array([count], _COUNT).tobytes()
        + elements.tobytes()
        + np.array([last_start, _WINDING], _COUNT).tobytes()
    )
    stream = QDataStream(QByteArray(written))
    stream >> path
    return path
