"""UPRNs are found in OS Open UPRN as downloaded, in one pass."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tpdesk.domain.errors import Cancelled, InputError, OutsideError
from tpdesk.domain.progress import CancellingProgress
from tpdesk.files.uprns import UprnList

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n"
    "1,358260.66,172796.5,51.4526038,-2.6020703\n"
    "26,352967.0,181077.0,51.5266333,-2.6793612\n"
    "100012797623,376651.0,387865.0,53.3879,-2.352\n"
)


@pytest.fixture(params=["csv", "zip"])
def uprn_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "csv":
        path = tmp_path / "osopenuprn.csv"
        path.write_text("\ufeff" + TEXT, encoding="utf-8")
        return path
    path = tmp_path / "osopenuprn.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("licence.txt", "OGL")
        archive.writestr("osopenuprn_202511.csv", TEXT)
    return path


def test_known_uprns_have_a_position_and_the_rest_none(uprn_file: Path) -> None:
    asked = np.array(["26", None, "100012797623", "7", "26"], dtype=object)
    hits = UprnList(uprn_file).find(asked)
    assert hits.easting[[0, 2, 4]].tolist() == [352967.0, 376651.0, 352967.0]
    assert hits.northing[0] == 181077.0
    assert np.isnan(hits.easting[[1, 3]]).all()


def test_nothing_is_read_when_nothing_is_asked(tmp_path: Path) -> None:
    hits = UprnList(tmp_path / "nowhere.csv").find(np.array([None], dtype=object))
    assert np.isnan(hits.easting).all()


def test_it_can_be_stopped(uprn_file: Path) -> None:
    with pytest.raises(Cancelled):
        UprnList(uprn_file, CancellingProgress(1)).find(np.array(["26"], dtype=object))


def test_what_is_no_list_of_uprns_is_refused_in_words(tmp_path: Path) -> None:
    asked = np.array(["26"], dtype=object)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("licence.txt", "OGL")
    for path in (other, empty):
        with pytest.raises(InputError, match="not a list of UPRNs"):
            UprnList(path).find(asked)
    with pytest.raises(OutsideError, match="cannot be read"):
        UprnList(tmp_path / "nowhere.csv").find(asked)
