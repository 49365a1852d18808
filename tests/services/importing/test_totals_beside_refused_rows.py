"""The control sheet beside refused rows and empty columns."""

from collections.abc import Callable
from pathlib import Path

from tpdesk.services.importing import ImportPlan

HEADINGS = ("Ref", "Name", "Use", "GIA (m2)", "Land area (ha)", "Rates (£)")


def test_refused_rows_count_in_neither_and_their_figures_are_not_told(
    bring_in: Callable[..., ImportPlan], write_list: Callable[..., Path]
) -> None:
    plan = bring_in(
        write_list(
            HEADINGS,
            ("1", "Town Hall", "Offices", 400, "", 1000),
            ("2", "Hidden", "Women's refuge", 731, "", ""),
        )
    )
    lines = {line.column: line for line in plan.control}
    assert lines["GIA (m2)"].source == lines["GIA (m2)"].register == 400
    assert lines["GIA (m2)"].agrees
    assert lines["GIA (m2)"].why == "1 refused row counts in neither."
    assert lines["Rates (£)"].why == ""
    assert "731" not in str(plan.control)


def test_an_empty_column_has_no_total(
    bring_in: Callable[..., ImportPlan], write_list: Callable[..., Path]
) -> None:
    plan = bring_in(write_list(HEADINGS, ("1", "Town Hall", "Offices", 400, "", 0)))
    assert [line.column for line in plan.control] == ["GIA (m2)", "Rates (£)"]
