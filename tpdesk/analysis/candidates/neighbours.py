"""Pairs of assets of two organisations within a distance, streamed in chunks of bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tpdesk.analysis.candidates.estate import Estate
    from tpdesk.domain.progress import Progress

PAIRS_PER_CHUNK = 1_000_000
"""No chunk holds more pairs, unless a single asset has more neighbours."""

Rows = NDArray[np.intp]


def placed_rows(estate: Estate) -> NDArray[np.intp]:
    """Give the rows of assets that have a position and an organisation."""
    return np.flatnonzero(~np.isnan(estate.easting) & ~np.isnan(estate.northing) & (estate.organisation >= 0))


def stream_pairs(
    estate: Estate, within_m: float, progress: Progress, pairs_per_chunk: int = PAIRS_PER_CHUNK
) -> Iterator[tuple[Rows, Rows]]:
    """Give every pair of placed assets of two organisations within the distance, each once.

    Args:
        estate: The assets.
        within_m: Greatest distance in metres, itself included.
        progress: Told before each batch how many of the assets are done.
        pairs_per_chunk: Bound of a batch before pairs within one organisation are left out.

    Yields:
        Rows of the first and of the second asset of each pair, in batches that follow each other in space.
    """
    rows = placed_rows(estate)
    points = np.column_stack((estate.easting[rows], estate.northing[rows]))
    order, chunks = _chunks(points, within_m, pairs_per_chunk)
    points, numbers = points[order], rows[order]
    organisation = estate.organisation[numbers]
    for start, end, reach in chunks:
        progress.step(start, len(numbers), "Looking for neighbours")
        for first, second in _near(points, (start, end, reach), within_m):
            apart = np.flatnonzero(organisation[first] != organisation[second])
            yield numbers[first[apart]], numbers[second[apart]]
    progress.step(len(numbers), len(numbers), "Looking for neighbours")


def _near(
    points: NDArray[np.float64], chunk: tuple[int, int, int], within_m: float
) -> Iterator[tuple[Rows, Rows]]:
    """Give the pairs within a chunk, then those of it with the points that follow within its reach."""
    start, end, reach = chunk
    tree = cKDTree(points[start:end], balanced_tree=False)
    inside = tree.query_pairs(within_m, output_type="ndarray") + start
    yield inside[:, 0].copy(), inside[:, 1].copy()
    if reach > end:
        beyond = cKDTree(points[end:reach], balanced_tree=False)
        across = tree.sparse_distance_matrix(beyond, within_m, output_type="ndarray")
        yield across["i"] + start, across["j"] + end


def _chunks(
    points: NDArray[np.float64], within_m: float, pairs_per_chunk: int
) -> tuple[NDArray[np.intp], list[tuple[int, int, int]]]:
    """Order the points by rows of cells as wide as the distance, and cut before too many pairs gather.

    Returns:
        The order, and for each chunk its start, its end, and the end of the points within its reach.
    """
    if not len(points):
        return np.zeros(0, dtype=np.intp), []
    cell = np.floor((points - points.min(axis=0)) / max(within_m, 1.0)).astype(np.int64)
    width = int(cell[:, 0].max()) + 3
    keys = (cell[:, 1] + 1) * width + cell[:, 0] + 1
    order = _in_order(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    cells, count = keys[starts], np.diff(starts, append=len(keys))
    around = np.zeros(len(cells), dtype=np.int64)
    for step in (-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1):
        place = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        around += np.where(cells[place] == cells + step, count[place], 0)
    bound = np.cumsum(np.repeat(around, count))
    chunks: list[tuple[int, int, int]] = []
    start, before = 0, 0
    while start < len(points):
        end = max(int(np.searchsorted(bound, before + pairs_per_chunk, side="right")), start + 1)
        reach = int(np.searchsorted(keys, keys[end - 1] + width + 1, side="right"))
        chunks.append((start, end, reach))
        start, before = end, int(bound[end - 1])
    return order, chunks


def _in_order(keys: NDArray[np.int64]) -> NDArray[np.intp]:
    """Give the places of the keys in their order, equal keys as they come."""
    count = len(keys)
    if max(int(keys.max()), -int(keys.min())) >= np.iinfo(np.int64).max // count:
        return np.argsort(keys, kind="stable")
    # Sorting numbers that hold their own place is several times faster than sorting places.
    order: NDArray[np.intp] = np.sort(keys * count + np.arange(count)) % count
    return order
