"""Draws the corners of the window that are seen only after a click: tabs, menus, what is empty, what broke.

    python packaging/pictures/corners.py [--into FOLDER] [--scheme light] [--size 1440x900]

The demonstration is made anew, and everything is reached by real clicks and keys. No display is needed.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from tpdesk.domain.candidates import Standing
from tpdesk.domain.progress import SilentProgress
from tpdesk.files.resources import resource_path
from tpdesk.gui.application import make_application, make_window
from tpdesk.gui.details.fact_page import FactPage
from tpdesk.gui.fault_page import FaultPage
from tpdesk.gui.help_page import HelpPage
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.stages.collect.lower import COLUMNS, CONTROL, ISSUES, PREVIEW, WORDINGS
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.stages.colocate.lower import ASKED, RANKED, RULED_OUT
from tpdesk.gui.stages.colocate.stage import ColocateStage
from tpdesk.gui.stages.layers.stage import LayersStage
from tpdesk.gui.stages.register.stage import RegisterStage
from tpdesk.gui.theme import apply_theme
from tpdesk.gui.window_pictures import open_and_wait, wait_until_drawn
from tpdesk.services.asset_filter import AssetFilter
from tpdesk.services.demonstration import make_demo_register, read_manifest

_REST_S = 0.4
_BUILDING, _OTHER = "Quillmere Hub", "Quillmere Town Hall"
_DETAILS = ("facts", "lease", "money", "condition", "history", "source")


class Camera:
    """A window, and a folder for its pictures."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        """Look at a window."""
        self.window = window
        self.folder = folder

    def rest(self) -> None:
        """Let the window come to rest."""
        until = time.monotonic() + _REST_S
        while time.monotonic() < until:
            wait_until_drawn(self.window)

    def keep(self, name: str) -> None:
        """Save the window as it is seen, with the menu that is open over it."""
        self.rest()
        picture = self.window.grab()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            _lay_over(picture, popup.grab(), self.window.mapFromGlobal(popup.pos()))
            popup.close()
        path = self.folder / f"{name}.png"
        picture.save(str(path), "PNG")
        print(path)

    def select(self, *names: str) -> None:
        """Select buildings by their names and bring them near."""
        contents = self.window.desk.contents
        assert contents is not None
        every = zip(contents.assets.uids, contents.assets["name"], strict=True)
        self.window.desk.show_assets([str(uid) for uid, name in every if name in names], around_m=900.0)
        self.rest()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)


def main() -> int:
    """Draw them all."""
    reader = argparse.ArgumentParser(description="Draw the corners of the window.")
    reader.add_argument("--into", type=Path, default=Path("out/pictures/corners"))
    reader.add_argument("--scheme", choices=("light", "dark"), default="light")
    reader.add_argument("--size", default="1440x900")
    words = reader.parse_args()
    words.into.mkdir(parents=True, exist_ok=True)
    app = make_application()
    theme = apply_theme(app, words.scheme)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["TPDESK_HOME"] = home
        register = Path(home) / "Quillmere.gpkg"
        make_demo_register(register, SilentProgress())
        window = make_window(theme, Preferences(parent=app), STAGES)
        window.resize(*(int(part) for part in words.size.split("x")))
        window.show()
        window.activateWindow()
        camera = Camera(window, words.into)
        draw_form(camera)
        open_and_wait(window, register)
        for draw in (
            draw_details,
            draw_changes,
            draw_menus,
            draw_search,
            draw_register,
            draw_layers,
            draw_colocate,
        ):
            draw(camera)
        draw_focus(camera)
        draw_pages(camera)
        draw_collect(camera)
        window.close()
    return 0


def draw_form(camera: Camera) -> None:
    """The form for a new register."""
    camera.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(camera.window.start.form.place, "Quillmere")
    for _ in range(10):
        QApplication.processEvents()
    camera.window.grab().save(str(camera.folder / "new-register.png"), "PNG")


def draw_details(camera: Camera) -> None:
    """Every tab of the details, and several buildings."""
    panel = camera.window.workplace.asset_details
    camera.select(_BUILDING)
    for tab in _DETAILS:
        panel.tabs.choose(tab)
        camera.keep(f"details-{tab}")
    panel.tabs.choose(_DETAILS[0])
    QTest.mouseClick(panel.head.more, Qt.MouseButton.LeftButton)
    camera.keep("details-menu")
    camera.select(_BUILDING, _OTHER)
    camera.keep("details-several")


def draw_changes(camera: Camera) -> None:
    """A fact that is being changed, one that cannot be read, and a building that is being placed."""
    panel = camera.window.workplace.asset_details
    camera.select(_BUILDING)
    page = panel.page("facts")
    assert isinstance(page, FactPage)
    for key, typed in (("status", ""), ("uprn", "1.0E+11")):
        row = next(group.rows[key] for group in page.groups.values() if key in group.rows)
        page.ensureWidgetVisible(row)
        middle = row.rect().center()
        QTest.mouseDClick(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        if typed:
            page.editor.line.setText(typed)
            QTest.mouseClick(page.editor.save, Qt.MouseButton.LeftButton)
        camera.keep(f"change-{key}")
    page.editor.leave()
    camera.window.desk.placing_wanted.emit(next(iter(camera.window.desk.selection)))
    camera.keep("change-position")
    camera.window.map_area.placing.picker.leave()


def draw_menus(camera: Camera) -> None:
    """The menus above, and those of a building and of the ground."""
    bar = camera.window.findChild(QMenuBar)
    assert bar is not None
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
            camera.keep(f"menu-{action.text().replace('&', '').lower()}")
    canvas = camera.window.map_area.canvas
    camera.select(_BUILDING)
    for name, at in (("building", canvas.rect().center()), ("ground", QPoint(140, canvas.height() - 70))):
        ask_for_menu(canvas, at)
        camera.keep(f"menu-{name}")


def draw_search(camera: Camera) -> None:
    """What the search field finds, and what it does not."""
    field = camera.window.menu.search
    for name, text in (("names", "hub"), ("postcode", "ZQ1 5"), ("grid", "TA 900 800"), ("nothing", "zzqq")):
        camera.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        field.clear()
        QTest.keyClicks(field, text)
        camera.keep(f"search-{name}")
    field.clear()


def draw_register(camera: Camera) -> None:
    """The other tables, a filter that leaves nothing, what is not placed."""
    window = camera.window
    window.bring_forward("register")
    stage = window.stage
    assert isinstance(stage, RegisterStage)
    for tab in ("sites", "issues", "assets"):
        stage.tables.tabs.choose(tab)
        camera.keep(f"register-{tab}")
    ask_for_menu(stage.tables.assets, QPoint(200, 70))
    camera.keep("register-row-menu")
    window.desk.set_filter(AssetFilter(text="nothing such", buildings_only=True))
    camera.keep("register-nothing")
    window.work.show_unplaced()
    camera.keep("register-unplaced")
    window.work.clear_filter()


def draw_layers(camera: Camera) -> None:
    """Each kind of layer with one of its features selected."""
    window = camera.window
    window.work.show_everything()
    window.bring_forward("layers")
    camera.rest()
    stage = window.stage
    assert isinstance(stage, LayersStage)
    for kind in ("zones", "stops", "rail", "wards"):
        layer = next(each for each in stage.chosen.layers if each.kind == kind)
        stage.chosen.choose(layer.key)
        stage.chosen.show(layer, visible=True)
        camera.rest()
        stage.chosen.select_feature(str(layer.uids[len(layer) // 2]))
        camera.keep(f"layers-{kind}")


def draw_colocate(camera: Camera) -> None:
    """The lists, and a building that has something to ask alone."""
    window = camera.window
    window.bring_forward("colocate")
    camera.rest()
    stage = window.stage
    assert isinstance(stage, ColocateStage)
    for tab in (RANKED, ASKED, RULED_OUT):
        stage.lower().tabs.choose(tab)
        camera.keep(f"colocate-{tab}")
    search = stage.search
    search.choose(search.listed(Standing.RANKED)[0])
    camera.keep("colocate-best")
    search.choose(search.listed(Standing.ASK_FIRST)[0])
    camera.keep("colocate-ask")


def draw_focus(camera: Camera) -> None:
    """Where the keyboard is, at every fourth stop."""
    camera.window.bring_forward("register")
    camera.window.workplace.setFocus()
    for stop in range(1, 45):
        camera.press(Qt.Key.Key_Tab)
        if stop % 4 == 0:
            camera.keep(f"focus-{stop:02}")


def draw_pages(camera: Camera) -> None:
    """The manual, and what is shown when something broke."""
    window = camera.window
    camera.press(Qt.Key.Key_F1)
    camera.keep("manual")
    page = window.findChild(HelpPage)
    if page is not None:
        page.closed.emit()
    window.work.show_about()
    camera.keep("about")
    window.show_fault(RuntimeError())
    camera.keep("fault")
    fault = window.findChild(FaultPage)
    if fault is not None:
        fault.closed.emit()


def draw_collect(camera: Camera) -> None:
    """A list on its way in, step by step, and one of which it is not said whose it is."""
    window = camera.window
    manifest, folder = read_manifest(), resource_path("demo")
    window.bring_forward("collect")
    camera.keep("collect-known-lists")
    stage = window.stage
    assert isinstance(stage, CollectStage)
    stage.collection.set_postcodes(str(folder / manifest.postcodes))
    stage.collection.add(folder / each.file for each in manifest.lists[:3])
    camera.rest()
    for place, file in enumerate(stage.collection.files):
        stage.collection.choose(file)
        camera.keep(f"collect-file-{place + 1}")
    stage.collection.choose(stage.collection.files[0])
    steps: tuple[str, ...] = (COLUMNS, WORDINGS, PREVIEW, ISSUES, CONTROL)
    for tab in steps if stage.collection.files[0].plan is not None else ():
        stage.widgets.tabs.show_tab(tab)
        camera.keep(f"collect-{tab}")
    stage.widgets.panel.open_form()
    camera.keep("collect-form")


def ask_for_menu(widget: QWidget, at: QPoint) -> None:
    """Ask a widget for its menu, as the right button does."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def _lay_over(picture: QPixmap, popup: QPixmap, at: QPoint) -> None:
    painter = QPainter(picture)
    painter.drawPixmap(at, popup)
    painter.end()


if __name__ == "__main__":
    sys.exit(main())
