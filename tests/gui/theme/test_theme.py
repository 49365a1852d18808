"""One look, light and dark, from the tokens alone."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import tpdesk
from tpdesk.files.look import read_tokens
from tpdesk.files.resources import resource_path
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.theme.stylesheet import window_stylesheet

PACKAGE = Path(tpdesk.__file__).parent


def test_no_colour_is_written_outside_the_tokens() -> None:
    sources = [path for floor in ("gui", "render") for path in (PACKAGE / floor).rglob("*.py")]
    sources.append(resource_path("look", "window.qss"))
    written = [
        str(path) for path in sources if re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    ]

    assert written == []


def test_every_token_of_the_stylesheet_is_filled(tmp_path: Path) -> None:
    sheet = window_stylesheet(read_tokens(), "dark", tmp_path)

    assert "$" not in sheet.split("*/", 1)[1]
    for path in re.findall(r"url\((.*?)\)", sheet):
        assert Path(path).is_file()


def test_palette_and_stylesheet_change_with_the_mode(theme: Theme, qapp: QApplication) -> None:
    light = qapp.styleSheet()
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.tokens.window("light").window)

    theme.set_mode("dark")

    assert theme.scheme == theme.mode == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.tokens.window("dark").window)
    assert qapp.styleSheet() != light


def test_a_change_is_told_once_and_only_if_there_is_one(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.set_mode("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_it_follows_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode("system")
    told = qapp.styleHints().colorSchemeChanged
    schemes = []
    for system in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        told.emit(system)
        schemes.append(theme.scheme)

    assert schemes == ["dark", "light"]


def test_a_chosen_mode_does_not_follow_the_system(theme: Theme, qapp: QApplication) -> None:
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    chosen = theme.scheme
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert chosen == "light"


def test_type_lasts_through_a_change_of_theme(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("1111")
    qtbot.addWidget(label)
    label.show()
    dress(label, type="heading")
    theme.set_mode("dark")

    assert (label.font().pixelSize(), label.font().weight()) == (15, 600)
    metrics = QFontMetricsF(label.font())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_controls_have_the_sizes_of_the_design(theme: Theme, qtbot: QtBot) -> None:
    size = theme.tokens.size
    for widget, height in (
        (QPushButton("Compare"), size.button),
        (QComboBox(), size.field),
        (QLineEdit(), size.field),
    ):
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() == height


def test_a_ticked_box_shows_the_accent(theme: Theme, qtbot: QtBot) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(40, 20)
    picture = box.grab().toImage()

    assert picture.pixelColor(1, 10) == theme.colour("accent")


def test_icons_and_symbols_take_the_colours_of_the_scheme(theme: Theme) -> None:
    light = theme.symbol("nhs", "nhs").pixmap(16).toImage().pixelColor(8, 8)
    theme.set_mode("dark")
    dark = theme.symbol("nhs", "nhs").pixmap(16).toImage().pixelColor(8, 8)

    assert light == QColor(theme.tokens.organisation("light")["nhs"])
    assert dark == theme.organisation_colour("nhs") == QColor(theme.tokens.organisation("dark")["nhs"])
    assert theme.symbol("nhs", None).pixmap(16).toImage().pixelColor(8, 8) == theme.colour("text2")
    assert theme.map_colours == theme.tokens.map("dark")
    assert not theme.icon("hand").isNull()


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> QWidget:
    del theme
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (QPushButton("One"), QPushButton("Two"), QComboBox(), QLineEdit()):
        column.addWidget(widget)
    window.resize(300, 240)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def click_in_window(widget: QWidget) -> None:
    """Click as the window system does, so that Qt knows that a button is down."""
    window = widget.window()
    handle = window.windowHandle()
    QTest.mouseClick(
        handle,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        widget.mapTo(window, widget.rect().center()),
    )


def ring_around(widget: QWidget, theme: Theme) -> bool:
    window = widget.window()
    picture = window.grab().toImage()
    corner = widget.mapTo(window, QPoint(0, 0))
    middle = QPoint(corner.x() + widget.width() // 2, corner.y() - 3)
    return picture.pixelColor(middle) == theme.colour("accent")


class TestFocusRing:
    def test_the_tab_key_outlines_what_it_reaches(self, form: QWidget, theme: Theme) -> None:
        one, two = form.findChildren(QPushButton)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        assert ring_around(one, theme)

        QTest.keyClick(one, Qt.Key.Key_Tab)

        assert two.hasFocus()
        assert ring_around(two, theme)
        assert not ring_around(one, theme)

    def test_a_clicked_button_is_not_outlined_but_a_clicked_field_is(
        self, form: QWidget, theme: Theme
    ) -> None:
        button, field = form.findChildren(QPushButton)[1], form.findChildren(QLineEdit)[-1]
        click_in_window(button)
        assert not ring_around(button, theme)

        click_in_window(field)

        assert field.hasFocus()
        assert ring_around(field, theme)

    def test_what_a_click_leads_to_is_not_outlined_before_a_key_is_pressed(
        self, form: QWidget, theme: Theme
    ) -> None:
        one, two = form.findChildren(QPushButton)
        one.clicked.connect(lambda: QTimer.singleShot(0, two, two.setFocus))
        click_in_window(one)
        QApplication.processEvents()
        assert two.hasFocus()
        assert not ring_around(two, theme)

        QTest.keyClick(form.window().windowHandle(), Qt.Key.Key_Backtab)

        assert one.hasFocus()
        assert ring_around(one, theme)

    def test_it_follows_the_control_and_the_theme(self, form: QWidget, theme: Theme) -> None:
        button = form.findChildren(QPushButton)[0]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.setFixedWidth(120)
        form.resize(360, 300)
        QApplication.processEvents()
        theme.set_mode("dark")

        assert ring_around(button, theme)

    def test_it_moves_on_when_the_control_is_hidden(self, form: QWidget, theme: Theme) -> None:
        one, two = form.findChildren(QPushButton)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        one.hide()

        assert ring_around(two, theme)

    def test_it_goes_with_the_control(self, form: QWidget, theme: Theme, qtbot: QtBot) -> None:
        button, other = form.findChildren(QPushButton)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.deleteLater()
        qtbot.wait(20)
        other.setFocus(Qt.FocusReason.TabFocusReason)

        assert ring_around(other, theme)

    @pytest.mark.usefixtures("theme")
    def test_it_stays_inside_what_is_scrolled(self, qtbot: QtBot) -> None:
        area, inside = QScrollArea(), QWidget()
        qtbot.addWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QPushButton("Edge to edge"))
        area.setWidget(inside)
        with qtbot.waitExposed(area):
            area.show()
        button = inside.findChildren(QPushButton)[0]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        outlines = [child for child in area.findChildren(QWidget) if type(child).__name__ == "_Outline"]

        assert len(outlines) == 1
        assert outlines[0].parentWidget() is area.viewport()
