"""Pairs of assets of two organisations within a distance, streamed in chunks of bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from tpdesk.analysis.candidates.estate import PairBatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate
    from tpdesk.domain.progress import Progress

PAIRS_PER_CHUNK = 400_000
"""No chunk holds more pairs, unless a single asset has more neighbours."""


def placed_rows(estate: Estate) -> NDArray[np.intp]:
    """Give the rows of assets that have a position and an organisation."""
    return np.flatnonzero(~np.isnan(estate.easting) & ~np.isnan(estate.northing) & (estate.organisation >= 0))


def stream_pairs(
    estate: Estate, within_m: float, progress: Progress, pairs_per_chunk: int = PAIRS_PER_CHUNK
) -> Iterator[PairBatch]:
    """Give every directed pair of placed assets of two organisations within the distance.

    Each pair comes twice, once in each direction, in batches that follow each other in space.

    Args:
        estate: The assets.
        within_m: Greatest distance in metres, itself included.
        progress: Told after each batch how many of the assets are done.
        pairs_per_chunk: Bound of a batch before pairs within one organisation are left out.
    """
    rows = placed_rows(estate)
    points = np.column_stack((estate.easting[rows], estate.northing[rows]))
    order, ends = _chunks(points, within_m, pairs_per_chunk)
    points, numbers = points[order], np.asarray(rows[order], dtype=np.int32)
    organisation = estate.organisation[numbers]
    tree = cKDTree(points, balanced_tree=False)
    start = 0
    for end in ends:
        progress.step(start, len(numbers), "Looking for neighbours")
        chunk = cKDTree(points[start:end], balanced_tree=False)
        near = chunk.sparse_distance_matrix(tree, within_m, output_type="ndarray")
        guest = near["i"].astype(np.int32) + np.int32(start)
        host = near["j"].astype(np.int32)
        apart = np.flatnonzero(organisation[guest] != organisation[host])
        yield PairBatch(numbers[guest[apart]], numbers[host[apart]], near["v"][apart])
        start = end
    progress.step(len(numbers), len(numbers), "Looking for neighbours")


def _chunks(
    points: NDArray[np.float64], within_m: float, pairs_per_chunk: int
) -> tuple[NDArray[np.intp], list[int]]:
    """Order the points by cells as wide as the distance, and cut where too many pairs could gather."""
    if not len(points):
        return np.zeros(0, dtype=np.intp), []
    cell = np.floor((points - points.min(axis=0)) / max(within_m, 1.0)).astype(np.int64)
    width = int(cell[:, 0].max()) + 3
    key = (cell[:, 1] + 1) * width + cell[:, 0] + 1
    order = np.argsort(key, kind="stable")
    cells, count = np.unique(key, return_counts=True)
    around = np.zeros(len(cells), dtype=np.int64)
    for step in (-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1):
        place = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        around += np.where(cells[place] == cells + step, count[place], 0)
    bound = np.cumsum(np.repeat(around, count))
    ends: list[int] = []
    start, before = 0, 0
    while start < len(points):
        end = max(int(np.searchsorted(bound, before + pairs_per_chunk, side="right")), start + 1)
        ends.append(end)
        start, before = end, int(bound[end - 1])
    return order, ends
