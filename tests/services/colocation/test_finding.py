"""Candidates from assets: standing, screening, reasons, whom to ask, and who may see them."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest
import shapely

from tpdesk.domain.candidates import (
    Candidate,
    CandidateList,
    CandidateOptions,
    Side,
    Standing,
)
from tpdesk.domain.disclosure import FULL, PARTNERS, disclose_assets
from tpdesk.domain.errors import Cancelled, InputError
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.progress import CancellingProgress
from tpdesk.services.colocation import find_candidates
from tpdesk.services.colocation.screening import ASSET_RULES, PAIR_RULES, reason_words

MakeFrame = Callable[[Sequence[dict[str, object]]], AssetFrame]
ON = date(2026, 11, 22)

CLINIC: dict[str, object] = {
    "organisation": "Trust",
    "name": "Chapel Road Clinic",
    "reference": "R0A60",
    "easting": 0.0,
    "northing": 0.0,
    "service": "health_centre",
    "tenure": "freehold",
    "floor_area_m2": 672.0,
    "vacant_m2": 0.0,
    "running_cost_gbp": 102_757.0,
    "backlog_gbp": 101_129.0,
}
CENTRE: dict[str, object] = {
    "organisation": "Council",
    "name": "Claremont Centre",
    "easting": 53.0,
    "northing": 0.0,
    "holding": "buildings",
    "tenure": "freehold",
    "floor_area_m2": 1047.0,
}


def find(frame: AssetFrame, **options: object) -> CandidateList:
    asked = CandidateOptions(on=ON, **options)  # type: ignore[arg-type]
    return find_candidates(disclose_assets(frame, FULL), asked)


def test_unknown_room_is_asked_for_first_and_not_ranked(frame_of: MakeFrame) -> None:
    found = find(frame_of([CLINIC, CENTRE]))
    (only,) = found.candidates
    assert only.standing is Standing.ASK_FIRST
    assert only.rank is None
    assert (only.guest.name, only.host.name) == ("Chapel Road Clinic", "Claremont Centre")
    assert only.guest.reference == "R0A60"
    assert (only.ask[0].fact, only.ask[0].organisation, only.ask[0].side) == (
        "vacant floor area",
        "Council",
        Side.HOST,
    )
    assert ("condition", "Council") in [(each.fact, each.organisation) for each in only.ask]
    assert only.coverage == pytest.approx(62 / 88)
    assert only.reasons[:3] == (
        "53 m apart, a minute on foot",
        "672 m² into 1,047 m²: room unknown",
        "Health centre with community centre",
    )
    assert "Service of the host recognised by “centre”, not recorded" in only.reasons
    assert found.pairs_considered == 1
    assert {each.key: each.pairs for each in found.ruled_out} == {"host_no_room": 1}


def test_known_room_is_ranked_by_points_known(frame_of: MakeFrame) -> None:
    found = find(frame_of([CLINIC, {**CENTRE, "vacant_m2": 840.0, "condition": "B"}]))
    (only,) = found.of_standing(Standing.RANKED)
    assert only.rank == 1
    assert only.coverage == 1.0
    expected = {
        "distance": 20 * (1 - (53 / 800) ** 2),
        "room": 18 * 0.75,
        "services": 16 * 0.9,
        "lease_event": 14 * 0.35,
        "running_cost": 12 * (102_757 / 672 / 230),
        "condition": 8 * (0.75 + 101_129 / 672 / 500) / 2,
    }
    assert {each.key: each.points for each in only.criteria} == {
        key: pytest.approx(points / 0.88) for key, points in expected.items()
    }
    assert only.score == pytest.approx(sum(expected.values()) / 0.88)
    assert only.points == pytest.approx(only.score)
    assert only.ask == ()


HOSTS: list[tuple[dict[str, object], str]] = [
    ({"vacant_m2": 700.0}, "ranked"),
    ({"occupied_m2": 300.0}, "ranked"),
    ({"status": "vacant"}, "ranked"),
    ({"vacant_m2": 0.0}, "host_no_room"),
    ({"occupied_m2": 1047.0}, "host_no_room"),
    ({"vacant_m2": 500.0}, "less_room_than_needed"),
    ({"floor_area_m2": 600.0}, "host_smaller_than_need"),
    ({"floor_area_m2": None}, "ask_first"),
    ({"holding": "land"}, "host_land"),
    ({"level": "land"}, "host_land"),
    ({"holding": None, "name": "Land at Edge Lane"}, "host_land"),
    ({"tenure_detail": "leased_out"}, "host_let_to_others"),
    ({"name": "Firs Primary School"}, "host_education"),
    ({"service": "college"}, "host_education"),
    ({"organisation": "College"}, "host_education"),
    ({"name": "Library car park"}, "host_car_park"),
    ({"service": "footpath"}, "host_footpath"),
    ({"name": "Sale Cemetery"}, "host_cemetery"),
    ({"holding_reason": "Managed allotments"}, "host_allotments"),
    ({"name": "Public toilets"}, "host_public_toilets"),
    ({"holding": "land_and_buildings", "name": "Lostock Park"}, "host_open_space"),
    ({"name": "Football Changing Rooms"}, "host_pavilion"),
    ({"service": "infrastructure"}, "host_infrastructure"),
    ({"name": "Altrincham Market Hall"}, "host_shop"),
    ({"name": "Hillam Farm"}, "host_farm"),
    ({"name": "Caretaker's House"}, "host_home"),
    ({"service": "care_home"}, "host_home"),
    ({"name": "Park Store"}, "host_pavilion"),
    ({"name": "Shed Store"}, "host_store"),
    ({"service": "store"}, "services_apart"),
    ({"service": "store", "floor_area_m2": 90.0}, "host_store"),
    ({"name": "Other reportable sites"}, "host_several_places"),
    ({"status": "disposed"}, "host_disposed"),
    ({"name": "Watling Gate (Derelict)"}, "host_ruined"),
    ({"status": "under_construction"}, "host_under_construction"),
    ({"holding_reason": "Being developed"}, "host_under_construction"),
    ({"status": "surplus"}, "host_surplus"),
    ({"holding_reason": "Investment"}, "host_investment"),
    ({"holding_reason": "Commissioned service"}, "host_run_by_others"),
    ({"tenure_detail": "undocumented"}, "host_run_by_others"),
    ({"floor_area_m2": 20.0}, "host_too_small"),
    ({"service": "industrial"}, "services_apart"),
    ({"site": "one"}, "same_site"),
    ({"uprn": "77"}, "same_site"),
    ({"name": "The Chapel Road Clinic (NHS)", "service": "health_centre"}, "one_building"),
    ({"name": "Chapel Rd Clinic", "service": "health_centre"}, "ask_first"),
    (
        {"name": "Chapel Road Clinic, East", "service": "health_centre", "easting": 206.0},
        "may_be_one_building",
    ),
    ({"name": "Chapel Road Clinic, West", "service": "health_centre", "easting": 400.0}, "ask_first"),
    ({"name": "Road Clinic Chapel", "service": "health_centre", "easting": 206.0}, "ask_first"),
    ({"street_number": "5", "street": "Chapel Road"}, "same_address"),
    ({"address": "Floor 2, 5 Chapel Road, Sale", "easting": 60.0}, "same_address"),
    ({"address": "7 Chapel Road, Sale"}, "ask_first"),
    ({"address": "Chapel Road, Sale"}, "ask_first"),
    ({"service": "police_station"}, "public_kept_out"),
    ({"service": "probation"}, "public_kept_out"),
    ({"service": "gp_surgery", "floor_area_m2": None}, "host_kind_too_small"),
    ({"service": "gp_surgery", "floor_area_m2": None, "vacant_m2": 700.0}, "ranked"),
    ({"service": "gp_surgery"}, "ask_first"),
    ({"name": "School Rd (81-83)"}, "ask_first"),
]
"""Facts, and what becomes of the clinic in a host of which they are true."""


@pytest.mark.parametrize(("facts", "outcome"), HOSTS)
def test_a_host_is_judged(frame_of: MakeFrame, facts: dict[str, object], outcome: str) -> None:
    guest = {**CLINIC, "site": "one", "uprn": "77", "address": "5 Chapel Road, Sale, M33 7DY"}
    found = find(frame_of([guest, {**CENTRE, **facts}]), ruled_out_top=2)
    clinic = [each for each in found.candidates if each.guest.name == "Chapel Road Clinic"]
    outcomes = [each.standing.value for each in clinic]
    outcomes += [
        each.key for each in found.ruled_out for pair in each.nearest if pair[0].name == "Chapel Road Clinic"
    ]
    assert outcomes == [outcome]


GUESTS: list[tuple[dict[str, object], str]] = [
    ({}, "ask_first"),
    ({"service": None, "name": "Ascot House"}, "ask_first"),
    ({"holding": "land"}, "guest_land"),
    ({"tenure_detail": "leased_out"}, "guest_let_to_others"),
    ({"service": "school"}, "guest_education"),
    ({"service": "car_park"}, "guest_car_park"),
    ({"service": None, "name": "Altrincham War Memorial"}, "guest_cemetery"),
    ({"service": "shop"}, "guest_shop"),
    ({"service": "housing"}, "guest_home"),
    ({"status": "disposed"}, "guest_disposed"),
    ({"status": "vacant"}, "guest_vacant"),
    ({"tenure_detail": "vacant"}, "guest_vacant"),
    ({"occupied_m2": 0.0}, "guest_vacant"),
    ({"service": None, "name": "Former Lostock Library"}, "guest_vacant"),
    ({"service": "hospital"}, "guest_purpose_built"),
    ({"service": "mental_health"}, "guest_purpose_built"),
    ({"service": None, "name": "Community Mental Health Team"}, "ask_first"),
    ({"floor_area_m2": 12_000.0, "vacant_m2": None}, "guest_too_large"),
    ({"service": "ambulance_station"}, "no_bays"),
    ({"service": "clinical_support", "name": "Salford Ambulance Station"}, "no_bays"),
    ({"service": "clinical_support", "name": "Brookheys"}, "ask_first"),
    ({"floor_area_m2": 1500.0, "vacant_m2": 700.0}, "ask_first"),
    ({"floor_area_m2": 1500.0, "occupied_m2": 1500.0}, "host_smaller_than_need"),
]
"""Facts, and what becomes of a guest in the centre of which they are true."""


@pytest.mark.parametrize(("facts", "outcome"), GUESTS)
def test_a_guest_is_judged(frame_of: MakeFrame, facts: dict[str, object], outcome: str) -> None:
    found = find(frame_of([{**CLINIC, **facts}, CENTRE]), ruled_out_top=2)
    outcomes = [each.standing.value for each in found.candidates if each.host.name == "Claremont Centre"]
    outcomes += [
        each.key for each in found.ruled_out for pair in each.nearest if pair[1].name == "Claremont Centre"
    ]
    assert outcomes == [outcome]


def test_every_reason_has_its_own_words() -> None:
    words = reason_words()
    assert len(set(words.values())) == len(words)
    sides = sum(len(rule.sides) for rule in ASSET_RULES)
    assert len(words) == sides + sum(len(rule.reasons) for rule in PAIR_RULES) < 255


def test_constraints_are_shown(frame_of: MakeFrame) -> None:
    host = {
        **CENTRE,
        "listed_grade": "Grade II*",
        "constraint_covenant": "yes",
        "constraint_overage": "no",
        "constraint_listed": "yes",
    }
    guest = {**CLINIC, "constraint_charity_trust": "yes"}
    (only,) = find(frame_of([guest, host])).candidates
    assert only.host.constraints == ("Covenant", "Listed building, grade II*")
    assert "Host constraint: Covenant" in only.reasons
    assert "Guest constraint: Charity trust" in only.reasons


def test_positions_by_postcode_and_costs_without_rates_are_told(frame_of: MakeFrame) -> None:
    guest = {**CLINIC, "location_method": "postcode", "cost_cleaning_gbp": 102_757.0}
    (only,) = find(frame_of([guest, CENTRE])).candidates
    assert "About 53 m apart (position of one by postcode, ±100 m), a minute on foot" in only.reasons
    assert any("£102,757 known" in reason for reason in only.reasons)
    paid = {**guest, "cost_rates_gbp": 1.0, "cost_energy_gbp": 1.0, "location_method": "uprn"}
    (only,) = find(frame_of([paid, CENTRE])).candidates
    assert any("£102,757 in all" in reason for reason in only.reasons)
    assert only.reasons[0] == "53 m apart, a minute on foot"


def test_two_at_one_postcode_may_share_a_site_already(frame_of: MakeFrame) -> None:
    at_one = {"easting": 53.0, "postcode": "M33 7EG"}
    (only,) = find(frame_of([{**CLINIC, **at_one}, {**CENTRE, **at_one}])).candidates
    assert only.reasons[-1] == "Both placed at M33 7EG: they may share a site already"
    assert only.reasons[0] == "At the same position"


def test_pairs_are_counted_before_any_rule_and_within_the_distance(frame_of: MakeFrame) -> None:
    rows = [
        CLINIC,
        CENTRE,
        {**CENTRE, "holding": "land", "easting": 799.0},
        {**CENTRE, "easting": 801.0},
        {**CENTRE, "easting": None},
        {**CLINIC, "easting": 10.0},
        {**CENTRE, "organisation": None},
    ]
    found = find(frame_of(rows))
    assert found.pairs_considered == 5
    directed = found.ranked_found + found.ask_first_found + sum(each.pairs for each in found.ruled_out)
    assert directed == 2 * found.pairs_considered
    assert found.placed == 5


def test_what_an_audience_may_not_see_is_not_counted(frame_of: MakeFrame) -> None:
    frame = frame_of([CLINIC, CENTRE, {**CENTRE, "sensitivity": "confidential", "name": "Secret Centre"}])
    partners = find_candidates(disclose_assets(frame, PARTNERS), CandidateOptions(on=ON))
    assert partners.pairs_considered == 1
    assert partners.withheld is None
    assert partners.notice == "Some premises may be omitted"
    assert partners.as_json()["notice"] == partners.notice
    full = find(frame)
    assert full.pairs_considered == 2
    assert full.withheld == 0
    assert "notice" not in full.as_json()


def test_top_counts_each_standing_for_itself(frame_of: MakeFrame) -> None:
    centres = [{**CENTRE, "easting": 50.0 + n, "name": f"Centre {n}", "reference": str(n)} for n in range(5)]
    roomy = [{**each, "vacant_m2": 900.0} for each in centres]
    found = find(frame_of([CLINIC, *centres, *roomy]), top=2)
    assert [each.rank for each in found.candidates] == [1, 2, None, None]
    assert (found.ranked_found, found.ask_first_found) == (5, 5)
    assert [each.distance_m for each in found.of_standing(Standing.RANKED)] == [50.0, 51.0]


def test_weights_move_the_points(frame_of: MakeFrame) -> None:
    frame = frame_of([CLINIC, CENTRE])
    (only,) = find(frame, weights={"distance": 100.0, "services": 0.0, "room": 0.0}).candidates
    assert [round(each.of_points, 1) for each in only.criteria] == [74.6, 0.0, 0.0, 10.4, 9.0, 6.0]
    assert only.ask[0].fact == "vacant floor area"
    nothing = dict.fromkeys(("distance", "services", "lease_event", "running_cost", "condition"), 0.0)
    (blank,) = find(frame, weights=nothing).candidates
    assert blank.score is None
    assert blank.coverage == 0.0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"within_m": 0.0}, "distance_unusable"),
        ({"within_m": float("nan")}, "distance_unusable"),
        ({"top": -1}, "number_unusable"),
        ({"horizon_months": -1}, "number_unusable"),
        ({"weights": {"beauty": 1.0}}, "criterion_unknown"),
    ],
)
def test_unusable_requests_are_refused(frame_of: MakeFrame, options: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as told:
        find(frame_of([CLINIC]), **options)
    assert told.value.code == code


def test_an_empty_register_has_no_candidates(frame_of: MakeFrame) -> None:
    found = find(frame_of([]))
    assert found.candidates == ()
    assert found.pairs_considered == 0
    assert find(frame_of([{**CLINIC, "easting": None}])).placed == 0


def test_a_person_may_cancel(frame_of: MakeFrame) -> None:
    with pytest.raises(Cancelled):
        find_candidates(disclose_assets(frame_of([CLINIC, CENTRE]), FULL), None, CancellingProgress(2))


def test_candidates_are_the_same_whatever_the_order_of_rows(frame_of: MakeFrame) -> None:
    rng = np.random.default_rng(4)
    rows: list[dict[str, object]] = [
        {
            **(CENTRE if n % 2 else CLINIC),
            "uid": f"u{n}",
            "easting": float(rng.uniform(0, 2000)),
            "northing": float(rng.uniform(0, 2000)),
            "vacant_m2": 900.0 if n % 3 else None,
        }
        for n in range(40)
    ]
    first = find(frame_of(rows), top=500)
    second = find(frame_of(rows[::-1]), top=500)
    assert [(each.guest.uid, each.host.uid, each.score) for each in first.candidates] == [
        (each.guest.uid, each.host.uid, each.score) for each in second.candidates
    ]
    assert first.pairs_considered == second.pairs_considered


def test_a_guest_of_unknown_need_or_service_is_asked_about_first(frame_of: MakeFrame) -> None:
    host = {**CENTRE, "vacant_m2": 840.0}

    def clinic(**facts: object) -> Candidate:
        found = find(frame_of([{**CLINIC, **facts}, host])).candidates
        return next(each for each in found if each.guest.reference == "R0A60")

    assert clinic().standing is Standing.RANKED
    unmeasured = clinic(floor_area_m2=None, vacant_m2=None)
    assert (unmeasured.standing, unmeasured.ask[0].fact) == (Standing.ASK_FIRST, "floor area it needs")
    assert unmeasured.ask[0].organisation == "Trust"
    unsaid = clinic(service=None, name="Ascot House")
    assert (unsaid.standing, unsaid.ask[0].fact) == (Standing.ASK_FIRST, "service delivered there")


def test_pairs_of_which_neither_lies_in_the_place_are_ruled_out(frame_of: MakeFrame) -> None:
    frame = disclose_assets(frame_of([CLINIC, CENTRE]), FULL)
    around = find_candidates(frame, None, None, shapely.box(-10, -10, 10, 10))
    assert len(around.candidates) == 1
    elsewhere = find_candidates(frame, None, None, shapely.box(5000, 5000, 6000, 6000))
    assert elsewhere.candidates == ()
    assert elsewhere.pairs_considered == 1
    assert "outside_place" in {each.key for each in elsewhere.ruled_out}


def test_an_asset_without_a_name_is_called_by_its_postcode(frame_of: MakeFrame) -> None:
    (only,) = find(
        frame_of([CLINIC, {**CENTRE, "name": None, "postcode": "M33 7DZ", "service": "office"}])
    ).candidates
    assert only.host.name == "Office, M33 7DZ"
