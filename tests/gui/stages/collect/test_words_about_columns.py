"""What is said about columns and values: short, exact, nothing unknown shown as known."""

from datetime import date

import numpy as np
import pytest

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.gui.stages.collect.column_findings import histogram_of
from tpdesk.gui.stages.collect.value_words import field_words, value_words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("annual_rent_gbp", 1_234_567_00, "£1,234,567"),
        ("annual_rent_gbp", 10_50, "£10.50"),
        ("annual_rent_gbp", -412_000_00, "−£412,000"),
        ("gia_m2", 1234.5, "1,234.5"),
        ("easting", 378_792.4, "378,792"),
        ("longitude", -2.35209, "-2.35209"),
        ("tenure", "freehold", "Freehold"),
        ("lease_expiry", date(2026, 11, 22), "22 Nov 2026"),
        ("name", "Town Hall", "Town Hall"),
        ("name", True, "Yes"),
    ],
)
def test_values_as_the_officer_reads_them(key: str, value: object, words: str) -> None:
    assert value_words(FIELD_BY_KEY[key], value) == words


def test_a_field_is_named_with_its_unit() -> None:
    assert field_words(FIELD_BY_KEY["gia_m2"]) == "Gross internal area, m²"
    assert field_words(FIELD_BY_KEY["name"]) == "Name"


def test_a_histogram_counts_every_number_once() -> None:
    numbers = np.array([2.7, 30, 60, 120, 300, 300, 700, 1500, 4000, 12_426, 2_000_000])
    bins = histogram_of(numbers)
    assert sum(each.count for each in bins) == len(numbers)
    assert len(bins) <= 8
    assert bins[0].label.startswith("<")
    assert bins[-1].label == "more"


@pytest.mark.parametrize("numbers", [[], [5.0], [5.0, 5.0, 5.0]])
def test_numbers_that_do_not_differ_have_no_histogram(numbers: list[float]) -> None:
    assert histogram_of(np.array(numbers)) == ()
