"""Rows that belong to assets, held column by column."""

from tpdesk.store.child_rows import ChildRows, shared


def test_rows_are_made_by_asset_in_the_order_of_their_addition() -> None:
    rows = ChildRows(("a", "b", "a"), {"uid": ("1", "2", "3"), "amount_pence": (5, None, 7)})
    assert dict(rows) == {
        "a": [{"uid": "1", "amount_pence": 5}, {"uid": "3", "amount_pence": 7}],
        "b": [{"uid": "2", "amount_pence": None}],
    }
    assert (len(rows), rows.get("c", [])) == (2, [])


def test_a_wording_that_repeats_is_held_once() -> None:
    first, again = "2023" + "/24", "/".join(("2023", "24"))
    assert first is not again
    held = shared([first, None, again])
    assert held == [first, None, first]
    assert held[2] is first
    assert shared([1.0, None]) == [1.0, None]
    assert shared([]) == []
