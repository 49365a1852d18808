"""The text of a manual page, its pictures as wide as the page and no wider."""

from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget


class ManualText(QTextBrowser):
    """Shows Markdown; pictures follow the width of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a page without text."""
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_markdown(self, text: str) -> None:
        """Show a text and fit its pictures."""
        self.setMarkdown(text)
        self.fit_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Fit the pictures to the new width."""
        super().resizeEvent(event)
        self.fit_pictures()

    def fit_pictures(self) -> None:
        """Make every picture as wide as the page."""
        block = self.document().begin()
        while block.isValid():
            self._fit_pictures_of(block)
            block = block.next()

    def _fit_pictures_of(self, block: QTextBlock) -> None:
        room = self.viewport().width() - 2 * self.document().documentMargin()
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            if fragment.charFormat().isImageFormat():
                picture = fragment.charFormat().toImageFormat()
                if picture.width() != room:
                    picture.setWidth(room)
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(fragment.position())
                    end = fragment.position() + fragment.length()
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(picture)
                    # The change has made the block anew; its other pictures are met in the new one.
                    return self._fit_pictures_of(block)
            place += 1
        return None
