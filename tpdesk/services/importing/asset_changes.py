"""What an import writes into the assets themselves: their fields and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.fields.catalogue import fields_of_table
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.identity import new_uids
from tpdesk.services.importing.changes import MergedColumn, base_values, merge_column
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.editions import pick
from tpdesk.services.importing.moments import Order
from tpdesk.services.importing.plan import TableRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.importing.changes import ChangeInput, Changes, Standing
    from tpdesk.services.placing.positions import Positions

_FIELDS = tuple(each for each in fields_of_table("asset") if each.importable)
_SOURCE_KEYS = (
    "easting", "northing", "longitude", "latitude", "grid_reference", "coordinate_system", "postcode",
)  # fmt: skip
_SAME_PLACE_M = 0.01
_LASTING = frozenset(("identity", "address", "location"))
"""Groups of fields that stay true over the years."""
_CONTROLLED = (FieldType.AREA, FieldType.LAND_AREA)


def change_assets(given: ChangeInput, changes: Changes, standing: Standing) -> None:
    """Add the new assets and change the standing ones, field by field."""
    _insert(given, changes)
    for each in _FIELDS:
        theirs = given.understood.values.get(each.key)
        if theirs is None:
            continue
        theirs = theirs[standing.rows]
        ours = given.state.values(each.key, standing.places)
        base = base_values(given, standing, each.key)
        source = given.understood.sources.get(each.key)
        heading = source[0].heading if source else each.label
        column = MergedColumn(
            "asset", each.column, heading, standing.assets, each.key, lasting=each.group in _LASTING
        )
        if each.key == "as_at":
            write = _later(given, theirs, ours)
        else:
            write = merge_column(given, standing, (theirs, base, ours), column)
        _note(changes, standing, each.column, write, theirs)
        if each.type in _CONTROLLED:
            kept = np.flatnonzero(~write)
            changes.kept_values[each.key] = (standing.rows[kept], ours[kept])
    _move(given, changes, standing)


def _later(given: ChangeInput, theirs: NDArray[np.object_], ours: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell where the list's day is later than the register's: an asset's facts are of the latest day."""
    if given.order is not Order.NEWER:
        return np.zeros(len(theirs), dtype=bool)
    pairs = zip(theirs.tolist(), ours.tolist(), strict=True)
    later = (day is not None and (known is None or day > known) for day, known in pairs)
    return np.fromiter(later, bool, len(theirs))


def _note(
    changes: Changes, standing: Standing, column: str, write: NDArray[np.bool_], values: NDArray[np.object_]
) -> None:
    chosen = np.flatnonzero(write)
    if len(chosen):
        changes.update("asset", column, standing.assets[chosen].tolist(), values[chosen].tolist())
        changes.changed[standing.rows[chosen]] = True


def _insert(given: ChangeInput, changes: Changes) -> None:
    rows = np.flatnonzero(changes.created)
    columns: dict[str, NDArray[np.object_]] = {
        "uid": changes.assets[rows],
        "organisation_uid": given.organisations[rows],
        **position_columns(given.positions, rows),
    }
    for each in _FIELDS:
        values = given.understood.values.get(each.key)
        if values is not None:
            columns[each.column] = values[rows]
    changes.inserts.append(TableRows("asset", dict(columns)))
    _insert_footprints(given, changes, rows)


def position_columns(positions: Positions, rows: NDArray[np.intp]) -> dict[str, NDArray[np.object_]]:
    """Give the columns that say where some rows lie, as the register stores them."""
    placed = positions.placed[rows]
    points = np.full(len(rows), None, dtype=object)
    points[placed] = shapely.points(positions.easting[rows][placed], positions.northing[rows][placed])
    return {
        "geom": points,
        "location_method": positions.method[rows],
        "location_accuracy_m": _optional(positions.accuracy_m[rows]),
        "source_x": _optional(positions.source_x[rows]),
        "source_y": _optional(positions.source_y[rows]),
        "source_crs": positions.source_system[rows],
    }


def _optional(numbers: NDArray[np.float64]) -> NDArray[np.object_]:
    values = np.full(len(numbers), None, dtype=object)
    known = ~np.isnan(numbers)
    values[known] = numbers[known].tolist()
    return values


def _insert_footprints(given: ChangeInput, changes: Changes, rows: NDArray[np.intp]) -> None:
    shapes = given.positions.footprints[rows]
    drawn = np.flatnonzero([shape is not None for shape in shapes])
    if len(drawn):
        changes.inserts.append(
            TableRows(
                "footprint",
                {
                    "uid": new_uids(len(drawn)),
                    "asset_uid": changes.assets[rows[drawn]],
                    "geom": shapes[drawn],
                },
            )
        )


