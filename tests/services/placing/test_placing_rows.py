"""Where rows lie, the surest way first, and every doubt about it."""

from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from tpdesk.domain.issues import Issue
from tpdesk.services.doubts import DoubtBook
from tpdesk.services.placing.coordinates import GivenCoordinates
from tpdesk.services.placing.placing import place_rows
from tpdesk.services.placing.positions import PlacingInput, Positions
from tpdesk.services.placing.systems import bring_to_grid, find_system

PLACE = shapely.box(375_000, 385_000, 385_000, 395_000)


class Hits:
    def __init__(self, rows: Sequence[tuple[float, float, int]]) -> None:
        self.easting = np.array([row[0] for row in rows])
        self.northing = np.array([row[1] for row in rows])
        self.status = np.array([row[2] for row in rows], dtype=np.uint8)


class Postcodes:
    def find(self, codes: NDArray[np.object_], /) -> Hits:
        known = {
            "AB1 2DB": (381_000.0, 391_000.0, 1),
            "AB1 2DD": (388_000.0, 388_100.0, 1),
            "AB1 2XX": (np.nan, np.nan, 2),
        }
        return Hits([known.get(code, (np.nan, np.nan, 0)) for code in codes])


def pair(x: Sequence[float], y: Sequence[float], system: int = 4326, decimals: int = 6) -> GivenCoordinates:
    first, second = np.array(x, dtype=float), np.array(y, dtype=float)
    count = len(first)
    return GivenCoordinates(
        first,
        second,
        ~(np.isnan(first) & np.isnan(second)),
        np.full(count, system, dtype=np.int32),
        np.full(count, decimals, dtype=np.int32),
        cells(x),
        cells(y),
    )


def cells(numbers: Sequence[float]) -> NDArray[np.object_]:
    return np.array([None if np.isnan(number) else number for number in numbers], dtype=object)


def doubts(
    coordinates: GivenCoordinates, postcodes: Sequence[str | None] | None = None, *, inside: bool = True
) -> list[Issue]:
    """Give what is told about coordinates, in the order of the rows."""
    count = len(coordinates.x)
    book = DoubtBook()
    given = PlacingInput(
        rows=np.arange(2, count + 2, dtype=np.int32),
        coordinates=(coordinates,),
        coordinate_columns=(("Easting", "Northing"),),
        accepted_swaps=np.zeros(count, dtype=bool),
        grid_references=np.full(count, None, dtype=object),
        postcodes=np.array(list(postcodes or [None] * count), dtype=object),
    )
    place_rows(given, Postcodes(), PLACE if inside else None, book)
    return list(book.table("list.csv", ""))


def place(
    coordinates: GivenCoordinates | None,
    postcodes: Sequence[str | None] | None = None,
    *,
    grid: Sequence[str | None] | None = None,
    shapes: Sequence[object] | None = None,
    accepted: Sequence[bool] | None = None,
    inside: bool = True,
) -> tuple[Positions, dict[str, list[int]]]:
    count = len(coordinates.x) if coordinates else len(postcodes or grid or shapes or ())
    book = DoubtBook()
    none = np.full(count, None, dtype=object)
    given = PlacingInput(
        rows=np.arange(2, count + 2, dtype=np.int32),
        coordinates=(coordinates,) if coordinates else (),
        coordinate_columns=(("x", "y"),) if coordinates else (),
        accepted_swaps=np.array(accepted if accepted else [False] * count),
        grid_references=np.array(list(grid), dtype=object) if grid else none,
        postcodes=np.array(list(postcodes), dtype=object) if postcodes else none,
        shapes=np.array(list(shapes), dtype=object) if shapes else None,
        shape_system=27700,
    )
    positions = place_rows(given, Postcodes(), PLACE if inside else None, book)
    issues: dict[str, list[int]] = {}
    for issue in book.table("f", ""):
        issues.setdefault(issue.code, []).append(issue.row)
    return positions, issues


def test_own_coordinates_come_first() -> None:
    positions, issues = place(pair([-2.287], [53.415]), ["AB1 2DB"])
    assert positions.method.tolist() == ["own_coordinates"]
    assert (positions.source_x[0], positions.source_y[0], positions.source_system[0]) == (
        -2.287,
        53.415,
        "EPSG:4326",
    )
    assert positions.accuracy_m[0] == 1.0
    assert issues == {}


