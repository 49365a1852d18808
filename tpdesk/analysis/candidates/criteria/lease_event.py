"""Whether the guest's lease gives a deadline: an expiry or a break within the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criterion import Criterion, Missing, PairAt, Scorer, Setting
from tpdesk.domain.candidates import Side
from tpdesk.domain.wording import date_words, months_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.candidates import CandidateOptions

FREEHOLD = Setting("freehold_score", "Score of a freehold guest", 0.35, "")
_DAYS_PER_MONTH = 365.25 / 12


def next_events(estate: Estate, options: CandidateOptions) -> NDArray[np.datetime64]:
    """Give the day on which each asset's lease can next be left; NaT when none is known.

    A break that has gone by is no event any more; an expiry that has gone by is, for the tenant holds over.
    """
    today = np.datetime64(options.on, "D")
    coming_break = np.where(estate.next_break >= today, estate.next_break, np.datetime64("NaT", "D"))
    events: NDArray[np.datetime64] = np.fmin(coming_break, estate.lease_expiry)
    return events


def _prepare(estate: Estate, options: CandidateOptions) -> Scorer:
    events = next_events(estate, options)
    days = (events - np.datetime64(options.on, "D")).astype("timedelta64[D]").astype(np.float64)
    days[np.isnat(events)] = np.nan
    horizon_days = max(options.horizon_months, 1) * _DAYS_PER_MONTH
    urgency = 1.0 - np.clip(days / horizon_days, 0.0, 1.0)
    freehold = min(max(options.setting(f"lease_event.{FREEHOLD.key}", FREEHOLD.default), 0.0), 1.0)
    urgency[np.isnan(urgency) & estate.freehold] = freehold

    def score(pairs: PairBatch) -> NDArray[np.float64]:
        found: NDArray[np.float64] = urgency[pairs.guest]
        return found

    return score


def _reason(estate: Estate, options: CandidateOptions, pair: PairAt) -> str:
    one = slice(pair.guest, pair.guest + 1)
    today = np.datetime64(options.on, "D")
    breaks, expiry = estate.next_break[one][0], estate.lease_expiry[one][0]
    if breaks >= today and not breaks > expiry:
        return f"Guest's lease can be broken on {_when(breaks, today)}"
    if not np.isnat(expiry):
        if expiry < today:
            return f"Guest's lease expired on {date_words(expiry.item())}, holding over"
        return f"Guest's lease expires on {_when(expiry, today)}"
    if estate.freehold[pair.guest]:
        return "Guest is freehold: free to leave, no deadline"
    return "Guest's lease events unknown"


def _when(day: np.datetime64, today: np.datetime64) -> str:
    months = float((day - today).astype("timedelta64[D]").astype(np.float64)) / _DAYS_PER_MONTH
    return f"{date_words(day.astype('datetime64[D]').item())}, in {months_words(months)}"


def _missing(estate: Estate, options: CandidateOptions, pair: PairAt) -> tuple[Missing, ...]:
    coming = estate.next_break[pair.guest] >= np.datetime64(options.on, "D")
    if coming or estate.freehold[pair.guest] or not np.isnat(estate.lease_expiry[pair.guest]):
        return ()
    return (Missing(Side.GUEST, "tenure, lease expiry and break"),)


CRITERION = Criterion(
    key="lease_event",
    label="Lease event",
    definition="Urgency of the guest's next break or expiry: 1 today or holding over, falling evenly to 0 at "
    "the horizon. A freehold guest, free to leave but without a deadline, scores 0.35.",
    weight=14.0,
    prepare=_prepare,
    reason=_reason,
    missing=_missing,
    settings=(FREEHOLD,),
)
