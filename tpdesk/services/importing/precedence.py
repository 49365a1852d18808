"""Whose facts go before: those of a newer edition, be it of the list itself or of another list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.wording import count_words
from tpdesk.services.importing.moments import Order, edition_words, holds_until, order_of
from tpdesk.store.value_origins import read_assets_of_import

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.dating import Dating
    from tpdesk.services.importing.editions import LastEdition
    from tpdesk.services.importing.state import RegisterState
    from tpdesk.services.importing.understanding import Understood

_NAMED = 3


def tell_order(dating: Dating, last: LastEdition | None, book: DoubtBook, *, same_file: bool) -> Order:
    """Tell how a file stands to the newest edition of its list; it is the newest itself without one.

    Args:
        dating: For when the file holds.
        last: The newest edition.
        book: Takes the doubts.
        same_file: Whether that edition came in the very same file.
    """
    if last is None or same_file:
        return Order.NEWER
    order = order_of(dating.as_at, dating.period, last.batch)
    if order is Order.OLDER:
        book.add_file(
            "older_edition",
            "The register has a newer edition of this list: new facts are added, none is replaced.",
        )
    elif order is Order.UNSURE:
        book.add_file(
            "older_edition",
            "The edition in the register does not say for when it holds, so this one may be older:"
            " new facts are added, none is replaced.",
            suggestion="Import the edition without a date again and give its date; then import this one.",
        )
    return order


def find_behind(
    understood: Understood,
    assets: NDArray[np.object_],
    dating: Dating,
    state: RegisterState,
    list_uid: str,
) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
    """Find the rows about assets of which another list has newer facts.

    Args:
        understood: The rows by field.
        assets: Uid of the asset of each row, None when it is new.
        dating: For when the rows hold.
        state: The register.
        list_uid: The list that the rows are of.

    Returns:
        The rows, bool (n,), and the lists that are newer, in words.
    """
    behind = np.zeros(len(understood), dtype=bool)
    moments = _moments(understood, dating)
    known = [moment for moment in moments.tolist() if moment is not None]
    names = {each.uid: each.name for each in state.lists}
    newer = []
    for batch in state.batches if known else ():
        until = holds_until(batch.as_at, batch.period)
        if batch.list_uid == list_uid or until is None or until <= min(known):
            continue
        of_batch = read_assets_of_import(state.register, batch.uid)
        pairs = zip(assets.tolist(), moments.tolist(), strict=True)
        rows = [moment is not None and moment < until and asset in of_batch for asset, moment in pairs]
        if any(rows):
            behind |= rows
            newer.append(edition_words(batch, names.get(batch.list_uid or "", batch.file)))
    return behind, tuple(dict.fromkeys(newer))


def tell_behind(behind: NDArray[np.bool_], newer: tuple[str, ...], book: DoubtBook) -> None:
    """Tell which other lists are newer."""
    if not newer:
        return
    more = f" and {len(newer) - _NAMED} more" if len(newer) > _NAMED else ""
    book.add_file(
        "older_edition",
        f"Of {count_words(int(behind.sum()), 'building')} the register has newer facts, by"
        f" {', '.join(newer[:_NAMED])}{more}: the years of this list are added, and what stands is kept.",
    )


def _moments(understood: Understood, dating: Dating) -> NDArray[np.object_]:
    """Give the last day for which each row holds, None when it is unknown."""
    days = understood.get("as_at")
    ends = {period: holds_until(None, period) for period in set(dating.periods.tolist()) if period}
    moments = np.full(len(understood), None, dtype=object)
    moments[:] = [
        day if day is not None else ends.get(period)
        for day, period in zip(days.tolist(), dating.periods.tolist(), strict=True)
    ]
    return moments
