"""The list of postcodes is found where it is missed, and nothing is cut in a narrow window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.collect.collected_file import CollectedFile
from tpdesk.gui.stages.collect.details import IssueCard
from tpdesk.gui.stages.collect.issue_groups import group_issues
from tpdesk.gui.stages.collect.lower import COLUMNS, CONTROL, ISSUES
from tpdesk.gui.stages.collect.stage import CollectStage

Adder = Callable[..., CollectedFile]
Waiter = Callable[..., None]
Answerer = Callable[[Path], None]
LEFT = Qt.MouseButton.LeftButton
DEPOT = "postcode,easting,northing\nAB1 2DX,381000,391000\n"


def unplaced_card(stage: CollectStage) -> IssueCard:
    return next(card for card in stage.widgets.details.cards if card.group.kind.code == "unplaced")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of postcodes that holds the depot's."""
    path = tmp_path / "postcodes.csv"
    path.write_text(DEPOT, encoding="utf-8")
    return path


# --- the list of postcodes


def test_the_issue_says_that_a_list_is_wanting_and_lets_one_choose_it(
    qtbot: QtBot,
    stage: CollectStage,
    add_list: Adder,
    listed: Path,
    answer_dialogs: Answerer,
    ready: Waiter,
) -> None:
    file = add_list()
    card = unplaced_card(stage)
    assert card.accessibleDescription() == "1 has a postcode; no list is chosen"
    qtbot.waitUntil(card.choose_list.isVisible)
    answer_dialogs(listed)
    QTest.mouseClick(card.choose_list, LEFT)
    ready(file)
    assert file.plan is not None
    assert file.plan.placed() == {"own_coordinates": 2, "postcode": 1}
    card = unplaced_card(stage)
    assert card.choose_list.isHidden()
    assert card.accessibleDescription() == "V3 Youth Centre, row 4"


def test_the_rows_without_position_offer_it_too(
    stage: CollectStage, add_list: Adder, listed: Path, answer_dialogs: Answerer, ready: Waiter
) -> None:
    rows = [("Vale Council", f"V{each}", f"Depot {each}", "AB1 2DX", "", "", "", "") for each in range(2)]
    file = add_list(rows=rows)
    assert unplaced_card(stage).accessibleDescription() == "2 have a postcode; no list is chosen"
    stage.widgets.tabs.show_tab(ISSUES)
    tab = stage.widgets.tabs.issues
    tab.show_kind("unplaced")
    assert [tab.table.isColumnHidden(column) for column in range(5)] == [False, True, True, False, True]
    answer_dialogs(listed)
    QTest.mouseClick(tab.choose_list, LEFT)
    ready(file)
    assert file.plan is not None
    assert file.plan.unplaced == 0
    assert not tab.choose_list.isVisible()


def test_rows_that_no_list_can_place_are_not_promised_anything(stage: CollectStage, add_list: Adder) -> None:
    add_list(rows=[("Vale Council", "V1", "Depot", "AB1", "", "", "", "")])
    card = unplaced_card(stage)
    assert card.choose_list.isHidden()
    assert card.accessibleDescription() == "V1 Depot, row 2"
    assert stage.widgets.panel.foot.postcodes.property("look") == "second"


def test_the_foot_of_the_panel_names_the_list(
    stage: CollectStage, add_list: Adder, desk: Desk, listed: Path, answer_dialogs: Answerer, ready: Waiter
) -> None:
    file = add_list()
    foot = stage.widgets.panel.foot
    assert foot.postcodes.text() == "Postcodes: none chosen"
    assert foot.postcodes.property("look") == "warn"
    assert foot.choose_postcodes.accessibleName() == "Choose the list of postcodes"
    answer_dialogs(listed)
    QTest.mouseClick(foot.choose_postcodes, LEFT)
    assert foot.postcodes.text() == "Postcodes: postcodes.csv"
    assert foot.choose_postcodes.accessibleName() == "Change the list of postcodes"
    ready(file)
    assert desk.preferences.settings.postcodes == str(listed)
    answer_dialogs(Path())
    stage.collection.set_postcodes("")
    assert foot.postcodes.text() == "Postcodes: none chosen"


# --- narrow windows