def test_few_decimals_make_a_poor_accuracy() -> None:
    positions, _ = place(pair([-2.28], [53.41], decimals=2), ["AB1 2DB"])
    assert positions.accuracy_m[0] == pytest.approx(556.6)


def test_null_island_is_no_position_and_the_postcode_is_tried() -> None:
    positions, issues = place(pair([0.0, 0.0], [0.0, 0.0]), ["AB1 2DB", None])
    assert positions.method.tolist() == ["postcode", "none"]
    assert positions.accuracy_m[0] == 100.0
    assert issues == {"position_null": [2, 3], "unplaced": [3]}


def test_a_swapped_row_waits_for_a_decision_even_with_a_postcode() -> None:
    coordinates = pair([53.415, -2.287, -2.288], [-2.287, 53.415, 53.416])
    positions, issues = place(coordinates, ["AB1 2DB", None, None])
    assert positions.method.tolist() == ["none", "own_coordinates", "own_coordinates"]
    assert issues == {"axes_swapped": [2], "unplaced": [2]}
    accepted, told = place(coordinates, ["AB1 2DB", None, None], accepted=[True, False, False])
    assert accepted.placed.all()
    assert accepted.easting[0] == accepted.easting[1]
    assert told == {"axes_swapped": [2]}


def test_a_file_with_swapped_axes_is_told_once() -> None:
    _, issues = place(pair([53.4, 53.41, 53.42], [-2.3, -2.31, -2.32]))
    assert issues == {"axes_swapped": [0], "unplaced": [2, 3, 4]}


def test_swapped_eastings_are_told_by_the_place() -> None:
    positions, issues = place(pair([393_000.0, 381_000.0], [377_000.0, 391_000.0], 27700, 0))
    assert issues == {"axes_swapped": [2], "unplaced": [2]}
    straight, _ = place(pair([393_000.0], [377_000.0], 27700, 0), inside=False)
    assert straight.placed.all()
    assert positions.placed.tolist() == [False, True]


def test_swapped_eastings_are_told_by_their_own_postcode() -> None:
    """The place cannot tell here: as given the row lies only 2.8 km outside of it."""
    coordinates = pair([391_000.0, 381_200.0], [381_000.0, 391_100.0], 27700, 0)
    positions, issues = place(coordinates, ["AB1 2DB", "AB1 2DB"], inside=False)
    assert positions.method.tolist() == ["none", "own_coordinates"]
    assert issues == {"axes_swapped": [2], "unplaced": [2]}
    accepted, told = place(coordinates, ["AB1 2DB", None], accepted=[True, False], inside=False)
    assert (accepted.easting[0], accepted.northing[0]) == (381_000.0, 391_000.0)
    assert told == {"axes_swapped": [2]}
    swapped = doubts(coordinates, ["AB1 2DB", None], inside=False)[0]
    assert swapped.message == (
        "Easting and northing look the wrong way round: as given it lies 14.1 km from its postcode AB1 2DB,"
        " swapped 0 m."
    )
    assert (swapped.value, swapped.suggestion) == ("391000, 381000", "381000, 391000")


def test_a_position_at_its_postcode_is_not_swapped_whatever_the_place_says() -> None:
    away = pair([381_000.0], [391_000.0], 27700, 0)
    book = DoubtBook()
    given = PlacingInput(
        rows=np.array([2], dtype=np.int32),
        coordinates=(away,),
        coordinate_columns=(("x", "y"),),
        accepted_swaps=np.zeros(1, dtype=bool),
        grid_references=np.array([None], dtype=object),
        postcodes=np.array(["AB1 2DB"], dtype=object),
    )
    mirrored = shapely.box(390_000, 380_000, 392_000, 382_000)
    assert place_rows(given, Postcodes(), mirrored, book).placed.all()
    assert list(book.table("f", "").counts()) == ["position_outside_place"]


def test_a_row_far_from_its_postcode_either_way_is_told_so_and_kept() -> None:
    positions, issues = place(pair([384_000.0], [394_000.0], 27700, 0), ["AB1 2DB"])
    assert positions.placed.all()
    assert issues == {"position_far_from_postcode": [2]}


