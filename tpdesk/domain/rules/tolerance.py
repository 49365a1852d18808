"""How far areas may differ before a rule speaks, and which area counts as the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined

ROUNDING_M2 = 1.0
"""Lists give whole square metres, each area rounded by itself."""

AREA_KEYS = ("gia_m2", "nia_m2", "gea_m2", "area_unstated_m2")


def largest_area(examined: Examined) -> NDArray[np.float64]:
    """Give the largest floor area known of each asset: what is used is not always said on the same basis."""
    largest: NDArray[np.float64] = np.fmax.reduce([examined.frame[key] for key in AREA_KEYS])
    return largest


def largest_key(examined: Examined, row: int) -> str:
    """Name the field of an asset's largest floor area; one of them is known."""
    areas = [examined.frame[key][row] for key in AREA_KEYS]
    return AREA_KEYS[int(np.nanargmax(areas))]