def _move(given: ChangeInput, changes: Changes, standing: Standing) -> None:
    """Move an asset only when its list moved it, or when it had no position yet."""
    if not len(standing.rows) or given.older:
        return
    positions = given.positions
    easting = given.state.values("easting", standing.places)
    northing = given.state.values("northing", standing.places)
    ours = _numbers(easting), _numbers(northing)
    theirs = positions.easting[standing.rows], positions.northing[standing.rows]
    with np.errstate(invalid="ignore"):
        apart = np.hypot(ours[0] - theirs[0], ours[1] - theirs[1]) > _SAME_PLACE_M
    unplaced = np.isnan(ours[0]) & ~np.isnan(theirs[0])
    by_hand = np.asarray(given.state.values("location_method", standing.places) == "by_hand", dtype=bool)
    moved = apart & _source_changed(given, standing)
    asked = moved & (by_hand | (given.order is Order.UNSURE))
    asked |= moved & ~standing.has_base & ~_is_closer(given, standing)
    _tell_moved(given, standing, asked & _is_beyond_accuracy(given, standing, ours), by_hand)
    chosen = np.flatnonzero((moved & ~asked) | unplaced)
    if not len(chosen):
        return
    columns = position_columns(positions, standing.rows[chosen])
    for column, values in columns.items():
        changes.update("asset", column, standing.assets[chosen].tolist(), values.tolist())
    changes.changed[standing.rows[chosen]] = True
    changes.moved[standing.rows[chosen]] = True
    _replace_footprints(given, changes, standing, chosen)


def methods_after(given: ChangeInput, changes: Changes) -> NDArray[np.object_]:
    """Tell how the asset of each row is placed after the import, None where it has no position."""
    places = given.state.places_of(changes.assets)
    unplaced = np.isnan(_numbers(given.state.values("easting", places)))
    methods = given.state.values("location_method", places)
    methods[unplaced] = None
    placed = changes.moved & given.positions.placed
    methods[placed] = given.positions.method[placed]
    return methods


def _accuracies(given: ChangeInput, standing: Standing) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give how far off the register's and the list's positions may be."""
    ours = _numbers(given.state.values("location_accuracy_m", standing.places))
    return ours, given.positions.accuracy_m[standing.rows]


def _is_closer(given: ChangeInput, standing: Standing) -> NDArray[np.bool_]:
    """Tell where the list places an asset better than the register does, and knows no older of it."""
    ours, theirs = _accuracies(given, standing)
    with np.errstate(invalid="ignore"):
        closer: NDArray[np.bool_] = (theirs < ours) & ~given.behind[standing.rows]
    return closer


def _is_beyond_accuracy(
    given: ChangeInput, standing: Standing, ours: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> NDArray[np.bool_]:
    """Tell where two positions cannot be of one spot."""
    positions, rows = given.positions, standing.rows
    off = np.nanmax(np.vstack([np.ones(len(rows)), *_accuracies(given, standing)]), axis=0)
    with np.errstate(invalid="ignore"):
        beyond: NDArray[np.bool_] = (
            np.hypot(ours[0] - positions.easting[rows], ours[1] - positions.northing[rows]) > off
        )
    return beyond


def _tell_moved(
    given: ChangeInput, standing: Standing, asked: NDArray[np.bool_], by_hand: NDArray[np.bool_]
) -> None:
    """Tell where the list has another position and the register's is kept."""
    conflict = np.flatnonzero(asked & (by_hand | ~given.behind[standing.rows]))
    assets = standing.assets[conflict].tolist()
    origins = given.origins.of("asset", "geom", assets, assets)
    easting, northing = (
        axis[standing.rows[conflict]] for axis in (given.positions.easting, given.positions.northing)
    )
    given.book.add(
        "conflict",
        given.understood.rows[standing.rows[conflict]],
        [
            "The list has another position; the one placed by hand is kept."
            if by_hand[at]
            else f"The list has another position; the register's, {origin.words or 'there before'}, is kept."
            for at, origin in zip(conflict, origins, strict=True)
        ],
        column="Position",
        value=[f"{x:.0f}, {y:.0f}" for x, y in zip(easting, northing, strict=True)],
        suggestion="Decide which of the two is right.",
    )


def _numbers(values: NDArray[np.object_]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _source_changed(given: ChangeInput, standing: Standing) -> NDArray[np.bool_]:
    """Tell where the list says something else about the position than in its last edition."""
    changed = ~standing.has_base
    if given.last is None:
        return changed
    now, before = given.understood, given.last.understood
    for key in _SOURCE_KEYS:
        theirs = pick(now.said(key), standing.rows)
        base = pick(before.said(key), standing.base)
        changed |= np.asarray(theirs != base, dtype=bool)
    if now.shapes is not None:
        theirs, base = pick(now.shapes, standing.rows), pick(before.shapes, standing.base)
        changed |= ~shapely.equals_exact(theirs, base)
    return changed


def _replace_footprints(
    given: ChangeInput, changes: Changes, standing: Standing, chosen: NDArray[np.intp]
) -> None:
    known = given.state.children("footprint")
    fresh = []
    for at in chosen:
        shape = given.positions.footprints[standing.rows[at]]
        rows = known.get(standing.assets[at], [])
        if shape is not None and rows:
            changes.update("footprint", "geom", [rows[0]["uid"]], [shape])
        elif shape is not None:
            fresh.append((standing.assets[at], shape))
    if fresh:
        changes.inserts.append(
            TableRows(
                "footprint",
                {
                    "uid": new_uids(len(fresh)),
                    "asset_uid": as_objects([asset for asset, _ in fresh]),
                    "geom": as_objects([shape for _, shape in fresh]),
                },
            )
        )
