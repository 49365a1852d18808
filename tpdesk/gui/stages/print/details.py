"""The right side of the stage Print: the pages as they will be, or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.stages.print.pages_view import PagesView
from tpdesk.gui.stages.print.wish import can_print
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from tpdesk.gui.stages.print.wish import PageMaking


class PrintPreview(QWidget):
    """Follows the pages."""

    def __init__(self, theme: Theme, making: PageMaking, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the pages."""
        super().__init__(parent)
        self._making = making
        dress(self, look="panel")
        self.heading = SectionHeading(theme, self.tr("The page"), role="heading")
        self.larger = IconButton(theme, "maximize", self.tr("Read it close up"))
        self.larger.setCheckable(True)
        self.heading.add_action(self.larger)
        self.pages = PagesView(theme, making)
        self.nothing = EmptyState(theme, "printer", self.tr("No page yet"), "")
        self.nothing.add_primary(self.tr("Collect a list"), "inbox")
        self.nothing.primary_clicked.connect(lambda: making.desk.stage_wanted.emit("collect"))
        page = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 8)
        head.addWidget(self.heading)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(thin_line())
        column.addWidget(self.pages, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.larger.toggled.connect(self.pages.set_close_up)
        making.composed.connect(self.refresh)
        making.asked.connect(self._say_making)
        making.desk.closed.connect(self.pages.stop)
        self.refresh()

    def refresh(self) -> None:
        """Show the pages, or why there are none."""
        making, made = self._making, self._making.made
        trouble = making.trouble
        contents = making.desk.contents
        if made is None or trouble is not None:
            self._say_why(
                trouble.message if trouble is not None else "", trouble.hint if trouble is not None else ""
            )
            there = trouble is None and contents is not None and can_print(contents)
            self._stack.setCurrentIndex(1 if there else 0)
            if there:
                self._say_making()
            return
        self._stack.setCurrentIndex(1)
        self.pages.show_pages(made.pages.pages)
        self._say_made()

    def _say_made(self) -> None:
        made = self._making.made
        if made is None or not self._making.is_fresh:
            return
        count = len(made.pages.pages)
        pages = self.tr("1 page") if count == 1 else self.tr("{0} pages").format(f"{count:,}")
        scale = self.tr("1:{0}").format(f"{made.pages.scale:,}")
        self.heading.set_aside(f"{made.wish.request.size.upper()} · {pages} · {scale}")

    def _say_making(self) -> None:
        self.heading.set_aside(self.tr("being drawn"))

    def _say_why(self, message: str, hint: str) -> None:
        if message:
            self.nothing.set_words(message, hint)
        else:
            self.nothing.set_words(
                self.tr("No page yet"),
                self.tr(
                    "There is no building with a position, no layer and no boundary. Map and schedule "
                    "fill themselves from the register."
                ),
            )
        if self.nothing.primary is not None:
            self.nothing.primary.setVisible(not message)
