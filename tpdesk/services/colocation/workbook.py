"""The workbook of candidates that goes to partners and boards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tpdesk.domain.candidates import Side, Standing, by_whom_to_ask
from tpdesk.domain.wording import date_words, distance_words, months_words
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook
from tpdesk.services.colocation.screening import ONE_BUILDING_REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tpdesk.domain.candidates import Candidate, CandidateList, Party

_Column = tuple[str, ColumnType, float, "Callable[[Candidate], object]"]

_TEXT, _NUMBER, _INTEGER = ColumnType.TEXT, ColumnType.NUMBER, ColumnType.INTEGER

_MADE_BY_SYSTEM = re.compile(r"\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?", re.IGNORECASE)

_PARTIES: tuple[_Column, ...] = (
    ("Guest", _TEXT, 34, lambda each: each.guest.name),
    ("Guest's organisation", _TEXT, 26, lambda each: each.guest.organisation),
    ("Guest's reference", _TEXT, 18, lambda each: _spoken(each.guest.reference)),
    ("Host", _TEXT, 34, lambda each: each.host.name),
    ("Host's organisation", _TEXT, 26, lambda each: each.host.organisation),
    ("Host's reference", _TEXT, 18, lambda each: _spoken(each.host.reference)),
    ("Apart, m", _INTEGER, 10, lambda each: round(each.distance_m)),
)
_SCORE: _Column = ("Score", _NUMBER, 8, lambda each: _rounded(each.score))
_KNOWN: _Column = ("Known", ColumnType.PERCENT, 9, lambda each: round(100.0 * each.coverage))
_ROOM: tuple[_Column, ...] = (
    ("Guest needs, m²", _INTEGER, 11, lambda each: _whole(each.need_m2)),
    ("Host can spare, m²", _INTEGER, 11, lambda each: _whole(each.spare_m2)),
)
_DEMAND: tuple[_Column, ...] = (
    ("Guests proposed to this host", _INTEGER, 14, lambda each: each.demand.guests if each.demand else 1),
    (
        "They want, m²",
        _INTEGER,
        11,
        lambda each: _whole(each.demand.wanted_m2 if each.demand else each.need_m2),
    ),
)
_CAUTION: _Column = ("Caution", _TEXT, 34, lambda each: "; ".join(each.cautions) or None)
_REASONS: tuple[_Column, ...] = (
    ("Reasons", _TEXT, 80, lambda each: "; ".join(each.reasons)),
    ("Constraints of the host", _TEXT, 28, lambda each: "; ".join(each.host.constraints) or None),
    ("Constraints of the guest", _TEXT, 28, lambda each: "; ".join(each.guest.constraints) or None),
)
_RANK: _Column = ("Rank", _INTEGER, 7, lambda each: each.rank)
_ASK: tuple[_Column, ...] = (
    ("Ask", _TEXT, 26, lambda each: each.ask[0].organisation if each.ask else None),
    ("For", _TEXT, 26, lambda each: each.ask[0].fact if each.ask else None),
    ("About", _TEXT, 34, lambda each: _asked_about(each).name if each.ask else None),
)
_ALSO_UNKNOWN: _Column = (
    "Unknown",
    _TEXT,
    50,
    lambda each: "; ".join(f"{ask.fact} ({ask.organisation})" for ask in each.ask) or None,
)


def write_candidates_workbook(found: CandidateList, path: Path) -> None:
    """Write candidates as a workbook: Ranked, Ask first, To ask, One building, Ruled out and About.

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
        _sheet(
            "Ranked",
            ranked,
            (_RANK, *_PARTIES, _SCORE, _KNOWN, *_ROOM, *_DEMAND, *points, _CAUTION, *_REASONS, _ALSO_UNKNOWN),
            notes,
        ),
        _sheet(
            "Ask first",
            by_whom_to_ask(asked),
            (*_ASK, *_PARTIES, _KNOWN, _ROOM[0], _CAUTION, *_REASONS, _ALSO_UNKNOWN),
            (*notes, "Not ranked, and in the order of whom to ask: partner, fact, building."),
        ),
        _to_ask_sheet(asked, notes),
        _one_building_sheet(found, notes),
        _ruled_out_sheet(found, notes),
        _about_sheet(found, notes),
    )
    write_workbook(path, sheets)


