"""Each rule on both sides of its bound, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tpdesk.domain.rules.catalogue import RULE_BY_CODE

if TYPE_CHECKING:
    from tests.domain.rules.conftest import Examine

DOUBTED: list[tuple[str, dict[str, Any], str]] = [
    (
        "break_after_expiry",
        {"next_break": "2031-04-01", "lease_expiry": "2030-03-31"},
        "The next break is 1 Apr 2031, after the lease has ended on 31 Mar 2030.",
    ),
    (
        "expiry_before_start",
        {"lease_start": "2020-01-01", "lease_expiry": "2019-12-31"},
        "The lease ends on 31 Dec 2019, before it starts on 1 Jan 2020.",
    ),
    (
        "rent_on_freehold",
        {"tenure": "freehold", "annual_rent_gbp": 12_500.0},
        "Held freehold, yet a rent of £12,500 a year is payable.",
    ),
    (
        "rent_on_freehold",
        {"tenure": "freehold", "tenure_detail": "leased_out", "annual_rent_gbp": 12_500.0},
        "Held freehold and let out, yet a rent of £12,500 is payable; it may be receivable.",
    ),
    (
        "nia_over_gia",
        {"nia_m2": 102.0, "gia_m2": 100.0},
        "The net internal area, 102 m², is more than the gross internal area, 100 m².",
    ),
    (
        "internal_over_external",
        {"gia_m2": 102.0, "gea_m2": 100.0},
        "The gross internal area, 102 m², is more than the gross external area, 100 m².",
    ),
    (
        "internal_over_external",
        {"nia_m2": 102.0, "gia_m2": 90.0, "gea_m2": 100.0},
        "The net internal area, 102 m², is more than the gross external area, 100 m².",
    ),
    (
        "occupied_over_total",
        {"occupied_m2": 1_202.0, "gia_m2": 1_200.0, "nia_m2": 900.0},
        "1,202 m² are occupied, more than the floor area of 1,200 m².",
    ),
    (
        "vacant_over_total",
        {"vacant_m2": 60.0, "area_unstated_m2": 50.0},
        "60 m² are vacant, more than the floor area of 50 m².",
    ),
    (
        "use_over_total",
        {"occupied_m2": 80.0, "vacant_m2": 30.0, "gia_m2": 100.0},
        "80 m² occupied and 30 m² vacant are together more than the floor area of 100 m².",
    ),
    (
        "land_with_floor",
        {"holding": "land", "floor_area_m2": 30.0, "area_unstated_m2": 30.0},
        "Held as land alone, yet it has a floor area of 30 m².",
    ),
    (
        "backlog_unsurveyed",
        {"backlog_gbp": 5_000.0},
        "A backlog of £5,000 is reported, yet the day of the survey and the condition are not known.",
    ),
    (
        "backlog_unsurveyed",
        {"backlog_gbp": 5_000.0, "condition": "C"},
        "A backlog of £5,000 is reported, yet the day of the survey is not known.",
    ),
    (
        "running_cost_implausible",
        {"running_cost_gbp": 150.0, "floor_area_m2": 100.0},
        "£150 a year for 100 m² are £1.50 per m²; £2 to £2,000 can be believed.",
    ),
    (
        "running_cost_implausible",
        {"running_cost_gbp": 200_001.0, "floor_area_m2": 100.0},
        "£200,001 a year for 100 m² are £2,000.01 per m²; £2 to £2,000 can be believed.",
    ),
    (
        "rent_implausible",
        {"annual_rent_gbp": 250_000.0, "floor_area_m2": 100.0},
        "A rent of £250,000 a year for 100 m² is £2,500.00 per m²; £1 to £2,000 can be believed.",
    ),
    (
        "rent_implausible",
        {"annual_rent_gbp": 120.0, "demised_area_m2": 240.0, "floor_area_m2": 100.0},
        "A rent of £120 a year for 240 m² is £0.50 per m²; £1 to £2,000 can be believed.",
    ),
    (
        "cost_negative",
        {"cost_rates_gbp": -20.0, "backlog_high_gbp": -5.0, "cost_water_gbp": 3.0},
        "An amount is below nothing: Rates -£20; Backlog, high risk -£5.",
    ),
    ("rent_negative", {"annual_rent_gbp": -300.0}, "An amount is below nothing: Rent payable -£300."),
    (
        "dec_default",
        {"dec_rating": 9999.0},
        "The DEC operational rating is 9999: the default where nothing was metered, not a reading.",
    ),
    (
        "lease_without_expiry",
        {"tenure": "leasehold"},
        "Leasehold, yet the last day of the lease is not known.",
    ),
    (
        "lease_holding_over",
        {"lease_expiry": "2026-11-21", "status": "operational", "tenure": "leasehold"},
        "The lease ended on 21 Nov 2026, yet it is in use: held over, or renewed and not recorded.",
    ),
    ("organisation_unknown", {"owner": -1}, "It belongs to no reporting organisation."),
    (
        "name_missing",
        {"name": None, "address": "1 High Street"},
        "It has no name and is called “1 High Street” here.",
    ),
    (
        "vacant_with_people",
        {"status": "vacant", "fte": 12.5},
        "The status is vacant, yet 12.5 FTE work there.",
    ),
    ("surplus_undated", {"status": "surplus"}, "It is surplus, yet since when is not known."),
    (
        "sensitivity_overdue",
        {"sensitivity_review": "2026-11-21"},
        "Its sensitivity was to be looked at again on 21 Nov 2026.",
    ),
    (
        "price_year_missing",
        {"unpriced": True, "running_cost_gbp": 900.0},
        "An amount lacks its price year: running cost £900.",
    ),
    ("price_year_missing", {"unpriced": True}, "An amount lacks its price year."),
]

BELIEVED: list[tuple[str, dict[str, Any]]] = [
    ("break_after_expiry", {"next_break": "2030-03-31", "lease_expiry": "2030-03-31"}),
    ("break_after_expiry", {"next_break": "2031-04-01"}),
    ("expiry_before_start", {"lease_start": "2020-01-01", "lease_expiry": "2020-01-01"}),
    ("expiry_before_start", {"lease_expiry": "2020-01-01"}),
    ("rent_on_freehold", {"tenure": "leasehold", "annual_rent_gbp": 12_500.0}),
    ("rent_on_freehold", {"tenure": "freehold", "annual_rent_gbp": 0.0}),
    ("nia_over_gia", {"nia_m2": 101.0, "gia_m2": 100.0}),
    ("nia_over_gia", {"nia_m2": 101.0}),
    ("internal_over_external", {"gia_m2": 100.0, "nia_m2": 90.0, "gea_m2": 100.0}),
    ("internal_over_external", {"gea_m2": 100.0}),
    ("occupied_over_total", {"occupied_m2": 950.0, "nia_m2": 900.0, "gia_m2": 1_200.0}),
    ("occupied_over_total", {"occupied_m2": 950.0}),
    ("vacant_over_total", {"vacant_m2": 50.0, "area_unstated_m2": 50.0}),
    ("use_over_total", {"occupied_m2": 70.0, "vacant_m2": 30.0, "gia_m2": 100.0}),
    ("use_over_total", {"occupied_m2": 120.0, "vacant_m2": 30.0, "gia_m2": 100.0}),
    ("use_over_total", {"occupied_m2": 20.0, "vacant_m2": 130.0, "gia_m2": 100.0}),
    ("land_with_floor", {"holding": "land_and_buildings", "floor_area_m2": 30.0}),
    ("land_with_floor", {"holding": "land", "floor_area_m2": 0.0}),
    ("backlog_unsurveyed", {"backlog_gbp": 5.0, "condition": "C", "survey_date": "2024-05-01"}),
    ("backlog_unsurveyed", {"backlog_gbp": 0.0}),
    ("running_cost_implausible", {"running_cost_gbp": 200.0, "floor_area_m2": 100.0}),
    ("running_cost_implausible", {"running_cost_gbp": 200_000.0, "floor_area_m2": 100.0}),
    ("running_cost_implausible", {"running_cost_gbp": 0.0, "floor_area_m2": 100.0}),
    ("running_cost_implausible", {"running_cost_gbp": 9e9}),
    ("rent_implausible", {"annual_rent_gbp": 100.0, "floor_area_m2": 10_000.0}),
    ("rent_implausible", {"annual_rent_gbp": 101.0, "demised_area_m2": 50.0, "floor_area_m2": 10_000.0}),
    ("rent_implausible", {"annual_rent_gbp": 9e9}),
    ("rent_implausible", {"annual_rent_gbp": 101.0, "floor_area_m2": 10_000.0, "tenure": "freehold"}),
    ("cost_negative", {"cost_rates_gbp": 0.0, "annual_rent_gbp": -1.0}),
    ("rent_negative", {"annual_rent_gbp": 0.0, "cost_rates_gbp": -1.0}),
    ("dec_default", {"dec_rating": 999.0}),
    ("lease_without_expiry", {"tenure": "leasehold", "lease_expiry": "2020-01-01"}),
    ("lease_without_expiry", {"tenure": "leasehold", "status": "disposed"}),
    ("lease_without_expiry", {"tenure": "licence"}),
    ("lease_holding_over", {"lease_expiry": "2026-11-22", "status": "operational"}),
    ("lease_holding_over", {"lease_expiry": "2020-01-01", "status": "vacant"}),
    ("lease_holding_over", {"lease_expiry": "2020-01-01", "status": "operational", "tenure": "freehold"}),
    ("outside_place", {"easting": 1.0, "northing": 1.0}),
    ("organisation_unknown", {"owner": 1}),
    ("name_missing", {"name": "Hall"}),
    ("vacant_with_people", {"status": "vacant", "fte": 0.0}),
    ("vacant_with_people", {"status": "operational", "fte": 9.0}),
    ("surplus_undated", {"status": "surplus", "status_since": "2024-01-01"}),
    ("surplus_undated", {"status": "vacant"}),
    ("sensitivity_overdue", {"sensitivity_review": "2026-11-22"}),
    ("price_year_missing", {"running_cost_gbp": 900.0}),
]


@pytest.mark.parametrize(("code", "asset", "message"), DOUBTED)
def test_a_rule_doubts_and_says_why(code: str, asset: dict[str, Any], message: str, examine: Examine) -> None:
    examined, rule = examine(asset), RULE_BY_CODE[code]
    assert rule.find(examined).tolist() == [True]
    assert rule.tell(examined, 0).message == message


@pytest.mark.parametrize(("code", "asset"), BELIEVED)
def test_a_rule_believes_what_can_be(code: str, asset: dict[str, Any], examine: Examine) -> None:
    assert RULE_BY_CODE[code].find(examine(asset)).tolist() == [False]


@pytest.mark.parametrize("code", [code for code in RULE_BY_CODE if code != "name_missing"])
def test_no_rule_doubts_an_asset_of_which_nothing_is_known(code: str, examine: Examine) -> None:
    assert RULE_BY_CODE[code].find(examine({})).tolist() == [False]


def test_a_rating_of_9999_is_certainly_none(examine: Examine) -> None:
    fix = RULE_BY_CODE["dec_default"].tell(examine({"dec_rating": 9999.0}), 0).fix
    assert fix is not None
    assert (fix.field, fix.value) == ("dec_rating", None)
    assert [code for code, rule in RULE_BY_CODE.items() if rule.remedy] == ["dec_default"]


def test_a_doubt_names_the_fields_it_rests_on(examine: Examine) -> None:
    told = RULE_BY_CODE["cost_negative"].tell(examine({"cost_rates_gbp": -1.0}), 0)
    assert told.fields == ("cost_rates_gbp",)
    longer = examine({"occupied_m2": 60.0, "nia_m2": 50.0, "gia_m2": 40.0})
    assert RULE_BY_CODE["occupied_over_total"].tell(longer, 0).fields == ("occupied_m2", "nia_m2")
