"""Files that tpdesk brings with it are found by name, or their absence is told plainly."""

from pathlib import Path

import pytest

from tpdesk.domain.errors import OutsideError
from tpdesk.files import resources
from tpdesk.files.resources import resource_path


def test_a_file_is_found() -> None:
    assert resource_path("look", "tokens.json").read_text("utf-8").startswith("{")


def test_a_folder_is_found() -> None:
    assert resource_path("look").is_dir()


def test_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, beside = tmp_path / "inside", tmp_path / "beside"
    for folder in (inside, beside):
        (folder / "a").mkdir(parents=True)
    (beside / "a" / "b.txt").touch()
    monkeypatch.setattr(resources, "_FOLDERS", (inside, beside))
    assert resource_path("a") == inside / "a"
    assert resource_path("a", "b.txt") == beside / "a" / "b.txt"


def test_a_missing_file_is_named_with_what_to_do() -> None:
    with pytest.raises(OutsideError, match=r"look/nothing\.json") as caught:
        resource_path("look", "nothing.json")
    assert caught.value.code == "resource_missing"
    assert "Install tpdesk again" in caught.value.hint
