"""Where the rows of a plan would lie, as symbols for the map and as numbers for the card on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, SYMBOL_STATES
from tpdesk.domain.scene import Extent, MarkerLayer
from tpdesk.gui.widgets.legend import LegendEntry
from tpdesk.gui.widgets.marks import SymbolMark

if TYPE_CHECKING:
    from tpdesk.domain.organisation import Place
    from tpdesk.services.importing.plan import ImportPlan

PLANNED_KEY = "planned"
_MARGIN_M = 300.0
_PREFIX = "row "
_translate = QCoreApplication.translate


def planned_markers(plan: ImportPlan) -> MarkerLayer:
    """Make the symbols of a plan's placed rows; those placed by their postcode are hollow."""
    rows = np.flatnonzero(plan.distinct & plan.positions.placed)
    owners = _owners(plan)[rows]
    kinds = [_index(ORGANISATION_KINDS, each.kind) for each in plan.organisations]
    colours = [_index(COLOUR_KEYS, each.colour) for each in plan.organisations]
    other = ORGANISATION_KINDS.index("other")
    by_postcode = plan.positions.method[rows] == "postcode"
    hollow, solid = SYMBOL_STATES.index("vacant"), SYMBOL_STATES.index("in_use")
    names = plan.understood.get("name")[rows]
    return MarkerLayer(
        key=PLANNED_KEY,
        x=np.ascontiguousarray(plan.positions.easting[rows], dtype=np.float64),
        y=np.ascontiguousarray(plan.positions.northing[rows], dtype=np.float64),
        uids=_uids(plan, rows),
        kinds=np.array([*kinds, other], dtype=np.int8)[owners],
        colours=np.array([*colours, other], dtype=np.int8)[owners],
        states=np.where(by_postcode, hollow, solid).astype(np.int8),
        shared=np.zeros(len(rows), dtype=bool),
        names=np.array([str(name or _translate("Collect", "No name")) for name in names], dtype=object),
        owners=owners,
        organisations=tuple(each.name for each in plan.organisations),
        bubbles=len(rows) > _MOST_WITHOUT_BUBBLES,
    )


_MOST_WITHOUT_BUBBLES = 1500


def view_of(place: Place, planned: MarkerLayer) -> Extent | None:
    """Give the part of the map that shows a plan: the place when its outline is known, else all its rows."""
    if place.boundary is not None and not place.boundary.is_empty:
        return Extent(*(float(each) for each in place.boundary.bounds)).grown(_MARGIN_M)
    if not len(planned):
        return None
    corners = (planned.x.min(), planned.y.min(), planned.x.max(), planned.y.max())
    return Extent(*(float(each) for each in corners)).grown(_MARGIN_M)


def row_of(uid: str) -> int | None:
    """Give the row number for which a planned symbol stands, None for an asset of the register."""
    return int(uid.removeprefix(_PREFIX)) if uid.startswith(_PREFIX) else None


def placing_entries(plan: ImportPlan) -> tuple[str, tuple[LegendEntry, ...]]:
    """Give the title and the lines of the card that says where the rows would go."""
    counts = plan.placed()
    kind = plan.organisations[0].kind if plan.organisations else "other"
    colour = plan.organisations[0].colour if plan.organisations else "other"
    words = {
        "own_coordinates": _translate("Collect", "Own coordinates"),
        "grid_reference": _translate("Collect", "By grid reference"),
        "footprint": _translate("Collect", "By footprint"),
        "uprn": _translate("Collect", "By UPRN"),
        "postcode": _translate("Collect", "By postcode"),
        "by_hand": _translate("Collect", "By hand"),
    }
    entries = [
        LegendEntry(
            words[method],
            count=f"{counts[method]:,}",
            symbol=SymbolMark(kind, colour, "vacant" if method == "postcode" else "in_use"),
        )
        for method in words
        if counts.get(method)
    ]
    if plan.unplaced:
        entries.append(
            LegendEntry(
                _translate("Collect", "Not placed, listed"), count=f"{plan.unplaced:,}", icon="map-pin-off"
            )
        )
    rows = int(plan.distinct.sum())
    one = _translate("Collect", "Where the 1 row would go")
    many = _translate("Collect", "Where the {0} rows would go")
    return (one if rows == 1 else many.format(f"{rows:,}")), tuple(entries)


def _owners(plan: ImportPlan) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Give the organisation of each row as a place among the plan's; the last of them when unknown."""
    count = len(plan.understood)
    unknown = len(plan.organisations)
    if unknown == 1:
        return np.zeros(count, dtype=np.int32)
    places = {each.name.casefold(): place for place, each in enumerate(plan.organisations)}
    said = plan.understood.get("organisation")
    found = [places.get(str(name).strip().casefold(), -1) if name is not None else -1 for name in said]
    return np.array(found, dtype=np.int32)


def _uids(
    plan: ImportPlan, rows: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    uids = np.empty(len(rows), dtype=object)
    assets = plan.matching.assets
    uids[:] = [assets[row] or f"{_PREFIX}{int(plan.understood.rows[row])}" for row in rows.tolist()]
    return uids


def _index(keys: tuple[str, ...], key: str) -> int:
    return keys.index(key) if key in keys else keys.index("other")
