"""Postcodes are looked up in an index that is made once and kept privately."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tpdesk.domain.errors import Cancelled, InputError
from tpdesk.domain.progress import CancellingProgress
from tpdesk.files import postcodes
from tpdesk.files.postcodes import PostcodeIndex

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LINES = '"ZQ1 1AA",10,588168,477753,"E92"\n"ZQ11AD",10,588200,477800,"E92"\n"ZQ1 9ZZ",90,0,0,"E92"\n'
MORE = '"ZX1 1AA",20,500000,400000,""\n"ZX1 1AB",60,0,0,""\n'


def codepoint(path: Path, lines: str = LINES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Data/CSV/zq.csv", lines)
        archive.writestr("Data/CSV/zx.csv", MORE)
        archive.writestr("Doc/headers.csv", "PC,PQ,EA,NO\nPostcode,Quality,Eastings,Northings\n")
    return path


def codes(*given: object) -> NDArray[np.object_]:
    made = np.empty(len(given), dtype=object)
    made[:] = given
    return made


def test_any_spacing_and_case(tmp_path: Path) -> None:
    index = PostcodeIndex.open(codepoint(tmp_path / "codepo.zip"), tmp_path / "cache")
    hits = index.find(codes("ZQ1 1AA", "zq11aa", " ZQ1  1AD ", "ZX1 1AA"))
    assert hits.status.tolist() == [1, 1, 1, 1]
    assert hits.easting.tolist() == [588168, 588168, 588200, 500000]
    assert hits.northing.tolist() == [477753, 477753, 477800, 400000]
    assert len(index) == 5


def test_known_without_position_and_unknown(tmp_path: Path) -> None:
    index = PostcodeIndex.open(codepoint(tmp_path / "codepo.zip"), tmp_path / "cache")
    hits = index.find(
        codes("ZQ1 9ZZ", "ZX1 1AB", "ZQ1", None, "", 7, "ZQ1 1AÄ", "ZZ99 9ZZ LONG", "ZZ9 9ZZ", "A1 1AA")
    )
    assert hits.status.tolist() == [2, 2, 0, 0, 0, 0, 0, 0, 0, 0]
    assert np.isnan(hits.easting).all()
    assert np.isnan(hits.northing).all()
    assert index.find(codes()).status.tolist() == []


def test_the_index_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = codepoint(tmp_path / "codepo.zip")
    PostcodeIndex.open(path, tmp_path / "cache")

    def read(*_: object) -> None:
        raise AssertionError("the list was read again")

    monkeypatch.setattr(postcodes, "_read_list", read)
    renamed = path.rename(tmp_path / "other.zip")
    assert len(PostcodeIndex.open(renamed, tmp_path / "cache")) == 5


def test_only_the_user_may_read_the_index(tmp_path: Path) -> None:
    PostcodeIndex.open(codepoint(tmp_path / "codepo.zip"), tmp_path / "cache")
    for path in (tmp_path / "cache").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["codes.npy", "index.json", "status.npy"])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_damaged_index_is_made_again(tmp_path: Path, name: str, harm: str) -> None:
    path = codepoint(tmp_path / "codepo.zip")
    PostcodeIndex.open(path, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").rglob(name)
    data = kept.read_bytes()
    if harm == "gone":
        kept.unlink()
    else:
        kept.write_bytes(data[:-3] if harm == "cut" else data[:-2] + b"\7\7")
    assert PostcodeIndex.open(path, tmp_path / "cache").find(codes("ZQ1 1AA")).status.tolist() == [1]
    assert kept.read_bytes() == data


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    index = PostcodeIndex.open(codepoint(tmp_path / "codepo.zip"), tmp_path / "cache")
    assert index.find(codes("ZQ1 1AA")).status.tolist() == [1]


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        PostcodeIndex.open(codepoint(tmp_path / "codepo.zip"), tmp_path / "cache", CancellingProgress(2))
    assert not (tmp_path / "cache").exists()


def test_one_file_of_code_point_without_its_zip(tmp_path: Path) -> None:
    path = tmp_path / "zq.csv"
    path.write_text(LINES)
    assert PostcodeIndex.open(path, tmp_path / "cache").find(codes("ZQ1 9ZZ")).status.tolist() == [2]


def test_a_list_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    path.write_text(
        "postcode,lon,lat\nM33 7EG,-2.3217,53.4249\nM33 7EH,,\nM33 7EG,-2.4,53.5\nSale,-2.3,53.4\n"
    )
    index = PostcodeIndex.open(path, tmp_path / "cache")
    hits = index.find(codes("M33 7EG", "M33 7EH", "M33 7EJ"))
    assert hits.status.tolist() == [1, 2, 0]
    assert abs(hits.easting[0] - 378_720) < 100
    grid = tmp_path / "grid.csv"
    grid.write_text("pcds,Easting,Northing\nM33 7EG,378856,392264\nM33 7EH,378857,392265\n")
    assert PostcodeIndex.open(grid, tmp_path / "cache").find(codes("m337eh")).easting.tolist() == [378857]


@pytest.mark.parametrize(
    "text",
    ["name,town\nHall,Sale\nDepot,Sale\n", "postcode,lon,lat\nM33 7EG,53.4,-2.3\nM33 7EH,53.4,-2.3\n"],
)
def test_what_is_no_list_of_postcodes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        PostcodeIndex.open(path, tmp_path / "cache")
    assert refused.value.code == "not_a_postcode_list"


def test_a_zip_without_postcodes(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("list.csv", "name,town\nHall,Sale\n")
    for name in ("empty.zip", "other.zip"):
        with pytest.raises(InputError) as refused:
            PostcodeIndex.open(tmp_path / name, tmp_path / "cache")
        assert refused.value.code == "not_a_postcode_list"
