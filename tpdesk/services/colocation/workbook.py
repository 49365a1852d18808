"""The workbook of candidates that goes to partners and boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpdesk.domain.candidates import Candidate, CandidateList, Standing
from tpdesk.domain.wording import date_words, distance_words, months_words
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_Column = tuple[str, ColumnType, float, "Callable[[Candidate], object]"]

_TEXT, _NUMBER = ColumnType.TEXT, ColumnType.NUMBER

_PARTIES: tuple[_Column, ...] = (
    ("Guest", _TEXT, 34, lambda each: each.guest.name),
    ("Guest's organisation", _TEXT, 26, lambda each: each.guest.organisation),
    ("Guest's reference", _TEXT, 16, lambda each: each.guest.reference),
    ("Host", _TEXT, 34, lambda each: each.host.name),
    ("Host's organisation", _TEXT, 26, lambda each: each.host.organisation),
    ("Host's reference", _TEXT, 16, lambda each: each.host.reference),
    ("Apart, m", ColumnType.INTEGER, 10, lambda each: round(each.distance_m)),
)
_JUDGEMENT: tuple[_Column, ...] = (
    ("Score", _NUMBER, 8, lambda each: None if each.score is None else round(each.score, 1)),
    ("Known", ColumnType.PERCENT, 9, lambda each: 100.0 * each.coverage),
)
_REASONS: tuple[_Column, ...] = (
    ("Reasons", _TEXT, 80, lambda each: "; ".join(each.reasons)),
    ("Constraints of the host", _TEXT, 28, lambda each: "; ".join(each.host.constraints) or None),
    ("Constraints of the guest", _TEXT, 28, lambda each: "; ".join(each.guest.constraints) or None),
)
_RANK: _Column = ("Rank", ColumnType.INTEGER, 7, lambda each: each.rank)
_ASK: tuple[_Column, ...] = (
    ("Ask for first", _TEXT, 30, lambda each: each.ask[0].fact if each.ask else None),
    ("Ask", _TEXT, 26, lambda each: each.ask[0].organisation if each.ask else None),
)
_ALSO_UNKNOWN: _Column = (
    "Unknown",
    _TEXT,
    50,
    lambda each: "; ".join(f"{ask.fact} ({ask.organisation})" for ask in each.ask) or None,
)


def write_candidates_workbook(found: CandidateList, path: Path) -> None:
    """Write candidates as a workbook: Ranked, Ask first, Ruled out and About.

    Args:
        found: Candidates as one audience may see them.
        path: Where to; its folder must exist.

    Raises:
        OutsideError: It cannot be written; a file that was there is as it was.
    """
    ranked, asked = (found.of_standing(standing) for standing in Standing)
    notes = _notes(found)
    points = tuple(_points_column(place, each.label) for place, each in enumerate(found.weights))
    sheets = (
        _sheet("Ranked", ranked, (_RANK, *_PARTIES, *_JUDGEMENT, *points, *_REASONS, _ALSO_UNKNOWN), notes),
        _sheet("Ask first", asked, (*_ASK, *_PARTIES, *_JUDGEMENT, *_REASONS, _ALSO_UNKNOWN), notes),
        _ruled_out_sheet(found, notes),
        _about_sheet(found, notes),
    )
    write_workbook(path, sheets)


def _points_column(place: int, label: str) -> _Column:
    return (f"{label}, points", _NUMBER, 11, lambda each: _rounded(each.criteria[place].points))


def _rounded(points: float | None) -> float | None:
    return None if points is None else round(points, 1)


def _notes(found: CandidateList) -> tuple[str, ...]:
    title = f"Candidates for co-location within {distance_words(found.options.within_m)}"
    return (title, found.notice) if found.notice else (title,)


def _sheet(
    title: str, candidates: Sequence[Candidate], columns: Sequence[_Column], notes: Sequence[str]
) -> SheetContent:
    cells: list[list[Any]] = [[value(each) for each in candidates] for _, _, _, value in columns]
    return SheetContent(
        title,
        [heading for heading, _, _, _ in columns],
        cells,
        [kind for _, kind, _, _ in columns],
        [width for _, _, width, _ in columns],
        notes,
    )


def _ruled_out_sheet(found: CandidateList, notes: Sequence[str]) -> SheetContent:
    listed = [(each, pair) for each in found.ruled_out for pair in each.nearest or (None,)]
    rows = [
        (
            each.words,
            each.pairs,
            *((pair[0].name, pair[1].name, round(pair[2])) if pair else (None, None, None)),
        )
        for each, pair in listed
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(5)]
    return SheetContent(
        "Ruled out",
        ("Reason", "Pairs, guest to host", "Guest", "Host", "Apart, m"),
        columns,
        (_TEXT, ColumnType.INTEGER, _TEXT, _TEXT, ColumnType.INTEGER),
        (44, 18, 34, 34, 10),
        (*notes, "A pair is counted once in each direction, under the first reason that rules it out."),
    )


def _about_sheet(found: CandidateList, notes: Sequence[str]) -> SheetContent:
    options = found.options
    facts = [
        ("Audience", found.audience),
        ("Premises", found.notice or "None withheld"),
        ("Date", date_words(options.on)),
        ("Distance", f"Up to {distance_words(options.within_m)}, straight line"),
        ("Horizon of lease events", f"{months_words(options.horizon_months)} from the date"),
        ("Placed assets", f"{found.placed:,}"),
        ("Pairs considered", f"{found.pairs_considered:,}, of two organisations, before any rule"),
        ("Ranked", _listed(found, Standing.RANKED, found.ranked_found)),
        ("Ask first", _listed(found, Standing.ASK_FIRST, found.ask_first_found)),
        ("Score", "Points earned of the points that are known, as 0 to 100. Unknown facts earn no points."),
        ("Known", "Share of the points that is known."),
        (
            "Ask first means",
            "The host's vacant floor area is not recorded: not ranked yet.",
        ),
        *((f"{each.label}, {each.of_points:.1f} points", each.definition) for each in found.weights),
    ]
    columns = [list(column) for column in zip(*facts, strict=True)]
    return SheetContent("About", ("What", "How"), columns, (_TEXT, _TEXT), (34, 100), notes)


def _listed(found: CandidateList, standing: Standing, total: int) -> str:
    return f"{len(found.of_standing(standing)):,} listed of {total:,} found, guest to host"
