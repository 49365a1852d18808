"""What was found in a column of a list: in a few words for the table, in a sentence for its details."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.gui.stages.collect.value_words import plain_words
from tpdesk.gui.widgets.charts import Bin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.gui.widgets.marks import StatusKind
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.plan import ImportPlan

_translate = QCoreApplication.translate

FLOOR_AREAS = ("gia_m2", "nia_m2", "gea_m2", "area_unstated_m2")
"""Fields of a floor area by its basis, the unknown basis last."""

_UNUSABLE = frozenset(("postcode_partial", "postcode_invalid", "postcode_unknown", "postcode_character"))
_ORDER: tuple[tuple[frozenset[str], StatusKind, str, str], ...] = (
    (frozenset(("axes_swapped",)), "bad", "1 row swapped", "{0} rows swapped"),
    (frozenset(("organisation_missing",)), "bad", "1 row without one", "{0} rows without one"),
    (_UNUSABLE, "warn", "1 not usable", "{0} not usable"),
    (frozenset(("reference_repeats",)), "warn", "1 repeated", "{0} repeated"),
    (frozenset(("uprn_invalid",)), "warn", "1 not a UPRN", "{0} not UPRNs"),
    (
        frozenset(("number_invalid", "money_invalid", "area_invalid")),
        "warn",
        "1 not a number",
        "{0} not numbers",
    ),
    (frozenset(("date_invalid",)), "warn", "1 not a date", "{0} not dates"),
    (frozenset(("value_negative",)), "warn", "1 negative", "{0} negative"),
    (frozenset(("formula_error",)), "warn", "1 formula error", "{0} formula errors"),
    (frozenset(("position_null", "position_invalid")), "warn", "1 not a position", "{0} not positions"),
    (frozenset(("area_basis_unknown",)), "warn", "Basis not stated", "Basis not stated"),
    (frozenset(("wording_unknown",)), "warn", "1 row in other words", "{0} rows in other words"),
    (frozenset(("uprn_shared",)), "warn", "1 shared", "{0} shared"),
    (frozenset(("text_repaired",)), "info", "1 repaired", "{0} repaired"),
    (frozenset(("postcode_spacing",)), "info", "1 re-spaced", "{0} re-spaced"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a column, in a few words."""

    text: str
    status: StatusKind | None = None


def find_all(plan: ImportPlan) -> tuple[Finding, ...]:
    """Say what was found in each column of a plan, in the file's order."""
    doubts: dict[str, Counter[str]] = {}
    counted = Counter(zip(plan.issues.codes.tolist(), plan.issues.columns.tolist(), strict=True))
    swapped = int(plan.positions.swapped.sum())
    for (code, column), count in counted.items():
        for heading in _headings(column, plan.columns):
            # Axes that are swapped in the whole file are one doubt, about all its rows.
            told = max(count, swapped) if code == "axes_swapped" else count
            doubts.setdefault(heading, Counter())[code] += told
    return tuple(_find(each, doubts.get(each.column, Counter()), plan) for each in plan.columns)


def _headings(named: str, columns: Sequence[ColumnProposal]) -> tuple[str, ...]:
    """Give the columns that a doubt is about: one, a pair, or the one that goes to a field."""
    if not named:
        return ()
    known = {each.column for each in columns}
    if named in known:
        return (named,)
    pair = tuple(part for part in named.split(" and ") if part in known)
    return pair or tuple(each.column for each in columns if each.field == named)


def _find(proposal: ColumnProposal, doubts: Counter[str], plan: ImportPlan) -> Finding:
    if not proposal.field:
        if not proposal.filled:
            return Finding(_translate("Collect", "Empty"))
        return Finding(_translate("Collect", "Left out"))
    for codes, status, one, many in _ORDER:
        count = sum(doubts[code] for code in codes)
        if count:
            text = _translate("Collect", one if count == 1 else many)
            return Finding(text.format(f"{count:,}"), status)
    return Finding(_count_words(proposal, plan))


