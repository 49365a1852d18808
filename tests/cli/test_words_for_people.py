"""What the verbs say to a person: plain words, right plurals, rounded figures, whole names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Speak, Verbs


def test_show_rounds_and_labels_and_json_keeps_the_values(
    speak: Speak, verbs: Verbs, register: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(
        "Asset Code,Name,GIA (sq ft),Longitude,Latitude\nA1,Town Hall,52000,-2.3205,53.4256\n",
        encoding="utf-8",
    )
    assert speak("import", register, listed, "--organisation", "Vale Council")[0] == 0
    _, out, _ = speak("show", register, "--audience", "full")
    (line,) = (line for line in out.splitlines() if line.startswith("A1"))
    assert "4,831" in line
    assert "4830.95808" not in line
    assert "Own coordinates" in line
    assert "1 asset." in out
    (hall,) = verbs("show", register, "--audience", "full").answer["assets"]
    assert hall["gia_m2"] == 4830.95808
    assert (hall["location_method"], round(hall["easting"], 3)) == ("own_coordinates", hall["easting"])
    easting = line.split()[-4]
    assert abs(float(easting) - hall["easting"]) <= 0.05


def test_a_field_that_is_not_there_names_those_that_may_be_meant(speak: Speak, register: Path) -> None:
    code, _, err = speak("show", register, "--where", "tenur=x")
    assert code == 3
    assert "tenure, tenure_detail" in err
    assert "location_method" in speak("show", register, "--where", "location=x")[2]
    assert "organisation, tenure" in speak("show", register, "--where", "qqq=x")[2]
    assert "“tenure” is not a condition." in speak("show", register, "--where", "tenure")[2]


def test_a_doubt_about_a_layer_is_told_once_with_its_features(
    speak: Speak, register: Path, tmp_path: Path
) -> None:
    corners = [[-2.3, 53.4], [-2.29, 53.4], [-2.29, 53.41], [-2.3, 53.41], [-2.3, 53.4]]
    square = {"type": "Polygon", "coordinates": [corners]}
    crossed = [corners[place] for place in (0, 2, 1, 3, 4)]
    bow = {"type": "Polygon", "coordinates": [crossed]}
    spot = {"type": "Point", "coordinates": corners[0]}

    def write(name: str, *shapes: object) -> Path:
        features = [{"type": "Feature", "properties": {"n": 1}, "geometry": shape} for shape in shapes]
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    _, one, _ = speak("layer", register, write("one.geojson", square), "--name", "One")
    assert one.splitlines() == ["Added “One”: 1 feature."]
    _, many, _ = speak("layer", register, write("many.geojson", square, *[bow] * 7), "--name", "Many")
    assert many.splitlines() == [
        "Added “Many”: 8 features, 7 repaired.",
        "  Features 2, 3, 4, 5, 6 and 2 more: The outline crosses itself or is not closed; it was repaired.",
    ]
    _, single, _ = speak("layer", register, write("two.geojson", square, bow), "--name", "Two")
    assert single.splitlines()[1].startswith("  Feature 2: ")
    _, heap, _ = speak("layer", register, write("heap.geojson", *[spot] * 9), "--name", "Heap")
    assert heap.splitlines()[1] == "  All 9 features lie at one position."
    _, printed, _ = speak("print", register, "--out", tmp_path / "map.pdf", "--audience", "full")
    assert printed.startswith("Printed 1 page at 1:")


def test_nothing_is_written_over_the_register_or_the_list(
    verbs: Verbs, register: Path, council_list: Path, tmp_path: Path
) -> None:
    words = ("import", register, council_list, "--organisation", "Vale Council")
    assert verbs(*words, "--accept-fix", "axes_swapped").code == 0
    (tmp_path / "other.gpkg").symlink_to(register)
    before = council_list.read_bytes()
    for refused in (
        verbs("print", register, "--out", register),
        verbs("print", register, "--out", tmp_path / "other.gpkg"),
        verbs("candidates", register, "--out", register),
        verbs(*words, "--issues", council_list),
        verbs(*words, "--issues", register),
    ):
        assert (refused.code, refused.answer["error"]["code"]) == (3, "out_is_input")
    assert council_list.read_bytes() == before
    assert verbs("check", register).answer["ok"] is True


def test_a_printed_map_takes_the_place_of_the_old_one_whole(
    verbs: Verbs, register: Path, council_list: Path, tmp_path: Path
) -> None:
    verbs("import", register, council_list, "--organisation", "Vale Council")
    out = tmp_path / "map.pdf"
    out.write_bytes(b"the old map")
    assert verbs("print", register, "--out", out, "--layer", "nowhere").code == 3
    assert out.read_bytes() == b"the old map"
    assert verbs("print", register, "--out", out, "--audience", "full").code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))


def test_candidates_name_their_partners_and_what_to_ask(
    speak: Speak, verbs: Verbs, register: Path, council_list: Path, nhs_list: Path
) -> None:
    verbs("import", register, council_list, "--organisation", "Vale Council", "--accept-fix", "axes_swapped")
    verbs("import", register, nhs_list, "--organisation", "Vale NHS Trust")
    _, out, _ = speak("candidates", register, "--within", 500, "--top", 1, "--audience", "full")
    assert "2 pairs looked at." in out
    assert "Meadow Clinic (Vale NHS Trust)" in out
    assert "To ask about first: 1." in out
    assert "floor area (Vale Council)" in out
    assert "Ruled out because" in out
    none = speak("candidates", register, "--top", 0, "--audience", "full")[1]
    assert "Ranked: 0 of 1." in none
