"""An import keeps a copy of the register as it was, where the disc has room."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

from tpdesk.store.kept_copies import read_copies
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Verbs

Usage = namedtuple("Usage", "total used free")
WORDS = ("--organisation", "Quillmere Council", "--kind", "council")


def test_a_copy_is_kept_before_each_import(verbs: Verbs, register: Path, council_list: Path) -> None:
    assert verbs("import", register, council_list, *WORDS, "--dry-run").code == 0
    assert read_copies(register) == ()
    for _ in range(2):
        assert verbs("import", register, council_list, *WORDS).code == 0
    newest, oldest = read_copies(register)
    assert {newest.reason, oldest.reason} == {"before import"}
    sizes = []
    for copy in (oldest, newest):
        with Register.open(copy.path, read_only=True) as opened:
            sizes.append(len(opened.read_assets()))
    assert sorted(sizes) == [0, 3]


def test_without_room_the_import_goes_on_and_says_so(
    verbs: Verbs, register: Path, council_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10, 10, 0))
    said = verbs("import", register, council_list, *WORDS)
    assert (said.code, said.answer["assets_created"]) == (0, 3)
    assert "The disc has no room for a copy of place.gpkg" in said.aside
    assert read_copies(register) == ()
