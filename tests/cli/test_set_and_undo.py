"""`tpdesk set` and `tpdesk undo` by their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Verbs


@pytest.fixture
def two_halls(tmp_path: Path, verbs: Verbs) -> Path:
    path, listed = tmp_path / "mere.gpkg", tmp_path / "hall.csv"
    listed.write_text("Code,Name,GIA (m2)\nH1,Hall,100\nH2,Depot,200\n", encoding="utf-8")
    verbs("new", path, "--place", "Mere")
    verbs("import", path, listed, "--organisation", "Mere Council", "--kind", "council")
    return path


def test_a_fact_is_set_and_taken_back(verbs: Verbs, two_halls: Path) -> None:
    said = verbs("set", two_halls, "--asset", "h1", "gia_m2=120", "tenure=Freehold", "name=Hall")
    assert said.code == 0
    assert said.answer["changed"] == [
        {"field": "gia_m2", "before": 100, "after": 120},
        {"field": "tenure", "before": None, "after": "freehold"},
    ]
    assert said.answer["asset"]["name"] == "Hall"
    undone = verbs("undo", two_halls)
    assert undone.answer == {"undone": ["Change 2 facts of Hall"], "next": "Import hall.csv"}
    (hall,) = verbs("show", two_halls, "--where", "reference=H1").answer["assets"]
    assert (hall["gia_m2"], hall["tenure"]) == (100, None)


def test_more_steps_than_there_are_stop_at_the_first(verbs: Verbs, two_halls: Path) -> None:
    said = verbs("undo", two_halls, "--steps", "9")
    assert said.answer["next"] is None
    assert said.answer["undone"][0] == "Import hall.csv"
    assert verbs("undo", two_halls).code == 4


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("--asset", "H9", "name=x"), 3, "asset_unknown"),
        (("--asset", "H1", "tenure=x"), 3, "value_invalid"),
        (("--asset", "H1", "easting=1"), 3, "position_incomplete"),
        (("--asset", "H1", "floor_area_m2=1"), 3, "field_not_editable"),
        (("--asset", "H1", "name"), 3, "condition_invalid"),
        (("--asset", "H1"), 2, "usage"),
    ],
)
def test_what_cannot_be_set_changes_nothing(
    verbs: Verbs, two_halls: Path, words: tuple[str, ...], code: int, error: str
) -> None:
    said = verbs("set", two_halls, *words)
    assert (said.code, said.answer["error"]["code"]) == (code, error)
    assert verbs("undo", two_halls).answer["undone"] == ["Import hall.csv"]
