"""A workbook that was given out in full makes the same register again, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpdesk.cli.app import run
from tpdesk.domain.disclosure import FULL
from tpdesk.services.exporting.columns import chosen_fields
from tpdesk.services.exporting.exporting import ExportRequest, export_assets
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.exporting.planted import Planted
    from tpdesk.domain.frame import AssetFrame

HOW_PLACED = {"location_method", "location_accuracy_m", "source_x", "source_y", "source_crs"}


def facts(frame: AssetFrame) -> dict[object, dict[str, object]]:
    keys = [field.key for field in chosen_fields(()) if field.key not in HOW_PLACED]
    rows: list[dict[str, object]] = [
        {key: frame.value(row, key) for key in keys} for row in range(len(frame))
    ]
    return {row["reference"]: row for row in rows}


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_was_given_out_in_full_comes_back(planted: Planted, tmp_path: Path, suffix: str) -> None:
    out, back = tmp_path / f"all{suffix}", tmp_path / "back.gpkg"
    export_assets(planted.register, ExportRequest(FULL), out)
    assert run(["new", str(back), "--place", "Back"]) == 0
    assert run(["import", str(back), str(out), "--profile", "tpdesk_export"]) == 0
    before = facts(planted.register.read_assets())
    with Register.open(back, read_only=True) as register:
        after = facts(register.read_assets())
    assert set(after) == set(before)
    for reference, row in before.items():
        for key, value in row.items():
            expected = pytest.approx(value, abs=0.01) if isinstance(value, float) else value
            assert after[reference][key] == expected, (reference, key)
