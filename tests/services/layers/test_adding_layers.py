"""A vector file becomes a layer of the register, as one step that can be undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.progress import SilentProgress
from tpdesk.services.commands.layers import OrderLayers, RemoveLayer, RenameLayer, ShowLayer, StyleLayer
from tpdesk.services.layers.adding import LayerRequest, add_layer_file, plain_fact
from tpdesk.services.layers.features import LayerStyle, read_style, write_style
from tpdesk.services.layers.reading import read_all_layers

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.store.register import Register

QUIET = SilentProgress()


def test_features_facts_and_kind_come_into_the_register(register: Register, zones_file: Path) -> None:
    added = add_layer_file(register, LayerRequest(zones_file, "Deprivation by LSOA", licence="OGL"), QUIET)
    assert (added.name, added.kind, added.features, added.repaired) == ("Deprivation by LSOA", "zones", 5, 0)
    (layer,) = read_all_layers(register)
    assert (layer.key, layer.name, layer.licence, layer.visible) == (
        added.uid,
        "Deprivation by LSOA",
        "OGL",
        True,
    )
    assert list(layer.properties["code"]) == ["Z0", "Z1", "Z2", "Z3", "Z4"]
    assert layer.properties["decile"][4] is None
    assert shapely.area(layer.geometries).tolist() == pytest.approx([1e6] * 5)
    assert layer.style == LayerStyle(field="decile", opacity=0.9, reversed=True)
    assert register.undo_description == "Add layer “Deprivation by LSOA”"
    register.undo()
    assert read_all_layers(register) == ()


def test_a_second_layer_of_a_name_gets_a_number(register: Register, zones_file: Path) -> None:
    names = [
        add_layer_file(register, LayerRequest(zones_file, name), QUIET).name
        for name in ("Wards", "wards ", "Wards")
    ]
    assert names == ["Wards", "wards (2)", "Wards (3)"]


def test_a_layer_that_lies_on_one_spot_is_not_shown_at_first(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "stops.csv"
    path.write_text("Name,Easting,Northing\n" + "".join(f"Stop {each},380000,390000\n" for each in range(9)))
    added = add_layer_file(register, LayerRequest(path, "Stops"), QUIET)
    assert [each.code for each in added.issues] == ["same_position"]
    assert [layer.visible for layer in read_all_layers(register)] == [False]


def test_what_is_no_layer_is_told_with_the_files_that_are(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(InputError, match="a PDF document, not a layer that can be read") as refused:
        add_layer_file(register, LayerRequest(path, "Map"), QUIET)
    assert refused.value.code == "not_a_spreadsheet"
    assert "GeoPackage" in refused.value.hint
    with pytest.raises(InputError) as refused:
        add_layer_file(register, LayerRequest(tmp_path / "gone.geojson", "Map"), QUIET)
    assert refused.value.code != "not_a_spreadsheet"


def test_each_change_of_a_layer_can_be_undone(register: Register, zones_file: Path) -> None:
    first = add_layer_file(register, LayerRequest(zones_file, "Areas one"), QUIET)
    second = add_layer_file(register, LayerRequest(zones_file, "Areas two"), QUIET)
    before = _state(register)
    commands = (
        StyleLayer(first.uid, first.name, write_style(LayerStyle(opacity=0.5))),
        ShowLayer(first.uid, first.name, visible=False),
        ShowLayer(first.uid, first.name, visible=True),
        OrderLayers((second.uid, first.uid)),
        RenameLayer(first.uid, first.name, "Other"),
        RemoveLayer(first.uid, first.name),
    )
    for command in commands:
        register.execute(command)
        assert register.undo_description == command.describe()
    assert [layer.name for layer in read_all_layers(register)] == ["Areas two"]
    for _ in commands:
        register.undo()
    assert _state(register) == before


def _state(register: Register) -> list[tuple[object, ...]]:
    return [(each.key, each.name, each.style, each.visible, len(each)) for each in read_all_layers(register)]


def test_hidden_layers_can_be_left_out_and_positions_stay_apart(register: Register, zones_file: Path) -> None:
    add_layer_file(register, LayerRequest(zones_file, "Wards", visible=False), QUIET)
    add_layer_file(register, LayerRequest(zones_file, "Wards again"), QUIET)
    assert [each.name for each in read_all_layers(register, visible_only=True)] == ["Wards again"]
    assert [each.name for each in read_all_layers(register)] == ["Wards", "Wards again"]


def test_a_layer_needs_a_name_and_a_shape(register: Register, zones_file: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no name"):
        add_layer_file(register, LayerRequest(zones_file, "  "), QUIET)
    empty = tmp_path / "empty.geojson"
    empty.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}',
        encoding="utf-8",
    )
    with pytest.raises(InputError):
        add_layer_file(register, LayerRequest(empty, "Nothing"), QUIET)
    assert register.undo_description is None


@pytest.mark.parametrize(
    ("value", "fact"),
    [
        (np.int64(3), 3),
        (np.float64("nan"), None),
        (2.5, 2.5),
        (True, True),
        ("x", "x"),
        (None, None),
        (date(2026, 11, 22), "2026-11-22"),
        (b"x", "b'x'"),
    ],
)
def test_facts_are_kept_as_json_can_hold_them(value: object, fact: object) -> None:
    assert plain_fact(value) == fact


def test_a_damaged_style_is_the_default() -> None:
    assert read_style(None) == read_style({"opacity": "thick"}) == LayerStyle()
    assert read_style({"opacity": 0.4}) == LayerStyle(opacity=0.4)
