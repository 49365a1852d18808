"""What the schedule says of each building."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tpdesk.domain.candidates import Side, room_demands
from tpdesk.domain.grid import format_grid_reference
from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, SymbolState
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import distance_words
from tpdesk.services.printing.lettering import calm_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.domain.candidates import Candidate
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.scene import MarkerLayer
    from tpdesk.services.printing.numbering import NumberedBuilding

_MOST_LISTED = 4
_MOST_QUESTIONS = 2
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFF_THE_MAP = "off this map"
WITH_CARE = "with care"
"""Said of a proposal that has cautions."""

_HELD = "\u00a0"
"""A space at which no line is broken."""


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
        area: Floor area in m², None when unknown, empty for land.
        what: What could happen there, or what it is used for.
        by: By when, since when, or where; None when unknown, empty when it does not apply.
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
                calm_name(_called(building) or frame.label(row)),
                _owner(frame, row),
                _area(frame, row),
                tuple(what),
                _by(frame, row, building, on),
            )
        )
    return rows


def _called(building: NumberedBuilding) -> str | None:
    """Give what the proposals call a building, which may be a place of several blocks."""
    parties = [*(each.guest for each in building.moves), *(each.host for each in building.takes)]
    return parties[0].name if parties else None


def asset_rows(
    frame: AssetFrame, rows: Sequence[int], symbols: Mapping[str, Appearance]
) -> list[ScheduleRow]:
    """Give the rows of assets by organisation and name, with their use and where they are."""
    order = sorted(
        rows, key=lambda row: (int(frame.organisation[row]) % (1 << 30), frame.label(row).casefold())
    )
    found = []
    for row in order:
        use = _label(frame, row, "service") or _label(frame, row, "holding")
        found.append(
            ScheduleRow(
                None,
                symbols[str(frame.uids[row])],
                calm_name(frame.label(row)),
                _owner(frame, row),
                _area(frame, row),
                (Line(use),) if use else (),
                format_grid_reference(float(frame.easting[row]), float(frame.northing[row]), 3),
            )
        )
    return found


def _label(frame: AssetFrame, row: int, key: str) -> str:
    value = frame.value(row, key)
    return VOCABULARIES[key].label_of(str(value)) if value else ""


def _moves(building: NumberedBuilding, numbered: Mapping[str, NumberedBuilding]) -> list[Line]:
    lines: list[Line] = []
    ranked = [each for each in building.moves if each.rank is not None]
    for candidate in ranked[:_MOST_LISTED]:
        lines.append(Line(f"Could move to {numbered[candidate.host.uid].number}"))
        lines.append(Line(_judgement(candidate), note=True))
    if ranked[_MOST_LISTED:]:
        rest = [numbered[each.host.uid].number for each in ranked[_MOST_LISTED:]]
        lines.append(Line(f"Or to {_listed([str(number) for number in sorted(rest)])}"))
    asked = [each for each in building.moves if each.rank is None]
    for question, candidates in _questions(asked).items():
        hosts = [
            f"{numbered[each.host.uid].number}{_HELD}({', '.join(_nearness(each))})" for each in candidates
        ]
        lines.append(Line(f"Could move to {_listed(hosts)}"))
        lines.append(Line(question, note=True))
    return lines


def _questions(asked: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Put hosts together about which the same has to be asked: of each partner alone, while that is short."""
    partners = len({_question(candidate) for candidate in asked})
    wording = _question if partners <= _MOST_QUESTIONS else _question_to_each
    found: dict[str, list[Candidate]] = {}
    for candidate in asked:
        found.setdefault(wording(candidate), []).append(candidate)
    return found


def _judgement(candidate: Candidate) -> str:
    score = "no score" if candidate.score is None else f"{candidate.score:.0f} of 100"
    known = f"{candidate.coverage * 100:.0f} % known"
    distance, *care = _nearness(candidate)
    return ", ".join(part.replace(" ", _HELD) for part in (distance, score, known, *care))


def _question(candidate: Candidate) -> str:
    if not candidate.ask:
        return "ask first"
    return f"ask first: {candidate.ask[0].fact}, {calm_name(candidate.ask[0].organisation)}"


def _question_to_each(candidate: Candidate) -> str:
    if candidate.ask and candidate.ask[0].side is Side.HOST:
        return f"ask each first: {candidate.ask[0].fact}"
    return _question(candidate)


def _nearness(candidate: Candidate) -> list[str]:
    """Give the distance, and that the two services need care."""
    metres = candidate.distance_m
    words = [distance_words(metres) if metres >= 0.5 else "same spot"]
    return [each.replace(" ", _HELD) for each in (*words, *([WITH_CARE] if candidate.cautions else []))]


def _takes(building: NumberedBuilding, numbered: Mapping[str, NumberedBuilding]) -> list[Line]:
    guests = sorted(building.takes, key=lambda each: numbered[each.guest.uid].number)
    sure = [str(numbered[each.guest.uid].number) for each in guests if each.rank is not None]
    asked = [str(numbered[each.guest.uid].number) for each in guests if each.rank is None]
    lines = [Line(f"Could take {_listed(sure)}")] if sure else []
    demand = room_demands(building.takes).get(building.uid)
    if demand is not None:
        lines.append(Line(demand.words.replace(" m²", f"{_HELD}m²"), note=True))
    if asked:
        lines.append(Line(f"Could take {_listed(asked)}"))
        lines.append(Line("if it has the room: ask first", note=True))
    return lines


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def lease_event(frame: AssetFrame, row: int, on: date) -> date | None:
    """Give the next date by which a building may or must be left: its break, else its expiry."""
    days = [frame.value(row, key) for key in ("next_break", "lease_expiry")]
    coming = [day for day in days if not isinstance(day, (str, float, type(None))) and day >= on]
    return min(coming, default=None)


def _by(frame: AssetFrame, row: int, building: NumberedBuilding, on: date) -> str | None:
    """The building's own lease event; for a host that stays nothing is missing where none is known.

    A freehold has no date, and a lease that has ended is held over.
    """
    day = lease_event(frame, row, on)
    if day is not None:
        return month_words(day)
    if frame.value(row, "tenure") == "freehold":
        return ""
    ended = frame.value(row, "lease_expiry")
    if isinstance(ended, date):
        return f"ended {month_words(ended).replace(' ', _HELD)}"
    return None if building.moves else ""


def month_words(day: date) -> str:
    """Write a month as Mar 2028."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _owner(frame: AssetFrame, row: int) -> str:
    owner = int(frame.organisation[row])
    return calm_name(frame.organisations[owner].name) if owner >= 0 else "No organisation given"


def _area(frame: AssetFrame, row: int) -> str | None:
    area = frame.value(row, "floor_area_m2")
    if area is None and frame.value(row, "holding") == "land":
        return ""
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
