"""Files come in, are asked about, refused, stopped, and read again."""

from collections.abc import Callable
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.files.profiles import read_profile
from tpdesk.files.workbook_writing import SheetContent, write_workbook
from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.widgets.bars import Message

Adder = Callable[..., CollectedFile]
Waiter = Callable[..., None]
Answerer = Callable[[Path], None]
LEFT = Qt.MouseButton.LeftButton


# --- before there is a file


def test_without_a_file_it_says_what_to_drop_and_offers_the_demonstration(stage: CollectStage) -> None:
    assert stage.lower() is stage.widgets.lower
    assert stage.widgets.lower.currentWidget() is stage.widgets.empty
    assert stage.widgets.empty.accessibleName() == "No list chosen yet"
    assert "Excel" in stage.widgets.empty.accessibleDescription()
    assert stage.widgets.empty.secondary is not None
    assert stage.widgets.empty.secondary.isVisible()
    assert stage.details() is None
    assert stage.card() is None
    assert stage.planned() is None


def test_files_come_in_by_the_button(
    stage: CollectStage,
    write_list: Callable[..., Path],
    answer_dialogs: Answerer,
    ready: Waiter,
) -> None:
    path = write_list()
    answer_dialogs(path)
    QTest.mouseClick(stage.widgets.panel.add, LEFT)
    (file,) = stage.collection.files
    ready(file)
    assert stage.collection.chosen is file
    assert [row.text() for row in stage.widgets.panel.files.rows] == ["Vale list.csv"]
    assert stage.widgets.panel.files.rows[0].accessibleName() == "Vale list.csv, 4 rows, 8 columns"
    assert stage.desk.preferences.settings.last_folder == str(path.parent)


def drop_on(window: QWidget, *paths: Path) -> tuple[QDragEnterEvent, QDropEvent]:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = LEFT, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    for event in (entered, dropped):
        event.ignore()
        QApplication.sendEvent(window, event)
    return entered, dropped


def test_files_dropped_on_the_window_come_in(
    stage: CollectStage, write_list: Callable[..., Path], tmp_path: Path, ready: Waiter
) -> None:
    window = stage.panel().window()
    entered, dropped = drop_on(window, write_list())
    assert entered.isAccepted()
    assert dropped.isAccepted()
    ready(stage.collection.files[0])
    refused, _ = drop_on(window, tmp_path)
    assert not refused.isAccepted()
    stage.leave()
    drop_on(window, write_list(name="Other.csv"))
    assert len(stage.collection.files) == 1


def test_the_same_file_twice_is_looked_at_again(
    stage: CollectStage, add_list: Adder, write_list: Callable[..., Path]
) -> None:
    first = add_list()
    add_list(name="Second.csv")
    stage.collection.add([write_list()])
    assert len(stage.collection.files) == 2
    assert stage.collection.chosen is first


# --- what goes wrong


