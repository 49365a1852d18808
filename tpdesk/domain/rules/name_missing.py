"""A building without a name is hard to speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    return examined.unknown("name")


def _tell(examined: Examined, row: int) -> Told:
    return Told(f"It has no name and is called “{examined.frame.label(row)}” here.")


RULE = Rule(
    code="name_missing",
    severity=Severity.NOTICE,
    label="No name",
    definition="The name is unknown.",
    fields=("name",),
    find=_find,
    tell=_tell,
)
