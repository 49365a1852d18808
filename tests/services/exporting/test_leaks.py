"""Nothing that an audience may not see is in any output, in any notation; every exporter is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.exporting.planted import LESSER, OF_COUNCIL, ON
from tests.services.exporting.reading_bytes import Finished
from tpdesk.domain.disclosure import OMISSION_NOTICE, read_audience
from tpdesk.domain.errors import InputError
from tpdesk.services.exporting.exporting import ExportRequest, export_assets
from tpdesk.services.exporting.kinds.catalogue import EXPORTERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.exporting.planted import Planted


def exported(planted: Planted, key: str, audience: str, folder: Path) -> Finished:
    exporter = EXPORTERS[key]
    out = folder / f"out{exporter.suffix}"
    request = ExportRequest(read_audience(audience), what=exporter.what, on=ON)
    given = export_assets(planted.register, request, out)
    assert given.withheld == (0 if audience == "full" else None)
    return Finished(out.read_bytes())


def meets(key: str, audience: str) -> bool:
    return audience == "public" or not EXPORTERS[key].for_public


ALL_WAYS = [(key, audience) for key in EXPORTERS for audience in (*LESSER, "full")]


@pytest.mark.parametrize(("key", "audience"), [way for way in ALL_WAYS if meets(*way) and way[1] != "full"])
def test_no_exporter_gives_out_what_is_withheld(
    planted: Planted, key: str, audience: str, tmp_path: Path
) -> None:
    finished = exported(planted, key, audience, tmp_path)
    assert [leak for secrets in planted.hidden_from(audience) for leak in finished.leaks(secrets)] == []
    assert finished.says(OMISSION_NOTICE)
    assert finished.says("Marketgate House")


@pytest.mark.parametrize(("key", "audience"), [way for way in ALL_WAYS if not meets(*way)])
def test_what_is_published_is_made_for_the_public_alone(
    planted: Planted, key: str, audience: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        exported(planted, key, audience, tmp_path)
    assert refused.value.code == "audience_not_public"
    assert list(tmp_path.iterdir()) == []


def test_the_search_finds_what_is_published(planted: Planted, tmp_path: Path) -> None:
    """The open building stands in these files, in some notation of its facts beside its name."""
    open_one = next(each for each in planted.secrets if each.name == "Marketgate House")
    for key in (key for key in EXPORTERS if EXPORTERS[key].for_public):
        assert len(exported(planted, key, "public", tmp_path).leaks(open_one)) > 5


@pytest.mark.parametrize("key", [key for key in EXPORTERS if not EXPORTERS[key].for_public])
def test_the_search_finds_secrets_where_they_may_stand(planted: Planted, key: str, tmp_path: Path) -> None:
    finished = exported(planted, key, "full", tmp_path)
    assert not finished.says(OMISSION_NOTICE)
    shown = [each.name for each in planted.secrets if each.name and finished.leaks(each)]
    assert "Marketgate House" in shown
    assert "Brackenhay House" in shown


def test_an_organisation_is_given_its_own_commercial_facts(planted: Planted, tmp_path: Path) -> None:
    finished = exported(planted, "workbook", OF_COUNCIL, tmp_path)
    for words in ("Brackenhay Tenants Ltd", "Brackenhay break note", "Marketgate Dwellers"):
        assert finished.says(words)
    assert finished.counts("783183.45")
