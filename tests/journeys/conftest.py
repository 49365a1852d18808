"""Registers made once by the command line, and looked at by many tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.command_line import ROOT, Answer, CommandLine, read_issues

if TYPE_CHECKING:
    from pathlib import Path

GM = "Integrated Care Board=NHS GREATER MANCHESTER ICB"
DEMO = ROOT / "resources" / "demo"
MANIFEST: dict[str, Any] = json.loads((DEMO / "demo.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class ImportedTwice:
    """A register, and what each list's import said the first and the second time."""

    path: Path
    first: dict[str, Answer]
    again: dict[str, Answer]
    issues: dict[str, Path]


@dataclass(frozen=True)
class ListOfPlace:
    """A file of the published data and the words it is imported with."""

    name: str
    file: str
    words: tuple[str, ...] = ()


PLACE_LISTS = (
    ListOfPlace("council", "trafford_land_and_building_assets.csv", ("--kind", "council")),
    ListOfPlace(
        "eric",
        "ERIC_Site.csv",
        ("--where", GM, "--organisation-column", "Trust Name", "--profile", "eric_site"),
    ),
    ListOfPlace(
        "police", "police_stations.csv", ("--organisation", "Greater Manchester Police", "--kind", "police")
    ),
    ListOfPlace("fire", "gm_fire_stations.geojson", ("--organisation", "GMFRS", "--kind", "fire")),
    ListOfPlace(
        "jobcentres",
        "gm_jobcentreplus.csv",
        ("--organisation", "Jobcentre Plus", "--kind", "central_government"),
    ),
    ListOfPlace(
        "probation",
        "gm_probation_offices.csv",
        ("--organisation", "Probation Service", "--kind", "central_government"),
    ),
    ListOfPlace(
        "libraries",
        "trafford_libraries.csv",
        ("--organisation", "Trafford Council", "--kind", "council", "--list", "Libraries"),
    ),
    ListOfPlace(
        "leisure",
        "trafford_leisure_centres.csv",
        ("--organisation", "Trafford Leisure", "--kind", "voluntary"),
    ),
    ListOfPlace(
        "hubs",
        "trafford_community_hubs.geojson",
        ("--organisation", "Community hubs", "--kind", "voluntary"),
    ),
    ListOfPlace(
        "practices", "trafford_general_practices.csv", ("--organisation", "Practices", "--kind", "nhs")
    ),
    ListOfPlace(
        "schools", "trafford_schools_and_colleges.csv", ("--organisation", "Schools", "--kind", "education")
    ),
    ListOfPlace(
        "post_offices", "trafford_post_offices.geojson", ("--organisation", "Post Office", "--kind", "other")
    ),
    ListOfPlace("parking", "off_street_parking_spaces.csv", ("--kind", "council", "--list", "Car parks")),
)
COUNTRY_LISTS = (
    ListOfPlace("libraries", "gm_libraries.csv", ("--organisation", "Libraries", "--kind", "council")),
    ListOfPlace("practices", "epraccur.csv", ("--profile", "ods_gp_practices")),
    ListOfPlace("workbook", "HospitalEstatesAndFacilitiesStatistics_12611.XLS", ("--kind", "nhs")),
    ListOfPlace("eric", "ERIC_Site.csv", ("--organisation-column", "Trust Name", "--profile", "eric_site")),
)


@pytest.fixture(scope="session")
def tpdesk(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The command line with one home for the whole session, so that postcodes are indexed once."""
    return CommandLine(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def codepoint(realdata: Path) -> Path:
    return realdata / "reference" / "codepo_gb.zip"


@pytest.fixture(scope="session")
def registers(realdata: Path) -> Path:
    return realdata / "registers"


def _import_all(
    tpdesk: CommandLine, path: Path, folder: Path, codepoint: Path, lists: tuple[ListOfPlace, ...]
) -> ImportedTwice:
    first, again, issues = {}, {}, {}
    for one in lists:
        words = ("import", path, folder / one.file, *one.words, "--postcodes", codepoint)
        issues[one.name] = path.with_name(f"{path.stem} {one.name}.xlsx")
        first[one.name] = tpdesk.done(*words, "--issues", issues[one.name])
        again[one.name] = tpdesk.done(*words)
    return ImportedTwice(path, first, again, issues)


@pytest.fixture(scope="session")
def real_place(
    tpdesk: CommandLine, registers: Path, codepoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> ImportedTwice:
    """Trafford: every partner's list, each imported twice."""
    path = tmp_path_factory.mktemp("place") / "Trafford.gpkg"
    boundary = registers.parent / "layers" / "boundaries" / "trafford_local_authority_generalised.geojson"
    tpdesk.done("new", path, "--place", "Trafford", "--boundary", boundary)
    return _import_all(tpdesk, path, registers, codepoint, PLACE_LISTS)


@pytest.fixture(scope="session")
def country(
    tpdesk: CommandLine, registers: Path, codepoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> ImportedTwice:
    """The lists of the whole country, each imported twice."""
    path = tmp_path_factory.mktemp("country") / "Country.gpkg"
    tpdesk.done("new", path, "--place", "England")
    return _import_all(tpdesk, path, registers, codepoint, COUNTRY_LISTS)


@dataclass(frozen=True)
class DemoPlace:
    """The register of the demonstration place, and what each step said."""

    path: Path
    lists: dict[str, Answer]
    again: dict[str, Answer]
    doubts: dict[str, list[Answer]]
    layers: dict[str, Answer]


def import_words(register: Path, entry: dict[str, Any]) -> list[object]:
    """Give the words that import a list of the demonstration place."""
    words = ["import", register, DEMO / entry["file"], "--postcodes", DEMO / "postcodes.zip"]
    words += ["--kind", entry["kind"], "--list", entry["list"], "--as-at", entry["as_at"]]
    for key, option in (
        ("organisation", "--organisation"),
        ("organisation_column", "--organisation-column"),
        ("sheet", "--sheet"),
        ("period", "--period"),
    ):
        if entry[key]:
            words += [option, entry[key]]
    for condition in entry["where"]:
        words += ["--where", condition]
    for code in entry["accept_fix"]:
        words += ["--accept-fix", code]
    return words


@pytest.fixture(scope="session")
def demo_place(tpdesk: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> DemoPlace:
    """The demonstration place: its layers, and every list imported twice."""
    folder = tmp_path_factory.mktemp("demo")
    path = folder / "Quillmere.gpkg"
    tpdesk.done("new", path, "--place", "Quillmere", "--boundary", DEMO / MANIFEST["place"]["boundary"])
    layers = {
        entry["name"]: tpdesk.done("layer", path, DEMO / entry["file"], "--name", entry["name"])
        for entry in MANIFEST["layers"]
        if not entry["file"].endswith(".gpkg")
    }
    lists, again, doubts = {}, {}, {}
    for entry in MANIFEST["lists"]:
        name = entry["list"]
        words = import_words(path, entry)
        lists[name] = tpdesk.done(*words, "--issues", folder / "doubts.xlsx")
        doubts[name] = read_issues(folder / "doubts.xlsx")
        again[name] = tpdesk.done(*words)
    return DemoPlace(path, lists, again, doubts, layers)