def _points_column(place: int, label: str) -> _Column:
    return (f"{label}, points", _NUMBER, 11, lambda each: _rounded(each.criteria[place].points))


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _asked_about(each: Candidate) -> Party:
    return each.host if each.ask[0].side is Side.HOST else each.guest


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


def _to_ask_sheet(asked: Sequence[Candidate], notes: Sequence[str]) -> SheetContent:
    """Give one line for each fact of each building, so that each partner gets one letter."""
    waiting: dict[tuple[str, str, str, str | None, str | None], list[Candidate]] = {}
    for each in by_whom_to_ask(asked):
        for ask in each.ask[:1]:
            about = _asked_about(each)
            key = (ask.organisation, ask.fact, about.uid, about.name, _spoken(about.reference))
            waiting.setdefault(key, []).append(each)
    rows = [
        (organisation, name, reference, fact, len(pairs), _others(pairs))
        for (organisation, fact, _, name, reference), pairs in waiting.items()
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(6)]
    return SheetContent(
        "To ask",
        ("Ask", "About", "Their reference", "Fact", "Pairs that wait for it", "With"),
        columns,
        (_TEXT, _TEXT, _TEXT, _TEXT, _INTEGER, _TEXT),
        (30, 38, 18, 26, 12, 80),
        (*notes, "One line for each fact of each building: one letter for each partner."),
    )


def _spoken(reference: str | None) -> str | None:
    """Give a reference that people go by, and none that only a system made up."""
    return None if reference and _MADE_BY_SYSTEM.fullmatch(reference.strip()) else reference


def _others(pairs: Sequence[Candidate]) -> str:
    others = ((each.guest if each.ask[0].side is Side.HOST else each.host) for each in pairs)
    return "; ".join(dict.fromkeys(f"{other.name} ({other.organisation})" for other in others))


def _one_building_sheet(found: CandidateList, notes: Sequence[str]) -> SheetContent:
    """Give each pair that seems to be one building once, for somebody to look at."""
    pairs = {
        frozenset((pair[0].uid, pair[1].uid)): (each.words, pair)
        for each in found.ruled_out
        if each.key in ONE_BUILDING_REASONS
        for pair in each.nearest
    }
    rows = [(words, *_pair_cells(pair)) for words, pair in pairs.values()]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(6)]
    return SheetContent(
        "One building",
        ("Why", "Building", "In the list of", "Other record", "In the list of", "Apart, m"),
        columns,
        (_TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _INTEGER),
        (56, 38, 28, 38, 28, 10),
        (*notes, "Not proposed to each other. Where they are one, the register can hold them as one site."),
    )


def _ruled_out_sheet(found: CandidateList, notes: Sequence[str]) -> SheetContent:
    rows = [
        (each.words, each.pairs, *_pair_cells(pair))
        for each in found.ruled_out
        for pair in each.nearest or (None,)
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(7)]
    return SheetContent(
        "Ruled out",
        (
            "Reason",
            "Pairs, guest to host",
            "Guest",
            "Guest's organisation",
            "Host",
            "Host's organisation",
            "Apart, m",
        ),
        columns,
        (_TEXT, _INTEGER, _TEXT, _TEXT, _TEXT, _TEXT, _INTEGER),
        (50, 11, 34, 26, 34, 26, 10),
        (*notes, "A pair is counted once in each direction, under the first reason that rules it out."),
    )


def _pair_cells(pair: tuple[Party, Party, float] | None) -> tuple[object, ...]:
    if pair is None:
        return (None,) * 5
    guest, host, apart_m = pair
    return (guest.name, guest.organisation, host.name, host.organisation, round(apart_m))


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
            "They want",
            "A host's room can be given once: what all its guests of this list need together.",
        ),
        (
            "Ask first means",
            "The host's vacant floor area, or what the guest needs or does, is not known: not ranked yet.",
        ),
        *((f"{each.label}, {each.of_points:.1f} points", each.definition) for each in found.weights),
    ]
    columns = [list(column) for column in zip(*facts, strict=True)]
    return SheetContent("About", ("What", "How"), columns, (_TEXT, _TEXT), (34, 100), notes)


def _listed(found: CandidateList, standing: Standing, total: int) -> str:
    return f"{len(found.of_standing(standing)):,} listed of {total:,} found, guest to host"