def test_no_tab_is_cut_in_a_narrow_window(qtbot: QtBot, stage: CollectStage, add_list: Adder) -> None:
    add_list()
    tabs = stage.widgets.tabs
    tabs.show_tab(COLUMNS)
    assert tabs.next.text() == "Next: wordings"
    stage.panel().window().resize(1280 - 64, 720)
    qtbot.waitUntil(lambda: tabs.width() < 700)
    for key in (COLUMNS, ISSUES, CONTROL):
        tabs.show_tab(key)
        qtbot.waitUntil(lambda: tabs.tabs.width() >= tabs.tabs.sizeHint().width())
    tabs.show_tab(COLUMNS)
    assert tabs.next.text() == "Next"
    assert tabs.next.accessibleName() == "Next: wordings"
    stage.panel().window().resize(1120, 720)
    qtbot.waitUntil(lambda: tabs.save_profile.text() == "Profile…")
    assert tabs.save_profile.accessibleName() == "Save as profile…"


def test_the_foot_and_the_form_are_not_cut_in_a_narrow_panel(
    qtbot: QtBot, stage: CollectStage, add_list: Adder
) -> None:
    add_list()
    panel = stage.widgets.panel
    panel.setFixedWidth(202)
    foot = panel.foot.postcodes
    qtbot.waitUntil(lambda: foot.width() >= foot.sizeHint().width())
    panel.open_form()
    assert panel.form.postcodes.text() == "None chosen"
    qtbot.waitUntil(lambda: panel.form.postcodes.width() >= panel.form.postcodes.sizeHint().width())


# --- the control sheet


def test_the_control_sheet_shows_a_total_in_both_units(stage: CollectStage, add_list: Adder) -> None:
    rows = [("Vale Council", "V1", "Depot", "2,000", "10"), ("Vale Council", "V2", "Hall", "3,550", "20")]
    add_list(headings=("Organisation", "Asset Code", "Property Name", "GIA (sq ft)", "NIA (m2)"), rows=rows)
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    model = tabs.control.table.model()
    shown = [[model.index(row, column).data() for column in range(2, 6)] for row in range(2)]
    assert shown == [
        ["5,550 sq ft = 515.61 m²", "515.61 m²", "0 m²", "Agrees"],
        ["30 m²", "30 m²", "0 m²", "Agrees"],
    ]
    assert tabs.control.told == "GIA (sq ft): The totals agree."


def test_what_a_line_has_no_room_for_stands_below(stage: CollectStage, add_list: Adder) -> None:
    rows = [("Vale Council", "V1", "Depot", "100"), ("Vale Council", "V2", "Hall", "-20")]
    add_list(headings=("Organisation", "Asset Code", "Property Name", "GIA (sq ft)"), rows=rows)
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    assert tabs.control.told == "GIA (sq ft): 80 sq ft in the file; +1.86 in 1 cell that cannot be taken."


@pytest.mark.parametrize(
    ("day", "year", "said"),
    [
        ("2025-03-31", "2024/25", "Facts as at 31 Mar 2025, money of 2024/25."),
        ("2025-03-31", "", "Facts as at 31 Mar 2025."),
        ("", "2024/25", "Money of 2024/25."),
    ],
)
def test_the_control_sheet_says_for_when_the_facts_hold(
    stage: CollectStage, add_list: Adder, day: str, year: str, said: str
) -> None:
    headings = [
        "Organisation",
        "Asset Code",
        "Property Name",
        "Effective Date",
        "Financial year",
        "Rates (£)",
    ]
    add_list(headings=headings, rows=[["Vale Council", "V1", "Depot", day, year, "100"]])
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    assert tabs.control.sentences[1].endswith(f"“Vale list”. {said}")


def test_the_control_sheet_says_when_rows_have_their_own_days(stage: CollectStage, add_list: Adder) -> None:
    headings = ["Organisation", "Asset Code", "Property Name", "Effective Date", "Financial year"]
    days = ("2022-09-01", "2025-09-12")
    add_list(headings=headings, rows=[["Vale Council", day, "Depot", day, "2024/25"] for day in days])
    tabs = stage.widgets.tabs
    tabs.show_tab(CONTROL)
    said = "Facts dated row by row, 1 Sep 2022 to 12 Sep 2025. Money of 2024/25."
    assert tabs.control.sentences[1].endswith(said)


def test_a_day_read_above_the_headings_is_told_with_its_cell(add_list: Adder) -> None:
    headings = ("Organisation", "Asset Code", "Property Name", "Status")
    rows = [("Vale Council", "V1", "Depot", "Closed"), ("Vale Council", "V2", "Hall", "Open")]
    file = add_list(headings=("As at 31 March 2024", "", "", ""), rows=[headings, *rows])
    examples = {group.kind.code: group.example for group in group_issues(file)}
    assert "in cell A1 is taken as the day" in examples["as_at_read"]
    assert "1 row of 2 is not in use by “Status”" in examples["not_in_use"]
