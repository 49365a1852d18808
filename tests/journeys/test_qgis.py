"""QGIS itself at a register: what a person adds, moves, edits and removes there, and how it draws the assets.

Runs where a Python knows QGIS: the system's own, or the one that TPDESK_QGIS_PYTHON names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from tests.journeys.command_line import ROOT, Answer, CommandLine, dump_register, read_rows
from tests.journeys.conftest import MANIFEST, import_words
from tpdesk.domain.errors import ConflictError
from tpdesk.files.look import read_tokens
from tpdesk.services.workspace import open_register
from tpdesk.store.reads import read_history

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.conftest import DemoPlace

pytestmark = pytest.mark.qgis
DEPOT = [590_000.0, 480_000.0]
COUNCIL, TRUST = "Quillmere Council", "Quillmere Community Trust"


@pytest.fixture(scope="session")
def qgis_python() -> str:
    """The Python that knows QGIS; the test is skipped where there is none."""
    python = os.environ.get("TPDESK_QGIS_PYTHON") or shutil.which("python3", path="/usr/bin")
    known = python and subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False)
    if not python or not known or known.returncode:
        pytest.skip("no Python here knows QGIS")
    return python


@pytest.fixture
def at_qgis(qgis_python: str, tmp_path: Path) -> Callable[..., list[Answer]]:
    """Let a person sit down at QGIS with a register and do these steps."""

    def sit(register: Path, *steps: Answer) -> list[Answer]:
        own = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
        # A Python of the project's environment must not lend its packages to QGIS's.
        rest = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
        done = subprocess.run(
            [qgis_python, ROOT / "tests" / "journeys" / "qgis_session.py", register, json.dumps(steps)],
            env=rest | own,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        answers: list[Answer] = json.loads(done.stdout.splitlines()[-1])
        assert all(answer.get("saved", True) for answer in answers), answers
        return answers

    return sit


@pytest.fixture
def register(demo_place: DemoPlace, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_place.path, tmp_path / "Quillmere.gpkg"))


def uids_of(register: Path, organisation: str) -> list[str]:
    """Give the assets of an organisation that have a position and at least one interest."""
    found = read_rows(
        register,
        "SELECT asset.uid FROM asset JOIN organisation ON organisation.uid = organisation_uid"
        f" WHERE organisation.name = '{organisation}' AND geom IS NOT NULL"
        " AND asset.uid IN (SELECT asset_uid FROM interest) ORDER BY asset.uid",
    )
    return [uid for (uid,) in found]


def one(register: Path, query: str) -> Any:  # noqa: ANN401 - one cell of any type
    ((value,),) = read_rows(register, query)
    return value


def test_assets_are_added_moved_edited_and_removed_in_qgis(
    tpdesk: CommandLine, at_qgis: Callable[..., list[Answer]], register: Path
) -> None:
    before = len(tpdesk.assets(register))
    moved, edited, removed = uids_of(register, COUNCIL)[:3]
    council = one(register, f"SELECT organisation_uid FROM asset WHERE uid = '{moved}'")
    depot, _ = at_qgis(
        register,
        {
            "do": "add",
            "table": "asset",
            "at": DEPOT,
            "values": {"name": "Depot", "organisation_uid": council, "holding": "buildings"},
        },
        {
            "do": "edit",
            "table": "asset",
            "move": {moved: [590_500, 480_500]},
            "change": {edited: {"name": "Old Library", "gia_m2": 321.5}},
            "remove": [removed],
        },
    )
    assert tpdesk.done("check", register) == {"ok": True, "findings": []}
    assets = {asset["uid"]: asset for asset in tpdesk.assets(register)}
    assert len(assets) == before
    assert removed not in assets
    (added,) = depot["uids"]
    assert UUID(added).version == 7
    assert (assets[added]["name"], assets[added]["organisation"]) == ("Depot", COUNCIL)
    assert [assets[added]["easting"], assets[added]["northing"]] == DEPOT
    assert assets[added]["location_method"] == assets[moved]["location_method"] == "by_hand"
    assert (assets[moved]["easting"], assets[moved]["northing"]) == (590_500, 480_500)
    assert assets[moved]["location_accuracy_m"] is None
    assert (assets[edited]["name"], assets[edited]["floor_area_m2"]) == ("Old Library", 321.5)
    for table in ("interest", "asset_reference", "cost"):
        assert one(register, f"SELECT count(*) FROM {table} WHERE asset_uid = '{removed}'") == 0, table


def test_an_asset_that_names_nobody_is_whole_but_told(
    tpdesk: CommandLine, at_qgis: Callable[..., list[Answer]], register: Path
) -> None:
    at_qgis(register, {"do": "add", "table": "asset", "at": DEPOT, "values": {"name": "Depot"}})
    said = tpdesk.done("check", register)
    assert (said["ok"], [each["code"] for each in said["findings"]]) == (True, ["organisation_missing"])


def test_interests_are_added_edited_and_removed_in_qgis(
    tpdesk: CommandLine, at_qgis: Callable[..., list[Answer]], register: Path
) -> None:
    bare, edited, removed = uids_of(register, COUNCIL)[:3]
    interest = {
        asset: one(register, f"SELECT uid FROM interest WHERE asset_uid = '{asset}' ORDER BY uid LIMIT 1")
        for asset in (edited, removed)
    }
    count = one(register, f"SELECT count(*) FROM interest WHERE asset_uid = '{removed}'")
    lease = {"asset_uid": bare, "direction": "in", "tenure": "leasehold", "annual_rent_pence": 1_234_500}
    added, _ = at_qgis(
        register,
        {"do": "add", "table": "interest", "values": lease},
        {
            "do": "edit",
            "table": "interest",
            "change": {interest[edited]: {"grantor": "Crown Estate"}},
            "remove": [interest[removed]],
        },
    )
    assert tpdesk.done("check", register) == {"ok": True, "findings": []}
    assets = {asset["uid"]: asset for asset in tpdesk.assets(register)}
    leases = [(each["tenure"], each["annual_rent_gbp"]) for each in assets[bare]["interests"]]
    assert ("leasehold", 12_345) in leases
    assert [UUID(uid).version for uid in added["uids"]] == [7]
    assert "Crown Estate" in [each["grantor"] for each in assets[edited]["interests"]]
    assert len(assets[removed]["interests"]) == count - 1


def test_edits_of_qgis_stand_in_the_history_and_undo_is_careful(
    at_qgis: Callable[..., list[Answer]], register: Path
) -> None:
    councils, trusts = uids_of(register, COUNCIL), uids_of(register, TRUST)
    rename = {"do": "edit", "table": "asset", "change": {councils[0]: {"name": "Old Library"}}}
    at_qgis(register, rename)
    names = f"SELECT name FROM asset WHERE uid = '{councils[0]}'"
    with open_register(register) as opened:
        entry = read_history(opened)[0]
        assert (entry.kind, entry.description, entry.who) == ("outside", "Changed by another program", "")
        # The trust's list came in last, and twice. Nothing of it was renamed, so it can go and come back.
        for _ in range(2):
            opened.undo()
        assert [each.kind for each in read_history(opened)[:3]] == ["undo", "undo", "outside"]
        assert uids_of(register, TRUST) == []
        for _ in range(2):
            opened.redo()
    assert one(register, names) == "Old Library"
    at_qgis(register, {"do": "edit", "table": "asset", "change": {trusts[0]: {"name": "Scout Hut"}}})
    with open_register(register) as opened:
        opened.undo()
    before = dump_register(register)
    with open_register(register) as opened, pytest.raises(ConflictError, match="Scout Hut"):
        opened.undo()
    assert dump_register(register) == before


def test_qgis_and_tpdesk_work_at_one_register_at_once(
    tpdesk: CommandLine, at_qgis: Callable[..., list[Answer]], register: Path
) -> None:
    uid = uids_of(register, COUNCIL)[0]
    move = {"do": "edit", "table": "asset", "move": {uid: DEPOT}, "change": {uid: {"name": "Old Library"}}}
    with open_register(register) as opened:
        seen = opened.data_version()
        at_qgis(register, move)
        assert opened.data_version() != seen
        frame = opened.read_assets()
        row = frame.uids.tolist().index(uid)
        assert (frame.value(row, "name"), frame.value(row, "easting")) == ("Old Library", DEPOT[0])
        opened.undo()
        opened.redo()
        at_qgis(register, {"do": "edit", "table": "asset", "remove": [uid]})
        assert uid not in opened.read_assets().uids.tolist()
    assert tpdesk.done("check", register) == {"ok": True, "findings": []}


def test_a_list_comes_again_after_edits_in_qgis(
    tpdesk: CommandLine, at_qgis: Callable[..., list[Answer]], register: Path
) -> None:
    kept, moved, removed = uids_of(register, COUNCIL)[:3]
    at_qgis(
        register,
        {
            "do": "edit",
            "table": "asset",
            "move": {moved: DEPOT},
            "change": {kept: {"name": "Old Library"}},
            "remove": [removed],
        },
    )
    again = tpdesk.done(*import_words(register, MANIFEST["lists"][0]))
    assert (again["assets_created"], again["assets_updated"]) == (1, 0)
    assets = {asset["uid"]: asset for asset in tpdesk.assets(register)}
    assert assets[kept]["name"] == "Old Library"
    assert [assets[moved]["easting"], assets[moved]["northing"]] == DEPOT
    assert removed not in assets
    assert tpdesk.done("check", register) == {"ok": True, "findings": []}


def test_qgis_draws_the_organisations_in_their_colours_and_offers_the_vocabularies(
    at_qgis: Callable[..., list[Answer]], register: Path, tmp_path: Path
) -> None:
    with open_register(register) as opened:
        organisations = {each.uid: each for each in opened.read_organisations()}
        frame = opened.read_assets()
        spots = np.column_stack([frame.columns["easting"], frame.columns["northing"]])
    west, south = np.nanpercentile(spots, 2, axis=0)
    east, north = np.nanpercentile(spots, 98, axis=0)
    out = tmp_path / "qgis.png"
    (drawn,) = at_qgis(
        register,
        {
            "do": "draw",
            "table": "asset",
            "out": str(out),
            "size": [1400, 900],
            "extent": [west, south, east, north],
        },
    )
    colours = read_tokens().organisation("light")
    assert drawn["legend"] == {
        uid: [each.name, colours[each.colour].lower()] for uid, each in organisations.items()
    }
    assert (drawn["faults"], drawn["system"], drawn["features"]) == ([], "EPSG:27700", len(frame))
    image = QImage(str(out)).convertToFormat(QImage.Format.Format_RGB32)
    dots = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1) & 0xFFFFFF
    for _, colour in drawn["legend"].values():
        assert (dots == QColor(colour).rgb() & 0xFFFFFF).sum() > 50, colour
    choices = {name for name, widget in drawn["choices"].items() if widget == "ValueMap"}
    assert {"status", "holding", "sensitivity", "location_method"} <= choices