def test_a_row_among_the_others_only_when_swapped_is_proposed() -> None:
    near = [(381_000.0 + 100 * step, 391_000.0 - 50 * step) for step in range(8)]
    rows = [*near, (391_020.0, 381_010.0), (391_020.0, 360_000.0)]
    positions, issues = place(
        pair([row[0] for row in rows], [row[1] for row in rows], 27700, 0), inside=False
    )
    assert issues == {"axes_swapped": [10], "unplaced": [10]}
    assert positions.placed.sum() == 9
    told = doubts(pair([row[0] for row in rows], [row[1] for row in rows], 27700, 0), inside=False)[0]
    assert told.message.endswith("far from the list's other rows, swapped it lies among them.")
    few, _ = place(pair([381_000.0, 391_000.0], [391_000.0, 381_000.0], 27700, 0), inside=False)
    assert few.placed.all()


def test_a_file_of_swapped_eastings_is_told_once_and_takes_the_rows_without_a_postcode_with_it() -> None:
    rows = [(391_000.0 + step, 381_000.0) for step in range(3)] + [(393_000.0, 384_000.0)]
    coordinates = pair([row[0] for row in rows], [row[1] for row in rows], 27700, 0)
    codes = ["AB1 2DB", "AB1 2DB", "AB1 2DB", None]
    _, issues = place(coordinates, codes, inside=False)
    assert issues == {"axes_swapped": [0], "unplaced": [2, 3, 4, 5]}
    told = doubts(coordinates, codes, inside=False)[0]
    assert told.message == "Easting and northing are the wrong way round in 4 of 4 rows with coordinates."
    assert told.suggestion == "Swap the two columns."


def test_a_row_that_fits_its_postcode_either_way_follows_its_file() -> None:
    """AB1 2DD lies where easting and northing are nearly equal."""
    swapped = pair([391_000.0] * 3 + [388_100.0], [381_000.0] * 3 + [388_000.0], 27700, 0)
    codes = ["AB1 2DB", "AB1 2DB", "AB1 2DB", "AB1 2DD"]
    told = doubts(swapped, codes, inside=False)[0]
    assert told.message == "Easting and northing are the wrong way round in 4 of 4 rows with coordinates."
    _, settled = place(swapped, codes, accepted=[True] * 4, inside=False)
    assert settled == {"axes_swapped": [0]}
    straight = pair([381_000.0] * 3 + [388_100.0], [391_000.0] * 3 + [388_000.0], 27700, 0)
    assert doubts(straight, codes, inside=False) == []


def test_a_row_without_evidence_joins_the_swapped_ones_of_its_file() -> None:
    rows = (
        [(391_000.0, 381_000.0)] * 3 + [(393_000.0, 384_000.0)] + [(53.41, -2.28)] * 2 + [(-2.28, 53.41)] * 4
    )
    coordinates = pair([row[0] for row in rows], [row[1] for row in rows], 27700, 0)
    told = [
        issue
        for issue in doubts(coordinates, ["AB1 2DB"] * 3 + [None] * 7, inside=False)
        if issue.code == "axes_swapped"
    ]
    assert [issue.row for issue in told] == [2, 3, 4, 5, 6, 7]
    assert told[3].message.endswith("most rows of the list are.")
    assert told[4].message == "Latitude and longitude are the wrong way round."


def test_what_half_given_coordinates_hold_is_told() -> None:
    half = doubts(pair([np.nan, 381_000.0], [437_834.0, np.nan], 27700, 0))
    told = [issue for issue in half if issue.code == "position_invalid"]
    assert [issue.value for issue in told] == ["blank, 437834", "381000, blank"]
    assert {issue.message for issue in told} == {"One of the two coordinates is blank."}


def test_coordinates_outside_britain_or_half_given_are_none() -> None:
    positions, issues = place(pair([100.0, np.nan], [80.0, 53.4]), ["AB1 2DB", None])
    assert issues["position_invalid"] == [2, 3]
    assert positions.method.tolist() == ["postcode", "none"]


def test_the_numbers_overrule_a_wrongly_stated_system() -> None:
    positions, _ = place(pair([381_000.0], [391_000.0], 4326))
    assert (positions.easting[0], positions.northing[0]) == (381_000.0, 391_000.0)


