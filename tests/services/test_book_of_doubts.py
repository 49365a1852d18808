"""Doubts by the thousand, as arrays and one by one."""

import numpy as np
import pytest

from tpdesk.domain.issues import Issue
from tpdesk.services.doubts import DoubtBook


def test_doubts_come_back_in_the_order_of_the_file() -> None:
    book = DoubtBook()
    book.add("unplaced", [5, 3], ["five", "three"])
    book.add("postcode_partial", np.array([4]), "part", column="PostCode", value=["M41"], suggestion="whole")
    book.add_file("as_at_unknown", "no day")
    book.add("vanished", [], "nobody")
    table = book.table("f.csv", "S")
    assert [issue.row for issue in table] == [0, 3, 4, 5]
    assert table[2] == Issue("postcode_partial", "part", "f.csv", "S", 4, "PostCode", "M41", "whole")
    assert table.counts() == {"unplaced": 2, "as_at_unknown": 1, "postcode_partial": 1}
    assert [issue.message for issue in table.of_code("unplaced")] == ["three", "five"]


def test_an_empty_book() -> None:
    table = DoubtBook().table("f", "")
    assert (len(table), table.counts(), list(table)) == (0, {}, [])


def test_a_code_without_a_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="unknown issue code"):
        DoubtBook().add("nonsense", [1], "x")
