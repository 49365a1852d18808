"""UPRNs are text of 1 to 12 digits; what a spreadsheet makes of them is not guessed back."""

from __future__ import annotations

import pytest

from tpdesk.domain.uprn import read_uprn


@pytest.mark.parametrize(
    ("value", "uprn"),
    [
        ("100012797623", "100012797623"),
        ("000123", "123"),
        (" 10024817974 ", "10024817974"),
        (100012797623, "100012797623"),
        (100012797623.0, "100012797623"),
        ("100012797623.0", "100012797623"),
        ("1.0E+11", None),
        ("1000127976231", None),
        (1.5, None),
        (1e13, None),
        (0.0, None),
        ("0", None),
        ("", None),
        ("N/A", None),
        (None, None),
        (True, None),
    ],
)
def test_reads_only_what_is_a_uprn(value: object, uprn: str | None) -> None:
    assert read_uprn(value) == uprn
