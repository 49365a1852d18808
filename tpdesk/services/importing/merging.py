"""Field by field, whose word counts: the list's, or the one that stands in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Objects = NDArray[np.object_]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """What is to be done with each value.

    Attributes:
        write: The list's value goes into the register.
        conflict: The list and a person have both changed it; the register's value is kept.
        blanked: The list had a value and has none now; the register's value is kept.
    """

    write: Mask
    conflict: Mask
    blanked: Mask


def is_known(values: Objects) -> Mask:
    """Tell which values are known."""
    known: Mask = np.asarray(values != None, dtype=bool)  # noqa: E711 - elementwise on an object array
    return known


def merge_values(theirs: Objects, base: Objects, ours: Objects, has_base: Mask) -> Merged:
    """Weigh the list's value, the value of its last edition and the register's, row by row.

    Args:
        theirs: What the list says now.
        base: What its last edition said; None where ``has_base`` is False.
        ours: What stands in the register.
        has_base: Whether the last edition had the row.
    """
    known, standing = is_known(theirs), is_known(ours)
    changed = ~has_base | np.asarray(theirs != base, dtype=bool)
    differs = np.asarray(theirs != ours, dtype=bool)
    edited = np.where(has_base, np.asarray(ours != base, dtype=bool), standing)
    wanted = known & changed & differs
    blanked = ~known & has_base & is_known(base) & standing
    return Merged(wanted & ~edited, wanted & edited, blanked)
