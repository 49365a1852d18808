"""A list dated row by row: what is told of its days, and where a fact's card takes its day from."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tpdesk.services.importing import ImportPlan
from tpdesk.services.provenance import ProvenanceReader
from tpdesk.store.register import Register

Importer = Callable[..., ImportPlan]
Writer = Callable[..., Path]

HEADINGS = ("Ref", "Name", "EffectiveDate")
ROWS = (("1", "Hall", "2022-09-01"), ("2", "Mill", "2025-09-12"), ("3", "Barn", ""))


def days_of(register: Register) -> dict[str, date | None]:
    assets, reader = register.read_assets(), ProvenanceReader(register)
    named = zip(assets["name"].tolist(), assets.uids.tolist(), strict=True)
    return {name: reader.read(uid).editions[-1].as_at for name, uid in named}


def test_each_row_has_its_own_day(bring_in: Importer, write_list: Writer, register: Register) -> None:
    plan = bring_in(write_list(HEADINGS, *ROWS))
    assert plan.days == (date(2022, 9, 1), date(2025, 9, 12))
    days = days_of(register)
    assert days == {"Hall": date(2022, 9, 1), "Mill": date(2025, 9, 12), "Barn": None}


@pytest.mark.parametrize("headings", [HEADINGS, ("Ref", "Name", "Other")])
def test_a_day_given_for_the_file_is_that_of_every_row(
    bring_in: Importer, write_list: Writer, register: Register, headings: tuple[str, ...]
) -> None:
    given = date(2024, 3, 31)
    plan = bring_in(write_list(headings, *ROWS), as_at=given)
    assert plan.days == (given, given)
    assert set(days_of(register).values()) == {given}


def test_a_list_without_a_day_has_none(bring_in: Importer, write_list: Writer, register: Register) -> None:
    plan = bring_in(write_list(HEADINGS[:2], *(row[:2] for row in ROWS)))
    assert plan.days is None
    assert set(days_of(register).values()) == {None}
