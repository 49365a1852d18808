"""Names in capitals are set calmly on paper; initials and everything else stay as they were written."""

from __future__ import annotations

import pytest

from tpdesk.services.printing.lettering import calm_name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("CHAPEL ROAD CLINIC", "Chapel Road Clinic"),
        ("GREATER MANCHESTER MENTAL HEALTH NHS FOUNDATION TRUST", None),
        ("TRAFFORD SOUTH CMHT - BROOKHEYS", "Trafford South CMHT - Brookheys"),
        ("ST MARY'S HEALTH CENTRE (UNIT 4B)", "St Mary's Health Centre (Unit 4B)"),
        ("THE HOUSE OF THE ICB", "The House of the ICB"),
        ("GMFRS", "GMFRS"),
        ("NHS", "NHS"),
        ("Sale Waterside", "Sale Waterside"),
        ("Lostock NHS walk-in", "Lostock NHS walk-in"),
        ("", ""),
    ],
)
def test_names_are_set_calmly(written: str, shown: str | None) -> None:
    expected = "Greater Manchester Mental Health NHS Foundation Trust" if shown is None else shown
    assert calm_name(written) == expected


def test_setting_a_name_twice_changes_nothing() -> None:
    once = calm_name("PARK HOUSE, NORTH MANCHESTER GENERAL HOSPITAL")
    assert calm_name(once) == once == "Park House, North Manchester General Hospital"