def test_a_position_far_from_its_postcode_is_kept_and_told() -> None:
    positions, issues = place(pair([381_000.0], [391_601.0], 27700), ["AB1 2DB"])
    assert positions.northing[0] == 391_601.0
    assert issues == {"position_far_from_postcode": [2]}
    assert place(pair([381_000.0], [391_599.0], 27700), ["AB1 2DB"])[1] == {}


def test_outside_the_place_is_told() -> None:
    assert place(pair([399_000.0], [391_000.0], 27700))[1] == {"position_outside_place": [2]}


def test_postcodes_without_position_or_unknown_leave_a_row_unplaced() -> None:
    positions, issues = place(None, ["AB1 2XX", "AB9 9ZZ", "AB1", None])
    assert not positions.placed.any()
    assert issues == {"postcode_unknown": [3], "unplaced": [2, 3, 4, 5]}


def test_grid_references_place_before_postcodes() -> None:
    positions, issues = place(None, ["AB1 2DB", None], grid=["SJ 810 910", "nowhere"])
    assert positions.method.tolist() == ["grid_reference", "none"]
    assert (positions.easting[0], positions.accuracy_m[0]) == (381_050.0, 50.0)
    assert issues == {"position_invalid": [3], "unplaced": [3]}


def test_footprints_place_within_themselves() -> None:
    bow = shapely.Polygon([(381_000, 391_000), (381_010, 391_010), (381_010, 391_000), (381_000, 391_010)])
    shapes = [shapely.box(381_000, 391_000, 381_020, 391_010), bow, None, shapely.Point(381_000, 391_000)]
    positions, issues = place(None, shapes=shapes)
    assert positions.method.tolist() == ["footprint", "footprint", "none", "own_coordinates"]
    assert positions.footprints[0].geom_type == "MultiPolygon"
    assert shapely.is_valid(positions.footprints[1])
    assert shapely.contains_xy(shapes[0], positions.easting[0], positions.northing[0])
    assert positions.source_system[3] == "EPSG:27700"
    assert issues == {"geometry_invalid": [3], "geometry_missing": [4], "unplaced": [4]}


def test_a_file_at_one_position_is_told() -> None:
    assert place(pair([-2.287] * 5, [53.415] * 5))[1] == {"same_position": [0]}


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("WGS84", 4326),
        ("EPSG:27700", 27700),
        ("British National Grid", 27700),
        ("Web Mercator", 3857),
        ("Mars", 0),
    ],
)
def test_systems_by_their_names(wording: str, code: int) -> None:
    assert find_system(wording) == code


def test_mercator_and_degrees_meet_on_the_grid() -> None:
    mercator = bring_to_grid(np.array([-300278.1816]), np.array([7128291.88]), 3857)
    degrees = bring_to_grid(np.array([-2.6974448001889724]), np.array([53.778361598586926]), 4326)
    assert np.hypot(mercator[0] - degrees[0], mercator[1] - degrees[1])[0] < 0.1
    assert np.isnan(bring_to_grid(np.array([np.inf]), np.array([0.0]), 4326)[0]).all()


class Uprns:
    def find(self, uprns: NDArray[np.object_], /) -> Hits:
        return Hits([(381_500.0, 391_500.0, 1) if uprn == "1" else (np.nan, np.nan, 0) for uprn in uprns])


def test_uprns_place_what_has_no_coordinates_before_the_postcode_does() -> None:
    book = DoubtBook()
    none = np.full(4, None, dtype=object)
    given = PlacingInput(
        rows=np.arange(2, 6, dtype=np.int32),
        coordinates=(pair([-2.287, 53.4, np.nan, np.nan], [53.415, -2.3, np.nan, np.nan]),),
        coordinate_columns=(("x", "y"),),
        accepted_swaps=np.zeros(4, dtype=bool),
        grid_references=none,
        postcodes=np.array([None, None, "AB1 2DB", "AB1 2DB"], dtype=object),
        uprns=np.array(["1", "1", "1", "2"], dtype=object),
    )
    positions = place_rows(given, Postcodes(), None, book, Uprns())
    assert positions.method.tolist() == ["own_coordinates", "none", "uprn", "postcode"]
    assert positions.accuracy_m[2] == 10.0
