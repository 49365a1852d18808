"""Which of an asset's dated facts is shown: the latest by year, and nothing displaced unasked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.store.stocking import Change, Stock
from tpdesk.domain.identity import new_uid, new_uids
from tpdesk.store.latest import day_of_uid

if TYPE_CHECKING:
    from tpdesk.domain.changes import Writer
    from tpdesk.store.register import Register

FIRST, OTHER = new_uids(2)
SOON = date(2099, 3, 31)


def _add_lists(writer: Writer) -> None:
    writer.insert("list", ["uid", "name"], [(FIRST, "Return"), (OTHER, "Other return")])


def _costs(register: Register, asset: str, *facts: tuple[str | None, date | None, str, int]) -> None:
    columns = ["uid", "asset_uid", "list_uid", "period_end", "kind", "amount_pence"]

    def apply(writer: Writer) -> None:
        _add_lists(writer)
        writer.delete("cost", [str(row[0]) for row in writer.select("cost", ["uid"])])
        for listed, end, kind, pounds in facts:
            writer.insert("cost", columns, [(new_uid(), asset, listed, end, kind, 100 * pounds)])

    register.execute(Change(apply))


def _shown(register: Register) -> tuple[object, object]:
    frame = register.read_assets()
    return frame.value(0, "cost_rates_gbp"), frame.value(0, "cost_water_gbp")


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        # Years stand beside each other and the latest is shown, whichever came last.
        ([(FIRST, date(2024, 3, 31), "rates", 9), (OTHER, date(2015, 3, 31), "rates", 1)], (9, None)),
        # No year after a year: the known one stays.
        ([(FIRST, date(2024, 3, 31), "rates", 9), (OTHER, None, "rates", 1)], (9, None)),
        # A year after no year: an older one stays behind, whose list ever it is.
        (
            [
                (FIRST, None, "rates", 9),
                (FIRST, None, "water", 3),
                (OTHER, date(2015, 3, 31), "rates", 1),
                (FIRST, date(2016, 3, 31), "rates", 2),
            ],
            (9, 3),
        ),
        # A year that ends after the day on which the others came is surely newer.
        ([(FIRST, None, "rates", 9), (FIRST, None, "water", 3), (OTHER, SOON, "rates", 1)], (1, None)),
        # Two lists of one year complete each other; where both speak the first stays.
        (
            [
                (FIRST, date(2024, 3, 31), "rates", 9),
                (OTHER, date(2024, 3, 31), "rates", 1),
                (OTHER, date(2024, 3, 31), "water", 4),
            ],
            (9, 4),
        ),
        ([(FIRST, None, "rates", 9), (OTHER, None, "rates", 1), (OTHER, None, "water", 4)], (9, 4)),
        # What a person has typed goes before lists.
        ([(FIRST, None, "rates", 9), (None, None, "rates", 5), (OTHER, None, "rates", 1)], (5, None)),
    ],
)
def test_the_latest_year_is_shown_and_nothing_is_displaced_unasked(
    register: Register,
    stock: Stock,
    facts: list[tuple[str | None, date | None, str, int]],
    shown: tuple[object, object],
) -> None:
    _costs(register, stock.assets[0], *facts)
    assert _shown(register) == shown


def test_a_survey_without_a_year_is_not_displaced_by_an_older_one(register: Register, stock: Stock) -> None:
    columns = ["uid", "asset_uid", "list_uid", "period_end", "condition"]

    def apply(writer: Writer) -> None:
        _add_lists(writer)
        writer.delete("survey", [str(row[0]) for row in writer.select("survey", ["uid"])])
        for asset in stock.assets[:2]:
            writer.insert("survey", columns, [(new_uid(), asset, FIRST, None, "B")])
        writer.insert("survey", columns, [(new_uid(), stock.assets[0], OTHER, date(2015, 3, 31), "D")])
        writer.insert("survey", columns, [(new_uid(), stock.assets[1], OTHER, None, "C")])

    register.execute(Change(apply))
    frame = register.read_assets()
    assert (frame.value(0, "condition"), frame.value(1, "condition")) == ("B", "B")


def test_a_record_tells_the_day_on_which_it_was_made() -> None:
    assert day_of_uid("0197a1b0-0000-7000-8000-000000000000") == "2025-06-24"
    assert day_of_uid(new_uid()) >= "2025-01-01"
    assert [day_of_uid(odd) for odd in (None, "", "no uid", "ffffffffffffffff")] == ["", "", "", ""]
