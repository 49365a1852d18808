"""Buildings of which no list says what is delivered there, and what is proposed for them."""

from collections.abc import Callable, Sequence

import pytest

from tpdesk.domain.candidates import CandidateList
from tpdesk.domain.disclosure import PARTNERS, disclose_assets
from tpdesk.domain.frame import AssetFrame
from tpdesk.services.colocation.finding import find_candidates

MakeFrame = Callable[[Sequence[dict[str, object]]], AssetFrame]

CENTRE: dict[str, object] = {
    "organisation": "Council",
    "name": "Claremont Centre",
    "holding": "buildings",
    "floor_area_m2": 1047.0,
    "easting": 53.0,
    "northing": 0.0,
}


def find(frame: AssetFrame) -> CandidateList:
    return find_candidates(disclose_assets(frame, PARTNERS))


def test_a_body_of_one_service_needs_no_service_in_its_list(frame_of: MakeFrame) -> None:
    police = {
        "organisation": "Greater Manchester Police",
        "name": "Gravel Hill",
        "easting": 10.0,
        "northing": 0.0,
    }
    found = find(frame_of([police, CENTRE]))
    guests = [each for each in found.candidates if each.guest.name == "Gravel Hill"]
    assert guests[0].reasons[2] == "Community centre as host, service of the guest unknown"
    told = "Service of the guest not told by its own name, only its organisation’s: “police”"
    assert told in guests[0].reasons
    assert ("floor area it needs", "Greater Manchester Police") in [
        (each.fact, each.organisation) for each in guests[0].ask
    ]


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Unit 4, Reddish", ["ask_first"]),
        ("Café unit, Reddish", []),
        ("Red Light Camera 30mph", []),
        ("Ex Police Station", []),
        ("Old Marple Police Station (CLOSED)", []),
        ("Marple Police Station", ["ranked"]),
        (None, ["ranked"]),
    ],
)
def test_what_an_organisation_does_elsewhere_ranks_no_building(
    frame_of: MakeFrame, name: str | None, standing: list[str]
) -> None:
    guest: dict[str, object] = {
        "organisation": "Greater Manchester Police",
        "name": name,
        "floor_area_m2": 40.0,
        "easting": 10.0,
        "northing": 0.0,
    }
    found = find(frame_of([guest, {**CENTRE, "vacant_m2": 500.0}]))
    guests = [each for each in found.candidates if each.guest.uid == "u0"]
    assert [each.standing.value for each in guests] == standing
    if standing == ["ask_first"]:
        assert ("service delivered there", "Greater Manchester Police") in [
            (each.fact, each.organisation) for each in guests[0].ask
        ]


def test_blocks_of_one_place_are_proposed_as_one_at_the_nearest(frame_of: MakeFrame) -> None:
    station = {"organisation": "Marple Fire and Rescue Service", "northing": 388_700.0}
    police = {
        "organisation": "Greater Manchester Police",
        "name": "Altrincham Police Station",
        "easting": 376_240.0,
        "northing": 388_700.0,
    }
    far = {**station, "easting": 376_900.0}
    blocks = [{**station, "easting": 376_500.0 + apart} for apart in (39.0, 0.0, 23.0)]
    found = find(frame_of([*blocks, police, far]))
    hosts = [each for each in found.candidates if each.guest.name == "Altrincham Police Station"]
    told = [(each.host.uid, each.host.name, round(each.distance_m)) for each in hosts]
    assert told == [
        ("u1", "Fire station, SJ 765 887 (3 blocks)", 260),
        ("u4", "Fire station, SJ 769 887", 660),
    ]
    assert {each.key: each.pairs for each in found.ruled_out}["farther_block"] >= 2


@pytest.mark.parametrize("facts", [{"name": "Annexe"}, {"floor_area_m2": 80.0}, {"status": "vacant"}])
def test_what_tells_two_blocks_apart_keeps_them_apart(frame_of: MakeFrame, facts: dict[str, object]) -> None:
    block: dict[str, object] = {
        "organisation": "Marple Fire and Rescue Service",
        "service": "fire_station",
        "easting": 20.0,
        "northing": 0.0,
    }
    police: dict[str, object] = {
        "organisation": "Police",
        "name": "Station",
        "service": "police_station",
        "easting": 0.0,
        "northing": 0.0,
    }
    found = find(frame_of([block, {**block, **facts}, police]))
    assert len([each for each in found.candidates if each.guest.name == "Station"]) == 2
