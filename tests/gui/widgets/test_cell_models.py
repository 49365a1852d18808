"""What the tables' models share: cells and headings by role, sorting that stays, text for other programs."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tpdesk.gui.widgets.cell_model import SortedModel
from tpdesk.gui.widgets.table import Cell, CellRole

ROLE = Qt.ItemDataRole
DOWN = Qt.SortOrder.DescendingOrder


class Column(NamedTuple):
    heading: str
    right: bool = False


class Houses(SortedModel[tuple[str, float | None]]):
    """A name and an area."""

    def cell(self, row: int, column: int) -> Cell:
        name, area = self.rows[row]
        if column == 0:
            return Cell(name, note="here")
        return Cell(unknown=True) if area is None else Cell(score=area, right=True)

    def sort_key(self, column: int) -> Callable[[tuple[str, float | None]], float | str] | None:
        return (lambda row: row[0]) if column == 0 else None


@pytest.fixture
def houses() -> Houses:
    made = Houses((Column("House"), Column("Area", right=True)))
    made.set_rows((("Mill\tHouse", 40.4), ("Abbey", None)))
    return made


def said(model: Houses, row: int, column: int, role: int = ROLE.DisplayRole) -> object:
    return model.data(model.index(row, column), role)


def test_a_cell_is_given_whole_and_in_words(houses: Houses) -> None:
    assert said(houses, 0, 0, CellRole.CELL) == Cell("Mill\tHouse", note="here")
    assert said(houses, 0, 0) == "Mill House here"
    assert said(houses, 0, 1) == "40"
    assert said(houses, 1, 1, ROLE.AccessibleTextRole) == "Unknown"
    assert said(houses, 1, 1, ROLE.ToolTipRole) is None
    assert said(houses, 0, 1, ROLE.DecorationRole) is None
    assert houses.data(QModelIndex()) is None
    assert (houses.rowCount(), houses.columnCount()) == (2, 2)
    assert houses.rowCount(houses.index(0, 0)) == houses.columnCount(houses.index(0, 0)) == 0


def test_headings_of_numbers_stand_right(houses: Houses) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    right = houses.headerData(1, across, ROLE.TextAlignmentRole)
    assert houses.headerData(1, across) == "Area"
    assert isinstance(right, int)
    assert right & Qt.AlignmentFlag.AlignRight.value
    assert houses.headerData(0, across, ROLE.TextAlignmentRole) != right
    assert houses.headerData(0, down) is None
    assert houses.headerData(2, across) is None
    assert houses.headerData(0, across, ROLE.DecorationRole) is None


def test_an_order_stays_when_other_rows_come(houses: Houses) -> None:
    houses.sort(0)
    assert [name for name, _ in houses.rows] == ["Abbey", "Mill\tHouse"]
    houses.set_rows((("Zoo", 1.0), ("Baths", 2.0)))
    assert [name for name, _ in houses.rows] == ["Baths", "Zoo"]
    houses.sort(0, DOWN)
    assert [name for name, _ in houses.rows] == ["Zoo", "Baths"]
    for column in (1, -1):
        houses.sort(column)
        assert [name for name, _ in houses.rows] == ["Zoo", "Baths"]


def test_other_programs_get_no_breaks_within_a_cell(houses: Houses) -> None:
    assert houses.as_text((0, 1), (0, 1)) == "House\tArea\nMill House\t40\nAbbey\t\n"
