"""What a profile knows of a list is followed to the last column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tpdesk.services.importing import Decisions, ImportPlan
from tpdesk.store.reads import read_batches, read_children, read_lists
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]

PROFILE = """
name = "vale_return"
title = "Return of the Vale"
description = "An invented return."
organisation_column = ["Body", "Trust"]
kind = "nhs"
only_columns = true
unknown = ["Withheld"]
published = true
where = ["Year=2024"]
reference_scheme = "vale"
as_at_column = "Taken on"
period_column = "Year of money"
[columns]
"Code" = "reference"
"Title" = "name"
"Size" = "gia_m2"
"Use" = "service"
[units]
"Size" = "sqft"
[constants]
level = "site"
[wordings.service]
"Health hut" = "health_centre"
[[sums]]
field = "cost_energy_gbp"
columns = ["Gas (£)", "Power (£)", "Steam (£)"]
[[firsts]]
field = "vacant_m2"
columns = ["Empty (m²)", "Closed (m²)"]
[[joins]]
field = "address"
columns = ["Line 1", "Line 2"]
[[shares]]
field = "occupied_m2"
column = "In use (%)"
of = "gia_m2"
[[rules]]
column = "Use"
wording = "health hut"
field = "holding"
value = "Buildings"
"""
HEADINGS = [
    "Body",
    "Code",
    "Title",
    "Size",
    "Use",
    "Gas (£)",
    "Power (£)",
    "Empty (m²)",
    "Closed (m²)",
    "Line 1",
    "Line 2",
    "In use (%)",
    "Year",
    "Taken on",
    "Year of money",
]
ROWS = [
    [
        "Vale NHS Trust",
        "S1",
        "Clinic",
        "1000",
        "Health hut",
        "10",
        "5",
        "7",
        "9",
        "1 Mill Lane",
        "",
        "50",
        "2024",
        "2024-03-31",
        "2023/24",
    ],
    [
        "Vale NHS Trust",
        "S2",
        "Withheld",
        "",
        "Office",
        "",
        "5",
        "",
        "9",
        "",
        "",
        "",
        "2024",
        "2024-03-31",
        "2023/24",
    ],
    [
        "Vale NHS Trust",
        "S3",
        "Annexe",
        "10",
        "Office",
        "",
        "",
        "",
        "",
        "A",
        "B",
        "50",
        "2023",
        "2023-03-31",
        "2022/23",
    ],
]


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "vale.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return str(path)


def test_everything_a_profile_says_is_done(
    bring_in: Bring, write_list: Write, register: Register, profile: str
) -> None:
    plan = bring_in(write_list(HEADINGS, *ROWS), organisation="", profile=profile)
    assert (plan.counts.read, plan.counts.filtered, plan.created) == (3, 1, 2)
    frame = register.read_assets()
    first = {
        key: frame.value(0, key) for key in ("name", "service", "holding", "level", "sensitivity", "address")
    }
    assert first == {
        "name": "Clinic",
        "service": "health_centre",
        "holding": "buildings",
        "level": "site",
        "sensitivity": "open",
        "address": "1 Mill Lane",
    }
    assert frame.value(0, "gia_m2") == pytest.approx(92.90304)
    assert frame.value(0, "occupied_m2") == 46.45
    assert (frame.value(0, "vacant_m2"), frame.value(1, "vacant_m2")) == (7.0, 9.0)
    assert (frame.value(0, "cost_energy_gbp"), frame.value(1, "cost_energy_gbp")) == (15.0, 5.0)
    assert [frame.value(1, key) for key in ("name", "address", "holding", "occupied_m2")] == [None] * 4
    assert frame.published.tolist() == [True, True]
    assert [each.kind for each in register.read_organisations()] == ["nhs"]
    kept = read_lists(register)[0]
    assert (kept.name, kept.profile, kept.published, kept.row_filter) == (
        "Return of the Vale",
        "vale_return",
        True,
        "year=2024",
    )
    costs = [row for rows in read_children(register, "cost").values() for row in rows]
    assert {row["period"] for row in costs} == {"2023/24"}
    assert str(read_batches(register)[0].as_at) == "2024-03-31"


def test_the_control_sheet_says_where_columns_of_a_sum_went(
    bring_in: Bring, write_list: Write, profile: str
) -> None:
    plan = bring_in(write_list(HEADINGS, *ROWS), organisation="", profile=profile)
    lines = {line.column: (line.source, line.register, line.why) for line in plan.control}
    assert lines["Power (£)"] == (10.0, 10.0, "Counted in “Energy”.")
    assert lines["Closed (m²)"] == (18.0, 9.0, "Counted in “Vacant”, rows left out or known better apart.")


def test_the_same_file_by_the_same_profile_changes_nothing(
    bring_in: Bring, write_list: Write, profile: str
) -> None:
    path = write_list(HEADINGS, *ROWS)
    bring_in(path, organisation="", profile=profile)
    again = bring_in(path, organisation="", profile=profile)
    assert (again.created, again.updated, again.unchanged, again.vanished) == (0, 0, 2, 0)


def test_a_person_overrules_a_profile(
    bring_in: Bring, write_list: Write, register: Register, profile: str
) -> None:
    decisions = Decisions(
        columns={"Title": "holding_reason"},
        wordings={("service", "Health hut"): "gp_surgery"},
        constants={"level": "Building"},
    )
    plan = bring_in(write_list(HEADINGS, *ROWS), decisions, organisation="Other Trust", profile=profile)
    frame = register.read_assets()
    assert [frame.value(0, key) for key in ("name", "holding_reason", "service", "level")] == [
        None,
        "Clinic",
        "gp_surgery",
        "building",
    ]
    assert [each.name for each in plan.organisations] == ["Other Trust"]


def test_a_shipped_profile_that_fits_is_suggested_and_not_applied(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    headings = [
        "OrganisationLabel",
        "OrganisationURI",
        "EffectiveDate",
        "UPRN",
        "AssetCode",
        "PropertyName",
        "StreetNumber",
        "StreetName",
        "PostTown",
        "PostCode",
        "CoordinateReferenceSystem",
        "GeoX",
        "GeoY",
        "TenureType",
        "TenureDetail",
        "OtherDetail",
        "HoldingType",
        "BuildingSize",
        "LandArea",
        "EnergyRating",
    ]
    row = ["Vale Council", "", "2024-03-31", "", "A1", "Hall", *[""] * 7, "Freehold", *[""] * 6]
    plan = bring_in(write_list(headings, row))
    assert plan.suggested_profile == "transparency_code"
    assert not plan.published
    assert register.read_assets().value(0, "sensitivity") is None


@pytest.mark.realdata
def test_a_list_remembers_the_profile_it_was_read_by(
    bring_in: Bring, realdata: Path, register: Register
) -> None:
    path = realdata / "registers" / "trafford_land_and_building_assets.csv"
    first = bring_in(path, organisation="", profile="transparency_code")
    assert first.created == 608
    again = bring_in(path, organisation="")
    assert again.recipe.profile is not None
    assert (again.recipe.profile.name, again.suggested_profile) == ("transparency_code", "")
    assert (again.created, again.updated) == (0, 0)
    assert register.undo_description is not None


def test_a_profile_of_ones_own_is_remembered_by_the_lists_name_and_columns(
    bring_in: Bring, write_list: Write, register: Register, profile: str
) -> None:
    bring_in(write_list(HEADINGS, *ROWS, name="Return 2023.csv"), organisation="", profile=profile)
    again = bring_in(write_list(HEADINGS, *ROWS, name="Return 2024.csv"), organisation="")
    assert again.recipe.profile is not None
    assert (again.list_is_new, again.created, again.updated, again.unchanged) == (False, 0, 0, 2)
    assert read_lists(register)[0].profile == again.recipe.profile.name
    named = write_list(HEADINGS, *ROWS, name="Something else.csv")
    assert bring_in(named, organisation="", list_name=again.list_name, dry_run=True).recipe.profile
    unlike = write_list(["Asset Code", "Name"], ["A9", "Shed"], name="Return 2025.csv")
    assert bring_in(unlike, dry_run=True).recipe.profile is None
    other = write_list(HEADINGS, *ROWS, name="Estate.csv")
    assert bring_in(other, organisation="Other", dry_run=True).recipe.profile is None


def test_the_profile_of_a_list_without_headings_is_remembered_by_its_width(
    bring_in: Bring, write_list: Write, tmp_path: Path
) -> None:
    kept = tmp_path / "bare.toml"
    kept.write_text(
        'name = "bare"\ntitle = "Bare"\ndescription = "Bare."\nheadings = ["Code", "Name", "Postcode"]\n'
        'organisation = "Vale Council"\n[columns]\nCode = "reference"\nName = "name"\n',
        encoding="utf-8",
    )
    path = write_list(["A1", "Hall", "AB1 2DB"], ["A2", "Yard", "AB1 2DE"], name="bare.csv")
    assert bring_in(path, organisation="", profile=str(kept)).created == 2
    again = bring_in(path, organisation="")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


def test_the_same_file_read_by_a_profile_after_all_stays_the_same_list_and_edition(
    bring_in: Bring, write_list: Write, register: Register, tmp_path: Path
) -> None:
    kept = tmp_path / "yearly.toml"
    kept.write_text(
        'name = "yearly"\ntitle = "Yearly return"\ndescription = "Each year."\nperiod = "2023/24"\n'
        '[wordings.service]\n"Health hut" = "health_centre"\n'
        '[[sums]]\nfield = "cost_energy_gbp"\ncolumns = ["Gas (£)", "Power (£)"]\n',
        encoding="utf-8",
    )
    path = write_list(
        ["Asset Code", "Name", "Service", "Gas (£)", "Power (£)", "Energy costs (£)", "Rates (£)"],
        ["A1", "Clinic", "Health hut", "10", "5", "12", "7"],
        ["A2", "Yard", "Depot", "1", "2", "3", "4"],
        name="Return.csv",
    )
    bring_in(path)
    first = [row for rows in read_children(register, "cost").values() for row in rows]
    assert {row["period"] for row in first} == {None}
    plan = bring_in(path, profile=str(kept))
    assert (plan.list_is_new, plan.list_name, plan.created) == (False, "Return", 0)
    assert not plan.issues.counts().keys() & {"conflict", "period_unclear", "older_edition"}
    costs = [row for rows in read_children(register, "cost").values() for row in rows]
    assert {row["uid"] for row in costs} == {row["uid"] for row in first}
    assert {row["period"] for row in costs} == {"2023/24"}
    frame = register.read_assets()
    assert (frame.value(0, "cost_energy_gbp"), frame.value(0, "service")) == (15, "health_centre")
    assert [each.profile for each in read_lists(register)] == ["yearly"]
    again = bring_in(path)
    assert again.recipe.profile is not None
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
