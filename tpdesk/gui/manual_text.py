"""The text of a manual page, its pictures as wide as the page and no wider."""

from PySide6.QtGui import (
    QFont,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

_MARGIN_PX = 20
_SIZES = {1: 20, 2: 15, 3: 13}
_AIR: dict[int, tuple[float, float]] = {1: (0, 10), 2: (20, 6), 3: (14, 4)}
_AIR_OF_TEXT, _AIR_OF_LISTS = (0.0, 8.0), (0.0, 4.0)


class ManualText(QTextBrowser):
    """Shows Markdown; pictures follow the width of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a page without text."""
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { border: none; padding: 0; }")

    def show_markdown(self, text: str) -> None:
        """Show a text and fit its pictures."""
        self.setMarkdown(text)
        self.document().setDocumentMargin(_MARGIN_PX)
        self._set_type()
        self.fit_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Fit the pictures to the new width."""
        super().resizeEvent(event)
        self.fit_pictures()

    def _set_type(self) -> None:
        """Give headings, paragraphs and lists the sizes and the air of the window's own texts."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            layout, level = QTextBlockFormat(), block.blockFormat().headingLevel()
            above, below = _AIR.get(level, _AIR_OF_TEXT if block.textList() is None else _AIR_OF_LISTS)
            layout.setTopMargin(above if block.position() else 0)
            layout.setBottomMargin(below)
            cursor.mergeBlockFormat(layout)
            if level:
                heading = QFont(self.font())
                heading.setPixelSize(_SIZES.get(level, 13))
                heading.setWeight(QFont.Weight.DemiBold)
                letters = QTextCharFormat()
                letters.setFont(heading)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                # Markdown's own size of a heading would count for more if it were merged.
                cursor.setCharFormat(letters)
            block = block.next()

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
