"""What the import says to a person: columns, doubts by weight, and the option that helps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Speak, Verbs


@pytest.fixture
def return_list(tmp_path: Path) -> Path:
    path = tmp_path / "return.csv"
    path.write_text(
        "Board,Trust in charge,Site Code,Site Name,Post Code\n"
        "NHS VALE ICB,HILL NHS FOUNDATION TRUST,R1,Hill Hospital,AB1 2DB\n"
        "NHS VALE ICB,DALE NHS TRUST,R2,Dale Clinic,AB1 2DE\n"
        "NHS VALE ICB,DALE NHS TRUST,R3,Dale Hospital,AB1 2DE\n",
        encoding="utf-8",
    )
    return path


def test_without_an_organisation_the_columns_are_shown_and_the_option_is_named(
    speak: Speak, register: Path, return_list: Path
) -> None:
    code, out, err = speak("import", register, return_list)
    assert code == 3
    assert ["Site", "Code", "Local", "reference", "reference"] in [
        line.split()[:5] for line in out.splitlines()
    ]
    assert "It is not known which organisation reports this list. Nothing was imported." in err
    assert '--organisation-column "Trust in charge"' in err
    assert 'or --organisation-column "Board"' in err
    assert speak("import", register, return_list, "--organisation-column", "Trust in charge")[0] == 0


def test_without_a_likely_column_both_options_are_named(
    verbs: Verbs, register: Path, council_list: Path
) -> None:
    said = verbs("import", register, council_list)
    assert (said.code, said.answer["error"]["code"]) == (3, "organisation_missing")
    assert said.answer["error"]["hint"] == (
        'Add --organisation "NAME", or --organisation-column "COLUMN" where a column names it.'
    )


def test_a_dry_run_shows_the_columns(speak: Speak, register: Path, council_list: Path) -> None:
    _, out, _ = speak("import", register, council_list, "--organisation", "Vale Council", "--dry-run")
    assert "would be kept" in out
    assert "gia_m2" in out


def test_doubts_are_told_by_weight_with_the_fix_that_is_proposed(
    speak: Speak, register: Path, council_list: Path
) -> None:
    words = ("import", register, council_list, "--organisation", "Vale Council")
    _, out, err = speak(*words)
    weights = [
        line.split()[-2] for line in out.splitlines() if line.split()[-1:] and line.split()[-1].isdigit()
    ]
    told = [weight for weight in weights if weight in ("error", "warning", "notice")]
    assert told == sorted(told, key=["error", "warning", "notice"].index)
    assert "--accept-fix axes_swapped" in err
    assert ["axes_swapped", "error", "1"] in [line.split()[-3:] for line in out.splitlines()]
    _, out, err = speak(*words, "--accept-fix", "axes_swapped")
    assert "--accept-fix" not in err
    assert ["put", "right", "axes_swapped", "notice", "1"] in [line.split()[-5:] for line in out.splitlines()]
    assert "--accept-fix" not in speak(*words)[2]


def test_one_row_is_one_row(speak: Speak, register: Path, nhs_list: Path) -> None:
    _, out, _ = speak("import", register, nhs_list, "--organisation", "Vale NHS Trust")
    assert "1 of 1 row kept." in out


def test_columns_that_a_profile_adds_to_a_field_are_taken_and_the_rest_is_named(
    speak: Speak, register: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Code,Name,Gas1,Power1,Colour\nA1,Hall,100,50,red\n", encoding="utf-8")
    profile = tmp_path / "vale.toml"
    profile.write_text(
        'name = "vale"\ntitle = "Vale list"\ndescription = "Two bills."\norganisation = "Vale Council"\n'
        '[columns]\nCode = "reference"\n[[sums]]\nfield = "cost_energy_gbp"\n'
        'columns = ["Gas1", "Power1"]\n',
        encoding="utf-8",
    )
    _, out, _ = speak("import", register, listed, "--profile", profile, "--dry-run")
    taken = {line.split()[0]: line.split()[-2:] for line in reversed(out.splitlines()) if line}
    assert taken["Gas1"] == taken["Power1"] == ["cost_energy_gbp", "profile"]
    assert "Columns not taken: “Colour”." in out


def test_the_word_that_refused_a_row_is_told_beside_the_answer_alone(
    speak: Speak, verbs: Verbs, register: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Code,Name\nA1,Rose Cottage refuge\nA2,Dane Furniture Refuge\n", encoding="utf-8")
    words = ("import", register, listed, "--organisation", "Vale Council")
    _, out, err = speak(*words)
    assert "Refused as covert premises or refuges: 1 row." in out
    assert "Row 2 refused: “refuge” in Name." in err
    assert "Rose Cottage" not in out + err
    assert "“refuge”" not in out + str(verbs(*words).answer)


def test_a_list_that_fits_a_profile_is_told_it_with_the_question_whose_it_is(
    verbs: Verbs, register: Path, tmp_path: Path
) -> None:
    headings = "AssetCode,PropertyName,StreetName,PostTown,PostCode,GeoX,GeoY,TenureType,TenureDetail"
    listed = tmp_path / "list.csv"
    listed.write_text(
        f"OrganisationLabel,UPRN,{headings},HoldingType,BuildingSize,LandArea\n"
        ",,A1,Hall,High Street,Vale,M33 7ZF,-2.32,53.42,Freehold,,Buildings,100,\n",
        encoding="utf-8",
    )
    said = verbs("import", register, listed)
    assert said.answer["error"]["code"] == "organisation_missing"
    assert "--profile transparency_code" in said.answer["error"]["hint"]


def test_a_table_of_something_else_is_refused(verbs: Verbs, register: Path, tmp_path: Path) -> None:
    listed = tmp_path / "table.csv"
    listed.write_text("severity,times\nerror,1\nwarning,2\nwarning,3\n", encoding="utf-8")
    words = ("import", register, listed, "--organisation", "Vale Council")
    assert verbs(*words).answer["error"]["code"] == "no_column_known"
    assert verbs(*words, "--dry-run").answer["rows_kept"] == 3
    assert verbs("show", register, "--audience", "full").answer["assets"] == []


def test_a_national_list_is_answered_with_the_filter_that_takes_the_place_s_own(
    speak: Speak, tmp_path: Path
) -> None:
    corners = [[-2.4, 53.3], [-2.2, 53.3], [-2.2, 53.5], [-2.4, 53.5], [-2.4, 53.3]]
    shape = {"type": "Polygon", "coordinates": [corners]}
    boundary = tmp_path / "place.geojson"
    boundary.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": shape}), "utf-8")
    register = tmp_path / "vale.gpkg"
    speak("new", register, "--place", "Vale", "--boundary", boundary)
    listed = tmp_path / "nation.csv"
    rows = [f"N{n},Hall {n},{'Vale' if n < 4 else 'Moor'},{-2.3 if n < 4 else 0.1},53.4" for n in range(40)]
    listed.write_text("\n".join(["Code,Name,District,Longitude,Latitude", *rows]), "utf-8")
    words = ("import", register, listed, "--organisation", "Nation")
    assert '--where "District=Vale" takes only those.' in speak(*words)[2]
    kept = speak(*words, "--where", "District=Vale", "--list", "Vale halls")
    assert "4 of 40 rows kept." in kept[1]
    assert "--where" not in kept[2]


def test_rows_with_their_own_days_are_told_from_the_first_to_the_last(
    speak: Speak, register: Path, tmp_path: Path
) -> None:
    path = tmp_path / "dated.csv"
    path.write_text("Ref,Name,Effective Date\nD1,Hall,2022-09-01\nD2,Mill,2025-09-12\n", encoding="utf-8")
    _, out, _ = speak("import", register, path, "--organisation", "Vale Council")
    assert "Facts dated row by row, 1 Sep 2022 to 12 Sep 2025." in out
