"""The tab Issues: what rules doubt stands beside what lists left in doubt, and can be settled there."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tpdesk.domain.changes import Writer
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.stages.register.doubt_page import DoubtPage
from tpdesk.gui.stages.register.stage import RegisterStage
from tpdesk.gui.stages.register.tables import RegisterTables
from tpdesk.gui.window_pictures import wait_until

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class Contradict:
    """Facts of two buildings that cannot hold, one of them a default, and a list that left a doubt."""

    kind: str = "contradict"

    def describe(self) -> str:
        return "Contradict"

    def apply(self, writer: Writer) -> None:
        writer.update("asset", ("nia_m2",), [("a-clinic", 700.0)])
        rows = [("d-1", "a-clinic", 9999.0), ("d-2", "a-depot", 9999.0)]
        writer.insert("energy", ("uid", "asset_uid", "dec_rating"), rows)
        writer.insert("list", ("uid", "name"), [("l-1", "A list")])
        writer.insert("batch", ("uid", "list_uid", "file"), [("b-1", "l-1", "mere.csv")])
        columns = ("uid", "batch_uid", "file", "code", "row", "message", "suggestion")
        doubt = ("s-1", "b-1", "mere.csv", "as_at_unknown", 0, "The list does not say its date.", "Ask.")
        writer.insert("issue", columns, [doubt])


def settle(window: MainWindow) -> None:
    wait_until(lambda: not window.desk.runner.busy)


def tables(window: MainWindow) -> RegisterTables:
    assert isinstance(window.stage, RegisterStage)
    return window.stage.tables


@pytest.fixture
def page(window: MainWindow) -> DoubtPage:
    """The tab in front, over a register with four doubts."""
    window.desk.execute(Contradict())
    settle(window)
    strip = tables(window).tabs
    QTest.mouseClick(strip, LEFT, pos=strip.tabRect(2).center())
    settle(window)
    shown = tables(window).doubts
    assert shown.isVisible()
    return shown


def listed(page: DoubtPage) -> list[tuple[str, str]]:
    lines = page.table.lines
    return [(line.cells[0].text, line.cells[1].text) for line in lines.rows]


def click(page: DoubtPage, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = page.table.visualRect(page.table.lines.index(row, 0)).center()
    QTest.mouseClick(page.table.viewport(), LEFT, keys, QPoint(at))


ALL = [
    ("DEC rating 9999", "Depot"),
    ("DEC rating 9999", "Chapel Clinic"),
    ("Net area above gross area", "Chapel Clinic"),
    ("Date of the facts not stated", ""),
]


def test_rules_stand_beside_what_lists_left_in_doubt(window: MainWindow, page: DoubtPage) -> None:
    assert listed(page) == ALL
    assert tables(window).tabs.tabText(2) == "Issues"
    lines = [[cell.text for cell in line.cells] for line in page.table.lines.rows]
    assert lines[2][2:] == [
        "700 m²",
        "The net internal area, 700 m², is more than the gross internal area, 640 m².",
        "Net internal area",
    ]
    assert lines[3][3:] == ["The list does not say its date. Ask.", "mere.csv"]


def test_a_click_goes_to_the_asset(window: MainWindow, page: DoubtPage) -> None:
    click(page, 2)
    assert window.desk.selection == {"a-clinic"}


def test_one_kind_alone_is_listed(window: MainWindow, page: DoubtPage) -> None:
    place = page.kinds.findData("dec_default")
    assert page.kinds.itemText(place) == "DEC rating 9999 (2)"
    page.kinds.setFocus()
    for _ in range(place):
        QTest.keyClick(page.kinds, Qt.Key.Key_Down)
    assert listed(page) == ALL[:2]
    # A change leaves the choice; when none of the kind is left, all are listed.
    click(page, 0)
    QTest.mouseClick(page.fix, LEFT)
    settle(window)
    assert listed(page) == ALL[1:2]
    click(page, 0)
    QTest.mouseClick(page.fix, LEFT)
    settle(window)
    assert listed(page) == ALL[2:]


def test_what_is_certain_is_put_right_by_a_click(window: MainWindow, page: DoubtPage) -> None:
    assert not page.fix.isEnabled()
    assert page.fix.toolTip() == "Choose an issue first"
    click(page, 0)
    assert page.fix.text() == "Take the rating as unknown"
    QTest.mouseClick(page.fix, LEFT)
    settle(window)
    assert listed(page) == ALL[1:]
    contents = window.desk.contents
    assert contents is not None
    assert contents.undo == "Change DEC operational rating of Depot"
    window.desk.undo()
    settle(window)
    assert listed(page) == ALL
    click(page, 2)
    assert not page.fix.isEnabled()
    assert page.fix.toolTip() == "What is right is not certain"


def test_a_doubt_is_accepted_for_a_reason_and_taken_back(window: MainWindow, page: DoubtPage) -> None:
    click(page, 2)
    QTest.mouseClick(page.accept, LEFT)
    assert page.reason.isVisible()
    assert page.reason.question.text() == "Why may it stand?"
    assert not page.reason.accept.isEnabled()
    QTest.keyClick(page.reason.line, Qt.Key.Key_Return)
    assert page.reason.isVisible()
    QTest.keyClicks(page.reason.line, "Measured twice")
    QTest.mouseClick(page.reason.accept, LEFT)
    settle(window)
    assert not page.reason.isVisible()
    assert listed(page) == [*ALL[:2], ALL[3], ALL[2]]
    assert page.table.lines.rows[3].cells[3].text.startswith("Accepted: Measured twice – The net")
    contents = window.desk.contents
    assert contents is not None
    assert contents.undo == "Accept “Net area above gross area” of Chapel Clinic"
    window.desk.undo()
    settle(window)
    assert listed(page) == ALL


def test_several_are_accepted_at_once_and_escape_leaves_them_open(
    window: MainWindow, page: DoubtPage
) -> None:
    click(page, 0)
    click(page, 2, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(page.accept, LEFT)
    assert page.reason.question.text() == "Why may all 3 stand?"
    QTest.keyClicks(page.reason.line, "x")
    QTest.keyClick(page.reason.line, Qt.Key.Key_Escape)
    assert not page.reason.isVisible()
    QTest.mouseClick(page.accept, LEFT)
    assert page.reason.line.text() == ""
    QTest.keyClicks(page.reason.line, "Known")
    QTest.keyClick(page.reason.line, Qt.Key.Key_Return)
    settle(window)
    contents = window.desk.contents
    assert contents is not None
    assert contents.undo == "Accept 3 issues"
    assert [line.doubt.accepted for line in page.table.lines.rows if line.doubt] == [None, *["Known"] * 3]


def test_a_doubt_about_a_whole_list_cannot_be_accepted(page: DoubtPage) -> None:
    click(page, 3)
    assert not page.accept.isEnabled()
    assert page.accept.toolTip() == "It is about no asset"
