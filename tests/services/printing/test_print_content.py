"""What a register holds for a printed map: chosen layers, candidates of the place, what may be seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from tpdesk.domain.disclosure import FULL, PARTNERS
from tpdesk.domain.errors import InputError
from tpdesk.domain.organisation import Place
from tpdesk.domain.progress import SilentProgress
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.content import (
    candidates_on_map,
    chosen_candidates,
    chosen_layers,
    read_content,
    without_repeats,
)
from tpdesk.services.printing.request import PrintRequest
from tpdesk.services.workspace import create_register
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpdesk.domain.candidates import Candidate
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.services.printing.content import PrintContent

SQUARE = shapely.box(580_000, 470_000, 581_000, 471_000)


def test_layers_are_chosen_by_name_whatever_their_case(layer_of: Callable[..., LayerFeatures]) -> None:
    layers = [layer_of("areas", "Flood zones", [SQUARE]), layer_of("areas", "Wards", [SQUARE])]
    assert [each.name for each in chosen_layers(layers, ["wards"])] == ["Wards"]
    assert len(chosen_layers(layers, None)) == 2
    assert chosen_layers(layers, []) == ()


def test_an_unknown_layer_is_refused_with_the_names_there_are(
    layer_of: Callable[..., LayerFeatures],
) -> None:
    with pytest.raises(InputError) as raised:
        chosen_layers([layer_of("areas", "Flood zones", [SQUARE])], ["Roads"])
    assert "“Roads”" in raised.value.message
    assert "“Flood zones”" in raised.value.hint
    with pytest.raises(InputError, match="no layer") as raised:
        chosen_layers([], ["Roads"])
    assert raised.value.hint == "It has no layers yet."


def test_the_ranked_come_first_and_those_to_ask_about_take_what_room_is_left(
    candidate_of: Callable[..., Candidate],
) -> None:
    asked, first, second = candidate_of("a", "b", None), candidate_of("c", "d", 1), candidate_of("e", "f", 2)
    assert chosen_candidates([asked, first, second], 3) == (first, second, asked)
    assert chosen_candidates([asked, first, second], 1) == (first,)


def test_candidates_outside_the_place_are_not_on_its_map(
    content_of: Callable[..., PrintContent],
    candidate_of: Callable[..., Candidate],
    row_of: Callable[..., dict[str, object]],
) -> None:
    content = content_of(
        [row_of("in", 3, 3), row_of("near", 3.1, 3), row_of("far", 40, 40), {"uid": "lost", "name": "lost"}]
    )
    frame = content.assets.value
    found = [candidate_of("in", "near", 1), candidate_of("in", "far", 2), candidate_of("in", "lost", 3)]
    assert candidates_on_map(found, frame, content.place, None) == (found[0],)
    assert candidates_on_map(found, frame, Place("Nowhere"), None) == tuple(found[:2])
    window = Extent(600_000, 500_000, 700_000, 600_000)
    assert candidates_on_map(found, frame, content.place, window) == ()


def test_an_empty_register_has_a_place_and_a_day(tmp_path: Path) -> None:
    place = Place("Quillmere", shapely.box(585_000, 475_000, 595_000, 485_000))
    with Register.create(tmp_path / "place.gpkg", place) as register:
        content = read_content(register, PrintRequest(), PARTNERS, SilentProgress())
    assert content.place.name == "Quillmere"
    assert content.candidates == ()
    assert isinstance(content.as_at, date)
    assert content.assets.withheld is None


def test_a_page_of_nothing_is_refused(tmp_path: Path) -> None:
    with create_register(tmp_path / "place.gpkg", "Quillmere") as register:
        for audience in (FULL, PARTNERS):
            with pytest.raises(InputError) as refused:
                read_content(register, PrintRequest(), audience, SilentProgress())
            assert refused.value.code == "nothing_to_print"


def test_the_full_audience_sees_all(content_of: Callable[..., PrintContent]) -> None:
    assert len(content_of(audience=FULL).assets.value) == len(content_of().assets.value) + 1


def test_a_building_in_two_lists_is_proposed_once(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [
        row_of("Clinic", 3, 3, owner=1),
        row_of("Moor Library", 3.1, 3),
        row_of("Moor Library (Hub)", 3.11, 3, owner=2, uid="again"),
        row_of("Annexe", 3.2, 3, address="5 Mill Lane, Quill"),
        row_of("Old Annexe", 3.2, 3.01, owner=2, street="Mill Lane", street_number="5"),
        row_of("Depot", 3.3, 3),
        row_of("Garage", 3.3, 3.01, uprn="77", owner=2),
        row_of("Stores", 3.3, 3.02, uprn="77"),
    ]
    hosts = ("Moor Library", "again", "Annexe", "Old Annexe", "Depot", "Garage", "Stores")
    found = [candidate_of("Clinic", host, place + 1) for place, host in enumerate(hosts)]
    frame = content_of(rows, []).assets.value
    kept = [each.host.uid for each in without_repeats(found, frame)]
    assert kept == ["Moor Library", "Annexe", "Depot", "Garage"]
    assert without_repeats([candidate_of("Garage", "Stores", 1)], frame) == ()
