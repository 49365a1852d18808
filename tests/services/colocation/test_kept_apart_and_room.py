"""Services that must be kept apart, and room that can be given only once."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from tpdesk.domain.candidates import CandidateList, CandidateOptions, RoomDemand, Standing
from tpdesk.domain.disclosure import FULL, disclose_assets
from tpdesk.domain.frame import AssetFrame
from tpdesk.services.colocation import find_candidates
from tpdesk.services.colocation.screening import reason_words

MakeFrame = Callable[[Sequence[dict[str, object]]], AssetFrame]

CLINIC: dict[str, object] = {
    "organisation": "Trust",
    "name": "Ash House",
    "easting": 0.0,
    "northing": 0.0,
    "service": "health_centre",
    "floor_area_m2": 200.0,
}
CENTRE: dict[str, object] = {
    "organisation": "Council",
    "name": "Elm House",
    "easting": 53.0,
    "northing": 0.0,
    "service": "community_centre",
    "holding": "buildings",
    "floor_area_m2": 1047.0,
}


def find(frame: AssetFrame, ruled_out_top: int = 0) -> CandidateList:
    asked = CandidateOptions(on=date(2026, 11, 22), ruled_out_top=ruled_out_top)
    return find_candidates(disclose_assets(frame, FULL), asked)


PAIRS_OF_SERVICES: list[tuple[str, str, str]] = [
    ("childrens_centre", "probation", "children_apart"),
    ("youth_centre", "court", "children_apart"),
    ("probation", "childrens_centre", "children_apart"),
    ("childrens_centre", "police_station", "children_apart"),
    ("library", "police_station", "public_kept_out"),
    ("gp_surgery", "court", "public_kept_out"),
    ("police_counter", "childrens_centre", "children and police business, ask both safeguarding leads"),
    ("police_station", "youth_centre", "children and police business, ask both safeguarding leads"),
    (
        "probation",
        "library",
        "people on probation or before the court, their visits need a risk assessment",
    ),
    ("health_centre", "fire_station", "the services need separate entrances and hours"),
    ("probation", "jobcentre", ""),
    ("library", "community_centre", ""),
    ("police_station", "fire_station", ""),
]
"""Guest and host, and the reason against or the caution."""


@pytest.mark.parametrize(("guest", "host", "outcome"), PAIRS_OF_SERVICES)
def test_services_that_must_be_kept_apart_are_ruled_out_or_said(
    frame_of: MakeFrame, guest: str, host: str, outcome: str
) -> None:
    guests = {**CLINIC, "service": guest}
    found = find(frame_of([guests, {**CENTRE, "service": host}]), ruled_out_top=2)
    said = [each.cautions for each in found.candidates if each.guest.name == "Ash House"]
    reasons = [each.key for each in found.ruled_out for pair in each.nearest if pair[0].name == "Ash House"]
    if outcome in reason_words():
        assert (said, reasons) == ([], [outcome])
        return
    ((*cautions,),) = said
    assert (outcome in cautions) if outcome else not cautions
    (only,) = (each for each in found.candidates if each.guest.name == "Ash House")
    assert all(f"Caution: {text}" in only.reasons for text in cautions)


def test_room_that_several_guests_want_is_added_up(frame_of: MakeFrame) -> None:
    small = {**CLINIC, "floor_area_m2": 400.0}
    rows = [
        {**small, "name": "Ash Clinic"},
        {**small, "name": "Elm Clinic", "easting": 10.0},
        {**CENTRE, "vacant_m2": 500.0},
    ]
    first, second = find(frame_of(rows)).of_standing(Standing.RANKED)
    assert first.demand == second.demand == RoomDemand(2, 800.0, 500.0)
    assert "2 guests want 800 of its 500 m²" in first.reasons
    roomy = find(frame_of([*rows[:2], {**CENTRE, "vacant_m2": 900.0}])).of_standing(Standing.RANKED)
    assert all("Room for all 2 guests: 800 of its 900 m²" in each.notes for each in roomy)
    (alone,) = find(frame_of([rows[0], rows[2]])).of_standing(Standing.RANKED)
    assert alone.demand is None
