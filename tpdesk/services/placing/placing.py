"""Places the rows of a list, the surest way first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.grid import read_grid_reference
from tpdesk.domain.postcode import PostcodeForm, read_postcode
from tpdesk.services.placing.coordinates import judge_coordinates
from tpdesk.services.placing.positions import Positions
from tpdesk.services.placing.swaps import Surroundings
from tpdesk.services.placing.systems import bring_shapes_to_grid
from tpdesk.services.placing.telling import tell_coordinates, tell_far, tell_positions

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.placing.coordinates import GivenCoordinates, JudgedCoordinates
    from tpdesk.services.placing.lookups import PostcodeList, UprnList
    from tpdesk.services.placing.positions import PlacingInput

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

POSTCODE_ACCURACY_M = 100.0
UPRN_ACCURACY_M = 10.0


def place_rows(
    given: PlacingInput,
    postcodes: PostcodeList | None,
    boundary: BaseGeometry | None,
    book: DoubtBook,
    uprns: UprnList | None = None,
) -> Positions:
    """Place each row by its own coordinates, else its grid reference, its shape, UPRN or full postcode.

    Args:
        given: What the list says.
        postcodes: The list of postcodes, None when there is none.
        boundary: Outline of the place, None when it is unknown.
        book: Takes the doubts.
        uprns: The list of UPRNs, None when there is none.
    """
    positions = _nowhere(len(given.rows))
    found = _find_postcodes(given, postcodes, book)
    around = Surroundings(boundary, *found)
    for pair, columns in zip(given.coordinates, given.coordinate_columns, strict=True):
        judged = judge_coordinates(pair, given.accepted_swaps, around)
        _take_coordinates(positions, pair, judged)
        tell_coordinates(given, pair, judged, columns, book)
    closed = positions.swapped & ~given.accepted_swaps
    _take_grid_references(positions, given, closed, book)
    _take_shapes(positions, given, closed, book)
    _take_uprns(positions, given, uprns, closed)
    if postcodes is None:
        positions.without_list = _whole_postcodes(given) & ~positions.placed & ~closed
    tell_far(positions, given, found, book)
    _take_postcodes(positions, found, closed)
    tell_positions(positions, given, boundary, book)
    return positions


def _nowhere(count: int) -> Positions:
    def unknown() -> Floats:
        return np.full(count, np.nan)

    none = np.full(count, "none", dtype=object)
    empty = np.full(count, None, dtype=object)
    return Positions(
        unknown(),
        unknown(),
        none,
        unknown(),
        unknown(),
        unknown(),
        empty,
        empty.copy(),
        np.zeros(count, bool),
        np.zeros(count, bool),
    )


def _take_coordinates(positions: Positions, pair: GivenCoordinates, judged: JudgedCoordinates) -> None:
    first = pair.given & np.isnan(positions.source_x)
    positions.source_x[first] = pair.x[first]
    positions.source_y[first] = pair.y[first]
    for code in np.unique(pair.system):
        positions.source_system[first & (pair.system == code)] = f"EPSG:{code}"
    positions.swapped |= judged.swapped & ~positions.placed
    usable = ~positions.placed & ~np.isnan(judged.easting)
    positions.put(usable, judged.easting, judged.northing, "own_coordinates", judged.accuracy_m)


def _take_grid_references(positions: Positions, given: PlacingInput, closed: Mask, book: DoubtBook) -> None:
    written = np.array([value is not None for value in given.grid_references], dtype=bool)
    if not written.any():
        return
    read = {text: read_grid_reference(text) for text in set(given.grid_references[written])}
    found = [read.get(text) if text is not None else None for text in given.grid_references]
    easting = np.array([each.easting if each else np.nan for each in found])
    northing = np.array([each.northing if each else np.nan for each in found])
    accuracy = np.array([each.accuracy_m if each else np.nan for each in found])
    book.add(
        "position_invalid",
        given.rows[written & np.isnan(easting)],
        "This is not a grid reference.",
        value=given.grid_references[written & np.isnan(easting)],
    )
    usable = ~positions.placed & ~closed & ~np.isnan(easting)
    positions.put(usable, easting, northing, "grid_reference", accuracy)


def _take_shapes(positions: Positions, given: PlacingInput, closed: Mask, book: DoubtBook) -> None:
    if given.shapes is None:
        return
    shapes = bring_shapes_to_grid(given.shapes, given.shape_system)
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    book.add("geometry_missing", given.rows[missing], "The row has no shape.")
    areas = (shapely.get_dimensions(shapes) == 2) & ~missing
    broken = areas & ~shapely.is_valid(shapes)
    if broken.any():
        shapes = shapes.copy()
        shapes[broken] = shapely.make_valid(shapes[broken])
        book.add("geometry_invalid", given.rows[broken], "The shape crossed itself and was repaired.")
    points = shapely.point_on_surface(shapes)
    easting, northing = shapely.get_x(points), shapely.get_y(points)
    reach = np.maximum(1.0, np.round(np.sqrt(shapely.area(shapes) / np.pi), 1))
    open_rows = ~positions.placed & ~closed & ~missing
    positions.put(open_rows & areas, easting, northing, "footprint", reach)
    positions.put(open_rows & ~areas, easting, northing, "own_coordinates", reach)
    _keep_source_points(positions, given, open_rows & ~areas)
    for row in np.flatnonzero(areas):
        positions.footprints[row] = _as_multipolygon(shapes[row])


def _keep_source_points(positions: Positions, given: PlacingInput, rows: Mask) -> None:
    if given.shapes is None or not rows.any():
        return
    points = shapely.point_on_surface(given.shapes[rows])
    positions.source_x[rows] = shapely.get_x(points)
    positions.source_y[rows] = shapely.get_y(points)
    positions.source_system[rows] = f"EPSG:{given.shape_system}"


def _as_multipolygon(shape: BaseGeometry) -> BaseGeometry | None:
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = [part for part in parts if shapely.get_type_id(part) == 3]
    return shapely.multipolygons(polygons) if polygons else None


def _take_uprns(positions: Positions, given: PlacingInput, uprns: UprnList | None, closed: Mask) -> None:
    """Place what is left by UPRN: those alone are looked up, for the list is long."""
    if uprns is None or given.uprns is None:
        return
    written = np.fromiter((uprn is not None for uprn in given.uprns), bool, len(given.rows))
    rows = np.flatnonzero(written & ~positions.placed & ~closed)
    if not len(rows):
        return
    hits = uprns.find(given.uprns[rows])
    easting = np.full(len(given.rows), np.nan)
    northing = np.full(len(given.rows), np.nan)
    easting[rows], northing[rows] = hits.easting, hits.northing
    accuracy = np.full(len(given.rows), UPRN_ACCURACY_M)
    positions.put(~np.isnan(easting), easting, northing, "uprn", accuracy)


def _find_postcodes(
    given: PlacingInput, postcodes: PostcodeList | None, book: DoubtBook
) -> tuple[Floats, Floats]:
    """Give where each row's full postcode lies, NaN where it has none or none is known."""
    easting = np.full(len(given.rows), np.nan)
    northing = np.full(len(given.rows), np.nan)
    rows = np.flatnonzero(_whole_postcodes(given))
    if postcodes is None or not len(rows):
        return easting, northing
    hits = postcodes.find(given.postcodes[rows])
    easting[rows], northing[rows] = hits.easting, hits.northing
    unknown = rows[hits.status == 0]
    book.add(
        "postcode_unknown",
        given.rows[unknown],
        "The postcode is not in the list of postcodes.",
        column=given.postcode_column,
        value=given.postcodes[unknown],
        suggestion="Check it, or use a newer list.",
    )
    return easting, northing


def _take_postcodes(positions: Positions, found: tuple[Floats, Floats], closed: Mask) -> None:
    easting, northing = found
    usable = ~positions.placed & ~closed & ~np.isnan(easting)
    accuracy = np.full(len(easting), POSTCODE_ACCURACY_M)
    positions.put(usable, easting, northing, "postcode", accuracy)


def _whole_postcodes(given: PlacingInput) -> Mask:
    """Tell which rows have a full postcode; each wording is read once."""
    texts = {text for text in given.postcodes.tolist() if text is not None}
    whole = {text for text in texts if read_postcode(text).form in (PostcodeForm.FULL, PostcodeForm.SPACED)}
    return np.fromiter((text in whole for text in given.postcodes.tolist()), bool, len(given.rows))
