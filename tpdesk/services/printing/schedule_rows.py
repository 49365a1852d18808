"""What the schedule says of each building."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.grid import format_grid_reference
from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, SymbolState
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import distance_words
from tpdesk.services.mapping.markers import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tpdesk.domain.candidates import Candidate
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.scene import MarkerLayer
    from tpdesk.services.printing.numbering import NumberedBuilding

_MOST_LISTED = 4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFF_THE_MAP = "off this map"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell: what matters, or a note on it."""

    words: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Appearance:
    """The symbol of a building: kind, colour key, state, and whether its site is shared."""

    kind: str
    colour: str
    state: SymbolState = "in_use"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One building of the schedule.

    Attributes:
        number: On the map; None in a schedule without numbers.
        symbol: As on the map.
        name: Of the building.
        owner: Reporting organisation.
        area: Floor area in m², None when unknown.
        what: What could happen there, or what it is used for.
        by: By when, or where; None when unknown.
    """

    number: int | None
    symbol: Appearance
    name: str
    owner: str
    area: str | None
    what: tuple[Line, ...]
    by: str | None


@dataclass(frozen=True, slots=True)
class Band:
    """A heading between rows."""

    words: str


def appearances(frame: AssetFrame, markers: MarkerLayer) -> dict[str, Appearance]:
    """Give the symbol of every asset by uid: as on the map, plain for those that are not on it."""
    found = {
        str(uid): Appearance(_kind_of(frame, row), _colour_of(frame, row))
        for row, uid in enumerate(frame.uids)
    }
    for row, uid in enumerate(markers.uids):
        found[str(uid)] = Appearance(
            markers.kind(row), markers.colour(row), markers.state(row), bool(markers.shared[row])
        )
    return found


def _kind_of(frame: AssetFrame, row: int) -> str:
    owner = int(frame.organisation[row])
    kind = frame.organisations[owner].kind if owner >= 0 else "other"
    return kind if kind in ORGANISATION_KINDS else "other"


def _colour_of(frame: AssetFrame, row: int) -> str:
    owner = int(frame.organisation[row])
    colour = frame.organisations[owner].colour if owner >= 0 else "other"
    return colour if colour in COLOUR_KEYS else "other"


def candidate_rows(
    frame: AssetFrame,
    numbered: Mapping[str, NumberedBuilding],
    symbols: Mapping[str, Appearance],
    off_map: frozenset[str],
    on: date,
) -> list[ScheduleRow]:
    """Give the rows of the numbered buildings in the order of their numbers.

    Args:
        frame: the assets as disclosed.
        numbered: the buildings of the candidates.
        symbols: of all assets.
        off_map: uids that do not lie in the frame.
        on: the date of the page; lease events before it are past.
    """
    row_of = {str(uid): row for row, uid in enumerate(frame.uids)}
    deadlines = {uid: lease_event(frame, row_of[uid], on) for uid in numbered if uid in row_of}
    rows = []
    for uid, building in numbered.items():
        row = row_of[uid]
        what = [*_moves(building, numbered), *_takes(building, numbered)]
        if uid in off_map:
            what.append(Line(_OFF_THE_MAP, note=True))
        rows.append(
            ScheduleRow(
                building.number,
                symbols[uid],
                _name(frame, row),
                _owner(frame, row),
                _area(frame, row),
                tuple(what),
                _by(frame, row, building, deadlines),
            )
        )
    return rows


def asset_rows(
    frame: AssetFrame, rows: Sequence[int], symbols: Mapping[str, Appearance]
) -> list[ScheduleRow]:
    """Give the rows of assets by organisation and name, with their use and where they are."""
    services = VOCABULARIES["service"]
    order = sorted(
        rows, key=lambda row: (int(frame.organisation[row]) % (1 << 30), _name(frame, row).casefold())
    )
    found = []
    for row in order:
        service = frame.value(row, "service")
        use = services.label_of(str(service)) if service else frame.value(row, "use")
        found.append(
            ScheduleRow(
                None,
                symbols[str(frame.uids[row])],
                _name(frame, row),
                _owner(frame, row),
                _area(frame, row),
                (Line(str(use)),) if use else (),
                format_grid_reference(float(frame.easting[row]), float(frame.northing[row]), 3),
            )
        )
    return found


def _moves(building: NumberedBuilding, numbered: Mapping[str, NumberedBuilding]) -> list[Line]:
    lines: list[Line] = []
    for candidate in building.moves[:_MOST_LISTED]:
        lines.append(Line(f"Could move to {numbered[candidate.host.uid].number}"))
        lines.append(Line(_judgement(candidate), note=True))
    rest = [numbered[each.host.uid].number for each in building.moves[_MOST_LISTED:]]
    if rest:
        lines.append(Line(f"Or to {_listed(rest)}"))
    return lines


def _judgement(candidate: Candidate) -> str:
    distance = distance_words(candidate.distance_m)
    if candidate.rank is None:
        ask = candidate.ask[0] if candidate.ask else None
        return f"{distance}; ask first" if ask is None else f"{distance}; ask {ask.organisation}: {ask.fact}"
    score = "no score" if candidate.score is None else f"{candidate.score:.0f} of 100"
    return f"{distance}; {score}, {candidate.coverage * 100:.0f} % known"


def _takes(building: NumberedBuilding, numbered: Mapping[str, NumberedBuilding]) -> list[Line]:
    sure = [numbered[each.guest.uid].number for each in building.takes if each.rank is not None]
    asked = [numbered[each.guest.uid].number for each in building.takes if each.rank is None]
    lines = [Line(f"Could take {_listed(sure)}")] if sure else []
    if asked:
        lines.append(Line(f"Could take {_listed(asked)}"))
        lines.append(Line("if it has the room: ask first", note=True))
    return lines


def _listed(numbers: Sequence[int]) -> str:
    words = [str(number) for number in sorted(numbers)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def lease_event(frame: AssetFrame, row: int, on: date) -> date | None:
    """Give the next date by which a building may or must be left: its break, else its expiry."""
    days = [frame.value(row, key) for key in ("next_break", "lease_expiry")]
    coming = [day for day in days if not isinstance(day, (str, float, type(None))) and day >= on]
    return min(coming, default=None)


def _by(
    frame: AssetFrame, row: int, building: NumberedBuilding, deadlines: Mapping[str, date | None]
) -> str | None:
    """The guest's own lease event; for a host the first of its guests'."""
    if building.moves:
        day = deadlines[building.uid]
        if day is None and frame.value(row, "tenure") == "freehold":
            return "Freehold"
        return None if day is None else month_words(day)
    days = [deadlines[each.guest.uid] for each in building.takes]
    known = [day for day in days if day is not None]
    return month_words(min(known)) if known else None


def month_words(day: date) -> str:
    """Write a month as Mar 2028."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _name(frame: AssetFrame, row: int) -> str:
    for key in ("name", "street", "reference"):
        value = frame.value(row, key)
        if value:
            return str(value)
    return UNNAMED


def _owner(frame: AssetFrame, row: int) -> str:
    owner = int(frame.organisation[row])
    return frame.organisations[owner].name if owner >= 0 else "No organisation given"


def _area(frame: AssetFrame, row: int) -> str | None:
    area = frame.value(row, "floor_area_m2")
    return f"{area:,.0f}" if isinstance(area, float) else None


def basis_words(frame: AssetFrame, uids: Sequence[str]) -> str:
    """Say what the floor areas of some assets were measured to; empty when none has one."""
    row_of = {str(uid): row for row, uid in enumerate(frame.uids)}
    counts: Counter[str] = Counter()
    for uid in uids:
        if frame.value(row_of[uid], "floor_area_m2") is not None:
            counts[str(frame.value(row_of[uid], "floor_area_basis") or "unknown")] += 1
    words = {"GIA": "gross internal", "NIA": "net internal", "GEA": "gross external"}
    parts = [f"{count} {words.get(basis, 'basis not stated')}" for basis, count in counts.most_common()]
    return f"Floor areas as reported: {', '.join(parts)}." if parts else ""


def rows_in(frame: AssetFrame, mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    """Give the numbers of the rows a mask keeps."""
    found: list[int] = np.flatnonzero(mask).tolist()
    return found
