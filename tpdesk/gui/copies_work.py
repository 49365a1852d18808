"""What the window does about copies: one a day of the open register, and the way back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from tpdesk.gui.copies_dialog import CopiesDialog, copy_moment

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme
    from tpdesk.store.kept_copies import KeptCopy


class CopiesWork(QObject):
    """Follows the desk; copies are made beside the window, and changes do not wait for them."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget) -> None:
        """Keep a copy of each register that is opened, once a day."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._parent = parent
        desk.opened.connect(self.keep_copy_of_today)

    def keep_copy_of_today(self) -> None:
        """Keep a copy of the open register unless one was kept today."""
        register = self._desk.register
        if register is None or register.read_only:
            return
        path = register.path

        def work(progress: Progress) -> Path | None:
            from tpdesk.services.safeguarding import keep_daily

            return keep_daily(path, progress)

        self._desk.runner.read("copy", work, lambda _: None, label=self.tr("Keeping a copy"))

    def show_copies(self, path: Path) -> CopiesDialog:
        """Show the copies of a register and go back to the one that is chosen."""
        dialog = CopiesDialog(self._theme, path.name, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda copy: self._check(path, copy))

        def work(_progress: Progress) -> tuple[KeptCopy, ...]:
            from tpdesk.services.safeguarding import read_copies

            return read_copies(path)

        self._desk.runner.read("copies", work, dialog.show_copies)
        dialog.open()
        return dialog

    def _check(self, path: Path, copy: KeptCopy) -> None:
        """Look the copy over while the register is still open; a damaged one changes nothing."""

        def work(_progress: Progress) -> None:
            from tpdesk.services.safeguarding import check_copy

            check_copy(copy.path)

        label = self.tr("Checking the copy")
        self._desk.runner.write(work, lambda _: self._go_back(path, copy), label=label)

    def _go_back(self, path: Path, copy: KeptCopy) -> None:
        desk = self._desk
        if desk.register is not None and desk.register.path.resolve() == path.resolve():
            desk.close_register()

        def make(progress: Progress) -> Path:
            from tpdesk.services.safeguarding import restore_copy

            restore_copy(path, copy.path, progress)
            return path

        desk.open_made(path, make, lambda: self._tell(path, copy))

    def _tell(self, path: Path, copy: KeptCopy) -> None:
        text = self.tr("{0} is as it was on {1}. How it was before is among its earlier copies.")
        words = text.format(path.name, copy_moment(copy))
        # After what is said about every register that is opened.
        QTimer.singleShot(0, self, lambda: self._desk.tell("info", words))
