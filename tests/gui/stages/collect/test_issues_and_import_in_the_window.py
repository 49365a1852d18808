"""Issues are settled, lists imported, told and undone; every tab in both themes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.domain.errors import ConflictError, OutsideError, TpdeskError
from tpdesk.files.sources import open_source
from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.details import IssueCard
from tpdesk.gui.stages.collect.lower import COLUMNS, CONTROL, ISSUES, PREVIEW, WORDINGS
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import Message

Adder = Callable[..., CollectedFile]
Waiter = Callable[..., None]
Answerer = Callable[[Path], None]
LEFT = Qt.MouseButton.LeftButton


def card_of(stage: CollectStage, code: str) -> IssueCard:
    return next(card for card in stage.widgets.details.cards if card.group.kind.code == code)


def finish_import(qtbot: QtBot, stage: CollectStage, file: CollectedFile) -> None:
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    QTest.mouseClick(tabs.next, LEFT)
    qtbot.waitUntil(lambda: file.state is FileState.IMPORTED, timeout=20_000)


# --- issues


def test_a_swapped_row_is_swapped_when_a_person_says_so(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    card = card_of(stage, "axes_swapped")
    assert card.accessibleDescription() == "V3 Youth Centre, row 4"
    assert file.plan is not None
    assert file.plan.unplaced == 2
    QTest.mouseClick(card.fix, LEFT)
    ready(file)
    assert file.plan.unplaced == 1
    card = card_of(stage, "axes_swapped")
    assert card.fix.text() == "Take that back"
    QTest.mouseClick(card.fix, LEFT)
    ready(file)
    assert file.plan.unplaced == 2


def test_a_doubt_is_left_as_it_is_and_taken_up_again(stage: CollectStage, add_list: Adder) -> None:
    file = add_list()
    steps = stage.widgets.panel.steps
    assert "1 to decide" in steps.rows[3].accessibleName()
    QTest.mouseClick(card_of(stage, "axes_swapped").leave, LEFT)
    assert file.left == {("axes_swapped", 4)}
    assert "to decide" not in steps.rows[3].accessibleName()
    QTest.mouseClick(card_of(stage, "axes_swapped").leave, LEFT)
    assert not file.left


def test_the_rows_of_a_kind_of_issue_are_listed_and_can_be_left_out(
    stage: CollectStage, add_list: Adder, told: list[Message], ready: Waiter
) -> None:
    file = add_list()
    QTest.mouseClick(card_of(stage, "unplaced").count, LEFT)
    tab = stage.widgets.tabs.issues
    assert stage.widgets.tabs.tab == ISSUES
    assert [tab.table.model().index(row, 0).data() for row in range(2)] == ["4", "5"]
    tab.table.selectRow(1)
    QTest.mouseClick(tab.leave_out, LEFT)
    ready(file)
    assert file.plan is not None
    assert file.plan.counts.left_out == 1
    assert told[-1].text == "Row 5 of Vale list.csv is left out of the import."
    told[-1].links[0].act()
    ready(file)
    assert file.plan.counts.left_out == 0


def test_one_row_is_swapped_from_the_list_of_issues(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    stage.widgets.tabs.show_tab(ISSUES)
    tab = stage.widgets.tabs.issues
    tab.show_kind("axes_swapped")
    assert tab.accept.text() == "Swap this row"
    QTest.mouseClick(tab.accept, LEFT)
    ready(file)
    assert file.decisions.accepted == {("axes_swapped", 4)}
    assert not tab.accept.isVisible()


def test_issues_are_shown_on_the_map_or_said_to_have_no_position(
    qtbot: QtBot, stage: CollectStage, add_list: Adder, told: list[Message], ready: Waiter
) -> None:
    file = add_list()
    stage.actions.show_doubts("unplaced")
    assert told[-1].text == "None of these rows has a position, so the map cannot show them."
    stage.actions.settle_fix("axes_swapped", 4, accept=True)
    ready(file)
    with qtbot.waitSignal(stage.desk.zoom_wanted):
        QTest.mouseClick(card_of(stage, "axes_swapped").show_on_map, LEFT)
    circle = stage.circle()
    assert circle is not None
    assert circle.radius_m == 120


def test_the_issues_are_written_as_a_workbook(
    qtbot: QtBot,
    stage: CollectStage,
    add_list: Adder,
    told: list[Message],
    tmp_path: Path,
    answer_dialogs: Answerer,
) -> None:
    add_list()
    answer_dialogs(tmp_path / "told")
    QTest.mouseClick(stage.widgets.details.workbook, LEFT)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    table = open_source(tmp_path / "told.xlsx").read("Issues")
    assert "axes_swapped" in table.column("code").tolist()
    assert told[-1].text.endswith("issues were written to told.xlsx.")


# --- import and undo


def test_a_list_is_imported_told_and_undone(
    qtbot: QtBot, stage: CollectStage, desk: Desk, add_list: Adder, told: list[Message], ready: Waiter
) -> None:
    file = add_list()
    tabs = stage.widgets.tabs
    for expected in (WORDINGS, ISSUES, CONTROL):
        QTest.mouseClick(tabs.next, LEFT)
        assert tabs.tab == expected
    assert tabs.next.text() == "Import 4 assets"
    assert tabs.control.sentences == (
        "4 rows read, 4 kept.",
        "4 new assets, 2 without position. Reported by Vale Council, in the list “Vale list”.",
    )
    QTest.mouseClick(tabs.next, LEFT)
    ready(file, FileState.IMPORTED)
    assert desk.contents is not None
    assert len(desk.contents.assets) == 4
    assert told[-1].text == "Imported Vale list.csv: 4 assets, 2 without position."
    assert [link.text for link in told[-1].links] == ["Show them", "Undo"]
    assert stage.planned() is None
    with qtbot.waitSignal(desk.stage_wanted) as wanted:
        told[-1].links[0].act()
    assert wanted.args == ["register"]
    assert int(desk.shown.sum()) == 2
    told[-1].links[1].act()
    ready(file)
    assert len(desk.contents.assets) == 0
    assert stage.planned() is not None


def test_the_same_list_again_changes_nothing(
    qtbot: QtBot, stage: CollectStage, add_list: Adder, told: list[Message]
) -> None:
    finish_import(qtbot, stage, add_list())
    again = add_list(name="Vale list 2.csv")
    assert again.plan is not None
    assert (again.plan.created, again.plan.updated, again.plan.unchanged) == (0, 0, 4)
    finish_import(qtbot, stage, again)
    assert told[-1].text == "Imported Vale list 2.csv: 4 unchanged assets, 2 without position."


def test_several_files_are_imported_one_after_the_other(
    qtbot: QtBot, stage: CollectStage, desk: Desk, add_list: Adder, told: list[Message]
) -> None:
    first = add_list()
    rows = [("Hill Council", "H1", "Baths", "", "-2.2", "53.4", "Freehold", "10")]
    second = add_list(name="Hill list.csv", rows=rows)
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    assert tabs.import_all.text() == "Import all 2 files"
    with qtbot.waitSignal(stage.queue.ended, timeout=20_000):
        QTest.mouseClick(tabs.import_all, LEFT)
    assert [first.state, second.state] == [FileState.IMPORTED, FileState.IMPORTED]
    assert desk.contents is not None
    assert len(desk.contents.assets) == 5
    assert told[-1].text == "Imported 2 lists: 5 assets, 2 without position."
    assert [link.text for link in told[-1].links] == ["Show them", "Undo the last"]
    assert not stage.widgets.panel.foot.change.isVisible()


def test_a_cancelled_import_leaves_the_register_as_it_was(
    stage: CollectStage, desk: Desk, add_list: Adder, told: list[Message], ready: Waiter
) -> None:
    file = add_list()
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    # On a busy machine four rows are written sooner than a second click comes.
    cancelling = desk.runner.started.connect(lambda _label: desk.runner.cancel())
    QTest.mouseClick(tabs.next, LEFT)
    desk.runner.started.disconnect(cancelling)
    ready(file, FileState.READY)
    assert told[-1].text == "Import cancelled. The register is as it was."
    assert desk.contents is not None
    assert len(desk.contents.assets) == 0
    assert [link.text for link in told[-1].links] == ["Start again"]
    told[-1].links[0].act()
    ready(file, FileState.IMPORTED)


FAILURES = (
    (ConflictError("moved", "The register has changed."), "warning", "It is being planned again."),
    (OutsideError("disc_full", "The disc is full.", "Make room."), "fault", "Make room."),
)


def test_an_import_that_fails_is_told_and_the_file_stays(
    stage: CollectStage,
    add_list: Adder,
    told: list[Message],
    ready: Waiter,
    failing: Callable[[TpdeskError], None],
) -> None:
    file = add_list()
    for error, kind, words in FAILURES:
        failing(error)
        stage.queue.start([file])
        assert told[-1].kind == kind
        assert told[-1].text == f"{error.message} {words}"
        assert not stage.queue.busy
        ready(file)


@pytest.fixture
def failing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[TpdeskError], None]:
    """Lets every change of the register fail."""

    def fail_with(error: TpdeskError) -> None:
        monkeypatch.setattr(desk, "execute", lambda _command, _done, failed, **_: failed(error))

    return fail_with


def test_nothing_happens_without_a_file(stage: CollectStage, told: list[Message]) -> None:
    actions = stage.actions
    for act in (actions.read_again, actions.skip, actions.write_issues, actions.save_profile):
        act()
    for say in (actions.give_password, actions.name_organisation, actions.use_profile, actions.show_doubts):
        say("words")
    actions.send_column("Name", "name")
    actions.set_unit("Name", "ha")
    actions.take_wording("tenure", "Freehold", "freehold")
    actions.settle_fix("axes_swapped", 0, accept=True)
    actions.leave_doubt("axes_swapped", 0, leave=True)
    actions.keep_row(3)
    actions.leave_row_out(3, leave_out=True)
    actions.show_row("axes_swapped", 3)
    assert stage.collection.files == ()
    assert told == []


def test_a_dialog_that_is_closed_writes_nothing(
    stage: CollectStage, add_list: Adder, told: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_list()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    stage.actions.write_issues()
    stage.actions.save_profile()
    assert not stage.desk.runner.busy
    assert told == []


def test_a_row_that_was_taken_for_a_subtotal_is_kept(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    total = ("", "", "Total", "", "", "", "", "2360.55")
    file = add_list(rows=[*ROWS, total])
    assert file.plan is not None
    assert file.plan.counts.subtotals == 1
    stage.widgets.tabs.show_tab(ISSUES)
    stage.widgets.tabs.issues.show_kind("subtotal_row")
    QTest.mouseClick(stage.widgets.tabs.issues.keep, LEFT)
    ready(file)
    assert file.decisions.kept_rows == {6}
    assert file.plan.counts.subtotals == 0


ROWS = tuple(
    ("Vale Council", f"V{number}", f"Barn {number}", "", "", "", "Freehold", area)
    for number, area in enumerate(("415.05", "872.8", "1047", "25.7"), start=1)
)

# --- the look


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_tab_is_drawn_in_both_themes(
    stage: CollectStage, theme: Theme, add_list: Adder, mode: str
) -> None:
    add_list()
    theme.set_mode("dark" if mode == "dark" else "light")
    seen = set()
    for key in (COLUMNS, WORDINGS, PREVIEW, ISSUES, CONTROL):
        stage.widgets.tabs.show_tab(key)
        picture = stage.widgets.tabs.grab().toImage()
        seen.add(bytes(picture.constBits()[:: 4 * 97]))
    assert len(seen) == 5


def test_every_control_has_a_name(stage: CollectStage, add_list: Adder) -> None:
    add_list()
    stage.widgets.panel.open_form()
    unnamed = [
        each
        for part in (stage.panel(), stage.lower(), stage.widgets.details)
        for each in part.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and is_nameless(each)
    ]
    assert unnamed == []


def is_nameless(widget: QWidget) -> bool:
    own = widget.accessibleName() or getattr(widget, "text", str)()
    inner = widget.parentWidget() is not None and type(widget).__name__ in ("QLineEdit", "QListView")
    return (
        not own and not inner and type(widget).__name__ not in ("QScrollArea", "QStackedWidget", "QScrollBar")
    )
