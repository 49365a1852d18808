"""Covert premises, safe houses and refuges never get in, and nothing of them is repeated."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tpdesk.services.importing import ImportPlan
from tpdesk.services.importing.packing import unpack_rows
from tpdesk.services.importing.refusal import Refusal, is_sensitive, reason_to_refuse
from tpdesk.store.reads import read_batches, read_issues
from tpdesk.store.register import Register


@pytest.mark.parametrize(
    "text",
    [
        "Women's Refuge",
        "Women’s refuge",
        "womens_refuge",
        "The WomensRefuge",
        "Domestic Abuse Refuge",
        "Hope House refuge",
        "domestic violence safe accommodation",
        "Safe House",
        "safe-house",
        "SAFEHOUSE 3",
        "covert",
        "Covert premises",
        "Police Office (Covert)",
        "Flat 2 - covert",
        "covert operations base",
        "Undercover unit",
        "under cover police",
        "Witness Protection suite",
        "Protected persons flat",
        "Women's Aid",
        "surveillance base",
        "Dedicated Source Unit",
        "café\nwomen's refuge",
        "Refuge and furniture store",
        "Women's Aid drop-in",
        "Women's Aid flat above charity shop",
        "Women's Aid public drop-in and refuge",
        "Refuge store",
    ],
)
def test_wordings_that_are_refused(text: str) -> None:
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "Traffic refuge island, Chester Road",
        "Pedestrian Refuge",
        "Refuge Assurance Building",
        "Refugee Centre",
        "Fire refuge point",
        "Wildlife refuge",
        "Refuse Depot",
        "Gorse Covert Primary School",
        "Fox Covert Lane",
        "Covert Road",
        "Discovery Centre",
        "Undercover car park",
        "under cover market",
        "Bus shelter",
        "Safe Routes to School",
        "Domestic Waste Site",
        "Safehouse Lane",
        "Dane Furniture Refuge, Re-use warehouse",
        "Donkey refuge",
        "Refuge disposal site",
        "Refuge transfer station",
        "Household refuse tip",
        "Women's Aid public drop-in centre",
        "Women's Aid (public drop-in)",
        "Public drop-in (Women's Aid)",
        "Women’s Aid charity shop",
        "",
    ],
)
def test_wordings_that_are_something_else(text: str) -> None:
    assert not is_sensitive(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hope House refuge", "refuge"),
        ("SAFEHOUSE 3", "safe house"),
        ("domestic violence safe accommodation", "safe accommodation"),
        ("domestic abuse emergency flat", "domestic abuse"),
        ("Women's shelter", "women's shelter"),
        ("Women's Aid", "Women's Aid"),
        ("Flat 2 - covert", "covert"),
        ("Covert premises", "covert"),
        ("Undercover unit", "undercover"),
        ("Protected persons flat", "witness protection"),
        ("surveillance base", "surveillance"),
        ("Town Hall", ""),
    ],
)
def test_the_kind_of_word_is_told_and_nothing_of_the_cell(text: str, word: str) -> None:
    assert reason_to_refuse(text) == word


SECRET = "Rose Cottage"


def test_a_refused_row_leaves_no_trace_but_its_number(
    bring_in: Callable[..., ImportPlan], write_list: Callable[..., Path], register: Register
) -> None:
    path = write_list(
        ["Asset Code", "Name", "Use", "Postcode", "Annual rent (£)", "Notes"],
        ["A1", "Town Hall", "Office", "AB1 2DB", "100", ""],
        ["A2", SECRET, "Womens refuge", "AB1 2DE", "7777", "nonsense postcode"],
        ["A3", "Library", "Library", "AB1 2DB", "50", ""],
    )
    plan = bring_in(path)
    assert (plan.counts.read, plan.counts.refused, plan.counts.kept) == (3, 1, 2)
    refused = [issue for issue in plan.issues if issue.code == "row_refused"]
    assert [(issue.row, issue.value, issue.column, issue.suggestion) for issue in refused] == [
        (3, "", "", "")
    ]
    rent = next(line for line in plan.control if line.column == "Annual rent (£)")
    assert (rent.source, rent.register, rent.difference) == (150.0, 150.0, 0.0)
    seen = repr(plan.columns) + repr(plan.wordings) + repr(list(plan.issues)) + repr(plan.summary())
    assert SECRET not in seen
    assert "7777" not in seen
    assert "refuge" not in repr(plan.wordings).casefold()
    assert plan.counts.refusals == (Refusal(3, "Use", "refuge"),)
    batch = read_batches(register)[0]
    stored = repr(batch) + repr(read_issues(register))
    assert "refuge" not in stored.casefold().replace("refuges", "")
    assert (batch.rows_read, batch.rows_refused, batch.rows_kept) == (3, 1, 2)
    assert SECRET not in repr(read_issues(register))
    table, _ = unpack_rows(batch.raw_rows or b"")
    assert [column.cells().tolist() for column in table.columns if column.heading == "Name"] == [
        ["Town Hall", "Library"]
    ]


def test_a_flag_column_refuses_where_it_says_yes(
    bring_in: Callable[..., ImportPlan], write_list: Callable[..., Path]
) -> None:
    path = write_list(
        ["Asset Code", "Name", "Covert?"], ["A1", "Yard", "N"], ["A2", "Flat", "Y"], ["A3", "Hall", ""]
    )
    plan = bring_in(path)
    assert (plan.counts.refused, plan.created) == (1, 2)
    assert plan.counts.refusals == (Refusal(3, "Covert?", "covert"),)
