"""Rules applied to pairs in bulk: which pairs stay, and how many each reason keeps out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.analysis.candidates.estate import PairBatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate
    from tpdesk.analysis.candidates.neighbours import Rows

_FORWARD, _BACKWARD = 1, 2


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule that needs both assets to judge.

    Attributes:
        reasons: Key and words of each reason it may have.
        judges: Gives each pair of a batch the number of the reason that rules it out, from 1, or 0; of a
            rule with one reason, True or False.
    """

    reasons: tuple[tuple[str, str], ...]
    judges: Callable[[Estate, PairBatch], NDArray[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """Which assets and pairs are ruled out, each by the first rule that applies.

    Attributes:
        host: Reason that rules the asset out as a host, 0 when none; uint8 (n,).
        guest: The same as a guest.
        reasons: Keys of the reasons of ``host`` and ``guest``; reason r is ``reasons[r - 1]``.
        pair_rules: Asked in order of pairs that are still in.
    """

    host: NDArray[np.uint8]
    guest: NDArray[np.uint8]
    reasons: tuple[str, ...]
    pair_rules: tuple[PairRule, ...]


class Sieve:
    """Takes pairs of assets, gives the directed pairs that no rule keeps out, and counts the others.

    Assets that the same reasons rule out are of one class. What becomes of a pair depends on its two classes
    alone, so that one number per pair is looked up and counted, not a reason for each direction.

    Args:
        screening: Reasons by asset, and rules over both assets.
    """

    def __init__(self, screening: Screening) -> None:
        """Sort the assets into classes."""
        self._screening = screening
        codes = screening.host.astype(np.int32) * 256 + screening.guest
        classes = np.flatnonzero(np.bincount(codes, minlength=1))
        places = np.zeros(classes[-1] + 1 if len(classes) else 1, dtype=np.int32)
        places[classes] = np.arange(len(classes), dtype=np.int32)
        self._class = places[codes]
        self._size = max(len(classes), 1)
        host, guest = classes // 256, classes % 256
        # The host's reason counts before the guest's.
        reason = np.where(host[None, :] > 0, host[None, :], guest[:, None])
        self._reason = reason.ravel()
        opens = _FORWARD * (reason == 0) + _BACKWARD * (reason.T == 0)
        self._opens = opens.astype(np.uint8).ravel()
        self._met = np.zeros(self._size**2, dtype=np.int64)
        self._by_rule = {key: 0 for rule in screening.pair_rules for key, _ in rule.reasons}

    def by_asset(self, estate: Estate, first: Rows, second: Rows) -> PairBatch:
        """Give the directed pairs whose host and guest are both open, and count the rest."""
        both = self._class[first] * self._size + self._class[second]
        self._met += np.bincount(both, minlength=self._size**2)
        opens = self._opens[both]
        forward = np.flatnonzero(opens & _FORWARD)
        backward = np.flatnonzero(opens & _BACKWARD)
        return _measured(
            estate,
            np.concatenate((first[forward], second[backward])),
            np.concatenate((second[forward], first[backward])),
        )

    def by_pair(
        self, estate: Estate, pairs: PairBatch, rule: PairRule
    ) -> tuple[PairBatch, list[tuple[str, PairBatch]]]:
        """Give the pairs that a rule leaves, and by reason those that it keeps out, and count these."""
        reason = rule.judges(estate, pairs)
        if not reason.any():
            return pairs, []
        kept_out = []
        for number, (key, _) in enumerate(rule.reasons, 1):
            rows = np.flatnonzero(reason == number)
            self._by_rule[key] += len(rows)
            if len(rows):
                kept_out.append((key, pairs.take(rows)))
        return pairs.take(np.flatnonzero(reason == 0)), kept_out

    def turned_down(self, estate: Estate, first: Rows, second: Rows) -> Iterator[tuple[str, PairBatch]]:
        """Give the directed pairs that reasons of one asset keep out, by reason."""
        for guest, host in ((first, second), (second, first)):
            reason = self._reason[self._class[guest] * self._size + self._class[host]]
            for number in np.unique(reason[reason > 0]).tolist():
                rows = np.flatnonzero(reason == number)
                yield self._screening.reasons[number - 1], _measured(estate, guest[rows], host[rows])

    def counts(self) -> dict[str, int]:
        """Give directed pairs by reason, only reasons that met one."""
        met = self._met.reshape(self._size, self._size)
        directed = (met + met.T).ravel()
        by_reason = np.bincount(
            self._reason, weights=directed, minlength=len(self._screening.reasons) + 1
        ).astype(np.int64)
        counts = dict(zip(self._screening.reasons, by_reason[1:].tolist(), strict=True)) | self._by_rule
        return {key: count for key, count in counts.items() if count}


def _measured(estate: Estate, guest: Rows, host: Rows) -> PairBatch:
    east = estate.easting[guest] - estate.easting[host]
    north = estate.northing[guest] - estate.northing[host]
    return PairBatch(guest, host, np.sqrt(east * east + north * north))
