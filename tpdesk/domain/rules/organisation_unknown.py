"""An asset that nobody reports, and so nobody keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    nobody: NDArray[np.bool_] = examined.frame.organisation < 0
    return nobody


def _tell(_examined: Examined, _row: int) -> Told:
    return Told("It belongs to no reporting organisation.")


RULE = Rule(
    code="organisation_unknown",
    severity=Severity.ERROR,
    label="No organisation",
    definition="The reporting organisation is unknown.",
    fields=("organisation",),
    find=_find,
    tell=_tell,
    replaces=("organisation_missing",),
)
