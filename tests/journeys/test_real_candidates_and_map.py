"""Who could share with whom in a real place, and the map of it on paper."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.command_line import Answer, CommandLine
    from tests.journeys.conftest import ImportedTwice

pytestmark = pytest.mark.realdata
NOTICE = "Some premises may be omitted"
NO_HOSTS = {
    "school",
    "college",
    "academy",
    "nursery",
    "car_park",
    "footpath",
    "cemetery",
    "allotments",
    "shop",
}
LAUGHABLE = (
    "School",
    "Academy",
    "Car Park",
    "Footpath",
    "Cemetery",
    "Allotment",
    "Shop",
    "Land at",
    "Land adj",
)


@pytest.fixture(scope="module")
def found(tpdesk: CommandLine, real_place: ImportedTwice) -> Answer:
    return tpdesk.done("candidates", real_place.path, "--top", 2000)


@pytest.fixture(scope="module")
def assets(tpdesk: CommandLine, real_place: ImportedTwice) -> dict[str, Answer]:
    return {asset["uid"]: asset for asset in tpdesk.assets(real_place.path)}


def pairs(found: Answer, guest: str, host: str) -> list[Answer]:
    return [
        each
        for each in found["candidates"]
        if (each["guest"]["name"] or "").casefold() == guest.casefold()
        and (each["host"]["name"] or "").startswith(host)
    ]


@pytest.mark.parametrize(("host", "distance_m"), [("Claremont Centre", 53), ("Sale Waterside", 181)])
def test_the_clinic_could_go_next_door_once_the_council_says_what_is_vacant(
    found: Answer, host: str, distance_m: float
) -> None:
    (candidate,) = pairs(found, "Chapel Road Clinic", host)
    assert candidate["distance_m"] == pytest.approx(distance_m, abs=2)
    assert (candidate["standing"], candidate["rank"]) == ("ask_first", None)
    assert {"fact": "vacant floor area", "organisation": "Trafford Council"} in candidate["ask"]
    assert any("£102,757" in reason for reason in candidate["reasons"])


def test_the_centre_beside_the_hospital_is_let_and_ruled_out(
    tpdesk: CommandLine, real_place: ImportedTwice, found: Answer, assets: dict[str, Answer], tmp_path: Path
) -> None:
    assert pairs(found, "Altrincham Hospital", "Grafton Centre") == []
    grafton = [asset for asset in assets.values() if (asset["name"] or "").startswith("Grafton Centre")]
    centre = next(asset for asset in grafton if asset["name"] == "Grafton Centre")
    assert centre["tenure_detail"] == "leased_out"
    assert found["ruled_out"]["host_let_to_others"] > 0
    book = tmp_path / "candidates.xlsx"
    tpdesk.done("candidates", real_place.path, "--out", book)
    sheet = openpyxl.load_workbook(book)["Ruled out"]
    listed = {
        (str(guest), str(host)): apart_m
        for _, _, guest, _, host, _, apart_m in sheet.iter_rows(values_only=True)
        if isinstance(apart_m, int | float)
    }
    assert listed["ALTRINCHAM HOSPITAL", "Grafton Centre"] == pytest.approx(78.6, abs=2)


def test_no_host_among_the_first_forty_would_make_an_officer_laugh(
    found: Answer, assets: dict[str, Answer]
) -> None:
    for standing in ("ranked", "ask_first"):
        first = [each for each in found["candidates"] if each["standing"] == standing][:40]
        assert first
        for each in first:
            host = assets[each["host"]["uid"]]
            assert host["service"] not in NO_HOSTS, host
            assert host["holding"] != "land", host
            assert host["tenure_detail"] != "leased_out", host
            assert host["kind"] != "education", host
            assert not any(word in (host["name"] or "") for word in LAUGHABLE), host
            assert host["name"] or host["service"], each


def test_no_ranked_guest_is_a_thing_nobody_knows(found: Answer, assets: dict[str, Answer]) -> None:
    for each in found["candidates"]:
        if each["standing"] == "ranked":
            guest = assets[each["guest"]["uid"]]
            assert guest["name"] or guest["service"], each


def test_the_ranked_stand_first_and_best_first(found: Answer, assets: dict[str, Answer]) -> None:
    ranked = [each for each in found["candidates"] if each["standing"] == "ranked"]
    assert found["candidates"][: len(ranked)] == ranked
    assert [each["rank"] for each in ranked] == list(range(1, len(ranked) + 1))
    scores = [each["score"] for each in ranked]
    assert scores == sorted(scores, reverse=True)
    for each in found["candidates"]:
        assert each["guest"]["organisation"] != each["host"]["organisation"]
        assert each["distance_m"] <= 800
        assert 0 <= each["coverage"] <= 1
        guest, host = assets[each["guest"]["uid"]], assets[each["host"]["uid"]]
        apart_m = (
            (guest["easting"] - host["easting"]) ** 2 + (guest["northing"] - host["northing"]) ** 2
        ) ** 0.5
        assert each["distance_m"] == pytest.approx(apart_m, abs=0.1)
        assert (
            host["vacant_m2"]
            or host["status"] == "vacant"
            or each["standing"] == "ask_first"
            or (host["occupied_m2"] is not None)
        ), each


def test_only_the_keeper_is_told_how_much_is_withheld(
    tpdesk: CommandLine, real_place: ImportedTwice, found: Answer
) -> None:
    assert (found["withheld"], found["notice"]) == (None, NOTICE)
    full = tpdesk.done("candidates", real_place.path, "--audience", "full")
    assert full["withheld"] == 0
    assert "notice" not in full


# --- on paper ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(
    tpdesk: CommandLine, real_place: ImportedTwice, realdata: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Answer]:
    """The A3 map of the register, over its wards."""
    folder = tmp_path_factory.mktemp("map")
    register = folder / "Trafford.gpkg"
    shutil.copyfile(real_place.path, register)
    wards = realdata / "layers" / "boundaries" / "trafford_ward_full_resolution.geojson"
    layer = tpdesk.done("layer", register, wards, "--name", "Wards")
    assert layer["features"] == 21
    out = folder / "map.pdf"
    return out, tpdesk.done("print", register, "--out", out, "--title", "Shared buildings of Trafford")


def text_of(pdf: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def test_the_map_is_an_a3_landscape_page_with_embedded_fonts(printed: tuple[Path, Answer]) -> None:
    path, answer = printed
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == answer["pages"] >= 2
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
        assert (right - left, top - bottom) == pytest.approx((1190.55, 841.89), abs=1)
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_map_says_what_a_board_has_to_know(printed: tuple[Path, Answer]) -> None:
    path, answer = printed
    text = text_of(path)
    for words in (
        "Shared buildings of Trafford",
        NOTICE,
        "Schedule",
        "Legend",
        "Ward boundary",
        "Page 1 of",
        "British National Grid",
        "Contains OS data",
        "Trafford Council",
    ):
        assert words in text, words
    assert f"1:{answer['scale']:,}" in text
    assert 10_000 <= answer["scale"] <= 100_000
    assert answer["withheld"] is None


def test_every_ranked_building_of_the_place_stands_in_the_schedule(
    printed: tuple[Path, Answer], found: Answer, assets: dict[str, Answer]
) -> None:
    text = " ".join(text_of(printed[0]).split()).casefold()
    council = [each for each in assets.values() if each["organisation"] == "Trafford Council"]
    west, east = ({each["easting"] for each in council if each["easting"]} for _ in range(2))
    names = [
        str(assets[party["uid"]]["name"] or "No name")
        for each in found["candidates"]
        if each["standing"] == "ranked"
        for party in (each["guest"], each["host"])
        if min(west) <= assets[party["uid"]]["easting"] <= max(east)
    ]
    assert names
    for name in names:
        assert max(name.split(), key=len).casefold() in text, name
