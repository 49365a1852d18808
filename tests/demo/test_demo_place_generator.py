"""The generator of the demonstration place: the same seeds give the same ground."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from demo_place import border, names, waters
from demo_place.chance import Noise, stream
from demo_place.curves import blob, hedgerow, meander, resample, spline
from demo_place.entries import Entry, day_between
from demo_place.gazetteer import degrees, grid_reference


def test_a_stream_depends_on_its_purpose_alone() -> None:
    assert stream("one").integers(1_000_000) == stream("one").integers(1_000_000)
    assert stream("one").integers(1_000_000) != stream("other").integers(1_000_000)


def test_noise_is_smooth_and_bounded() -> None:
    x = np.linspace(0.0, 5000.0, 2001)
    heights = Noise("test", 500.0).at(x, np.full_like(x, 321.0))
    assert np.abs(heights).max() <= 1.0
    assert np.abs(np.diff(heights)).max() < 0.08


def test_the_border_comes_out_as_shipped(layers: dict[str, Any]) -> None:
    walked, brooks = border.walked()
    shipped = layers["boundary"].geometry.iloc[0]
    assert walked.symmetric_difference(shipped).area / shipped.area < 1e-4
    assert len({brook.name for brook in brooks}) == len(brooks) == 7


def test_tributaries_end_in_the_river() -> None:
    river, beck, brook, _ = waters.dug().courses
    for side in (beck, brook):
        assert river.line.distance(side.line.boundary.geoms[1]) < 0.2
        assert side.line.length > 3000.0


@pytest.mark.parametrize("spacing_m", [10.0, 25.0])
def test_a_spline_passes_through_its_points(spacing_m: float) -> None:
    points = np.array([[0.0, 0.0], [400.0, 300.0], [900.0, 100.0], [1200.0, 700.0]])
    curve = spline(points, spacing_m)
    for point in points:
        assert np.hypot(*(curve - point).T).min() < spacing_m
    assert np.hypot(*np.diff(curve, axis=0).T).max() < 1.01 * spacing_m


def test_curves_keep_their_ends_or_their_ground() -> None:
    start, end = np.array([0.0, 0.0]), np.array([2000.0, 0.0])
    hedge = hedgerow(start, end, "test hedge")
    assert hedge[[0, -1]].tolist() == [[0.0, 0.0], [2000.0, 0.0]]
    assert len(hedge) > 6
    loops = meander(resample(np.vstack([start, end]), 20.0), "test river", 150.0, 700.0)
    assert 50.0 < np.abs(loops[:, 1]).max() <= 160.0
    assert blob(np.array([100.0, 100.0]), 80.0, "test mere").is_valid


def test_no_street_name_is_given_twice() -> None:
    pool = [name for name, _ in zip(names.suburb_streets(), range(4000), strict=False)]
    assert len(set(pool)) == 4000


def test_grid_references_and_degrees_of_the_place() -> None:
    assert grid_reference(589_512.4, 480_232.9) == "TA 89512 80232"
    assert grid_reference(589_512.4, 480_232.9, 3, "") == "TA895802"
    longitude, latitude = degrees(590_000.0, 480_000.0)
    assert 0.8 < longitude < 1.0
    assert 54.1 < latitude < 54.3


def test_leases_turn_on_quarter_days_within_their_span() -> None:
    rng = stream("test days")
    days = [day_between(rng, date(2027, 1, 1), date(2028, 12, 31)) for _ in range(300)]
    assert all(date(2027, 1, 1) <= day <= date(2028, 12, 31) for day in days)
    assert sum((day.month, day.day) in {(3, 25), (6, 24), (9, 29), (12, 25)} for day in days) > 60


def test_a_spoilt_cell_is_remembered() -> None:
    entry = Entry({"UPRN": "700000100001"})
    entry.spoil("uprn_float", "UPRN", "7.0E+11")
    assert entry.cells["UPRN"] == "7.0E+11"
    assert entry.faults == [("uprn_float", "UPRN")]
