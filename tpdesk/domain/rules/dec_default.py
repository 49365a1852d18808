"""A display energy certificate of 9999 is a default and no reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Fix, Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


DEFAULT_RATING = 9999.0


def _find(examined: Examined) -> NDArray[np.bool_]:
    default: NDArray[np.bool_] = examined.frame["dec_rating"] == DEFAULT_RATING
    return default


def _tell(_examined: Examined, _row: int) -> Told:
    return Told(
        "The DEC operational rating is 9999: the default where nothing was metered, not a reading.",
        fix=Fix("dec_rating", None, "Take the rating as unknown"),
    )


RULE = Rule(
    code="dec_default",
    severity=Severity.WARNING,
    label="DEC rating 9999",
    definition="The DEC operational rating is 9999, which stands for none.",
    fields=("dec_rating",),
    find=_find,
    tell=_tell,
    remedy="The rating becomes unknown",
)
