"""How a layer's figures are cut, coloured and counted, and how its facts are written."""

import numpy as np
import pytest
import shapely

from tpdesk.gui.stages.layers.adding import layer_name
from tpdesk.gui.stages.layers.feature_table import fact_words, heading_words, read_columns
from tpdesk.gui.stages.layers.legend import legend_entries, number_text
from tpdesk.gui.stages.layers.style_tab import value_bins
from tpdesk.gui.theme import Theme
from tpdesk.services.layers.classes import classify
from tpdesk.services.layers.features import LayerFeatures, LayerStyle

BY_SCORE = LayerStyle(field="score")


def zones(values: list[object], style: LayerStyle = BY_SCORE) -> LayerFeatures:
    shapes = np.array([shapely.box(place, 0, place + 1, 1) for place in range(len(values))], dtype=object)
    uids = np.array([f"z{place}" for place in range(len(values))], dtype=object)
    column = np.array([*values, None], dtype=object)[:-1]
    return LayerFeatures("zones", "Zones", "zones", shapes, uids, {"score": column}, style, True, "")


def test_names_of_files_become_names_of_layers() -> None:
    assert layer_name("gm_lsoa-2021") == "Gm lsoa 2021"
    assert heading_words("ward_code") == "Ward code"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (" ", ""), (True, "Yes"), (1234, "1,234"), (2.0, "2"), (0.125, "0.125"), ("x", "x")],
)
def test_facts_are_written_as_officers_read_them(value: object, words: str) -> None:
    assert fact_words(value) == words


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (1234.5, "1,234"), (0.1234, "0.123")])
def test_bounds_are_short(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_legend_tells_classes_counts_and_the_unknown(theme: Theme) -> None:
    layer = zones([1, 2, 3, None], LayerStyle(field="score", classes=3))
    classes = classify(layer, layer.style)
    assert classes is not None
    entries = legend_entries(theme, layer, classes)
    assert [(entry.label, entry.count) for entry in entries] == [
        ("1", "1"),
        ("2", "1"),
        ("3", "1"),
        ("No value", "1"),
    ]
    assert entries[-1].colour is None
    assert len({entry.colour for entry in entries[:3]}) == 3


def test_few_values_have_a_bar_each_and_many_ten_steps(theme: Theme) -> None:
    few = zones([1, 1, 2, None])
    found = classify(few, few.style)
    assert found is not None
    assert [(each.label, each.count) for each in value_bins(theme, few, found)] == [("1", 2), ("2", 1)]
    many = zones(list(range(100)), LayerStyle(field="score", reversed=True))
    found = classify(many, many.style)
    assert found is not None
    bins = value_bins(theme, many, found)
    assert [each.count for each in bins] == [10] * 10
    assert bins[0].colour != bins[-1].colour


def test_codes_of_digits_are_text_and_the_unknown_last() -> None:
    columns = read_columns(zones(["007", None, "001"]))
    assert columns.numbers == {}
    assert columns.order("score", descending=True).tolist() == [0, 2, 1]
    numbers = read_columns(zones([3, None, 1]))
    assert numbers.order("score", descending=True).tolist() == [0, 2, 1]