def test_a_file_without_an_organisation_asks_whose_it_is(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list(rows=[row[1:] for row in ROWS_OF_NOBODY], headings=HEADINGS_OF_NOBODY)
    trouble = stage.widgets.tabs.trouble
    assert file.needs_organisation
    assert trouble.accessibleName() == "Whose list is Vale list.csv?"
    QTest.keyClicks(trouble.organisation, "Vale Council")
    QTest.mouseClick(trouble.read, LEFT)
    ready(file)
    assert file.plan is not None
    assert [each.name for each in file.plan.organisations] == ["Vale Council"]


HEADINGS_OF_NOBODY = ("Asset Code", "Property Name", "Held for")
ROWS_OF_NOBODY = (("", "V1", "Town Hall", "Vale Council"), ("", "V2", "Library", "Vale Council"))


def test_a_column_that_names_the_organisation_is_given_in_the_form(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list(rows=[row[1:] for row in ROWS_OF_NOBODY], headings=HEADINGS_OF_NOBODY)
    QTest.mouseClick(stage.widgets.tabs.trouble.form, LEFT)
    form = stage.widgets.panel.form
    assert form.isVisible()
    form.column.setCurrentIndex(form.column.findData("Held for"))
    QTest.mouseClick(form.apply, LEFT)
    ready(file)
    assert file.field_of("Held for") == "organisation"


def test_something_that_is_no_list_is_told_in_place_and_the_others_stay(
    stage: CollectStage, add_list: Adder, tmp_path: Path, ready: Waiter
) -> None:
    good = add_list()
    path = tmp_path / "Picture.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    stage.collection.add([path])
    bad = stage.collection.files[1]
    ready(bad, FileState.FAILED)
    trouble = stage.widgets.tabs.trouble
    assert trouble.isVisible()
    assert trouble.accessibleName() == "Picture.xlsx could not be read"
    assert trouble.others == "The other file is ready. The register is as it was."
    path.write_text("Organisation,Asset Code,Property Name\nVale Council,V9,Barn\n", encoding="utf-8")
    QTest.mouseClick(trouble.again, LEFT)
    ready(bad)
    stage.collection.choose(bad)
    QTest.mouseClick(stage.widgets.panel.remove, LEFT)
    assert stage.collection.files == (good,)
    assert stage.collection.chosen is good


def test_stopped_reading_is_started_again(
    qtbot: QtBot, stage: CollectStage, desk: Desk, write_list: Callable[..., Path], ready: Waiter
) -> None:
    rows = [("Vale Council", f"V{number}", "Barn", "", "", "", "", "") for number in range(4000)]
    with qtbot.waitSignal(desk.runner.started, timeout=5000):
        stage.collection.add([write_list(rows=rows)])
    desk.runner.cancel()
    (file,) = stage.collection.files
    ready(file, FileState.STOPPED)
    trouble = stage.widgets.tabs.trouble
    assert trouble.accessibleName() == "You stopped reading Vale list.csv"
    QTest.mouseClick(trouble.again, LEFT)
    ready(file)


# --- the form


def test_the_form_narrows_the_rows_and_refuses_what_it_cannot_read(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    panel, form = stage.widgets.panel, stage.widgets.panel.form
    QTest.mouseClick(panel.steps.rows[0], LEFT)
    assert form.isVisible()
    assert form.column.currentText() == "Organisation"
    form.where.setText("Tenure")
    QTest.mouseClick(form.apply, LEFT)
    assert form.fault.text().startswith("“Tenure” is not a condition.")
    form.where.setText("Tenure = Freehold")
    form.as_at.setText("never")
    QTest.mouseClick(form.apply, LEFT)
    assert form.fault.text().startswith("“never” is not a day.")
    form.as_at.setText("31 Mar 2025")
    form.period.setText("the year")
    QTest.mouseClick(form.apply, LEFT)
    assert form.fault.text().startswith("“the year” is not a year.")
    form.period.setText("2024/25")
    QTest.keyClick(form.period, Qt.Key.Key_Return)
    assert not form.isVisible()
    ready(file)
    assert file.plan is not None
    assert file.plan.counts.kept == 2
    assert file.plan.as_at is not None
    assert file.plan.as_at.isoformat() == "2025-03-31"
    assert panel.files.rows[0].accessibleName() == "Vale list.csv, 2 of 4 rows kept"


def test_the_list_of_postcodes_is_remembered_and_places_rows(
    stage: CollectStage,
    desk: Desk,
    add_list: Adder,
    tmp_path: Path,
    answer_dialogs: Answerer,
    ready: Waiter,
) -> None:
    file = add_list()
    listed = tmp_path / "postcodes.csv"
    listed.write_text(
        "postcode,easting,northing\nAB1 2DX,381000,391000\nAB1 2DB,381000,391000\n", encoding="utf-8"
    )
    answer_dialogs(listed)
    stage.widgets.panel.open_form()
    form = stage.widgets.panel.form
    QTest.mouseClick(form.choose_postcodes, LEFT)
    assert form.postcodes.text() == "postcodes.csv"
    ready(file)
    assert file.plan is not None
    assert file.plan.placed() == {"own_coordinates": 2, "postcode": 1}
    assert desk.preferences.settings.postcodes == str(listed)
    QTest.mouseClick(form.drop_postcodes, LEFT)
    ready(file)
    assert file.plan.placed() == {"own_coordinates": 2}


def test_a_list_of_postcodes_that_cannot_be_read_is_told_and_forgotten(
    stage: CollectStage,
    desk: Desk,
    add_list: Adder,
    told: list[Message],
    tmp_path: Path,
    ready: Waiter,
) -> None:
    file = add_list()
    stage.collection.set_postcodes(str(tmp_path / "gone.zip"))
    ready(file)
    assert told[-1].text.startswith("No row is placed by its postcode: ")
    assert desk.preferences.settings.postcodes == ""


def test_a_profile_is_saved_and_reads_the_next_edition(
    qtbot: QtBot,
    stage: CollectStage,
    add_list: Adder,
    told: list[Message],
    answer_dialogs: Answerer,
    ready: Waiter,
) -> None:
    file = add_list()
    stage.actions.take_wording("tenure", "On a handshake", "licence")
    stage.actions.send_column("Building Size", "nia_m2")
    ready(file)
    path = file.request.path.with_name("Vale.toml")
    answer_dialogs(path)
    QTest.mouseClick(stage.widgets.tabs.save_profile, LEFT)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert read_profile(str(path)).columns["Building Size"] == "nia_m2"
    following = add_list(name="Vale next.csv")
    stage.collection.choose(following)
    stage.actions.use_profile(str(path))
    ready(following)
    assert following.field_of("Building Size") == "nia_m2"
    assert following.plan is not None
    assert "wording_unknown" not in following.plan.issues.counts()


def test_a_workbook_with_a_password_is_opened_in_place(
    qtbot: QtBot, stage: CollectStage, tmp_path: Path, ready: Waiter
) -> None:
    plain, path = tmp_path / "plain.xlsx", tmp_path / "Police estate.xlsx"
    headings = ("Organisation", "Asset Code", "Property Name")
    columns = [["Vale Police"], ["P1"], ["Station"]]
    write_workbook(plain, [SheetContent("List", headings, columns)])
    with plain.open("rb") as source, path.open("wb") as locked:
        OOXMLFile(source).encrypt("Quarry 7", locked)
    stage.collection.add([path])
    (file,) = stage.collection.files
    ready(file, FileState.FAILED)
    trouble = stage.widgets.tabs.trouble
    assert trouble.accessibleName() == "Police estate.xlsx needs its password"
    assert stage.widgets.panel.files.rows[0].accessibleName() == "Police estate.xlsx, Needs its password"
    QTest.keyClicks(trouble.password, "wrong")
    QTest.keyClick(trouble.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: file.error is not None and file.error.code == "password_wrong", timeout=20_000)
    assert trouble.accessibleDescription().startswith("The password does not open")
    QTest.keyClicks(trouble.password, "Quarry 7")
    QTest.mouseClick(trouble.open, LEFT)
    ready(file)
    assert file.plan is not None
    assert file.plan.created == 1


def test_the_profile_that_fits_is_offered_where_nobody_is_named(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    row = ["A81001", "The Surgery", "Y63", "Q74", *[""] * 5, "AB1 2DB", "19740401", "", "A", "B", *[""] * 13]
    file = add_list(name="epraccur.csv", headings=row, rows=[["A81002", *row[1:]]])
    trouble = stage.widgets.tabs.trouble
    assert trouble.profile.text() == "It looks like GP practices: use that profile"
    QTest.mouseClick(trouble.profile, LEFT)
    ready(file)
    assert file.plan is not None
    assert file.plan.counts.kept == 2
    assert file.request.profile == "ods_gp_practices"


def test_reading_the_list_of_postcodes_can_be_stopped_and_is_not_forgotten(
    qtbot: QtBot, stage: CollectStage, desk: Desk, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    listed = file.request.path.with_name("postcodes.csv")
    rows = "\n".join(f"AB1 {number % 10}D{'ABDEFG'[number % 6]},381000,391000" for number in range(60))
    listed.write_text(f"postcode,easting,northing\n{rows}\n", encoding="utf-8")
    with qtbot.waitSignal(desk.runner.started, timeout=10_000):
        stage.collection.set_postcodes(str(listed))
    desk.runner.cancel()
    ready(file, FileState.STOPPED, FileState.READY)
    assert desk.preferences.settings.postcodes == str(listed)
    stage.collection.start_again(file)
    ready(file)
