"""What GDAL and QGIS may do with a register, and what the format's own validator says of it.

Every other reader works in a process of its own: a second SQLite library in this one would drop the locks.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import UUID
from xml.etree import ElementTree

import pytest

from tests.store.stocking import Change, Stock, dump, fill, renaming, rows
from tpdesk.domain.errors import ConflictError
from tpdesk.domain.issues import Severity
from tpdesk.store.backup import copy_register
from tpdesk.store.checking import check_register
from tpdesk.store.reads import read_history
from tpdesk.store.styles import AssetMark

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.store.register import Register


SQUARE, CIRCLE = '<svg><rect width="4" height="4"/></svg>', '<svg><circle r="2"/></svg>'
_VALIDATOR = "osgeo_utils.samples.validate_gpkg"


def _run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _validate(path: Path) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "osgeo_utils.samples.validate_gpkg",
            "-k",
            "--extra",
            "--warning-as-error",
            str(path),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def _errors(path: Path) -> list[str]:
    return [each.message for each in check_register(path) if each.severity is Severity.ERROR]


def test_the_formats_validator_finds_nothing_in_a_filled_register(register: Register, tmp_path: Path) -> None:
    pytest.importorskip(_VALIDATOR)
    register.execute(Change(fill))
    register.store_asset_style([AssetMark("one", "One", "#0B5F6B", SQUARE)])
    assert _validate(register.path) == ""
    register.undo()
    register.redo()
    copy = tmp_path / "copy.gpkg"
    copy_register(register.path, copy)
    register.close()
    assert _validate(copy) == ""
    assert _validate(register.path) == ""


def test_the_validator_would_have_said_so(register: Register, tmp_path: Path) -> None:
    pytest.importorskip(_VALIDATOR)
    register.execute(Change(fill))
    copy = tmp_path / "spoilt.gpkg"
    copy_register(register.path, copy)
    _run(
        """
        import sqlite3, sys
        c = sqlite3.connect(sys.argv[1])
        c.execute("UPDATE gpkg_contents SET last_change = 'today' WHERE table_name = 'footprint'")
        c.commit()
        """,
        str(copy),
    )
    assert "footprint" in _validate(copy)


def test_gdal_reads_the_layers_with_titles_and_vocabularies(register: Register, stock: Stock) -> None:
    told = _run(
        """
        import sys, pyogrio
        names = [name for name, kind in pyogrio.list_layers(sys.argv[1])]
        info = pyogrio.read_info(sys.argv[1], layer="asset")
        print(",".join(sorted(names)))
        print(info["crs"], info["geometry_type"], info["features"], info["fid_column"])
        types = dict(zip(info["fields"], info["dtypes"]))
        print(",".join(f"{name}={types[name]}" for name in ("name", "gia_m2", "status_since")))
        """,
        str(register.path),
    ).splitlines()
    names = told[0].split(",")
    assert {"asset", "footprint", "place", "layer_feature", "cost"} <= set(names)
    assert not {"history", "audit_tx", "app_meta", "batch", "setting", "alembic_version"} & set(names)
    assert told[1] == f"EPSG:27700 Point {len(stock.assets)} fid"
    assert told[2] == "name=object,gia_m2=float64,status_since=datetime64[D]"


def test_qgis_draws_each_organisation_in_its_own_colour_and_shape(register: Register, stock: Stock) -> None:
    marks = [
        AssetMark(stock.council, "Quillmere & Co", "#0B5F6B", SQUARE),
        AssetMark(stock.trust, "Wend NHS Trust", "#1B74D8", CIRCLE),
    ]
    register.store_asset_style(marks[:1])
    register.store_asset_style(marks)
    ((table, column, default, style),) = rows(
        register.path, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    )
    assert (table, column, default) == ("asset", "geom", 1)
    tree = ElementTree.fromstring(style.split("\n", 1)[1])
    assert [each.attrib["attr"] for each in tree] == ["organisation_uid"]
    drawn = {
        each.attrib["value"]: {
            option.attrib["name"]: option.attrib["value"]
            for option in tree.findall(f".//symbol[@name='{each.attrib['symbol']}']//Option[@name]")
        }
        for each in tree.iter("category")
    }
    assert {uid: (each["color"], each["name"]) for uid, each in drawn.items()} == {
        stock.council: ("11,95,107,255", f"base64:{b64encode(SQUARE.encode()).decode()}"),
        stock.trust: ("27,116,216,255", f"base64:{b64encode(CIRCLE.encode()).decode()}"),
    }
    assert register.undo_description == "Fill"
    assert _errors(register.path) == []


_APPEND = """
import sys, geopandas, shapely
frame = geopandas.GeoDataFrame({"name": ["Depot"]}, geometry=[shapely.Point(405000, 406000)], crs=27700)
frame.to_file(sys.argv[1], layer="asset", mode="a", engine="pyogrio")
"""


def test_an_asset_that_gdal_appends_is_whole(register: Register, stock: Stock) -> None:
    _run(_APPEND, str(register.path))
    ((uid, method, accuracy, organisation),) = rows(
        register.path,
        "SELECT uid, location_method, location_accuracy_m, organisation_uid FROM asset WHERE name = 'Depot'",
    )
    assert UUID(uid).version == 7
    assert (method, accuracy, organisation) == ("by_hand", None, None)
    assert rows(register.path, "SELECT count(*) FROM rtree_asset_geom") == [(4,)]
    frame = register.read_assets()
    assert len(frame) == len(stock.assets) + 1
    assert (frame.value(4, "name"), frame.value(4, "easting"), frame.organisation[4]) == (
        "Depot",
        405_000,
        -1,
    )
    assert _errors(register.path) == []
    assert [each.code for each in check_register(register.path)] == ["organisation_missing"]
    first = read_history(register)[0]
    assert (first.kind, first.number, first.description) == ("outside", 0, "Changed by another program")


# What QGIS sends through GDAL when a person moves, edits and deletes, statement for statement.
_EDIT = """
import sqlite3, struct, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA foreign_keys = 1")
def bounds(blob):
    return None if blob is None else struct.unpack("<2d", blob[13:29])
