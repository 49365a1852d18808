"""Whether the two services go well under one roof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criterion import Criterion, Missing, PairAt, Scorer
from tpdesk.analysis.candidates.estate import SERVICE_KEYS, UNKNOWN
from tpdesk.domain.candidates import Side
from tpdesk.domain.vocabularies.services import SERVICES, compatibility

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.candidates import CandidateOptions


def compatibility_table() -> NDArray[np.float64]:
    """Give the compatibility of every service with every other; the last row and column are unknown."""
    size = len(SERVICE_KEYS)
    table = np.full((size + 1, size + 1), np.nan)
    for row, first in enumerate(SERVICE_KEYS):
        table[row, :size] = [compatibility(first, second) for second in SERVICE_KEYS]
    return table


def _prepare(estate: Estate, _options: CandidateOptions) -> Scorer:
    table = compatibility_table().ravel()
    width = len(SERVICE_KEYS) + 1
    known = np.where((estate.service == UNKNOWN) | estate.service_assumed, width - 1, estate.service)
    guest_rows = (known * width).astype(np.int32)
    host_columns = known.astype(np.int32)

    def score(pairs: PairBatch) -> NDArray[np.float64]:
        fit: NDArray[np.float64] = table[guest_rows[pairs.guest] + host_columns[pairs.host]]
        return fit

    return score


def _label(estate: Estate, row: int) -> str | None:
    return SERVICES.label_of(SERVICE_KEYS[estate.service[row]]) if _is_known(estate, row) else None


def _is_known(estate: Estate, row: int) -> bool:
    return bool(estate.service[row] != UNKNOWN and not estate.service_assumed[row])


def _reason(estate: Estate, _options: CandidateOptions, pair: PairAt) -> str:
    guest, host = _label(estate, pair.guest), _label(estate, pair.host)
    if guest and host:
        return f"{guest} with {_inside(host)}"
    if guest or host:
        known = f"{guest} as guest" if guest else f"{host} as host"
        return f"{known}, service of the {'host' if guest else 'guest'} unknown"
    return "Services of both unknown"


def _inside(label: str) -> str:
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def _missing(estate: Estate, _options: CandidateOptions, pair: PairAt) -> tuple[Missing, ...]:
    return tuple(
        Missing(side, "service delivered there")
        for side, row in ((Side.HOST, pair.host), (Side.GUEST, pair.guest))
        if not _is_known(estate, row)
    )


CRITERION = Criterion(
    key="services",
    label="Services that fit",
    definition="1 for natural neighbours, 0.7 where it works with care, 0.4 where they need separation. "
    "A service that no list gives may be recognised by words of the name; the list says so.",
    weight=16.0,
    prepare=_prepare,
    reason=_reason,
    missing=_missing,
)
