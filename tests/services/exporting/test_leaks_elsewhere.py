"""What leaves by other ways than the exporters: candidates, the printed map, records, pictures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.services.exporting.planted import LESSER, ON
from tests.services.exporting.reading_bytes import Finished, chunk_kinds
from tpdesk.domain.candidates import CandidateOptions
from tpdesk.domain.disclosure import OMISSION_NOTICE, disclose_assets, read_audience
from tpdesk.domain.progress import SilentProgress
from tpdesk.gui.application import draw_window_picture
from tpdesk.render.printing import print_to_pdf
from tpdesk.services.checking_facts import check_facts
from tpdesk.services.colocation.finding import find_candidates
from tpdesk.services.colocation.workbook import write_candidates_workbook
from tpdesk.services.looking_back import tell_asset_history, tell_history
from tpdesk.services.printing.request import PrintRequest
from tpdesk.services.showing import show_assets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.services.exporting.planted import Planted
    from tpdesk.domain.candidates import CandidateList
    from tpdesk.domain.disclosure import Audience

    Making = Callable[[Planted, Audience, Path], bytes]

QUIET = SilentProgress()


def _found(planted: Planted, audience: Audience) -> CandidateList:
    shown = disclose_assets(planted.register.read_assets(), audience)
    options = CandidateOptions(within_m=3000, ruled_out_top=50)
    return find_candidates(shown, options, QUIET, planted.register.place.boundary)


def candidates(planted: Planted, audience: Audience, _folder: Path) -> bytes:
    return json.dumps(_found(planted, audience).as_json(), ensure_ascii=False).encode()


def candidates_workbook(planted: Planted, audience: Audience, folder: Path) -> bytes:
    write_candidates_workbook(_found(planted, audience), folder / "candidates.xlsx")
    return _read(folder / "candidates.xlsx")


def printed(planted: Planted, audience: Audience, folder: Path) -> bytes:
    print_to_pdf(planted.register, PrintRequest(title="Map"), audience, folder / "map.pdf", QUIET)
    return _read(folder / "map.pdf")


def records(planted: Planted, audience: Audience, _folder: Path) -> bytes:
    shown = show_assets(planted.register, (), audience)
    said = {"assets": list(shown.assets), "withheld": shown.withheld, "notice": shown.notice}
    return json.dumps(said, ensure_ascii=False).encode()


def history(planted: Planted, audience: Audience, _folder: Path) -> bytes:
    shown = disclose_assets(planted.register.read_assets(), audience)
    told = [tell_history(planted.register, audience)]
    told += [
        tell_asset_history(planted.register, str(reference), audience)
        for reference in shown.value["reference"]
    ]
    return repr(told).encode()


def doubts(planted: Planted, audience: Audience, _folder: Path) -> bytes:
    checked = check_facts(planted.register, audience, ON)
    return repr((checked.doubts, checked.shown.notice)).encode()


def _read(path: Path) -> bytes:
    return path.read_bytes()


WAYS = (candidates, candidates_workbook, printed, records, history, doubts)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("audience", LESSER)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_other_way_out_gives_what_is_withheld(
    planted: Planted, way: Making, audience: str, tmp_path: Path
) -> None:
    finished = Finished(way(planted, read_audience(audience), tmp_path))
    assert [leak for secrets in planted.hidden_from(audience) for leak in finished.leaks(secrets)] == []
    assert finished.says(OMISSION_NOTICE)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_search_reads_these_outputs_too(planted: Planted, way: Making, tmp_path: Path) -> None:
    finished = Finished(way(planted, read_audience("full"), tmp_path))
    assert not finished.says(OMISSION_NOTICE)
    assert any(finished.leaks(each) for each in planted.hidden_from("partners") if each.name)


def test_conditions_on_hidden_facts_find_nothing(planted: Planted) -> None:
    for key, value in (
        ("name", "Gullwick House"),
        ("annual_rent_gbp", "778133.45"),
        ("sensitivity", "confidential"),
    ):
        assert show_assets(planted.register, ((key, value),), read_audience("partners")).assets == ()


@pytest.mark.usefixtures("qapp")
def test_a_picture_carries_no_words_beside_its_pixels(planted: Planted, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    draw_window_picture(planted.register.path, picture)
    data = picture.read_bytes()
    assert chunk_kinds(data) <= {b"IHDR", b"IDAT", b"IEND", b"pHYs", b"gAMA", b"cHRM", b"sRGB"}
    finished = Finished(data)
    assert [leak for secrets in planted.secrets for leak in finished.leaks(secrets)] == []