for name, pick in (("ST_MinX", 0), ("ST_MaxX", 0), ("ST_MinY", 1), ("ST_MaxY", 1)):
    c.create_function(name, 1, lambda b, pick=pick: None if b is None else bounds(b)[pick])
c.create_function("ST_IsEmpty", 1, lambda b: None if b is None else 0)
point = struct.pack("<2sBBiBI2d", b"GP", 0, 1, 27700, 1, 1, 401500, 401600)
for statement in sys.argv[2:]:
    c.execute(statement, (point,) if "?" in statement else ())
c.close()
"""


def test_a_move_an_edit_and_a_removal_elsewhere_are_kept_and_marked(register: Register, stock: Stock) -> None:
    before = dump(register)
    _run(
        _EDIT,
        str(register.path),
        f'UPDATE "asset" SET "geom" = ? WHERE uid = \'{stock.assets[1]}\'',
        f"UPDATE \"asset\" SET \"name\" = 'Old Library' WHERE uid = '{stock.assets[1]}'",
        f"DELETE FROM \"asset\" WHERE uid = '{stock.assets[0]}'",
    )
    frame = register.read_assets()
    row = frame.uids.tolist().index(stock.assets[1])
    assert (frame.value(row, "easting"), frame.value(row, "northing")) == (401_500, 401_600)
    assert frame.value(row, "location_method") == "by_hand"
    assert frame.value(row, "location_accuracy_m") is None
    assert len(frame) == 3
    assert _errors(register.path) == []
    assert read_history(register)[0].kind == "outside"
    with pytest.raises(ConflictError):
        register.undo()
    register.execute(renaming(stock.assets[2], "Health Centre"))
    kinds = [entry.kind for entry in read_history(register)]
    assert kinds == ["command", "outside", "command", "create"]
    register.undo()
    assert _errors(register.path) == []
    assert {row[1] for row in dump(register)["asset"]} < {row[1] for row in before["asset"]}


def test_a_move_by_tpdesk_itself_is_not_marked(register: Register, stock: Stock) -> None:
    moved = (stock.assets[0], None, "none", None)
    columns = ["geom", "location_method", "location_accuracy_m"]
    register.execute(Change(lambda writer: writer.update("asset", columns, [moved])))
    register.undo()
    assert register.read_assets().value(0, "location_accuracy_m") == 1.0
    assert register.read_assets().value(0, "location_method") is None


def test_an_identity_is_not_changed_by_anybody(register: Register, stock: Stock) -> None:
    before = dump(register)
    with pytest.raises(AssertionError, match="never changes"):
        _run(_EDIT, str(register.path), f"UPDATE asset SET uid = 'mine' WHERE uid = '{stock.assets[0]}'")
    assert dump(register) == before


def test_moves_in_and_out_of_nothing_keep_the_index(register: Register, stock: Stock) -> None:
    uid = stock.assets[1]
    count = "SELECT count(*) FROM rtree_asset_geom"
    for statement, expected in (
        (f"UPDATE asset SET geom = NULL WHERE uid = '{uid}'", 2),
        (f"UPDATE asset SET geom = ? WHERE uid = '{uid}'", 3),
        (f"UPDATE asset SET fid = 900 WHERE uid = '{uid}'", 3),
        (f"UPDATE asset SET fid = 901, geom = NULL WHERE uid = '{uid}'", 2),
    ):
        _run(_EDIT, str(register.path), statement)
        assert rows(register.path, count) == [(expected,)], statement
    assert _errors(register.path) == []
