"""Saving the printed map as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tpdesk.gui.widgets.bars import MessageLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.print.wish import PrintWish
    from tpdesk.render.printing import PrintedMap
    from tpdesk.store.register import Register


class PrintSaving(QObject):
    """Asks where to, prints beside the window, and says what was printed."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Keep the desk, and the widget over which the dialog comes up."""
        super().__init__(owner)
        self._desk = desk
        self._owner = owner

    def choose_file(self, wish: PrintWish) -> None:
        """Ask where to, then print."""
        contents = self._desk.contents
        if contents is None:
            return
        folder = self._desk.preferences.settings.last_folder or str(Path.home())
        name = self.tr("{0}, map and schedule.pdf").format(contents.place.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._owner, self.tr("Save as PDF"), str(Path(folder) / name), self.tr("PDF (*.pdf)")
        )
        if chosen:
            self.print_to(Path(chosen), wish)

    def print_to(self, path: Path, wish: PrintWish) -> None:
        """Print it."""
        register = self._desk.register
        if register is not None:
            self._desk.runner.read(
                "print",
                _printing_work(register, wish, path),
                lambda printed: self._tell_printed(printed, path),
                label=self.tr("Printing {0}").format(path.name),
            )

    def _tell_printed(self, printed: PrintedMap, path: Path) -> None:
        pages = self.tr("1 page") if printed.pages == 1 else self.tr("{0} pages").format(f"{printed.pages:,}")
        words = self.tr("{0} is saved: {1}, map at 1:{2}.").format(path.name, pages, f"{printed.scale:,}")
        if printed.notice:
            words += " " + self.tr("It says: “{0}”.").format(printed.notice)
        url = QUrl.fromLocalFile(str(path))
        self._desk.tell(
            "info", words, (MessageLink(self.tr("Open it"), lambda: QDesktopServices.openUrl(url)),)
        )


def _printing_work(register: Register, wish: PrintWish, path: Path) -> Callable[[Progress], PrintedMap]:
    def work(progress: Progress) -> PrintedMap:
        # Printing brings more than the first window needs.
        from tpdesk.render.printing import print_to_pdf

        return print_to_pdf(register, wish.request, wish.audience, path, progress)

    return work
