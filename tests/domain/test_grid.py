"""Grid references, by the Ordnance Survey's own examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.grid import format_grid_reference, read_grid_reference


@pytest.mark.parametrize(
    ("text", "easting", "northing", "accuracy_m"),
    [
        ("TG 51409 13177", 651409.5, 313177.5, 0.5),
        ("SJ 7879 9206", 378795, 392065, 5),
        ("SJ787920", 378750, 392050, 50),
        ("sj 78 92", 378500, 392500, 500),
        ("HU396753", 439650, 1175350, 50),
        ("SJ79", 375000, 395000, 5000),
        ("TQ,3012,8034", 530125, 180345, 5),
    ],
)
def test_reads_the_middle_of_the_square(
    text: str, easting: float, northing: float, accuracy_m: float
) -> None:
    position = read_grid_reference(text)
    assert position is not None
    assert (position.easting, position.northing, position.accuracy_m) == (easting, northing, accuracy_m)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "SJ",
        "SJ 787 92",
        "SJ78 9",
        "IA 12 34",
        "M33 7ZF",
        "AA 12 34",
        "SJ 123456 123456",
        "JZ 50 50",
        "JE 50 50",
        "SJ 7879 92",
    ],
)
def test_what_is_no_grid_reference_is_none(text: str | None) -> None:
    assert read_grid_reference(text) is None


@given(st.integers(0, 699_999), st.integers(0, 1_299_999))
def test_a_written_reference_reads_back_to_its_square(easting: int, northing: int) -> None:
    position = read_grid_reference(format_grid_reference(easting, northing, digits=5))
    assert position is not None
    assert (position.easting - 0.5, position.northing - 0.5) == (easting, northing)


def test_off_the_grid_there_is_no_reference() -> None:
    assert format_grid_reference(-1, 5) == ""
    assert format_grid_reference(700_000, 5) == ""
