"""What the check of a register finds."""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.store.stocking import Stock, dump
from tpdesk.store.checking import check_register
from tpdesk.store.migrations import history as upgrades

if TYPE_CHECKING:
    from tpdesk.store.register import Register

ROOT = Path(__file__).parents[2]
ROOT_ACCOUNT = hasattr(os, "geteuid") and os.geteuid() == 0


# --- what the check finds ------------------------------------------------------------------------------


def _spoil(path: Path, *statements: str) -> set[str]:
    with closing(sqlite3.connect(path)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()
    return {finding.code for finding in check_register(path)}


_TRIGGERLESS = (
    *(f"DROP TRIGGER history_asset_{each}" for each in ("insert", "identify", "update", "delete")),
    *(f"DROP TRIGGER rtree_asset_geom_{each}" for each in ("insert", "delete")),
    *(f"DROP TRIGGER rtree_asset_geom_update{each}" for each in (2, 4, 5, 6, 7)),
)
_ELSEWHERE = struct.pack("<2sBBiBI2d", b"GP", 0, 1, 4326, 1, 1, 0, 0)

_SPOILT: tuple[tuple[set[str], tuple[str, ...]], ...] = (
    ({"format_header"}, ("PRAGMA user_version = 10200",)),
    ({"format_table_missing"}, ("DROP TABLE layer_styles",)),
    ({"contents_missing"}, ("DELETE FROM gpkg_contents WHERE table_name = 'cost'",)),
    ({"trigger_missing"}, ("DROP TRIGGER history_cost_update",)),
    ({"table_missing"}, ("DROP TABLE document",)),
    (
        {"column_missing"},
        (
            "DROP TRIGGER history_document_update",
            "DROP TRIGGER history_document_delete",
            "ALTER TABLE document DROP COLUMN note",
        ),
    ),
    ({"link_broken"}, ("INSERT INTO document (asset_uid) VALUES ('nobody')",)),
    ({"history_broken"}, ("UPDATE history SET old = '{}' WHERE id = 5",)),
    ({"history_broken"}, ("UPDATE audit_tx SET who = 'nobody' WHERE id = 1",)),
    ({"history_broken"}, ("DELETE FROM audit_tx WHERE id = 1",)),
    ({"history_broken", "history_open"}, ("INSERT INTO audit_tx (open) VALUES (1)",)),
    (
        {"uid_missing", "organisation_missing", "trigger_missing", "index_stale"},
        (*_TRIGGERLESS, "INSERT INTO asset (geom) SELECT geom FROM asset LIMIT 1"),
    ),
    (
        {"shape_invalid", "trigger_missing"},
        (*_TRIGGERLESS, f"UPDATE asset SET geom = x'{_ELSEWHERE.hex()}' WHERE geom IS NOT NULL"),
    ),
    ({"index_stale"}, ("DELETE FROM rtree_asset_geom",)),
)


@pytest.mark.parametrize(
    ("expected", "statements"),
    _SPOILT,
    ids=lambda each: str(sorted(each) if isinstance(each, set) else each)[:40],
)
def test_the_check_names_what_is_wrong(
    register: Register, stock: Stock, expected: set[str], statements: tuple[str, ...]
) -> None:
    assert stock.assets
    register.close()
    assert _spoil(register.path, *statements) == expected
    assert all(finding.message and finding.fix for finding in check_register(register.path))


def test_a_fault_of_the_program_is_not_dressed_up(register: Register) -> None:
    with pytest.raises(sa.exc.OperationalError), register.reading() as reading:
        reading.exec_driver_sql("SELECT nonsense")


def test_an_edit_of_the_history_in_an_older_edition_reads_as_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrades, "SCHEMA", 3)
    monkeypatch.setitem(upgrades.UPGRADES, 2, lambda row: (*row[:3], {"title": row[3]["name"]}))
    assert upgrades.upgraded_row(1, "asset", "u", "U", {"name": "x"}) == ("asset", "u", "U", {"title": "x"})
    assert upgrades.upgraded_row(3, "asset", "u", "U", {"name": "x"})[3] == {"name": "x"}


def test_the_check_changes_nothing(register: Register, stock: Stock) -> None:
    before = dump(register)
    assert check_register(register.path) == []
    assert dump(register) == before
    assert stock.assets
