"""What the menus do: each action of the window in a method of its own."""

from __future__ import annotations

import platform
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import PySide6
from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tpdesk import __version__
from tpdesk.files.settings import user_folder
from tpdesk.gui.copies_work import CopiesWork
from tpdesk.gui.start.demonstration import open_demonstration
from tpdesk.gui.widgets.bars import MessageLink
from tpdesk.services.asset_filter import SEVERITIES, UNKNOWN, AssetFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.map_area import MapArea
    from tpdesk.gui.menu_row import MenuRow
    from tpdesk.gui.stages.stage import Stage
    from tpdesk.gui.start.page import StartPage
    from tpdesk.gui.theme import Theme
    from tpdesk.store.checking import Finding


class WorkedWindow(Protocol):
    """The window as its actions need it."""

    theme: Theme
    menu: MenuRow

    @property
    def start(self) -> StartPage:
        """Where one begins."""
        ...

    @property
    def map_area(self) -> MapArea:
        """The map with its messages and the table below it."""
        ...

    @property
    def stage(self) -> Stage | None:
        """The stage in front, None on the start page."""
        ...

    def bring_forward(self, key: str) -> None:
        """Bring a stage to the front."""
        ...

    def choose_theme(self, mode: str) -> None:
        """Change the colours."""
        ...

    def show_start(self) -> None:
        """Put the start page in front."""
        ...

    def show_help(self, page: str) -> None:
        """Show a page of the manual."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


class WindowWork(QObject):
    """What one can do in the window, beside the work of its stages."""

    def __init__(self, window: WorkedWindow, desk: Desk, parent: QWidget) -> None:
        """Work in a window, on a desk."""
        super().__init__(parent)
        self._parent = parent
        self._window = window
        self.desk = desk
        self._copies = CopiesWork(window.theme, desk, parent)

    # --- files -----------------------------------------------------------------------------------------

    def open_demonstration(self) -> None:
        """Open the invented place; it is made the first time."""
        open_demonstration(self.desk)

    def start_new_register(self) -> None:
        """Show the form for a new register."""
        self._window.show_start()
        self._window.start.show_new_register()

    def choose_register(self) -> None:
        """Ask for a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, self.tr("Open a register"), self._last_folder(), self.tr("Registers (*.gpkg)")
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Open a register."""
        self.desk.preferences.change(last_folder=str(path.parent))
        self.desk.open(path)

    def show_copies(self) -> None:
        """Show the copies that were kept of the open register, or of one that is chosen."""
        register = self.desk.register
        if register is not None:
            self._copies.show_copies(register.path)
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, self.tr("Whose earlier copies?"), self._last_folder(), self.tr("Registers (*.gpkg)")
        )
        if chosen:
            self._copies.show_copies(Path(chosen))

    def open_and_show_unplaced(self, path: Path) -> None:
        """Open a register and list what has no position."""
        self.desk.open(path, self.show_unplaced)

    def _last_folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self.desk.preferences.settings.last_folder or documents

    def show_start(self) -> None:
        """Put the start page in front; the register stays open."""
        self._window.show_start()

    def close_register(self) -> None:
        """Put the register away."""
        self.desk.close_register()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    # --- editing and looking ---------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected rows of the stage's table."""
        stage = self._window.stage
        if stage is not None:
            stage.copy()

    def start_search(self) -> None:
        """Put the keyboard into the search field."""
        self._window.menu.start_search()

    def select_shown(self) -> None:
        """Select everything that the filter leaves."""
        contents = self.desk.contents
        if contents is not None:
            self.desk.select(contents.assets.uids[self.desk.shown].tolist())

    def bring_forward(self, key: str) -> None:
        """Bring a stage to the front."""
        self._window.bring_forward(key)

    def choose_theme(self, mode: str) -> None:
        """Change to light, dark or as the system is."""
        self._window.choose_theme(mode)

    # --- the register ----------------------------------------------------------------------------------

    def show_unplaced(self) -> None:
        """List what has no position."""
        contents = self.desk.contents
        if contents is not None:
            others = frozenset(contents.index.values("location_method")) - {"none", UNKNOWN}
            self.desk.set_filter(AssetFilter(hidden={"location_method": others}))
            self.bring_forward("register")

    def show_doubtful(self) -> None:
        """List what has a doubt."""
        self.desk.set_filter(AssetFilter(with_issue=frozenset(SEVERITIES)))
        self.bring_forward("register")

    def clear_filter(self) -> None:
        """Show everything again."""
        self.desk.set_filter(AssetFilter())

    def list_in_view(self) -> None:
        """List only what lies in the part of the map that is seen."""
        self.desk.set_filter(replace(self.desk.filter, extent=self.desk.view))

    def check_register(self) -> None:
        """Look the register over and say what was found."""
        register = self.desk.register
        if register is None:
            return
        path = register.path

        def look(_progress: Progress) -> Sequence[Finding]:
            from tpdesk.store.checking import check_register

            return check_register(path)

        self.desk.runner.read("check", look, self._tell_findings, label=self.tr("Checking the register"))

    def _tell_findings(self, findings: Sequence[Finding]) -> None:
        if not findings:
            self.desk.tell("info", self.tr("The register is sound: every check found nothing."))
            return
        lines = "\n".join(f"{each.severity}: {each.message} {each.fix}" for each in findings)
        count = self.tr("1 finding") if len(findings) == 1 else self.tr("{0} findings").format(len(findings))
        text = self.tr("{0}. The first: {1} {2}").format(count, findings[0].message, findings[0].fix)
        self.desk.tell("warning", text, (MessageLink(self.tr("Copy all"), _copying(lines)),))

    # --- the map ---------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Look closer."""
        self._window.map_area.canvas.zoom_in()

    def zoom_out(self) -> None:
        """Look from farther away."""
        self._window.map_area.canvas.zoom_out()

    def show_everything(self) -> None:
        """Show the whole place."""
        self._window.map_area.canvas.zoom_to_fit()

    def show_selection(self) -> None:
        """Bring what is selected into view."""
        self.desk.show_assets(self.desk.selection)

    def copy_map(self) -> None:
        """Copy the map as it is seen."""
        QGuiApplication.clipboard().setPixmap(self._window.map_area.canvas.grab())
        self.desk.tell("info", self.tr("The map is on the clipboard as a picture."))

    # --- tools and help --------------------------------------------------------------------------------

    def open_settings_folder(self) -> None:
        """Show where the settings lie."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(user_folder("settings"))))

    def open_reports_folder(self) -> None:
        """Show where the fault reports lie."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(user_folder("reports"))))

    def show_manual(self) -> None:
        """Show the page of the manual about where one is."""
        stage = self._window.stage
        self._window.show_help("start" if stage is None else stage.key)

    def show_tour(self) -> None:
        """Show what tpdesk does in five minutes."""
        self._window.show_help("start")

    def show_about(self) -> None:
        """Say which version this is and under which licence."""
        text = self.tr("tpdesk {0}, MIT licence. Python {1}, Qt {2}.")
        self.desk.tell("info", text.format(__version__, platform.python_version(), PySide6.__version__))


def _copying(text: str) -> Callable[[], object]:
    return lambda: QGuiApplication.clipboard().setText(text)
