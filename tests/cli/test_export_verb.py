"""`tpdesk export` by its JSON and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Speak, Verbs

NOTICE = "Some premises may be omitted"


@pytest.fixture
def halls(register: Path, council_list: Path, verbs: Verbs) -> Path:
    verbs("import", register, council_list, "--organisation", "Quillmere Council", "--kind", "council")
    return register


def test_export_answers_file_rows_and_withheld(verbs: Verbs, halls: Path, tmp_path: Path) -> None:
    out = tmp_path / "halls.csv"
    words = ("--where", "service=library", "--fields", "reference, name", "--purpose", "Board")
    said = verbs("export", halls, "--out", out, *words)
    assert said.answer == {"file": str(out), "rows": 1, "withheld": None, "notice": NOTICE}
    assert out.read_text("utf-8-sig").splitlines()[:3] == [NOTICE, "Local reference,Name", "A2,Library"]
    assert verbs("export", halls, "--out", out, "--audience", "full").answer == {
        "file": str(out),
        "rows": 3,
        "withheld": 0,
    }


def test_export_never_writes_over_the_register(verbs: Verbs, halls: Path) -> None:
    before = halls.read_bytes()
    said = verbs("export", halls, "--out", halls)
    assert (said.code, said.answer["error"]["code"]) == (3, "out_is_input")
    assert halls.read_bytes() == before


def test_export_in_words(speak: Speak, halls: Path, tmp_path: Path) -> None:
    code, said, _ = speak("export", halls, "--out", tmp_path / "halls.geojson")
    assert code == 0
    assert said == f"Wrote 3 rows to {tmp_path / 'halls.geojson'}. {NOTICE}\n"
