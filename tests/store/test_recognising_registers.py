"""A register is known from every other file, open or not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.store.stocking import PLACE
from tpdesk.store.gpkg_tables import APPLICATION_ID
from tpdesk.store.recognising import is_register
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path


def test_a_register_is_one_open_or_closed(tmp_path: Path) -> None:
    path = tmp_path / "place.gpkg"
    assert not is_register(path)
    with Register.create(path, PLACE):
        assert is_register(path)
    assert is_register(path)
    assert [each.name for each in tmp_path.glob("place.gpkg*")] == ["place.gpkg"]


def test_other_files_are_none(tmp_path: Path) -> None:
    words, other = tmp_path / "words.gpkg", tmp_path / "other.gpkg"
    words.write_text("Some words")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE assets (name TEXT)")
    assert not is_register(words)
    assert not is_register(other)
    assert not is_register(tmp_path)


def test_a_damaged_geopackage_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "place.gpkg"
    Register.create(path, PLACE).close()
    data = bytearray(path.read_bytes())
    data[100:3000] = bytes(2900)
    path.write_bytes(data)
    assert is_register(path)
