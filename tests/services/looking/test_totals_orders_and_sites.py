"""Totals that count nothing twice, orders with the unknown last, sites of several assets."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.frame import AssetFrame, Value
from tpdesk.services.field_words import field_words
from tpdesk.services.ordering import AssetOrder
from tpdesk.services.shared_sites import find_shared_sites
from tpdesk.services.totals import total_area

EVERY = np.ones(5, dtype=bool)


def test_the_part_of_a_whole_is_not_added_again(frame: AssetFrame) -> None:
    total = total_area(frame, EVERY, {"a1": "a0"})
    assert total.area_m2 == 5640.0
    assert (total.known, total.rows, total.left_out, total.known_percent) == (3, 5, 1, 60)
    assert total.bases == ("Gross internal", "Net internal")


def test_the_part_counts_where_its_whole_is_not_among_them(frame: AssetFrame) -> None:
    total = total_area(frame, np.array([1, 3]), {"a1": "a0"})
    assert (total.area_m2, total.left_out) == (1440.0, 0)


def test_a_part_of_a_part_is_no_more_than_a_part(frame: AssetFrame) -> None:
    total = total_area(frame, EVERY, {"a3": "a2", "a2": "a0", "a1": "a1"})
    assert total.area_m2 == 5800.0


def test_nothing_known_is_no_total(frame: AssetFrame) -> None:
    total = total_area(frame, np.array([2, 4]), {})
    assert (total.area_m2, total.known_percent) == (None, 0)
    assert total_area(frame, np.zeros(5, dtype=bool), {}).known_percent == 0


@pytest.mark.parametrize(
    ("key", "descending", "rows"),
    [
        ("", False, [0, 1, 2, 3, 4]),
        ("name", False, [3, 1, 2, 0, 4]),
        ("name", True, [0, 2, 1, 3, 4]),
        ("floor_area_m2", True, [0, 1, 3, 2, 4]),
        ("floor_area_m2", False, [3, 1, 0, 2, 4]),
        ("condition", False, [3, 0, 1, 2, 4]),
        ("status", False, [0, 3, 1, 2, 4]),
        ("organisation", False, [3, 0, 1, 2, 4]),
        ("lease_expiry", False, [0, 1, 2, 3, 4]),
    ],
)
def test_the_unknown_stands_last_either_way(
    frame: AssetFrame, key: str, descending: bool, rows: list[int]
) -> None:
    assert AssetOrder(frame).rows(EVERY, key, descending=descending).tolist() == rows


def test_sites_are_known_by_record_then_number_then_position(frame_of: Callable[..., AssetFrame]) -> None:
    frame = frame_of(
        name=["A", "B", "C", "D", "E", "F", "G"],
        site=["s", "s", None, None, None, None, None],
        uprn=["1", None, "1", "2", "2", None, None],
        easting=[0, 5, 9, 7, 8, 30.2, 30.4],
        northing=[0, 5, 9, 7, 8, 30.1, 30.0],
        owner=[0, 1, 0, 0, 0, -1, -1],
    )
    sites = find_shared_sites(frame, np.ones(7, dtype=bool), {"s": "Campus"})
    assert [(site.name, site.reason, site.uids) for site in sites] == [
        ("Campus", "site", ("a0", "a1")),
        ("D", "uprn", ("a3", "a4")),
        ("F", "position", ("a5", "a6")),
    ]
    assert sites[0].organisations == ("Zeal Council", "Acorn NHS")
    assert sites[2].organisations == ()


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("floor_area_m2", None, ""),
        ("floor_area_m2", 1047.4, "1,047 m²"),
        ("floor_area_m2", 2.69, "2.69 m²"),
        ("vacant_m2", 0.0, "0 m²"),
        ("land_area_ha", 7.23, "7.23 ha"),
        ("annual_rent_gbp", 274_150.0, "£274,150"),
        ("lease_expiry", date(2029, 3, 31), "31 Mar 2029"),
        ("tenure", "freehold", "Freehold"),
        ("uprn", "100", "100"),
        ("source_x", -2.3658561, "-2.3658561"),
        ("fte", 27.0, "27"),
        ("easting", 430_100.0, "430,100"),
    ],
)
def test_values_are_written_as_an_officer_does(key: str, value: Value, words: str) -> None:
    assert field_words(FIELD_BY_KEY[key], value) == words
