"""One UPRN names one property: assets that share it belong together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told
from tpdesk.domain.wording import count_words

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


_FURTHEST = 6
"""So many levels lie between a room and its campus at the most."""


def _find(examined: Examined) -> NDArray[np.bool_]:
    uprns = examined.frame["uprn"].tolist()
    counts = Counter(uprns)
    rows = [row for row, uprn in enumerate(uprns) if uprn is not None and counts[uprn] > 1]
    families = _families(examined, np.array(rows, dtype=np.intp))
    seen: dict[str, Hashable] = {}
    apart = {
        uprns[row]
        for row, family in zip(rows, families, strict=True)
        if seen.setdefault(uprns[row], family) != family
    }
    doubted = np.zeros(len(uprns), dtype=bool)
    doubted[[row for row in rows if uprns[row] in apart]] = True
    return doubted


def _families(examined: Examined, rows: NDArray[np.intp]) -> list[Hashable]:
    """Give assets of one site, or of one whole, the same name."""
    roots = rows
    for _ in range(_FURTHEST):
        above = examined.parents[roots]
        roots = np.where(above >= 0, above, roots)
    sites = examined.frame.sites.tolist()
    return [
        sites[row] or sites[root] or root for row, root in zip(rows.tolist(), roots.tolist(), strict=True)
    ]


def _tell(examined: Examined, row: int) -> Told:
    frame = examined.frame
    uprn = frame["uprn"][row]
    others = [each for each in examined.rows_by("uprn", frame["uprn"].tolist)[uprn] if each != row]
    first = f"{frame.label(others[0])} ({frame.value(others[0], 'organisation') or 'no organisation'})"
    more = f" and {count_words(len(others) - 1, 'other')}" if len(others) > 1 else ""
    return Told(f"UPRN {uprn} is also that of {first}{more}, and they are not recorded as one site.")


RULE = Rule(
    code="uprn_shared_apart",
    severity=Severity.WARNING,
    label="UPRN shared by assets of different sites",
    definition="Two or more assets have one UPRN and are neither of one site nor parts of one asset.",
    fields=("uprn",),
    find=_find,
    tell=_tell,
    replaces=("uprn_shared",),
)
