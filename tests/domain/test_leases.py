"""What follows from the facts of a lease."""

from datetime import date

import pytest

from tpdesk.domain.leases import head_terms, months_before, notice_by


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 1, 15), 12, date(2023, 1, 15)),
        (date(2024, 1, 31), 1, date(2023, 12, 31)),
        (date(2024, 3, 5), 0, date(2024, 3, 5)),
    ],
)
def test_notice_counts_back_to_the_end_of_short_months(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


def test_notice_is_known_only_with_its_break_and_its_length() -> None:
    assert notice_by(date(2028, 9, 30), 6) == date(2028, 3, 30)
    assert notice_by(None, 6) is None
    assert notice_by(date(2028, 9, 30), None) is None


@pytest.mark.parametrize(
    ("tenure", "detail", "terms"),
    [
        ("freehold", None, ("held", "freehold")),
        (None, "owner_occupied", ("held", None)),
        ("leasehold", None, ("in", "lease")),
        ("leasehold", "pfi", ("in", "pfi")),
        (None, "leased_in", ("in", "lease")),
        (None, None, ("in", None)),
    ],
)
def test_tenure_and_its_detail_say_what_kind_of_interest_it_is(
    tenure: str | None, detail: str | None, terms: tuple[str | None, str | None]
) -> None:
    assert head_terms(tenure, detail) == terms
