"""Whether an audience may see one asset, by the rule that holds for many."""

import pytest

from tpdesk.domain.disclosure import (
    FULL,
    PARTNERS,
    PUBLIC,
    Audience,
    commercial_columns,
    may_see,
    read_audience,
)

OWN = read_audience("organisation:Mere Council")


@pytest.mark.parametrize(
    ("audience", "sensitivity", "own", "seen"),
    [
        (FULL, "confidential", False, True),
        (PUBLIC, "open", False, True),
        (PUBLIC, "restricted", False, False),
        (PUBLIC, None, False, False),
        (PARTNERS, "restricted", False, True),
        (PARTNERS, None, False, True),
        (PARTNERS, "confidential", False, False),
        (PARTNERS, "something new", False, False),
        (OWN, "confidential", True, True),
        (OWN, "confidential", False, False),
    ],
)
def test_sensitivity_decides(audience: Audience, sensitivity: str | None, own: bool, seen: bool) -> None:
    assert may_see(audience, sensitivity, own=own) is seen


def test_commercial_columns_are_those_of_fields_and_those_without() -> None:
    assert commercial_columns("interest") >= {"annual_rent_pence", "grantee"}
    assert commercial_columns("survey") == frozenset()
