"""The contract of the command line: each verb's JSON, keys and codes to the letter."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tpdesk import __main__ as program
from tpdesk import __version__
from tpdesk.cli import app
from tpdesk.domain.errors import Cancelled
from tpdesk.services.importing.state import read_state

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Verbs
    from tpdesk.store.register import Register

NOTICE = "Some premises may be omitted"


def test_the_program_sends_every_verb_to_the_command_line() -> None:
    built = app.build_app(None)
    assert {command.name for command in built.registered_commands} == program.VERBS


def test_new_makes_a_register_and_names_it(verbs: Verbs, tmp_path: Path) -> None:
    path = tmp_path / "new.gpkg"
    said = verbs("new", path, "--place", "Quillmere")
    assert said.code == 0
    assert said.answer.keys() == {"register", "register_uid"}
    assert said.answer["register"] == str(path)
    again = verbs("new", path, "--place", "Quillmere")
    assert again.code == 4
    assert again.answer["error"].keys() == {"code", "category", "message", "hint"}
    assert again.answer["error"]["category"] == "conflict"


def test_import_answers_with_counts_columns_issues_and_control(
    verbs: Verbs, register: Path, council_list: Path, tmp_path: Path
) -> None:
    book = tmp_path / "doubts.xlsx"
    said = verbs("import", register, council_list, "--organisation", "Quillmere Council", "--issues", book)
    assert said.code == 0
    answer = said.answer
    assert set(answer) >= {
        "file", "sheet", "header_row", "rows_read", "rows_kept", "rows_refused", "assets_created",
        "assets_updated", "assets_unchanged", "assets_vanished",
        "placed", "unplaced", "issues", "columns", "control",
    }  # fmt: skip
    assert answer["file"] == "council list.csv"
    assert (answer["header_row"], answer["rows_read"], answer["rows_kept"], answer["rows_refused"]) == (
        1,
        3,
        3,
        0,
    )
    assert (answer["assets_created"], answer["placed"], answer["unplaced"]) == (3, {"own_coordinates": 1}, 2)
    assert answer["issues"]["axes_swapped"] == 1
    fields = {column["column"]: column["field"] for column in answer["columns"]}
    assert fields["Asset Code"] == "reference"
    assert fields["GIA (m2)"] == "gia_m2"
    gia = next(line for line in answer["control"] if line["column"] == "GIA (m2)")
    assert gia.keys() == {"column", "source", "register", "difference", "why"}
    assert (gia["source"], gia["register"], gia["difference"]) == (1600, 1600, 0)
    headings = [cell.value for cell in next(openpyxl.load_workbook(book)["Issues"].iter_rows(max_row=1))]
    assert headings == [
        "code", "severity", "file", "sheet", "row", "column", "value", "message", "suggestion",
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing_and_a_fix_is_taken_when_accepted(
    verbs: Verbs, register: Path, council_list: Path
) -> None:
    words = ("import", register, council_list, "--organisation", "Quillmere Council")
    verbs(*words)
    again = verbs(*words).answer
    assert (again["assets_created"], again["assets_updated"], again["assets_unchanged"]) == (0, 0, 3)
    mended = verbs(*words, "--accept-fix", "axes_swapped").answer
    assert (mended["placed"], mended["assets_updated"]) == ({"own_coordinates": 2}, 1)


def test_a_dry_run_leaves_the_register_as_it_was(verbs: Verbs, register: Path, council_list: Path) -> None:
    said = verbs("import", register, council_list, "--organisation", "Quillmere Council", "--dry-run")
    assert said.answer["assets_created"] == 3
    assert verbs("show", register, "--audience", "full").answer["assets"] == []


def test_show_gives_flat_objects_with_lists_and_tells_what_an_audience_gets(
    verbs: Verbs, register: Path, council_list: Path
) -> None:
    verbs("import", register, council_list, "--organisation", "Quillmere Council", "--kind", "council")
    full = verbs("show", register, "--audience", "full").answer
    assert full["withheld"] == 0
    assert "notice" not in full
    assert len(full["assets"]) == 3
    store = verbs("show", register, "--where", "reference=a3", "--audience", "full").answer["assets"][0]
    assert (store["name"], store["organisation"], store["kind"]) == ("Store", "Quillmere Council", "council")
    assert (store["annual_rent_gbp"], store["floor_area_m2"], store["location_method"]) == (
        12500,
        None,
        "none",
    )
    assert store["interests"][0]["annual_rent_gbp"] == 12500
    partners = verbs("show", register, "--where", "reference=A3").answer
    assert (partners["withheld"], partners["notice"]) == (None, NOTICE)
    assert partners["assets"][0]["annual_rent_gbp"] is None
    assert partners["assets"][0]["interests"][0]["annual_rent_gbp"] is None
    assert verbs("show", register, "--audience", "public").answer["assets"] == []
    assert verbs("show", register, "--where", "colour=red").answer["error"]["code"] == "field_unknown"
    assert verbs("show", register, "--where", "gia_m2=many").answer["error"]["code"] == "value_invalid"


def test_candidates_are_ranked_then_asked(
    verbs: Verbs, register: Path, council_list: Path, nhs_list: Path, tmp_path: Path
) -> None:
    verbs("import", register, council_list, "--organisation", "Quillmere Council", "--kind", "council",
          "--accept-fix", "axes_swapped")  # fmt: skip
    verbs("import", register, nhs_list, "--organisation", "Quillmere NHS Trust", "--kind", "nhs")
    book = tmp_path / "candidates.xlsx"
    answer = verbs("candidates", register, "--within", 500, "--top", 5, "--out", book).answer
    assert set(answer) >= {"pairs_considered", "candidates", "ruled_out", "withheld"}
    assert answer["pairs_considered"] == 2
    first = answer["candidates"][0]
    assert set(first) >= {
        "rank", "standing", "guest", "host", "distance_m", "score", "coverage", "reasons", "ask",
    }  # fmt: skip
    assert (first["standing"], first["guest"]["name"], first["host"]["name"]) == (
        "ranked", "Meadow Clinic", "Town Hall",
    )  # fmt: skip
    assert set(first["guest"]) >= {"uid", "organisation", "reference", "name"}
    standings = [each["standing"] for each in answer["candidates"]]
    assert standings == sorted(standings, key=["ranked", "ask_first"].index)
    assert "ask_first" in standings
    assert book.stat().st_size > 0
    assert verbs("candidates", register, "--within", -5).code == 3


def test_what_is_to_be_asked_is_shown_by_whom_to_ask(
    verbs: Verbs, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, owner in enumerate(("Zeal Council", "Quay Council", "Ash Council")):
        path = tmp_path / f"{owner}.csv"
        path.write_text(
            f"Name,Service,Easting,Northing\nHub {place},Library,{377000 + place**2 * 50},392000\n"
        )
        verbs("import", register, path, "--organisation", owner, "--kind", "council")
    listed = verbs("candidates", register).answer["candidates"]
    wanted = sorted(each["ask"][0]["organisation"] for each in listed)
    assert [each["ask"][0]["organisation"] for each in listed] != wanted
    capsys.readouterr()
    assert app.run(["candidates", str(register)]) == 0
    asked = capsys.readouterr().out.partition("To ask about first")[2]
    shown = [line.rpartition("(")[2].partition(")")[0] for line in asked.splitlines() if " m  " in line]
    assert shown == wanted


def test_layer_answers_with_features_and_crs(verbs: Verbs, register: Path, tmp_path: Path) -> None:
    path = tmp_path / "wards.geojson"
    ring = [[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.4]]
    feature = {
        "type": "Feature",
        "properties": {"name": "One"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    answer = verbs("layer", register, path, "--name", "Wards").answer
    assert answer == {"name": "Wards", "features": 1, "crs": "EPSG:4326", "repaired": 0, "issues": []}


def test_print_writes_a_page_and_says_its_scale(
    verbs: Verbs, register: Path, council_list: Path, tmp_path: Path
) -> None:
    verbs("import", register, council_list, "--organisation", "Quillmere Council")
    out = tmp_path / "map.pdf"
    said = verbs("print", register, "--out", out, "--title", "Buildings")
    assert said.code == 0
    assert said.answer.keys() == {"file", "pages", "scale", "withheld", "notice"}
    assert (said.answer["withheld"], said.answer["notice"]) == (None, NOTICE)
    assert said.answer["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF")
    full = verbs("print", register, "--out", out, "--audience", "full").answer
    assert full["withheld"] == 0


def test_check_is_quiet_about_a_whole_register_and_ends_with_3_about_a_damaged_one(
    verbs: Verbs, register: Path
) -> None:
    said = verbs("check", register)
    assert (said.code, said.answer) == (0, {"ok": True, "findings": []})


@pytest.mark.parametrize(
    ("words", "code", "category"),
    [
        (("show", "nowhere.gpkg"), 3, "input"),
        (("show", "{register}", "--audience", "everyone"), 3, "input"),
        (("import", "{register}", "nowhere.csv"), 3, "input"),
        (("import", "{register}", "{list}", "--where", "nonsense"), 3, "input"),
        (("import", "{register}", "{list}", "--as-at", "yesterday"), 3, "input"),
        (("candidates",), 2, "usage"),
        (("sing",), 2, "usage"),
        (("show", "{register}", "--colour", "red"), 2, "usage"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_category(
    verbs: Verbs, register: Path, council_list: Path, words: tuple[str, ...], code: int, category: str
) -> None:
    said = verbs(*(word.format(register=register, list=council_list) for word in words))
    assert said.code == code
    assert said.answer["error"]["category"] == category
    assert said.answer["error"]["message"]
    assert "Traceback" not in said.aside


def test_a_bug_is_told_without_a_traceback_and_kept_as_a_report(
    verbs: Verbs, register: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("Covert House, 1 Secret Street")

    monkeypatch.setattr("tpdesk.cli.verbs.show.show_assets", break_down)
    said = verbs("show", register)
    assert (said.code, said.answer["error"]["category"]) == (1, "bug")
    (report,) = own_home.rglob("fault-*.txt")
    assert report.name in said.answer["error"]["hint"]
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert "Covert" not in report.read_text(encoding="utf-8") + said.aside


def test_cancelling_is_130_and_harmless(
    verbs: Verbs, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr("tpdesk.cli.verbs.show.show_assets", stop)
    assert verbs("show", register).code == 130


def test_people_get_words_and_tables(
    register: Path, council_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert app.run(["import", str(register), str(council_list), "--organisation", "Quillmere Council"]) == 0
    assert app.run(["show", str(register), "--audience", "full"]) == 0
    assert app.run(["candidates", str(register)]) == 0
    assert app.run(["check", str(register)]) == 0
    spoken = capsys.readouterr().out
    assert "3 of 3 rows" in spoken
    assert "Coordinates the wrong way round" in spoken
    assert "Town Hall" in spoken
    assert "is whole" in spoken
    assert app.run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_help_names_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["--help"]) == 0
    spoken = capsys.readouterr().out
    assert all(verb in spoken for verb in program.VERBS)


def test_what_has_no_coordinates_is_placed_by_its_uprn(verbs: Verbs, register: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Asset Code,UPRN,Name\nA1,26,Hall\nA2,27,Shed\n", encoding="utf-8")
    uprns = tmp_path / "osopenuprn.csv"
    uprns.write_text(
        "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n26,352967.0,181077.0,51.5,-2.6\n", "utf-8"
    )
    answer = verbs("import", register, listed, "--organisation", "Council", "--uprns", uprns).answer
    assert (answer["placed"], answer["unplaced"]) == ({"uprn": 1}, 1)
    hall = verbs("show", register, "--where", "reference=A1", "--audience", "full").answer["assets"][0]
    assert (hall["easting"], hall["northing"], hall["location_accuracy_m"]) == (352967, 181077, 10)


def test_ctrl_c_ends_the_work_between_two_steps(
    verbs: Verbs, register: Path, council_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGINT)

    def interrupted(opened: Register) -> object:
        signal.raise_signal(signal.SIGINT)
        return read_state(opened)

    monkeypatch.setattr("tpdesk.services.importing.planning.read_state", interrupted)
    said = verbs("import", register, council_list, "--organisation", "Quillmere Council")
    assert (said.code, said.answer["error"]["category"]) == (130, "cancelled")
    assert verbs("show", register, "--audience", "full").answer["assets"] == []
    assert signal.getsignal(signal.SIGINT) is before


def test_a_word_is_a_register_or_a_verb(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["tpdesk", "exprot"])
    assert program.main() == 2
    assert "exprot" in capsys.readouterr().err

    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "start", interrupted)
    assert program.main() == 130


def test_nothing_to_show_is_not_printed(
    verbs: Verbs, register: Path, council_list: Path, tmp_path: Path
) -> None:
    out = tmp_path / "map.pdf"
    empty = verbs("print", register, "--out", out, "--audience", "full")
    assert (empty.code, empty.answer["error"]["code"]) == (3, "nothing_to_print")
    verbs("import", register, council_list, "--organisation", "Quillmere Council")
    public = verbs("print", register, "--out", out, "--audience", "public")
    assert public.answer["error"]["code"] == "nothing_to_print"
    assert not out.exists()