def _count_words(proposal: ColumnProposal, plan: ImportPlan) -> str:
    rows = plan.counts.kept
    empty = rows - proposal.filled
    if not proposal.filled:
        return _translate("Collect", "Empty")
    if FIELD_BY_KEY[proposal.field].type is FieldType.VOCABULARY and not empty:
        return _counted(proposal.distinct, "1 wording", "{0} wordings")
    if proposal.distinct == 1 and not empty:
        return _translate("Collect", "1 value")
    if proposal.distinct == rows:
        return _translate("Collect", "{0} different").format(f"{rows:,}")
    if not empty:
        return _translate("Collect", "{0} filled").format(f"{rows:,}")
    return _counted(empty, "1 empty", "{0} empty")


def _counted(count: int, one: str, many: str) -> str:
    return _translate("Collect", one if count == 1 else many).format(f"{count:,}")


def numbers_of(plan: ImportPlan, field_key: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Give the known numbers of a field in its own unit, money in pounds; none for another kind of field."""
    field = FIELD_BY_KEY[field_key]
    if not field.numeric or field.type is FieldType.COORDINATE:
        return np.empty(0)
    known = [float(value) for value in plan.understood.get(field_key) if isinstance(value, int | float)]
    numbers = np.array(known, dtype=np.float64)
    return numbers / 100 if field.type is FieldType.MONEY else numbers


_EDGES = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000,
          500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 100_000_000)  # fmt: skip
_BINS = 8


def histogram_of(numbers: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[Bin, ...]:
    """Count numbers between round edges, so that each of up to eight bars says something."""
    if len(numbers) < 2 or np.ptp(numbers) == 0:
        return ()
    low, high = np.percentile(numbers, [8, 92])
    first = next((place for place, edge in enumerate(_EDGES) if edge > low), len(_EDGES) - 1)
    inner = [
        edge for edge in _EDGES[first : first + _BINS - 1] if edge <= high * 1.5 or edge == _EDGES[first]
    ]
    counts = np.histogram(numbers, [-np.inf, *inner, np.inf])[0]
    labels = [f"<{_short(inner[0])}", *(_short(edge) for edge in inner[1:]), _translate("Collect", "more")]
    return tuple(Bin(label, int(count)) for label, count in zip(labels, counts, strict=True))


def _short(number: float) -> str:
    if number >= 1_000_000:
        return f"{number / 1_000_000:g}m"
    return f"{number / 1000:g}k" if number >= 1000 else f"{number:g}"


def sentence_of(proposal: ColumnProposal, plan: ImportPlan) -> str:
    """Tell about a column in a few sentences: what it holds, why it goes where it goes."""
    rows = plan.counts.kept
    if not proposal.field:
        held = _translate("Collect", "{0} of {1} rows hold something.").format(
            f"{proposal.filled:,}", f"{rows:,}"
        )
        out = _translate("Collect", "The column stays in the file and is not imported.")
        return f"{held} {proposal.why} {out}"
    numbers = numbers_of(plan, proposal.field)
    if len(numbers):
        text = _translate("Collect", "{0} of {1} rows hold a number, from {2} to {3}.")
        held = text.format(
            f"{len(numbers):,}",
            f"{rows:,}",
            plain_words(float(numbers.min())),
            plain_words(float(numbers.max())),
        )
    else:
        text = _translate("Collect", "{0} of {1} rows hold something, {2} different.")
        held = text.format(f"{proposal.filled:,}", f"{rows:,}", f"{proposal.distinct:,}")
    if proposal.field == "area_unstated_m2":
        basis = _translate(
            "Collect",
            "The file does not say whether it is gross or net. Left as unknown, it is never added to"
            " areas whose basis is known.",
        )
        return f"{held} {basis}"
    if proposal.decided:
        return f"{held} {_translate('Collect', 'You or the profile said where it goes.')}"
    return f"{held} {proposal.why}"
