"""Reading what is in a register beside the flat assets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from tests.store.stocking import PLACE, Stock, write_outside
from tpdesk.domain.issues import Issue
from tpdesk.domain.organisation import Place
from tpdesk.store.reads import (
    read_batches,
    read_children,
    read_history,
    read_issues,
    read_layer_features,
    read_layers,
    read_lists,
    read_organisations,
    read_place,
    read_sources,
)

if TYPE_CHECKING:
    from tpdesk.store.register import Register


# --- the rest of the register -------------------------------------------------------------------------


def test_place_and_partners(register: Register, stock: Stock) -> None:
    assert shapely.equals(read_place(register).boundary, PLACE.boundary)
    council, trust = read_organisations(register)
    assert (council.uid, council.name, council.kind, council.code) == (
        stock.council,
        "Quillmere Council",
        "council",
        "E0800",
    )
    assert register.read_organisations() == (council, trust)
    write_outside(register.path, "DELETE FROM place")
    assert register.place == Place("")


def test_children_come_by_asset_as_values(register: Register, stock: Stock) -> None:
    first = stock.assets[0]
    assert read_children(register, "footprint")[first][0]["geom"].area == 2500
    (event,) = read_children(register, "interest_event", [first])[first]
    assert (event["kind"], event["on_date"]) == ("break", date(2030, 1, 1))
    (interest,) = read_children(register, "interest", stock.assets)[first]
    assert (interest["annual_rent_pence"], interest["start_date"]) == (12, None)
    assert "fid" not in interest
    assert (
        read_children(register, "asset_reference", [stock.assets[2]])[stock.assets[2]][0]["derived"] is True
    )
    assert read_children(register, "cost", []) == {}
    assert read_children(register, "cost", ["nobody"]) == {}
    for table in ("organisation", "history", "nonsense"):
        with pytest.raises(KeyError):
            read_children(register, table)


def test_lists_imports_and_their_doubts(register: Register, stock: Stock) -> None:
    (listed,) = read_lists(register)
    assert (listed.uid, listed.name, listed.organisation_uid, listed.published) == (
        stock.listed,
        "Assets",
        stock.council,
        True,
    )
    (batch,) = read_batches(register, stock.listed)
    assert (batch.uid, batch.raw_rows, batch.column_map, batch.decisions) == (
        stock.batch,
        b"\x00\xff",
        {"A": "name"},
        None,
    )
    assert batch.imported_at == "2026-11-22T06:00:00.000Z"
    assert read_batches(register) == (batch,)
    assert read_batches(register, "none") == ()
    assert read_issues(register, stock.batch) == (Issue("unplaced", "", row=4),)
    write_outside(
        register.path, "UPDATE issue SET code = 'of the future'", "UPDATE batch SET column_map = '{'"
    )
    assert read_issues(register) == ()
    assert read_batches(register)[0].column_map is None
    (source,) = read_sources(register, stock.assets[1])
    assert (source.batch_uid, source.file, source.row) == (stock.batch, "assets.csv", 3)
    assert read_sources(register, "none") == ()


def test_layers_and_their_features(register: Register, stock: Stock) -> None:
    (layer,) = read_layers(register)
    assert (layer.uid, layer.name, layer.visible, layer.style, layer.features) == (
        stock.layer,
        "Wards",
        True,
        {},
        3,
    )
    shapes, uids, properties = read_layer_features(register, stock.layer)
    assert [shape.geom_type for shape in shapes] == ["Polygon", "LineString", "Point"]
    assert len(set(uids)) == 3
    assert properties == [{"name": "North"}, {}, {}]
    shapes, uids, properties = read_layer_features(register, "none")
    assert (len(shapes), uids, properties) == (0, (), [])


def test_history_may_be_cut_short(register: Register, stock: Stock) -> None:
    assert stock.assets
    assert [entry.kind for entry in read_history(register, 1)] == ["command"]
