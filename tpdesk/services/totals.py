"""Totals of a part of the register: never a whole and its part together, never without the known share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.vocabularies.catalogue import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame


@dataclass(frozen=True, slots=True)
class AreaTotal:
    """The floor area of some assets.

    Attributes:
        area_m2: Sum of what is known, None when nothing is.
        known, rows: How many of how many assets have a floor area.
        left_out: Assets with a floor area that is part of another's in the sum.
        bases: Labels of the bases that are in the sum, the most frequent first.
    """

    area_m2: float | None
    known: int
    rows: int
    left_out: int
    bases: tuple[str, ...]

    @property
    def known_percent(self) -> int:
        """Share of the assets with a floor area, rounded down so that 100 means all."""
        return self.known * 100 // self.rows if self.rows else 0


def total_area(
    frame: AssetFrame, rows: NDArray[np.bool_] | NDArray[np.intp], parents: Mapping[str, str]
) -> AreaTotal:
    """Add up floor areas.

    Args:
        frame: All assets.
        rows: Mask or indices of those that are added.
        parents: Uid of the asset of which another is a part, by the part's uid.
    """
    areas = frame["floor_area_m2"][rows]
    bases = frame["floor_area_basis"][rows]
    known = ~np.isnan(areas)
    counted = known & ~_parts_of_counted(frame.uids[rows], known, parents)
    if not counted.any():
        return AreaTotal(None, int(known.sum()), len(areas), 0, ())
    words, often = np.unique(bases[counted].astype(str), return_counts=True)
    vocabulary = VOCABULARIES["floor_area_basis"]
    labels = tuple(vocabulary.label_of(str(words[place])) for place in np.argsort(-often, kind="stable"))
    return AreaTotal(
        float(areas[counted].sum()),
        int(known.sum()),
        len(areas),
        int((known & ~counted).sum()),
        labels,
    )


def _parts_of_counted(
    uids: NDArray[np.object_], known: NDArray[np.bool_], parents: Mapping[str, str]
) -> NDArray[np.bool_]:
    """Tell which assets are part of one whose area is known among them, however far up."""
    part = np.zeros(len(uids), dtype=bool)
    if not parents:
        return part
    wholes = set(uids[known].tolist())
    for place, uid in enumerate(uids):
        above, seen = parents.get(uid), {uid}
        while above is not None and above not in seen:
            if above in wholes:
                part[place] = True
                break
            seen.add(above)
            above = parents.get(above)
    return part
